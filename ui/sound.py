"""Which microphone and which output: what is there, what is chosen and open, what is in the way, and how loud the ear
hears it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from studio.device import DeviceWish
from studio.engine import messages
from studio.engine.choice import DEMO, automatic
from studio.errors import StudioError
from ui.engine_link import EngineLink
from ui.jobs import Job, Progress, Stopped
from ui.notices import Notice, of_error
from ui.shelf import Shelf
from ui.widgets.volume import START_DB


class Sound(QObject):
    """Opens the chosen device when the engine is ready, and again whenever the choice or the song's rate changes."""

    changed = Signal()
    told = Signal(Notice)

    def __init__(self, link: EngineLink, wish: DeviceWish | None, shelf: Shelf, parent: QObject | None = None) -> None:
        """`wish` None is automatic. `shelf` remembers what is chosen."""
        super().__init__(parent)
        self._link, self._shelf = link, shelf
        self.wish = wish
        """What a person chose; None is automatic."""
        self.listed: messages.DevicesListed | None = None
        """What there is, once the engine has told."""
        self.rate_hz = 48_000
        self.volume_db = START_DB
        self.lost = ""
        """The name of the device that went away and is waited for."""
        self.warming: float | None = None
        """How much of the engine is made ready, 0…1, while it is."""
        self._waits = False
        """Whether the device is still in the hands of an engine that outlived its window."""
        self._voice: Job | None = None
        link.warming.connect(self._warm)
        link.ready.connect(self._ready)
        link.troubled.connect(self._troubled)
        link.devices_listed.connect(self._listed)
        link.device_opened.connect(self._opened)
        link.take_closed.connect(self._take_over)

    @property
    def is_open(self) -> bool:
        return self._link.device is not None

    @property
    def can_hear(self) -> bool:
        """Whether a microphone is open; an output may be without one."""
        wish = self.wish or (automatic(self.listed) if self.listed is not None else None)
        return self.is_open and wish is not None and bool(wish.input_name)

    @property
    def is_demo(self) -> bool:
        return self._link.device is not None and self._link.device.is_demo

    def is_there(self) -> bool:
        """Whether a device is open; if not, say what is in the way."""
        if not self.is_open:
            if self.lost:
                self.told.emit(of_error(StudioError("device-missing", name=self.lost)))
            elif self._link.is_ready and self.listed is not None:
                self.told.emit(of_error(StudioError("device-none")))
            else:
                self.told.emit(Notice("told-sound-warming"))
        return self.is_open

    def choose(self, wish: DeviceWish | None) -> None:
        """Use these from now on; None is automatic."""
        self._shelf.remember(device=wish)
        self.wish, self.lost = wish, ""
        self.open()

    def use_rate(self, rate_hz: int) -> None:
        """The song that is open now has this sample rate."""
        if rate_hz != self.rate_hz:
            self.rate_hz = rate_hz
            if self._link.device is not None:
                self.open()

    def look_again(self) -> None:
        """Look for devices that were plugged in since."""
        self.listed = None
        self._link.refresh_devices()
        self.changed.emit()

    def set_volume(self, volume_db: float) -> None:
        """How loud it is in the headphones."""
        self.volume_db = volume_db
        self._link.set_knob("monitor", "monitor_db", volume_db)

    def open(self) -> None:
        """Open what is chosen. What comes of it is told later."""
        if self.listed is None:
            return
        wish = self.wish or automatic(self.listed)
        if wish is None:
            self.told.emit(of_error(StudioError("device-none")))
        elif wish.host_api == DEMO:
            self._open_demo(wish)
        else:
            self._link.open_device(wish, self.rate_hz, "")

    def close(self) -> None:
        """Stay until the demo device's voice is made, if it is being made."""
        if self._voice is not None:
            self._voice.wait()

    def _warm(self, share: float) -> None:
        self.warming = share if share < 1.0 else None
        self.changed.emit()

    def _troubled(self, error: StudioError) -> None:
        if error.code == "device-lost":
            self.lost = str(error.fields["name"])

    def _ready(self) -> None:
        self.warming = None
        self._link.list_devices()
        self._link.set_knob("monitor", "monitor_db", self.volume_db)

    def _listed(self, listed: messages.DevicesListed) -> None:
        first = self.listed is None
        self.listed = listed
        if first and self._link.device is None and not self.lost:
            self._waits = self._link.recording
            if not self._waits:
                self.open()
        self.changed.emit()

    def _take_over(self, closed: messages.TakeClosed) -> None:
        """The take is over that an engine without a window was making: the device is ours again. After a sleep the
        device may only seem to be there: it is looked for and opened anew."""
        if self._waits:
            self._waits = False
            self.open()
        elif closed.why == "slept":
            self.look_again()

    def _opened(self, opened: messages.DeviceOpened) -> None:
        if self.lost and self.lost == opened.name:
            self.told.emit(Notice("told-device-back", {"name": opened.name}, "ok"))
        self.lost = ""
        self.changed.emit()

    def _open_demo(self, wish: DeviceWish) -> None:
        """The demo device hears a voice from the presets; it is made ready once per machine and rate."""
        rate_hz, cache = self.rate_hz, self._shelf.places.cache

        def work(progress: Progress, stopped: Stopped) -> str:
            from ui.session import demo_voice

            return str(demo_voice(cache, rate_hz))

        self._voice = Job("sound", work, self)
        self._voice.done.connect(lambda file: self._link.open_device(wish, rate_hz, file))
        self._voice.failed.connect(lambda error: self._link.open_device(wish, rate_hz, ""))
        self._voice.start()
