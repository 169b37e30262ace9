"""A folder that is whole or not there, and the older one for as long as it is not; how its files are called."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from faultdisk import FaultDisk
from victims import Nursery

from studio.credits import Release
from studio.disk import REAL, Disk
from studio.errors import Cancelled, StudioError
from studio.release import names
from studio.song import Song
from studio.wholefolder import settle, whole_folder


def filled(folder: Path, words: str, disk: Disk = REAL) -> None:
    (folder / "upload").mkdir(parents=True)
    for name, data in whole(words).items():
        descriptor = disk.create(folder / name)
        disk.write_all(descriptor, data, 0)
        disk.close(descriptor)


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def whole(words: str) -> dict[str, bytes]:
    return {"upload/a.wav": words.encode() * 3000, "LESMEG.txt": words.encode()}


@pytest.fixture(params=[False, True], ids=["first", "again"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[bool]:
    if request.param:
        filled(tmp_path / "ut/Gi ut", "old")
    return request.param


def test_it_takes_the_place_of_the_older_one(old: bool, tmp_path: Path) -> None:
    target = tmp_path / "ut/Gi ut"
    with whole_folder(target) as folder:
        filled(folder, "new")
        assert held(target) == (whole("old") if old else {})
    assert held(target) == whole("new")
    assert os.listdir(tmp_path / "ut") == ["Gi ut"]


@pytest.mark.parametrize(
    ("error", "told"),
    [(Cancelled(), Cancelled), (KeyboardInterrupt(), KeyboardInterrupt), (OSError(28, ""), StudioError)],
)
def test_what_breaks_off_leaves_the_older_one(error, told, old: bool, tmp_path: Path) -> None:
    target = tmp_path / "ut/Gi ut"

    def broken_off() -> None:
        with whole_folder(target) as folder:
            filled(folder, "new")
            raise error

    with pytest.raises(told):
        broken_off()
    assert os.listdir(tmp_path / "ut") == (["Gi ut"] if old else [])
    assert held(target) == (whole("old") if old else {})


@pytest.mark.parametrize("refused", ["make_folder", "reopen", "sync", "sync_folder", "replace"])
@pytest.mark.parametrize("time", range(3))
def test_a_disk_that_refuses_any_step_leaves_one_of_them(refused: str, time: int, old: bool, tmp_path: Path) -> None:
    target, disk, asked = tmp_path / "ut/Gi ut", FaultDisk(tmp_path), []
    full = OSError(errno.ENOSPC, "full")
    disk.fail(refused, lambda: (asked.append(1), full if len(asked) == time + 1 else None)[1])

    def given() -> None:
        with whole_folder(target, disk=disk) as folder:
            filled(folder, "new", disk)

    told: StudioError | None = None
    try:
        given()
    except StudioError as error:
        told = error
    disk.heal()
    settle(target)
    assert told is None or told.code == "disk-full"
    assert held(target) in ([whole("new")] if told is None else [whole("new"), whole("old") if old else {}])
    assert os.listdir(tmp_path / "ut") in (["Gi ut"], [])


def test_a_kill_at_any_moment_leaves_one_of_them_whole(nursery: Nursery, ram_path: Path) -> None:
    target, chance = ram_path / "Gi ut", random.Random(5)
    last = 0
    for _ in range(20):
        said = nursery.killed("give_out", ram_path / "said", str(target), last + 1, chance=chance, at_most_s=0.03)
        settle(target)
        assert sorted(os.listdir(ram_path)) == ["Gi ut", "said"]
        words = (target / "LESMEG.txt").read_text()
        assert held(target) == whole(words)
        assert int(words) in (said, said + 1)
        last = int(words)
    assert last > 20


@pytest.mark.parametrize("moved", ["old aside", "new in place"])
def test_a_kill_between_the_two_steps_is_put_right(moved: str, tmp_path: Path) -> None:
    target = tmp_path / "Gi ut"
    filled(tmp_path / "Gi ut.old.tmp", "old")
    filled(target if moved == "new in place" else tmp_path / "Gi ut.new.tmp", "new")
    settle(target)
    assert held(target) == whole("new" if moved == "new in place" else "old")
    assert os.listdir(tmp_path) == ["Gi ut"]


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_of_ours_is_left_alone(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "Gi ut"
    if kind == "file":
        target.write_text("mine")
    else:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere/a").write_text("mine")
        target.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StudioError, match="disk-refused"), whole_folder(target):
        pytest.fail("nothing may be begun")
    assert (target if kind == "file" else tmp_path / "elsewhere/a").read_text() == "mine"


# --------------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("artists", "title", "version", "wanted"),
    [
        (("Kari Ås",), "Blåbærøya", "v3", "Kari_Aas_Blaabaeroeya_v3"),
        ((), "Hei", "", "Hei"),
        (("A", "B"), "x/y:z*?", "Radio edit", "A_x_y_z_Radio_edit"),
        (("«Fæl» 🎤",), 'Si "nei" 💥', "", "Fael_Si_nei"),
        (("🎤",), "💥", "", "song_song"),
        ((" ",), " ../../etc ", "", "etc"),
        (("Артист",), "Песня", "", "song_song"),
    ],
)
def test_an_upload_is_named_in_plain_letters(artists, title, version, wanted) -> None:
    song = Song(title=title, release=Release(artists=artists, version=version))
    assert names.upload_name(song, 24) == f"{wanted}_44k24.wav"


def test_a_name_is_never_longer_than_file_systems_allow() -> None:
    song = Song(title="æ" * 500, release=Release(artists=("ø" * 500,), version="å" * 500))
    assert len(names.upload_name(song, 16)) < 100
    assert len(names.shown_name(song).encode()) <= 200


def test_what_is_shared_is_named_as_people_call_it() -> None:
    song = Song(title="Blåbær: «del 2»", release=Release(artists=("Kari Ås", "Ola"), featured=("Åse",)))
    assert names.shown_name(song) == "Kari Ås, Ola - Blåbær- «del 2» (feat. Åse)"


@pytest.mark.parametrize(
    ("key", "wanted"),
    [("A minor", "Am"), ("F# minor", "Fsm"), ("Bb major", "Bb"), ("C major", "C"), ("", ""), ("noe", "")],
)
def test_keys_are_short(key: str, wanted: str) -> None:
    song = Song(title="x", key=key)
    assert names.short_key(song) == wanted
    assert (
        names.stem_name(msgspec.structs.replace(song, bpm=87.5), 3, "Vers 1")
        == "_".join(["03", "Vers-1", "87-5bpm", *([wanted] if wanted else [])]) + ".wav"
    )
