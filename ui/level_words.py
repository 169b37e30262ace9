"""What a level of the mix is called, and how often that is said."""

from __future__ import annotations

from ui.i18n import t

PEAK_WORDS = ((0.0, "over"), (-3.0, "near"), (-24.0, "fine"), (-60.0, "low"))
"""From which peak on (dBFS) which word: a mix may be quiet, for mastering lifts it, but has to stay below 0. Below all
of them it is silent."""
HOLD_S = 1.5
"""How long a peak speaks for the word, so that the word is calm."""
_EVERY_S = 1.0
"""A screen reader hears of no more than one change in so long."""


def peak_word(peak_db: float) -> str:
    """One of `PEAK_WORDS`, or `silent`."""
    return next((word for from_db, word in PEAK_WORDS if peak_db >= from_db), "silent")


def peak_text(peak_db: float) -> str:
    """A peak in words: `Topp −8, ikke for høyt`."""
    word = peak_word(peak_db)
    return t("peak-silent") if word == "silent" else t(f"peak-{word}", db=f"{round(peak_db)}".replace("-", "−"))


class HeldPeak:
    """The peak that is spoken of: the highest of the last moments."""

    def __init__(self) -> None:
        self.db = float("-inf")
        self._at_s = self._told_s = float("-inf")
        self._told = "silent"

    def take(self, peak_db: float, now_s: float) -> bool:
        """Take in the newest peak; whether a screen reader is to hear of it now: the word is another one, and the last
        time was long enough ago."""
        if peak_db >= self.db or now_s - self._at_s > HOLD_S:
            self.db, self._at_s = peak_db, now_s
        word = peak_word(self.db)
        if word == self._told or now_s - self._told_s < _EVERY_S:
            return False
        self._told, self._told_s = word, now_s
        return True
