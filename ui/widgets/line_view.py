"""The lines of the song, one below the other, with their words and their takes: a list that turns by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QSizePolicy, QWidget

from ui.widgets.canvas import Waves
from ui.widgets.line_hands import LineHands
from ui.widgets.line_list import LineWave
from ui.widgets.line_rows import Mark, Row

__all__ = ["LineView", "Mark", "Row"]


class LineView(QWidget):
    """Shows lines and says what a person wants of them; changes nothing itself. Lines are their places from 0."""

    chosen = Signal(int, str)
    """A take of a line is to be the one that sounds."""
    hear = Signal(int, str)
    """Let a take of a line be heard; −1 and an empty id for no more."""
    retake = Signal(int)
    """Sing this line again, or for the first time."""
    edit_words = Signal(int, str)
    pasted_words = Signal(int, tuple)
    """Several lines came in where one was being written: they belong there and on the lines that follow."""
    remove = Signal(str)
    edge_moved = Signal(int, str, float)
    """The line, its `start` or its `end`, and by how many ms, later counted up."""
    selected = Signal(int)

    def __init__(self, waves: Waves | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = LineHands(waves)
        self.bar = QScrollBar(Qt.Orientation.Vertical)
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar.setSingleStep(48)
        always = self.bar.sizePolicy()
        always.setRetainSizeWhenHidden(True)  # or the rows, wider without it, might need it again
        self.bar.setSizePolicy(always)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list, 1)
        row.addWidget(self.bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.list)
        for name in ("chosen", "hear", "retake", "edit_words", "pasted_words", "remove", "edge_moved"):
            getattr(self.list, name).connect(getattr(self, name))
        self.list.line_selected.connect(self.selected)
        self.list.laid.connect(self._sync)
        self.bar.valueChanged.connect(self.list.scroll_by_hand)
        self._sync()

    # --- what it shows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """The song's lines as they are now."""
        self.list.show_rows(rows)

    def start_over(self) -> None:
        """Another song is shown from now on."""
        self.list.start_over()

    def show_now(self, line: int, share: float = 0.0) -> None:
        """The line where the song is, and how much of it is over (0…1); −1 while it stands still."""
        self.list.show_now(line, share)

    def show_live(self, line: int) -> None:
        """The line that is being recorded, −1 for none; meanwhile no row is unfolded and no take is listened to."""
        if line >= 0 > self.list.live:
            self.list.end_hearing()
        self.list.show_live(line)

    def show_trouble(self, line: int, kind: str) -> None:
        """Say on a row, at once, what went wrong: `gap` or `loud`. It stands until the line is recorded again, or until
        it is taken away with an empty kind."""
        self.list.show_trouble(line, kind)

    def show_heard(self, line: int, take_id: str) -> None:
        """The take that is listened to now, if that began or ended by itself; −1 and an empty id for none."""
        self.list.show_heard(line, take_id)

    def show_line_wave(
        self, line: int, media_id: str, from_frame: float, to_frame: float, start_share: float, end_share: float
    ) -> None:
        """How a line sounds, drawn where it is unfolded: a stretch of a file, and between which shares (0…1) of it the
        line is. An empty id for a line that has no sound."""
        shown = LineWave(line, media_id, from_frame, to_frame, (start_share, end_share)) if media_id else None
        self.list.show_wave(shown)

    def select(self, line: int) -> None:
        """Unfold a row where it is seen, without saying so."""
        self.list.select(line)
        self.list.reveal(line)

    def begin_at(self, line: int) -> None:
        """Have a row in the upper third, as on a page that is opened there."""
        if line < len(self.list.rows):
            self.list.turn_to(line)

    @property
    def line(self) -> int:
        """The row that is unfolded; −1 for none."""
        return self.list.selected

    # --- how it is seen

    def set_role(self, role: str) -> None:
        """Whose takes these are: the colour and pattern of the chosen ones."""
        self.list.set_look(role=role)

    def set_size(self, px: int) -> None:
        """Height of the words, 18…48 px."""
        self.list.set_look(px=px)

    def hide_words(self, hidden: bool) -> None:
        """Nobody beside is to read them."""
        self.list.set_look(hidden=hidden)

    def set_compact(self, compact: bool) -> None:
        """Narrow margins, for a small screen or a big scale."""
        self.list.set_look(compact=compact)

    def set_rate(self, rate_hz: int) -> None:
        """The song's rate, by which frames of a wave become ms."""
        self.list.rate_hz = rate_hz

    def set_letters(self, on: bool) -> None:
        """Whether L and T are keys of the list."""
        self.list.letters = on

    @property
    def hover_listens(self) -> bool:
        """Whether a take is heard where the mouse rests on it."""
        return self.list.hover_listens

    @hover_listens.setter
    def hover_listens(self, on: bool) -> None:
        self.list.hover_listens = on

    def retranslate(self) -> None:
        self.list.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(640, 320)

    def _sync(self) -> None:
        """Have the bar say what is seen; blocked, for it is the list that knows."""
        self.bar.blockSignals(True)
        self.bar.setRange(0, self.list.most)
        self.bar.setPageStep(max(self.list.height(), 1))
        self.bar.setValue(self.list.scrolled)
        self.bar.blockSignals(False)
        self.bar.setVisible(self.list.most > 0)
