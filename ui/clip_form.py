"""The chosen clip in numbers: where it begins, how loud it is, how it fades. Beside the list, or in a small window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.edits import FADE_SHAPES, LIMITS
from studio.params import Param
from ui.clip_desk import ClipDesk
from ui.i18n import t
from ui.widgets.buttons import Button
from ui.widgets.number import NumberBox
from ui.widgets.stretch import place_of

_BAR = Param("clip", "bar", "bars", -15.0, 25_000.0, 1.0, "linear")
_BEAT = Param("clip", "beat", "beats", 1.0, 12.99, 1.0, "linear")
_FADE = Param("clip", "fade_ms", "ms", 0.0, 60_000.0, 0.0, "linear")


class ClipForm(QWidget):
    """Each number is one step of undo, made when it is written. Empty hands where no clip is chosen."""

    def __init__(self, desk: ClipDesk, columns: int, parent: QWidget | None = None) -> None:
        """`columns` is how many fields stand side by side, each below its name."""
        super().__init__(parent)
        self._desk = desk
        self.bar = NumberBox(_BAR, "clip-bar")
        self.beat = NumberBox(_BEAT, "clip-beat", step=0.25)
        self.gain = NumberBox(LIMITS["gain_db"], "clip-gain", " dB")
        self.fade_in = NumberBox(_FADE, "clip-fade-in", " ms", step=10.0)
        self.fade_out = NumberBox(_FADE, "clip-fade-out", " ms", step=10.0)
        self.shape = QComboBox()
        self.shape.addItems([""] * len(FADE_SHAPES))
        self.shape.setMinimumWidth(180)
        self._fields: tuple[tuple[str, QWidget], ...] = (
            ("clip-bar", self.bar), ("clip-beat", self.beat), ("clip-gain", self.gain),
            ("clip-fade-in", self.fade_in), ("clip-fade-out", self.fade_out), ("clip-fade-shape", self.shape),
        )  # fmt: skip
        self._labels = [QLabel() for _ in self._fields]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for number, (label, (_, field)) in enumerate(zip(self._labels, self._fields, strict=True)):
            row, column = divmod(number, columns)
            label.setBuddy(field)
            label.setProperty("rank", "small")
            grid.addWidget(label, 2 * row, column)
            grid.addWidget(field, 2 * row + 1, column)
        grid.setColumnStretch(columns, 1)
        self.bar.turned.connect(lambda bar: self._begin_at(bar, self._shown()[1]))
        self.beat.turned.connect(lambda beat: self._begin_at(self._shown()[0], beat))
        self.gain.turned.connect(desk.set_gain)
        self.fade_in.turned.connect(lambda ms: desk.set_fade_s("in", ms / 1000.0))
        self.fade_out.turned.connect(lambda ms: desk.set_fade_s("out", ms / 1000.0))
        self.shape.activated.connect(lambda place: desk.set_fade_shape(FADE_SHAPES[place]))
        self.retranslate()

    def show_clip(self) -> None:
        """Take over the chosen clip as it is now."""
        target = self._desk.target
        self.setEnabled(target is not None)
        if target is None:
            return
        _, clip = target
        rate_hz = self._desk.song.rate_hz
        bar, beat = self._shown()
        for box, value in (
            (self.bar, bar), (self.beat, beat), (self.gain, clip.gain_db),
            (self.fade_in, clip.fade_in_frames * 1000 / rate_hz),
            (self.fade_out, clip.fade_out_frames * 1000 / rate_hz),
        ):  # fmt: skip
            box.show_value(value)
        alike = clip.fade_in_shape == clip.fade_out_shape
        self.shape.setCurrentIndex(FADE_SHAPES.index(clip.fade_in_shape) if alike else -1)

    def retranslate(self) -> None:
        for label, (message, _) in zip(self._labels, self._fields, strict=True):
            label.setText(t(message))
        for place, shape in enumerate(FADE_SHAPES):
            self.shape.setItemText(place, t(f"fade-{shape}"))
        self.shape.setPlaceholderText(t("fade-mixed"))
        self.shape.setAccessibleName(t("clip-fade-shape"))
        for tell in (self.shape.setAccessibleDescription, self.shape.setWhatsThis, self.shape.setToolTip):
            tell(t("clip-fade-shape.help"))
        self.show_clip()

    def _shown(self) -> tuple[int, float]:
        target = self._desk.target
        return place_of(self._desk.song, target[1].at_beat) if target else (1, 1.0)

    def _begin_at(self, bar: float, beat: float) -> None:
        """A written place; what is finer than the numbers show stays."""
        target = self._desk.target
        if target is not None:
            shown_bar, shown_beat = self._shown()
            moved = (round(bar) - shown_bar) * self._desk.song.beats_per_bar + beat - shown_beat
            self._desk.begin_at(target[1].at_beat + moved)


class ClipDialog(QDialog):
    """The same numbers in a small window, for the timeline."""

    def __init__(self, desk: ClipDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(t("clip-fades"))
        self._heading = QLabel(wordWrap=True)
        self._heading.setProperty("rank", "strong")
        self.form = ClipForm(desk, 3)
        self.done_button = Button("clip-form-done", "check", "primary")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self._heading)
        column.addWidget(self.form)
        column.addLayout(buttons)
        self.done_button.clicked.connect(self.accept)
        desk.changed.connect(self._show)
        self._show()
        self.form.gain.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.gain.selectAll()

    def _show(self) -> None:
        target = self._desk.target
        self._heading.setText(self._desk.described(*target) if target else t("told-clip-none"))
        self.form.show_clip()
