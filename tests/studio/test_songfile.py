"""A song and its folder: what goes in comes out, nothing is written over, nothing leads out of it."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec
import pytest
from faultdisk import FaultDisk, QuickDisk, check_tidy, small_disk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_songs import songs
from victims import Nursery, ramp

from studio import generation, songlock
from studio.disk import HELD_BY_ANOTHER, RETRY_S
from studio.errors import StudioError
from studio.song import Clip, Media, Song, Take, Track
from studio.songfile import SongFolder, fingerprint, is_song_folder, validate
from studio.wav import TakeNote, TakeWriter

put = msgspec.structs.replace
SONG = Song(title="Låt 😀", tracks=(Track(id="t1", role="lead", name="Vokal"),), next_id=2)


def made(path: Path, song: Song = SONG) -> SongFolder:
    return SongFolder.create(path, song, sync_every_s=None)


def opened(path: Path, **options: object) -> SongFolder:
    return SongFolder.open(path, sync_every_s=None, **options)  # type: ignore[arg-type]


def codes(folder: SongFolder) -> list[str]:
    return [note.code for note in folder.notes]


def abandoned(folder: SongFolder) -> None:
    """What is left of it when its process is killed: nothing in memory, the lock free."""
    assert folder._lock is not None
    folder._lock.release()


def with_take(folder: SongFolder, frames: int = 1000, at_beat: float = 4.0) -> Song:
    """Record a take and commit it."""
    name, path = folder.new_take()
    writer = TakeWriter(path, 48_000, TakeNote(track_id="t1", at_beat=at_beat, rate_hz=48_000))
    writer.write(ramp(0, frames))
    writer.close()
    song, number = folder.song, folder.song.next_id
    media = Media(id=f"m{number}", file=f"takes/{name}.wav", frames=frames, channels=1, rate_hz=48_000)
    media = put(media, sha256=fingerprint(path))
    take = Take(id=f"k{number}", media_id=media.id, track_id="t1", at_beat=at_beat)
    clip = Clip(id=f"c{number}", media_id=media.id, at_beat=at_beat, length_frames=frames)
    track = put(song.tracks[0], clips=(*song.tracks[0].clips, clip))
    song = put(song, media=(*song.media, media), takes=(*song.takes, take), tracks=(track, *song.tracks[1:]))
    folder.commit(put(song, next_id=number + 1), "edit-record")
    return folder.song


# --- in and out ------------------------------------------------------------------------------------------------------


@given(songs())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_song_saved_and_opened_is_equal(ram_path: Path, song: Song) -> None:
    path = ram_path / f"song{time.monotonic_ns()}"
    made(path, song).close()
    with opened(path) as folder:
        assert folder.song == song
        assert {note.code for note in folder.notes} <= {"media-missing"}


@given(st.lists(songs(), min_size=1, max_size=4), st.booleans())
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_edits_come_back_from_the_journal(ram_path: Path, edits: list[Song], killed: bool) -> None:
    path = ram_path / f"song{time.monotonic_ns()}"
    folder = made(path)
    for song in edits:
        folder.commit(song, "edit")
    abandoned(folder) if killed else folder.close()
    with opened(path) as again:
        assert again.song == edits[-1]
    with opened(path) as third:
        assert third.song == edits[-1]


def test_a_random_walk_with_saves_deaths_and_undo(ram_path: Path) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    path = ram_path / "song"
    folder, past = made(path), [SONG]
    for number in range(300):
        what = chance.random()
        if what < 0.6:
            tracks = list(folder.song.tracks)
            chance.shuffle(tracks)
            tracks.insert(0, Track(id=f"t{number + 10}", role="adlib", name=str(number)))
            song = put(folder.song, tracks=tuple(tracks[:6]), bpm=60.0 + number % 90)
        elif what < 0.75 and len(past) > 1:
            song = past[-2]
        else:
            song = folder.song
        past.append(song)
        folder.commit(song, "edit")
        if what > 0.85:
            folder.save()
        if what > 0.92:
            abandoned(folder) if chance.random() < 0.5 else folder.close()
            folder = opened(path)
            assert codes(folder) == []
        assert folder.song == song
    folder.close()
    check_tidy(path)
    assert len(list((path / "history").iterdir())) <= 21


def test_what_lies_in_the_folder(tmp_path: Path) -> None:
    with made(tmp_path / "song") as folder:
        with_take(folder)
        text = (tmp_path / "song" / "journal.jsonl").read_text()
        assert [json.loads(line).get("label") for line in text.splitlines()] == [None, "edit-record"]
    path = tmp_path / "song"
    assert sorted(entry.name for entry in path.iterdir()) == ["history", "media", "song.json", "takes"]
    header, body = (path / "song.json").read_text().splitlines()
    assert json.loads(header)["format"] == 1
    assert json.loads(header)["rev"] == 1
    assert json.loads(body)["title"] == "Låt 😀"
    twins = {file.read_bytes() for file in (path / "history").iterdir()}
    assert (path / "song.json").read_bytes() in twins
    assert all(name.isascii() for name in os.listdir(path / "takes"))
    assert generation.title_of(path) == "Låt 😀"
    longest = max(len(str(file.relative_to(tmp_path))) for file in path.rglob("*"))
    assert longest <= 60


def test_nothing_personal_is_written(tmp_path: Path) -> None:
    import getpass
    import socket

    with made(tmp_path / "song") as folder:
        with_take(folder)
        lock = (tmp_path / "song" / "lock").read_bytes()
        folder.save()
        everything = lock + b"".join(file.read_bytes() for file in (tmp_path / "song").rglob("*") if file.is_file())
    for private in (socket.gethostname(), str(tmp_path), str(Path.home()), *({getpass.getuser()} - {"root"})):
        assert private.encode() not in everything


def test_earlier_generations_are_kept_and_no_more(tmp_path: Path) -> None:
    with made(tmp_path / "song") as folder:
        for number in range(30):
            folder.commit(put(folder.song, title=str(number)), "edit")
            folder.save()
    history = sorted((tmp_path / "song" / "history").iterdir())
    assert len(history) == 21
    assert [json.loads(file.read_text().splitlines()[1])["title"] for file in history] == [str(n) for n in range(9, 30)]


def test_saving_twice_writes_once(tmp_path: Path) -> None:
    with made(tmp_path / "song") as folder:
        folder.commit(put(SONG, bpm=91.0), "edit")
        folder.save()
        before = {file: file.stat().st_mtime_ns for file in (tmp_path / "song").rglob("*")}
        folder.save()
        folder.commit(folder.song, "nothing")
        folder.save()
        assert {file: file.stat().st_mtime_ns for file in (tmp_path / "song").rglob("*")} == before


def test_closed_is_closed(tmp_path: Path) -> None:
    folder = made(tmp_path / "song")
    folder.commit(put(SONG, bpm=91.0), "edit")
    folder.close()
    folder.close()
    for act in (lambda: folder.commit(SONG, "edit"), folder.new_media, lambda: folder.move_to_bin(MEDIA.file)):
        with pytest.raises(StudioError, match="song-read-only"):
            act()
    with opened(tmp_path / "song") as again:
        assert again.song.bpm == 91.0


def test_names_of_errors(tmp_path: Path) -> None:
    def code_of(path: Path) -> str:
        with pytest.raises(StudioError) as caught:
            opened(path)
        assert str(tmp_path) not in str(caught.value.fields)
        return caught.value.code

    assert code_of(tmp_path / "gone") == "song-missing"
    (tmp_path / "file").write_text("x")
    assert code_of(tmp_path / "file") == "song-not-a-song"
    (tmp_path / "empty").mkdir()
    assert code_of(tmp_path / "empty") == "song-not-a-song"
    (tmp_path / "empty" / "song.json").write_text("{}")
    assert code_of(tmp_path / "empty") == "song-damaged"
    with made(tmp_path / "song"):
        for path in (tmp_path / "song", tmp_path / "file"):
            with pytest.raises(StudioError, match="song-exists"):
                made(path)
    with pytest.raises(StudioError, match="disk-refused"):
        made(tmp_path / "no" / "such" / "place")
    assert is_song_folder(tmp_path / "song")
    assert not is_song_folder(tmp_path)


# --- what makes no sense ---------------------------------------------------------------------------------------------

CLIP = Clip(id="c1", media_id="m1", at_beat=0.0, length_frames=1)
MEDIA = Media(id="m1", file="media/x.wav", frames=1, channels=1, rate_hz=48_000)
NONSENSE = {
    "bpm": put(SONG, bpm=float("nan")),
    "bpm high": put(SONG, bpm=1e308),
    "rate": put(SONG, rate_hz=12_345),
    "knob": put(SONG, master={"nothing": 1.0}),
    "knob range": put(SONG, master={"master_db": 99.0}),
    "knob nan": put(SONG, tracks=(Track(id="t1", role="lead", name="", knobs={"gain_db": float("nan")}),)),
    "same id": put(SONG, tracks=(SONG.tracks[0], SONG.tracks[0])),
    "id not ascii": put(SONG, tracks=(Track(id="tå", role="lead", name=""),)),
    "id empty": put(SONG, tracks=(Track(id="", role="lead", name=""),)),
    "lost media": put(SONG, tracks=(Track(id="t1", role="lead", name="", clips=(CLIP,)),)),
    "at_beat": put(SONG, media=(MEDIA,), tracks=(put(SONG.tracks[0], clips=(put(CLIP, at_beat=float("inf")),)),)),
    "frames": put(SONG, media=(put(MEDIA, frames=-1),)),
    "way out": put(SONG, media=(put(MEDIA, file="../x.wav"),)),
    "way out below": put(SONG, media=(put(MEDIA, file="media/../../x.wav"),)),
    "absolute": put(SONG, media=(put(MEDIA, file="/etc/passwd"),)),
    "drive": put(SONG, media=(put(MEDIA, file="C:\\x.wav"),)),
    "hidden": put(SONG, media=(put(MEDIA, file="media/.x"),)),
    "half a character": put(SONG, title="\ud800"),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_is_refused_and_the_song_stays(tmp_path: Path, name: str) -> None:
    with made(tmp_path / "song") as folder:
        folder.commit(put(SONG, bpm=91.0), "edit")
        with pytest.raises(StudioError, match="song-invalid"):
            folder.commit(NONSENSE[name], "edit")
        assert folder.song == put(SONG, bpm=91.0)
    with opened(tmp_path / "song") as folder:
        assert folder.song == put(SONG, bpm=91.0)
    with pytest.raises(StudioError, match="song-invalid"):
        validate(NONSENSE[name])
    with pytest.raises(StudioError, match="song-invalid"):
        made(tmp_path / "other", NONSENSE[name])
    assert not (tmp_path / "other").exists()


def test_what_was_checked_is_not_trusted_when_something_goes(tmp_path: Path) -> None:
    song = put(SONG, media=(MEDIA,), tracks=(put(SONG.tracks[0], clips=(CLIP,)),))
    validate(song)
    with pytest.raises(StudioError, match="song-invalid"):
        validate(put(song, media=()), song)
    validate(put(song, bpm=100.0), song)


@given(songs(), songs())
@settings(deadline=None, max_examples=50)
def test_checking_what_changed_is_checking_all(before: Song, after: Song) -> None:
    validate(before)
    validate(after, before)
    broken = put(after, tracks=(*after.tracks, Track(id="t1", role="lead", name="x", clips=(CLIP, CLIP))))
    for known in (None, before, after):
        with pytest.raises(StudioError, match="song-invalid"):
            validate(broken, known)


# --- takes, media, bin -----------------------------------------------------------------------------------------------


def test_takes_and_media_get_free_ascii_names(tmp_path: Path) -> None:
    with made(tmp_path / "song") as folder:
        names = {folder.new_take()[0] for _ in range(100)} | {folder.new_media()[0] for _ in range(100)}
        assert len(names) == 200
        assert all(name.isascii() for name in names)
        assert folder.new_media()[1].parent == tmp_path / "song" / "media"
        song = with_take(folder)
        path = folder.path_of(song.media[0])
        assert path.parent == tmp_path / "song" / "takes"
        assert path.is_file()
        with pytest.raises(StudioError, match="song-invalid"):
            folder.path_of(put(song.media[0], file="../x.wav"))


def test_what_was_taken_out_goes_to_the_bin_and_comes_back(tmp_path: Path) -> None:
    folder = made(tmp_path / "song")
    song = with_take(folder)
    home = folder.path_of(song.media[0])
    folder.commit(SONG, "edit-remove")
    folder.move_to_bin(song.media[0].file)
    assert not home.exists()
    assert folder.path_of(song.media[0]).parent.name == "bin"
    folder.commit(song, "undo")
    folder.close()
    with opened(tmp_path / "song") as again:
        assert codes(again) == ["media-found"]
        assert again.path_of(song.media[0]) == home
        again.commit(SONG, "edit-remove")
    with opened(tmp_path / "song") as third:
        assert codes(third) == []
        assert not home.exists(), "opening bins what was taken out"
        assert third.path_of(song.media[0]).is_file()


def test_the_bin_lets_go_after_thirty_days_of_a_steady_clock(tmp_path: Path) -> None:
    day = 86_400.0

    def days_of_bin(*days: float) -> bool:
        """Take something out on the first day, open the song on each; whether it is still there."""
        path = tmp_path / f"song{len(list(tmp_path.iterdir()))}"
        folder = made(path)
        with_take(folder)
        folder.commit(put(SONG, next_id=9), "edit-remove")
        folder.close()
        for today in days:
            opened(path, now_s=lambda today=today: (20_000 + today) * day).close()
        return any(file.suffix == ".wav" for file in (path / "bin").iterdir())

    assert days_of_bin(0, 10, 20, 29.9)
    assert not days_of_bin(0, 10, 20, 31)
    assert days_of_bin(0, 10, 400), "a leap ahead"
    assert days_of_bin(0, 10, 400, 401, 425)
    assert not days_of_bin(0, 10, 400, 410, 420, 431), "… that turns out to be the time"
    assert days_of_bin(0, 10, -400, 10, 20), "there and back"
    assert days_of_bin(0, 10, -20_000, -19_990)
    assert days_of_bin(0, 29, 28, 30.5)


def test_deleting_follows_no_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside.wav"
    outside.write_bytes(b"precious")
    folder = made(tmp_path / "song")
    with_take(folder)
    folder.close()
    path = tmp_path / "song"
    (path / "takes" / "soft.wav").symlink_to(outside)
    (path / "takes" / "hard.wav").hardlink_to(outside)
    (path / "media" / "soft.wav").symlink_to(outside)
    (path / "kept").symlink_to(tmp_path)
    (path / "bin").symlink_to(tmp_path)
    (tmp_path / "old.tmp").write_bytes(b"precious")
    (path / "soft.json").symlink_to(outside)
    before = sorted(tmp_path.iterdir())
    with opened(path) as again:
        assert len(again.song.media) == 1
        for name in ("soft", "hard"):
            medium = Media(id="m7", file=f"takes/{name}.wav", frames=1, channels=1, rate_hz=48_000)
            again.move_to_bin(medium.file)
        again.commit(put(again.song, bpm=92.0), "edit")
    assert sorted(tmp_path.iterdir()) == before
    assert outside.read_bytes() == b"precious"
    linked = tmp_path / "linked"
    linked.symlink_to(path)
    with pytest.raises(StudioError, match="song-not-a-song"):
        opened(linked)


def test_a_linked_journal_and_a_linked_lock_are_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    for link in (Path.symlink_to, Path.hardlink_to):
        outside.write_bytes(b"precious")
        path = tmp_path / f"song{link.__name__}"
        made(path).close()
        link(path / "journal.jsonl", outside)
        link(path / "lock", outside)
        folder = opened(path)
        if not folder.read_only:
            folder.commit(put(SONG, bpm=92.0), "edit")
        folder.close()
        assert outside.read_bytes() == b"precious"


# --- where it cannot write -------------------------------------------------------------------------------------------


def test_a_write_protected_folder_opens_to_read_and_records_to_the_spool(tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    with small_disk(tmp_path / "stick", 8_000_000) as stick:
        folder = made(stick / "song")
        song = with_take(folder)
        folder.close()
        subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
        with opened(stick / "song", spool=spool) as folder:
            assert folder.read_only
            assert codes(folder) == ["opened-read-only"]
            assert folder.song == song
            with pytest.raises(StudioError, match="song-read-only"):
                folder.commit(SONG, "edit")
            name, take = folder.new_take()
            assert spool in take.parents
            writer = TakeWriter(take, 48_000, TakeNote(track_id="t1", at_beat=8.0, rate_hz=48_000))
            writer.write(ramp(0, 777))
            writer.close()
            medium = Media(id="m9", file=f"takes/{name}.wav", frames=777, channels=1, rate_hz=48_000)
            assert folder.path_of(medium) == take
        subprocess.run(["mount", "-o", "remount,rw", str(stick)], check=True)
        with opened(stick / "song", spool=spool) as folder:
            assert codes(folder) == ["rescued-take"]
            assert not take.exists()
            (medium,) = [medium for medium in folder.song.media if medium.frames == 777]
            assert folder.path_of(medium) == stick / "song" / "takes" / f"{name}.wav"
            assert fingerprint(folder.path_of(medium))


def test_a_folder_that_goes_away_and_comes_back(tmp_path: Path) -> None:
    """A stick is drawn out and put in again while the song is open; what was not yet on it comes along afterwards."""
    disk = FaultDisk(tmp_path)
    folder = SongFolder.create(tmp_path / "song", SONG, disk=disk, spool=tmp_path / "spool", sync_every_s=None)
    folder.commit(put(SONG, bpm=91.0), "edit")
    for kind in ("write", "create", "sync", "replace", "reopen", "remove"):
        disk.fail(kind, lambda: OSError(errno.EIO, "gone"))
    for bpm in (92.0, 93.0):
        with pytest.raises(StudioError, match="disk-refused"):
            folder.commit(put(SONG, bpm=bpm), "edit")
    assert folder.trouble is not None
    assert folder.song.bpm == 93.0
    assert (tmp_path / "spool") in folder.new_take()[1].parents
    disk.heal()
    folder.sync()
    assert folder.trouble is None
    abandoned(folder)
    with opened(tmp_path / "song") as again:
        assert again.song.bpm == 93.0
        assert codes(again) == []


def test_lines_lost_under_way_are_made_good_by_a_generation(tmp_path: Path) -> None:
    disk = FaultDisk(tmp_path)
    folder = SongFolder.create(tmp_path / "song", SONG, disk=disk, sync_every_s=None)
    for bpm in (91.0, 92.0, 93.0):
        folder.commit(put(SONG, bpm=bpm), "edit")
    disk.fail("write", lambda: OSError(errno.EIO, "gone"))
    with pytest.raises(StudioError):
        folder.commit(put(SONG, bpm=94.0), "edit")
    journal = tmp_path / "song" / "journal.jsonl"
    journal.write_bytes(b"\n".join(journal.read_bytes().split(b"\n")[:2]) + b"\n")
    disk.heal()
    folder.sync()
    folder.commit(put(SONG, bpm=95.0), "edit")
    abandoned(folder)
    with opened(tmp_path / "song") as again:
        assert again.song.bpm == 95.0


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    folder = SongFolder.create(tmp_path / "song", SONG, spool=tmp_path / "spool", sync_every_s=None)
    folder.commit(put(SONG, bpm=91.0), "edit")
    shutil.rmtree(tmp_path / "song")
    folder.commit(put(SONG, bpm=92.0), "edit")  # the descriptor still takes it
    with pytest.raises(StudioError, match="disk-refused"):
        folder.save()
    _, take = folder.new_take()
    writer = TakeWriter(take, 48_000, TakeNote(track_id="t1", at_beat=0.0, rate_hz=48_000))
    assert writer.write(ramp(0, 10)) == 10
    writer.close()
    folder.close()


@pytest.mark.parametrize("code", sorted(HELD_BY_ANOTHER))
def test_a_file_that_somebody_holds_for_a_moment(tmp_path: Path, code: int) -> None:
    for times in (1, 3, len(RETRY_S), len(RETRY_S) + 1):
        disk = FaultDisk(tmp_path)
        path = tmp_path / f"song{times}"
        folder = SongFolder.create(path, SONG, disk=disk, sync_every_s=None)
        left = [times]

        def held(left: list[int] = left) -> OSError | None:
            left[0] -= 1
            error = PermissionError(13, "held")
            error.winerror = code  # type: ignore[attr-defined]
            return error if left[0] >= 0 else None

        disk.fail("replace", held)
        folder.commit(put(SONG, bpm=91.0), "edit")
        if times <= len(RETRY_S):
            folder.save()
            assert disk.waited_s == list(RETRY_S[:times])
        else:
            with pytest.raises(StudioError, match="disk-refused"):
                folder.save()
            assert sum(disk.waited_s) == pytest.approx(2.5)
            assert (path / "journal.jsonl").exists(), "the edit is still in the journal"
        abandoned(folder)
        with opened(path) as again:
            assert again.song.bpm == 91.0
        check_tidy(path)


def test_deep_and_not_ascii(tmp_path: Path) -> None:
    deep = tmp_path
    while len(str(deep)) < 300:
        deep = deep / "Dyp mappe med æøå 😀"
    deep.mkdir(parents=True)
    folder = made(deep / "song")
    song = with_take(folder)
    abandoned(folder)
    with opened(deep / "song") as again:
        assert again.song == song
        assert codes(again) == []


# --- one writer ------------------------------------------------------------------------------------------------------


def test_open_once(tmp_path: Path) -> None:
    with made(tmp_path / "song"):
        for _ in range(2):
            with pytest.raises(StudioError, match="song-in-use"):
                opened(tmp_path / "song")
    opened(tmp_path / "song").close()
    assert not (tmp_path / "song" / "lock").exists()


def test_two_processes_and_a_killed_holder(tmp_path: Path, nursery: Nursery) -> None:
    path = tmp_path / "song"
    made(path).close()
    with nursery.child("hold", tmp_path / "said", str(path)), pytest.raises(StudioError, match="song-in-use"):
        opened(path)
    assert (path / "lock").exists()
    opened(path).close()


def test_a_forged_lock_counts_only_as_long_as_its_holder_lives(tmp_path: Path) -> None:
    path = tmp_path / "song"
    made(path).close()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        holder = songlock.Holder(pid=other.pid, started=songlock._started(other.pid), boot=songlock._boot())
        forged = {
            "alive": holder,
            "its number given again": put(holder, started="1"),
            "before this boot": put(holder, boot="0123456789abcdef"),
            "of a system that tells no boot": put(holder, boot=""),
            "nobody": put(holder, pid=2**22 + 1, started=""),
        }
        for name, who in forged.items():
            (path / "lock").write_bytes(msgspec.json.encode(who))
            if name == "alive":
                with pytest.raises(StudioError, match="song-in-use"):
                    opened(path)
            else:
                opened(path).close()
        (path / "lock").write_bytes(msgspec.json.encode(holder))
        assert other.stdin is not None
        other.stdin.write(b"\n")
        other.stdin.close()
        other.wait()
    opened(path).close()
    (path / "lock").write_bytes(b"\xff\0 no lock at all")
    opened(path).close()


def test_many_at_once_and_one_gets_it(tmp_path: Path) -> None:
    path = tmp_path / "song"
    made(path).close()
    for _ in range(20):
        won: list[SongFolder] = []
        lost: list[str] = []
        start = threading.Barrier(6)

        def try_it(won: list[SongFolder] = won, lost: list[str] = lost, start: threading.Barrier = start) -> None:
            start.wait()
            try:
                won.append(SongFolder.open(path, disk=QuickDisk(), sync_every_s=None))
            except StudioError as error:
                lost.append(error.code)

        threads = [threading.Thread(target=try_it) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1
        assert lost == ["song-in-use"] * 5
        won[0].close()


# --- its own thread --------------------------------------------------------------------------------------------------


def test_edits_from_many_threads_all_count(ram_path: Path) -> None:
    path = ram_path / "song"
    folder = SongFolder.create(path, put(SONG, next_id=1), sync_every_s=0.001)
    turn = threading.Lock()

    def work() -> None:
        for _ in range(100):
            with turn:
                folder.commit(put(folder.song, next_id=folder.song.next_id + 1), "edit")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        folder.save()
    for thread in threads:
        thread.join()
    folder._closing.set()
    assert folder._thread is not None
    folder._thread.join()
    folder.sync()
    abandoned(folder)
    with opened(path) as again:
        assert again.song.next_id == 401


def test_a_long_journal_becomes_a_generation_by_itself(ram_path: Path) -> None:
    folder = SongFolder.create(ram_path / "song", SONG, sync_every_s=0.01)
    for number in range(600):
        folder.commit(put(SONG, next_id=number + 2), "edit")
    end_s = time.monotonic() + 20
    while generation.peek(ram_path / "song" / "song.json").rev < 500:  # type: ignore[union-attr]
        assert time.monotonic() < end_s
        time.sleep(0.01)
    folder.close()


def test_a_commit_does_not_wait_for_a_stalled_disk(tmp_path: Path) -> None:
    disk, stalled, go_on = FaultDisk(tmp_path), threading.Event(), threading.Event()
    folder = SongFolder.create(tmp_path / "song", SONG, disk=disk, sync_every_s=None)
    folder.commit(put(SONG, bpm=91.0), "edit")

    def stall() -> None:
        disk._lock.release()  # the others' operations go on
        stalled.set()
        assert go_on.wait(30)
        disk._lock.acquire()

    disk.fail("sync", stall)  # type: ignore[arg-type]
    syncing = threading.Thread(target=folder.sync)
    syncing.start()
    assert stalled.wait(30)
    for bpm in (92.0, 93.0):
        folder.commit(put(SONG, bpm=bpm), "edit")  # would never return if it waited
    go_on.set()
    syncing.join()
    disk.heal()
    folder.sync()
    abandoned(folder)
    with opened(tmp_path / "song") as again:
        assert again.song.bpm == 93.0


# --- clocks ----------------------------------------------------------------------------------------------------------

_SAVE = """
import sys, msgspec
from pathlib import Path
from studio.songfile import SongFolder
with SongFolder.open(Path(sys.argv[1])) as folder:
    assert folder.song.title == sys.argv[2], (folder.song.title, sys.argv[2])
    folder.commit(msgspec.structs.replace(folder.song, title=sys.argv[3]), "edit")
"""


def test_order_is_by_rev_under_any_clock(tmp_path: Path) -> None:
    if shutil.which("faketime") is None:
        pytest.skip("faketime is not installed")
    path = tmp_path / "song"
    made(path, put(SONG, title="0")).close()
    clocks = ["-400d", "+400d", "1970-01-02 00:00:00", "2026-03-29 01:59:59", "2026-10-25 02:59:59", "-1d"]
    environment = {**os.environ, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "PYTHONPATH": str(Path.cwd())}
    for number, clock in enumerate(clocks):
        command = ["faketime", "-f", clock if clock[0] in "+-" else f"@{clock}", sys.executable, "-c", _SAVE]
        done = subprocess.run(
            [*command, str(path), str(number), str(number + 1)], env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    os.unlink(path / "song.json")  # the newest by rev has to be found in history, whatever the dates of the files say
    with opened(path) as folder:
        assert folder.song.title == str(len(clocks))


# --- size ------------------------------------------------------------------------------------------------------------


def test_a_hundred_tracks_of_a_thousand_clips(ram_path: Path) -> None:
    tracks = tuple(
        Track(
            id=f"t{track}",
            role="lead",
            name=f"Spor {track}",
            clips=tuple(
                Clip(
                    id=f"c{track}_{number}",
                    media_id=f"m{track}",
                    at_beat=number * 21.6,
                    length_frames=480_000 + number,
                    offset_frames=number * 1000,
                    fade_in_frames=240,
                    fade_out_frames=240,
                )
                for number in range(1000)
            ),
        )
        for track in range(100)
    )
    media = tuple(
        Media(id=f"m{track}", file=f"takes/m{track}.wav", frames=691_200_000, channels=1, rate_hz=48_000)
        for track in range(100)
    )
    song = Song(title="Fire timer", tracks=tracks, media=media)
    timings: dict[str, float] = {}

    def timed(name: str, began_s: float) -> None:
        timings[name] = time.perf_counter() - began_s

    folder = made(ram_path / "song", song)
    clips = tracks[50].clips
    changed = put(tracks[50], clips=(*clips[:500], put(clips[500], gain_db=-3.0), *clips[501:]))
    began_s = time.perf_counter()
    folder.commit(put(song, tracks=(*tracks[:50], changed, *tracks[51:])), "edit")
    timed("commit", began_s)
    began_s = time.perf_counter()
    folder.save()
    timed("save", began_s)
    folder.commit(song, "undo")
    abandoned(folder)
    began_s = time.perf_counter()
    again = opened(ram_path / "song")
    timed("open with a journal", began_s)
    assert again.song == song
    again.close()
    began_s = time.perf_counter()
    opened(ram_path / "song").close()
    timed("open", began_s)
    size = (ram_path / "song" / "song.json").stat().st_size / 1e6
    print(f"100 × 1000 clips, {size:.1f} MB:", ", ".join(f"{name} {took:.3f} s" for name, took in timings.items()))
    assert all(took < 30 for took in timings.values())


def test_more_than_can_be_read_again_is_not_written(ram_path: Path) -> None:
    clips = tuple(Clip(id=f"c{number}", media_id="m1", at_beat=0.0, length_frames=1) for number in range(320_000))
    with made(ram_path / "song", put(SONG, media=(MEDIA,))) as folder:
        before = (ram_path / "song" / "song.json").read_bytes()
        with pytest.raises(StudioError, match="capacity"):
            made(ram_path / "other", put(SONG, media=(MEDIA,), tracks=(put(SONG.tracks[0], clips=clips),)))
        assert not (ram_path / "other").exists()
        assert (ram_path / "song" / "song.json").read_bytes() == before
        assert codes(folder) == []
