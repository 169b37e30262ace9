"""Pitch correction by itself: what it hears of synthetic voices, where it leads them, and what it leaves alone."""

from __future__ import annotations

import time

import numpy as np
import pytest
from scipy.signal import butter, resample, sosfiltfilt
from sung import VOWELS, cents, envelope_moved, height, held, hiss, note_hz, sung, vibrato, whispered

from studio.engine import state
from studio.engine.effects.pitch import AHEAD_S, pitch
from studio.engine.effects.pitch_track import hop_frames
from studio.scales import scale_mask

RATE = 48_000
AHEAD = int(AHEAD_S * RATE)
ALL = 4095
A_ONLY = 1 << 9
TRACT_S = 0.0015
"""How long after its pulses a voice sounds, at least: a formant 80 Hz wide answers over 1/(π·80 Hz), 4 ms."""


class Corrector:
    """One record with its memory."""

    def __init__(self, rate_hz=RATE, lookahead=AHEAD):
        self.memory = state.aligned(state.PITCH_MEMORY, np.float64)
        self.records = state.aligned(1, state.PITCH)
        self.record = self.records[0]
        self.record["addr_memory"], self.record["aim"] = state.address_of(self.memory), -1.0
        self.rate_hz, self.lookahead = rate_hz, lookahead

    def turn(self, sound, amount=100.0, retune_ms=0.0, mask=ALL, block=512):
        """What comes out while `sound` goes in, both sides."""
        frames = np.column_stack([sound, sound]) if sound.ndim == 1 else sound.copy()
        for at in range(0, len(frames), block):
            end = min(at + block, len(frames))
            pitch(self.record, frames, at, end, amount, retune_ms, mask, self.lookahead, float(self.rate_hz))
        return frames

    def corrected(self, sound, **knobs):
        """What a sound becomes, frame n for frame n, on the left."""
        return self.turn(np.concatenate([sound, np.zeros(self.lookahead)]), **knobs)[self.lookahead :, 0]

    def heard(self, sound):
        """(frame, period) of each judgement that was made."""
        found, hop = [], int(hop_frames(float(self.rate_hz)))
        for at in range(0, len(sound) - hop + 1, hop):
            self.turn(sound[at : at + hop])
            row = (int(self.record["heard"]) - 1) % state.PITCH_HEARD
            found.append((self.record["heard_at"][row], self.record["heard_period"][row]))
        return np.array(found).T


@pytest.fixture(params=[0, AHEAD], ids=["live", "ahead"])
def corrector(request):
    return Corrector(lookahead=request.param)


def told(f0, rate_hz, vowel="a"):
    """Cents by which each judgement of a voice is off, and whether a voice was heard at all."""
    at, period = Corrector(rate_hz).heard(sung(f0, rate_hz, vowel))
    inside = at > 0.06 * rate_hz
    true = np.interp(at[inside] - TRACT_S * rate_hz, np.arange(len(f0)), f0)
    voiced = period[inside] > 0
    return cents(rate_hz / np.where(voiced, period[inside], 1.0), true), voiced


# --- hearing


@pytest.mark.parametrize("vowel", VOWELS)
@pytest.mark.parametrize("hz", [80, 110, 150, 220, 330, 440, 600])
def test_a_voice_is_told_within_10_cents(hz, vowel):
    off, voiced = told(vibrato(hz), RATE, vowel)
    assert np.mean(voiced & (np.abs(off) < 10)) >= 0.98
    assert not (voiced & (np.abs(off) > 300)).any()


@pytest.mark.parametrize("rate_hz", [44_100, 88_200, 96_000])
@pytest.mark.parametrize("hz", [80, 220, 600])
def test_at_every_rate(hz, rate_hz):
    off, voiced = told(vibrato(hz, 1.0, rate_hz), rate_hz)
    assert np.mean(voiced & (np.abs(off) < 10)) >= 0.98
    assert not (voiced & (np.abs(off) > 300)).any()


@pytest.mark.parametrize(("begin", "end"), [(80, 600), (600, 80)])
def test_through_a_slide_of_three_octaves(begin, end):
    off, voiced = told(begin * (end / begin) ** np.linspace(0, 1, 2 * RATE), RATE)
    assert np.mean(voiced & (np.abs(off) < 10)) >= 0.98


@pytest.mark.parametrize(("begin", "end"), [(110, 220), (220, 110), (150, 225), (300, 100)])
def test_after_a_leap_it_is_the_new_note(begin, end):
    f0 = np.where(np.arange(RATE) < RATE // 2, begin, end).astype(float)
    at, period = Corrector().heard(sung(f0))
    late = at > 0.53 * RATE
    assert (np.abs(cents(RATE / np.maximum(period[late], 1.0), end)) < 10).all()


# --- leading


@pytest.mark.parametrize("vowel", VOWELS)
@pytest.mark.parametrize("note", [40, 55, 73])
@pytest.mark.parametrize("off", [-0.4, 0.4])
def test_a_tone_40_cents_off_lands_on_its_note(note, off, vowel, corrector):
    sound = held(note_hz(note + off), vowel=vowel)
    made = corrector.corrected(sound)[16_000:40_000]
    assert abs(cents(height(made, note_hz(note)), note_hz(note))) < 5
    assert abs(10 * np.log10(np.mean(made**2) / np.mean(sound**2))) < 0.5


@pytest.mark.parametrize(
    ("note", "mask", "lands"),
    [
        (61.3, scale_mask("C major"), 62),
        (60.7, scale_mask("C major"), 60),
        (61.0, scale_mask("A minor"), 60),
        (61.4, scale_mask("Db major"), 61),
        (58.2, scale_mask("C minor"), 58),
        (61.2, 0, 61),
        (57.0, 1 << 0, 60),
        (52.0, 1 << 10, 58),
    ],
)
def test_it_leads_to_the_notes_of_the_scale(note, mask, lands, corrector):
    made = corrector.corrected(held(note_hz(note)), mask=mask)[16_000:40_000]
    assert abs(cents(height(made, note_hz(lands)), note_hz(lands))) < 5


@pytest.mark.parametrize(("amount", "lands"), [(50.0, 57.2), (25.0, 57.3)])
def test_part_of_the_way(amount, lands, corrector):
    made = corrector.corrected(held(note_hz(57.4)), amount=amount)[16_000:40_000]
    assert abs(cents(height(made, note_hz(lands)), note_hz(lands))) < 3


def swing(made):
    """Half of what a voice swings, in cents, over its second second."""
    at, period = Corrector().heard(made)
    inside = (at > RATE) & (at < 2 * RATE) & (period > 0)
    return np.sqrt(2) * np.std(cents(RATE / period[inside], note_hz(57)))


def test_at_once_it_takes_the_vibrato_and_slowly_it_leaves_it():
    sound = sung(vibrato(note_hz(57.2), 2.2, depth_cents=40.0))
    left = {ms: swing(Corrector().corrected(sound, retune_ms=ms, mask=A_ONLY)) for ms in (0.0, 60.0, 150.0, 400.0)}
    assert left[0.0] < 5
    assert left[0.0] < left[60.0] < left[150.0] < left[400.0]
    assert left[400.0] > 0.9 * swing(sound)


@pytest.mark.parametrize("retune_ms", [100.0, 400.0])
def test_it_is_there_after_its_time(retune_ms):
    corrector, sound = Corrector(), held(note_hz(57.4))
    at, away = [], []
    for start in range(0, RATE, 128):
        corrector.turn(sound[start : start + 128], retune_ms=retune_ms)
        at.append(corrector.record["clock"])
        away.append(corrector.record["away"])
    begins = at[np.argmax(np.array(away) < 0)]
    assert np.interp(begins + retune_ms * 48, at, away) == pytest.approx(-0.4 * 0.95, abs=0.02)


@pytest.mark.parametrize("vowel", VOWELS)
@pytest.mark.parametrize("note", [43, 52])
@pytest.mark.parametrize("off", [-2, 1, 2])
def test_formants_stay(note, off, vowel, corrector):
    same = held(note_hz(note), vowel=vowel, breath_db=-60)[16_000:47_000]
    sound = held(note_hz(note + off), vowel=vowel, breath_db=-60)
    made = corrector.corrected(sound, mask=1 << note % 12)[16_000:47_000]
    assert abs(envelope_moved(made, same, note_hz(note))) < 0.02
    faster = resample(sound, round(len(sound) * 2 ** (off / 12)))[16_000:47_000]  # as a tape machine would do it
    assert envelope_moved(faster, same, note_hz(note)) == pytest.approx(2 ** (-off / 12) - 1, abs=0.03)


# --- leaving alone

UNVOICED = {
    "s": hiss(4_000, 10_000),
    "sh": hiss(1_800, 6_000),
    "f": hiss(800, 8_000),
    "narrow": hiss(400, 600),
    "rumble": hiss(30, 200),
    "whispered a": whispered("a"),
    "whispered i": whispered("i"),
    "white": np.random.default_rng(1).standard_normal(3 * RATE) * 0.1,
}


@pytest.mark.parametrize("sound", UNVOICED.values(), ids=UNVOICED)
def test_what_is_no_voice_is_left_to_the_bit(sound, corrector):
    assert np.array_equal(corrector.corrected(sound), sound)


def syllables():
    """Half a second each: a quarter of voice, then a quarter of hiss, fading into each other over 10 ms."""
    time_s = np.arange(4 * RATE) / RATE
    voice = sung(150 * 2 ** (3 / 12 * np.sin(2 * np.pi * 0.7 * time_s)))
    inside = time_s % 0.5
    on = np.clip(np.minimum(inside * 100, (0.25 - inside) * 100), 0, 1)
    return voice * on + hiss(3_000, 9_000, 4.0) * np.clip(np.minimum((inside - 0.25) * 100, (0.5 - inside) * 100), 0, 1)


def test_between_syllables_too(corrector):
    sound, inside = syllables(), np.arange(4 * RATE) % (RATE // 2)
    left = corrector.corrected(sound) - sound
    late = 0.005 if corrector.lookahead else 0.02  # who knows nothing ahead learns of the end when it is over
    hissing = (inside > (0.25 + late) * RATE) & (inside < RATE // 2)
    assert 10 * np.log10(np.mean(left[hissing] ** 2) / np.mean(sound[hissing] ** 2) + 1e-20) < -40
    singing = (inside > 0.05 * RATE) & (inside < 0.22 * RATE)
    assert np.mean(left[singing] != 0) > 0.95


def test_at_amount_0_it_is_a_delay_to_the_bit(corrector):
    sound = syllables()
    assert np.array_equal(corrector.corrected(sound, amount=0.0), sound)


def test_silence_stays_silence_and_comes_back_to_rest(corrector):
    assert (corrector.turn(np.zeros(RATE)) == 0).all()
    corrector.turn(held(200.0))
    assert (corrector.turn(np.zeros(RATE))[RATE // 10 :] == 0).all()
    assert (corrector.record["low"] == 0).all()
    assert corrector.record["wet"] == 0


def test_what_is_no_number_does_no_lasting_harm(corrector):
    sound = held(note_hz(57.4))
    sound[[9_000, 9_001, 30_000]] = np.nan, np.inf, -1e30
    made = corrector.corrected(sound)
    assert np.isfinite(made).all()
    assert np.abs(made).max() < 1.0
    assert abs(cents(height(made[33_000:47_000], note_hz(57)), note_hz(57))) < 5


def test_both_sides_are_moved_by_the_same_marks(corrector):
    sound = held(note_hz(57.4))
    made = corrector.turn(np.column_stack([sound, 0.5 * sound]))
    assert np.array_equal(made[:, 1], 0.5 * made[:, 0])
    assert not np.array_equal(made[:, 0], sound)


# --- time


@pytest.mark.parametrize("hz", [80.0, 150.0, 300.0])
def test_live_it_is_late_by_less_than_a_period_and_2_ms(hz):
    corrector = Corrector(lookahead=0)
    for ends in range(20_000, 20_400, 40):
        sound = held(hz * 1.02, 0.6)
        sound[ends:] = 0.0
        last = np.flatnonzero(corrector.turn(sound)[:, 0])[-1]
        assert ends - 1 <= last + RATE / hz
        assert last <= ends + RATE / hz + 0.002 * RATE
        corrector.turn(np.zeros(RATE // 2))


def test_ahead_it_stands_where_it_was_sung():
    sound = held(150 * 1.02, 0.6)
    sound[:9_600] = sound[19_200:] = 0.0
    made = np.flatnonzero(Corrector().corrected(sound))
    assert abs(made[0] - 9_600) <= RATE / 150 / 2 + 4
    assert abs(made[-1] - 19_200) <= RATE / 150 / 2 + 4


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("lookahead_s", [0.0, AHEAD_S])
def test_blocks_of_any_size_give_the_same_bits(rate_hz, lookahead_s):
    f0 = vibrato(180, 1.0, rate_hz) * np.linspace(1, 2, rate_hz)
    sound = sung(f0, rate_hz)
    sound[20_000:26_000] = hiss(2_000, 9_000, 1.0, rate_hz)[:6_000]
    sound[30_000:33_000] = 0.0
    lookahead = int(lookahead_s * rate_hz)
    whole = Corrector(rate_hz, lookahead).turn(sound, retune_ms=30.0, block=len(sound))
    for block in (1, 7, 64, 100, 128, 129, 1_000, 4_096):
        count = 24_000 if block == 1 else len(sound)
        made = Corrector(rate_hz, lookahead).turn(sound[:count], retune_ms=30.0, block=block)
        assert np.array_equal(made, whole[:count])


def click_db(sound):
    """The loudest thing above 12 kHz, where the voices here have nothing."""
    high = sosfiltfilt(butter(8, 12_000, "high", fs=RATE, output="sos"), sound)
    return 20 * np.log10(np.abs(high).max())


def test_nothing_clicks_when_voices_come_and_go_or_the_amount_jumps(corrector):
    time_s = np.arange(3 * RATE) / RATE
    voice = sung(150 * 2 ** (6 / 12 * np.sin(2 * np.pi * 0.4 * time_s)), breath_db=-150)
    voice *= np.clip(np.minimum((time_s % 0.5) * 50, (0.3 - time_s % 0.5) * 50), 0, 1)
    assert click_db(corrector.corrected(voice, mask=scale_mask("C minor"))) < -60
    steady = held(157.0, 2.0, breath_db=-150)
    parts = [
        corrector.turn(steady[at : at + 9_600], amount=100.0 * (at // 9_600 % 2)) for at in range(0, 2 * RATE, 9_600)
    ]
    assert click_db(np.concatenate(parts)[9_600:-2_000, 0]) < -60


def test_what_it_costs():
    """Printed, not judged."""
    sound = held(180.0, 2.0)
    frames = np.column_stack([sound, sound])
    for amount in (0.0, 100.0):
        made, corrector = frames.copy(), Corrector()
        corrector.turn(sound[:4_800])
        began = time.perf_counter_ns()
        pitch(corrector.record, made, 0, len(made), amount, 20.0, ALL, AHEAD, float(RATE))
        print(f"amount {amount:.0f}: {(time.perf_counter_ns() - began) / len(made):.0f} ns/frame")
