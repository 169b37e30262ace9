"""A song without a window, for the command line: its folder, its edits, and the engine process once it is needed.
Knows no Qt."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import presets
from beats import kitshelf
from recorder import passes
from studio import media, storage
from studio.device import DeviceWish
from studio.engine import messages
from studio.engine.choice import DEMO_WISH, automatic, named
from studio.engine.client import EngineClient
from studio.errors import StudioError
from studio.song import Song
from studio.songfile import SongFolder
from ui import steps
from ui.i18n import t

Tell = Callable[[float], None]
_ANSWER_S = 120.0
_LOOK_S = 0.02


class Session:
    """Opens the song folder at `path`; as a context it closes folder and engine. StudioError as `SongFolder.open`."""

    def __init__(self, path: Path) -> None:
        self.places = storage.places()
        self.folder = SongFolder.open(path, rescue_track=t("rescue-track"), copy_word=t("copy-word"))
        self.song = self.folder.song
        self.device: messages.DeviceOpened | None = None
        self.wish: DeviceWish | None = None
        """What was asked for when the device was opened."""
        self._client: EngineClient | None = None
        self._runtime = runtime_folder()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()
        shutil.rmtree(self._runtime, ignore_errors=True)
        if not self.folder.read_only:
            self.folder.save()
        self.folder.close()

    def apply(self, song: Song, label: str) -> None:
        """Takes over an edit. StudioError("song-read-only") where none may be kept."""
        if self.folder.read_only:
            raise StudioError("song-read-only", name=self.folder.path.name)
        self.song = song
        self.folder.commit(song, label)
        if self._client is not None:
            self._load()

    def import_beat(self, source: Path, tell: Tell | None = None) -> media.Imported:
        """Brings an audio file in as the song's beat. StudioError as `media.import_audio`."""
        name, target = self.folder.new_media()
        made = media.import_audio(source, target, self.song.rate_hz, progress=tell)
        self.apply(steps.with_beat(self.song, f"media/{name}.wav", made), "edit-add-clip")
        return made

    def kits(self, tell: Tell | None = None) -> dict[str, dict[str, messages.SoundSource]]:
        """The sounds that the song plays, made if they are not there yet; its own kits are put into its folder."""
        for name in {track.kit for track in self.song.tracks if track.kit}:
            if not self.folder.read_only:
                kitshelf.carry(name, self.places.kits, self.folder.path)
        homes = kitshelf.homes_of(self.folder.path, self.places.kits)
        return kitshelf.song_sources(self.song, self.places.cache, homes, tell)

    def open_device(self, name: str = "", tell: Tell | None = None) -> messages.DeviceOpened:
        """Starts the engine and opens a device: the named one, else the one this machine has chosen, else the system's
        own.

        StudioError device-none, device-missing, …; `tell` gets the share of a first compilation.
        """
        client = self._start(tell)
        self.wish = wish = self._wish(client, name)
        voice = str(demo_voice(self.places.cache, self.song.rate_hz)) if wish.host_api == DEMO_WISH.host_api else ""
        measured = storage.read_settings(self.places.settings).measured
        client.open_device(wish, self.song.rate_hz, voice, measured)
        self.device = self._answer(messages.DeviceOpened)
        self._load()
        self._answer(messages.Loaded)
        return self.device

    @property
    def round_trip_frames(self) -> int:
        """From a frame that is played to the same frame heard, as takes are placed now."""
        return self._engine().status.round_trip_frames

    def record(
        self,
        seconds: float,
        at_beat: float,
        count_in_bars: int = 0,
        tell: Tell | None = None,
        *,
        loop_end_beat: float | None = None,
    ) -> messages.TakeClosed:
        """Records on the song's voice track for so many seconds and puts the take into the song.

        With `loop_end_beat` the song comes back from there to `at_beat` meanwhile: every time round is a take. What was
        recorded is kept also when the device goes away meanwhile; `why` of the answer tells.
        """
        client = self._engine()
        track_id = steps.track_to_record(self.song, "")
        take_id, path = self.folder.new_take()
        client.record(
            messages.RecordOrder(
                take_id=take_id,
                path=str(path),
                track_id=track_id,
                at_beat=at_beat,
                count_in_bars=count_in_bars,
                loop_end_beat=loop_end_beat,
            )
        )
        at_frame, wanted = self.song.frame_of(at_beat), round(seconds * self.song.rate_hz)
        closed = self._answer(
            messages.TakeClosed,
            _ANSWER_S + seconds,
            meanwhile=lambda: _stop_at(client, at_frame, wanted, tell),
        )
        if closed.frames:
            self.apply(passes.kept(self.song, closed, *self._at_song_rate(closed, path)), "edit-record")
        return closed

    def _at_song_rate(self, closed: messages.TakeClosed, path: Path) -> tuple[str, int]:
        """The file that is heard of a take, and its frames: the take itself, or a copy where the device ran at another
        rate than the song."""
        if closed.rate_hz == self.song.rate_hz:
            return f"takes/{path.name}", closed.frames
        name, target = self.folder.new_media()
        return f"media/{name}.wav", media.import_audio(path, target, self.song.rate_hz).frames

    def play(self, until_frame: int, tell: Tell | None = None) -> None:
        """Plays from the start to a frame."""
        client = self._engine()
        client.play(0.0)

        def look() -> bool:
            frame = client.status.playhead_frame
            if tell is not None:
                tell(max(min(frame / until_frame, 1.0), 0.0))
            return frame >= until_frame

        self._wait(look, until_frame / self.song.rate_hz + _ANSWER_S)
        client.stop()

    # --- the engine

    def _start(self, tell: Tell | None) -> EngineClient:
        if self._client is None:
            self._client = client = EngineClient(self._runtime)
            client.start()
            self._wait(lambda: client.ready, _ANSWER_S, tell)
        return self._client

    def _engine(self) -> EngineClient:
        if self._client is None or self.device is None:
            raise StudioError("device-none")
        return self._client

    def _load(self) -> None:
        assert self._client is not None
        self._client.load(self.song, self.folder.path, self.kits())

    def _wish(self, client: EngineClient, name: str) -> DeviceWish:
        chosen = storage.read_settings(self.places.settings).device
        if not name and chosen is not None:
            return chosen
        client.list_devices()
        listed = self._answer(messages.DevicesListed)
        wish = named(listed, name) if name else automatic(listed)
        if wish is None:
            raise StudioError("device-missing", name=name) if name else StudioError("device-none")
        return wish

    def _answer(
        self, kind: type, seconds: float = _ANSWER_S, meanwhile: Callable[[], object] = lambda: None
    ) -> messages.Event:
        """The next event of a kind; trouble on the way is raised, but for what ends a take, which closes it."""
        found: list[messages.Event] = []

        def look() -> bool:
            meanwhile()
            return bool(found)

        self._wait(look, seconds, found=found, kind=kind)
        return found[0]

    def _wait(
        self,
        done: Callable[[], bool],
        seconds: float,
        tell: Tell | None = None,
        found: list[messages.Event] | None = None,
        kind: type | None = None,
    ) -> None:
        assert self._client is not None
        deadline = time.monotonic() + seconds
        while not done():
            for event in self._client.tick():
                if kind is not None and found is not None and isinstance(event, kind):
                    found.append(event)
                elif isinstance(event, messages.Warming) and tell is not None:
                    tell(event.share)
                elif isinstance(event, messages.Trouble) and not (
                    kind is messages.TakeClosed and event.code in ("device-lost", "device-unsteady", "engine-gone")
                ):
                    raise StudioError(event.code, **event.fields)
            if time.monotonic() > deadline:
                raise StudioError("engine-gone")
            time.sleep(_LOOK_S)


def runtime_folder() -> Path:
    """A runtime folder for this call of the command line alone: it shares its engine with nobody."""
    folder = storage.places().runtime / f"cli-{os.getpid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _stop_at(client: EngineClient, at_frame: int, frames: int, tell: Tell | None) -> None:
    """Stops once so many frames are on disk from the place where the take was to begin; its lead-in comes before."""
    done = client.status.take_frames - (at_frame - client.status.take_start_frame)
    if tell is not None:
        tell(max(min(done / frames, 1.0), 0.0))
    if client.status.recording and done >= frames:
        client.stop()


def demo_voice(cache: Path, rate_hz: int) -> Path:
    """The shipped verse as the demo device hears it: a WAV at a rate, made once per machine."""
    voice = cache / f"demo-voice-{rate_hz}.wav"
    if not voice.exists():
        media.import_audio(presets.load_verse().path, voice, rate_hz)
    return voice
