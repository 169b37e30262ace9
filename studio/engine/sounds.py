"""The plan's table of sounds: every sound of the kits that a song's tracks play, one row for each of its recordings."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.engine import state
from studio.engine.files import Files
from studio.engine.messages import SoundLayer, SoundSource
from studio.units import gain_of_db

Kits = Mapping[str, Mapping[str, SoundSource]]
"""Kit name → sound name → source."""
Pair = tuple[str, str]
"""Kit and sound."""
_SILENT = SoundLayer(file="")
_VELOCITIES = 128


class Pad(NamedTuple):
    """What a live hit must know of a sound."""

    number: int
    root_note: int


class SoundTable:
    """Makes the rows. A sound's number and a kit's number are theirs for as long as this lives, so a number in an
    event or a voice never comes to mean another sound when the plan changes."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._numbers: dict[Pair, int] = {}
        self._kits: dict[str, int] = {}
        self._groups: dict[tuple[str, int], int] = {}
        self._whole: dict[str, tuple[int, Mapping[str, SoundSource], NDArray[Any]]] = {}
        self.pads: dict[str, dict[str, Pad]] = {}
        """Kit → sound → pad, of the last rows made."""

    def number(self, pair: Pair) -> int:
        """The number of a sound."""
        return self._numbers.setdefault(pair, len(self._numbers) + 1)

    def kit_number(self, kit: str) -> int:
        """The number of a kit; never 0."""
        return self._kits.setdefault(kit, len(self._kits) + 1)

    def rows(self, names: Iterable[str], kits: Kits, rate_hz: int) -> NDArray[Any]:
        """The table, of dtype `SOUND`, of all sounds of the kits with these names: sorted by number, then velocity."""
        names = sorted(set(names))
        self.pads = {
            name: {sound: Pad(self.number((name, sound)), source.root_note) for sound, source in kits[name].items()}
            for name in names
            if name in kits
        }
        parts = [self._kit_rows(name, kits[name], rate_hz) for name in self.pads]
        table = np.concatenate(parts) if parts else np.zeros(0, state.SOUND)
        return np.take(table, np.lexsort((table["from_velocity"], table["number"])))

    def _kit_rows(self, kit: str, sources: Mapping[str, SoundSource], rate_hz: int) -> NDArray[Any]:
        """The rows of a kit, those of the time before if it is what it was and no file was missing then."""
        before = self._whole.get(kit)
        if before is not None and before[:2] == (rate_hz, sources):
            return before[2]
        made = [row for sound, source in sources.items() for row in self._sound_rows((kit, sound), source, rate_hz)]
        table = np.array(made, state.SOUND)
        if all(table["address"]) and len(table) == sum(len(source.layers) for source in sources.values()):
            self._whole[kit] = (rate_hz, dict(sources), table)
        else:
            self._whole.pop(kit, None)
        return table

    def _sound_rows(self, pair: Pair, source: SoundSource, rate_hz: int) -> Iterable[tuple[Any, ...]]:
        """The rows of a sound: of the layers whose file is there, or a silent one."""
        layers = sorted(source.layers, key=lambda layer: layer.from_velocity)
        found = [(layer, file) for layer in layers if (file := self._files.of_sound(layer.file)) is not None]
        group = 0
        if source.choke:
            group = self._groups.setdefault((pair[0], source.choke), len(self._groups) + 1)
        pan = min(max(source.pan, -1.0), 1.0)
        away = math.cos(pan * math.pi / 2.0)
        for place, (layer, file) in enumerate(found or [(_SILENT, None)]):
            yield (
                self.number(pair),
                min(layer.from_velocity, _VELOCITIES - 1) if place else 0,
                file.address if file else 0,
                file.info.frames if file else 0,
                file.info.channels if file else 1,
                group,
                round(source.release_ms * rate_hz / 1000.0),
                gain_of_db(source.level_db + layer.gain_db),
                away if pan > 0.0 else 1.0,
                away if pan < 0.0 else 1.0,
                self.kit_number(pair[0]),
                min(gain_of_db(-source.ducks_db), 1.0),
                round(max(source.ducks_ms, 0.0) * rate_hz / 1000.0),
            )


def rows_of(table: NDArray[Any], numbers: NDArray[np.int64], gains: NDArray[Any]) -> NDArray[np.int64]:
    """The row of the table that a hit of each of these sounds plays at a gain, by its velocity; −1 for a sound that has
    none."""
    if not len(table):
        return np.full(len(numbers), -1, np.int64)
    velocities = np.clip(np.floor(gains * 127.0 + 0.5), 1, _VELOCITIES - 1).astype(np.int64)
    keys = table["number"] * _VELOCITIES + table["from_velocity"]
    found = np.searchsorted(keys, numbers * _VELOCITIES + velocities, side="right") - 1
    known = (found >= 0) & (table["number"][np.maximum(found, 0)] == numbers)
    rows: NDArray[np.int64] = np.where(known, found, -1)
    return rows
