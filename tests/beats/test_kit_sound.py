"""Every sound of every kit, measured: level, ends, loudness, pitch, band, decay, width."""

import numpy as np
import pytest
from scipy.signal import butter, lfilter, sosfilt, sosfiltfilt

from beats import kits

RATE_HZ = 48_000
EVERY = [(kit, sound) for kit in kits.kit_names() for sound in kits.load_kit(kit).sounds]
KITS = kits.kit_names()
K_WEIGHTING = (
    ([1.53512485958697, -2.69169618940638, 1.19839281085285], [1, -1.69065929318241, 0.73248077421585]),
    ([1, -2, 1], [1, -1.99004745483398, 0.99007225036621]),
)


@pytest.fixture(scope="module")
def sounds():
    return {(kit, sound): kits.render(kits.load_kit(kit), sound, RATE_HZ) for kit, sound in EVERY}


@pytest.fixture(scope="module")
def mono(sounds):
    """What one small speaker plays."""
    return {at: samples if samples.ndim == 1 else samples.mean(axis=1) for at, samples in sounds.items()}


def share_db(samples: np.ndarray, low_hz: float, high_hz: float) -> float:
    """Energy between two frequencies, against all of it."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    return 10 * np.log10(power[(hz >= low_hz) & (hz < high_hz)].sum() / power.sum() + 1e-20)


def edges_hz(samples: np.ndarray) -> tuple[float, float]:
    """Between which frequencies all but a hundredth of the energy lies."""
    power = np.cumsum(np.abs(np.fft.rfft(samples)) ** 2)
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    return tuple(float(hz[np.searchsorted(power, share * power[-1])]) for share in (0.005, 0.995))


def pitch_hz(samples: np.ndarray, start_s: float, end_s: float) -> float:
    """From the zero crossings of what is left below 150 Hz."""
    low = sosfiltfilt(butter(2, 150, fs=RATE_HZ, output="sos"), samples)[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)]
    up = np.flatnonzero((low[:-1] < 0) & (low[1:] >= 0))
    exact = up + low[up] / (low[up] - low[up + 1])
    return RATE_HZ * (len(exact) - 1) / (exact[-1] - exact[0])


def strongest_hz(samples: np.ndarray, low_hz: float = 20.0, high_hz: float = 20_000.0) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 19))
    hz = np.fft.rfftfreq(1 << 19, 1 / RATE_HZ)
    return float(hz[np.argmax(np.where((hz >= low_hz) & (hz < high_hz), spectrum, 0))])


def tau_ms(samples: np.ndarray, start_ms: float, end_ms: float, low_hz: float = 20.0, high_hz: float = 20_000) -> float:
    """Time constant of the decay: a line through the level, in steps of 5 ms."""
    band = sosfiltfilt(butter(2, [low_hz, high_hz], "bandpass", fs=RATE_HZ, output="sos"), samples)
    step = RATE_HZ // 200
    at = np.arange(round(start_ms * 48), round(end_ms * 48) - step, step)
    level = np.log([np.sqrt((band[here : here + step] ** 2).mean()) for here in at])
    return -1000 / RATE_HZ / np.polyfit(at, level, 1)[0]


def loudness(samples: np.ndarray, level_db: float) -> float:
    """LUFS of the loudest 400 ms (ITU-R BS.1770 with the filters it gives for 48 kHz)."""
    sides = np.atleast_2d(samples.T.astype(np.float64))
    sides = np.repeat(sides, 3 - len(sides), axis=0)  # mono comes from both speakers
    sides = np.pad(sides, ((0, 0), (0, RATE_HZ)))
    weighted = sides
    for above, below in K_WEIGHTING:
        weighted = lfilter(above, below, weighted)
    energy = np.concatenate([[0], np.cumsum((weighted**2).sum(axis=0))])
    window = round(0.4 * RATE_HZ)
    return -0.691 + 10 * np.log10((energy[window:] - energy[:-window]).max() / window) + level_db


@pytest.mark.parametrize(("kit", "sound"), EVERY)
def test_level_offset_and_ends(sounds, kit, sound):
    samples = sounds[kit, sound]
    assert samples.dtype == np.float32
    assert samples.ndim == 1 or samples.shape[1] == 2
    assert np.isfinite(samples).all()
    assert 20 * np.log10(np.abs(samples).max()) == pytest.approx(-3.0, abs=0.01)
    assert np.abs(samples.astype(np.float64).mean(axis=0)).max() < 1e-4
    # neither end clicks: it is nought, and next to it still is next to nought
    assert not samples[0].any()
    assert not samples[-1].any()
    assert np.abs(samples[1]).max() < 0.02
    assert np.abs(samples[-24:]).max() < 0.01
    assert 0.05 < len(samples) / RATE_HZ <= 8


@pytest.mark.parametrize("kit", KITS)
def test_the_same_recipe_gives_the_same_samples(sounds, kit):
    for sound in ("kick", "snare", "closed_hat", "crash"):
        assert (kits.render(kits.load_kit(kit), sound, RATE_HZ) == sounds[kit, sound]).all()


@pytest.mark.parametrize("rate_hz", [44_100, 96_000])
@pytest.mark.parametrize("kit", ["trap", "lofi"])
def test_other_rates_sound_the_same(sounds, kit, rate_hz):
    for sound in ("kick", "snare", "clap", "closed_hat", "sub", "keys"):
        samples = kits.render(kits.load_kit(kit), sound, rate_hz)
        there = sounds[kit, sound]
        assert samples.ndim == there.ndim
        assert len(samples) / rate_hz == pytest.approx(len(there) / RATE_HZ, abs=1e-4)
        assert 20 * np.log10(np.abs(samples).max()) == pytest.approx(-3.0, abs=0.01)
        powers = [np.mean(of.astype(np.float64) ** 2) for of in (samples, there)]
        assert abs(10 * np.log10(powers[0] / powers[1])) < 2.5  # noise of another rate has other peaks


@pytest.mark.parametrize("sound", [sound for sound in kits.SOUNDS if sound != "texture"])
def test_sounds_of_one_kind_are_equally_loud_in_all_kits(sounds, sound):
    levels = {kit: loudness(sounds[kit, sound], kits.load_kit(kit).sounds[sound].level_db) for kit in KITS}
    assert max(levels.values()) - min(levels.values()) <= 2.0, levels


def test_a_kit_is_balanced(sounds):
    """Kick and snare lead, hats and shakers are decoration, the cowbell stays below the lead."""
    level = {at: loudness(sounds[at], kits.load_kit(at[0]).sounds[at[1]].level_db) for at in EVERY}
    for kit in KITS:
        leading = [level[kit, sound] for sound in ("kick", "snare", "clap", "rim", "closed_hat")]
        assert leading == sorted(leading, reverse=True)
        assert -4.5 < level[kit, "cowbell"] - level[kit, "lead"] < -2.5
        assert level[kit, "sub"] - level[kit, "sub_high"] == pytest.approx(9.0, abs=0.01)


# --- what the recipes promise -----------------------------------------------------------------------------------------

KICK_HZ = {
    "afro": 58, "boom_bap": 55, "drill": 48, "gfunk": 55, "lofi": 55, "memphis": 52, "phonk": 55, "pop": 55, "trap": 48,
}  # fmt: skip


def click_db(kick: np.ndarray, start_s: float = 0.0, end_s: float = 2.0) -> float:
    """What is above 2 kHz, peak against the peak of all."""
    click = sosfilt(butter(4, 2000, "highpass", fs=RATE_HZ, output="sos"), kick)
    return 20 * np.log10(np.abs(click[round(start_s * RATE_HZ) : round(end_s * RATE_HZ)]).max() / np.abs(kick).max())


@pytest.mark.parametrize("kit", KITS)
def test_kicks_fall_to_their_pitch_and_click(mono, kit):
    kick = mono[kit, "kick"]
    assert pitch_hz(kick, 0.15, 0.35) == pytest.approx(KICK_HZ[kit], abs=1.5)
    assert pitch_hz(kick, 0.0, 0.045) > KICK_HZ[kit] + 15
    assert share_db(kick, 20, 200) > -1
    assert -20 < click_db(kick, 0.0, 0.1) < -6
    assert click_db(kick, 0.1, 2.0) < -40


def test_kicks_ring_as_long_as_their_recipes_say(mono):
    for kit, tau in {"boom_bap": 140, "pop": 140, "lofi": 140, "trap": 220, "drill": 220, "gfunk": 150}.items():
        assert tau_ms(mono[kit, "kick"], 250, 450) == pytest.approx(tau, rel=0.15)
    clicks = {kit: click_db(mono[kit, "kick"]) for kit in KITS}
    assert clicks["pop"] > clicks["boom_bap"] + 4
    assert clicks["lofi"] < clicks["boom_bap"] - 4
    assert share_db(mono["phonk", "kick"][7200:], 150, 180) > share_db(mono["pop", "kick"][7200:], 150, 180) + 6


@pytest.mark.parametrize("kit", KITS)
def test_subs_are_in_tune_and_are_heard_on_small_speakers(mono, kit):
    for sound in ("sub", "sub_high"):
        sub = mono[kit, sound]
        assert kits.load_kit(kit).sounds[sound].root_note == 33
        assert abs(1200 * np.log2(pitch_hz(sub, 0.2, 1.0) / 55.0)) < 3
    harmonics = [strongest_hz(sub[4800:], 50 * n, 60 * n) for n in (2, 3)]
    assert harmonics == pytest.approx([110, 165], abs=1.5)
    assert -20 < share_db(sub, 100, 300) < -6


def test_808s_ring_as_long_as_their_recipes_say(mono):
    for kit, tau in {"trap": 600, "drill": 700, "pop": 350, "boom_bap": 400}.items():
        assert tau_ms(mono[kit, "sub"], 800, 1600, 40, 70) == pytest.approx(tau, rel=0.1)
    growl = {kit: share_db(mono[kit, "sub"], 140, 1000) for kit in KITS}
    assert growl["phonk"] > growl["memphis"] > growl["drill"] > growl["boom_bap"]


@pytest.mark.parametrize(("kit", "sound"), [(kit, sound) for kit in KITS for sound in ("lead", "keys", "bass")])
def test_pitched_sounds_are_in_tune(mono, kit, sound):
    root = 440 * 2 ** ((kits.load_kit(kit).sounds[sound].root_note - 69) / 12)
    near = strongest_hz(mono[kit, sound], root / 1.2, root * 1.2)
    assert abs(1200 * np.log2(near / root)) < 10
    assert share_db(mono[kit, sound], root / 1.05, root * 1.05) > -12


def test_the_cowbell_is_in_tune_with_its_root(mono):
    for kit in KITS:
        for low, high, note in ((450, 650, 554.37), (750, 900, 821.3)):
            assert abs(1200 * np.log2(strongest_hz(mono[kit, "cowbell"], low, high) / note)) < 10
    assert share_db(mono["phonk", "cowbell"], 20, 250) < share_db(mono["trap", "cowbell"], 20, 250) - 4


SNARE_HZ = {"afro": (260, 410), "drill": (210, 375), "pop": (195, 345)}


@pytest.mark.parametrize("kit", KITS)
def test_snares_have_their_tones_and_their_noise(mono, kit):
    snare = mono[kit, "snare"]
    for hz in SNARE_HZ.get(kit, (185, 330)):
        assert strongest_hz(snare, hz * 0.92, hz * 1.08) == pytest.approx(hz, rel=0.03)
        assert share_db(snare, hz * 0.92, hz * 1.08) > -16
    assert -12 < share_db(snare, 1500, 8000) < -1


def test_snares_last_as_their_recipes_say(mono):
    noise = {kit: tau_ms(mono[kit, "snare"], 40, 200, 2500, 5500) for kit in KITS}
    for kit, tau in {"boom_bap": 160, "trap": 80, "afro": 45, "gfunk": 120, "pop": 100}.items():
        assert noise[kit] == pytest.approx(tau, rel=0.25)
    assert edges_hz(mono["lofi", "snare"])[1] < 6500 < edges_hz(mono["trap", "snare"])[1]


@pytest.mark.parametrize("kit", KITS)
def test_a_clap_is_four_hands(sounds, kit):
    """The level falls between the bursts and rises again at each; on the wide ones each side has its own hands."""
    clap = np.atleast_2d(sounds[kit, "clap"].T.astype(np.float64))
    bursts = [(10, 20, 30)] if len(clap) == 1 else [(3, 13, 23), (17, 27, 37)]
    assert (len(clap) == 2) == (kit in ("trap", "drill", "pop"))
    for side, times in zip(clap, bursts, strict=True):
        power = sosfilt(butter(1, 400, fs=RATE_HZ, output="sos"), side**2)
        for burst in times:
            after = power[int((burst + 0.5) * 48) : int((burst + 3.5) * 48)].max()
            assert after > 1.5 * power[int((burst - 1) * 48) : int(burst * 48)].min()
    band = edges_hz(clap[0])
    assert band[0] > 150
    assert abs(np.log2(strongest_hz(sosfilt(butter(1, 100, fs=RATE_HZ, output="sos"), clap[0])) / 1200)) < 3


def test_claps_last_as_their_recipes_say(mono):
    for kit, tau in {"boom_bap": 120, "gfunk": 200, "trap": 120}.items():
        assert tau_ms(mono[kit, "clap"], 60, 300) == pytest.approx(tau, rel=0.2)


@pytest.mark.parametrize("kit", KITS)
def test_hats_are_high(mono, kit):
    closed, opened = mono[kit, "closed_hat"], mono[kit, "open_hat"]
    for hat in (closed, opened):
        assert share_db(hat, 20, 3000) < (-20 if kit == "lofi" else -30)
        low, high = edges_hz(hat)
        assert low > 3000
        assert high < 13_000 if kit in ("lofi", "boom_bap") else high > 13_000
    taus = tau_ms(closed, 10, 80, 3000, 15_000), tau_ms(opened, 50, 400, 3000, 15_000)
    assert taus[1] > 4 * taus[0]


def test_hats_last_as_their_recipes_say(mono):
    for kit, closed, opened in (("trap", 22, 300), ("boom_bap", 35, 300), ("afro", 28, 160)):
        assert tau_ms(mono[kit, "closed_hat"], 10, 80, 3000, 15_000) == pytest.approx(closed, rel=0.15)
        assert tau_ms(mono[kit, "open_hat"], 50, 600, 3000, 15_000) == pytest.approx(opened, rel=0.15)
    assert edges_hz(mono["lofi", "closed_hat"])[1] < edges_hz(mono["boom_bap", "closed_hat"])[1]
    assert edges_hz(mono["boom_bap", "closed_hat"])[1] < edges_hz(mono["trap", "closed_hat"])[1]


@pytest.mark.parametrize("kit", KITS)
def test_shakers_and_tambourines_swish(mono, kit):
    shaker = mono[kit, "shaker"]
    assert edges_hz(shaker)[0] > (3000 if kit == "lofi" else 5000)
    assert 0.006 < np.abs(shaker).argmax() / RATE_HZ < 0.04
    assert edges_hz(mono[kit, "tambourine"])[0] > 3000


@pytest.mark.parametrize("kit", KITS)
def test_rims_toms_and_percussion_have_their_tones(mono, kit):
    for hz in (455, 1667):
        assert share_db(mono[kit, "rim"], hz * 0.85, hz * 1.15) > -14
    tom_hz = 90 if kit == "afro" else 80
    assert strongest_hz(mono[kit, "tom"], 40, 200) == pytest.approx(tom_hz, rel=0.08)
    perc_hz = 330 if kit == "drill" else 220
    assert strongest_hz(mono[kit, "perc"], 100, 600) == pytest.approx(perc_hz, rel=0.05)
    if kit == "afro":
        assert share_db(mono[kit, "rim"], 850, 950) > -3  # wood
        assert share_db(mono[kit, "tom"][:2400], 400, 1200) > share_db(mono["trap", "tom"][:2400], 400, 1200) + 6


def test_the_choir_sings_a_vowel(mono):
    """Three resonances, and the gaps between them."""
    choir = mono["drill", "lead"]
    spectrum = {hz: share_db(choir, hz * 0.85, hz * 1.15) for hz in (600, 1000, 1700, 2500)}
    assert spectrum[2500] > spectrum[1700] + 3
    assert min(spectrum[600], spectrum[1000]) > spectrum[1700] + 6


def test_a_tired_tape_wavers(mono):
    keys = sosfiltfilt(butter(2, [200, 330], "bandpass", fs=RATE_HZ, output="sos"), mono["lofi", "keys"])
    up = np.flatnonzero((keys[:-1] < 0) & (keys[1:] >= 0))
    up = (up + keys[up] / (keys[up] - keys[up + 1]))[: 261 * 3]
    cents = 1200 * np.log2(RATE_HZ * 40 / (up[40:] - up[:-40]) / 261.63)
    assert cents.max() == pytest.approx(6, abs=1)
    assert cents.min() == pytest.approx(-6, abs=1)
    assert edges_hz(mono["lofi", "keys"])[1] < 5500


# --- width ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kit", "sound"), EVERY)
def test_low_sounds_are_mono_and_wide_ones_survive_one_speaker(sounds, kit, sound):
    samples = sounds[kit, sound]
    if samples.ndim == 1:
        return
    assert sound not in ("kick", "snare", "tom", "sub", "sub_high", "bass")
    left, right = samples.T.astype(np.float64)
    low = butter(4, 120, fs=RATE_HZ, output="sos")
    apart = (sosfilt(low, left - right) ** 2).sum()
    assert apart < 0.01 * (left**2 + right**2).sum()
    assert abs(10 * np.log10((left**2).sum() / (right**2).sum())) < 1.5
    together = ((left + right) ** 2).sum() / (2 * (left**2 + right**2)).sum()
    assert 10 * np.log10(together) > -3.5


# --- texture ----------------------------------------------------------------------------------------------------------

TEXTURED = [kit for kit in KITS if "texture" in kits.load_kit(kit).sounds]


def test_crackle_and_hiss_lie_where_they_are_not_listened_to(sounds):
    for kit in ("boom_bap", "lofi"):
        level_db = kits.load_kit(kit).sounds["texture"].level_db
        assert loudness(sounds[kit, "texture"], level_db) == pytest.approx(-38, abs=1)
    hiss = sounds["memphis", "texture"].astype(np.float64)
    level_db = kits.load_kit("memphis").sounds["texture"].level_db
    assert 10 * np.log10((hiss**2).mean()) + level_db == pytest.approx(-46, abs=0.5)


@pytest.mark.parametrize("kit", TEXTURED)
def test_textures_go_on_without_a_seam(sounds, kit):
    """Notes of two bars one after another, from 60 BPM up: the new one is there at once, at the level of the old."""
    texture = sounds[kit, "texture"].astype(np.float64)
    assert len(texture) == 8 * RATE_HZ
    level = [np.sqrt((texture[round(at * RATE_HZ) :][:RATE_HZ] ** 2).mean()) for at in (0.0, 1.7, 3.4, 5.1, 6.9)]
    assert max(level) / min(level) < 1.6
    bed = [np.median(np.abs(texture[at : at + 480])) for at in range(480, len(texture) - 960, 9600)]
    assert np.median(np.abs(texture[24:480])) == pytest.approx(np.median(bed), rel=0.5)
