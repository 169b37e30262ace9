"""Takes that survive: killed, cut off, out of room, torn; and the reader that never promises what is not there."""

from __future__ import annotations

import errno
import os
import random
import struct
import time
import wave
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
import soundfile
from disk_limits import files_no_larger_than
from faultdisk import FaultDisk, crash_states, small_disk
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from victims import Nursery, ramp

from studio import wav
from studio.errors import StudioError
from studio.wav import FRAME_BYTES, HEADER_BYTES, TakeNote, TakeWriter

T = TypeVar("T")
NOTE = TakeNote(track_id="t1", at_beat=-0.25, rate_hz=48_000)
SIZES_MB = tuple(np.linspace(4, 64, 20).round().astype(int).tolist())


def written(path: Path, frames: int, chunk: int = 4800) -> Path:
    writer = TakeWriter(path, 48_000, NOTE)
    for start in range(0, frames, chunk):
        writer.write(ramp(start, min(chunk, frames - start)))
    assert writer.close() == frames
    return path


def told_or(act: Callable[[], T], code: str) -> T | None:
    """What `act` gives back; None if it raised the StudioError of that code."""
    try:
        return act()
    except StudioError as error:
        if error.code != code:
            raise
        return None


def samples_of(path: Path) -> np.ndarray:
    info, data = wav.map_data(path)
    assert info.encoding == "pcm24"
    return wav.unpacked(np.array(data))


def check_exact(path: Path, frames: int) -> None:
    """Our reader, libsndfile and a reader that believes the size fields agree, and the fields are the file's length."""
    info = wav.read_info(path)
    assert (info.encoding, info.channels, info.rate_hz, info.frames) == ("pcm24", 1, 48_000, frames)
    assert soundfile.info(path).frames == frames
    header = path.read_bytes()[:HEADER_BYTES]
    assert struct.unpack_from("<I", header, 4)[0] + 8 == path.stat().st_size
    assert struct.unpack_from("<I", header, 76)[0] == frames * FRAME_BYTES
    with wave.open(str(path), "rb") as strict:
        assert strict.getnframes() == frames
        assert len(strict.readframes(frames)) == frames * FRAME_BYTES


def test_every_number_of_frames_is_a_whole_file(tmp_path: Path) -> None:
    for frames in (1, 2, 3, 47_999, 48_000, 48_001, 100_000):
        path = written(tmp_path / f"{frames}.wav", frames)
        check_exact(path, frames)
        assert np.array_equal(samples_of(path), ramp(0, frames))
        assert np.array_equal(soundfile.read(path, dtype="float32")[0], ramp(0, frames))
        assert wav.read_note(path) == NOTE


def test_valid_at_every_moment(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    writer = TakeWriter(path, 48_000, NOTE)
    assert soundfile.info(path).frames == wav.read_info(path).frames == 0
    for _ in range(30):
        writer.write(ramp(writer.frames, 5000))
        assert wav.read_info(path).frames == writer.frames
        assert writer.frames - 48_000 <= soundfile.info(path).frames <= writer.frames
    writer.sync()
    assert soundfile.info(path).frames == writer.frames
    writer.close()


@given(arrays(np.float32, st.integers(0, 300), elements=st.floats(width=32, allow_nan=True, allow_infinity=True)))
@settings(deadline=None)
def test_rounds_clips_and_knows_no_nan(samples: np.ndarray) -> None:
    found = wav.unpacked(wav.packed(samples))
    wanted = np.nan_to_num(samples.astype(np.float64), nan=0.0, posinf=1.0, neginf=-1.0)
    wanted = np.clip(np.rint(np.clip(wanted, -1, 1) * 2**23), -(2**23), 2**23 - 1) / 2**23
    assert found.dtype == np.float32
    assert np.array_equal(found, wanted.astype(np.float32))


def test_silence_and_other_shapes_of_input(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    writer = TakeWriter(path, 48_000, NOTE)
    assert writer.write(ramp(0, 10)) == 10
    assert writer.write_silence(10_000) == 10_000
    assert writer.write(np.repeat(ramp(10, 5), 2)[::2]) == 5
    assert writer.write(np.zeros(0, np.float32)) == 0
    assert writer.close() == 10_015
    assert np.array_equal(samples_of(path), np.concatenate([ramp(0, 10), np.zeros(10_000, np.float32), ramp(10, 5)]))
    assert writer.close() == 10_015


def test_no_frames_leave_nothing_behind(tmp_path: Path) -> None:
    assert TakeWriter(tmp_path / "take.wav", 48_000, NOTE).close() == 0
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = written(tmp_path / "take.wav", 100)
    before = path.read_bytes(), wav.note_path(path).read_bytes()
    with pytest.raises(StudioError, match="disk-refused"):
        TakeWriter(path, 44_100, TakeNote(track_id="other", at_beat=9.0, rate_hz=44_100))
    assert (path.read_bytes(), wav.note_path(path).read_bytes()) == before


def test_a_take_in_the_making_is_known(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    assert not wav.is_being_written(path)
    writer = TakeWriter(path, 48_000, NOTE)
    writer.write(ramp(0, 10))
    assert wav.is_being_written(path)
    writer.close()
    assert not wav.is_being_written(path)


def test_syncs_every_second_of_sound_and_of_time(tmp_path: Path) -> None:
    disk, now_s = FaultDisk(tmp_path), [0.0]
    writer = TakeWriter(tmp_path / "take.wav", 48_000, NOTE, fs=disk, clock_s=lambda: now_s[0])

    def syncs() -> int:
        return sum(op.kind == "sync" for op in disk.log)

    first = syncs()
    writer.write(ramp(0, 47_999))
    assert syncs() == first
    writer.write(ramp(47_999, 1))
    assert syncs() == first + 1
    writer.write(ramp(48_000, 10))
    now_s[0] += 1.0
    writer.write(ramp(48_010, 10))
    assert syncs() == first + 2
    writer.close()


# --- repair ----------------------------------------------------------------------------------------------------------


def test_repair_after_a_cut_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    writer = TakeWriter(path, 48_000, NOTE)
    writer.write(ramp(0, 60_000))
    whole = path.read_bytes()
    writer.close()
    cut = tmp_path / "cut.wav"
    slowest_s = 0.0
    for length in (*range(HEADER_BYTES, HEADER_BYTES + 13), *range(len(whole) - 13, len(whole) + 1)):
        cut.write_bytes(whole[:length])
        frames = (length - HEADER_BYTES) // FRAME_BYTES
        assert wav.read_info(cut).frames == frames
        started_s = time.perf_counter()
        assert wav.repair(cut) == frames
        slowest_s = max(slowest_s, time.perf_counter() - started_s)
        once = cut.read_bytes()
        check_exact(cut, frames)
        assert wav.repair(cut) == frames
        assert cut.read_bytes() == once
    print(f"repair: {slowest_s * 1000:.2f} ms at the slowest")
    assert slowest_s < 2.0


def test_repair_of_an_hour_takes_no_longer(tmp_path: Path) -> None:
    path = written(tmp_path / "take.wav", 10)
    frames = 60 * 60 * 96_000
    os.truncate(path, HEADER_BYTES + frames * FRAME_BYTES + 2)
    started_s = time.perf_counter()
    assert wav.repair(path) == frames
    print(f"repair of an hour at 96 kHz: {(time.perf_counter() - started_s) * 1000:.2f} ms")
    assert soundfile.info(path).frames == frames
    assert np.array_equal(soundfile.read(path, frames=10, dtype="float32")[0], ramp(0, 10))


def test_beyond_four_gigabytes_is_rf64(tmp_path: Path) -> None:
    path = written(tmp_path / "take.wav", 10)
    frames = 5 * 10**9 // FRAME_BYTES
    os.truncate(path, HEADER_BYTES + frames * FRAME_BYTES)
    assert wav.repair(path) == frames
    assert wav.repair(path) == frames
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
    assert header[:4] == b"RF64"
    assert struct.unpack_from("<Q", header, 20)[0] + 8 == path.stat().st_size
    assert wav.read_info(path).frames == soundfile.info(path).frames == frames
    info, data = wav.map_data(path)
    assert len(data) == info.frames * info.frame_bytes
    assert np.array_equal(wav.unpacked(np.array(data[:30])), ramp(0, 10))


def test_a_lost_header_is_written_anew_if_the_rate_is_known(tmp_path: Path) -> None:
    path = written(tmp_path / "take.wav", 1001)
    with path.open("r+b") as file:
        file.write(bytes(HEADER_BYTES))
    with pytest.raises(StudioError, match="audio-unreadable"):
        wav.repair(path)
    note = wav.read_note(path)
    assert note is not None
    assert wav.repair(path, rate_hz=note.rate_hz) == 1001
    check_exact(path, 1001)
    assert np.array_equal(samples_of(path), ramp(0, 1001))


def test_repair_leaves_files_of_others_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.wav"
    soundfile.write(path, np.zeros((1000, 2)), 44_100, "PCM_16")
    for data in (path.read_bytes() + b"LIST\4\0\0\0abcd", path.read_bytes()[:-7], path.read_bytes()):
        path.write_bytes(data)
        wav.repair(path)
        assert path.read_bytes() == data


# --- reading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["WAV", "WAVEX", "RF64"])
@pytest.mark.parametrize(
    ("subtype", "encoding", "frame_bytes"),
    [("PCM_16", "pcm16", 4), ("PCM_24", "pcm24", 6), ("PCM_32", "pcm32", 8), ("FLOAT", "float32", 8)],
)
def test_reads_what_libsndfile_writes(
    tmp_path: Path, format: str, subtype: str, encoding: str, frame_bytes: int
) -> None:
    path = tmp_path / "in.wav"
    samples = np.stack([ramp(0, 1001), -ramp(0, 1001)], axis=1)
    soundfile.write(path, samples, 44_100, subtype, format=format)
    info, data = wav.map_data(path)
    assert (info.encoding, info.channels, info.rate_hz, info.frames) == (encoding, 2, 44_100, 1001)
    assert info.frame_bytes == frame_bytes
    assert bytes(data) == path.read_bytes()[info.data_offset : info.data_offset + 1001 * frame_bytes]


def test_what_follows_the_audio_is_no_audio(tmp_path: Path) -> None:
    path = tmp_path / "in.wav"
    soundfile.write(path, np.zeros(1001), 48_000, "PCM_24")
    data = path.read_bytes() + b"\0" + b"LIST\x08\0\0\0INFOabcd"
    path.write_bytes(data[:4] + struct.pack("<I", len(data) - 8) + data[8:])
    assert wav.read_info(path).frames == 1001
    path.write_bytes(path.read_bytes() + b"TAG" + bytes(125))
    assert wav.read_info(path).frames == 1001


@pytest.mark.parametrize("subtype", ["PCM_U8", "ALAW", "DOUBLE"])
def test_what_it_cannot_map_it_says(tmp_path: Path, subtype: str) -> None:
    path = tmp_path / "in.wav"
    soundfile.write(path, np.zeros(10), 48_000, subtype)
    with pytest.raises(StudioError, match="audio-unreadable"):
        wav.read_info(path)


def test_missing_empty_links_and_folders(tmp_path: Path) -> None:
    real = written(tmp_path / "take.wav", 10)
    (tmp_path / "soft.wav").symlink_to(real)
    (tmp_path / "folder.wav").mkdir()
    for name in ("gone.wav", "soft.wav", "folder.wav"):
        with pytest.raises(StudioError, match="audio-missing"):
            wav.read_info(tmp_path / name)
    (tmp_path / "hard.wav").hardlink_to(real)
    with pytest.raises(StudioError, match="audio-missing"):
        wav.read_info(tmp_path / "hard.wav")
    soundfile.write(tmp_path / "empty.wav", np.zeros(0), 48_000)
    with pytest.raises(StudioError, match="audio-empty"):
        wav.map_data(tmp_path / "empty.wav")
    (tmp_path / "none.wav").write_bytes(b"")
    with pytest.raises(StudioError, match="audio-unreadable"):
        wav.read_info(tmp_path / "none.wav")


def _seeds(folder: Path) -> list[bytes]:
    seeds = [written(folder / "seed.wav", 501).read_bytes()]
    for format, subtype in (("WAV", "PCM_16"), ("WAVEX", "PCM_24"), ("RF64", "FLOAT"), ("WAV", "PCM_32")):
        path = folder / f"{format}{subtype}.wav"
        soundfile.write(path, np.zeros((501, 2)), 48_000, subtype, format=format)
        seeds.append(path.read_bytes())
    return seeds


def test_never_promises_frames_beyond_the_end(tmp_path: Path) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    chance, seeds = random.Random(seed), _seeds(tmp_path)
    path = tmp_path / "mutant.wav"
    understood = 0
    for _ in range(3000):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(min(len(data), 128))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        path.write_bytes(data)
        info = told_or(lambda: wav.read_info(path), "audio-unreadable")
        if info is None:
            continue
        understood += 1
        assert info.frames >= 0
        assert info.data_offset + info.frames * info.frame_bytes <= len(data)
        if info.frames:
            assert len(wav.map_data(path)[1]) == info.frames * info.frame_bytes
    assert understood > 300


# --- killed, and without power ---------------------------------------------------------------------------------------


def test_killed_200_times_no_acknowledged_sample_is_lost(ram_path: Path, nursery: Nursery) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    total, slowest_s = 0, 0.0
    for number in range(200):
        path = ram_path / f"{number}.wav"
        chunk = chance.choice((64, 480, 4800, 30_001))
        said = ram_path / "said"
        acknowledged = nursery.killed("record", said, str(path), chunk, chance=chance, at_most_s=0.01)
        started_s = time.perf_counter()
        frames = wav.repair(path)
        slowest_s = max(slowest_s, time.perf_counter() - started_s)
        assert frames >= acknowledged
        check_exact(path, frames)
        if frames:
            assert np.array_equal(samples_of(path), ramp(0, frames))
        assert wav.read_note(path) == TakeNote(track_id="t1", at_beat=2.0, rate_hz=48_000)
        total += acknowledged
        path.unlink()
    print(f"{total} frames acknowledged; repair took {slowest_s * 1000:.2f} ms at the slowest")
    assert total > 0


def test_without_power_at_most_a_second_is_lost(ram_path: Path) -> None:
    live, cut = ram_path / "live", ram_path / "cut"
    live.mkdir()
    disk = FaultDisk(live)
    writer = TakeWriter(live / "take.wav", 48_000, NOTE, fs=disk)
    while writer.frames < 48_000 * 5:
        writer.write(ramp(writer.frames, 4797))
        disk.mark(writer.frames)
    writer.close()
    disk.mark(writer.frames)
    whole = ramp(0, writer.frames)
    states = 0
    for state in crash_states(disk):
        states += 1
        acknowledged = state.marks[-1] if state.marks else 0
        assert isinstance(acknowledged, int)
        path = cut / "take.wav"
        for old in cut.glob("*"):
            old.unlink()
        state.put_at(cut)
        if not path.exists():
            assert acknowledged == 0
            continue
        note = wav.read_note(path)
        assert note == NOTE, "the note is safe before there is a take"
        try:
            frames = wav.repair(path, rate_hz=note.rate_hz)
        except StudioError:
            assert acknowledged == 0, (state.ops, state.names, state.bytes)
            continue
        assert acknowledged - frames <= 48_000, (state.ops, state.names, state.bytes)
        if frames:
            found = samples_of(path)
            good = int(np.argmin(np.append(found == whole[:frames], False)))
            assert acknowledged - good <= 48_000, (state.ops, state.names, state.bytes)
    print(states, "states")
    assert states >= 200


# --- no room ---------------------------------------------------------------------------------------------------------


def fill(path: Path, disk: FaultDisk | None = None, chunk: int = 100_003) -> tuple[TakeWriter, int]:
    """Record until there is no more room; the writer and how many frames it acknowledged by returning."""
    writer = TakeWriter(path, 48_000, NOTE) if disk is None else TakeWriter(path, 48_000, NOTE, fs=disk)
    returned = 0
    while told_or(lambda: writer.write(ramp(writer.frames, chunk)), "disk-full") is not None:
        returned += chunk
    with pytest.raises(StudioError, match="disk-full"):
        writer.write(ramp(0, 1))
    return writer, returned


def check_full(writer: TakeWriter, path: Path, returned: int) -> None:
    frames = writer.close()
    assert frames == writer.frames >= returned
    check_exact(path, frames)
    assert np.array_equal(samples_of(path), ramp(0, frames))
    assert wav.repair(path) == frames


@pytest.mark.parametrize("size_mb", SIZES_MB)
def test_a_full_disk_of_20_sizes(tmp_path: Path, size_mb: int) -> None:
    with small_disk(tmp_path / "disk", size_mb * 1_000_000) as disk:
        path = disk / "take.wav"
        writer, returned = fill(path)
        check_full(writer, path, returned)
        assert writer.frames * FRAME_BYTES > size_mb * 950_000
        assert {entry.name for entry in disk.iterdir()} == {"take.wav", "take.json"}


def test_a_full_disk_where_nobody_may_mount(tmp_path: Path) -> None:
    for limit in (1_000_000, 1_000_001, 1_000_002, 1_000_003, 1_000_004, 1_000_005):
        path = tmp_path / f"{limit}.wav"
        with files_no_larger_than(limit):
            writer, returned = fill(path)
            frames = writer.close()
        assert frames == writer.frames == (limit - HEADER_BYTES) // FRAME_BYTES >= returned
        check_exact(path, frames)


def test_a_full_disk_at_20_moments(tmp_path: Path) -> None:
    for number, room in enumerate(range(0, 400_000, 20_001)):
        folder = tmp_path / str(number)
        folder.mkdir()
        disk = FaultDisk(folder)
        disk.room_bytes = room
        path = folder / "take.wav"
        filled = told_or(partial(fill, path, disk, 1009), "disk-full")
        if filled is None:
            assert list(folder.iterdir()) == []
            continue
        check_full(filled[0], path, filled[1])
        assert sorted(entry.name for entry in folder.iterdir()) == ["take.json", "take.wav"]


def test_a_disk_with_room_for_the_header_alone(tmp_path: Path) -> None:
    disk = FaultDisk(tmp_path)
    writer = TakeWriter(tmp_path / "take.wav", 48_000, NOTE, fs=disk)
    disk.room_bytes = 2
    assert told_or(partial(writer.write, ramp(0, 100)), "disk-full") is None
    assert writer.close() == 0
    assert list(tmp_path.iterdir()) == []


def test_short_writes_lose_nothing(tmp_path: Path) -> None:
    disk = FaultDisk(tmp_path)
    disk.breath_bytes = 1000
    writer = TakeWriter(tmp_path / "take.wav", 48_000, NOTE, fs=disk)
    writer.write(ramp(0, 50_000))
    assert writer.close() == 50_000
    assert np.array_equal(samples_of(tmp_path / "take.wav"), ramp(0, 50_000))


def test_a_disk_that_goes_away(tmp_path: Path) -> None:
    disk = FaultDisk(tmp_path)
    writer = TakeWriter(tmp_path / "take.wav", 48_000, NOTE, fs=disk)
    writer.write(ramp(0, 1000))
    disk.fail("write", lambda: OSError(errno.EIO, "gone"))
    for _ in range(2):
        with pytest.raises(StudioError) as caught:
            writer.write(ramp(1000, 1000))
        assert caught.value.code == "disk-refused"
        assert caught.value.fields == {"name": "take.wav"}
    assert writer.close() == 1000
    assert wav.repair(tmp_path / "take.wav") == 1000


def _begin_and_end(path: Path, disk: FaultDisk) -> None:
    TakeWriter(path, 48_000, NOTE, fs=disk).close()


@pytest.mark.parametrize("failing_step", ["create", "write", "sync", "sync_folder", "replace"])
def test_a_take_that_cannot_begin_leaves_nothing(tmp_path: Path, failing_step: str) -> None:
    for after in range(4):
        folder = tmp_path / str(after)
        folder.mkdir()
        disk, calls = FaultDisk(folder), [0]

        def fault(calls: list[int] = calls, after: int = after) -> OSError | None:
            calls[0] += 1
            return OSError(errno.ENOSPC, "full") if calls[0] > after else None

        disk.fail(failing_step, fault)
        told_or(partial(_begin_and_end, folder / "take.wav", disk), "disk-full")
        assert list(folder.iterdir()) == []
