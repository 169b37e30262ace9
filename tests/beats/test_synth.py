"""The recipe language, stage by stage."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beats.synth import Layer, Recipe, render

RATE_HZ = 48_000


def sound(*layers: Layer, **finish) -> np.ndarray:
    return render(Recipe(layers=layers, **finish), RATE_HZ, "test").astype(np.float64)


def level_db(samples: np.ndarray, hz: float) -> float:
    """Of the strongest bin within 2 % of a frequency, against the strongest of all."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    bins = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    return 20 * np.log10(spectrum[np.abs(bins - hz) < 0.02 * hz].max() / spectrum.max())


def test_partials_and_their_ratio():
    samples = sound(Layer(wave="sine", hz=(500.0, 1300.0), ratio=2.0), length_ms=1000)
    assert level_db(samples, 1000) > -1
    assert level_db(samples, 2600) > -1
    assert level_db(samples, 500) < -60


def test_saw_and_square_have_their_harmonics_and_fold_little_back():
    saw = sound(Layer(wave="saw", hz=(1007.0,)), length_ms=1000)
    square = sound(Layer(wave="square", hz=(1007.0,)), length_ms=1000)
    for harmonic in (2, 3, 4, 5):
        expected = -20 * np.log10(harmonic)
        assert level_db(saw, 1007 * harmonic) == pytest.approx(expected, abs=1)
        if harmonic % 2:
            assert level_db(square, 1007 * harmonic) == pytest.approx(expected, abs=1)
        else:
            assert level_db(square, 1007 * harmonic) < -45
    # harmonic 43 would lie at 43 301 Hz and fold back to 4 699 Hz
    assert level_db(saw, 4699) < -80
    assert level_db(square, 4699) < -80


def test_a_sweeping_saw_folds_nothing_back_where_it_is_fastest():
    samples = sound(Layer(wave="saw", hz=(500.0,), from_hz=5000, sweep_ms=200), length_ms=2000)
    assert level_db(samples[72_000:], 500) > -1
    early = np.abs(np.fft.rfft(samples[:4800] * np.hanning(4800)))
    assert 20 * np.log10(early[: 3000 // 10].max() / early.max()) < -55  # it begins at 5 kHz: nothing lies below


def test_fm_puts_sidebands_around_the_carrier():
    samples = sound(Layer(wave="fm", hz=(1000.0,), fm_ratio=0.25, fm_index=1.0, fm_ms=5000), length_ms=500)
    assert level_db(samples, 750) > -12
    assert level_db(samples, 1250) > -12
    assert level_db(samples, 400) < -40


def test_decay_has_its_time_constant():
    samples = sound(Layer(wave="sine", hz=(2000.0,), tau_ms=(100.0,)))
    peaks = [np.abs(samples[round(at * 48) : round(at * 48) + 480]).max() for at in (50, 150, 250)]
    assert peaks[0] / peaks[1] == pytest.approx(np.e, rel=0.02)
    assert peaks[1] / peaks[2] == pytest.approx(np.e, rel=0.02)
    assert len(samples) == round(0.8 * RATE_HZ)


def test_attack_rises_and_starts_start_anew():
    samples = np.abs(sound(Layer(wave="square", hz=(4000.0,), attack_ms=20, tau_ms=(15.0,), at_ms=(0.0, 100.0))))
    assert samples[:240].max() < 0.3 * samples.max()
    assert samples[(48 * 99)] < 0.1 * samples.max()
    assert samples[48 * 115 : 48 * 125].max() > 0.9 * samples.max()


def test_sweep_falls_to_its_pitch():
    samples = sound(Layer(wave="sine", hz=(1000.0,), from_hz=4000, sweep_ms=50), length_ms=600)
    early, late = samples[:480], samples[-9600:]
    assert np.diff(np.sign(early)).astype(bool).sum() > 60
    assert level_db(late, 1000) > -1


def test_filters_of_a_layer():
    for field, gone, stays in (("lowpass_hz", 8000, 500), ("highpass_hz", 500, 8000)):
        samples = sound(Layer(wave="sine", hz=(500.0, 8000.0), **{field: 2000.0}), length_ms=500)
        assert level_db(samples, gone) < -40
        assert level_db(samples, stays) > -1
    vowel = sound(Layer(wave="sine", hz=(300.0, 1000.0, 4000.0), bandpass_hz=(1000.0,), q=8.0), length_ms=500)
    assert level_db(vowel, 1000) > -1
    assert max(level_db(vowel, 300), level_db(vowel, 4000)) < -20


def test_a_closing_filter_lets_the_start_through():
    layer = Layer(wave="sine", hz=(200.0, 3000.0), lowpass_hz=400, lowpass_from_hz=6000, lowpass_ms=30)
    samples = sound(layer, length_ms=1000)
    assert level_db(samples[:2400], 3000) > -12
    assert level_db(samples[24_000:], 3000) < -45


def test_drive_adds_odd_harmonics():
    tone = Layer(wave="sine", hz=(500.0,))
    assert level_db(sound(tone, length_ms=500), 1500) < -60
    assert level_db(sound(tone, length_ms=500, drive_db=12), 1500) > -20


def test_bits_and_hold_are_heard():
    tone = Layer(wave="sine", hz=(500.0,), tau_ms=(200.0,))
    clean, crushed = sound(tone), sound(tone, bits=6)
    assert len(np.unique(np.round(crushed, 4))) < len(np.unique(np.round(clean, 4)))
    assert 0.005 < np.abs(clean - crushed).max() < 0.1
    assert level_db(sound(Layer(wave="sine", hz=(500.0,)), length_ms=500, hold_hz=8000), 7500) > -35


def test_a_room_fills_the_time_after_a_short_sound():
    click = Layer(wave="noise", tau_ms=(2.0,))
    dry, wet = (sound(click, length_ms=300, room_ms=room) for room in (None, 40))
    after = slice(48 * 40, 48 * 120)
    assert np.abs(dry[after]).max() < 1e-3
    assert 0.01 < np.abs(wet[after]).max() < 0.2


def test_wow_wavers_by_so_many_cents():
    samples = sound(Layer(wave="sine", hz=(1000.0,)), length_ms=5000, wow_hz=0.4, wow_cents=6)
    up = np.flatnonzero((samples[:-1] < 0) & (samples[1:] >= 0))
    up = up + samples[up] / (samples[up] - samples[up + 1])
    cents = 1200 * np.log2(RATE_HZ * 40 / (up[40:] - up[:-40]) / 1000)
    assert cents.max() == pytest.approx(6, abs=0.5)
    assert cents.min() == pytest.approx(-6, abs=0.5)


def test_noise_is_told_apart_by_its_seed():
    recipe = Recipe(layers=(Layer(wave="noise", tau_ms=(20.0,)), Layer(wave="noise", tau_ms=(20.0,))))
    one, same, other = (render(recipe, RATE_HZ, seed) for seed in ("a", "a", "b"))
    assert (one == same).all()
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.2


def test_a_recipe_without_a_pitch_is_refused():
    with pytest.raises(msgspec.ValidationError, match="root_note"):
        msgspec.convert({"layers": [{"wave": "sine"}]}, Recipe)
    assert msgspec.convert({"layers": [{"wave": "sine"}], "root_note": 60}, Recipe).root_note == 60


def test_a_layer_off_the_middle_makes_a_stereo_sound():
    left, right = (Layer(wave="noise", tau_ms=(50.0,), pan=pan) for pan in (-1.0, 1.0))
    assert sound(Layer(wave="sine", hz=(500.0,), tau_ms=(50.0,))).ndim == 1
    one_side = sound(left)
    assert one_side.shape[1] == 2
    assert np.abs(one_side[:, 1]).max() < 1e-6
    assert abs(np.corrcoef(sound(left, right).T)[0, 1]) < 0.1  # noise of its own on either side
    powers = (sound(Layer(wave="sine", hz=(500.0,), tau_ms=(50.0,), pan=0.5)) ** 2).sum(axis=0)
    assert powers[1] / powers[0] == pytest.approx(np.tan(0.375 * np.pi) ** 2, rel=1e-3)


def test_crackle_is_so_many_clicks_a_second():
    samples = sound(Layer(wave="crackle", per_s=20.0), length_ms=8000)
    loud = np.flatnonzero(np.abs(samples) > 1e-3)
    clicks = 1 + np.count_nonzero(np.diff(loud) > 48)
    assert 80 < clicks < 170  # of 160 the faintest fifth is not counted
    assert np.median(np.abs(samples)) < 1e-3
    assert (sound(Layer(wave="crackle"), length_ms=500) == sound(Layer(wave="crackle"), length_ms=500)).all()


def test_a_room_is_given_the_time_it_takes():
    dry, wet = (sound(Layer(wave="noise", tau_ms=(5.0,)), room_ms=room) for room in (None, 50))
    assert len(dry) == round(0.04 * RATE_HZ)
    assert len(wet) == round(0.4 * RATE_HZ)


layers = st.builds(
    Layer,
    wave=st.sampled_from(["sine", "square", "saw", "fm", "noise", "crackle"]),
    gain_db=st.floats(-80, 24),
    pan=st.sampled_from([0.0, 0.0, -1.0, 0.3]),
    hz=st.lists(st.floats(0.1, 24_000), min_size=1, max_size=3).map(tuple),
    ratio=st.floats(0.01, 64),
    from_hz=st.none() | st.floats(0.1, 24_000),
    sweep_ms=st.floats(0.01, 5000),
    fm_index=st.floats(0, 32),
    at_ms=st.lists(st.floats(0, 400), min_size=1, max_size=3).map(tuple),
    attack_ms=st.floats(0, 500),
    tau_ms=st.lists(st.floats(0.01, 5000), max_size=2).map(tuple),
    lowpass_hz=st.none() | st.floats(10, 24_000),
    highpass_hz=st.none() | st.floats(10, 24_000),
    bandpass_hz=st.lists(st.floats(10, 24_000), max_size=2).map(tuple),
    q=st.floats(0.2, 40),
)


@settings(deadline=None, max_examples=60)
@given(
    layer=layers,
    drive_db=st.none() | st.floats(0, 36),
    bits=st.none() | st.integers(4, 16),
    room_ms=st.none() | st.floats(1, 400),
    rate_hz=st.sampled_from([44_100, 48_000, 96_000]),
)
def test_any_recipe_gives_a_sound_without_surprises(layer, drive_db, bits, room_ms, rate_hz):
    recipe = Recipe(layers=(layer,), length_ms=500, drive_db=drive_db, bits=bits, room_ms=room_ms)
    samples = render(recipe, rate_hz, "any")
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 0.7087
    assert np.abs(samples.astype(np.float64).mean(axis=0)).max() < 1e-4
    assert not samples[[0, -1]].any()
