"""The microphone in one place: its level, how long sound takes, and how the singer hears the own voice."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from recorder.level import DRIFT_DB, Level
from ui import i18n, theme
from ui.bridge import Bridge
from ui.i18n import decimal, t
from ui.widgets.accessible import announce
from ui.widgets.banner import Sign
from ui.widgets.buttons import Button
from ui.widgets.meter import InputMeter
from ui.widgets.mic_picture import MicPicture

_VERDICTS: dict[str, tuple[str, str, str]] = {
    # verdict: icon, its colour, what the picture of the knob shows
    "zeros": ("warning", "warning", "knob"), "silent": ("warning", "warning", "knob-up"),
    "low": ("warning", "warning", "knob-up"), "soft": ("check", "ok", "knob-good"),
    "good": ("check", "ok", "knob-good"), "high": ("warning", "warning", "knob-down"),
    "loud": ("warning", "warning", "knob-down"),
}  # fmt: skip
_WIDTH, _HEIGHT = 920, 736


class MicDialog(QDialog):
    """Three cards; each says what it is for, has one button, and shows what came of it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("page")
        self.setWindowTitle(t("mic-dialog"))
        self.level, self.latency, self.hearing = LevelCard(bridge), LatencyCard(bridge), HearingCard(bridge)
        self.close_button = Button("close", "", "quiet")
        heading = QLabel(t("mic-dialog"))
        heading.setProperty("rank", "large")
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 8, 0)
        cards.setSpacing(12)
        for card in (self.level, self.latency, self.hearing):
            cards.addWidget(card)
        cards.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.addWidget(heading, 1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 16, 20)
        column.setSpacing(8)
        column.addLayout(buttons)
        column.addWidget(scroll, 1)
        room = parent.window().size() if parent else self.size()
        self.resize(min(_WIDTH, room.width() - 24), min(_HEIGHT, room.height() - 24))
        self.close_button.clicked.connect(self.accept)
        self.finished.connect(lambda result: bridge.mic.cancel())
        bridge.mic.changed.connect(self._show)
        bridge.sound.changed.connect(self._show)
        bridge.moment_changed.connect(self._show_level)
        self._show()
        self.level.begin.setFocus()

    def _show_level(self) -> None:
        self.level.meter.show_level(self._bridge.moment.input_db)

    def _show(self) -> None:
        for card in (self.level, self.latency, self.hearing):
            card.show_state()


class _Card(QFrame):
    """A picture, what it is about, a bar while it listens, and in `found` what came of it."""

    def __init__(self, bridge: Bridge, message: str, picture: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._bridge, self._mic = bridge, bridge.mic
        self.picture = MicPicture(picture, f"{message}.picture")
        title = QLabel(t(message))
        title.setProperty("rank", "strong")
        self.about = about = QLabel(t(f"{message}.text"), wordWrap=True)
        about.setProperty("tone", "secondary")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(t("mic-busy"))
        self.found = _Found()
        self.hands = QHBoxLayout()
        self.hands.setSpacing(16)
        self._words = QVBoxLayout()
        self._words.setSpacing(8)
        for part in (title, about, self.found, self.bar):
            self._words.addWidget(part)
        self._words.addLayout(self.hands)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(20)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words, 1)

    def _show_bar(self, doing: str) -> bool:
        """The bar while this card listens; whether another one does. Its own button keeps the keys meanwhile."""
        self.bar.setVisible(self._mic.doing == doing)
        self.bar.setValue(round(1000 * self._mic.share))
        return self._mic.doing not in ("", doing)


class _Found(QWidget):
    """A sign, a few words that count, and what to do about them; away where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = Sign("info")
        self._title, self._text = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._title.setProperty("rank", "strong")
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, icon: str = "", colour: str = "text", title: str = "", text: str = "") -> None:
        """Show this; something new is told to screen readers as well."""
        new = (title, text) != (self._title.text(), self._text.text())
        for label, words in ((self._title, title), (self._text, text)):
            label.setText(words)
            label.setVisible(bool(words))
        if icon:
            self._sign.show_icon(icon, colour)
        self.setVisible(bool(title or text))
        if new and (title or text) and self.isVisible():
            announce(self, f"{title}. {text}" if title else text)


class LevelCard(_Card):
    """Eight seconds of the loudest line, and a verdict with a picture of the knob."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, "mic-level", "knob")
        self.meter = InputMeter()
        self.begin = Button("mic-level-begin", "microphone", "primary")
        self.hands.addWidget(self.begin)
        self.hands.addWidget(self.meter, 1)
        self.begin.clicked.connect(self._mic.begin_level)

    def show_state(self) -> None:
        busy, heard = self._show_bar("level"), self._mic.level
        trouble = self._mic.troubles.get("level")
        self.begin.setEnabled(not busy and self._bridge.sound.is_open)
        self.begin.say("mic-level-again" if heard else "mic-level-begin")
        self.about.setVisible(heard is None or self._mic.doing == "level")
        if self._mic.doing == "level":
            self.found.say()
            self.picture.show_picture("knob")
        elif trouble is not None:
            self.found.say("info", "text", "", i18n.of_error(trouble))
        elif heard is not None:
            self._say(heard)
            self.begin.kind("primary" if not heard.is_good else "plain")
        else:
            self.found.say()

    def _say(self, heard: Level) -> None:
        icon, colour, picture = _VERDICTS[heard.verdict]
        messages = [f"mic-level-{heard.verdict}"] if not heard.is_noisy or heard.verdict in ("low", "silent") else []
        messages += ["mic-noisy"] if heard.is_noisy else []
        messages += ["mic-drifts"] if abs(heard.drift_db) > DRIFT_DB else []
        if messages[0] != f"mic-level-{heard.verdict}" or len(messages) > 1:
            icon, colour = "warning", "warning"
        more = [f"{t(message)}: {t(f'{message}.text')}" for message in messages[1:]]
        self.found.say(icon, colour, t(messages[0]), " ".join([t(f"{messages[0]}.text"), *more]))
        self.picture.show_picture(picture)


class LatencyCard(_Card):
    """How to hold the headphone, one button, and the value with its date."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, "mic-latency", "held")
        self.begin = Button("mic-latency-begin", "sound")
        self.hands.addWidget(self.begin)
        self.hands.addStretch(1)
        self.begin.clicked.connect(self._mic.begin_latency)

    def show_state(self) -> None:
        busy, mic = self._show_bar("latency"), self._mic
        trouble, milliseconds = mic.troubles.get("latency"), mic.round_trip_ms
        self.begin.setEnabled(not busy and self._bridge.sound.is_open)
        self.begin.say("mic-latency-again" if mic.measured_on or trouble else "mic-latency-begin")
        if mic.doing == "latency":
            self.found.say()
        elif trouble is not None:
            self.found.say("info", "text", "", i18n.of_error(trouble))
        elif milliseconds is None:
            self.found.say("info", "text", t("mic-latency-closed"), t("mic-latency-closed.text"))
        elif mic.measured_on:
            day = QLocale(i18n.language()).toString(
                QDate.fromString(mic.measured_on, Qt.DateFormat.ISODate), QLocale.FormatType.LongFormat
            )
            value = t("mic-latency-value", milliseconds=decimal(milliseconds))
            self.found.say("check", "ok", value, t("mic-latency-value.text", date=day))
        else:
            driver = t("mic-latency-none.text", milliseconds=decimal(milliseconds))
            self.found.say("info", "text", t("mic-latency-none"), driver)


class HearingCard(_Card):
    """The audio interface lets the singer hear; the program only where it is quick, and nobody howls."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, "mic-hearing", "direct")
        self.listen, self.reverb = QCheckBox(t("mic-listen")), QCheckBox(t("mic-reverb"))
        for box, message in ((self.listen, "mic-listen"), (self.reverb, "mic-reverb")):
            box.setAccessibleDescription(t(f"{message}.help"))
            box.setWhatsThis(t(f"{message}.help"))
            box.setToolTip(t(f"{message}.help"))
            box.setMinimumHeight(theme.TARGET)
            self.hands.addWidget(box)
        self.hands.addStretch(1)
        self._words.addWidget(self.found)  # it says why the box is as it is, so it stands below
        self.listen.clicked.connect(self._listen)
        self.reverb.clicked.connect(self._mic.set_reverb)

    def show_state(self) -> None:
        busy, mic = self._show_bar("listen"), self._mic
        trouble, milliseconds = mic.troubles.get("listen"), mic.round_trip_ms
        self.listen.setEnabled(not busy and (mic.can_listen or mic.listens))
        self.listen.setChecked(mic.listens or mic.doing == "listen")
        self.reverb.setVisible(mic.listens)
        self.reverb.setChecked(mic.reverb)
        if mic.doing == "listen":
            self.found.say("headphones", "text", "", t("mic-listen-probing"))
        elif trouble is not None:
            self.found.say("info", "text", "", i18n.of_error(trouble))
        elif mic.listens:
            self.found.say("warning", "warning", "", t("mic-listen-both"))
        elif mic.hears_loudspeaker:
            self.found.say("warning", "warning", "", t("mic-listen-loudspeaker"))
        elif mic.measured_on and milliseconds is not None and not mic.can_listen:
            self.found.say("info", "text", "", t("mic-listen-slow", milliseconds=decimal(milliseconds)))
        elif not mic.can_listen:
            self.found.say("info", "text", "", t("mic-listen-unmeasured"))
        else:
            self.found.say()

    def _listen(self, on: bool) -> None:
        if self._mic.doing:
            self._mic.cancel()
        elif on:
            self._mic.begin_listening()
        else:
            self._mic.stop_listening()
        self.show_state()
