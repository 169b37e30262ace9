"""People's own kits: a folder of recordings, or a drum kit of Hydrogen, brought into the library.

Recordings are cut to what sounds and freed of DC. A folder's are brought to the loudness that the house's kits have for
such a sound; a Hydrogen kit keeps the balance that its author gave it. Where everything came from is remembered.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec
import numpy as np

from beats import kits, kitsource, kitwords, oneshot
from beats.hydrogen import DrumKit, Instrument, read_description
from beats.kits import SOUNDS
from beats.kitshelf import (
    FORMAT,
    KIT_FILE,
    MOST_LAYERS,
    MOST_SOUNDS,
    Origin,
    OwnKit,
    OwnLayer,
    OwnSound,
    load_own,
    whole_folder,
)
from beats.kitsource import LIMIT_MB, Files
from beats.oneshot import Shot
from studio import riff
from studio.disk import REAL, Disk, is_folder, telling
from studio.errors import StudioError
from studio.progress import ticker
from studio.units import db_of_gain, gain_of_db

_HATS = ("closed_hat", "open_hat")
_MONOPHONIC = ("sub", "bass", "lead")
_TEXTURE_LUFS = -38.0
_LEVEL_DB = (-30.0, 12.0)
"""How far a recording of a folder is turned down or up to be as loud as its kind."""
_LEFTOVERS_S = 3600.0
_TUNED = ("sub", "bass", "lead", "keys")
"""Rows that are played on pitch, so that a recording's own has to be known."""
_READING_SHARE = 0.1


class _Wanted(NamedTuple):
    """A sound that is to be made: of which recordings, and how it is played."""

    title: str
    row: str
    recordings: tuple[tuple[str, float, float, float], ...]
    """File in the source, softest velocity as a share, gain, semitones up."""
    gain: float = 1.0
    pan: float = 0.0
    choke: int = 0


class _Plan(NamedTuple):
    title: str
    author: str
    licence: str
    info: str
    sounds: tuple[_Wanted, ...]
    missing: tuple[str, ...]
    balanced: bool
    """The loudness of each sound beside the others is its author's."""


def import_kit(
    source: Path,
    library: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    disk: Disk = REAL,
) -> OwnKit:
    """A folder of audio files or a single one, a `.h2drumkit` or an unpacked Hydrogen kit → a kit in the library.

    The same source gives the same kit, which is then only looked up. Recordings that are missing or cannot be read are
    named in `missing`, the kit is made without them. Raises StudioError: kit-not-a-kit, kit-too-big, kit-too-many,
    kit-unsafe, kit-empty, disk-full, disk-refused; and `Cancelled`. Nothing is left behind then.
    """
    tick = ticker(progress, cancelled)

    _sweep(library)
    tick()
    with whole_folder(library / f"unpacked-{_token(source)}", disk, keep=False) as scratch:
        files = kitsource.of_source(source, scratch, tick, disk)
        plan = _plan(files, source.name)
        used = sorted({recording[0] for sound in plan.sounds for recording in sound.recordings})
        origin = tuple(Origin(file=_said(name), sha256=_sha256(files.paths[name], tick)) for name in used)
        tick(_READING_SHARE)
        kit_id = _id(plan, origin)
        with contextlib.suppress(StudioError):
            return load_own(kit_id, (library,))[0]
        with whole_folder(library / kit_id, disk) as folder:
            made = _Maker(files, plan, folder, disk, tick).make(source.name)
            kit = OwnKit(
                id=kit_id,
                title=plan.title,
                author=plan.author,
                licence=plan.licence,
                info=plan.info,
                sounds=made.sounds,
                origin=tuple(row for row in origin if row.file not in made.missing),
                missing=tuple(dict.fromkeys((*plan.missing, *made.missing))),
            )
            disk.write_file(folder / KIT_FILE, msgspec.json.format(msgspec.json.encode(kit), indent=1) + b"\n")
            tick(1.0)
    return kit


# --- what is to be made ---------------------------------------------------------------------------------------------


def _plan(files: Files, name: str) -> _Plan:
    if files.description is not None:
        plan = _of_hydrogen(read_description(files.description, name), files)
    else:
        plan = _of_files(files)
    if not plan.sounds:
        raise StudioError("kit-empty", name=name)
    if len(plan.sounds) > MOST_SOUNDS or any(len(sound.recordings) > MOST_LAYERS for sound in plan.sounds):
        raise StudioError("kit-too-many", name=name, sounds=MOST_SOUNDS, layers=MOST_LAYERS)
    return plan


def _of_files(files: Files) -> _Plan:
    house = kits.load_kit("_base").sounds
    sounds = []
    for name in files.paths:
        path = PurePosixPath(name)
        row = kitwords.row_by_name(path.stem, *(part.name for part in path.parents)) or kitwords.UNKNOWN
        choke = house[row].choke if row in house else 0
        sounds.append(_Wanted(_said(path.stem), row, ((name, 0.0, 1.0, 0.0),), choke=choke))
    order = list(SOUNDS)
    sounds.sort(key=lambda sound: order.index(sound.row))
    return _Plan(_said(files.title), "", "", "", tuple(sounds), (), balanced=False)


def _of_hydrogen(kit: DrumKit, files: Files) -> _Plan:
    sounds, missing = [], []
    for instrument in kit.instruments:
        recordings = []
        for layer in instrument.layers:
            name = files.find(layer.file)
            if name is None:
                missing.append(_said(PurePosixPath(layer.file.replace("\\", "/")).name))
            else:
                recordings.append((name, layer.from_share, layer.gain, layer.pitch_semitones))
        if recordings:
            row = _row_of(instrument)
            group = instrument.mute_group + 1
            gain, title = instrument.gain, _said(instrument.name) or row
            sounds.append(_Wanted(title, row, tuple(recordings), gain, instrument.pan, group))
    sounds = _grouped(sounds)
    title = _said(kit.name) or _said(files.title)
    return _Plan(
        title=title,
        author=_said(kit.author),
        licence=_said(kit.licence),
        info=_said(re.sub(r"<[^>]*>", " ", kit.info)),
        sounds=tuple(sounds),
        missing=tuple(missing),
        balanced=True,
    )


def _grouped(sounds: list[_Wanted]) -> list[_Wanted]:
    """With the groups that a kit's author left to the player: hats that end each other, a bass that plays one note at a
    time. Groups are numbered from 1."""
    taken = {sound.choke for sound in sounds}
    for rows in (_HATS, *((row,) for row in _MONOPHONIC)):
        if not any(sound.choke for sound in sounds if sound.row in rows):
            free = max(taken, default=0) + 1
            taken.add(free)
            sounds = [sound._replace(choke=free) if sound.row in rows else sound for sound in sounds]
    numbers = {group: number + 1 for number, group in enumerate(sorted({sound.choke for sound in sounds} - {0}))}
    return [sound._replace(choke=numbers.get(sound.choke, 0)) for sound in sounds]


def _row_of(instrument: Instrument) -> str:
    files = (PurePosixPath(layer.file.replace("\\", "/")).stem for layer in instrument.layers)
    named = kitwords.row_by_name(instrument.name, instrument.kind)
    return named or kitwords.row_by_note(instrument.midi_note) or kitwords.row_by_name(*files) or kitwords.UNKNOWN


# --- making it ------------------------------------------------------------------------------------------------------


class _Made(NamedTuple):
    sounds: tuple[OwnSound, ...]
    missing: tuple[str, ...]


class _Maker:
    """Reads the recordings of a plan and writes them into the kit's folder."""

    def __init__(self, files: Files, plan: _Plan, folder: Path, disk: Disk, tick: Callable[[float], None]) -> None:
        self._files, self._plan, self._folder, self._disk, self._tick = files, plan, folder, disk, tick
        self._bytes = 0
        self._done = 0
        self._all = sum(len(sound.recordings) for sound in plan.sounds)
        self._missing: list[str] = []

    def make(self, name: str) -> _Made:
        """StudioError: kit-empty, kit-too-big, disk-full, disk-refused."""
        sounds = []
        loudest = 0.0
        for wanted, called in zip(self._plan.sounds, kitwords.numbered(w.row for w in self._plan.sounds), strict=True):
            sound, peak = self._sound(wanted, called, name)
            if sound is not None:
                sounds.append(sound)
                loudest = max(loudest, peak)
        if not sounds:
            raise StudioError("kit-empty", name=name)
        if self._plan.balanced and loudest > 0.0:  # the loudest sound as loud as the house's files, the others with it
            shift_db = -3.0 - db_of_gain(loudest)
            sounds = [msgspec.structs.replace(sound, level_db=sound.level_db + shift_db) for sound in sounds]
        return _Made(tuple(sounds), tuple(self._missing))

    def _sound(self, wanted: _Wanted, called: str, name: str) -> tuple[OwnSound | None, float]:
        """The sound with its recordings on disk, and its peak at full velocity; None if none of them can be read."""
        layers: list[OwnLayer] = []
        shots: list[tuple[Shot, int]] = []
        for file, from_share, gain, semitones in wanted.recordings:
            self._tick(_READING_SHARE + (1.0 - _READING_SHARE) * self._done / self._all)
            self._done += 1
            try:
                samples, rate_hz = oneshot.read(self._files.paths[file], lambda: self._tick(0.0))
            except StudioError:
                samples, rate_hz = np.zeros(0, np.float32), 0
            if not len(samples):
                self._missing.append(_said(file))
                continue
            if not self._plan.balanced:
                samples = samples * np.float32(gain_of_db(-3.0) / np.abs(samples).max())
            layer = OwnLayer(
                file=f"{called}_{len(layers) + 1}.wav",
                from_velocity=max(min(int(np.ceil(from_share * 127.0)), 127), 1),
                gain_db=max(db_of_gain(gain), -120.0) if gain > 0.0 else -120.0,
                tune_cents=100.0 * semitones,
            )
            self._write(self._folder / layer.file, samples, rate_hz, name)
            layers.append(layer)
            shots.append((samples, rate_hz))
        if not layers:
            return None, 0.0
        layers[0] = msgspec.structs.replace(layers[0], from_velocity=1)
        peak = max(
            float(np.abs(samples).max()) * gain_of_db(layer.gain_db) * wanted.gain
            for layer, (samples, _) in zip(layers, shots, strict=True)
        )
        root_note = 60
        if wanted.row in _TUNED:
            root_note, cents = _root(wanted.row, *shots[-1])
            layers = [msgspec.structs.replace(of, tune_cents=of.tune_cents + cents) for of in layers]
        level_db = db_of_gain(wanted.gain) if wanted.gain > 0.0 else -120.0
        if not self._plan.balanced:
            level_db = min(max(kind_lufs(wanted.row) - oneshot.loudness(*shots[-1]), _LEVEL_DB[0]), _LEVEL_DB[1])
        sound = OwnSound(
            name=called,
            title=wanted.title,
            row=wanted.row,
            layers=tuple(layers),
            root_note=root_note,
            choke=wanted.choke,
            level_db=round(max(level_db, -80.0), 2),
            pan=round(wanted.pan, 4),
        )
        return sound, peak

    def _write(self, path: Path, samples: Shot, rate_hz: int, name: str) -> None:
        self._bytes += samples.nbytes
        if self._bytes > LIMIT_MB * 1_000_000:
            raise StudioError("kit-too-big", name=name, limit_mb=LIMIT_MB)
        channels = 1 if samples.ndim == 1 else samples.shape[1]
        head = riff.header(riff.Form(riff.FLOAT, channels, rate_hz, 32), len(samples))
        self._disk.write_file(path, head + samples.astype("<f4").tobytes())


@cache
def kind_lufs(row: str) -> float:
    """How loud the house's kits have a sound: what `oneshot.loudness` and `level_db` come to."""
    kit = kits.load_kit("_base")
    if row not in kit.sounds:
        return _TEXTURE_LUFS
    return oneshot.loudness(kits.render(kit, row, 48_000), 48_000) + kit.sounds[row].level_db


def _root(row: str, samples: Shot, rate_hz: int) -> tuple[int, float]:
    """The MIDI note of a recording and by how many cents it has to go up to be on it. One without a clear pitch counts
    as the lowest root of its row."""
    low = max(SOUNDS[row].root_from - 4, 20)
    note = oneshot.pitch_note(samples, rate_hz, low, low + 52)
    if note is None:
        return SOUNDS[row].root_from, 0.0
    return round(note), round(100.0 * (round(note) - note), 1)


# --- names and numbers ----------------------------------------------------------------------------------------------


def _id(plan: _Plan, origin: tuple[Origin, ...]) -> str:
    facts = msgspec.json.encode([FORMAT, plan, origin])
    return f"own_{hashlib.sha256(facts).hexdigest()[:12]}"


def _token(source: Path) -> str:
    return hashlib.sha256(str(source.absolute()).encode(errors="surrogateescape")).hexdigest()[:12]


def _said(text: str) -> str:
    """Text of other people, fit to be stored and shown on one line."""
    return " ".join(text.encode(errors="replace").decode().replace("\0", " ").split())[:1000]


def _sha256(path: Path, tick: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
                tick()
    except OSError:
        pass  # counts as missing when it is read
    return digest.hexdigest()


def _sweep(library: Path) -> None:
    """Takes away what an import left that was ended from outside."""
    if not is_folder(library):
        return
    with telling(library):
        for entry in library.iterdir():
            if entry.name.startswith(".") and entry.name.endswith(".tmp") and is_folder(entry):
                with contextlib.suppress(OSError):
                    if time.time() - entry.lstat().st_mtime > _LEFTOVERS_S:
                        shutil.rmtree(entry, ignore_errors=True)
