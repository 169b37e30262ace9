"""Lessons that come in from a stick and go out on one, each as one file, `.leksjon`; papers that go out."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from presets import teaching
from presets.teaching import Loaded
from studio.disk import telling
from studio.errors import StudioError
from studio.lessons import own, package
from studio.names import export_name
from ui.i18n import language
from ui.jobs import Progress, Stopped
from ui.lesson_paper import Paper, write_paper
from ui.notices import Notice

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.lesson_desk import LessonDesk

PDF = ".pdf"


class LessonCarrier(QObject):
    """Belongs to the lesson desk. Lessons go both ways through the gate of `studio.lessons.package`."""

    def __init__(self, bridge: Bridge, desk: LessonDesk) -> None:
        super().__init__(desk)
        self._bridge, self._desk = bridge, desk

    def fetch(self, file: Path) -> None:
        """Put the lesson of a file among the own ones; nothing that is there goes."""
        bridge, desk = self._bridge, self._desk
        home = bridge.shelf.places.lessons

        def work(progress: Progress, stopped: Stopped) -> object:
            came = teaching.take_in(file, home)
            title = came.lesson_id
            with contextlib.suppress(StudioError):  # the one that was there and counts may be broken
                title = teaching.load_lesson(came.lesson_id, home).text("title", language())
            return came, title, own.is_tried(home / came.lesson_id)

        def done(made: tuple[package.TakenIn, str, bool]) -> None:
            came, title, tried = made
            desk.read_again()
            more = () if tried or came.kept == "beside" else (Notice("told-lesson-untried"),)
            bridge.tell(Notice(f"told-lesson-kept-{came.kept}", {"lesson": title, "version": came.version}, more=more))

        bridge.run("fetch-lesson", work, done)

    def pack(self, loaded: Loaded, wanted: Path) -> None:
        """Make a file of a lesson, with a name of its own where there is one called so."""
        bridge, title = self._bridge, loaded.text("title", language())

        def work(progress: Progress, stopped: Stopped) -> object:
            target = _free(wanted, package.SUFFIX)
            package.pack(loaded.folder, target)
            return target

        def done(made: Path) -> None:
            bridge.shelf.import_folder = str(made.parent)
            bridge.tell(Notice("told-lesson-file", {"lesson": title, "name": made.name}))

        bridge.run("pack-lesson", work, done)

    def print_paper(self, paper: Paper, wanted: Path) -> None:
        """Make a PDF, with a name of its own likewise."""
        bridge = self._bridge

        def work(progress: Progress, stopped: Stopped) -> object:
            target = _free(wanted, PDF)
            write_paper(paper, target)
            return target

        def done(made: Path) -> None:
            bridge.shelf.import_folder = str(made.parent)
            bridge.tell(Notice("told-paper-file", {"name": made.name}))

        bridge.run("print", work, done)


def _free(wanted: Path, suffix: str) -> Path:
    """Where nothing lies yet: as wanted, or with a number. StudioError("disk-refused")."""
    with telling(wanted):
        taken = [path.stem for path in wanted.parent.iterdir() if path.suffix.lower() == suffix]
    return wanted.with_name(f"{export_name(wanted.name.removesuffix(suffix), existing=taken)}{suffix}")
