"""A song's folder after a power cut at every moment, two hundred kills, and no room at any moment."""

from __future__ import annotations

import contextlib
import hashlib
import random
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import pytest
from disk_limits import files_no_larger_than
from faultdisk import CrashState, FaultDisk, QuickDisk, check_tidy, crash_states, small_disk
from victims import Nursery, ramp

from studio import wav
from studio.errors import StudioError
from studio.song import Clip, Line, Media, Song, Take, Track
from studio.songfile import SongFolder, fingerprint, is_song_folder
from studio.wav import TakeNote, TakeWriter

put = msgspec.structs.replace
SONG = Song(title="0", tracks=(Track(id="t1", role="lead", name="Vokal"),))


class Began(NamedTuple):
    """In the log: from here on song number so-and-so may be found."""

    number: int


class Done(NamedTuple):
    """In the log: from here on nothing older than song number so-and-so may be found."""

    number: int


def numbered(number: int) -> Song:
    """A different song for every number, larger and smaller in turn, so that a mixture of two would show."""
    track = put(SONG.tracks[0], knobs={"gain_db": -float(number % 60), "pan": (number % 21 - 10) / 10})
    lines = tuple(Line(text=f"linje {number} {row}") for row in range(number % 7 * 20))
    return put(SONG, title=str(number), tracks=(track,), lines=lines, bpm=60.0 + number)


class Session:
    """Somebody at work on a disk that forgets, leaving marks in its log."""

    def __init__(self, live: Path) -> None:
        live.mkdir()
        self.disk = FaultDisk(live)
        self.path = live / "song"
        self.number = 0
        self.disk.mark(Began(0))
        self.folder = SongFolder.create(self.path, numbered(0), disk=self.disk, sync_every_s=None)
        self.disk.mark(Done(0))

    def commit(self) -> None:
        self.number += 1
        self.disk.mark(Began(self.number))
        self.folder.commit(numbered(self.number), "edit")

    def safely(self, act: Callable[[], None]) -> None:
        act()
        self.disk.mark(Done(self.number))

    def reopen(self) -> None:
        self.safely(self.folder.close)
        self.folder = SongFolder.open(self.path, disk=self.disk, sync_every_s=None)
        self.disk.mark(Done(self.number))


def check_cut(state: CrashState, cut: Path) -> None:
    """The folder opens, twice, to one song that there was: at least as new as what was safe, no newer than begun."""
    shutil.rmtree(cut, ignore_errors=True)
    state.put_at(cut)
    began = max((mark.number for mark in state.marks if isinstance(mark, Began)), default=-1)
    safe = max((mark.number for mark in state.marks if isinstance(mark, Done)), default=-1)
    where = (state.ops, state.names, state.bytes)
    if safe < 0 and not is_song_folder(cut / "song"):
        return
    hashes = set()
    for _ in range(2):
        try:
            folder = SongFolder.open(cut / "song", disk=QuickDisk(), sync_every_s=None)
        except StudioError:
            if safe < 0:
                return
            raise
        assert safe <= int(folder.song.title) <= began, where
        assert folder.song == numbered(int(folder.song.title)), where
        assert {note.code for note in folder.notes} <= {"edits-cut"}, (where, folder.notes)
        folder.close()
        hashes.add(hashlib.sha256((cut / "song" / "song.json").read_bytes()).hexdigest())
        check_tidy(cut / "song")
    assert len(hashes) == 1, where


def test_a_power_cut_at_every_moment(ram_path: Path) -> None:
    session = Session(ram_path / "live")
    for _ in range(4):
        for _ in range(7):
            session.commit()
        session.safely(session.folder.sync)
        session.commit()
        session.safely(session.folder.save)
    session.commit()
    session.safely(session.folder.save)
    session.reopen()
    session.commit()
    session.commit()
    session.safely(session.folder.sync)
    session.commit()
    session.folder._drop_journal()  # killed with a journal, and opened again
    assert session.folder._lock is not None
    session.folder._lock.release()
    session.folder = SongFolder.open(session.path, disk=session.disk, sync_every_s=None)
    session.disk.mark(Done(session.number))
    session.commit()
    session.safely(session.folder.close)
    states = 0
    for state in crash_states(session.disk):
        check_cut(state, ram_path / "cut")
        states += 1
    print(states, "states of", len(session.disk.log), "operations")
    assert states >= 500


def test_a_power_cut_while_mending(ram_path: Path) -> None:
    """A folder in need of mending, cut while it is mended, is mended next time."""
    session = Session(ram_path / "live")
    session.commit()
    session.safely(session.folder.save)
    session.commit()
    session.safely(session.folder.sync)
    session.commit()
    session.safely(session.folder.close)
    worst = [state for state in crash_states(session.disk) if state.marks[-1] == Began(3)]
    chance = random.Random(7)
    states = 0
    for first in chance.sample(worst, min(8, len(worst))):
        mended = ram_path / f"mended{states}"
        first.put_at(mended)
        journal = mended / "song" / "journal.jsonl"
        if journal.exists():
            journal.write_bytes(journal.read_bytes() + b'{"sum":"0123456789abcdef","rev":3,"torn')
        (mended / "song" / "takes" / "left.json.tmp").write_bytes(b"x")
        disk = FaultDisk(mended)
        SongFolder.open(mended / "song", disk=disk, sync_every_s=None).close()
        for second in crash_states(disk):
            check_cut(second._replace(marks=first.marks), ram_path / "cut")
            states += 1
    print(states, "states")
    assert states > 100


def test_at_most_two_seconds_of_edits_are_lost(ram_path: Path) -> None:
    """With its own thread and real time: what was committed two seconds before the cut is there."""
    live = ram_path / "live"
    live.mkdir()
    disk = FaultDisk(live)
    folder = SongFolder.create(live / "song", numbered(0), disk=disk)
    committed: list[float] = [time.monotonic()]
    while time.monotonic() < committed[0] + 3.2:
        folder.commit(numbered(len(committed)), "edit")
        committed.append(time.monotonic())
        disk.mark(Began(len(committed) - 1))
        time.sleep(0.05)
    folder.close()
    seen = 0
    for state in crash_states(disk):
        if not isinstance(state.marks[-1:], tuple) or state.names not in ("none", "some") or state.bytes == "all":
            continue
        due = sum(at_s < state.at_s - 2.0 for at_s in committed) - 1
        if due < 0:
            continue
        cut = ram_path / "cut"
        shutil.rmtree(cut, ignore_errors=True)
        state.put_at(cut)
        with SongFolder.open(cut / "song", disk=QuickDisk(), sync_every_s=None) as again:
            assert int(again.song.title) >= due, (state.ops, state.names, state.bytes)
        seen += 1
    assert seen > 20


def test_a_power_cut_while_recording(ram_path: Path) -> None:
    """Song and take together: the clips that were there are there, and of the take all but the last second."""
    session = Session(ram_path / "live")
    folder, disk = session.folder, session.disk
    session.commit()
    session.safely(folder.sync)
    base = folder.song
    name, path = folder.new_take()
    writer = TakeWriter(path, 48_000, TakeNote(track_id="t1", at_beat=8.0, rate_hz=48_000), fs=disk)
    since = len(disk.log)
    while writer.frames < 48_000 * 4:
        writer.write(ramp(writer.frames, 4_801))
        disk.mark(writer.frames)
    frames = writer.close()
    media = Media(id="m1", file=f"takes/{name}.wav", frames=frames, channels=1, rate_hz=48_000)
    take = Take(id="k1", media_id="m1", track_id="t1", at_beat=8.0)
    clip = Clip(id="c1", media_id="m1", at_beat=8.0, length_frames=frames)
    recorded = put(base, media=(media,), takes=(take,), tracks=(put(base.tracks[0], clips=(clip,)),), next_id=2)
    folder.commit(recorded, "edit-record")
    folder.sync()
    folder.save()
    folder.close()
    states = 0
    for state in crash_states(disk, since):
        acknowledged = max((mark for mark in state.marks if isinstance(mark, int)), default=0)
        cut = ram_path / "cut"
        shutil.rmtree(cut, ignore_errors=True)
        state.put_at(cut)
        with SongFolder.open(cut / "song", disk=QuickDisk(), sync_every_s=None) as again:
            song = again.song
            assert song.bpm == base.bpm
            assert {note.code for note in again.notes} <= {"rescued-take", "edits-cut"}, again.notes
            if song != recorded and acknowledged >= 48_000:
                (take,) = song.takes
                assert (take.rescued, take.at_beat, take.track_id) == (True, 8.0, "t1")
                rescued = song.tracks[-1]
                assert (rescued.name, rescued.role, rescued.clips[0].at_beat) == ("Reddet opptak", "lead", 8.0)
            for medium in song.media:
                info, data = wav.map_data(again.path_of(medium))
                found = wav.unpacked(np.array(data))
                good = int(np.argmin(np.append(found == ramp(0, info.frames), False)))
                assert acknowledged - good <= 48_000, (state.ops, state.names, state.bytes)
                if song != recorded:
                    assert medium.frames == info.frames
        check_tidy(cut / "song")
        with SongFolder.open(cut / "song", disk=QuickDisk(), sync_every_s=None) as third:
            assert third.song == song
            assert third.notes == ()
        states += 1
    print(states, "states")
    assert states >= 200


@pytest.mark.parametrize("kills", [60, pytest.param(200, marks=pytest.mark.soak)])
def test_killed_while_editing_and_saving(kills: int, ram_path: Path, nursery: Nursery) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    path = ram_path / "song"
    SongFolder.create(path, SONG, sync_every_s=None).close()
    for _ in range(kills):
        said = nursery.killed(
            "edit", ram_path / "said", str(path), chance.choice((1, 3, 50)), chance=chance, at_most_s=0.01
        )
        with SongFolder.open(path, disk=QuickDisk(), sync_every_s=None) as folder:
            assert said <= int(folder.song.title) <= said + 1
            assert (
                folder.song == put(SONG, title=folder.song.title, bpm=60.0 + int(folder.song.title) % 100) or not said
            )
            assert {note.code for note in folder.notes} <= {"edits-cut"}
        check_tidy(path)
    assert int(folder.song.title) > kills


# --- no room ---------------------------------------------------------------------------------------------------------


def fill_up(folder: SongFolder) -> Song:
    """Edit and record until the disk is full, then go on; the last song that the folder knows."""
    known = folder.song
    for number in range(200):
        song = put(numbered(number + 1), media=folder.song.media, tracks=folder.song.tracks)
        try:
            folder.commit(song, "edit")
            if number % 5 == 0:
                folder.save()
        except StudioError as error:
            if error.code != "disk-full":
                raise
        known = folder.song
    return known


def test_a_disk_that_gets_full_at_any_moment_of_saving(ram_path: Path) -> None:
    for room in range(0, 60_000, 1999):
        live = ram_path / f"live{room}"
        live.mkdir()
        disk = FaultDisk(live)
        folder = SongFolder.create(live / "song", numbered(0), disk=disk, sync_every_s=None)
        disk.room_bytes = room
        known = fill_up(folder)
        assert folder.trouble is not None
        assert not [path for path in live.rglob("*") if path.is_file() and not path.stat().st_size]
        assert not list(live.rglob("*.tmp"))
        disk.room_bytes = None
        folder.sync()
        assert folder.trouble is None
        assert folder._lock is not None
        folder._lock.release()
        with SongFolder.open(live / "song", disk=QuickDisk(), sync_every_s=None) as again:
            assert again.song == known, room
            assert again.notes == (), room
        check_tidy(live / "song")
        shutil.rmtree(live)


def test_a_full_disk_keeps_what_was_there(ram_path: Path) -> None:
    """Full at once, and killed before there was room again: the song is what it was when the room ran out."""
    live = ram_path / "live"
    live.mkdir()
    disk = FaultDisk(live)
    folder = SongFolder.create(live / "song", numbered(0), disk=disk, sync_every_s=None)
    folder.commit(numbered(1), "edit")
    disk.room_bytes = 0
    for number in (2, 3):
        with pytest.raises(StudioError, match="disk-full"):
            folder.commit(numbered(number), "edit")
    with pytest.raises(StudioError, match="disk-full"):
        folder.save()
    with pytest.raises(StudioError, match="disk-full"):
        folder.close()
    with SongFolder.open(live / "song", disk=disk, sync_every_s=None) as again:
        assert again.song == numbered(1)
    with pytest.raises(StudioError, match="disk-full"):
        SongFolder.create(live / "other", numbered(0), disk=disk, sync_every_s=None)
    assert not (live / "other").exists()


def test_room_is_made_once_asked_for(ram_path: Path) -> None:
    live = ram_path / "live"
    live.mkdir()
    disk = FaultDisk(live)
    asked: list[int] = []

    def make_room() -> bool:
        asked.append(1)
        disk.room_bytes = 100_000
        return True

    folder = SongFolder.create(live / "song", numbered(0), disk=disk, make_room=make_room, sync_every_s=None)
    disk.room_bytes = 0
    folder.commit(numbered(1), "edit")
    assert len(asked) == 1
    disk.room_bytes = 10
    folder.save()
    assert len(asked) == 2
    folder.close()
    with SongFolder.open(live / "song", sync_every_s=None) as again:
        assert again.song == numbered(1)


@pytest.mark.parametrize("size_kb", range(64, 664, 30))
def test_a_real_disk_of_20_sizes(tmp_path: Path, size_kb: int) -> None:
    """Edits, saves and a take until nothing goes any more: all is playable, nothing is empty, the song is there."""
    with small_disk(tmp_path / "disk", size_kb * 1024) as disk:
        folder = SongFolder.create(disk / "song", numbered(0), sync_every_s=None)
        _, path = folder.new_take()
        writer = TakeWriter(path, 48_000, TakeNote(track_id="t1", at_beat=0.0, rate_hz=48_000))
        known = folder.song
        written = 0
        for number in range(500):
            try:
                folder.commit(numbered(number + 1), "edit")
                known = folder.song
                if number % 9 == 0:
                    folder.save()
                written += writer.write(ramp(written, 4801))
            except StudioError as error:
                if error.code != "disk-full":
                    raise
                break
        else:
            pytest.fail("the disk never got full")
        frames = writer.close()
        assert frames >= written
        if frames:
            assert np.array_equal(wav.unpacked(np.array(wav.map_data(path)[1])), ramp(0, frames))
        assert not [file for file in disk.rglob("*") if file.is_file() and not file.stat().st_size]
        assert not list(disk.rglob("*.tmp"))
        assert folder._lock is not None
        folder._lock.release()
        again = SongFolder.open(disk / "song", sync_every_s=None)
        assert int(again.song.title) in (int(known.title), int(known.title) + 1)
        with contextlib.suppress(StudioError):  # the take that was found has no room in the song
            again.close()


def test_the_same_where_nobody_may_mount(tmp_path: Path) -> None:
    folder = SongFolder.create(tmp_path / "song", numbered(0), sync_every_s=None)
    folder.commit(numbered(6), "edit")
    folder.save()
    before = fingerprint(tmp_path / "song" / "song.json")
    with files_no_larger_than(2000):
        with pytest.raises(StudioError, match="disk-full"):
            folder.commit(numbered(13), "edit")
        with pytest.raises(StudioError, match="disk-full"):
            folder.save()
        assert fingerprint(tmp_path / "song" / "song.json") == before
        check = partial(SongFolder.create, tmp_path / "other", numbered(6), sync_every_s=None)
        with pytest.raises(StudioError, match="disk-full"):
            check()
    assert not (tmp_path / "other").exists()
    folder.close()
    with SongFolder.open(tmp_path / "song", sync_every_s=None) as again:
        assert again.song == numbered(13)
    check_tidy(tmp_path / "song")
