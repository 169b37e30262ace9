"""Synthesised kits: drums, 808s, bass, keys. Recipe → float32 WAV files, made once per rate and kept in a cache folder.

No sample of anybody else's is shipped: every sound is worked out from `presets/kits/*.toml` by `beats.synth`. A song
may turn some knobs of a sound (`studio.params.TWEAKS`): its recipe is changed and the sound made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

import presets
from beats import filters, synth
from beats.synth import Db, Layer, Ms, Recipe
from studio import params, riff
from studio.disk import REAL, is_plain, plain_files, telling
from studio.engine.messages import SoundLayer, SoundSource
from studio.errors import Cancelled
from studio.song import Role
from studio.units import RATES_HZ


class SoundRow(NamedTuple):
    """One sound of a kit."""

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
    follows_key: bool = True
    """False: its lane counts from `root_from` itself whatever the key, for sounds that are no tone."""
    optional: bool = False
    """Not every kit has it."""


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
        SoundRow("sub_high", "8H", "bass", 0, 36, 40),
        SoundRow("bass", "BS", "bass", 0, 24, 28),
        SoundRow("lead", "LD", "melody", 0, 24),
        SoundRow("keys", "KY", "melody", 0, 48),
        SoundRow("texture", "TX", "melody", 0, 60, follows_key=False, optional=True),
    )
}
"""In the order of a kit. Of two sounds of a choke group on one step the one further down wins: the open hat."""

_DOUBLED_DB = -9.0
_DOUBLED_CHOKE = 6
"""The 808's octave above, for hooks, where a kit says nothing else of it: beside the 808, and no part of its group."""
TURNED = "turned"
_TURNED_FILES = 256
"""So many sounds with turned knobs stay in the cache for each kit."""
_HIGHEST_CUT_HZ = 18_000.0
_WORKERS = 4


class Sound(Recipe, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A recipe, and how a player treats what comes of it."""

    level_db: Db = 0.0
    """How loud it sits beside the kit's other sounds; every file peaks at −3 dBFS."""
    pan: Annotated[float, Meta(ge=-1.0, le=1.0)] = 0.0
    """−1 left … 1 right."""
    choke: Annotated[int, Meta(ge=0, le=16)] = 0
    """Sounds of one group end each other; a sound alone in its group is monophonic. 0 is no group."""
    release_ms: Ms = 0.0
    """0: it rings out by itself. Else it lasts as long as its note and then fades over this time."""
    glide_ms: Ms = 90.0
    """How long a slide to the next pitch takes."""
    ducks_db: Annotated[float, Meta(ge=0.0, le=24.0)] = 0.0
    """By how much a hit of it lowers the bass, for `ducks_ms`."""
    ducks_ms: Ms = 80.0


_KitFile: Any = msgspec.defstruct(
    "_KitFile",
    [
        ("title", str),
        *((row.name, Sound) for row in SOUNDS.values() if not row.optional and row.name != "sub_high"),
        *((row.name, Sound | None, None) for row in SOUNDS.values() if row.optional or row.name == "sub_high"),
    ],
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
)


class Kit(NamedTuple):
    name: str
    title: str
    """What people call it."""
    sounds: dict[str, Sound]
    """By name, in the order of `SOUNDS`: every one of them but the optional ones."""


def kit_names() -> tuple[str, ...]:
    """The kits there are."""
    return presets.names("kits")


@cache
def load_kit(name: str) -> Kit:
    """A kit by name. StudioError("preset-missing") or ("preset-broken")."""
    file = presets.read("kits", name, _KitFile, base="_base")
    found = {sound: getattr(file, sound) for sound in SOUNDS}
    if found["sub_high"] is None:
        level_db = file.sub.level_db + _DOUBLED_DB
        found["sub_high"] = msgspec.structs.replace(file.sub, level_db=level_db, choke=_DOUBLED_CHOKE)
    return Kit(name, file.title, {sound: made for sound, made in found.items() if made is not None})


def by_sound(tweaks: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Turned knobs, `<sound>.<name of a row of params.TWEAKS>` → value, as sound → name → value: those that stand
    elsewhere than at their default, inside their range. Names that are no row are passed over."""
    found: dict[str, dict[str, float]] = {}
    for key in sorted(tweaks):
        sound, _, name = key.rpartition(".")
        if name in params.TWEAK_INDEX:
            row = params.TWEAKS[params.TWEAK_INDEX[name]]
            value = row.clamp(tweaks[key])
            if value != row.default:
                found.setdefault(sound, {})[name] = value
    return found


def tweaked(kit: Kit, tweaks: Mapping[str, float]) -> Kit:
    """The kit with a song's knobs turned (keys as in `by_sound`); what it has no sound for is passed over.

    The 808's double turns along with the 808 as long as none of its own knobs is turned.
    """
    knobs = by_sound(tweaks)
    sounds = dict(kit.sounds)
    if "sub" in knobs and _recipe(sounds["sub"]) == _recipe(sounds["sub_high"]):
        knobs.setdefault("sub_high", knobs["sub"])
    for name in knobs.keys() & sounds.keys():
        for knob, value in knobs[name].items():
            sounds[name] = _TURNS[knob](sounds[name], value)
    return kit._replace(sounds=sounds)


def render(kit: Kit, sound: str, rate_hz: int) -> NDArray[np.float32]:
    """One sound: float32 [frames] or [frames, 2], peak −3 dBFS; the caller's own. The same kit and rate give the same
    samples."""
    return synth.render(kit.sounds[sound], rate_hz, f"{kit.name}/{sound}")


def kit_files(
    name: str,
    rate_hz: int,
    cache_dir: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    tweaks: Mapping[str, float] | None = None,
) -> dict[str, Path]:
    """All sounds of a kit as mono or stereo 32-bit float WAV files, by name; those that are not there yet are made.

    They lie in `<cache_dir>/kits/<kit>/<sound>_<hash>.wav`, the hash telling recipe, synthesiser and rate apart, those
    with turned knobs in `turned/` beside them, of which only the last used are kept. They never change, so whoever maps
    them may keep them, and each is put in place whole, so several processes may ask. Sounds of one recipe share a file.
    StudioError("disk-full"), ("disk-refused") or one of `load_kit`; Cancelled.
    """
    plain = load_kit(name)
    if rate_hz not in RATES_HZ:
        raise ValueError(f"no rate of the house: {rate_hz}")
    kit = tweaked(plain, tweaks or {})
    folder = cache_dir / "kits" / name
    files: dict[str, Path] = {}
    wanted: dict[Path, str] = {}
    for sound, made in kit.sounds.items():
        first = next(other for other, like in kit.sounds.items() if _recipe(like) == _recipe(made))
        home = folder if _recipe(made) == _recipe(plain.sounds[sound]) else folder / TURNED
        files[sound] = home / f"{first}_{_fingerprint(kit, first, rate_hz)}.wav"
        if not is_plain(files[sound]):
            wanted.setdefault(files[sound], first)

    def make(file: Path) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        write_sound(file, render(kit, wanted[file], rate_hz), rate_hz)

    with ThreadPoolExecutor(_WORKERS) as workers:  # numpy lets go of the interpreter while it works
        try:
            for number, _ in enumerate(workers.map(make, wanted)):
                if progress is not None:
                    progress((number + 1) / len(wanted))
        except BaseException:
            workers.shutdown(cancel_futures=True)
            raise
    keep_used(folder / TURNED, files.values())
    return files


def kit_sources(
    name: str,
    rate_hz: int,
    cache_dir: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    tweaks: Mapping[str, float] | None = None,
) -> dict[str, SoundSource]:
    """A kit as the engine takes it: the files of `kit_files` and how each is played. Raises what `kit_files` raises."""
    files = kit_files(name, rate_hz, cache_dir, progress, cancelled, tweaks=tweaks)
    return {
        sound_name: SoundSource(
            layers=(SoundLayer(file=str(files[sound_name])),),
            root_note=60 if sound.root_note is None else sound.root_note,
            choke=sound.choke,
            glide_ms=sound.glide_ms,
            release_ms=sound.release_ms,
            level_db=sound.level_db,
            pan=sound.pan,
            ducks_db=sound.ducks_db,
            ducks_ms=sound.ducks_ms,
        )
        for sound_name, sound in load_kit(name).sounds.items()
    }


def write_sound(file: Path, samples: NDArray[np.float32], rate_hz: int) -> None:
    """A 32-bit float WAV, put in place whole. StudioError("disk-full") or ("disk-refused")."""
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    head = riff.header(riff.Form(riff.FLOAT, channels, rate_hz, 32), len(samples))
    scratch = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    with telling(file):
        file.parent.mkdir(0o700, parents=True, exist_ok=True)
    REAL.write_file(scratch, head + samples.astype("<f4").tobytes())
    with telling(file):
        REAL.replace(scratch, file)


def keep_used(folder: Path, used: Iterable[Path]) -> None:
    """Of the sounds with turned knobs in a folder only the last used stay; `used` are those of now."""
    with contextlib.suppress(OSError):  # a cache: what cannot be tidied now is tidied next time
        for file in used:
            if file.parent == folder:
                os.utime(file)
        files = sorted(plain_files(folder), key=lambda file: file.stat().st_mtime_ns)
        for file in files[:-_TURNED_FILES]:
            REAL.remove(file)


# --- turned knobs ----------------------------------------------------------------------------------------------------


def _tuned(sound: Sound, semitones: float) -> Sound:
    """Tones and filters go up together, so that noise is tuned too."""
    times = 2.0 ** (semitones / 12.0)

    def moved(hz: float | None) -> float | None:
        return None if hz is None else min(hz * times, _HIGHEST_CUT_HZ)

    def layer(of: Layer) -> Layer:
        return msgspec.structs.replace(
            of,
            ratio=of.ratio * times,
            highpass_hz=moved(of.highpass_hz),
            lowpass_hz=moved(of.lowpass_hz),
            lowpass_from_hz=moved(of.lowpass_from_hz),
            bandpass_hz=tuple(min(hz * times, _HIGHEST_CUT_HZ) for hz in of.bandpass_hz),
        )

    return msgspec.structs.replace(sound, layers=tuple(map(layer, sound.layers)))


def _lengthened(sound: Sound, times: float) -> Sound:
    def layer(of: Layer) -> Layer:
        return msgspec.structs.replace(of, tau_ms=tuple(tau * times for tau in of.tau_ms), fm_ms=of.fm_ms * times)

    length_ms = None if sound.length_ms is None else sound.length_ms * times
    return msgspec.structs.replace(sound, layers=tuple(map(layer, sound.layers)), length_ms=length_ms)


def _toned(sound: Sound, hz: float) -> Sound:
    return msgspec.structs.replace(sound, lowpass_hz=min(hz, sound.lowpass_hz or hz))


def _driven(sound: Sound, drive_db: float) -> Sound:
    return msgspec.structs.replace(sound, drive_db=(sound.drive_db or 0.0) + drive_db)


_TURNS: dict[str, Callable[[Sound, float], Sound]] = {
    "tune": _tuned,
    "length": _lengthened,
    "tone": _toned,
    "drive": _driven,
}
"""What each row of `params.TWEAKS` does to a recipe."""


# --- names of files --------------------------------------------------------------------------------------------------


def _recipe(sound: Sound) -> tuple[Any, ...]:
    """What the samples follow from."""
    return tuple(getattr(sound, field) for field in Recipe.__struct_fields__)


@cache
def _synth_hash() -> bytes:
    return hashlib.sha256(b"".join(Path(file).read_bytes() for file in (synth.__file__, filters.__file__))).digest()


def _fingerprint(kit: Kit, sound: str, rate_hz: int) -> str:
    facts = msgspec.json.encode([rate_hz, _recipe(kit.sounds[sound])])
    return hashlib.sha256(_synth_hash() + facts).hexdigest()[:16]
