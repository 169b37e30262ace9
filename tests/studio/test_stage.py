"""A set list and its folder: order, what is kept, copies that were read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio import stage
from studio.errors import Cancelled, StudioError
from studio.stage import Number, SetList, copy_folder, file_names, read_set_list, write_set_list


def of(*folders: str) -> SetList:
    return SetList(numbers=tuple(Number(folder=folder, title=folder.upper()) for folder in folders))


def order(value: SetList) -> str:
    return "".join(number.folder for number in value.numbers)


@pytest.mark.parametrize(
    ("place", "by", "after"),
    [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc"), (2, 5, "abc"), (0, 2, "bca"), (2, -9, "cab")],
)
def test_a_song_moves_and_stops_at_both_ends(place: int, by: int, after: str) -> None:
    assert order(of("a", "b", "c").moved(place, by)) == after


def test_a_song_is_on_the_list_once_and_the_list_has_an_end() -> None:
    value = of("a")
    assert value.with_song(Number(folder="a", title="again")) is value
    assert order(value.with_song(Number(folder="b", title="B"))) == "ab"
    full = of(*(f"s{number}" for number in range(stage.MOST)))
    assert full.with_song(Number(folder="one more", title="")) is full
    assert order(of("a", "b", "c").without(1)) == "ac"


def test_the_list_is_there_again(tmp_path: Path) -> None:
    file = tmp_path / "set-list.json"
    assert read_set_list(file) == SetList()
    write_set_list(file, of("æøå", "b"))
    assert read_set_list(file) == of("æøå", "b")


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{", b"[]", b'{"numbers":[{"folder":"../x","title":""}]}', b'{"numbers":[{"folder":"..","title":""}]}',
        b'{"numbers":[{"folder":"a\\\\b","title":""}]}', b'{"numbers":[{"folder":"","title":""}]}',
        b'{"numbers":[' + b",".join(b'{"folder":"%d","title":""}' % n for n in range(41)) + b"]}",
        b'{"numbers":[],"more":1}', b"[" * 5000, b" " * 200_000,
    ],
)  # fmt: skip
def test_a_list_that_makes_no_sense_is_put_aside(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "set-list.json"
    file.write_bytes(text)
    assert read_set_list(file) == SetList()
    assert not file.exists()
    assert (tmp_path / "set-list-damaged.json").read_bytes() == text


def test_files_are_numbered_in_the_order_of_the_set() -> None:
    assert file_names(["Byen sover", "a/b: c", "Byen sover"]) == ("01 Byen sover", "02 a-b- c", "03 Byen sover")


def test_a_copy_is_read_back(tmp_path: Path) -> None:
    source, told = tmp_path / "Scene", []
    source.mkdir()
    (source / "01 a.wav").write_bytes(b"a" * 3_000_000)
    (source / "02 b.wav").write_bytes(b"b")
    assert copy_folder(source, tmp_path / "stick" / "Scene", told.append) == 2
    copies = {path.name: path.read_bytes() for path in (tmp_path / "stick" / "Scene").iterdir()}
    assert copies == {"01 a.wav": b"a" * 3_000_000, "02 b.wav": b"b"}
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_stick_that_keeps_something_else_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "Scene", tmp_path / "stick"
    source.mkdir()
    (source / "01 a.wav").write_bytes(b"sound")
    target.mkdir()
    (target / "before").write_bytes(b"kept")
    forget = stage._forget_cached

    def decay(path: Path) -> None:
        path.write_bytes(b"sounb")
        forget(path)

    monkeypatch.setattr(stage, "_forget_cached", decay)
    with pytest.raises(StudioError) as error:
        copy_folder(source, target)
    assert (error.value.code, error.value.fields) == ("copy-differs", {"name": "01 a.wav"})
    assert [path.name for path in target.iterdir()] == ["before"]
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("Scene", "stick")] == []


def test_stopping_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "Scene"
    source.mkdir()
    (source / "01 a.wav").write_bytes(b"sound")
    with pytest.raises(Cancelled):
        copy_folder(source, tmp_path / "stick", cancelled=lambda: True)
    assert [path.name for path in tmp_path.iterdir()] == ["Scene"]
    (source / "01 a.wav").unlink()
    with pytest.raises(StudioError, match="stage-empty"):
        copy_folder(source, tmp_path / "stick")
