"""The first view of the room Miks: a sound for the voice, how much of it, and one slider between voice and beat."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSlider, QVBoxLayout, QWidget

from studio import params
from ui.bridge import Bridge
from ui.i18n import decimal, t
from ui.widgets.buttons import Button
from ui.widgets.canvas import track_name
from ui.widgets.card_picker import CardPicker
from ui.widgets.mix_meter import MixMeter
from ui.widgets.strip import Centred
from ui.widgets.track_tabs import TrackTabs

_BALANCE = params.knob("balance_db")
_BALANCE_STEPS = 18
_AMOUNT_STEPS = 20
_INSET = 4
"""So far inside of their frame the cards stand, with room for the ring of the keys."""
_LITTLE_PX = 400
"""Where less is seen, the cards say their names alone, so that the slider is seen too."""


class VoiceView(QScrollArea):
    """Shows what the bridge holds; every change goes through it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._bridge, self._desk = bridge, bridge.voices
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tracks = TrackTabs("voice-tracks")
        self.cards = CardPicker(
            self._desk.names(), self._desk.words, "voice-card-help", checkable=True, columns_at_most=3
        )
        self.amount = QSlider(Qt.Orientation.Horizontal)
        self.amount.setRange(0, _AMOUNT_STEPS)
        self.amount.setPageStep(4)
        self._amount_text, self._amount_value = QLabel(), QLabel()
        self.balance = Centred(_BALANCE, _BALANCE_STEPS)
        self._voice_end, self._beat_end, self._balance_value = QLabel(), QLabel(), QLabel()
        self.measure = Button("balance-measure", "check")
        self._nobody = QLabel(wordWrap=True)
        self._nobody.setProperty("tone", "secondary")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._sound = QFrame()
        self._sound.setProperty("card", "true")
        column = QVBoxLayout(self._sound)
        column.setSpacing(8)
        column.addWidget(self.tracks)
        column.addWidget(self._nobody)
        column.addWidget(self.cards)
        row = QHBoxLayout()
        row.setContentsMargins(_INSET, 0, _INSET, 0)
        row.setSpacing(16)
        row.addWidget(self._amount_text)
        row.addWidget(self.amount, 1)
        row.addWidget(self._amount_value)
        column.addLayout(row)
        self._balance = QFrame()
        self._balance.setProperty("card", "true")
        grid = QGridLayout(self._balance)
        grid.setHorizontalSpacing(16)
        for place, part in enumerate((self._beat_end, self.balance, self._voice_end, self._balance_value,
                                      self.measure)):  # fmt: skip
            grid.addWidget(part, 0, place)
        grid.setColumnStretch(1, 1)
        for label in (self._voice_end, self._beat_end, self._amount_text):
            label.setProperty("rank", "strong")
        for label in (self._balance_value, self._amount_value):
            label.setProperty("tone", "secondary")
            label.setMinimumWidth(84)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._column.addWidget(self._sound)
        self.meter = MixMeter()
        grid.addWidget(self.meter, 1, 0, 1, -1)
        self._column.addWidget(self._balance)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.tracks.picked.connect(self._desk.choose_track)
        self.cards.previewed.connect(self._desk.preview)
        self.cards.chosen.connect(self._desk.take)
        self.amount.valueChanged.connect(lambda value: self._desk.set_amount(value / _AMOUNT_STEPS))
        self.amount.sliderReleased.connect(bridge.end_gesture)
        self.balance.turned.connect(bridge.mixing.set_balance)
        self.balance.let_go.connect(bridge.end_gesture)
        self.measure.clicked.connect(bridge.mixing.measure_balance)
        self._desk.changed.connect(self.show_song)
        bridge.measuring.changed.connect(self._show_measuring)
        self.retranslate()

    def first_focus(self) -> QWidget:
        """The sound that was taken, else the first one; without a voice the balance."""
        if self._desk.track is None:
            return self.balance
        return next((card for card in self.cards.cards if card.isChecked()), self.cards.cards[0])

    def show_song(self) -> None:
        song, track = self._bridge.song, self._desk.track
        self.tracks.show_tracks([(one.id, track_name(one)) for one in self._desk.tracks], track.id if track else "")
        self.tracks.setVisible(len(self._desk.tracks) > 1)
        self._nobody.setVisible(track is None)
        self.cards.show_names(self._desk.names())
        self.cards.setEnabled(track is not None)
        self.cards.show_chosen(track.voice if track else "")
        self.cards.show_playing(self._desk.previewing)
        self.amount.setEnabled(track is not None and track.voice in self._desk.names())
        share = track.voice_amount if track and track.voice else 0.5
        if not self.amount.isSliderDown():
            self.amount.blockSignals(True)
            self.amount.setValue(round(share * _AMOUNT_STEPS))
            self.amount.blockSignals(False)
        self._amount_value.setText(t("percent", share=round(share * 100)) if self.amount.isEnabled() else "")
        balance_db = song.master_knob("balance_db")
        self.balance.show_value(balance_db)
        self.balance.setEnabled(self._bridge.mixing.has_both)
        self._balance_value.setText(t("balance-even") if balance_db == 0.0 else t(
            "balance-voice" if balance_db > 0.0 else "balance-beat", db=decimal(abs(balance_db))))  # fmt: skip
        self._show_measuring()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cards.set_brief(self.height() < _LITTLE_PX)

    def show_moment(self) -> None:
        self.meter.show_loud(self._bridge.moment.master)

    def set_compact(self, compact: bool) -> None:
        self._column.setSpacing(8 if compact else 16)
        side, edge = (8, 4) if compact else (16, 12)
        for card, inset in ((self._sound, 0), (self._balance, _INSET)):
            card.layout().setContentsMargins(side + inset, edge, side + inset, edge)

    def retranslate(self) -> None:
        for widget, message in ((self.amount, "voice-amount"), (self.balance, "balance")):
            widget.setAccessibleName(t(message))
            widget.setAccessibleDescription(t(f"{message}.help"))
            widget.setWhatsThis(t(f"{message}.help"))
            widget.setToolTip(t(f"{message}.help"))
        self._amount_text.setText(t("voice-amount"))
        self._voice_end.setText(t("balance-voice-end"))
        self._beat_end.setText(t("balance-beat-end"))
        self._nobody.setText(t("voice-nobody"))
        self.show_song()

    def _show_measuring(self) -> None:
        measuring = self._bridge.measuring.kind == "balance"
        self.measure.setEnabled(self._bridge.mixing.has_both and not measuring)
        self.measure.setText(t("balance-measuring") if measuring else t("balance-measure"))
