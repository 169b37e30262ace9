"""Where two clips cross: alike, the sound goes on as it was; unlike, it keeps its power; nowhere a step."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from songs import clip_song, noise, path_in, sine
from test_live import START_RAMP, Bench

from studio.engine.offline import OfflineRenderer
from studio.song import Clip

BEAT = 24_000  # frames, at 120 BPM
LENGTH = 4 * BEAT
HALF = LENGTH // 2


def crossed(folder, shape, fade_frames, first, second):
    """Two takes on one track, the second from the middle on, over a crossfade in the middle."""
    song = clip_song(folder, first, second)
    start = HALF - fade_frames // 2
    shapes = {"fade_in_shape": shape, "fade_out_shape": shape}
    clips = (
        Clip(
            id="a", media_id="m0", at_beat=0.0, length_frames=start + fade_frames, fade_out_frames=fade_frames, **shapes
        ),
        Clip(
            id="b",
            media_id="m1",
            at_beat=start / BEAT,
            offset_frames=start,
            length_frames=LENGTH - start,
            fade_in_frames=fade_frames,
            **shapes,
        ),
    )
    track = msgspec.structs.replace(song.tracks[0], clips=clips)
    return msgspec.structs.replace(song, tracks=(track,))


def render(song, folder, chunk=16_384):
    blocks = OfflineRenderer(song, path_in(folder), {}, chunk=chunk).mix(0, LENGTH)
    return np.concatenate([block.copy() for block in blocks])


@pytest.mark.parametrize("fade_frames", [240, 720, 4_801])
def test_one_take_crossed_with_itself_by_gain_is_the_take(fade_frames, tmp_path):
    take = noise(2, channels=1)
    out = render(crossed(tmp_path, "gain", fade_frames, take, take), tmp_path)
    assert np.abs(out[:, 0] - take).max() <= 2.0**-23


def test_unlike_takes_crossed_by_power_keep_their_power(tmp_path):
    fade = 48_000
    first, second = (noise(2, seed, channels=1) for seed in (1, 2))
    power = {}
    for shape in ("power", "gain"):
        out = render(crossed(tmp_path, shape, fade, first, second), tmp_path)[:, 0]
        inside = out[HALF - fade // 2 : HALF + fade // 2].reshape(8, -1)
        power[shape] = 10 * np.log10(np.mean(inside**2, axis=1) / 0.01)
    assert np.abs(power["power"]).max() < 0.5
    assert power["gain"].min() < -2.0  # the dip that it is there to avoid


@pytest.mark.parametrize("shape", ["gain", "power"])
def test_a_sine_comped_from_two_takes_has_no_step(shape, tmp_path):
    """What is left when a steady tone and its slow swell are taken away is a click: the fourth difference of 100 Hz is
    (2π·100/48000)⁴, −151 dB."""
    first, second = sine(100, 2), np.roll(sine(100, 2), 37)  # the second one a little late
    out = render(crossed(tmp_path, shape, 240, first, second), tmp_path)[:, 0]
    assert 20 * np.log10(np.abs(np.diff(out, 4)).max() + 1e-12) < -50
    hard = render(crossed(tmp_path, shape, 0, first, second), tmp_path)[:, 0]
    assert 20 * np.log10(np.abs(np.diff(hard, 4)).max()) > -50  # what would be heard without


@pytest.mark.parametrize("shape", ["gain", "power"])
def test_heard_is_exported_to_the_bit_in_any_blocks(shape, tmp_path):
    song = crossed(tmp_path, shape, 4_801, noise(2, 1, channels=1), noise(2, 2, channels=1))
    whole = render(song, tmp_path)
    assert np.array_equal(render(song, tmp_path, chunk=999), whole)
    bench = Bench()
    bench.load(song, tmp_path)
    bench.engine.play(0.0)
    blocks = [1, 37, 511, 64, 3_000, 2]
    heard = np.concatenate([bench.turn(count, block=count) for _ in range(25) for count in blocks])
    bench.engine.close()
    assert len(heard) > HALF + 4_801
    assert np.array_equal(heard[START_RAMP:], whole[START_RAMP : len(heard)].astype(np.float32))


def test_a_power_fade_at_the_edge_of_the_file_begins_and_ends_in_silence(tmp_path):
    song = clip_song(tmp_path, np.full(LENGTH, 0.5))
    clip = msgspec.structs.replace(
        song.tracks[0].clips[0],
        fade_in_frames=480,
        fade_out_frames=480,
        fade_in_shape="power",
        fade_out_shape="power",
    )
    song = msgspec.structs.replace(song, tracks=(msgspec.structs.replace(song.tracks[0], clips=(clip,)),))
    out = render(song, tmp_path)[:, 0]
    assert 0 < out[0] < 0.001
    assert np.array_equal(out, out[::-1])
    assert out[240] ** 2 + out[239] ** 2 == pytest.approx(0.25, rel=1e-12)
