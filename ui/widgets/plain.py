"""A label that takes words as they are, whoever wrote them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(rank: str = "", tone: str = "", words: str = "") -> QLabel:
    """Wraps, and reads nothing into its words; `rank` and `tone` are looked at by the style sheet."""
    label = QLabel(words, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("rank", rank)
    label.setProperty("tone", tone)
    return label
