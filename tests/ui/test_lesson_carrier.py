"""Lessons as files in the window: fetched and made by keys, dropped on it, and whatever came of them told."""

from __future__ import annotations

from pathlib import Path

import a_lesson
import pytest
from desk import Desk
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from presets import teaching
from studio.lessons import own, package
from ui.i18n import t


@pytest.fixture
def room(desk: Desk) -> Desk:
    """The list of lessons, for whoever leads."""
    lessons = desk.bridge.lessons
    lessons.show(True)
    desk.until(lambda: lessons.all, "the lessons")
    lessons.lead(True)
    return desk


def packed(tmp_path: Path, version: int = 2, words: str = "") -> Path:
    """A lesson from another machine."""
    toml = a_lesson.TOML.replace("version = 2", f"version = {version}")
    here = tmp_path / f"v{version}"
    here.mkdir()
    folder = a_lesson.write(here, "60-slag", toml=toml, nb=a_lesson.NB.replace("Myk", words or "Myk"))
    package.pack(folder, here / f"slag{package.SUFFIX}")
    return here / f"slag{package.SUFFIX}"


def drop(desk: Desk, file: Path) -> None:
    """The file comes from the system's file viewer."""
    mime, window = QMimeData(), desk.window
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(window.rect().center(), copy, mime, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(window.rect().center()), copy, mime, left, none))
    desk.until(lambda: desk.bridge.job is None, "the lesson")


def answer(file: Path):
    """Write a file's name into the dialog, and Enter."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        edit = dialog.findChild(QLineEdit, "fileNameEdit")
        edit.setText(str(file))
        QTest.keyClick(edit, Qt.Key.Key_Return)

    return act


def test_a_lesson_that_is_dropped_lies_among_the_own_ones_and_what_became_of_it_is_told(
    room: Desk, tmp_path: Path
) -> None:
    lessons, home = room.bridge.lessons, room.bridge.shelf.places.lessons
    told = {"lesson": "Første slag"}
    drop(room, packed(tmp_path))
    assert room.told[-1] == f"{t('told-lesson-kept-new', **told, version=2)} {t('told-lesson-untried')}"
    room.until(lambda: any(loaded.id == "60-slag" for loaded in lessons.offered), "the lesson on the list")
    drop(room, tmp_path / "v2" / "slag.leksjon")
    assert room.told[-1].startswith(t("told-lesson-kept-same", **told))
    drop(room, packed(tmp_path, 3))
    assert room.told[-1].startswith(t("told-lesson-kept-newer", **told, version=3))
    drop(room, packed(tmp_path, 1))
    assert room.told[-1] == t("told-lesson-kept-beside", **told, version=1)
    assert teaching.load_lesson("60-slag", home).lesson.version == 3
    assert [path.name[:11] for path in own.older(home, "60-slag")] == ["60-slag.v1.", "60-slag.v2."]
    room.until(lambda: any(one.id == "60-slag" and one.lesson.version == 3 for one in lessons.offered), "the newer one")
    own.mark_tried(home / "60-slag")
    drop(room, tmp_path / "v3" / "slag.leksjon")
    assert room.told[-1] == t("told-lesson-kept-same", **told), "somebody has tried it: no more to say"
    assert room.bridge.opened.folder is None, "no song was made for it"


def test_what_is_no_lesson_is_refused_at_the_gate(room: Desk, tmp_path: Path) -> None:
    home = room.bridge.shelf.places.lessons
    (tmp_path / "x.LEKSJON").write_bytes(b"PK")
    drop(room, tmp_path / "x.LEKSJON")
    assert room.told == [t("error-package-unreadable", name="x.LEKSJON")]
    drop(room, packed(tmp_path, words="<b>Myk</b>"))
    assert "60-slag/nb.ftl" in room.told[-1]
    assert teaching.lesson_ids(home) == ()


def test_a_lesson_is_fetched_and_made_a_file_by_keys(room: Desk, tmp_path: Path) -> None:
    panel, lessons, home = room.window.lessons.panel, room.bridge.lessons, room.bridge.shelf.places.lessons
    stick = tmp_path / "stick"
    stick.mkdir()
    panel.list.fetch.setFocus()
    room.in_dialog(answer(packed(tmp_path)), lambda: room.press(Qt.Key.Key_Return))
    room.until(lambda: "60-slag" in [row.loaded.id for row in panel.list.rows], "the lesson")
    row = next(row for row in panel.list.rows if row.loaded.id == "60-slag")
    assert row.pack.accessibleName() == "Lagre som fil, Første slag"
    for name in ("ut.leksjon", "ut"):  # the second time it is called what another one is called
        row.pack.setFocus()
        room.in_dialog(answer(stick / name), lambda: room.press(Qt.Key.Key_Return))
        room.until(lambda: room.bridge.job is None, "the file")
    assert sorted(path.name for path in stick.iterdir()) == ["ut-2.leksjon", "ut.leksjon"]
    assert room.told[-1] == t("told-lesson-file", lesson="Første slag", name="ut-2.leksjon")
    (tmp_path / "there").mkdir()
    for file in stick.iterdir():
        teaching.take_in(file, tmp_path / "there")
    assert own.files_of(tmp_path / "there" / "60-slag") == own.files_of(home / "60-slag")
    house = next(row for row in panel.list.rows if row.loaded.id != "60-slag")
    assert house.pack.isHidden(), "the house's own are on every machine"
    lessons.lead(False)
    assert panel.list.fetch.isHidden()
    assert all(row.pack.isHidden() for row in panel.list.rows)


def test_a_stick_that_is_gone_is_told_plainly(room: Desk, tmp_path: Path) -> None:
    drop(room, packed(tmp_path))
    lessons = room.bridge.lessons
    room.until(lambda: any(loaded.id == "60-slag" for loaded in lessons.all), "the lesson")
    loaded = next(loaded for loaded in lessons.all if loaded.id == "60-slag")
    lessons.carrier.pack(loaded, tmp_path / "gone" / "a.leksjon")
    room.until(lambda: room.bridge.job is None, "the answer")
    assert room.told[-1] == t("error-disk-refused", name="a.leksjon")
    lessons.carrier.fetch(tmp_path / "gone" / "a.leksjon")
    room.until(lambda: room.bridge.job is None, "the answer")
    assert room.told[-1] == t("error-package-missing", name="a.leksjon")
