"""The commands of lessons: which there are, whether they hold, and a new one to write on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from presets import teaching
from studio import storage
from studio.disk import telling
from studio.errors import StudioError
from studio.lessons import package
from studio.lessons.finding import Finding
from studio.lessons.lesson import LESSON_FILE
from studio.wholefile import whole_file
from ui import i18n
from ui.cli_parts import Json, app, progress, reply
from ui.finding_words import of_lesson
from ui.i18n import of_error, t

lessons = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)
app.add_typer(lessons, name="lessons")
Folder = Annotated[Path | None, typer.Argument(metavar="DIR")]
Lesson = Annotated[str, typer.Argument(metavar="NN")]
Window = Annotated[bool, typer.Option("--window")]
_FOUND = 1
_PEERS = "peers"
"""In place of a lesson, which always begins with a number."""


@lessons.command("list")
def list_lessons(as_json: Json = False) -> None:
    house = teaching.house()
    rows, lines = [], []
    for home in (house, storage.places().lessons):
        for lesson_id in teaching.lesson_ids(home):
            try:
                loaded = teaching.load_lesson(lesson_id, home)
            except StudioError as error:
                lines.append(of_error(error))
                continue
            title = loaded.text("title", i18n.language())
            row = {"id": lesson_id, "title": title, "minutes": loaded.lesson.minutes, "version": loaded.lesson.version}
            rows.append({**row, "steps": len(loaded.lesson.steps), "own": home != house})
            lines.append(t("cli-lesson", **row))
    reply(as_json, {"lessons": rows}, *lines)


@lessons.command()
def check(folder: Folder = None, window: Window = False, as_json: Json = False) -> None:
    from ui import lesson_robot

    home, ids = _wanted(folder)
    cache = storage.places().cache
    loaded: list[teaching.Loaded] = []
    found: list[Finding] = []
    with progress(as_json) as tell:
        for lesson_id in ids:
            try:
                loaded.append(teaching.load_lesson(lesson_id, home if folder else None))
            except StudioError as error:
                found.append(_broken(error))
        known = {one.id: one.lesson for one in (*_others(home), *loaded)}
        for number, one in enumerate(loaded):
            tell(one.id, number / len(loaded))
            found += teaching.examined(one, known)
            found += [finding for made in lesson_robot.play(one, cache) for finding in made.findings]
        if window:
            from ui import lesson_window

            found += lesson_window.check(loaded, lambda share: tell(t("lessons"), share))
    said = {of_lesson(finding): finding for finding in found}  # the same step of several rounds once
    facts = {
        "lessons": [one.id for one in loaded],
        "steps": sum(len(one.lesson.steps) for one in loaded),
        "findings": [{**finding._asdict(), "message": message} for message, finding in said.items()],
    }
    reply(as_json, facts, *(said or [t("cli-lessons-good", lessons=len(loaded), steps=facts["steps"])]))
    if found:
        raise typer.Exit(_FOUND)


@lessons.command("print")
def print_lesson(
    lesson: Lesson,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE.pdf")],
    peer: Annotated[bool, typer.Option("--peer")] = False,
    as_json: Json = False,
) -> None:
    from ui import lesson_paper, peer_paper

    if lesson == _PEERS:
        lesson_paper.print_alone(peer_paper.of_peers(), out)
        reply(as_json, {"lesson": None, "file": out.name}, t("told-paper-file", name=out.name))
        return
    home, lesson_id = _found(lesson)
    loaded = teaching.load_lesson(lesson_id, home)
    lesson_paper.print_alone(lesson_paper.of_lesson(loaded, "peer" if peer else "handout"), out)
    reply(as_json, {"lesson": lesson_id, "file": out.name}, t("told-lesson-file", lesson=lesson_id, name=out.name))


@lessons.command()
def pack(
    lesson: Lesson, out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE")], as_json: Json = False
) -> None:
    home, lesson_id = _found(lesson)
    package.pack((home or teaching.house()) / lesson_id, out)
    reply(as_json, {"lesson": lesson_id, "file": out.name}, t("told-lesson-file", lesson=lesson_id, name=out.name))


@lessons.command()
def fetch(file: Annotated[Path, typer.Argument(metavar="FILE")], as_json: Json = False) -> None:
    came = teaching.take_in(file, storage.places().lessons)
    said = t(f"told-lesson-kept-{came.kept}", lesson=came.lesson_id, version=came.version)
    reply(as_json, {"lesson": came.lesson_id, "version": came.version, "kept": came.kept}, said)


@lessons.command()
def new(
    lesson: Annotated[str, typer.Argument(metavar="NN-NAME")], folder: Folder = None, as_json: Json = False
) -> None:
    home = folder or storage.places().lessons
    if not teaching.is_lesson_id(lesson):
        raise StudioError("bad-value", name="NN-NAME", value=lesson)
    target = home / lesson
    with telling(target):
        target.mkdir(parents=True)
    for source in sorted(teaching.template().iterdir()):
        with whole_file(target / source.name) as file:
            file.write(source.read_bytes())
    reply(as_json, {"lesson": lesson, "folder": str(target)}, t("cli-lessons-made", folder=str(target)))


def _found(wanted: str) -> tuple[Path | None, str]:
    """A lesson by its id or by the number that it begins with, an own one before the house's: its home, None for the
    house's. StudioError("preset-missing")."""
    for home in (storage.places().lessons, None):
        for lesson_id in teaching.lesson_ids(home):
            if wanted in (lesson_id, lesson_id.partition("-")[0]):
                return home, lesson_id
    raise StudioError("preset-missing", name=wanted)


def _wanted(folder: Path | None) -> tuple[Path, tuple[str, ...]]:
    """Where the wanted lessons lie, and which: a folder of one lesson, a folder of lessons, or the house's own."""
    if folder is None:
        return teaching.house(), teaching.lesson_ids()
    if (folder / LESSON_FILE).is_file():
        return folder.absolute().parent, (folder.absolute().name,)
    ids = teaching.lesson_ids(folder)
    if not ids:
        raise StudioError("preset-missing", name=folder.name)
    return folder, ids


def _others(home: Path) -> Iterator[teaching.Loaded]:
    """The lessons that what is checked may lead to: those beside it and the house's."""
    for other in dict.fromkeys((teaching.house(), home)):
        for lesson_id in teaching.lesson_ids(other):
            try:
                yield teaching.load_lesson(lesson_id, other)
            except StudioError:
                continue  # told of where it is checked itself


def _broken(error: StudioError) -> Finding:
    fields = error.fields
    if error.code != "preset-broken":
        return Finding("broken", str(fields.get("name", "")), 0, "", {"remedy": of_error(error)})
    return Finding(
        "broken", str(fields["file"]), int(str(fields["line"])), str(fields["key"]), {"remedy": fields["remedy"]}
    )
