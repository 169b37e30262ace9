"""How a lesson may speak: short, easy, and in the house's words. Pure; finds, and never changes anything.

The list of banned words is the one of the whole house: every text of the program is held against it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from studio.lessons.finding import Finding
from studio.lessons.lesson import LESSON_FILE, Lesson
from studio.lessons.texts import Text

MOST_WORDS, MOST_READ_WORDS = 25, 40
MOST_LIX = 30.0
REST_MINUTES = 5.0
"""No stretch of a lesson is longer without a place to stop. Its end is one too."""
_LONG_LETTERS = 6

BANNED: dict[str, tuple[str, ...]] = {
    # whole words that must not occur in any text of a language
    "nb": (
        r"feil\w*", r"overvåk\w*", r"armer\w*", r"slå inn", r"drep\w*", r"krasj\w*", r"kritisk\w*", r"mester", r"slave",
        r"spill inn", r"spille inn", r"innspilling\w*", r"nedtelling", r"opptelling", r"bjelke", r"tidssignatur",
        r"løkke", r"sløyfe", r"repeter", r"prosjekt\w*", r"buss", r"smett", r"klippin\w*", r"klipping\w*", r"stemmer",
        r"datapunkt\w*", r"opptakt", r"take", r"reverb", r"delay", r"fader", r"mute", r"master", r"track", r"latens\w*",
        r"ugyldig\w*", r"mislyk\w*", r"advarsel", r"ikke helt ennå", r"pasient\w*", r"bruker\w*", r"dessverre",
    ),
    "en": (r"error\w*", r"fail\w*", r"crash\w*", r"fatal", r"kill\w*", r"invalid", r"illegal", r"abort\w*"),
}  # fmt: skip
BANNED_IN_ERRORS = (r"du", r"deg", r"din", r"ditt", r"dine")
"""In bokmål sentences about what went wrong: nobody is to blame."""

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:](?=\s|$)")


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def lix(text: str) -> float:
    """How hard a text is to read: words to a sentence, and the percentage of words of more than six letters (C.-H.
    Björnsson, Läsbarhet, 1968). Sentences end with `.`, `!`, `?` or `:`; 0 for a text without words."""
    found = words(text)
    if not found:
        return 0.0
    sentences = max(len(_SENTENCE_END.findall(text)), 1)
    return len(found) / sentences + 100.0 * sum(len(word) > _LONG_LETTERS for word in found) / len(found)


def banned_words(text: str, banned: tuple[str, ...]) -> list[str]:
    """What of a list of patterns occurs in a text, as it is written there."""
    plain = text.lower()
    return [found[0] for word in banned if (found := re.search(rf"(?<!\w){word}(?!\w)", plain))]


def of_texts(lesson: Lesson, texts: Mapping[str, Text], language: str, file: str) -> list[Finding]:
    """What does not fit in a lesson's texts of one language.

    How hard they are to read is judged of steps in bokmål alone: LIX says little of a hint of four words."""
    steps = {step.id: step for step in lesson.steps}
    found: list[Finding] = []
    for key, (said, line) in texts.items():
        most = MOST_READ_WORDS if key in steps and steps[key].kind == "read" else MOST_WORDS
        if len(words(said)) > most:
            found.append(Finding("long", file, line, key, {"words": len(words(said)), "most": most}))
        if language == "nb" and key in steps and lix(said) > MOST_LIX:
            found.append(Finding("hard", file, line, key, {"lix": math.ceil(lix(said)), "most": round(MOST_LIX)}))
        for word in banned_words(said, BANNED[language]):
            found.append(Finding("banned", file, line, key, {"word": word}))
    return found


def of_rests(lesson: Lesson, file: str) -> list[Finding]:
    """Whether there is a `breathe` often enough for how long it takes."""
    wanted = math.ceil(lesson.minutes / REST_MINUTES) - 1
    breathes = sum(step.kind == "breathe" for step in lesson.steps)
    if breathes >= wanted:
        return []
    return [Finding("no-rest", file, 0, "step", {"breathes": breathes, "wanted": wanted})]


def of_ways(lessons: Mapping[str, Lesson], only: str = "") -> list[Finding]:
    """Whether what comes next leads somewhere, for all of some lessons or for one of them.

    Every `next` has to be one of them. Following the first `next` of each must come to an end: who always takes what is
    nearest would otherwise go round for ever. That a later suggestion leads back is no harm.
    """
    found = []
    for lesson_id in [only] if only else lessons:
        file = f"{lesson_id}/{LESSON_FILE}"
        for other in lessons[lesson_id].next:
            if other not in lessons:
                found.append(Finding("next-unknown", file, 0, "next", {"lesson": other}))
        passed = [lesson_id]
        for step in _way(lessons, lesson_id):
            if step in passed:
                if step == lesson_id:
                    found.append(Finding("next-round", file, 0, "next", {"lesson": passed[-1]}))
                break
            passed.append(step)
    return found


def _way(lessons: Mapping[str, Lesson], lesson_id: str) -> Iterator[str]:
    while lesson_id in lessons and lessons[lesson_id].next:
        lesson_id = lessons[lesson_id].next[0]
        yield lesson_id
