"""Damaged, hostile, newer, doubled: what opens is a song that there was, and nothing found is thrown away."""

from __future__ import annotations

import hashlib
import itertools
import json
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from faultdisk import QuickDisk, check_tidy

from studio import generation, journal
from studio.errors import StudioError
from studio.generation import Header
from studio.song import Clip, Line, Media, Section, Song, Track
from studio.songfile import SongFolder

put = msgspec.structs.replace
TRACK = Track(id="t1", role="lead", name="Vokal 😀")
SONG = Song(title="0", tracks=(TRACK,), sections=(Section(id="s1", kind="verse", bars=8),), lines=(Line(text="Æ"),) * 9)


def numbered(number: int) -> Song:
    return put(SONG, title=str(number), bpm=60.0 + number)


def made(path: Path, upto: int, saved: int) -> Path:
    """A folder with song `upto`, of which generations up to `saved` are written and the rest is in the journal."""
    folder = SongFolder.create(path, numbered(0), disk=QuickDisk(), sync_every_s=None)
    for number in range(1, upto + 1):
        folder.commit(numbered(number), "edit")
        if number <= saved:
            folder.save()
    folder._drop_journal()
    assert folder._lock is not None
    folder._lock.release()
    return path


def opened(path: Path) -> SongFolder:
    return SongFolder.open(path, disk=QuickDisk(), sync_every_s=None)


def codes(folder: SongFolder) -> set[str]:
    return {note.code for note in folder.notes}


def sealed(body: bytes, **fields: object) -> bytes:
    """A generation with a hash that fits, whatever is in it."""
    header = {"format": 1, "song": "abc", "rev": 7, "parent": "", "journal": "", **fields}
    line = msgspec.json.encode(header)
    return line[:-1] + b',"sha256":"%s"}\n' % hashlib.sha256(line + b"\n" + body).hexdigest().encode() + body


def evidence(path: Path) -> list[bytes]:
    return [file.read_bytes() for file in (path / "kept").iterdir()] if (path / "kept").exists() else []


# --- damage ----------------------------------------------------------------------------------------------------------


def mutants(data: bytes, chance: random.Random) -> Iterator[bytes]:
    """Cut off, bits flipped in every kind of byte, zeros, repeats, foreign ends: never the file itself."""
    kinds = [
        data[:0],
        data[:1],
        data[:-1],
        bytes(len(data)),
        b"\xff" * len(data),
        data + b" ",
        data + data,
        b"\n" + data,
    ]
    yield from kinds
    while True:
        at = chance.randrange(len(data))
        kind = chance.randrange(6)
        if kind == 0:
            yield data[:at]
        elif kind in (1, 2):
            yield data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        elif kind == 3:
            yield data[:at] + bytes(len(data) - at)
        elif kind == 4:
            end = min(len(data), at // 512 * 512 + 512)
            yield data[: at // 512 * 512] + bytes(end - at // 512 * 512) + data[end:]
        else:
            other = chance.randrange(len(data))
            yield data[:at] + data[other:]


def test_2000_ways_to_damage_a_song(ram_path: Path) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    whole = made(ram_path / "whole", upto=6, saved=3)
    files = {file.relative_to(whole): file.read_bytes() for file in whole.rglob("*") if file.is_file()}
    song_json, journal_file = Path("song.json"), Path("journal.jsonl")
    twin = max(name for name in files if name.parent.name == "history")
    targets = {
        "song.json alone": (song_json,),
        "the twin alone": (twin,),
        "both": (song_json, twin),
        "journal": (journal_file,),
        "journal and song.json": (journal_file, song_json),
    }
    streams = {name: mutants(files[name], chance) for name in (song_json, twin, journal_file)}
    cut = ram_path / "cut"
    found = dict.fromkeys(range(7), 0)
    for number, name in zip(range(2000), itertools.cycle(targets), strict=False):
        for file, data in files.items():
            (cut / file).parent.mkdir(parents=True, exist_ok=True)
            (cut / file).write_bytes(data)
        damage = {
            target: next(stream for stream in streams[target] if stream != files[target]) for target in targets[name]
        }
        for target, data in damage.items():
            (cut / target).write_bytes(data)
        with opened(cut) as folder:
            reached = int(folder.song.title)
            assert folder.song == numbered(reached), (name, damage)
            if name in ("song.json alone", "the twin alone"):
                assert reached == 6, (name, damage)
            elif name == "both":
                assert reached in (2, 6), (name, damage)
                assert reached == 6 or "older-generation" in codes(folder), (name, damage)
            else:
                assert 3 <= reached <= 6, (name, damage)
                unseen = files[journal_file].startswith(damage[journal_file]) and damage[journal_file].endswith(b"\n")
                assert reached == 6 or unseen or "edits-cut" in codes(folder), (name, damage)
        found[reached] += 1
        kept = evidence(cut)
        for target, data in damage.items():
            cut_between_lines = files[target].startswith(data) and data.endswith(
                b"\n"
            )  # a shorter journal, and a good one
            if target != twin and not cut_between_lines and not data.startswith(files[target]):
                assert not data or data in kept, (number, name, target, data)
        check_tidy(cut)
        with opened(cut) as again:
            assert again.song == numbered(reached), (name, damage)
            assert again.notes == (), (name, damage, again.notes)
        shutil.rmtree(cut)
    print(found)
    assert all(found[number] for number in (2, 3, 6))


def test_all_that_is_there_is_damaged(tmp_path: Path) -> None:
    path = made(tmp_path / "song", upto=3, saved=3)
    for file in path.rglob("*.json"):
        file.write_bytes(bytes(len(file.read_bytes())))
    before = sorted((file, file.read_bytes()) for file in path.rglob("*") if file.is_file())
    with pytest.raises(StudioError) as caught:
        opened(path)
    assert (caught.value.code, caught.value.fields) == ("song-damaged", {"name": "song"})
    assert sorted((file, file.read_bytes()) for file in path.rglob("*") if file.is_file()) == before


@pytest.mark.parametrize("back", range(1, 6))
def test_as_far_back_as_needed(tmp_path: Path, back: int) -> None:
    path = made(tmp_path / "song", upto=6, saved=6)
    (path / "song.json").write_bytes(b"{")
    for file in sorted((path / "history").iterdir())[-back:]:
        file.write_bytes(file.read_bytes().replace(b"title", b"tItle"))
    with opened(path) as folder:
        assert folder.song == numbered(6 - back)
        assert codes(folder) == {"older-generation"}
        folder.commit(numbered(9), "edit")
    assert len(evidence(path)) == back + 1
    with opened(path) as folder:
        assert folder.song == numbered(9)
        assert folder.notes == ()
        header = generation.peek(path / "song.json")
        assert header is not None
        assert header.rev > 6, "no rev is given out twice"


HOSTILE = {
    "no object": b"[]",
    "nothing": b"",
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "nan": b'{"title":"x","bpm":NaN}',
    "1e999": b'{"title":"x","bpm":1e999}',
    "infinity in a string": b'{"title":"x","bpm":"inf"}',
    "key twice": b'{"title":"x","title":"y"}',
    "no title": b'{"bpm":90.0}',
    "wrong type": b'{"title":"x","bpm":"90"}',
    "way out": b'{"title":"x","media":[{"id":"m1","file":"../../x.wav","frames":1,"channels":1,"rate_hz":48000}]}',
    "dangling": b'{"title":"x","tracks":[{"id":"t","role":"lead","name":"","clips":'
    b'[{"id":"c","media_id":"m","at_beat":0.0,"length_frames":1}]}]}',
    "two ids": b'{"title":"x","sections":[{"id":"s","kind":"verse","bars":1},{"id":"s","kind":"verse","bars":1}]}',
    "many equal ids": b'{"title":"x","sections":['
    + b",".join([b'{"id":"s","kind":"verse","bars":1}'] * 60_000)
    + b"]}",
    "huge number": b'{"title":"x","next_id":' + b"9" * 4000 + b"}",
    "half a character": b'{"title":"\\ud800"}',
    "20 MB": b'{"title":"' + b"x" * 20_000_000 + b'"}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_song_that_means_harm(tmp_path: Path, name: str) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "song.json").write_bytes(sealed(HOSTILE[name]))
    started_s = time.perf_counter()
    with pytest.raises(StudioError, match="song-damaged"):
        opened(alone)
    took_s = time.perf_counter() - started_s
    print(f"{name}: {took_s * 1000:.1f} ms")
    assert took_s < 10.0
    beside = made(tmp_path / "beside", upto=2, saved=2)
    (beside / "song.json").write_bytes(sealed(HOSTILE[name]))
    with opened(beside) as folder:
        assert folder.song == numbered(2)


@pytest.mark.parametrize(
    "change",
    [
        {"set": {"key": 3}},
        {"set": {"media": [{"id": "m1", "file": "/etc/passwd", "frames": 1, "channels": 1, "rate_hz": 48_000}]}},
        {"in": {"tracks": {"cut": ["t7"]}}},
        {"in": {"tracks": {"in": {"t1": {"in": {"clips": {"put": [[0, {"id": "c"}]]}}}}}}},
        {"set": {"unheard_of": 1}},
        {"set": {"title": "\ud800"}},
    ],
)
def test_a_journal_that_means_harm(tmp_path: Path, change: dict[str, object]) -> None:
    """Its sums fit; its edits do not. Those before it count, and the journal is kept."""
    path = made(tmp_path / "song", upto=3, saved=1)
    found = journal.read(path / "journal.jsonl")
    assert found is not None
    writer = journal.JournalWriter.resume(QuickDisk(), path / "journal.jsonl", found)
    line = json.dumps({"rev": 4, "label": "x", "patch": change}).encode()
    writer._append(line)
    writer.append(journal.Edit(rev=5, label="x", patch={"set": {"bpm": 99.0}}))
    writer.close()
    whole = (path / "journal.jsonl").read_bytes()
    with opened(path) as folder:
        if not folder.read_only:
            assert folder.song == numbered(3)
            assert codes(folder) == {"edits-cut"}
            assert whole in evidence(path)
        else:
            assert codes(folder) == {"newer-version"}


# --- newer -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", [1, 2, 99])
def test_a_song_from_a_newer_program_is_shown_and_never_written(tmp_path: Path, format: int) -> None:
    path = made(tmp_path / "song", upto=2, saved=2)
    body = json.loads((path / "song.json").read_bytes().split(b"\n")[1])
    body["hologram"] = {"depth": [1, 2, 3]}
    body["tracks"][0]["smell"] = "roses"
    body["title"] = "from the future"
    data = sealed(json.dumps(body).encode(), format=format, rev=50, song="feed")
    (path / "song.json").write_bytes(data)
    before = {file: file.read_bytes() for file in path.rglob("*") if file.is_file()}
    with opened(path) as folder:
        assert folder.read_only
        assert folder.notes[0].code == "newer-version"
        assert folder.song == put(numbered(2), title="from the future")
        with pytest.raises(StudioError, match="song-read-only"):
            folder.commit(SONG, "edit")
        with pytest.raises(StudioError, match="song-read-only"):
            folder.new_media()
        folder.save()
    assert {file: file.read_bytes() for file in path.rglob("*") if file.is_file()} == before


def test_a_song_from_a_newer_program_that_we_cannot_make_sense_of(tmp_path: Path) -> None:
    path = made(tmp_path / "song", upto=2, saved=2)
    (path / "song.json").write_bytes(sealed(b'{"name":"x"}', format=3, rev=50))
    with pytest.raises(StudioError) as caught:
        opened(path)
    assert (caught.value.code, caught.value.fields) == ("song-newer", {"version": 3, "known": 1})
    assert not (path / "lock").exists()


# --- two versions ----------------------------------------------------------------------------------------------------


def titles_beside(path: Path) -> dict[str, Path]:
    return {generation.title_of(entry): entry for entry in path.parent.iterdir() if entry != path and entry.is_dir()}


def with_audio(path: Path) -> bytes:
    """Give a song a media file; its bytes."""
    audio = random.Random(3).randbytes(10_000)
    with opened(path) as folder:
        name, place = folder.new_media()
        place.write_bytes(audio)
        media = Media(id="m1", file=f"media/{name}.wav", frames=1, channels=1, rate_hz=48_000)
        track = put(TRACK, clips=(Clip(id="c1", media_id="m1", at_beat=0.0, length_frames=1),))
        folder.commit(put(folder.song, media=(media,), tracks=(track,)), "edit")
    return audio


def edited(path: Path, title: str, times: int = 1) -> None:
    with opened(path) as folder:
        for _ in range(times):
            folder.commit(put(folder.song, title=title, bpm=folder.song.bpm + 1), "edit")


CONFLICTS = [
    "song (1).json",
    "song-PC2.json",
    "song (PC2s motstridende kopi 2026-01-01).json",
    "song.sync-conflict-20260101-120000-ABCDEFG.json",
]


@pytest.mark.parametrize("name", CONFLICTS)
@pytest.mark.parametrize(("mine", "theirs"), [(1, 1), (3, 1), (1, 3)])
def test_a_conflict_copy_of_a_sync_program_becomes_a_song_of_its_own(
    tmp_path: Path, name: str, mine: int, theirs: int
) -> None:
    here, there = made(tmp_path / "here", 2, 2), tmp_path / "there"
    audio = with_audio(here)
    shutil.copytree(here, there)
    edited(here, "mine", mine)
    edited(there, "theirs", theirs)
    (here / name).write_bytes((there / "song.json").read_bytes())
    shutil.rmtree(there)
    newest, other = ("mine", "theirs") if mine > theirs else ("theirs", "mine")
    if mine == theirs:
        newest, other = "mine", "theirs"
    with opened(here) as folder:
        assert folder.song.title == newest
        assert [(note.code, note.fields) for note in folder.notes] == [("kept-copy", {"name": f"{other} (kopi)"})]
    beside = titles_beside(here)
    assert set(beside) == {f"{other} (kopi)"}
    with opened(beside[f"{other} (kopi)"]) as copy:
        assert copy.notes == ()
        assert copy.path_of(copy.song.media[0]).read_bytes() == audio
    with opened(here) as folder:
        assert folder.notes == ()
        assert folder.song.title == newest
        assert folder.path_of(folder.song.media[0]).read_bytes() == audio
    assert set(titles_beside(here)) == {f"{other} (kopi)"}, "once"
    check_tidy(tmp_path)


def test_two_copies_of_a_folder_thrown_together(tmp_path: Path) -> None:
    here, there = made(tmp_path / "here", 2, 2), tmp_path / "there"
    with_audio(here)
    shutil.copytree(here, there)
    edited(here, "mine", 2)
    edited(there, "theirs", 5)
    shutil.copytree(there, here, dirs_exist_ok=True)
    shutil.rmtree(there)
    with opened(here) as folder:
        assert folder.song.title == "theirs"
        assert codes(folder) == {"kept-copy"}
    assert set(titles_beside(here)) == {"mine (kopi)"}
    with opened(here) as folder:
        assert folder.notes == ()


def test_an_older_copy_thrown_over_a_newer_song_is_no_other_version(tmp_path: Path) -> None:
    here, old = made(tmp_path / "here", 2, 2), tmp_path / "old"
    shutil.copytree(here, old)
    edited(here, "newer", 3)
    (here / "song (1).json").write_bytes((old / "song.json").read_bytes())
    shutil.copytree(old, here, dirs_exist_ok=True)
    shutil.rmtree(old)
    with opened(here) as folder:
        assert folder.song.title == "newer"
        assert folder.notes == ()
    assert titles_beside(here) == {}


def test_a_journal_that_another_pc_never_saw(tmp_path: Path) -> None:
    """Killed here with edits in the journal; meanwhile the other PC saved from the same generation."""
    here, there = made(tmp_path / "here", upto=4, saved=2), tmp_path / "there"
    shutil.copytree(here, there)
    (there / "journal.jsonl").unlink()
    edited(there, "theirs", 9)
    for file in there.rglob("*.json"):
        shutil.copy(file, here / file.relative_to(there))
    shutil.rmtree(there)
    with opened(here) as folder:
        assert folder.song.title == "theirs"
        assert codes(folder) == {"kept-copy"}
    assert set(titles_beside(here)) == {"4 (kopi)"}
    with opened(titles_beside(here)["4 (kopi)"]) as copy:
        assert copy.song == put(numbered(4), title="4 (kopi)")


def test_a_conflict_copy_of_the_journal_with_nothing_new(tmp_path: Path) -> None:
    here = made(tmp_path / "here", upto=4, saved=2)
    lines = (here / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (here / "journal (1).jsonl").write_bytes(b"".join(lines[:2]))
    with opened(here) as folder:
        assert folder.song == numbered(4)
        assert folder.notes == ()
    assert titles_beside(here) == {}


def test_copies_get_names_of_their_own(tmp_path: Path) -> None:
    here = made(tmp_path / "here", 2, 2)
    for turn in range(3):
        there = tmp_path / "there"
        shutil.copytree(here, there)
        edited(here, "mine", 2)
        edited(there, "theirs")
        (here / "song (1).json").write_bytes((there / "song.json").read_bytes())
        shutil.rmtree(there)
        with opened(here) as folder:
            assert codes(folder) == {"kept-copy"}, turn
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [
        "here",
        "theirs_kopi",
        "theirs_kopi-2",
        "theirs_kopi-3",
    ]


def test_strangers_in_the_folder_stay_where_they_are(tmp_path: Path) -> None:
    path = made(tmp_path / "song", 2, 2)
    strangers = {"notes.json": b'{"x":1}', "cover.jpg": b"\xff\xd8", "desktop.ini": b"[x]", "takes/readme.txt": b"x"}
    for name, data in strangers.items():
        (path / name).write_bytes(data)
    (path / "takes" / "loop.wav").write_bytes(b"RIFF no audio at all, and longer than a header is. " * 3)
    with opened(path) as folder:
        assert folder.notes == ()
    assert {name: (path / name).read_bytes() for name in strangers} == strangers
    assert (path / "takes" / "loop.wav").exists()


def test_a_header_is_what_it_was_sealed_as(tmp_path: Path) -> None:
    header, data = generation.encode(SONG, Header(song="abc", rev=3))
    path = tmp_path / "song.json"
    path.write_bytes(data)
    assert generation.read(path).header == header == generation.peek(path)
    for old, new in ((b'"rev":3', b'"rev":9'), (b'"format":1', b'"format":2'), (b'"song":"abc"', b'"song":"abd"')):
        path.write_bytes(data.replace(old, new, 1))
        with pytest.raises(generation.DamagedError):
            generation.read(path)
