"""Where a rendered beat's hits stand, against arithmetic by hand; an 808 that slides and is alone."""

from __future__ import annotations

import numpy as np
import pytest
from kitchen import RATE, render, song_of, sound
from test_live import START_RAMP, Bench

from studio import timeline
from studio.song import Lane, Note, Step

SWING = 58.0
BPM = 90.0
SIXTEENTH_S = 60 / BPM / 4
LATE_S = 0.007


def beat():
    """A kick on the grid under swing, and a hat with ratchets, seven milliseconds late."""
    kick = Lane(sound="kick", track_id="t1", steps=tuple(Step(at_step=at) for at in (0, 3, 6, 11)))
    hat = Lane(
        sound="closed_hat",
        track_id="t1",
        steps=(Step(at_step=1), Step(at_step=5, ratchet=4), Step(at_step=8, ratchet=3, over_steps=2)),
        late_ms=1000 * LATE_S,
    )
    return song_of(kick, hat, bpm=BPM, swing_percent=SWING)


def by_hand():
    """Seconds: each second sixteenth comes (58 − 50) % of an eighth late; a ratchet's hits divide its span, which is
    straight if it is longer than a step."""
    swing_s = (SWING - 50) / 100 * 2 * SIXTEENTH_S
    kick = [at * SIXTEENTH_S + (at % 2) * swing_s for at in (0, 3, 6, 11)]
    hat = [SIXTEENTH_S + swing_s]
    hat += [5 * SIXTEENTH_S + swing_s + part * SIXTEENTH_S / 4 for part in range(4)]
    hat += [8 * SIXTEENTH_S + part * 2 * SIXTEENTH_S / 3 for part in range(3)]
    return np.sort(np.array(kick + [at + LATE_S for at in hat])) * RATE


@pytest.mark.parametrize("block", [1, 17, 64, 333, 512, 2_048])
def test_onsets_stand_where_the_arithmetic_says(block, tmp_path):
    kits = {"k": {name: sound(tmp_path, name, [0.5]) for name in ("kick", "closed_hat")}}
    song = beat()
    heard = render(song, kits, chunk=block)[:, 0]
    onsets = np.flatnonzero(heard)
    assert np.array_equal(onsets, timeline.hits(song, kits=kits).array["at_frame"])
    assert onsets == pytest.approx(by_hand(), abs=1)


@pytest.mark.parametrize("block", [17, 64, 333, 512, 2_048])
def test_live_they_stand_there_too(block, tmp_path):
    kits = {"k": {name: sound(tmp_path, name, [0.5]) for name in ("kick", "closed_hat")}}
    bench = Bench()
    bench.load(beat(), tmp_path, kits)
    bench.engine.play(0.0)
    onsets = np.flatnonzero(bench.turn(128_000, block)[:, 0])
    expected = by_hand()
    assert onsets == pytest.approx(expected, abs=1)
    assert (onsets > START_RAMP).any()
    bench.engine.close()


def test_an_808_reaches_its_pitch_by_the_end_of_its_note_and_is_alone(tmp_path):
    """C1 up a fourth, the slide 90 ms long: in the release after the note it stands within a cent of F1."""
    root_hz = 440.0 * 2 ** ((24 - 69) / 12)
    turn = np.arange(RATE * 8) / RATE * root_hz
    sub = sound(tmp_path, "sub", 0.5 * np.cos(2 * np.pi * turn), choke=2, root_note=24, release_ms=600.0, glide_ms=90.0)
    first, second = (
        Note(at_step=0, length_steps=6, midi_note=24, glide_to=29),
        Note(at_step=12, length_steps=4, midi_note=31),
    )
    heard = render(song_of(Lane(sound="sub", track_id="t2", notes=(first, second))), {"k": {"sub": sub}})[:, 0]
    end, next_one = 6 * 8_000, 12 * 8_000

    def hz(piece):
        """By its crossings of nought, between samples."""
        rising = np.flatnonzero((piece[:-1] < 0) & (piece[1:] >= 0))
        exact = rising - piece[rising] / (piece[rising + 1] - piece[rising])
        return RATE * (len(exact) - 1) / (exact[-1] - exact[0])

    assert abs(1200 * np.log2(hz(heard[1_000 : end - 4_400]) / root_hz)) < 1
    left = 1 - np.arange(28_800) / 28_800  # the release is a straight line: taken out, a steady tone is left
    tail = heard[end : end + 20_000] / left[:20_000]
    assert abs(1200 * np.log2(hz(tail) / (root_hz * 2 ** (5 / 12)))) < 1
    alone = render(song_of(Lane(sound="sub", track_id="t2", notes=(second,))), {"k": {"sub": sub}})[:, 0]
    assert np.array_equal(heard[next_one + 241 :], alone[next_one + 241 :])
