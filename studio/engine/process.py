"""The engine as a process of its own: `python -m studio.engine.process FOLDER`.

It outlives its window while it records, and it can be ended at any moment: a device that hangs inside its driver can
only be cured by ending the process that opened it. It listens on a socket in FOLDER, a private folder of this person
on this machine.
"""

from __future__ import annotations

import contextlib
import logging
import mmap
import os
import queue
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, Listener, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from studio.engine import messages, state
from studio.engine.address import socket_address
from studio.errors import StudioError

if TYPE_CHECKING:
    from studio.engine.engine import Engine
    from studio.engine.midi import LiveMidi

_PAUSE_S = 0.005
_PREFETCH_S = 1.0
_COMING_S = 120.0
"""How long an engine waits for its first window, as long as whoever started it is there: one that is still being loaded
and built on a busy machine."""
_LINGER_S = 5.0
"""How long an engine without a window waits for a new one."""
_ALONE_S = 600.0
"""How long a take goes on without a window."""
_QUIT = messages.packed(messages.Quit())
_log = logging.getLogger(__name__)


class Host:
    """The control thread of the engine process: carries out commands, tells events, keeps time for what must happen by
    itself."""

    def __init__(self, folder: Path, started_by: int) -> None:
        """`started_by`: the id of the process whose window is to come."""
        self._folder = folder
        self._status_path = folder / f"status-{os.getpid()}"
        self._status = _shared_status(self._status_path)
        self._status["pid"] = os.getpid()
        self._events: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._windows: queue.SimpleQueue[Connection[Any, Any]] = queue.SimpleQueue()
        self._window: Connection[Any, Any] | None = None
        self._waiting: deque[bytes] = deque()  # until the kernels are there
        self._alone_since = time.monotonic()
        self._awaits: int | None = started_by
        """Whose window has not come yet; None once one has."""
        self._engine: Engine | None = None
        self._midi: LiveMidi | None = None
        self._ready = False
        self._quit = threading.Event()
        self._wish: messages.OpenDevice | None = None
        self._told_plan = -1
        address, family = socket_address(folder)
        if family == "AF_UNIX":
            Path(address).unlink(missing_ok=True)
        self._listener = Listener(address, family)
        threading.Thread(target=self._accept, name="door", daemon=True).start()

    def run(self) -> None:
        """Until `Quit`, or until nobody has needed it for long enough."""
        try:
            threading.Thread(target=self._warm, name="warming", daemon=True).start()
            threading.Thread(target=self._prefetch, name="prefetch", daemon=True).start()
            while not self._quit.is_set():
                self._meet()
                self._wait()
                self._read()
                self._keep_house()
                self._tell_all()
        finally:
            self._end()

    def stop(self) -> None:
        """Ends `run` soon; the take is kept."""
        self._quit.set()

    # --- the window

    def _accept(self) -> None:
        while True:
            try:
                self._windows.put(self._listener.accept())
            except OSError:
                return

    def _meet(self) -> None:
        while not self._windows.empty():
            self._lose_window()
            self._window, self._awaits = self._windows.get(), None
            self._waiting.clear()
            order = self._engine.take_order if self._engine else None
            self._send(
                messages.Hello(
                    protocol=messages.PROTOCOL, pid=os.getpid(), status_file=self._status_path.name, order=order
                )
            )
            if self._ready:
                self._send(messages.Ready())

    def _wait(self) -> None:
        """Until a command comes, a moment at most."""
        if self._window is None:
            time.sleep(_PAUSE_S)
        else:
            wait([self._window], _PAUSE_S)

    def _read(self) -> None:
        try:
            while self._window is not None and self._window.poll(0):
                self._waiting.append(self._window.recv_bytes())
        except (EOFError, OSError):
            self._lose_window()
        if _QUIT in self._waiting:
            self._quit.set()
        while self._waiting and self._ready:
            self._status[0]["busy"] = 1
            self._carry_out(self._waiting.popleft())
            self._status[0]["busy"] = 0

    def _lose_window(self) -> None:
        if self._window is not None:
            self._window.close()
            self._window = None
            self._alone_since = time.monotonic()

    def _send(self, event: Any) -> None:
        if self._window is not None:
            try:
                self._window.send_bytes(messages.packed(event))
            except (OSError, ValueError):
                self._lose_window()

    def _tell_all(self) -> None:
        while not self._events.empty():
            self._send(self._events.get())

    # --- commands

    def _carry_out(self, data: bytes) -> None:
        try:
            command = messages.command_of(data)
            self._COMMANDS[type(command)](self, command)
        except StudioError as error:
            self._send(messages.Trouble(code=error.code, fields=dict(error.fields)))
        except msgspec.DecodeError:
            _log.warning("a command that nobody understands")
        except Exception as error:
            _log.exception("command failed")
            self._send(messages.Trouble(code="unexpected", fields={"what": type(error).__name__}))

    def _at_rate(self, rate_hz: int) -> Engine:
        """The engine at a rate; a new one, with the same device, if it ran at another."""
        from studio.engine.engine import Engine

        if self._engine is not None and self._engine.rate_hz == rate_hz:
            return self._engine
        before, self._engine = self._engine, None
        if before is not None:
            before.close()
        self._engine = Engine(rate_hz, status=self._status, tell=self._events.put)
        self._told_plan = -1
        if before is not None:
            self._engine.memory.monitor_knobs[:] = before.memory.monitor_knobs
        return self._engine

    def _load(self, command: messages.Load) -> None:
        folder = Path(command.folder)
        engine = self._at_rate(command.song.rate_hz)
        engine.load(command.song, lambda media: folder / media.file, command.kits, at_bar=command.at_bar)
        if self._wish is not None and engine.device is None:  # the song has another rate than the one before
            self._open(msgspec.structs.replace(self._wish, rate_hz=engine.rate_hz))

    def _open(self, command: messages.OpenDevice) -> None:
        self._wish = None
        engine = self._at_rate(command.rate_hz)
        engine.open_device(command.wish, command.demo_voice, command.measured)
        self._wish = command
        self._tell_device(engine)

    def _use_latency(self, command: messages.UseLatency) -> None:
        if self._wish is not None:
            self._wish = msgspec.structs.replace(self._wish, measured=command.measured)
            self._song_engine.use_latency(command.measured)
            self._tell_device(self._song_engine)

    def _tell_device(self, engine: Engine) -> None:
        from studio.engine.choice import DEMO

        if engine.device is None:
            return
        opened = engine.device.opened
        self._send(
            messages.DeviceOpened(
                host_api=opened.host_api,
                name=opened.name,
                rate_hz=opened.rate_hz,
                block_frames=opened.block_frames,
                input_latency_frames=opened.input_latency_frames,
                output_latency_frames=opened.output_latency_frames,
                is_demo=opened.host_api == DEMO,
                round_trip_frames=int(engine.status["round_trip"]),
                measured_on=engine.measured_on,
            )
        )

    def _list(self, _: messages.ListDevices) -> None:
        from studio.engine.devices import list_devices

        found, default_input, default_output = list_devices()
        self._send(messages.DevicesListed(devices=found, default_input=default_input, default_output=default_output))

    def _close_device(self, _: messages.CloseDevice) -> None:
        self._wish = None
        self._song_engine.close_device()

    def _map_midi(self, command: messages.MidiMap) -> None:
        from studio.engine.midi import LiveMidi

        if self._midi is None:
            self._midi = LiveMidi(lambda: self._engine, self._events.put)
        self._midi.set_map(command)

    @property
    def _song_engine(self) -> Engine:
        if self._engine is None:
            raise StudioError("song-empty")
        return self._engine

    _COMMANDS: dict[type, Callable[[Host, Any], object]] = {
        messages.Load: _load,
        messages.OpenDevice: _open,
        messages.CloseDevice: _close_device,
        messages.UseLatency: _use_latency,
        messages.ListDevices: _list,
        messages.Play: lambda self, command: self._song_engine.play(command.at_beat, command.count_in_bars),
        messages.Stop: lambda self, command: self._song_engine.stop(),
        messages.Locate: lambda self, command: self._song_engine.locate(command.at_beat),
        messages.Loop: lambda self, command: self._song_engine.loop(command.start_beat, command.end_beat),
        messages.Record: lambda self, command: self._song_engine.record(command.order),
        messages.SetKnob: lambda self, command: self._song_engine.set_knob(command.target, command.name, command.value),
        messages.Trigger: lambda self, command: self._song_engine.trigger(
            command.track_id, command.sound, command.gain, command.midi_note, command.hold
        ),
        messages.Release: lambda self, command: self._song_engine.release(
            command.track_id, command.sound, command.midi_note
        ),
        messages.Cue: lambda self, command: self._song_engine.cue(
            command.media_id, command.offset_frames, command.length_frames, command.gain_db
        ),
        messages.MidiMap: _map_midi,
        messages.ForgetBefore: lambda self, command: self._engine.forget_before() if self._engine else None,
        messages.ResetMeters: lambda self, command: self._song_engine.reset_meters(),
        messages.Quit: lambda self, command: self._quit.set(),
    }

    # --- by itself

    def _warm(self) -> None:
        from studio.engine.warm import warm_up

        try:
            warm_up(lambda share: self._events.put(messages.Warming(share=share)))
        except Exception:
            _log.exception("the kernels could not be compiled")
            self._events.put(messages.Trouble(code="engine-gone", fields={}))
            self._quit.set()
            return
        self._ready = True
        self._events.put(messages.Ready())

    def _prefetch(self) -> None:
        """On a thread of its own: a stick or a network share may let a reader wait."""
        while not self._quit.wait(_PREFETCH_S):
            if self._engine is not None:
                self._engine.prefetch()

    def _keep_house(self) -> None:
        self._status[0]["heartbeat"] += 1
        now = time.monotonic()
        engine = self._engine
        if engine is not None:
            try:
                if engine.tick() and engine.song is not None and engine.plans != self._told_plan:
                    self._told_plan = engine.plans
                    missing = tuple(sorted(engine.missing))
                    self._send(messages.Loaded(plan=engine.plans, missing=missing, strips=engine.strips))
            except StudioError as error:
                self._send(messages.Trouble(code=error.code, fields=dict(error.fields)))
        if self._window is None and now - self._alone_since > self._patience_s():
            self._quit.set()

    def _patience_s(self) -> float:
        """How long it stays without a window."""
        if self._engine is not None and self._engine.recording:
            return _ALONE_S
        # on Windows a launcher may stand between the two
        is_coming = self._awaits is not None and (sys.platform == "win32" or self._awaits == os.getppid())
        return _COMING_S if is_coming else _LINGER_S

    def _end(self) -> None:
        """Keeps the take first; the device may hang, so the process does not wait for it."""
        self._listener.close()
        if self._engine is not None:
            self._engine.keep_take("window-gone" if self._window is None else "stopped")
            self._tell_all()
        if self._midi is not None:
            self._midi.close()
        self._lose_window()
        with contextlib.suppress(OSError):  # Windows keeps a file that is mapped
            self._status_path.unlink(missing_ok=True)
        logging.shutdown()
        os._exit(0)


def _shared_status(path: Path) -> Any:
    size = state.STATUS.itemsize
    with open(path, "wb+") as file:
        file.truncate(size)
        memory = mmap.mmap(file.fileno(), size)
    return np.frombuffer(memory, state.STATUS)


def main() -> None:
    """Runs the engine process: `FOLDER PID`, where it lives and who started it."""
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    host = Host(Path(sys.argv[1]), int(sys.argv[2]))
    signal.signal(signal.SIGTERM, lambda *_: host.stop())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    host.run()


if __name__ == "__main__":
    main()
