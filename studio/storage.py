"""Where things live on this machine, what it remembers about itself, and how much room there is.

Songs know nothing of the machine they are on, and the machine's settings nothing of the people who use it. The
environment variable `RAPSTUDIO_HOME` puts everything into one folder: for tests, and for a program on a stick.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec
import platformdirs
from msgspec import Meta

from studio import generation, params
from studio.device import DeviceWish, MeasuredLatency
from studio.disk import REAL, Disk, free_bytes, is_folder, is_plain, read_file, telling
from studio.errors import StudioError
from studio.journal import JOURNAL_FILE
from studio.names import song_folder_name
from studio.songfile import is_song_folder
from studio.wav import FRAME_BYTES

HOME = "RAPSTUDIO_HOME"
BALLAST_BYTES = 64_000_000
LOW_BYTES, LOW_MIN = 2_000_000_000, 60.0
REFUSE_BYTES = 500_000_000

_NAME = "rap-clinic-studio"
_SHORT_NAME = "rapstudio"
_LONGEST_RUNTIME = 80
"""A socket's path ends at 107 bytes."""
_SETTINGS_BYTES = 1_000_000
_VOICE_BYTES = 100_000
_VOICE_FILE = re.compile(r"own_[0-9a-f]{12}\.json")
_LONGEST_VOICE_NAME = 100
MOST_VOICES = 60
"""Own sounds; more than a person finds their way in."""
_BLOCK_BYTES = 1_000_000


class Places(NamedTuple):
    """Where things are. All are folders of this person alone, but for the files `settings`, `ballast`, `set_list`,
    `hand_over`."""

    songs: Path
    kits: Path
    """Own kits, for every song of this machine."""
    voices: Path
    """Own vocal sounds, likewise."""
    lessons: Path
    """Own lessons, likewise."""
    finished: Path
    """Files made to be taken away."""
    spool: Path
    """Takes whose song was out of reach while they were made."""
    cache: Path
    """Can be deleted at any time."""
    logs: Path
    runtime: Path
    """In memory where there is such a place, with a path short enough for a socket; empty after a restart."""
    settings: Path
    ballast: Path
    set_list: Path
    """Which songs go on the stage; a file."""
    hand_over: Path
    """What one shift leaves to the next; a file."""


def places() -> Places:
    """The places of this machine, each folder made if it was not there. StudioError: disk-full, disk-refused."""
    home = os.environ.get(HOME)
    base = Path(home).absolute() if home else platformdirs.user_data_path(_NAME, appauthor=False)
    found = Places(
        songs=base / "songs",
        kits=base / "kits",
        voices=base / "voices",
        lessons=base / "lessons",
        finished=base / "finished",
        spool=base / "spool",
        cache=base / "cache" if home else platformdirs.user_cache_path(_NAME, appauthor=False),
        logs=base / "logs" if home else platformdirs.user_log_path(_NAME, appauthor=False),
        runtime=_runtime(base),
        settings=(base if home else platformdirs.user_config_path(_NAME, appauthor=False)) / "settings.json",
        ballast=base / "ballast",
        set_list=base / "set-list.json",
        hand_over=base / "hand-over.json",
    )
    for folder in (
        found.songs,
        found.kits,
        found.voices,
        found.lessons,
        found.finished,
        found.spool,
        found.cache,
        found.logs,
        found.settings.parent,
    ):
        with telling(folder):
            folder.mkdir(0o700, parents=True, exist_ok=True)
    return found


def _runtime(base: Path) -> Path:
    """A private folder for sockets and shared memory; one that somebody else laid out for us is passed by."""
    mine = f"{_SHORT_NAME}-{hashlib.sha256(str(base).encode()).hexdigest()[:8]}"
    rooms = [os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm", tempfile.gettempdir()]
    for room in (Path(room) for room in rooms if room and os.path.isabs(room)):
        folder = room / (mine if not hasattr(os, "getuid") else f"{mine}-{os.getuid()}")
        if not room.is_dir() or len(str(folder).encode()) > _LONGEST_RUNTIME:
            continue
        with contextlib.suppress(OSError):
            folder.mkdir(0o700, exist_ok=True)
            if _is_private(folder):
                return folder
    raise StudioError("disk-refused", name=_SHORT_NAME)


def _is_private(folder: Path) -> bool:
    facts = os.lstat(folder)
    if not stat.S_ISDIR(facts.st_mode):
        return False
    return not hasattr(os, "getuid") or (facts.st_uid == os.getuid() and not facts.st_mode & 0o077)


# --- songs -----------------------------------------------------------------------------------------------------------


class SongEntry(NamedTuple):
    """A song for a list of songs, read without opening it."""

    title: str
    path: Path
    changed_s: float
    """When it was last worked on, by the clock of that time: to show, and to sort a list by, and for nothing else."""


def songs(folder: Path) -> list[SongEntry]:
    """The songs of a folder, the latest first. One that needs mending is called what its folder is called."""
    if not is_folder(folder):
        return []
    with telling(folder):
        found = [path for path in folder.iterdir() if is_folder(path) and is_song_folder(path)]
    entries = [SongEntry(generation.title_of(path) or path.name, path, _changed_s(path)) for path in found]
    return sorted(entries, key=lambda entry: (-entry.changed_s, entry.path.name))


def new_song_path(folder: Path, title: str) -> Path:
    """Where a new song of this title can be made. StudioError("disk-refused")."""
    with telling(folder):
        return folder / song_folder_name(title, [path.name for path in folder.iterdir()])


def _changed_s(path: Path) -> float:
    files = (path / generation.SONG_FILE, path / JOURNAL_FILE, path)
    times = []
    for file in files:
        with contextlib.suppress(OSError):
            times.append(os.lstat(file).st_mtime)
    return max(times, default=0.0)


# --- settings --------------------------------------------------------------------------------------------------------


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What this machine remembers about itself; nothing about anybody."""

    device: DeviceWish | None = None
    """None until one was chosen."""
    language: str = "nb"
    theme: str = "dark"
    calm: bool = False
    """Nothing moves that need not."""
    letters: bool = True
    """Single letters work as keys of the program."""
    count_in_bars: int = 2
    measured: tuple[MeasuredLatency, ...] = ()
    """The round trips measured here, the latest of each device once."""
    hears_itself: bool = False
    """The program lets the singer hear the microphone; else the audio interface does."""
    lyrics_px: int = 26
    """How large the words stand: 18…48."""
    lyrics_hidden: bool = False
    lesson_px: int = 24
    """How large the steps of lessons stand: 20…40."""
    lead_keys: tuple[str, str, str, str] = ("PgDown", "PgUp", "Shift+PgDown", "Shift+PgUp")
    """Of a clicker or a second keyboard, while a lesson is led: next step, step before, ring on, ring back."""
    snap: Literal["line", "beat", "free"] = "line"
    """Where the edges of clips come to rest."""
    at_bar: bool = False
    """A change of the beat waits for the next bar while it plays."""
    monitor_db: float = 0.0
    """What the ear hears beside the mix: `params.MONITOR`."""
    pads: dict[str, dict[int, str]] = {}
    """By controller: the sounds that its pads play, by key; "" for none."""
    velocity_curve: str = "normal"
    clock_ports: tuple[str, ...] = ()
    """Where the MIDI clock goes."""


def read_settings(path: Path) -> Settings:
    """The settings of this machine; the defaults if there are none.

    A file that makes no sense is put aside as `settings-damaged.json`, and the defaults count.
    """
    if not os.path.lexists(path):
        return Settings()
    try:
        found = msgspec.json.decode(read_file(path, _SETTINGS_BYTES), type=Settings)
    except (OSError, ValueError, RecursionError):
        with contextlib.suppress(OSError):
            REAL.replace(path, path.with_name(f"{path.stem}-damaged{path.suffix}"))
        return Settings()
    return msgspec.structs.replace(found, monitor_db=params.knob("monitor_db").clamp(found.monitor_db))


def write_settings(path: Path, settings: Settings, disk: Disk = REAL) -> None:
    """Remember; at every moment the old file or the new one is there. StudioError: disk-full, disk-refused."""
    disk.write_file(path, msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n")


# --- own vocal sounds ------------------------------------------------------------------------------------------------


class OwnVoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A vocal sound that somebody kept under a name."""

    format: Literal[1] = 1
    name: Annotated[str, Meta(min_length=1, max_length=100)]
    """What it is called, any script."""
    knobs: dict[str, float]
    """Rows of `params.TRACK`."""

    def __post_init__(self) -> None:
        for name, value in self.knobs.items():
            if name not in params.TRACK_INDEX or params.TRACK[params.TRACK_INDEX[name]].clamp(value) != value:
                raise ValueError(name)


def own_voices(folder: Path) -> dict[str, OwnVoice]:
    """The own sounds of this machine by id, in the order of their names. A file that makes no sense is passed over."""
    found = {}
    if is_folder(folder):
        with telling(folder):
            files = [path for path in folder.iterdir() if _VOICE_FILE.fullmatch(path.name)]
        for path in files:
            with contextlib.suppress(OSError, ValueError, RecursionError):
                voice = msgspec.json.decode(read_file(path, _VOICE_BYTES), type=OwnVoice)
                if own_voice_id(voice.name) == path.stem:
                    found[path.stem] = voice
    return dict(sorted(found.items(), key=lambda pair: (pair[1].name.casefold(), pair[0])))


def keep_voice(folder: Path, name: str, knobs: Mapping[str, float], *, replace: bool = False, disk: Disk = REAL) -> str:
    """Keep a sound under a name; its id. At every moment the old file or the new one is there.

    StudioError: voice-exists where that name is taken and `replace` was not said, voice-too-many, bad-value,
    disk-full, disk-refused.
    """
    name = _called(name)
    if not 0 < len(name) <= _LONGEST_VOICE_NAME:
        raise StudioError("bad-value", name="name", value=name[:_LONGEST_VOICE_NAME])
    voices, own_id = own_voices(folder), own_voice_id(name)
    if own_id in voices and not replace:
        raise StudioError("voice-exists", name=name)
    if own_id not in voices and len(voices) >= MOST_VOICES:
        raise StudioError("voice-too-many", limit=MOST_VOICES)
    try:
        voice = OwnVoice(name=name, knobs=dict(knobs))
        data = msgspec.json.format(msgspec.json.encode(voice), indent=1) + b"\n"
    except ValueError as error:  # a lone surrogate is one too
        raise StudioError("bad-value", name="name", value=ascii(error)) from None
    path = folder / f"{own_id}.json"
    if own_id not in voices and os.path.lexists(path):
        with contextlib.suppress(OSError):
            disk.replace(path, path.with_name(f"{own_id}-damaged.json"))
    disk.write_file(path, data)
    return own_id


def remove_voice(folder: Path, own_id: str, disk: Disk = REAL) -> None:
    """Take an own sound away; songs that use it sound as before. StudioError: voice-missing, disk-refused."""
    if own_id not in own_voices(folder):
        raise StudioError("voice-missing", name=own_id)
    with telling(folder):
        disk.remove(folder / f"{own_id}.json")


def own_voice_id(name: str) -> str:
    """What the song and the file call an own sound: the same name, however it is typed, is the same sound."""
    return f"own_{hashlib.sha256(_called(name).casefold().encode(errors='surrogatepass')).hexdigest()[:12]}"


def _called(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


# --- room ------------------------------------------------------------------------------------------------------------


class DiskState(NamedTuple):
    """How much can still be recorded."""

    verdict: Literal["ok", "low", "refuse"]
    """`low`: ask before a take is made. `refuse`: make none."""
    free_mb: int
    minutes: float
    """Of one microphone."""


def disk_state(path: Path, rate_hz: int) -> DiskState:
    """The room on the disk that holds a path, for takes at a rate."""
    free = free_bytes(path)
    minutes = free / (60.0 * rate_hz * FRAME_BYTES)
    if free < REFUSE_BYTES:
        verdict: Literal["ok", "low", "refuse"] = "refuse"
    else:
        verdict = "low" if free < LOW_BYTES or minutes < LOW_MIN else "ok"
    return DiskState(verdict, free // 1_000_000, minutes)


def make_ballast(path: Path, disk: Disk = REAL) -> bool:
    """Lay 64 MB aside, to be thrown off when the disk is full so that songs can still be saved; whether they are there.

    Only where there is room enough; takes some tenths of a second. Not for the thread that draws.
    """
    with contextlib.suppress(OSError):
        if is_plain(path) and path.stat().st_size >= BALLAST_BYTES:
            return True
    release_ballast(path, disk)
    if free_bytes(path) < LOW_BYTES + BALLAST_BYTES:
        return False
    block = os.urandom(_BLOCK_BYTES)  # zeros would take no room on a disk that compresses
    try:
        descriptor = disk.create(path)
        try:
            for at in range(0, BALLAST_BYTES, len(block)):
                disk.write_all(descriptor, block, at)
            disk.sync(descriptor)
        finally:
            disk.close(descriptor)
    except OSError:
        release_ballast(path, disk)
        return False
    return True


def release_ballast(path: Path, disk: Disk = REAL) -> bool:
    """Throw the ballast off; whether there was any. What `SongFolder` calls as `make_room`."""
    try:
        size = os.lstat(path).st_size
        disk.remove(path)
    except OSError:
        return False
    return size > 0
