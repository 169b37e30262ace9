"""What a song is made of, rendered once: its mix, and with it the stems that add up to it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio import timeline
from studio.audiofile import AudioWriter
from studio.errors import StudioError
from studio.interchange.stem import Stem
from studio.interchange.words import Say, track_name
from studio.names import export_name
from studio.params import VOICE_ROLES
from studio.release import bext
from studio.release.names import stem_name
from studio.release.work import Work
from studio.song import Media, Song, Track
from studio.units import SILENCE_DB, db_of_gain, gain_of_db

if TYPE_CHECKING:
    from studio.engine.offline import OfflineRenderer
    from studio.engine.sounds import Kits

Frames = NDArray[np.float64]
"""[frames, 2], ±1.0 being full scale."""
STEMS = "stems"
"""Their folder."""
_BLOCK_FRAMES = 65_536
Blocks = Callable[[], Iterator[Frames]]
RETURNS = ("delay", "reverb")
"""The sends: what the names of their knobs begin with."""


class Source(NamedTuple):
    """A song and where its sound lies."""

    song: Song
    path_of: Callable[[Media], Path]
    kits: Kits

    def renderer(self, song: Song) -> OfflineRenderer:
        """One for a variant of the song, on the thread that asks."""
        from studio.engine.offline import OfflineRenderer

        return OfflineRenderer(song, self.path_of, self.kits, threads=1)


class Parts(NamedTuple):
    """The mix before mastering, and its stems."""

    mix: Frames
    stems: tuple[Stem, ...]
    missing: frozenset[str]
    """Ids of media that could not be read and are silent in all of it."""


def heard_tracks(song: Song) -> tuple[Track, ...]:
    """The tracks that can be heard in the mix: with something to play, not muted, not passed over for a solo."""
    hits, _ = timeline.hits(song)
    playing = {int(number) for number in (*np.unique(hits["track"]), *np.unique(timeline.clip_regions(song)["track"]))}
    alone = any(track.knob("solo") > 0.5 for track in song.tracks)
    return tuple(
        track
        for number, track in enumerate(song.tracks)
        if number in playing and track.knob("mute") < 0.5 and (not alone or track.knob("solo") > 0.5)
    )


def with_only(song: Song, track_ids: Iterable[str]) -> Song:
    """The song with every other track muted; it stays as long as it is."""
    kept = set(track_ids)
    return msgspec.structs.replace(
        song,
        tracks=tuple(
            track if track.id in kept else msgspec.structs.replace(track, knobs={**track.knobs, "mute": 1.0})
            for track in song.tracks
        ),
    )


def with_reverb_off(song: Song) -> Song:
    """The song with nothing coming back of its reverb: what tells the echoes from it."""
    return msgspec.structs.replace(song, master={**song.master, "reverb_return_db": SILENCE_DB})


def used_returns(song: Song) -> tuple[str, ...]:
    """The sends that something heard goes to, and of which something comes back."""
    return tuple(
        name
        for name in RETURNS
        if song.master_knob(f"{name}_return_db") > SILENCE_DB
        and any(
            f"{name}_send_db" in track.automation or track.knob(f"{name}_send_db") > SILENCE_DB
            for track in heard_tracks(song)
        )
    )


def render_mix(source: Source, song: Song, work: Work, file: str, *, uncut: bool = False) -> Parts:
    """The mix of a variant of the song with its tail, or, `uncut`, with the longest that a tail can be. `file` is told
    of.

    StudioError song-empty, capacity.
    """
    from studio.engine.offline import TAIL_S

    renderer = source.renderer(song)
    if not renderer.length_frames:
        raise StudioError("song-empty")
    end = renderer.length_frames + round(TAIL_S * song.rate_hz)
    mix, done = np.empty((end, 2)), 0
    for block in renderer.mix(0, end if uncut else None):
        mix[done : done + len(block)] = block
        done += len(block)
        work.tell(file, 0.3 * done / end)
    return Parts(mix[:done], (), renderer.missing)


def render_parts(source: Source, work: Work, folder: Path, file: str, echoes: Future[Parts] | None, say: Say) -> Parts:
    """The mix, told of as `file`, and its stems in `<folder>/stems`. `echoes` is the mix `with_reverb_off`, uncut,
    for a song that uses both sends.

    StudioError song-empty, capacity, disk-full, disk-refused.
    """
    return _Making(source, work, folder, file, say).parts(echoes)


class _Wet(NamedTuple):
    mix: Frames
    summed: Frames
    """The stems of the tracks, added up."""
    peak: float
    """Of the loudest of them."""
    missing: frozenset[str]


class _Making:
    """The making of the stems of one song."""

    def __init__(self, source: Source, work: Work, folder: Path, file: str, say: Say) -> None:
        self._source, self._song, self._work, self._folder, self._file = source, source.song, work, folder, file
        self._say = say
        self._content = hashlib.sha256(msgspec.json.encode(self._song, order="deterministic")).digest()
        heard = {track.id for track in heard_tracks(self._song)}
        self._heard = [(number, track) for number, track in enumerate(self._song.tracks) if track.id in heard]

    def parts(self, echoes: Future[Parts] | None) -> Parts:
        (self._folder / STEMS).mkdir()
        lowered_db = 0.0
        while True:
            wet = self._wet(lowered_db)
            back = self._returned(wet, echoes)
            loudest = max([wet.peak, *(_peak(sound) for sound in back.values())])
            if loudest * gain_of_db(lowered_db) <= 1.0:
                break
            lowered_db = -float(math.ceil(db_of_gain(loudest)))
        length = len(wet.mix)
        stems = [self._stem(number, track, lowered_db, length) for number, track in self._heard]
        for number, (name, sound) in enumerate(back.items(), len(self._song.tracks) + 1):
            stem = self._return_stem(number, name, lowered_db, length)
            with self._writer(stem) as writer:
                for block in sound():
                    writer.write(block * gain_of_db(lowered_db))
            stems.append(stem)
        return Parts(wet.mix, (*stems, *self._dry(length)), wet.missing)

    def _wet(self, lowered_db: float) -> _Wet:
        """One pass over the song: the mix, and the tracks' stems on the disk."""
        from studio.engine.offline import TAIL_S

        song = self._song
        renderer = self._source.renderer(song)
        if not renderer.length_frames:
            raise StudioError("song-empty")
        end = renderer.length_frames + round(TAIL_S * song.rate_hz)
        master, lowered = gain_of_db(song.master_knob("master_db")), gain_of_db(lowered_db)
        mix, summed, done, peak = np.empty((end, 2)), np.zeros((end, 2)), 0, 0.0
        with ExitStack() as stack:
            writers = [
                stack.enter_context(self._writer(self._stem(number, track, lowered_db, 0)))
                for number, track in self._heard
            ]
            for block, strips in _to_the_last_sound(renderer, end):
                mix[done : done + len(block)] = block
                for writer, (number, _) in zip(writers, self._heard, strict=True):
                    strip = strips[number] * master
                    summed[done : done + len(block)] += strip
                    peak = max(peak, float(np.max(np.abs(strip), initial=0.0)))
                    writer.write(strip * lowered)
                done += len(block)
                self._work.tell(self._file, 0.3 * done / end)
        return _Wet(mix[:done], summed[:done], peak, renderer.missing)

    def _returned(self, wet: _Wet, echoes: Future[Parts] | None) -> dict[str, Blocks]:
        """What came back of each send that is used."""
        if echoes is None:
            return {name: partial(_differences, wet.mix, wet.summed) for name in used_returns(self._song)}
        without = echoes.result().mix[: len(wet.mix)]
        return {
            "delay": partial(_differences, without, wet.summed),
            "reverb": partial(_differences, wet.mix, without),
        }

    def _dry(self, length: int) -> Iterator[Stem]:
        """The voices once more, as they were sung: their clips, and nothing that the mix does to them."""
        voices = [(number, track) for number, track in self._heard if track.role in VOICE_ROLES]
        if not voices:
            return
        bare = tuple(msgspec.structs.replace(track, knobs={}, automation={}) for track in self._song.tracks)
        song = with_only(msgspec.structs.replace(self._song, tracks=bare, master={}), [track.id for _, track in voices])
        stems = [
            Stem(
                name=track_name(track, self._say),
                file=f"{STEMS}/{stem_name(self._song, number + 1, track_name(track, self._say), dry=True)}",
                role=track.role,
                kind="dry",
                pan=track.knob("pan"),
                track_id=track.id,
                frames=length,
            )
            for number, track in voices
        ]
        done = 0
        with ExitStack() as stack:
            writers = [stack.enter_context(self._writer(stem)) for stem in stems]
            for strips in self._source.renderer(song).stems(0, length):
                for writer, (number, _) in zip(writers, voices, strict=True):
                    writer.write(strips[number])
                done += len(strips[0])
                self._work.tell(stems[0].file, done / length)
        yield from stems

    def _stem(self, number: int, track: Track, lowered_db: float, length: int) -> Stem:
        name = track_name(track, self._say)
        return Stem(
            name=name,
            file=f"{STEMS}/{stem_name(self._song, number + 1, name)}",
            role=track.role,
            kind="wet",
            gain_db=0.0 - lowered_db,
            track_id=track.id,
            frames=length,
        )

    def _return_stem(self, number: int, send: str, lowered_db: float, length: int) -> Stem:
        name = self._say(f"stem-{send}", {})
        file = f"{STEMS}/{stem_name(self._song, number, name)}"
        return Stem(name=name, file=file, role=send, kind="return", gain_db=0.0 - lowered_db, frames=length)

    def _writer(self, stem: Stem) -> AudioWriter:
        return AudioWriter(self._folder / stem.file, "wav24", self._song.rate_hz, chunks=self.chunk(stem))

    def chunk(self, stem: Stem) -> bytes:
        """What a stem's file says of itself."""
        content = hashlib.sha256(self._content + stem.file.encode()).digest()
        description = " - ".join(export_name(name, plain=True) for name in (stem.name, self._song.title))
        return bext.chunk(description, content, self._song.rate_hz, date=self._song.release.release_date)


def _differences(whole: Frames, part: Frames) -> Iterator[Frames]:
    """What of a sound is not in another of the same length, in blocks."""
    for at in range(0, len(whole), _BLOCK_FRAMES):
        yield whole[at : at + _BLOCK_FRAMES] - part[at : at + _BLOCK_FRAMES]


def _peak(sound: Blocks) -> float:
    return max((float(np.max(np.abs(block), initial=0.0)) for block in sound()), default=0.0)


def _to_the_last_sound(renderer: OfflineRenderer, end: int) -> Iterator[tuple[Frames, list[Frames]]]:
    """The mix and the strips of a whole song and its tail, as long as `OfflineRenderer.mix` has them."""
    from studio.engine.offline import audible_frames

    done, held = 0, []
    for block, strips in renderer.mix_and_stems(0, end):
        if done + len(block) <= renderer.length_frames:
            done += len(block)
            yield block, strips
        else:
            held.append((block.copy(), [strip.copy() for strip in strips]))
    if held:
        rest = [block for block, _ in held]
        keep = audible_frames(np.concatenate(rest), renderer.length_frames - done)
        for block, strips in held:
            count = min(max(keep, 0), len(block))
            keep -= count
            yield block[:count], [strip[:count] for strip in strips]
