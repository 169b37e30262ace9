"""One contract for every effect: silence stays silence, off is a wire, nothing explodes, block sizes do not matter, no
clicks."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from songs import clip_song, noise, path_in, sine
from test_live import Bench

from studio import params
from studio.engine.offline import OfflineRenderer
from studio.song import Song

EFFECTS = {
    "highpass": {"highpass_on": 1, "highpass_hz": 200.0},
    "eq": {"eq_on": 1, "low_db": 9.0, "mid_db": -9.0, "high_db": 6.0},
    "compressor": {"compressor_on": 1, "threshold_db": -40.0, "ratio": 8.0, "makeup_db": 6.0},
    "noise": {"noise_on": 1} | {f"noise_{band}_db": -34.0 for band in range(1, params.NOISE_BANDS + 1)},
    "gate": {"gate_on": 1, "gate_threshold_db": -15.0, "gate_ratio": 4.0},
    "deesser": {"deesser_on": 1, "deesser_threshold_db": -40.0},
    "saturation": {"saturation_on": 1, "saturation_drive_db": 18.0},
    "width": {"width": 1.6},
    "delay": {"delay_send_db": 0.0},
    "reverb": {"reverb_send_db": 0.0},
    "level": {"gain_db": -3.0, "pan": -0.4, "trim_db": 2.0},
}
ON = ("noise", "highpass", "eq", "gate", "compressor", "deesser", "saturation")
"""Stages with a switch."""
EXTREMES = [
    {**EFFECTS[effect], row.name: value}
    for effect in (*ON, "level")
    for row in params.TRACK
    if row.effect == effect and row.curve != "switch"
    for value in (row.low, row.high)
]


def render(song: Song, folder, frames: int, **options) -> np.ndarray:
    renderer = OfflineRenderer(song, path_in(folder), {}, **options)
    return np.concatenate([block.copy() for block in renderer.mix(0, frames)])


@pytest.mark.parametrize("knobs", EFFECTS.values(), ids=EFFECTS)
def test_silence_stays_silence(knobs, tmp_path):
    assert (render(clip_song(tmp_path, np.zeros(48_000), **knobs), tmp_path, 48_000) == 0).all()


def test_off_is_a_wire_whatever_its_knobs_say(tmp_path):
    sound = noise(1.0).astype(np.float32)
    turned = {row.name: row.high for row in params.TRACK if row.effect in ON and row.curve != "switch"}
    out = render(clip_song(tmp_path, sound, subtype="FLOAT", **turned), tmp_path, 48_000)
    assert np.array_equal(out, sound.astype(np.float64))


WIRES = {
    "flat eq": {"eq_on": 1},
    "ratio 1": {"compressor_on": 1, "ratio": 1.0},
    "a room that nobody has measured": {"noise_on": 1},
    "noise range 0": {**EFFECTS["noise"], "noise_range_db": 0.0},
    "gate ratio 1": {**EFFECTS["gate"], "gate_ratio": 1.0},
    "gate range 0": {**EFFECTS["gate"], "gate_range_db": 0.0},
    "no ess so loud": {**EFFECTS["deesser"], "deesser_threshold_db": 0.0},
    "ess range 0": {**EFFECTS["deesser"], "deesser_range_db": 0.0},
    "saturation dry": {**EFFECTS["saturation"], "saturation_mix": 0.0},
    "all at once": {
        "eq_on": 1, "compressor_on": 1, "ratio": 1.0, "noise_on": 1, "gate_on": 1, "gate_range_db": 0.0,
        "deesser_on": 1, "deesser_range_db": 0.0, "saturation_on": 1, "saturation_mix": 0.0,
    },
}  # fmt: skip


@pytest.mark.parametrize("knobs", WIRES.values(), ids=WIRES)
def test_on_without_effect_is_a_wire_too(knobs, tmp_path):
    sound = noise(1.0).astype(np.float32)
    out = render(clip_song(tmp_path, sound, subtype="FLOAT", **knobs), tmp_path, 48_000)
    assert np.array_equal(out, sound.astype(np.float64))


@pytest.mark.parametrize(
    "knobs", EXTREMES, ids=lambda knobs: " ".join(f"{k}={v:g}" for k, v in list(knobs.items())[-1:])
)
@pytest.mark.parametrize("rate_hz", [44_100, 96_000])
def test_no_knob_makes_it_explode(knobs, rate_hz, tmp_path):
    sound = np.concatenate([noise(0.3, gain=0.3), np.ones((2_000, 2)), np.zeros((2_000, 2)), -np.ones((2_000, 2))])
    out = render(clip_song(tmp_path, sound, rate_hz=rate_hz, **knobs), tmp_path, len(sound))
    limit_db = 24.0 + sum(max(knobs.get(name, 0.0), 0.0) for name in ("gain_db", "trim_db", "makeup_db"))
    assert np.isfinite(out).all()
    assert np.abs(out).max() <= 10 ** (limit_db / 20)


@pytest.mark.parametrize(
    "row", [row for row in params.MASTER if row.effect in ("delay", "reverb")], ids=lambda row: row.name
)
@pytest.mark.parametrize("end", ["low", "high"])
def test_no_send_explodes(row, end, tmp_path):
    song = clip_song(tmp_path, noise(2, gain=0.3), delay_send_db=0.0, reverb_send_db=0.0)
    song = Song(title="T", bpm=120.0, media=song.media, tracks=song.tracks, master={row.name: getattr(row, end)})
    out = render(song, tmp_path, 48_000 * 6)
    assert np.isfinite(out).all()
    assert np.abs(out).max() <= 10 ** (24 / 20)


@pytest.mark.parametrize("knobs", EFFECTS.values(), ids=EFFECTS)
def test_any_block_size_gives_the_same_sound(knobs, tmp_path):
    song = clip_song(tmp_path, noise(1.5), **knobs)
    whole = render(song, tmp_path, 70_000, chunk=70_000, threads=1)
    for chunk in (64, 511, 16_384):
        assert np.array_equal(render(song, tmp_path, 70_000, chunk=chunk, threads=2 if chunk > 511 else 1), whole)


def test_not_a_number_in_a_file_does_no_lasting_harm(tmp_path):
    sound = np.column_stack([sine(300, 1.0)] * 2).astype(np.float32)
    sound[10_000] = np.nan
    sound[20_000] = np.inf
    out = render(clip_song(tmp_path, sound, subtype="FLOAT", **EFFECTS["eq"]), tmp_path, 48_000)
    assert np.isfinite(out).all()
    assert np.abs(out[30_000:]).max() > 0.05


def test_a_silent_tempo_divides_nothing_by_zero():
    bench = Bench()
    bench.engine.load(Song(title="T"), path_in(None), {})
    bench.engine.memory.plans["frames_per_beat"] = 0.0  # no song can say so; a kernel must live through it
    bench.engine.memory.plans["beats_per_bar"] = 0
    heard = bench.turn(1_000)
    assert np.isfinite(heard).all()
    bench.engine.close()


# --- clicks: what a jump of a knob adds above the sound, in a band where the sound itself has nothing

CLICK_DB = -60.0
JUMPS = [
    (row.name, before, after)
    for row in params.TRACK
    for before, after in ((row.low, row.high), (row.high, row.low))
    if row.name != "solo"
]


def click_db(sound: np.ndarray) -> float:
    """The loudest thing above 6 kHz in what should be a clean low sine, in dBFS."""
    from scipy.signal import butter, sosfiltfilt

    high = sosfiltfilt(butter(8, 6_000, "high", fs=48_000, output="sos"), sound, axis=0)
    return 20 * math.log10(max(np.abs(high).max(), 1e-9))


def jump(tmp_path, target, name, before, after, **knobs):
    bench = Bench()
    song = clip_song(tmp_path, sine(220, 6, gain=0.2), **knobs)
    master = {name: before} if target == "master" else {}
    bench.load(Song(title="T", bpm=120.0, media=song.media, tracks=song.tracks, master=master), tmp_path)
    bench.engine.set_knob("monitor", "monitor_db", -12.0)
    bench.engine.set_knob(target, name, before)
    bench.turn(4_800)
    bench.engine.play(0.0)
    bench.turn(72_000)
    bench.engine.set_knob(target, name, after)
    heard = bench.turn(9_600)
    bench.engine.close()
    return heard


@pytest.mark.parametrize(("name", "before", "after"), JUMPS, ids=lambda value: str(value))
def test_no_click_when_a_knob_of_the_strip_jumps(name, before, after, tmp_path):
    knobs = {f"{stage}_on": 1 for stage in ON if f"{stage}_on" != name} | {"low_db": 6.0, "mid_db": 6.0}
    if not name.startswith("saturation"):
        del knobs["saturation_on"]  # its overtones would be in that band
    knobs |= {f"noise_{band}_db": -60.0 for band in range(1, params.NOISE_BANDS + 1)}
    assert click_db(jump(tmp_path, "t0", name, before, after, **knobs)) < CLICK_DB


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [(row.name, *pair) for row in params.MASTER for pair in itertools.permutations((row.low, row.high))],
    ids=lambda value: str(value),
)
def test_no_click_when_a_knob_of_the_master_jumps(name, before, after, tmp_path):
    heard = jump(tmp_path, "master", name, before, after, delay_send_db=-12.0, reverb_send_db=-12.0)
    assert click_db(heard) < CLICK_DB


def test_no_click_when_the_monitor_jumps(tmp_path):
    assert click_db(jump(tmp_path, "monitor", "monitor_db", -120.0, 0.0)) < CLICK_DB


# --- what the effects do


def level_at(folder, hz, **knobs):
    out = render(clip_song(folder, sine(hz, 1.0), **knobs), folder, 48_000)[24_000:, 0]
    return 20 * math.log10(np.sqrt(np.mean(out**2)) / (0.25 / math.sqrt(2)))


def test_highpass_takes_12_db_per_octave(tmp_path):
    knobs = {"highpass_on": 1, "highpass_hz": 400.0}
    assert level_at(tmp_path, 400, **knobs) == pytest.approx(-3.0, abs=0.1)
    assert level_at(tmp_path, 50, **knobs) - level_at(tmp_path, 100, **knobs) == pytest.approx(-12.0, abs=0.3)
    assert level_at(tmp_path, 8_000, **knobs) == pytest.approx(0.0, abs=0.05)


def test_eq_bands_do_what_they_say(tmp_path):
    assert level_at(tmp_path, 30, eq_on=1, low_db=6.0) == pytest.approx(6.0, abs=0.3)
    assert level_at(tmp_path, 1_500, eq_on=1, mid_db=-9.0) == pytest.approx(-9.0, abs=0.1)
    assert level_at(tmp_path, 18_000, eq_on=1, high_db=4.0) == pytest.approx(4.0, abs=0.3)


@pytest.mark.parametrize("ratio", [2.0, 4.0, 10.0])
def test_compressor_holds_its_ratio(ratio, tmp_path):
    knobs = {"compressor_on": 1, "threshold_db": -40.0, "ratio": ratio, "attack_ms": 1.0, "release_ms": 300.0}
    over = 20 * math.log10(0.25) + 40.0
    assert level_at(tmp_path, 1_000, **knobs) == pytest.approx(-over * (1 - 1 / ratio), abs=0.6)


def test_reverb_falls_by_60_db_in_its_time(tmp_path):
    burst = np.concatenate([noise(0.2, gain=0.5), np.zeros((48_000 * 4, 2))])
    for seconds in (0.8, 2.0):
        song = clip_song(tmp_path, burst, gain_db=0.0, reverb_send_db=0.0)
        song = Song(
            title="T",
            bpm=120.0,
            media=song.media,
            tracks=song.tracks,
            master={"reverb_decay_s": seconds, "reverb_tone_hz": 16_000.0},
        )
        tail = render(song, tmp_path, len(burst))[round(0.3 * 48_000) :]
        energy = np.cumsum((tail**2).sum(axis=1)[::-1])[::-1]
        fall_db = 10 * np.log10(energy / energy[0] + 1e-12)
        at_5, at_35 = np.argmax(fall_db < -5), np.argmax(fall_db < -35)
        assert 2.0 * (at_35 - at_5) / 48_000 == pytest.approx(seconds, rel=0.25)


def test_delay_comes_back_in_time_and_fades(tmp_path):
    click = np.zeros(48_000 * 4)
    click[0] = 0.5
    song = clip_song(tmp_path, click, delay_send_db=0.0)
    song = Song(title="T", bpm=120.0, media=song.media, tracks=song.tracks, master={"delay_beats": 1.0})
    out = np.abs(render(song, tmp_path, 48_000 * 3)[:, 0])
    first, second = out[23_990:24_100].max(), out[47_990:48_200].max()
    assert np.argmax(out[100:40_000]) + 100 in range(24_000, 24_010)
    assert 0.1 * first < second < 0.8 * first
    assert out[100:23_990].max() == 0
