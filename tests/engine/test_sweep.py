"""Muffled sections: closed, opening, and not there at all outside."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from kitchen import RATE, render, song_of, sound
from songs import noise, path_in, write

from studio.engine.effects.sweep import CLOSED_HZ, OPEN_HZ
from studio.engine.offline import OfflineRenderer
from studio.song import Clip, Lane, Media, Note, Section, Step, Track

BAR = 96_000  # at 120 BPM and 48 kHz


def sections(*rows):
    """(bars, muffled) each."""
    return tuple(
        Section(id=f"s{n}", kind="verse", bars=bars, pattern_id="p", muffled=muffled)
        for n, (bars, muffled) in enumerate(rows)
    )


def tones(tmp_path, *hz):
    """A held bass note that is a sum of sines, in a song of 120 BPM."""
    time = np.arange(RATE * 20) / RATE
    samples = sum(0.2 * np.sin(2 * np.pi * f * time) for f in hz)
    kit = {"sub": sound(tmp_path, "sub", samples, choke=2, root_note=36, release_ms=20.0)}
    return Lane(sound="sub", track_id="t2", notes=(Note(at_step=0, length_steps=16, midi_note=36),)), {"k": kit}


def level(heard, hz, at, frames=4_800):
    """Amplitude of a sine in a stretch."""
    turns = np.exp(-2j * np.pi * hz * np.arange(frames) / RATE) * np.hanning(frames)
    return abs((heard[at : at + frames] * turns).sum()) / np.hanning(frames).sum() * 2


def test_outside_of_it_nothing_is_changed_to_the_bit(tmp_path):
    lane, kits = tones(tmp_path, 110.0, 3_000.0)
    form = (1, False), (2, True), (1, False)
    plain = render(song_of(lane, bpm=120.0, sections=sections(*((bars, False) for bars, _ in form))), kits)
    muffled = render(song_of(lane, bpm=120.0, sections=sections(*form)), kits)
    assert np.array_equal(muffled[:BAR], plain[:BAR])
    assert np.array_equal(muffled[3 * BAR :], plain[3 * BAR :])
    assert not np.array_equal(muffled[BAR : 3 * BAR], plain[BAR : 3 * BAR])


def test_it_is_a_butterworth_that_opens_over_the_last_two_bars(tmp_path):
    """Of second order: half the power at its frequency, 12 dB per octave above."""
    kits = {"k": {"kick": sound(tmp_path, "kick", [0.5])}}
    lane = Lane(sound="kick", track_id="t1", steps=tuple(Step(at_step=at, velocity=127) for at in range(0, 16, 2)))
    song = song_of(lane, bpm=120.0, sections=sections((4, True)))
    heard = render(song, kits)[:, 0]
    plain = render(song_of(lane, bpm=120.0, sections=sections((4, False))), kits)[:, 0]

    def gain_db(hz, step):
        at = step * 6_000
        turns = np.exp(-2j * np.pi * hz * np.arange(5_900) / RATE)
        return 20 * np.log10(abs((heard[at : at + 5_900] * turns).sum()) / abs((plain[at : at + 5_900] * turns).sum()))

    for step in (0, 16, 30):
        assert gain_db(CLOSED_HZ, step) == pytest.approx(-3.01, abs=0.05)
        assert gain_db(50.0, step) == pytest.approx(0.0, abs=0.05)
        assert gain_db(3_200.0, step) == pytest.approx(-36.1, abs=0.6)
    middle = (CLOSED_HZ * OPEN_HZ) ** 0.5  # half way through the two bars, but for the last 20 ms
    assert gain_db(middle, 48) == pytest.approx(-3.01, abs=0.4)
    assert gain_db(15_000.0, 62) == pytest.approx(0.0, abs=2.0)


@pytest.mark.parametrize("hz", [60.0, 1_000.0, 9_000.0])
def test_nothing_clicks_where_it_comes_and_goes(hz, tmp_path):
    """Where it sets in, no step is half as steep again as the tone itself; where it is gone, no bend either."""
    lane, kits = tones(tmp_path, hz)
    note = msgspec.structs.replace(lane.notes[0], length_steps=16 * 4)
    pattern = song_of(msgspec.structs.replace(lane, notes=(note,)), bpm=120.0, sections=sections((1, False), (2, True)))
    song = msgspec.structs.replace(
        pattern,
        patterns=(msgspec.structs.replace(pattern.patterns[0], bars=4),),
        sections=(*sections((1, False), (2, True))[:2], Section(id="e", kind="verse", bars=1)),
    )
    heard, turn = render(song, kits)[:, 0], 2 * np.pi * hz / RATE
    assert np.abs(np.diff(heard[BAR - 500 : BAR + 500])).max() < 1.5 * 0.2 * turn
    assert np.abs(np.diff(heard[3 * BAR - 500 : 3 * BAR + 500], 2)).max() < 1.1 * 0.2 * turn**2 + 1e-4


@pytest.mark.parametrize("chunk", [1, 17, 64, 333])
def test_no_bit_depends_on_the_size_of_a_block(chunk, tmp_path):
    lane, kits = tones(tmp_path, 110.0, 3_000.0)
    song = song_of(lane, bpm=240.0, sections=sections((1, False), (1, True), (1, False)))
    assert np.array_equal(render(song, kits, chunk), render(song, kits))


def test_a_voice_is_never_muffled(tmp_path):
    write(tmp_path / "voice.wav", noise(2, 1), subtype="FLOAT")
    clip = Clip(id="c", media_id="m", at_beat=0.0, length_frames=2 * RATE)
    song = msgspec.structs.replace(
        song_of(bpm=120.0, sections=sections((2, True))),
        tracks=(Track(id="v", role="lead", name="", clips=(clip,)),),
        media=(Media(id="m", file=str(tmp_path / "voice.wav"), frames=2 * RATE, channels=2, rate_hz=RATE),),
    )
    renderer = OfflineRenderer(song, path_in(tmp_path), {})
    heard = np.concatenate([block.copy() for block in renderer.mix(0, 2 * RATE)])
    assert np.array_equal(heard, noise(2, 1).astype(np.float32))
