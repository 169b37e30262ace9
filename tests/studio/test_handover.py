"""What one shift leaves to the next: kept whole, the newest first, twenty of them, and damaged files put aside."""

from __future__ import annotations

import datetime
import errno
import os
from pathlib import Path

import pytest

from studio import handover
from studio.disk import Disk
from studio.errors import StudioError
from studio.handover import LONGEST, MOST, Found, Note, read_notes, with_note, write_notes


def on(day: int, words: str = "x") -> Note:
    return Note(day=datetime.date(2026, 11, day), worked=words)


def test_the_newest_stands_first_and_the_last_twenty_stay() -> None:
    notes: tuple[Note, ...] = ()
    for day in (3, 1, 2):
        notes = with_note(notes, on(day))
    notes = with_note(notes, on(2, "later"))
    assert [(note.day.day, note.worked) for note in notes] == [(3, "x"), (2, "later"), (2, "x"), (1, "x")]
    for day in range(4, 30):
        notes = with_note(notes, on(day))
    assert [note.day.day for note in notes] == list(range(29, 29 - MOST, -1))


def test_one_that_says_nothing_is_not_kept() -> None:
    assert with_note((on(1),), Note(day=datetime.date(2026, 11, 2), stuck=" \n")) == (on(1),)


def test_they_are_there_again(tmp_path: Path) -> None:
    file = tmp_path / "hand-over.json"
    assert read_notes(file) == Found(())
    notes = (Note(day=datetime.date(2026, 11, 22), worked="æøå 🎤", stuck="a\nb", broken="kabel"), on(1))
    write_notes(file, notes)
    assert read_notes(file) == Found(notes)
    assert os.listdir(tmp_path) == ["hand-over.json"]


NOTE = b'{"day":"2026-11-22","worked":"x"}'


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{", b"[]", b"\xff", b"[" * 5000, b" " * 1_100_000, b'{"format":2,"notes":[]}', b'{"notes":[],"more":1}',
        b'{"notes":[{"worked":"x"}]}', b'{"notes":[{"day":"2026-13-45"}]}', b'{"notes":[{"day":7}]}',
        b'{"notes":[{"day":"2026-11-22","name":"Kari"}]}', b'{"notes":[],"notes":[]}',
        b'{"notes":[{"day":"2026-11-22","worked":"' + b"x" * (LONGEST + 1) + b'"}]}',
        b'{"notes":[' + b",".join([NOTE] * (MOST + 1)) + b"]}",
    ],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_put_aside(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "hand-over.json"
    file.write_bytes(text)
    assert read_notes(file) == Found((), damaged=True)
    assert not file.exists()
    assert (tmp_path / "hand-over-damaged.json").read_bytes() == text
    assert read_notes(file) == Found(())


class _Full(Disk):
    def write(self, descriptor: int, data: bytes | memoryview, at: int) -> int:
        raise OSError(errno.ENOSPC, "full")


def test_on_a_full_disk_the_old_ones_stay(tmp_path: Path) -> None:
    file = tmp_path / "hand-over.json"
    write_notes(file, (on(1),))
    with pytest.raises(StudioError) as error:
        write_notes(file, (on(2), on(1)), _Full())
    assert error.value.code == "disk-full"
    assert read_notes(file).notes == (on(1),)
    assert os.listdir(tmp_path) == ["hand-over.json"]


def test_every_question_is_a_field_of_a_note() -> None:
    assert {"day", *handover.QUESTIONS} == set(Note.__struct_fields__)
