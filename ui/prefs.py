"""What a person likes: language, light or dark, calm mode, single-letter keys, the count-in. Kept on the machine."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from recorder.guide import COUNT_INS
from ui import i18n
from ui.shelf import Shelf
from ui.style import look

WORDS_PX = (18, 48)
"""The smallest and the largest the words stand."""
LESSON_PX = (20, 40)
"""Likewise of the steps of lessons."""


class Prefs(QObject):
    """Each is changed at once, everywhere, and remembered."""

    changed = Signal()
    language_changed = Signal()

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf

    @property
    def count_in_bars(self) -> int:
        """How many bars are counted before a take: one of `guide.COUNT_INS`."""
        return self._shelf.settings.count_in_bars

    @property
    def letters(self) -> bool:
        """Whether keys of a single letter work."""
        return self._shelf.settings.letters

    @property
    def at_bar(self) -> bool:
        """Whether a change of the beat waits for the next bar while it plays."""
        return self._shelf.settings.at_bar

    def hear_at_bar(self, on: bool) -> None:
        self._shelf.remember(at_bar=on)
        self.changed.emit()

    @property
    def words_px(self) -> int:
        """How large the words stand."""
        return self._shelf.settings.lyrics_px

    @property
    def words_hidden(self) -> bool:
        return self._shelf.settings.lyrics_hidden

    def size_words(self, by_px: int) -> None:
        """Larger or smaller words."""
        self._shelf.remember(lyrics_px=min(max(self.words_px + by_px, WORDS_PX[0]), WORDS_PX[1]))
        self.changed.emit()

    def hide_words(self, hidden: bool) -> None:
        """For who knows them by heart, and for who is not to see them."""
        self._shelf.remember(lyrics_hidden=hidden)
        self.changed.emit()

    @property
    def lesson_px(self) -> int:
        """How large the steps of lessons stand."""
        return self._shelf.settings.lesson_px

    def size_lessons(self, by_px: int) -> None:
        """Larger or smaller steps."""
        self._shelf.remember(lesson_px=min(max(self.lesson_px + by_px, LESSON_PX[0]), LESSON_PX[1]))
        self.changed.emit()

    @property
    def lead_keys(self) -> tuple[str, ...]:
        """Keys that lead a group: next step, step before, ring on, ring back."""
        return self._shelf.settings.lead_keys

    def lead_by(self, keys: tuple[str, ...]) -> None:
        """Other keys than these."""
        self._shelf.remember(lead_keys=keys)
        self.changed.emit()

    def speak(self, language: str) -> None:
        """Another language."""
        i18n.use(language)
        self._shelf.remember(language=language)
        self.language_changed.emit()

    def toggle_calm(self) -> None:
        self._wear(look.theme, not look.calm)

    def toggle_light(self) -> None:
        self._wear("dark" if look.theme == "light" else "light", look.calm)

    def toggle_letters(self) -> None:
        self._shelf.remember(letters=not self.letters)
        self.changed.emit()

    def count_in(self, bars: int) -> None:
        """Another count-in."""
        self._shelf.remember(count_in_bars=bars)
        self.changed.emit()

    def next_count_in(self) -> None:
        """The next choice, and after the last one the first."""
        at = COUNT_INS.index(self.count_in_bars) if self.count_in_bars in COUNT_INS else -1
        self.count_in(COUNT_INS[(at + 1) % len(COUNT_INS)])

    def _wear(self, theme: str, calm: bool) -> None:
        look.wear(theme, calm=calm)
        self._shelf.remember(theme=theme, calm=calm)
        self.changed.emit()
