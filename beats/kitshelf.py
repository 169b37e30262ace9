"""Every kit that a song can play: those of the program and people's own, which lie in folders.

    <folder>/own_<12 hex>/kit.json      what the kit is (`OwnKit`)
                          snare_2_1.wav its recordings, 32-bit float, at the rate they came with

An own kit is write-once, and named after what it was made of. It lies in the machine's library, and in the folder of
every song that plays it, so that the song can be carried away.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
import numpy as np
from msgspec import Meta

from beats import filters, kits, oneshot
from beats.kits import SOUNDS, Sound
from beats.oneshot import Shot
from studio import wav
from studio.disk import REAL, Disk, is_folder, is_plain, read_file, telling
from studio.engine.messages import SoundLayer, SoundSource
from studio.errors import Cancelled, StudioError
from studio.song import Role, Song

MOST_SOUNDS = 64
MOST_LAYERS = 16
KITS = "kits"
"""The folder of a song's own kits inside its folder."""
KIT_FILE = "kit.json"
FORMAT = 1
_KIT_BYTES = 1_000_000
_OWN = re.compile(r"own_[0-9a-f]{12}")
_DOUBLED_DB = -9.0

_Text = Annotated[str, Meta(max_length=4000)]
_Name = Annotated[str, Meta(pattern=r"^[a-z0-9_]{1,60}$")]
_Db = Annotated[float, Meta(ge=-120.0, le=60.0)]


class OwnLayer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One recording of a sound."""

    file: Annotated[str, Meta(pattern=r"^[a-z0-9_]{1,60}\.wav$")]
    from_velocity: Annotated[int, Meta(ge=1, le=127)] = 1
    gain_db: _Db = 0.0
    tune_cents: Annotated[float, Meta(ge=-4800.0, le=4800.0)] = 0.0
    """How much higher it is played than it was recorded."""


class OwnSound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sound of an own kit."""

    name: _Name
    """What lanes call it: a row of `kits.SOUNDS`, with a number behind it from the second of its kind on."""
    title: _Text
    """What it was called where it came from."""
    row: _Name
    """The row of `kits.SOUNDS` whose place it takes."""
    layers: Annotated[tuple[OwnLayer, ...], Meta(min_length=1, max_length=MOST_LAYERS)]
    root_note: Annotated[int, Meta(ge=0, le=127)] = 60
    choke: Annotated[int, Meta(ge=0, le=1000)] = 0
    level_db: _Db = 0.0
    pan: Annotated[float, Meta(ge=-1.0, le=1.0)] = 0.0


class Origin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file that something of the kit was made of, for the credits of a release."""

    file: _Text
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class OwnKit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `kit.json` holds."""

    format: int = FORMAT
    id: Annotated[str, Meta(pattern=rf"^{_OWN.pattern}$")]
    title: _Text
    author: _Text = ""
    licence: _Text = ""
    info: _Text = ""
    sounds: Annotated[tuple[OwnSound, ...], Meta(min_length=1, max_length=MOST_SOUNDS)]
    origin: tuple[Origin, ...] = ()
    missing: tuple[_Text, ...] = ()
    """Recordings that the kit names and that were not there, or could not be read."""


class KitEntry(NamedTuple):
    """A kit for a list of kits."""

    name: str
    title: str
    own: bool


class KitSound(NamedTuple):
    """A sound of any kit, for a list of sounds."""

    name: str
    title: str
    """What it was called where it came from; empty for sounds that the screen names by their row."""
    row: str
    role: Role
    gm_note: int
    """As `kits.SoundRow.gm_note`; 0 for the second of its kind and on."""


def is_own(name: str) -> bool:
    """Whether a kit's name is that of an own kit."""
    return _OWN.fullmatch(name) is not None


def all_kits(*homes: Path) -> tuple[KitEntry, ...]:
    """The kits of the program, then the own ones of some folders (the library, a song's `kits`) by title. One that
    makes no sense is passed over."""
    found = [KitEntry(name, kits.load_kit(name).title, own=False) for name in kits.kit_names()]
    own: dict[str, KitEntry] = {}
    for home in filter(is_folder, homes):
        with telling(home):
            names = sorted(entry.name for entry in home.iterdir() if is_own(entry.name))
        for name in names:
            kit = _read(home / name)
            if kit is not None:
                own.setdefault(name, KitEntry(name, kit.title, own=True))
    return (*found, *sorted(own.values(), key=lambda entry: (entry.title.casefold(), entry.name)))


def load_own(name: str, homes: Iterable[Path]) -> tuple[OwnKit, Path]:
    """An own kit and the folder it lies in: the first of `homes` (a song's `kits`, the library) that has it.

    StudioError("kit-missing").
    """
    for home in homes:
        if is_own(name):
            kit = _read(home / name)
            if kit is not None and kit.id == name:
                return kit, home / name
    raise StudioError("kit-missing", name=name)


def sounds_of(name: str, homes: Iterable[Path] = ()) -> tuple[KitSound, ...]:
    """What a kit can play, in its order. StudioError("kit-missing"), or one of `kits.load_kit`."""
    if not is_own(name):
        rows = (SOUNDS[sound] for sound in kits.load_kit(name).sounds)
        return tuple(KitSound(row.name, "", row.name, row.role, row.gm_note) for row in rows)
    found = []
    for sound in load_own(name, homes)[0].sounds:
        row = SOUNDS[sound.row]
        found.append(KitSound(sound.name, sound.title, row.name, row.role, row.gm_note * (sound.name == row.name)))
    names = [sound.name for sound in found]
    if "sub" in names and "sub_high" not in names:  # as in the house's kits, the 808 comes with its double
        high = SOUNDS["sub_high"]
        found.insert(names.index("sub") + 1, KitSound(high.name, "", high.name, high.role, 0))
    return tuple(found)


def homes_of(song_folder: Path | None, library: Path) -> tuple[Path, ...]:
    """Where own kits are looked for: in the song's own folder, if it has one, then in the library."""
    return (library,) if song_folder is None else (song_folder / KITS, library)


def tweaks_of(song: Song, kit: str) -> dict[str, float]:
    """What a song's tracks turned at the sounds of a kit. Where two turned the same knob the later track counts."""
    return {key: value for track in song.tracks if track.kit == kit for key, value in track.tweaks.items()}


def sources(
    name: str,
    rate_hz: int,
    cache_dir: Path,
    homes: Iterable[Path] = (),
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    tweaks: Mapping[str, float] | None = None,
) -> dict[str, SoundSource]:
    """Any kit as the engine takes it, at a rate, with turned knobs (keys as in `kits.by_sound`).

    The engine only ever maps files of the cache: those of an own kit are put there at the song's rate. StudioError:
    kit-missing, preset-missing, preset-broken, disk-full, disk-refused; Cancelled.
    """
    if not is_own(name):
        return kits.kit_sources(name, rate_hz, cache_dir, progress, cancelled, tweaks=tweaks)
    kit, folder = load_own(name, homes)
    house = kits.load_kit("_base").sounds
    knobs = kits.by_sound(tweaks or {})
    found: dict[str, SoundSource] = {}
    files: list[Path] = []
    for number, sound in enumerate(kit.sounds):
        turned = knobs.get(sound.name, {})
        layers = []
        for layer in sound.layers:
            if cancelled is not None and cancelled():
                raise Cancelled
            file = _cached(kit, layer, folder, rate_hz, cache_dir, turned)
            if file is not None:
                layers.append(SoundLayer(file=str(file), from_velocity=layer.from_velocity, gain_db=layer.gain_db))
                files.append(file)
        found[sound.name] = _source(sound, tuple(layers), house.get(sound.row))
        if progress is not None:
            progress((number + 1) / len(kit.sounds))
    if "sub" in found and "sub_high" not in found:
        choke = max(source.choke for source in found.values()) + 1
        level_db = found["sub"].level_db + _DOUBLED_DB
        found["sub_high"] = msgspec.structs.replace(found["sub"], level_db=level_db, choke=choke)
    kits.keep_used(cache_dir / KITS / name / kits.TURNED, files)
    return found


def song_sources(
    song: Song,
    cache_dir: Path,
    homes: Sequence[Path],
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> dict[str, dict[str, SoundSource]]:
    """All kits that a song plays, by name, each as `sources` gives it and with what it raises."""
    return {
        name: sources(name, song.rate_hz, cache_dir, homes, progress, cancelled, tweaks=tweaks_of(song, name))
        for name in sorted({track.kit for track in song.tracks if track.kit})
    }


def carry(name: str, library: Path, song_folder: Path, disk: Disk = REAL) -> bool:
    """Put an own kit into a song's folder, if it is not there already; whether there was anything to do.

    The kit appears whole or not at all. StudioError: kit-missing, disk-full, disk-refused.
    """
    home = song_folder / KITS
    if not is_own(name) or is_folder(home / name):
        return False
    kit, folder = load_own(name, (library,))
    files = {KIT_FILE, *(layer.file for sound in kit.sounds for layer in sound.layers)}
    with whole_folder(home / name, disk) as scratch:
        for file in sorted(files):
            if is_plain(folder / file):
                with telling(home / name):
                    disk.write_file(scratch / file, read_file(folder / file, 1 << 30))
    return True


@contextlib.contextmanager
def whole_folder(path: Path, disk: Disk = REAL, *, keep: bool = True) -> Iterator[Path]:
    """A folder to write into that appears at `path` when the block ends well, and of which nothing is left if it does
    not, nor without `keep`. One that is there by then is left as it is. StudioError: disk-full, disk-refused."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        with telling(path):
            path.parent.mkdir(0o700, parents=True, exist_ok=True)
            shutil.rmtree(scratch, ignore_errors=True)
            disk.make_folder(scratch)
        yield scratch
        if keep and not is_folder(path):
            with telling(path):
                disk.sync_folder(scratch)
                disk.replace(scratch, path)
                disk.sync_folder(path.parent)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _read(folder: Path) -> OwnKit | None:
    if not is_folder(folder):
        return None
    try:
        kit = msgspec.json.decode(read_file(folder / KIT_FILE, _KIT_BYTES), type=OwnKit)
    except (OSError, ValueError, RecursionError):
        return None
    names = [sound.name for sound in kit.sounds]
    fits = kit.format == FORMAT and len(set(names)) == len(names)
    return kit if fits and all(sound.row in SOUNDS for sound in kit.sounds) else None


def _source(sound: OwnSound, layers: tuple[SoundLayer, ...], house: Sound | None) -> SoundSource:
    return SoundSource(
        layers=layers,
        root_note=sound.root_note,
        choke=sound.choke,
        glide_ms=house.glide_ms if house else 0.0,
        release_ms=house.release_ms if house else 0.0,
        level_db=sound.level_db,
        pan=sound.pan,
        ducks_db=house.ducks_db if house else 0.0,
        ducks_ms=house.ducks_ms if house else 0.0,
    )


def _cached(
    kit: OwnKit, layer: OwnLayer, folder: Path, rate_hz: int, cache_dir: Path, knobs: Mapping[str, float]
) -> Path | None:
    """The recording as the engine plays it; None if its file is gone."""
    facts = msgspec.json.encode([rate_hz, layer.tune_cents, sorted(knobs.items())])
    print_ = hashlib.sha256(_code() + facts).hexdigest()[:16]
    home = cache_dir / KITS / kit.id
    file = (home / kits.TURNED if knobs else home) / f"{layer.file.removesuffix('.wav')}_{print_}.wav"
    if is_plain(file):
        return file
    try:
        samples, from_hz = _stored(folder / layer.file)
    except StudioError:
        return None
    cents = layer.tune_cents + 100.0 * knobs.get("tune", 0.0)
    samples = oneshot.resampled(samples, from_hz * 2.0 ** (cents / 1200.0), rate_hz)
    if knobs.keys() - {"tune"}:
        samples = oneshot.bent(samples, rate_hz, knobs)
    if not len(samples):
        return None
    kits.write_sound(file, samples, rate_hz)
    return file


def _stored(path: Path) -> tuple[Shot, int]:
    info, data = wav.map_data(path)
    if info.encoding != "float32" or info.channels not in (1, 2):
        raise StudioError("audio-unreadable", name=path.name)
    limit = round(oneshot.LONGEST_S * info.rate_hz) * info.frame_bytes
    samples = np.frombuffer(bytes(data[:limit]), "<f4").astype(np.float32)
    samples = np.clip(np.nan_to_num(samples), -16.0, 16.0)
    return (samples if info.channels == 1 else samples.reshape(-1, 2)), info.rate_hz


def _code() -> bytes:
    return b"".join(Path(file).read_bytes() for file in (oneshot.__file__, filters.__file__))
