"""MIDI ports of this machine: found, listened to, sent to. The only file that imports rtmidi, and only when somebody
asks for ports.

Looking for ports must never print, start a server or wait for one, so an interface is only touched where it is sure to
answer. rtmidi hands messages over on threads of its own; over JACK that is a realtime thread.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

CLIENT = "rapstudio"
"""What our own ports are called among those of others."""
_SETTLE_S = 0.02
"""A message that is being handed over when its port closes has this long to arrive: closing waits for rtmidi's thread,
which may be waiting for us."""
_ALSA_ADDRESS = re.compile(r" \d+:\d+$")
_WINDOWS_NUMBER = re.compile(r" \d+$")
_NO_CONTROLLER = re.compile(r"^Midi Through\b", re.IGNORECASE)
_BRIDGES = re.compile(r"^(system:midi_|a2j:|alsa_midi:)")
"""JACK's copies of ports that ALSA has too."""

Heard = Callable[[str, list[int]], None]
"""Gets the controller's name and the bytes of a message, on whatever thread it came in."""


class PortId(NamedTuple):
    """One port, as long as it is plugged in."""

    interface: int
    name: str
    """The whole name that the system gives it."""
    twin: int
    """0, or which one it is of several with the same name."""

    @property
    def controller(self) -> str:
        """The name without what changes when it is plugged in again."""
        return controller_name(self.name)


def controller_name(name: str) -> str:
    """A port's name without the number that the system adds to it."""
    short = _ALSA_ADDRESS.sub("", name)
    return _WINDOWS_NUMBER.sub("", short) if sys.platform == "win32" else short


class Ports:
    """The ports of one direction. Not for several threads at once; only `heard` comes from others."""

    def __init__(self, *, inputs: bool) -> None:
        self._inputs = inputs
        self._finders: dict[int, Any] = {}
        self._open: dict[PortId, Any] = {}

    @property
    def open(self) -> tuple[PortId, ...]:
        return tuple(self._open)

    def look(self) -> tuple[PortId, ...]:
        """All ports there are now, but our own and those that lead nowhere. Ports of an interface that is gone are
        forgotten."""
        found: list[PortId] = []
        answering = interfaces()
        for interface in [gone for gone in self._finders if gone not in answering]:
            self._forget(interface)
        both = len(answering) > 1
        for interface in answering:
            for name in self._names(interface):
                ours = CLIENT in name or _NO_CONTROLLER.match(name)
                if not ours and not (both and interface == _JACK and _BRIDGES.match(name)):
                    twin = sum((port.interface, port.name) == (interface, name) for port in found)
                    found.append(PortId(interface, name, twin))
        return tuple(found)

    def open_port(self, port: PortId, heard: Heard | None = None) -> bool:
        """Listens to a port, or makes it ready to send to; False if it would not be opened, or has just gone."""
        rtmidi = _rtmidi()
        names = self._names(port.interface)
        places = [number for number, name in enumerate(names) if name == port.name]
        if port.twin >= len(places):
            return False
        try:
            kind = rtmidi.MidiIn if self._inputs else rtmidi.MidiOut
            device = kind(port.interface, name=CLIENT)
            if heard is not None:
                controller = port.controller
                device.set_callback(lambda event, _: heard(controller, event[0]))
            device.open_port(places[port.twin], name="in" if self._inputs else "out")
        except (SystemError, RuntimeError, ValueError):
            return False  # somebody else has it for themselves
        self._open[port] = device
        return True

    def send(self, message: Iterable[int]) -> None:
        """To every port that is open; one that has just gone hears nothing."""
        for device in list(self._open.values()):
            with contextlib.suppress(SystemError, RuntimeError, ValueError):
                device.send_message(list(message))

    def close_ports(self, ports: Iterable[PortId]) -> None:
        """Lets go of ports that are open."""
        devices = [device for device in (self._open.pop(port, None) for port in ports) if device is not None]
        if self._inputs and devices:
            for device in devices:
                device.cancel_callback()
            time.sleep(_SETTLE_S)
        for device in devices:
            with contextlib.suppress(SystemError, RuntimeError):
                device.close_port()
            device.delete()

    def close(self) -> None:
        """Lets go of everything, so that a server need not find out by itself that we are gone."""
        answering = interfaces() if self._finders else ()
        for interface in [gone for gone in self._finders if gone not in answering]:
            self._forget(interface)
        self.close_ports(self.open)
        for finder in self._finders.values():
            finder.delete()
        self._finders = {}

    def _names(self, interface: int) -> list[str]:
        """The names that an interface gives its ports, in its order."""
        try:
            if interface not in self._finders:
                kind = _rtmidi().MidiIn if self._inputs else _rtmidi().MidiOut
                self._finders[interface] = kind(interface, name=CLIENT)
            return [name for name in self._finders[interface].get_ports() if name]
        except (SystemError, RuntimeError, ValueError):
            return []

    def _forget(self, interface: int) -> None:
        """Drops what belonged to an interface whose server has died; closing would ask the server."""
        _GONE.append(self._finders.pop(interface))
        for port in [port for port in self._open if port.interface == interface]:
            device = self._open.pop(port)
            if self._inputs:
                device.cancel_callback()
            _GONE.append(device)


_GONE: list[Any] = []
"""Ports of servers that died: kept, because ending them would wait for an answer."""
_ALSA, _JACK = 2, 3
_CORE, _WINDOWS = 1, 4
"""rtmidi's numbers of its interfaces."""


def interfaces() -> tuple[int, ...]:
    """rtmidi's numbers of the interfaces that answer here and now."""
    answers = {_CORE: lambda: True, _WINDOWS: lambda: True, _ALSA: _has_alsa, _JACK: _has_jack}
    return tuple(number for number in _rtmidi().get_compiled_api() if number in answers and answers[number]())


def _has_alsa() -> bool:
    return os.access("/dev/snd/seq", os.R_OK | os.W_OK)


def _has_jack() -> bool:
    """Whether a JACK server of ours runs, and is not held: of one that is stopped nobody gets an answer, ever."""
    if sys.platform != "linux":
        return False
    name = f"jack_{os.environ.get('JACK_DEFAULT_SERVER') or 'default'}_{os.getuid()}_0"
    return any(_runs(_server(Path(room) / name)) for room in ("/dev/shm", "/tmp"))


_servers: dict[tuple[Path, int], int] = {}


def _server(path: Path) -> int:
    """The process that listens on a socket, 0 for none. It is asked once: whoever knocks wakes it up."""
    try:
        key = (path, path.stat().st_ino)
        if key not in _servers and path.is_socket():
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
                probe.settimeout(0.2)
                probe.connect(str(path))
                facts = probe.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
                _servers[key] = struct.unpack("3i", facts)[0]
        return _servers.get(key, 0)
    except OSError:
        return 0


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in "TtZX"


_loading = threading.Lock()


def _rtmidi() -> Any:
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    with _loading:
        first = "rtmidi" not in sys.modules
        import rtmidi

        if first:
            _hush_jack()
    return rtmidi


def _hush_jack() -> None:
    """Gives rtmidi's JACK library something else to do with its messages than to print them: to count their letters."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        maps = Path("/proc/self/maps").read_text()
        quiet = ctypes.cast(ctypes.CDLL(None).strlen, ctypes.c_void_p)
        for file in sorted(set(re.findall(r"/\S*/libjack[^/\s]*\.so\S*", maps))):
            library = ctypes.CDLL(file)
            library.jack_set_error_function(quiet)
            library.jack_set_info_function(quiet)
