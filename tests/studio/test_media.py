"""Files come in whole or not at all, and mean what they meant: every kind, every lie of a header, every break."""

from __future__ import annotations

import functools
import hashlib
import itertools
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path

import audio_corpus
import numpy as np
import pytest
import soundfile as sf
from audio_corpus import SECONDS, tones
from disk_limits import files_no_larger_than
from hypothesis import given, settings
from hypothesis import strategies as st

from studio import media
from studio.errors import Cancelled, StudioError
from studio.media import Imported, import_audio

RATE_HZ = 48_000


@functools.cache
def good(kind: str) -> bytes:
    return audio_corpus.GOOD[kind]()


@functools.cache
def small(kind: str) -> bytes:
    return audio_corpus.SMALL[kind]()


def bring(folder: Path, data: bytes, name: str = "beat.bin", rate_hz: int = RATE_HZ) -> tuple[Imported, np.ndarray]:
    """What is reported of `data`, and what lies in the song afterwards, float64 [frames, channels]."""
    (folder / name).write_bytes(data)
    target = folder / "m1.wav"
    got = import_audio(folder / name, target, rate_hz)
    stored, stored_rate_hz = sf.read(target, always_2d=True)
    assert sorted(path.name for path in folder.iterdir()) == sorted([name, "m1.wav"])
    assert (got.rate_hz, stored_rate_hz) == (rate_hz, rate_hz)
    assert stored.shape == (got.frames, got.channels)
    assert sf.info(target).subtype == "PCM_24"
    assert target.read_bytes()[20:22] == b"\1\0"
    assert got.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert got.name == name
    return got, stored


def refused(folder: Path, data: bytes, name: str = "beat.bin") -> str:
    """The code with which `data` is refused; nothing is left of the attempt."""
    (folder / name).write_bytes(data)
    with pytest.raises(StudioError) as caught:
        import_audio(folder / name, folder / "m1.wav", RATE_HZ)
    assert [path.name for path in folder.iterdir()] == [name]
    assert caught.value.fields["name"] == name
    return caught.value.code


def lag(stored: np.ndarray, channel: int = 0) -> int:
    """By how many frames what is stored is late against the tones of the corpus."""
    wanted = tones(RATE_HZ, 2)[:, channel]
    frames = max(len(stored), len(wanted))
    spectrum = np.fft.rfft(stored[:, channel], 2 * frames) * np.conj(np.fft.rfft(wanted, 2 * frames))
    best = int(np.argmax(np.fft.irfft(spectrum)))
    return best if best < frames else best - 2 * frames


def lost_click(stored: np.ndarray, at_s: float) -> int:
    """How far from its place the click at `at_s` sounds, in frames."""
    wanted = tones(RATE_HZ, stored.shape[1])[:, 0]
    at, near = round(at_s * RATE_HZ), RATE_HZ // 20
    around = stored[max(at - near, 0) : at + near, 0]
    return int(np.argmax(np.correlate(around, wanted[at - 48 : at + 144], "valid"))) - (near - 48)


# ------------------------------------------------------------------------------------ every kind of whole file

LATE_BY = {
    # kinds that cannot say how much of their beginning is the encoder's delay: [frames at 48 kHz]
    "amr": range(1500),
    "3gp-amr": range(1500),
    "adts": range(1000, 1300),
    "adts-id3": range(1000, 1300),
    "wma": range(-2400, -2000),
    "avi-mp3": range(1100, 1300),
    "wav-mp3": range(1100, 1300),
    "mp3-vbr-no-xing": range(1100, 1300),
    "mp3-cbr-no-xing": range(1100, 1300),
    "mp2": range(400, 600),
}
TELEPHONE = {"whatsapp-opus", "amr", "3gp-amr", "mp3-mpeg2.5"}
MONO = TELEPHONE | {"mp3-mpeg2"}
LOSSLESS = {
    *("wav-16", "wav-24", "wav-32", "wav-u8", "wav-float", "wav-double", "wav-extensible", "rf64", "w64"),
    *("aiff-16", "aiff-24", "au", "caf-pcm", "caf-alac", "flac-16", "flac-24-id3", "ogg-flac", "m4a-alac"),
    *("mov-pcm", "mkv-flac", "wavpack", "51-wav"),
}


@pytest.mark.parametrize("kind", audio_corpus.GOOD)
def test_every_kind_comes_in_whole_and_in_place(kind: str, tmp_path: Path) -> None:
    got, stored = bring(tmp_path, good(kind))
    exact = kind not in LATE_BY
    assert abs(got.frames - SECONDS * RATE_HZ) <= (300 if exact else 2500), got.frames
    assert abs(lag(stored)) <= 1 if exact else lag(stored) in LATE_BY[kind]
    assert got.channels == (1 if kind in MONO else 2)
    assert ("lossy" in got.notes) == (kind not in LOSSLESS)
    assert ("telephone-quality" in got.notes) == (kind in TELEPHONE)
    assert ("downmixed" in got.notes) == ("51" in kind)
    assert ("delay-unknown" in got.notes) == (not exact and kind != "3gp-amr")
    assert not {"truncated", "damaged-middle", "header-repaired"} & set(got.notes)
    if got.channels == 2:
        assert abs(lag(stored, 1)) <= 1 if exact else True


@pytest.mark.parametrize("kind", sorted(LOSSLESS - {"51-wav", "wavpack", "wav-u8"}))
def test_lossless_at_the_songs_rate_is_stored_to_the_bit(kind: str, tmp_path: Path) -> None:
    got, stored = bring(tmp_path, good(kind), rate_hz=44_100)
    assert np.abs(stored - tones()).max() <= (2.0**-23 if "24" in kind else 2.0**-15)
    if kind in ("wav-24", "aiff-24", "wav-16", "flac-16"):
        (tmp_path / "again").write_bytes(good(kind))
        assert np.array_equal(stored, sf.read(tmp_path / "again", always_2d=True)[0])
    assert got.gain_db == 0.0


@pytest.mark.parametrize(("kind", "name"), [("m4a-aac", "a.mp3"), ("wav-24", "b.mp3"), ("mp3-320", "c.wav")])
def test_names_are_not_believed(kind: str, name: str, tmp_path: Path) -> None:
    got, stored = bring(tmp_path, good(kind), name)
    assert lag(stored) == 0
    assert got.frames == SECONDS * RATE_HZ


def test_kinds_are_called_by_container_and_codec(tmp_path: Path) -> None:
    assert bring(tmp_path, good("m4a-aac"))[0].source_kind == "mp4/aac"
    assert bring(tmp_path, good("3gp-amr"))[0].source_rate_hz == 8000


def test_resampling_is_clean(tmp_path: Path) -> None:
    t = np.arange(2 * 44_100) / 44_100
    sound = (0.5 * np.sin(2 * np.pi * 997 * t))[:, None]
    _, stored = bring(tmp_path, audio_corpus.by_soundfile(sound, 44_100, "WAV", "DOUBLE"))
    assert stored.shape == (2 * 48_000, 1)
    wanted = 0.5 * np.sin(2 * np.pi * 997 * np.arange(2 * 48_000) / 48_000)
    middle = slice(4800, -4800)
    assert np.abs(stored[middle, 0] - wanted[middle]).max() < 3e-7


@given(
    frames=st.integers(3, 30_000),
    rates=st.sampled_from([(8000, 48_000), (44_100, 48_000), (48_000, 44_100), (96_000, 44_100), (11_025, 96_000)]),
)
@settings(deadline=None, max_examples=30)
def test_length_is_the_length_at_the_new_rate(
    frames: int, rates: tuple[int, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    source_hz, target_hz = rates
    sound = np.full((frames, 1), 0.25)
    got, _ = bring(tmp_path_factory.mktemp("n"), audio_corpus.by_soundfile(sound, source_hz, "WAV"), rate_hz=target_hz)
    assert abs(got.frames - frames * target_hz / source_hz) <= 1.0


def test_itunes_says_where_the_sound_begins_and_ends(tmp_path: Path) -> None:
    from mutagen.mp4 import MP4, MP4FreeForm

    source = tmp_path / "beat.bin"
    source.write_bytes(audio_corpus.by_av(tones(), 44_100, "ipod", "aac", use_editlist="0"))
    plain = import_audio(source, tmp_path / "m1.wav", RATE_HZ)
    tags = MP4(source)
    frames = round(SECONDS * 44_100)
    gapless = f" 00000000 00000400 00000000 {frames:016X}" + " 00000000" * 8
    tags["----:com.apple.iTunes:iTunSMPB"] = [MP4FreeForm(gapless.encode())]
    tags.save()
    data = source.read_bytes()
    source.unlink()
    (tmp_path / "m1.wav").unlink()
    got, stored = bring(tmp_path, data)
    assert plain.frames > SECONDS * RATE_HZ + 500
    assert got.frames == SECONDS * RATE_HZ
    assert lag(stored) == 0


# --------------------------------------------------------------------------------------------- level and channels


@pytest.mark.parametrize("kind", ["mp3", "float"])
def test_too_loud_is_turned_down_as_a_whole_and_says_by_how_much(kind: str, tmp_path: Path) -> None:
    sound = tones(RATE_HZ, 2, peak=1.3)
    data = (
        audio_corpus.mp3(sound, RATE_HZ) if kind == "mp3" else audio_corpus.by_soundfile(sound, RATE_HZ, "WAV", "FLOAT")
    )
    got, stored = bring(tmp_path, data)
    assert 0.0 < got.gain_db < 6.0
    assert np.abs(stored).max() == pytest.approx(1.0, abs=2e-7)
    difference = stored * 10 ** (got.gain_db / 20) - sound
    assert np.abs(difference).max() < (0.02 if kind == "mp3" else 4e-7)


def test_what_is_not_too_loud_keeps_its_level(tmp_path: Path) -> None:
    sound = tones(RATE_HZ, 2, peak=0.99)
    got, stored = bring(tmp_path, audio_corpus.by_soundfile(sound, RATE_HZ, "WAV", "FLOAT"))
    assert got.gain_db == 0.0
    assert np.abs(stored - sound).max() <= 2.0**-24


def test_numbers_that_are_none_become_silence_or_the_ceiling(tmp_path: Path) -> None:
    sound = np.zeros((48_000, 2), np.float32)
    sound[1000:1010] = np.nan
    sound[2000, 0], sound[3000, 1], sound[4000, 0] = np.inf, -np.inf, 1e30
    got, stored = bring(tmp_path, audio_corpus.by_soundfile(sound, 48_000, "WAV", "FLOAT"))
    assert got.gain_db == pytest.approx(24.08, abs=0.01)
    assert stored[1005].tolist() == [0.0, 0.0]
    assert stored[[2000, 3000, 4000], [0, 1, 0]] == pytest.approx([1.0, -1.0, 1.0], abs=2e-7)


def test_five_one_keeps_its_sides_and_centre(tmp_path: Path) -> None:
    sound = np.zeros((4800, 6), np.float32)
    for channel in range(6):
        sound[600 * channel : 600 * channel + 300, channel] = 0.5
    _, stored = bring(tmp_path, audio_corpus.by_av(sound, 48_000, "wav", "pcm_s24le"))
    side = 0.5 * 0.5**0.5
    heard = stored[100::600][:6]
    wanted = [[0.5, 0], [0, 0.5], [side, side], [0, 0], [side, 0], [0, side]]
    assert heard == pytest.approx(np.array(wanted), abs=1e-6)


def test_many_channels_without_names_become_two_sides(tmp_path: Path) -> None:
    sound = np.zeros((100, 4), np.float32)
    sound[:, 1] = 0.25
    got, stored = bring(tmp_path, audio_corpus.by_soundfile(sound, 48_000, "WAV", "PCM_16"))
    assert got.channels == 2
    assert stored[50].tolist() == [0.0, 0.25]


# --------------------------------------------------------------------------------- headers that lie, broken files


@pytest.mark.parametrize(
    ("claim", "note"),
    [
        (0, "header-repaired"),
        (0xFFFF_FFFF, "header-repaired"),
        (1000, "header-repaired"),
        (100_001, "header-repaired"),
        (3_000_000, "truncated"),
    ],
)
@pytest.mark.parametrize("kind", ["wav-24", "wav-16", "wav-float"])
def test_wav_with_a_wrong_size_is_read_to_its_end(kind: str, claim: int, note: str, tmp_path: Path) -> None:
    got, stored = bring(tmp_path, audio_corpus.with_data_size(good(kind), claim))
    assert got.frames == SECONDS * RATE_HZ
    assert lag(stored) == 0
    assert got.notes == (note,)


def test_wav_with_chunks_behind_the_sound_is_read_as_it_says(tmp_path: Path) -> None:
    more = b"LIST" + struct.pack("<I", 40_000) + b"INFO".ljust(40_000, b"x")
    got, _ = bring(tmp_path, good("wav-16") + more)
    assert (got.frames, got.notes) == (SECONDS * RATE_HZ, ())


def test_rf64_of_a_killed_program_is_read_to_its_end(tmp_path: Path) -> None:
    data = bytearray(good("rf64"))
    sizes = data.index(b"ds64") + 8
    data[sizes : sizes + 24] = bytes(24)
    got, _ = bring(tmp_path, bytes(data))
    assert (got.frames, got.notes) == (SECONDS * RATE_HZ, ("header-repaired",))


def test_rf64_may_claim_more_than_a_file_can_hold(tmp_path: Path) -> None:
    data = bytearray(good("rf64"))
    struct.pack_into("<Q", data, data.index(b"ds64") + 16, 2**64 - 1)
    struct.pack_into("<I", data, data.index(b"data") + 4, 2**32 - 1)
    got, _ = bring(tmp_path, bytes(data))
    assert (got.frames, got.notes) == (SECONDS * RATE_HZ, ("truncated",))


def test_flac_that_lies_about_its_length_is_taken_as_it_is(tmp_path: Path) -> None:
    data = bytearray(good("flac-16"))
    for total, note in ((0, ()), (44_100 * 36_000, ("truncated",)), (1000, ())):
        data[21] = data[21] & 0xF0 | total >> 32
        data[22:26] = (total & 0xFFFF_FFFF).to_bytes(4, "big")
        got, stored = bring(tmp_path, bytes(data))
        assert (got.frames, got.notes) == (SECONDS * RATE_HZ, note)
        assert lag(stored) == 0
        (tmp_path / "m1.wav").unlink()


@pytest.mark.parametrize("zeros", [True, False])
@pytest.mark.parametrize(
    "kind", ["mp3-320", "mp3-vbr", "mp3-vbr-no-xing", "m4a-aac", "m4a-alac", "flac-16", "ogg-vorbis", "wma", "caf-alac"]
)
def test_a_broken_middle_costs_only_itself(kind: str, zeros: bool, tmp_path: Path) -> None:
    data = good(kind)
    middle, length = len(data) // 2, min(4096, len(data) // 12)
    damage = bytes(length) if zeros else np.random.default_rng(2).bytes(length)
    got, stored = bring(tmp_path, data[:middle] + damage + data[middle + length :])
    whole, reference = bring(tmp_path, data, "beat.bin")
    assert "damaged-middle" in got.notes
    assert abs(got.frames - whole.frames) <= 2
    for at_s in (0.25, 0.75, 3.25, 3.75):  # away from the damage
        assert abs(lost_click(stored, at_s) - lost_click(reference, at_s)) <= 3


@pytest.mark.parametrize("damaged_bytes", [100, 8000])
def test_a_broken_voice_message_goes_on_after_the_break(damaged_bytes: int, tmp_path: Path) -> None:
    data = audio_corpus.by_soundfile(tones(16_000, 1, 12.0), 16_000, "OGG", "OPUS")
    middle = len(data) // 3
    broken = data[:middle] + bytes(damaged_bytes) + data[middle + damaged_bytes :]
    got, _ = bring(tmp_path, broken)
    assert got.frames == 12 * RATE_HZ
    assert "damaged-middle" in got.notes


@pytest.mark.parametrize(
    ("kind", "tells"),
    [
        *(("wav-24", True), ("wav-adpcm", True), ("aiff-16", True), ("flac-16", True), ("mp3-320", True)),
        *(("mp3-vbr", True), ("caf-alac", True), ("webm-opus", True), ("mp3-cbr-no-xing", False)),
        *(("ogg-vorbis", False), ("adts", True)),
    ],
)
def test_half_a_file_is_half_the_sound(kind: str, tells: bool, tmp_path: Path) -> None:
    data = good(kind)
    got, stored = bring(tmp_path, data[: len(data) // 2])
    assert 0.2 * SECONDS < got.frames / RATE_HZ < 0.6 * SECONDS
    assert abs(lost_click(stored, 0.25)) < 1300
    assert ("truncated" in got.notes) == tells


def test_half_a_file_with_its_index_in_front_is_half_the_sound(tmp_path: Path) -> None:
    data = audio_corpus.by_av(tones(), 44_100, "mp4", "aac", movflags="faststart")
    got, _ = bring(tmp_path, data[: len(data) // 2])
    assert 0.4 * SECONDS < got.frames / RATE_HZ < 0.6 * SECONDS
    assert "truncated" in got.notes


def test_what_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    m4a = good("m4a-aac")
    assert refused(tmp_path, m4a[: m4a.rindex(b"moov") - 4]) == "audio-unreadable"
    assert refused(tmp_path, b"") == "audio-empty"
    assert refused(tmp_path, audio_corpus.HTML) == "audio-unreadable"
    assert refused(tmp_path, bytes(200_000)) == "audio-unreadable"
    assert refused(tmp_path, b"\xff" * 300_000) == "audio-unreadable"
    assert refused(tmp_path, np.random.default_rng(1).bytes(2_000_000)) == "audio-unreadable"
    assert refused(tmp_path, good("wav-16")[:44]) == "audio-empty"
    assert refused(tmp_path, good("wav-16")[:30]) == "audio-unreadable"
    assert refused(tmp_path, b"RIFF") == "audio-unreadable"
    assert refused(tmp_path, b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.mp3\n") == "audio-unreadable"
    assert refused(tmp_path, b"ffconcat version 1.0\nfile beat.bin\n") == "audio-unreadable"
    assert refused(tmp_path, audio_corpus.silent_film()) == "audio-silent-track"


def test_what_is_no_file_is_said_so(tmp_path: Path) -> None:
    for name, code in (("gone.mp3", "audio-missing"), ("folder", "audio-unreadable"), ("pipe", "audio-unreadable")):
        if name == "folder":
            (tmp_path / name).mkdir()
        if name == "pipe":
            os.mkfifo(tmp_path / name)
        with pytest.raises(StudioError) as caught:
            import_audio(tmp_path / name, tmp_path / "m1.wav", RATE_HZ)
        assert caught.value.code == code
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe"]


def test_a_name_that_is_no_text_becomes_text(tmp_path: Path) -> None:
    source = os.fsencode(tmp_path) + b"/\xff\xe6beat.wav"
    with open(source, "wb") as file:
        file.write(small("wav-16"))
    got = import_audio(Path(os.fsdecode(source)), tmp_path / "m1.wav", RATE_HZ)
    got.name.encode()
    assert got.name.endswith("beat.wav")


# ------------------------------------------------------------------------------------------------------- too much


def _sparse_wav(path: Path, seconds: float, rate_hz: int, channels: int) -> None:
    """A 16-bit WAV of silence that takes no room on disk."""
    frames = round(seconds * rate_hz)
    head = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", 0, b"WAVE", b"fmt ", 16, 1, channels, rate_hz, 0, 2 * channels, 16)
    with path.open("wb") as file:
        file.write(head + struct.pack("<4sI", b"data", frames * channels * 2))
        file.truncate(44 + frames * channels * 2)


@pytest.mark.parametrize(
    ("hours", "channels", "rate_hz", "code"), [(3.02, 1, 48_000, "audio-too-long"), (2.5, 2, 96_000, "audio-too-big")]
)
def test_too_much_is_refused_at_once(hours: float, channels: int, rate_hz: int, code: str, tmp_path: Path) -> None:
    _sparse_wav(tmp_path / "long.wav", hours * 3600, 8000, channels)
    calls: list[float] = []
    with pytest.raises(StudioError) as caught:
        import_audio(tmp_path / "long.wav", tmp_path / "m1.wav", rate_hz, progress=calls.append)
    assert caught.value.code == code
    assert len(calls) < 20
    assert [path.name for path in tmp_path.iterdir()] == ["long.wav"]


def test_too_much_without_saying_so_is_refused_when_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "long.mp3").write_bytes(good("mp3-cbr-no-xing"))
    for limit, value, code in (("LIMIT_MIN", 0.05, "audio-too-long"), ("LIMIT_MB", 1.0, "audio-too-big")):
        with monkeypatch.context() as patch:
            patch.setattr(media, limit, value)
            with pytest.raises(StudioError) as caught:
                import_audio(tmp_path / "long.mp3", tmp_path / "m1.wav", RATE_HZ)
        assert caught.value.code == code
        assert [path.name for path in tmp_path.iterdir()] == ["long.mp3"]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    script = (
        "import resource, sys, pathlib\nfrom studio.media import import_audio\n"
        "import_audio(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), 48000)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    used_kb = []
    for minutes in (1, 15):
        _sparse_wav(tmp_path / "long.wav", minutes * 60, 44_100, 1)
        command = [sys.executable, "-c", script, str(tmp_path / "long.wav"), str(tmp_path / "m1.wav")]
        used_kb.append(int(subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout))
    assert used_kb[1] - used_kb[0] < 30_000


@pytest.mark.parametrize("size_bytes", [0, 10, 44, 5_000, 300_000, 800_000])
def test_a_full_disk_leaves_nothing(size_bytes: int, tmp_path: Path) -> None:
    (tmp_path / "beat.mp3").write_bytes(good("mp3-320"))
    with files_no_larger_than(size_bytes), pytest.raises(StudioError) as caught:
        import_audio(tmp_path / "beat.mp3", tmp_path / "m1.wav", RATE_HZ)
    assert caught.value.code == "disk-full"
    assert [path.name for path in tmp_path.iterdir()] == ["beat.mp3"]


def test_a_folder_that_is_gone_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "beat.wav").write_bytes(small("wav-16"))
    with pytest.raises(StudioError) as caught:
        import_audio(tmp_path / "beat.wav", tmp_path / "media" / "m1.wav", RATE_HZ)
    assert caught.value.code == "disk-refused"


@pytest.mark.parametrize("kind", ["mp3-320", "wav-16", "m4a-aac"])
def test_it_can_be_stopped_at_every_moment(kind: str, tmp_path: Path) -> None:
    (tmp_path / "beat.bin").write_bytes(good(kind))
    shares: list[float] = []
    times = itertools.count()
    import_audio(
        tmp_path / "beat.bin",
        tmp_path / "m1.wav",
        RATE_HZ,
        progress=shares.append,
        cancelled=lambda: next(times) < 0,
    )
    assert shares == sorted(shares)
    assert 0.0 <= shares[0] <= shares[-1] == 1.0
    kept = (tmp_path / "m1.wav").read_bytes()
    for stop_at in range(1, next(times) + 1):
        asked = itertools.count(1)
        stop = functools.partial(lambda asked, stop_at: next(asked) >= stop_at, asked, stop_at)
        with pytest.raises(Cancelled):
            import_audio(tmp_path / "beat.bin", tmp_path / "m1.wav", RATE_HZ, cancelled=stop)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["beat.bin", "m1.wav"]
        assert (tmp_path / "m1.wav").read_bytes() == kept


# ---------------------------------------------------------------------------------------------------------- fuzz

MUTANTS = 500


def test_mutants_neither_crash_nor_hang_nor_litter(tmp_path: Path) -> None:
    seed = int.from_bytes(os.urandom(4))
    print("seed", seed)
    script = Path(__file__).with_name("import_mutants.py")
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-W", "error", str(script), str(seed), "0", str(MUTANTS), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    )
    assert ran.returncode == 0, f"seed {seed}: {ran.stdout[-300:]} {ran.stderr[-3000:]}"
    assert ran.stderr == ""
    rows = [line.split(maxsplit=4) for line in ran.stdout.splitlines()]
    assert len(rows) == MUTANTS
    assert {row[4] for row in rows} == {"clean"}
    assert max(float(row[3]) for row in rows) < 2.0
    assert {row[2] for row in rows} > {"imported", "audio-unreadable"}


@pytest.mark.parametrize("kind", audio_corpus.SMALL)
def test_cut_off_anywhere_is_refused_or_shorter(kind: str, tmp_path: Path) -> None:
    data = small(kind)
    for cut in (1, 3, 11, 12, 20, 40, 44, 60, 100, 500, len(data) // 3, len(data) - 1):
        source = tmp_path / "beat.bin"
        source.write_bytes(data[:cut])
        outcome = "imported"
        try:
            import_audio(source, tmp_path / "m1.wav", RATE_HZ)
            (tmp_path / "m1.wav").unlink()
        except StudioError as error:
            outcome = error.code
        assert outcome in {"imported", "audio-unreadable", "audio-empty", "audio-silent-track"}
        assert list(tmp_path.iterdir()) == [source]


def test_two_imports_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    (tmp_path / "beat.bin").write_bytes(good("mp3-320"))
    results: dict[int, Imported] = {}

    def work(number: int) -> None:
        results[number] = import_audio(tmp_path / "beat.bin", tmp_path / f"m{number}.wav", RATE_HZ)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len({results[number].sha256 for number in range(4)}) == 1


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    script = (
        "import sys, studio.media, studio.audiofile, studio.peaks\n"
        "print({'av', 'soxr', 'soundfile', 'scipy'} & {*sys.modules})"
    )
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60)
    assert ran.stdout.strip() == "set()"
