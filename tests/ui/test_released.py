"""The folder that was made last of a song is known again, and only that one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.interchange.findings import FileRow, Finish, Mark, Pictures, Report, Sound
from studio.interchange.report import report_json
from studio.song import Song
from studio.songfile import SongFolder
from ui import papers, released

REPORT = Report(
    title='Blå "dag" 💥',
    artists=("Kari Ås",),
    bpm=93.7,
    master=Sound(seconds=61.25, integrated_lufs=-14.0, true_peak_dbtp=None),
    finish=Finish(gain_db=3.25, held_by="mean"),
    files=(FileRow(file="upload/a.wav", kind="wav24", frames=44_100), FileRow(file="x.mp3", fault="lag")),
    warnings=("cover-missing",),
    stems_null_db=-120.5,
    pictures=Pictures(wave_low=(-0.5,), wave_high=(0.25,), short_term_lufs=(None, -13.0)),
    marks=(Mark(name="Vers 1", at_s=2.611),),
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[SongFolder]:
    with contextlib.closing(SongFolder.create(tmp_path / "song", Song(title="Blå dag"))) as made:
        yield made


@pytest.fixture
def made(folder: SongFolder, tmp_path: Path) -> Path:
    target = tmp_path / "ferdig/Kari - Blå dag"
    target.mkdir(parents=True)
    (target / released.REPORT).write_bytes(report_json(REPORT))
    released.remember(folder, target)
    return target


def test_the_last_release_is_read_back_whole(folder: SongFolder, made: Path) -> None:
    assert released.last(folder.path, made.parent) == (made, REPORT)
    note = (folder.path / papers.PAPERS / "released.json").read_text()
    assert str(made.parent) not in note


def test_another_folder_of_that_name_is_not_taken_for_it(folder: SongFolder, made: Path) -> None:
    (made / released.REPORT).write_bytes(report_json(Report(title="En annens")))
    assert released.last(folder.path, made.parent) is None


@pytest.mark.parametrize("gone", ["folder", "report", "note"])
def test_what_is_gone_is_not_there(gone: str, folder: SongFolder, made: Path) -> None:
    if gone == "note":
        (folder.path / papers.PAPERS / "released.json").unlink()
    else:
        (made / released.REPORT).unlink()
    if gone == "folder":
        made.rmdir()
    assert released.last(folder.path, made.parent) is None


@pytest.mark.parametrize(
    "note", [b"", b"{", b"[]", b'{"folder": 1}', b'{"folder": "..", "sha256": ""}', b"\xff" * 5000]
)
def test_a_note_that_was_tampered_with_is_none(note: bytes, folder: SongFolder, made: Path) -> None:
    (folder.path / papers.PAPERS / "released.json").write_bytes(note)
    assert released.last(folder.path, made.parent) is None


def test_one_that_broke_off_while_it_was_made_again_is_put_right(folder: SongFolder, made: Path) -> None:
    made.rename(made.with_name(made.name + ".old.tmp"))
    (made.parent / f"{made.name}.new.tmp").mkdir()
    assert released.last(folder.path, made.parent) == (made, REPORT)
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_a_song_that_may_not_be_written_is_left_alone(folder: SongFolder, made: Path, tmp_path: Path) -> None:
    (folder.path / papers.PAPERS / "released.json").unlink()
    folder.read_only = True
    released.remember(folder, made)
    assert not (folder.path / papers.PAPERS / "released.json").exists()
