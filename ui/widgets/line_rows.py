"""The rows of the line list: what is in each, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass

from ui.i18n import t

TROUBLES = {"gap": "line-trouble-gap", "loud": "line-trouble-loud"}
"""What can be wrong with a line while it is recorded, and what is said about it."""


@dataclass(frozen=True)
class Mark:
    """A take of a line."""

    take_id: str
    number: int
    chosen: bool = False
    loud: bool = False
    broken: bool = False
    """The device lost something inside the line."""
    partial: bool = False
    """It covers a part of the line only."""


@dataclass(frozen=True)
class Row:
    """A line of the song."""

    number: int
    """As people count, from 1."""
    section: str
    """Name of the section that begins here; empty inside of one."""
    words: str
    syllables: int
    takes: tuple[Mark, ...] = ()

    def chosen(self) -> int:
        """Place of the chosen take, or of the last one; −1 where there is none."""
        return next((at for at, mark in enumerate(self.takes) if mark.chosen), len(self.takes) - 1)


def take_words(mark: Mark) -> str:
    """What a take of a line is called, with all that its mark shows."""
    told = {
        "line-chosen": mark.chosen, "line-loud": mark.loud, "line-broken": mark.broken, "line-partial": mark.partial,
    }  # fmt: skip
    return ", ".join([t("clip-take", number=mark.number), *(t(message) for message, on in told.items() if on)])


def mark_words(row: Row, mark: Mark) -> str:
    """The same, with its line."""
    return f"{t('line-number', number=row.number)}, {take_words(mark)}"


def row_words(row: Row, *, hidden: bool) -> str:
    """A line in words: its number, section, text, length, and which of its takes is chosen."""
    said = [t("line-number", number=row.number), row.section]
    if not hidden:
        said += [row.words, t("line-syllables", count=row.syllables)] if row.words else [t("line-no-words")]
    chosen = next((mark for mark in row.takes if mark.chosen), None)
    said.append(take_words(chosen) if chosen else t("line-takes", count=len(row.takes)))
    return ", ".join(part for part in said if part)


def retake_words(row: Row) -> str:
    """What the row's button says: a line without takes is not sung again."""
    return t("line-retake") if row.takes else t("line-first-take")
