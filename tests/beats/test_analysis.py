"""A beat from outside: tempo, first "1" and key against what is known, and what is said where there is nothing to
find."""

from itertools import pairwise

import msgspec
import numpy as np
import pytest
import reference_beats
import soundfile

from beats import analysis
from beats.analysis import Analysis, analyse, snapped, tapped
from studio.errors import Cancelled, StudioError

RATE_HZ = 44_100


def write(folder, sound, rate_hz=RATE_HZ):
    path = folder / "sound.wav"
    soundfile.write(path, sound, rate_hz, subtype="FLOAT")
    return path


def drums(bar_starts_s, bar_s, seed=1):
    """Bars of a plain backbeat: kick on 1 and before 3, snare on 2 and 4, hats in eighths."""
    rng = np.random.default_rng(seed)
    sound = np.zeros(round((bar_starts_s[-1] + bar_s + 0.5) * RATE_HZ))
    decay = np.exp(-np.arange(6000) / 1200)
    kick = np.sin(2 * np.pi * np.cumsum(50 + 100 * np.exp(-np.arange(6000) / 600)) / RATE_HZ) * decay
    snare = rng.standard_normal(6000) * decay * 0.4
    hat = np.diff(rng.standard_normal(6001)) * np.exp(-np.arange(6000) / 300) * 0.1
    for start_s in bar_starts_s:
        for hit, eighths in ((kick, (0, 3.5, 5)), (snare, (2, 6)), (hat, range(8))):
            for eighth in eighths:
                at = round((start_s + eighth * bar_s / 8) * RATE_HZ)
                sound[at : at + 6000] += hit
    return 0.5 * sound / np.abs(sound).max()


def steady(bpm, bars=16, start_s=0.0):
    return drums(start_s + np.arange(bars) * 240 / bpm, 240 / bpm)


@pytest.mark.parametrize("bpm", [83.37, 90.0, 101.5, 97.03])
def test_the_tempo_is_exact_and_the_one_is_where_it_is(tmp_path, bpm):
    found = analyse(write(tmp_path, steady(bpm, start_s=0.7)))
    assert found.bpm == pytest.approx(bpm, abs=0.02)
    assert bpm != 90.0 or found.bpm == 90.0
    assert found.first_beat_s == pytest.approx(0.7, abs=0.003)
    assert found.first_sound_s == pytest.approx(0.7, abs=0.01)
    assert found.seconds == pytest.approx(0.7 + 16 * 240 / bpm + 0.5, abs=0.01)
    assert found.tempo_doubt < 0.3
    assert found.first_beat_doubt < 0.3
    assert not found.is_variable
    assert found.bpm_range == (found.bpm, found.bpm)


def test_half_and_double_are_offered(tmp_path):
    found = analyse(write(tmp_path, steady(90.0)))
    assert {45.0, 90.0, 180.0} <= {candidate.bpm for candidate in found.candidates}
    assert found.candidates[0].bpm == found.bpm == 90.0
    weights = [candidate.weight for candidate in found.candidates]
    assert weights == sorted(weights, reverse=True)
    assert sum(weights) == pytest.approx(1.0)


def test_onsets_are_there_to_snap_to(tmp_path):
    found = analyse(write(tmp_path, steady(90.0, start_s=0.5)))
    eighths = 0.5 + np.arange(16 * 8) / 3
    near = [min(abs(onset - eighth) for onset in found.onsets_s) for eighth in eighths]
    assert np.percentile(near, 95) < 0.004
    assert list(found.onsets_s) == sorted(set(found.onsets_s))


def test_a_wandering_tempo_is_said(tmp_path):
    bars = [0.4]
    for bar in range(40):
        bars.append(bars[-1] + 240 / (86 + bar * 10 / 40))
    sound = np.zeros(round((bars[-1] + 4) * RATE_HZ))
    for start_s, end_s in pairwise(bars):
        bar = drums([0.0], end_s - start_s)
        at = round(start_s * RATE_HZ)
        sound[at : at + len(bar)] += bar
    found = analyse(write(tmp_path, sound))
    assert found.is_variable
    low, high = found.bpm_range
    assert 85.5 < low < 88.5 < 93.5 < high < 96.5
    assert low < found.bpm < high
    assert found.tempo_doubt >= 0.5
    assert found.first_beat_s == pytest.approx(0.4, abs=0.02)


def test_a_loose_hand_is_heard_though_its_tempo_stays(tmp_path):
    loose = np.cumsum(np.random.default_rng(3).normal(0.0, 0.02, 32))
    found = analyse(write(tmp_path, drums(0.3 + np.arange(32) * 240 / 92 + loose - loose[0], 240 / 92)))
    assert found.is_variable
    assert found.bpm == pytest.approx(92.0, abs=1.0)


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(RATE_HZ * 20),
        np.zeros((10, 2)),
        np.full(RATE_HZ * 10, 0.3),
        steady(90.0)[: 3 * RATE_HZ],
        0.3 * np.sin(2 * np.pi * 220 * np.arange(RATE_HZ * 20) / RATE_HZ),
        np.random.default_rng(2).standard_normal((RATE_HZ * 20, 2)) * 0.1,
    ],
    ids=["silence", "ten frames", "an offset", "three seconds", "one note", "noise"],
)
def test_no_beat_is_no_tempo(tmp_path, sound):
    found = analyse(write(tmp_path, sound))
    assert found.bpm is None
    assert found.candidates == ()
    assert found.bpm_range is None
    assert (found.tempo_doubt, found.first_beat_doubt) == (1.0, 1.0)
    assert found.seconds == pytest.approx(len(sound) / RATE_HZ, abs=0.01)


def test_a_side_turned_upside_down_is_still_heard(tmp_path):
    sound = steady(90.0)
    assert analyse(write(tmp_path, np.stack([sound, -sound], axis=1))).bpm == 90.0


@pytest.mark.parametrize(
    ("key", "chords"),
    [
        ("C major", [(48, 0, 4, 7), (43, -5, -1, 2), (45, -3, 0, 4), (41, -7, -3, 0)]),
        ("A minor", [(45, -3, 0, 4), (41, -7, -3, 0), (40, -8, -5, -1), (45, -3, 0, 4)]),
        ("F# minor", [(42, -6, -3, 1), (38, -10, -6, -3), (37, -11, -8, -4), (42, -6, -3, 1)]),
        ("A# major", [(46, -2, 2, 5), (51, 3, 7, 10), (53, 5, 9, 12), (46, -2, 2, 5)]),
    ],
)
def test_the_key(tmp_path, key, chords):
    beat = steady(90.0, bars=16)
    times = np.arange(round(240 / 90 * RATE_HZ)) / RATE_HZ
    bars = []
    for bass, *notes in chords:
        pitches = [bass - 12, *(60 + note for note in notes)]
        tones = [440 * 2 ** ((pitch - 69) / 12) for pitch in pitches]
        bars.append(sum(np.sin(2 * np.pi * hz * times) + 0.3 * np.sin(4 * np.pi * hz * times) for hz in tones))
    music = np.tile(np.concatenate(bars), 4)[: len(beat)]
    beat[: len(music)] += 0.05 * music
    found = analyse(write(tmp_path, beat))
    assert found.key == key
    assert found.bpm == 90.0


def test_the_same_file_gives_the_same_answer(tmp_path):
    path = write(tmp_path, steady(93.0, start_s=0.2))
    assert msgspec.json.encode(analyse(path)) == msgspec.json.encode(analyse(path))
    assert msgspec.json.decode(msgspec.json.encode(analyse(path)), type=Analysis) == analyse(path)


def test_progress_and_cancel(tmp_path):
    path = write(tmp_path, steady(90.0))
    shares: list[float] = []
    analyse(path, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    for calls in (0, 3, 8):
        left = iter(range(calls))
        with pytest.raises(Cancelled):
            analyse(path, cancelled=lambda left=left: next(left, None) is None)


def test_what_is_no_sound_is_said_by_the_decoder(tmp_path):
    with pytest.raises(StudioError, match="audio-missing"):
        analyse(tmp_path / "nothing.mp3")
    (tmp_path / "text.mp3").write_text("no sound at all " * 100)
    with pytest.raises(StudioError, match="audio-unreadable"):
        analyse(tmp_path / "text.mp3")


def test_only_the_beginning_of_hours_is_listened_to(tmp_path, monkeypatch):
    monkeypatch.setattr(analysis, "LISTEN_S", 20.0)
    found = analyse(write(tmp_path, steady(90.0)))
    assert found.seconds == 20.0
    assert found.bpm == 90.0


def test_taps():
    assert tapped([0.0, 0.5, 1.0]) is None
    assert tapped([]) is None
    assert tapped([0.0, 0.5, 1.0, 1.5]) == pytest.approx(120.0)
    # intervals 0.6 0.62 0.58 0.6: their mean is 0.6
    assert tapped([0.0, 0.6, 1.22, 1.8, 2.4]) == pytest.approx(100.0)
    assert tapped([0.0, 0.6, 1.2, 2.4, 3.0, 3.6]) == pytest.approx(100.0)  # one tap missed
    assert tapped([0.0, 0.6, 1.2, 1.25, 1.8, 2.4, 3.0]) == pytest.approx(100.0, rel=0.03)  # one bounced
    assert tapped([1.0, 1.0, 1.0, 1.0]) is None
    assert tapped([0.0, 0.6, float("nan"), 1.2, 1.8, 2.4]) == pytest.approx(100.0)


def test_snapping():
    onsets_s = (0.1, 0.5, 0.54)
    assert snapped(0.13, onsets_s) == 0.1
    assert snapped(0.525, onsets_s) == 0.54
    assert snapped(0.3, onsets_s) == 0.3
    assert snapped(0.3, onsets_s, within_s=0.25) == 0.1
    assert snapped(0.3, ()) == 0.3


def test_some_of_the_reference_set(tmp_path):
    for reference in reference_beats.references(tmp_path, ("boom_bap", "uk_drill"), bands=("low",)):
        score = reference_beats.scored(reference)
        assert score.tempo, (reference.name, score.found.bpm)
        assert score.first_beat, (reference.name, score.first_error_s)


@pytest.mark.soak
def test_the_reference_set(tmp_path):
    scores = [reference_beats.scored(reference) for reference in reference_beats.references(tmp_path)]
    missed = [(score.reference.name, score.found.bpm, score.first_error_s) for score in scores if not score.first_beat]
    assert len(scores) == 6 * len(reference_beats.style_names())
    assert reference_beats.share(scores, lambda score: score.tempo) >= reference_beats.TEMPO_BAR, missed
    assert reference_beats.share(scores, lambda score: score.first_beat) >= reference_beats.FIRST_BAR, missed
