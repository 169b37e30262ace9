"""Which microphone, which output, or the demo device, which says plainly what it is."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.device import DeviceWish
from studio.engine.choice import DEMO, DEMO_WISH, automatic, wish_for
from studio.engine.messages import DeviceInfo
from ui.bridge import Bridge
from ui.i18n import t
from ui.pad_settings import PadSettings
from ui.widgets.buttons import Button, beside
from ui.widgets.meter import InputMeter
from ui.widgets.volume import Volume


class SoundDialog(QDialog):
    """Shows what there is and what is open; the level moves while a person talks, so that the choice can be tried."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(t("sound-dialog"))
        self.setMinimumWidth(600)
        heading = QLabel(t("sound-dialog"))
        heading.setProperty("rank", "large")
        self.output = QComboBox()
        self.input = QComboBox()
        self.channel = QComboBox()
        for box, message in (
            (self.output, "sound-output"),
            (self.input, "sound-input"),
            (self.channel, "sound-channel"),
        ):
            box.setAccessibleName(t(message))
            box.setAccessibleDescription(t(f"{message}.help"))
            box.setWhatsThis(t(f"{message}.help"))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(20)
        self.demo = QCheckBox(t("sound-demo"))
        self.demo.setAccessibleDescription(t("sound-demo.help"))
        self.demo.setWhatsThis(t("sound-demo.help"))
        demo_help = QLabel(t("sound-demo.help"), wordWrap=True)
        demo_help.setProperty("tone", "secondary")
        demo_help.setContentsMargins(38, 0, 0, 0)
        self._state = QLabel(wordWrap=True)
        self.meter = InputMeter()
        self.volume = Volume()
        self.volume.show_db(bridge.sound.volume_db)
        self.use = Button("sound-use", "check", "primary")
        self.again = Button("sound-again")
        self.close_button = Button("close", "", "quiet")
        self._channel_label = QLabel(t("sound-channel"))
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        rows = (
            (QLabel(t("sound-output")), self.output),
            (QLabel(t("sound-input")), self.input),
            (self._channel_label, self.channel),
        )
        for row, (label, box) in enumerate(rows):
            label.setBuddy(box)
            form.addWidget(label, row, 0)
            form.addWidget(box, row, 1)
        levels = QHBoxLayout()
        levels.setSpacing(24)
        levels.addWidget(self.meter, 1)
        levels.addWidget(self.volume, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self._state)
        column.addLayout(form)
        column.addWidget(self.demo)
        column.addWidget(demo_help)
        column.addLayout(levels)
        self.pads = PadSettings(bridge)
        column.addWidget(self.pads)
        self.pads.grown.connect(lambda: self.resize(self.width(), column.totalHeightForWidth(self.width())))
        self.finished.connect(lambda result: self.pads.leave())
        column.addStretch(1)
        column.addLayout(beside(self.use, self.again, None, self.close_button))
        self.output.currentIndexChanged.connect(self._offer_inputs)
        self.input.currentIndexChanged.connect(self._offer_channels)
        self.demo.toggled.connect(self._enable)
        self.use.clicked.connect(self._use)
        self.again.clicked.connect(bridge.sound.look_again)
        self.close_button.clicked.connect(self.accept)
        self.volume.turned.connect(bridge.sound.set_volume)
        bridge.sound.changed.connect(self._show)
        bridge.moment_changed.connect(self._show_level)
        self._listed: object = None
        self._show()

    # --- showing

    def _show(self) -> None:
        sound = self._bridge.sound
        if sound.listed is None:
            self._state.setText(t("sound-searching"))
        elif sound.is_demo:
            self._state.setText(t("sound-opened-demo"))
        elif sound.is_open:
            self._state.setText(t("sound-opened", name=self._bridge.link.device_name))
        else:
            self._state.setText(t("sound-none"))
        self.again.setEnabled(sound.listed is not None and not self._bridge.moment.recording)
        if sound.listed is not self._listed:
            self._listed = sound.listed
            self._offer()
        self._enable()

    def _offer(self) -> None:
        listed, wish = self._bridge.sound.listed, self._bridge.sound.wish
        rows = [row for row in listed.devices if row.outputs and row.host_api != DEMO] if listed else []
        best = automatic(listed) if listed else None
        self.output.blockSignals(True)
        self.output.clear()
        self.output.addItem(t("sound-automatic-named", name=best.output_name) if best else t("sound-automatic"), None)
        for row in rows:
            self.output.addItem(f"{row.name} ({row.host_api})", row)
        wanted = (wish.output_name, wish.host_api) if wish else None
        chosen = next((n for n, row in enumerate(rows, 1) if (row.name, row.host_api) == wanted), 0)
        self.output.setCurrentIndex(chosen)
        self.output.blockSignals(False)
        self.demo.setChecked(wish is not None and wish.host_api == DEMO)
        self._offer_inputs()

    def _offer_inputs(self) -> None:
        listed, wish = self._bridge.sound.listed, self._bridge.sound.wish
        output: DeviceInfo | None = self.output.currentData()
        self.input.blockSignals(True)
        self.input.clear()
        if output is None or listed is None:
            best = automatic(listed) if listed else None
            name = best.input_name if best else ""
            self.input.addItem(t("sound-automatic-named", name=name) if name else t("sound-automatic"), None)
        else:
            rows = [row for row in listed.devices if row.inputs and row.host_api == output.host_api]
            for row in rows:
                self.input.addItem(row.name, row)
            self.input.addItem(t("sound-no-input"), None)
            names = [row.name for row in rows]
            wanted = wish.input_name if wish else listed.default_input
            self.input.setCurrentIndex(names.index(wanted) if wanted in names else 0)
        self.input.blockSignals(False)
        self._offer_channels()

    def _offer_channels(self) -> None:
        heard: DeviceInfo | None = self.input.currentData()
        wish = self._bridge.sound.wish
        count = heard.inputs if heard else 0
        self.channel.clear()
        for number in range(1, count + 1):
            self.channel.addItem(t("sound-channel-number", number=number))
        if heard and wish and wish.input_name == heard.name and wish.input_channel < count:
            self.channel.setCurrentIndex(wish.input_channel)
        self.channel.setVisible(count > 1)
        self._channel_label.setVisible(count > 1)

    def _enable(self) -> None:
        for box in (self.output, self.input, self.channel):
            box.setEnabled(not self.demo.isChecked() and self._bridge.sound.listed is not None)
        self.use.setEnabled(not self._bridge.moment.recording)

    def _show_level(self) -> None:
        self.meter.show_level(self._bridge.moment.input_db)

    # --- choosing

    def _use(self) -> None:
        self._bridge.sound.choose(self._wish())

    def _wish(self) -> DeviceWish | None:
        """What the boxes say; None for automatic."""
        if self.demo.isChecked():
            return DEMO_WISH
        output: DeviceInfo | None = self.output.currentData()
        if output is None:
            return None
        return wish_for(self.input.currentData(), output, max(self.channel.currentIndex(), 0))
