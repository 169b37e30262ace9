"""What a song is made of, rendered once: its mix, and with it the stems that add up to it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio import timeline
from studio.audiofile import AudioWriter
from studio.errors import StudioError
from studio.interchange.stem import Stem, StemKind
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
RENDERED = 0.3
"""The share of a finished track's making that its mix is."""
RETURNS = ("delay", "reverb")
"""The sends: what the names of their knobs begin with."""


class Source(NamedTuple):
    """A song and where its sound lies."""

    song: Song
    path_of: Callable[[Media], Path]
    kits: Kits

    def renderer(self, song: Song, *, threads: int = 1) -> OfflineRenderer:
        """One for a version of the song, for the thread that asks. StudioError("song-empty"), ("capacity")."""
        from studio.engine.offline import OfflineRenderer

        made = OfflineRenderer(song, self.path_of, self.kits, threads=threads)
        if not made.length_frames:
            raise StudioError("song-empty")
        return made

    def bus(self, first: OfflineRenderer, song: Song) -> OfflineRenderer:
        """A bus for a version of the song that `first` renders."""
        from studio.engine.buses import Bus

        return Bus(first, song, self.path_of, self.kits)


class Parts(NamedTuple):
    """The mix before mastering, and what else the same pass gave."""

    mix: Frames
    versions: tuple[Frames, ...]
    """The mixes of those versions of the song that were asked for."""
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


def render_parts(
    source: Source,
    work: Work,
    folder: Path,
    file: str,
    say: Say,
    *,
    stems: bool = True,
    versions: Sequence[Collection[str]] = (),
    hear: Callable[[Sequence[Frames]], None] | None = None,
) -> Parts:
    """The mix, told of as `file`, with its tail; the mixes of `versions`, each the ids of the tracks that stay; and,
    with `stems`, the files in `<folder>/stems` that add up to the mix. Those of dry voices are left to `render_dry`.
    `hear` gets the strips of every block, which are overwritten by the next.

    StudioError song-empty, capacity, disk-full, disk-refused.
    """
    return _Making(source, work, folder, file, say, stems, hear).parts(versions)


def render_dry(source: Source, work: Work, folder: Path, made: Parts) -> None:
    """Writes the dry stems of `made`: the voices once more as they were sung, their clips, and nothing that the mix
    does to them."""
    song, stems = source.song, [stem for stem in made.stems if stem.kind == "dry"]
    if not stems:
        return
    bare = tuple(msgspec.structs.replace(track, knobs={}, automation={}) for track in song.tracks)
    numbers = [song.tracks.index(song.track(stem.track_id)) for stem in stems]
    song = with_only(msgspec.structs.replace(song, tracks=bare, master={}), [stem.track_id for stem in stems])
    done = 0
    with ExitStack() as stack:
        writers = [stack.enter_context(stem_writer(source.song, folder, stem)) for stem in stems]
        for strips in source.renderer(song).stems(0, len(made.mix)):
            for writer, number in zip(writers, numbers, strict=True):
                writer.write(strips[number])
            done += len(strips[0])
            work.tell(stems[0].file, done / len(made.mix))


def stem_writer(song: Song, folder: Path, stem: Stem) -> AudioWriter:
    """The file of a stem, with what it says of itself."""
    whole = hashlib.sha256(msgspec.json.encode(song, order="deterministic")).digest()
    content = hashlib.sha256(whole + stem.file.encode()).digest()
    description = " - ".join(export_name(name, plain=True) for name in (stem.name, song.title))
    chunk = bext.chunk(description, content, song.rate_hz, date=song.release.release_date)
    return AudioWriter(folder / stem.file, "wav24", song.rate_hz, chunks=chunk)


class _Wet(NamedTuple):
    """One pass over a song."""

    mixes: tuple[Frames, ...]
    """Of the song, and of each version that was asked for."""
    loudest: float
    """The highest sample of all stems."""
    missing: frozenset[str]


class _Making:
    """The making of the mixes and the stems of one song."""

    def __init__(
        self,
        source: Source,
        work: Work,
        folder: Path,
        file: str,
        say: Say,
        stems: bool,
        hear: Callable[[Sequence[Frames]], None] | None,
    ) -> None:
        self._source, self._song, self._work, self._folder, self._file = source, source.song, work, folder, file
        self._say, self._hear = say, hear
        heard = {track.id for track in heard_tracks(self._song)}
        tracks = enumerate(self._song.tracks) if stems else ()
        self._heard = [(number, track) for number, track in tracks if track.id in heard]
        self._returns = used_returns(self._song) if stems else ()
        if stems:
            (folder / STEMS).mkdir()

    def parts(self, versions: Sequence[Collection[str]]) -> Parts:
        lowered_db = 0.0
        wet = self._wet(lowered_db, versions)
        if wet.loudest > 1.0:
            lowered_db = -float(math.ceil(db_of_gain(wet.loudest)))
            self._wet(lowered_db, ())
        mix, *others = wet.mixes
        stems = (*self._stems(lowered_db, len(mix)), *self._dry_stems(len(mix)))
        return Parts(mix, tuple(others), stems, wet.missing)

    def _wet(self, lowered_db: float, versions: Sequence[Collection[str]]) -> _Wet:
        """One pass over the song: the mixes, and the stems of tracks and returns on the disk."""
        from studio.engine.offline import TAIL_S, audible_frames

        song, lowered = self._song, gain_of_db(lowered_db)
        first = self._source.renderer(song, threads=2)
        songs = [with_only(song, ids) for ids in versions]
        if len(self._returns) == 2:
            songs.append(with_reverb_off(song))
        buses = [self._source.bus(first, version) for version in songs]
        end = first.length_frames + round(TAIL_S * song.rate_hz)
        mixes = [np.empty((end, 2)) for _ in (song, *versions)]
        at, loudest, held = 0, 0.0, []
        with ExitStack() as stack:
            writers = [
                stack.enter_context(stem_writer(song, self._folder, stem)) for stem in self._stems(lowered_db, 0)
            ]
            for (block, strips), *others in zip(
                first.mix_and_stems(0, end), *(bus.mix(0, end) for bus in buses), strict=True
            ):
                if self._hear is not None and lowered_db == 0.0:
                    self._hear(strips)
                for mix, heard in zip(mixes, (block, *others), strict=False):  # the echoes are no mix of their own
                    mix[at : at + len(block)] = heard
                blocks = self._apart(block, strips, others)
                loudest = max([loudest, *(float(np.max(np.abs(part))) for part in blocks)])
                if at + len(block) > first.length_frames:
                    held.append((at, blocks))
                else:
                    _write(writers, blocks, lowered)
                at += len(block)
                self._work.tell(self._file, RENDERED * at / end)
            lengths = [first.length_frames + audible_frames(mix[first.length_frames :], 0) for mix in mixes]
            for at, blocks in held:
                _write(writers, [block[: max(lengths[0] - at, 0)] for block in blocks], lowered)
        cut = tuple(mix[:length] for mix, length in zip(mixes, lengths, strict=True))
        return _Wet(cut, loudest, first.missing)

    def _apart(self, block: Frames, strips: list[Frames], others: list[Frames]) -> list[Frames]:
        """The stems of a block of the mix: its tracks, and what came back of each send that is used, which is what
        remains. The last of `others` is the mix without reverb where both sends are used."""
        master = gain_of_db(self._song.master_knob("master_db"))
        tracks = [strips[number] * master for number, _ in self._heard]
        if not self._returns:
            return tracks
        summed = np.zeros_like(block)
        for track in tracks:
            summed += track
        if len(self._returns) == 1:
            return [*tracks, block - summed]
        return [*tracks, others[-1] - summed, block - others[-1]]

    def _stems(self, lowered_db: float, length: int) -> Iterator[Stem]:
        """Those of the tracks, then those of the returns."""
        for number, track in self._heard:
            yield self._stem(number, track, "wet", length, gain_db=0.0 - lowered_db)
        for number, send in enumerate(self._returns, len(self._song.tracks) + 1):
            name = self._say(f"stem-{send}", {})
            file = f"{STEMS}/{stem_name(self._song, number, name)}"
            yield Stem(name=name, file=file, role=send, kind="return", gain_db=0.0 - lowered_db, frames=length)

    def _dry_stems(self, length: int) -> Iterator[Stem]:
        for number, track in self._heard:
            if track.role in VOICE_ROLES:
                yield self._stem(number, track, "dry", length, pan=track.knob("pan"))

    def _stem(
        self, number: int, track: Track, kind: StemKind, length: int, *, gain_db: float = 0.0, pan: float = 0.0
    ) -> Stem:
        name = track_name(track, self._say)
        file = f"{STEMS}/{stem_name(self._song, number + 1, name, dry=kind == 'dry')}"
        return Stem(
            name=name, file=file, role=track.role, kind=kind, gain_db=gain_db, pan=pan, track_id=track.id, frames=length
        )


def _write(writers: list[AudioWriter], blocks: list[Frames], gain: float) -> None:
    for writer, block in zip(writers, blocks, strict=True):
        writer.write(block * gain)
