"""Lessons read from their folders: the house's own in `presets/lessons`, and those that people here have made."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

import presets
from studio.disk import is_folder
from studio.errors import StudioError
from studio.lessons import language as language_rules
from studio.lessons import package, pictures
from studio.lessons.finding import Finding
from studio.lessons.lesson import LESSON_FILE, Lesson, LessonId
from studio.lessons.own import LANGUAGES
from studio.lessons.texts import MOST_BYTES, Texts, read_texts

LESSONS = "lessons"
PICTURES = "pictures"
"""Beside the house's own lessons: pictures that several of them show."""


class Loaded(NamedTuple):
    """A lesson with all that it says."""

    id: str
    folder: Path
    lesson: Lesson
    texts: dict[str, Texts]
    """By language, at least one."""

    def text(self, key: str, language: str) -> str:
        """What it says (`title`, `listen`, `listen.hint1`) in a language, or in the one it has. KeyError for no text
        of the lesson."""
        return (self.texts.get(language) or next(iter(self.texts.values())))[key].words

    def picture(self, name: str) -> Path | None:
        """A picture by its name: beside the lesson, else among those that lessons share; None for no name."""
        return _picture(self.folder, name)

    def spoken(self, step_id: str, language: str) -> Path | None:
        """The step spoken by a person, if somebody has."""
        path = self.folder / language / f"{step_id}.wav"
        return path if _is_file(path) else None


def house() -> Path:
    """Where the house's own lessons lie."""
    return presets.FOLDER / LESSONS


def template() -> Path:
    """What a new lesson begins as: a folder with a small lesson that is sound."""
    return house() / "_new"


def lesson_ids(home: Path | None = None) -> tuple[str, ...]:
    """The lessons of a folder, the house's own by default, in the order of their numbers."""
    home = home or house()
    if not is_folder(home):
        return ()
    return tuple(sorted(path.name for path in home.iterdir() if is_lesson_id(path.name) and is_folder(path)))


def is_lesson_id(name: str) -> bool:
    """Whether a folder is called as lessons are: `03-four-lines`."""
    try:
        msgspec.convert(name, LessonId)
    except msgspec.ValidationError:
        return False
    return True


def load_lesson(lesson_id: str, home: Path | None = None) -> Loaded:
    """A lesson of a folder, the house's own by default; whole and sound, or StudioError("preset-missing") or
    ("preset-broken") that names the file, the line, the key and what would do."""
    of_house = home is None
    home = home or house()
    if not is_lesson_id(lesson_id) or not is_folder(home / lesson_id):
        raise StudioError("preset-missing", name=f"{LESSONS}/{lesson_id}")
    folder = home / lesson_id
    if _is_file(folder / LESSON_FILE) and (folder / LESSON_FILE).stat().st_size > MOST_BYTES:
        raise _broken(folder / LESSON_FILE, "", f"at most {MOST_BYTES // 1000} kB")
    if not _is_file(folder / LESSON_FILE):
        raise StudioError("preset-missing", name=f"{LESSONS}/{lesson_id}")
    lesson = presets.read(lesson_id, Path(LESSON_FILE).stem, Lesson, home=home)
    if lesson_id in lesson.next:
        raise _broken(folder / LESSON_FILE, "next", "other lessons than itself")
    texts = {}
    for language in LANGUAGES:
        path = folder / f"{language}.ftl"
        if of_house or _is_file(path):
            texts[language] = _texts(path, lesson)
    if not texts:
        raise _broken(folder / f"{LANGUAGES[0]}.ftl", "", "a file with the lesson's texts")
    for key, name in _pictures(lesson):
        if _picture(folder, name) is None:
            raise _broken(folder / LESSON_FILE, key, "a file beside it or in pictures/")
    return Loaded(lesson_id, folder, lesson, texts)


def take_in(package_file: Path, home: Path) -> package.TakenIn:
    """Put the lesson of a `.leksjon` among the own ones of a folder. StudioError as `package.take_in`."""
    known = {}
    for place in (house(), home):
        for lesson_id in lesson_ids(place):
            with contextlib.suppress(StudioError):  # one that is broken leads nowhere
                known[lesson_id] = load_lesson(lesson_id, place).lesson
    return package.take_in(
        package_file, home, lambda name, place: load_lesson(name, place).lesson, presets.line_of, known
    )


def _pictures(lesson: Lesson) -> list[tuple[str, str]]:
    """Every picture that it names, with the key where it does."""
    named = [(f"step[{number}].picture", step.picture) for number, step in enumerate(lesson.steps)]
    return [(key, name) for key, name in (*named, *(("paper", name) for name in lesson.paper)) if name]


def _refused(path: Path) -> str:
    with path.open("rb") as stream:
        return pictures.refused(path.name, stream.read(pictures.most_bytes(path.name) + 1))


def _picture(folder: Path, name: str) -> Path | None:
    places = (folder / name, house() / PICTURES / name) if name else ()
    return next((path for path in places if _is_file(path)), None)


def _is_file(path: Path) -> bool:
    """A file itself, not a link to one: nothing that is planted in a folder leads out of it. The house's own may have a
    second name, where an installer saves room."""
    return path.is_file() and not path.is_symlink()


def examined(loaded: Loaded, known: Mapping[str, Lesson]) -> list[Finding]:
    """What does not fit in a sound lesson: its words, its places to stop, its pictures, what comes next. `known` are
    the lessons there are, this one with them."""
    found = []
    for language, texts in loaded.texts.items():
        found += language_rules.of_texts(loaded.lesson, texts, language, f"{loaded.id}/{language}.ftl")
    file = loaded.folder / LESSON_FILE
    found += language_rules.of_rests(loaded.lesson, f"{loaded.id}/{file.name}")
    found += language_rules.of_ways(known, loaded.id)
    for key, name in _pictures(loaded.lesson):
        path = loaded.picture(name)
        remedy = "a file" if path is None else _refused(path)
        if remedy:
            found.append(Finding("picture", f"{loaded.id}/{file.name}", 0, key, {"remedy": remedy}))
    return [one if one.line else one._replace(line=presets.line_of(file, one.key)) for one in found]


def _texts(path: Path, lesson: Lesson) -> Texts:
    file = f"{path.parent.name}/{path.name}"
    try:
        with path.open("rb") as stream:
            found = read_texts(stream.read(MOST_BYTES + 1), file)
    except OSError:
        raise _broken(path, "", "a file with the lesson's texts") from None
    wanted = lesson.text_ids()
    for key in wanted:
        if key not in found:
            near = found.get(key.partition(".")[0])
            raise StudioError("preset-broken", file=file, line=near.line if near else 0, key=key, remedy="a text")
    for key, text in found.items():
        if key not in wanted:
            raise StudioError(
                "preset-broken", file=file, line=text.line, key=key, remedy="nothing: no step asks for it"
            )
    return found


def _broken(path: Path, key: str, remedy: str) -> StudioError:
    line = presets.line_of(path, key) if key else 0
    return StudioError("preset-broken", file=f"{path.parent.name}/{path.name}", line=line, key=key, remedy=remedy)
