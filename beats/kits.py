"""Synthesised kits: drums, 808s, bass, keys. Recipe → float32 WAV files, made once per rate and kept in a cache folder.

No sample of anybody else's is shipped: every sound is worked out from `presets/kits/*.toml` by `beats.synth`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

import presets
from beats import synth
from beats.synth import Db, Ms, Recipe
from studio import riff
from studio.disk import REAL, is_plain, telling
from studio.engine.messages import SoundLayer, SoundSource
from studio.errors import Cancelled
from studio.song import Role
from studio.units import RATES_HZ


class SoundRow(NamedTuple):
    """One sound that every kit has."""

    name: str
    code: str
    """What the grid notation of `beats.patterns` calls it."""
    role: Role
    """The track it belongs on."""
    gm_note: int
    """Its key on the percussion channel of General MIDI; 0 for sounds that are only played on pitch."""
    root_from: int = 0
    """Pitched lanes are written in semitones from the song's root; here is the lowest note that root can be, the
    highest being 11 above. 0 for sounds without pitch."""
    lowest_note: int = 0
    """What a pitched lane would play below this goes up an octave: small speakers end at 41 Hz."""


SOUNDS: dict[str, SoundRow] = {
    row.name: row
    for row in (
        SoundRow("kick", "KK", "drums", 36),
        SoundRow("snare", "SN", "drums", 38),
        SoundRow("clap", "CP", "drums", 39),
        SoundRow("rim", "RM", "drums", 37),
        SoundRow("closed_hat", "CH", "drums", 42),
        SoundRow("open_hat", "OH", "drums", 46),
        SoundRow("cowbell", "CB", "drums", 56, 66),
        SoundRow("tambourine", "TB", "drums", 54),
        SoundRow("shaker", "SH", "drums", 70),
        SoundRow("tom", "TM", "drums", 45),
        SoundRow("perc", "PC", "drums", 60),
        SoundRow("crash", "CR", "drums", 49),
        SoundRow("sub", "8B", "bass", 0, 24, 28),
        SoundRow("bass", "BS", "bass", 0, 24, 28),
        SoundRow("lead", "LD", "melody", 0, 24),
        SoundRow("keys", "KY", "melody", 0, 48),
    )
}
"""In the order of a kit. Of two sounds of a choke group on one step the one further down wins: the open hat."""


class Sound(Recipe, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A recipe, and how a player treats what comes of it."""

    level_db: Db = 0.0
    """How loud it sits beside the kit's other sounds; every file peaks at −3 dBFS."""
    choke: Annotated[int, Meta(ge=0, le=16)] = 0
    """Sounds of one group end each other; a sound alone in its group is monophonic. 0 is no group."""
    release_ms: Ms = 0.0
    """0: it rings out by itself. Else it lasts as long as its note and then fades over this time."""
    glide_ms: Ms = 90.0
    """How long a slide to the next pitch takes."""


_KitFile: Any = msgspec.defstruct(
    "_KitFile",
    [("title", str), *((name, Sound) for name in SOUNDS)],
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
)


class Kit(NamedTuple):
    name: str
    title: str
    """What people call it."""
    sounds: dict[str, Sound]
    """By name, in the order of `SOUNDS`, every one of them."""


def kit_names() -> tuple[str, ...]:
    """The kits there are."""
    return presets.names("kits")


@cache
def load_kit(name: str) -> Kit:
    """A kit by name. StudioError("preset-missing") or ("preset-broken")."""
    file = presets.read("kits", name, _KitFile, base="_base")
    return Kit(name, file.title, {sound: getattr(file, sound) for sound in SOUNDS})


def render(kit: Kit, sound: str, rate_hz: int) -> NDArray[np.float32]:
    """One sound: mono float32, peak −3 dBFS; the caller's own. The same kit and rate give the same samples."""
    return synth.render(kit.sounds[sound], rate_hz, f"{kit.name}/{sound}")


def kit_files(
    name: str,
    rate_hz: int,
    cache_dir: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> dict[str, Path]:
    """All sounds of a kit as mono 32-bit float WAV files, by name; those that are not there yet are made.

    They lie in `<cache_dir>/kits/<hash>/<kit>/<sound>.wav`, the hash telling recipes, synthesiser and rate apart. They
    never change, so whoever maps them may keep them, and each is put in place whole, so several processes may ask.
    StudioError("disk-full"), ("disk-refused") or one of `load_kit`; Cancelled.
    """
    kit = load_kit(name)
    if rate_hz not in RATES_HZ:
        raise ValueError(f"no rate of the house: {rate_hz}")
    folder = cache_dir / "kits" / _fingerprint(kit, rate_hz) / name
    files = {sound: folder / f"{sound}.wav" for sound in kit.sounds}
    wanted = [sound for sound, file in files.items() if not is_plain(file)]
    with telling(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for number, sound in enumerate(wanted):
        if cancelled is not None and cancelled():
            raise Cancelled
        samples = render(kit, sound, rate_hz)
        head = riff.header(riff.Form(riff.FLOAT, 1, rate_hz, 32), len(samples))
        scratch = files[sound].with_suffix(f".{os.getpid()}")
        REAL.write_file(scratch, head + samples.astype("<f4").tobytes())
        with telling(folder):
            REAL.replace(scratch, files[sound])
        if progress is not None:
            progress((number + 1) / len(wanted))
    return files


def kit_sources(
    name: str,
    rate_hz: int,
    cache_dir: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> dict[str, SoundSource]:
    """A kit as the engine takes it: the files of `kit_files` and how each is played. Raises what `kit_files` raises."""
    files = kit_files(name, rate_hz, cache_dir, progress, cancelled)
    return {
        sound_name: SoundSource(
            layers=(SoundLayer(file=str(files[sound_name])),),
            root_note=60 if sound.root_note is None else sound.root_note,
            choke=sound.choke,
            glide_ms=sound.glide_ms,
            release_ms=sound.release_ms,
            level_db=sound.level_db,
        )
        for sound_name, sound in load_kit(name).sounds.items()
    }


@cache
def _synth_hash() -> bytes:
    return hashlib.sha256(Path(synth.__file__).read_bytes()).digest()


def _fingerprint(kit: Kit, rate_hz: int) -> str:
    facts = msgspec.json.encode([rate_hz, kit.name, kit.sounds])
    return hashlib.sha256(_synth_hash() + facts).hexdigest()[:16]
