"""Finished files: the right bytes, the same bytes every time, whole or absent, and read back by another reader."""

from __future__ import annotations

import getpass
import os
import socket
import struct
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile as sf
from disk_limits import files_no_larger_than
from hypothesis import given, settings
from hypothesis import strategies as st

from studio import riff
from studio.audiofile import ENCODINGS, AudioWriter, verify
from studio.decode import opened
from studio.disk import TEMPORARY
from studio.errors import Cancelled, StudioError

RATE_HZ = 44_100


def music(frames: int = 50_000, channels: int = 2, kind: type = np.float32) -> np.ndarray:
    dice = np.random.default_rng(11)
    t = np.arange(frames)[:, None] / RATE_HZ
    sound = 0.5 * np.sin(2 * np.pi * 220 * t * (1 + np.arange(channels)))
    return np.ascontiguousarray(sound + 0.02 * dice.standard_normal((frames, channels)), kind)


def seconds_of_music(path: Path, encoding: str, seconds: int, error: type[BaseException] | None = None) -> None:
    """A file of so many seconds, or one that breaks off with `error` at the end of them."""
    with AudioWriter(path, encoding, RATE_HZ) as writer:
        for _ in range(seconds):
            writer.write(music(RATE_HZ))
        if error is not None:
            raise error


def written(
    folder: Path, encoding: str, sound: np.ndarray, cuts: tuple[int, ...] = (4096,), **more: int
) -> tuple[Path, AudioWriter]:
    path = folder / f"song{ENCODINGS[encoding].suffix}"
    with AudioWriter(path, encoding, RATE_HZ, sound.shape[1], **more) as writer:
        at = turn = 0
        while at < len(sound):
            step = cuts[turn % len(cuts)]
            writer.write(sound[at : at + step])
            at, turn = at + step, turn + 1
    assert [entry.name for entry in folder.iterdir()] == [path.name]
    return path, writer


# --------------------------------------------------------------------------------------------- what is in the file


def heard_in(path: Path) -> tuple[np.ndarray, int]:
    """The sound of a file through soundfile, or through FFmpeg's decoder what soundfile cannot read."""
    if path.suffix != ".m4a":
        return sf.read(path, always_2d=True)
    with opened(path, lambda: None) as sound:
        return np.concatenate([block.samples for block in sound.blocks()]), sound.rate_hz


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_was_written_is_read_by_others(encoding: str, channels: int, kind: type, tmp_path: Path) -> None:
    sound = music(50_001, channels, kind)
    path, writer = written(tmp_path, encoding, sound)
    verify(path, encoding, len(sound), RATE_HZ, channels)
    assert writer.frames == len(sound)
    heard, rate_hz = heard_in(path)
    assert (rate_hz, heard.shape) == (RATE_HZ, sound.shape)
    step = {16: 1.5 / 32_768, 24: 0.5 / 8_388_608, 32: 2.0**-24, 0: 0.1 if encoding == "m4a" else 0.05}[
        ENCODINGS[encoding].bits
    ]
    assert np.abs(heard - sound).max() <= step * 1.01


@pytest.mark.parametrize("encoding", ["wav24", "flac24"])
def test_24_bits_are_rounded_not_truncated_by_anybody(encoding: str, tmp_path: Path) -> None:
    sound = music(20_000, kind=np.float64)
    path, _ = written(tmp_path, encoding, sound)
    ints = sf.read(path, dtype="int32")[0] >> 8
    assert np.array_equal(ints, np.rint(sound * 8_388_608.0))


def test_wav_headers_are_plain(tmp_path: Path) -> None:
    sound = music(999)
    for encoding, tag, bits in (("wav16", 1, 16), ("wav24", 1, 24)):
        data = written(tmp_path, encoding, sound)[0].read_bytes()
        size = 999 * 2 * bits // 8
        assert len(data) == 44 + size
        wanted = struct.pack(
            "<4sI4s4sIHHIIHH4sI",
            *(b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, tag, 2, RATE_HZ, RATE_HZ * 2 * bits // 8, 2 * bits // 8, bits),
            *(b"data", size),
        )
        assert data[:44] == wanted
    data = written(tmp_path, "wav32f", sound)[0].read_bytes()
    assert data[12:16] + data[20:22] + data[38:42] + data[50:54] == b"fmt " + b"\3\0" + b"fact" + b"data"
    assert struct.unpack("<I", data[46:50]) == (999,)
    assert len(data) == 58 + 999 * 8


def test_float_wav_keeps_what_is_louder_than_full_scale(tmp_path: Path) -> None:
    sound = np.array([[1.5, -2.0], [np.nan, np.inf], [-np.inf, 0.25]], np.float32)
    path, _ = written(tmp_path, "wav32f", sound)
    assert sf.read(path)[0].tolist() == [[1.5, -2.0], [0.0, 1.0], [-1.0, 0.25]]


@pytest.mark.parametrize("encoding", ["wav16", "wav24", "flac24", "mp3"])
def test_too_loud_is_held_and_counted(encoding: str, tmp_path: Path) -> None:
    sound = np.zeros((5000, 2), np.float32)
    sound[1000:1400, 0], sound[2000:2400, 1] = 1.5, -1.5
    path, writer = written(tmp_path, encoding, sound)
    heard = sf.read(path)[0]
    assert heard[1200, 0] == pytest.approx(1.0, abs=0.2 if encoding == "mp3" else 1e-4)
    assert heard[2200, 1] == pytest.approx(-1.0, abs=0.2 if encoding == "mp3" else 1e-4)
    assert writer.clipped_samples == (0 if encoding == "mp3" else 800)


def test_chunks_stand_before_the_data_of_a_wav(tmp_path: Path) -> None:
    sound, chunk = music(999), struct.pack("<4sI", b"bext", 6) + b"abcdef"
    path, _ = written(tmp_path, "wav24", sound, chunks=chunk)
    data = path.read_bytes()
    assert data[36:50] == chunk
    assert data[50:58] == struct.pack("<4sI", b"data", 999 * 6)
    assert (len(data), struct.unpack("<I", data[4:8])[0]) == (58 + 999 * 6, 50 + 999 * 6)
    verify(path, "wav24", 999, RATE_HZ, chunks=chunk)
    with pytest.raises(StudioError, match="export-failed"):
        verify(path, "wav24", 999, RATE_HZ)


def test_m4a_tells_its_length_to_the_frame_and_nothing_of_who_made_it(tmp_path: Path) -> None:
    path, _ = written(tmp_path, "m4a", music(3 * RATE_HZ + 77))
    data = path.read_bytes()
    assert data[4:12] == b"ftypM4A "
    assert b"Lav" not in data
    with av.open(path) as file:
        stream = file.streams.audio[0]
        assert (stream.duration, stream.codec_context.codec.name) == (3 * RATE_HZ + 77, "aac")
        assert 230_000 < (stream.bit_rate or 0) < 280_000


def test_mp3_is_320_constant_and_gapless(tmp_path: Path) -> None:
    path, _ = written(tmp_path, "mp3", music(3 * RATE_HZ))
    with av.open(path) as file:
        assert 319_000 < file.bit_rate < 330_000  # one frame more, for the header
        assert {packet.size for packet in file.demux(audio=0) if packet.size} <= {1044, 1045}
    heard = sf.read(path)[0]
    spectrum = np.fft.rfft(heard[:, 0], 1 << 19) * np.conj(np.fft.rfft(music(3 * RATE_HZ)[:, 0], 1 << 19))
    assert int(np.argmax(np.fft.irfft(spectrum))) == 0


def test_digital_silence_at_the_ends_stays_and_only_there(tmp_path: Path) -> None:
    long, short = int(0.11 * RATE_HZ), int(0.09 * RATE_HZ)
    for edge, blank in ((long, True), (short, False)):
        sound = np.zeros((2 * edge + 20_000, 2), np.float32)
        sound[edge : edge + 100] = sound[-edge - 100 : -edge] = 0.1
        path, _ = written(tmp_path, "wav16", sound, cuts=(1000, 77, 5000))
        heard = sf.read(path, dtype="int16")[0]
        assert (not heard[:edge].any()) == blank
        assert (not heard[-edge:].any()) == blank
        assert heard[edge + 200 : edge + 10_000].any(axis=1).mean() > 0.2
    path, _ = written(tmp_path, "wav16", np.zeros((RATE_HZ, 2), np.float32))
    assert not sf.read(path, dtype="int16")[0].any()


# ------------------------------------------------------------------------------------------- the same every time


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_same_sound_is_the_same_bytes(encoding: str, tmp_path: Path) -> None:
    sound = np.concatenate([np.zeros((6000, 2), np.float32), music(60_000)])
    data = {written(tmp_path, encoding, sound, cuts)[0].read_bytes() for cuts in ((4096,), (4096,), (1, 65_537, 333))}
    if encoding == "mp3":  # the encoder may be fed differently, but the same way gives the same
        data = {written(tmp_path, encoding, sound)[0].read_bytes() for _ in range(2)}
    assert len(data) == 1


def test_another_seed_is_another_dither(tmp_path: Path) -> None:
    sound = music(5000)
    one, two = (written(tmp_path, "wav16", sound, seed=seed)[0].read_bytes() for seed in (1, 2))
    assert one != two


@given(cuts=st.lists(st.integers(1, 70_000), min_size=1, max_size=4))
@settings(deadline=None, max_examples=15)
def test_dithered_bytes_do_not_depend_on_the_cut(cuts: list[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    sound = music(30_000)
    sound[:7000] = sound[12_000:12_500] = sound[-9000:] = 0.0
    whole = written(tmp_path_factory.mktemp("a"), "wav16", sound, (30_000,))[0].read_bytes()
    # small cuts make many blocks; a few hundred are enough
    cut = written(tmp_path_factory.mktemp("b"), "wav16", sound, tuple(max(cut, 60) for cut in cuts))[0].read_bytes()
    assert cut == whole


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_nothing_personal_and_no_date_is_in_it(encoding: str, tmp_path: Path) -> None:
    data = written(tmp_path, encoding, music(20_000))[0].read_bytes()
    for word in (getpass.getuser(), socket.gethostname(), str(tmp_path)):
        assert len(word) < 4 or word.encode() not in data
    assert b"ID3" not in data
    assert b"LIST" not in data
    assert b"bext" not in data
    assert b"PEAK" not in data


# --------------------------------------------------------------------------------------------- whole or not at all


class _LostHeartError(Exception):
    pass


@pytest.mark.parametrize("error", [_LostHeartError, Cancelled, KeyboardInterrupt])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_breaks_off_leaves_the_old_file(encoding: str, error: type[BaseException], tmp_path: Path) -> None:
    path = tmp_path / f"song{ENCODINGS[encoding].suffix}"
    path.write_bytes(b"old")
    with pytest.raises(error):
        seconds_of_music(path, encoding, 1, error)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("size_bytes", [0, 20, 44, 3000, 100_000])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_full_disk_leaves_the_old_file(
    encoding: str, size_bytes: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"song{ENCODINGS[encoding].suffix}"
    path.write_bytes(b"old")
    with files_no_larger_than(size_bytes), pytest.raises(StudioError) as caught:
        seconds_of_music(path, encoding, 4)
    assert caught.value.code == "disk-full"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"old"
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_disk_that_is_really_full(encoding: str, tmp_path: Path) -> None:
    disk = tmp_path / "stick"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", disk], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        with pytest.raises(StudioError) as caught:
            seconds_of_music(disk / "song.wav", encoding, 9)
        assert (caught.value.code, caught.value.fields) == ("disk-full", {"free_mb": 0})
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_folder_that_is_gone_is_said_so(encoding: str, tmp_path: Path) -> None:
    with pytest.raises(StudioError) as caught, AudioWriter(tmp_path / "gone" / "song.wav", encoding, RATE_HZ):
        pass
    assert (caught.value.code, caught.value.fields) == ("disk-refused", {"name": "song.wav"})


def test_what_a_killed_program_left_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / f"song.wav{TEMPORARY}").write_bytes(b"half")
    written(tmp_path, "wav24", music())


def test_rates_that_an_encoder_does_not_know(tmp_path: Path) -> None:
    with pytest.raises(StudioError) as caught:
        AudioWriter(tmp_path / "song.mp3", "mp3", 96_000)
    assert caught.value.code == "rate-unsupported"
    with AudioWriter(tmp_path / "song.wav", "wav24", 96_000) as writer:
        writer.write(music())
    verify(tmp_path / "song.wav", "wav24", 50_000, 96_000)


def test_a_block_of_another_shape_is_our_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2 channels"), AudioWriter(tmp_path / "a.wav", "wav24", RATE_HZ) as writer:
        writer.write(music(channels=1))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_sound_at_all_is_no_file(encoding: str, tmp_path: Path) -> None:
    with pytest.raises(StudioError) as caught:
        written(tmp_path, encoding, np.zeros((0, 2), np.float32))
    assert caught.value.code == "audio-empty"
    assert list(tmp_path.iterdir()) == []


# --------------------------------------------------------------------------------------------------- past 4 GB


@pytest.mark.parametrize("encoding", ["wav16", "wav24", "wav32f"])
def test_past_four_gigabytes_it_is_an_rf64(encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(riff, "LIMIT_BYTES", 50_000)
    sound = music(20_001)
    path, _ = written(tmp_path, encoding, sound, frames_at_most=30_000)
    data = path.read_bytes()
    assert data[:8] == b"RF64\xff\xff\xff\xff"
    assert data[12:16] == b"ds64"
    assert sf.info(path).format == "RF64"
    assert np.abs(sf.read(path)[0] - sound).max() < 1e-4
    verify(path, encoding, 20_001, RATE_HZ)
    path, _ = written(tmp_path, encoding, sound[:100], frames_at_most=30_000)
    assert path.read_bytes()[:4] + path.read_bytes()[12:16] == b"RIFFJUNK"
    assert sf.info(path).frames == 100
    verify(path, encoding, 100, RATE_HZ)
    with pytest.raises(StudioError) as caught, AudioWriter(tmp_path / "late.wav", encoding, RATE_HZ) as writer:
        writer.write(sound)
    assert caught.value.code == "audio-too-big"
    assert [entry.name for entry in tmp_path.iterdir()] == ["song.wav"]


def test_the_header_of_a_really_long_file_is_right() -> None:
    form = riff.Form(riff.PCM, 2, 96_000, 24)
    frames = 5 * 3600 * 96_000
    assert riff.fits(form, 2**32 // 6 - 100)
    assert not riff.fits(form, 2**32 // 6)
    head = riff.header(form, frames, wide_slot=True)
    assert head[:4] == b"RF64"
    assert struct.unpack("<QQQ", head[20:44]) == (len(head) - 8 + frames * 6, frames * 6, frames)


# ------------------------------------------------------------------------------------------------------- verify


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_verify_notices(encoding: str, tmp_path: Path) -> None:
    path, _ = written(tmp_path, encoding, music(20_000))
    data = path.read_bytes()
    verify(path, encoding, 20_000, RATE_HZ)
    wrong = ((19_999, RATE_HZ, 2), (20_001, RATE_HZ, 2), (20_000, 48_000, 2), (20_000, RATE_HZ, 1))
    for frames, rate_hz, channels in wrong:
        with pytest.raises(StudioError) as caught:
            verify(path, encoding, frames, rate_hz, channels)
        assert (caught.value.code, caught.value.fields) == ("export-failed", {"name": path.name})
    damaged = [data[: len(data) // 2], b"", b"junk" * 1000]
    if encoding.startswith("wav"):
        damaged += [data + b"LIST\4\0\0\0abcd", data[:-1], data[:20] + b"\xfe\xff" + data[22:], data + b"\0"]
    for bad in damaged:
        path.write_bytes(bad)
        with pytest.raises(StudioError) as caught:
            verify(path, encoding, 20_000, RATE_HZ)
        assert caught.value.code == "export-failed"
    path.unlink()
    with pytest.raises(StudioError) as caught:
        verify(path, encoding, 20_000, RATE_HZ)
    assert caught.value.code == "export-failed"


def test_verify_takes_tags_in_an_mp3(tmp_path: Path) -> None:
    from mutagen.id3 import ID3, TIT2

    path, _ = written(tmp_path, "mp3", music(20_000))
    tags = ID3()
    tags.add(TIT2(3, "Blåbær på tur"))
    tags.save(path, v2_version=3)
    assert path.read_bytes()[:3] == b"ID3"
    verify(path, "mp3", 20_000, RATE_HZ)
