"""Song + sounds → plan: the arrays that the kernel plays from, written into whichever of the two plans it does not
read."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio import params, timeline
from studio.engine import state
from studio.engine.messages import SoundSource
from studio.engine.render import offer_plan, plan_in_use
from studio.errors import StudioError
from studio.song import SYNTH_ROLES, Media, Song
from studio.units import gain_of_db
from studio.wav import WavInfo, map_data

_PAGE = 4096

Kits = Mapping[str, Mapping[str, SoundSource]]
"""Kit name → sound name → source."""


class _File(NamedTuple):
    """A mapped audio file. The map keeps the file's bytes readable for as long as anybody holds it."""

    data: NDArray[np.uint8]
    info: WavInfo

    @property
    def address(self) -> int:
        return int(self.data.ctypes.data)


class Flattener:
    """Owns the plans of a `Memory`, and keeps every file mapped that either of them names."""

    def __init__(self, memory: state.Memory) -> None:
        self.memory = memory
        self._tables = [
            {
                "addr_tracks": state.aligned(state.TRACKS, state.PLAN_TRACK),
                "addr_clips": state.aligned(state.CLIPS, state.CLIP),
                "addr_hits": state.aligned(state.HITS, state.HIT),
                "addr_media": state.aligned(state.MEDIA, state.MEDIUM),
                "addr_sounds": state.aligned(state.SOUNDS, state.SOUND),
            }
            for _ in range(2)
        ]
        for plan, tables in zip(memory.plans, self._tables, strict=True):
            for field, table in tables.items():
                plan[field] = state.address_of(table)
        self._next = 0
        self._counter = itertools.count(1)
        self._files: dict[str, _File] = {}
        self._held: list[set[str]] = [set(), set()]
        self._sounds: set[str] = set()  # stay mapped: a voice may ring on after the last plan that names its sound
        self._slots: dict[str, int] = {}
        self._free_slots = list(range(state.TRACKS))
        self._uids: dict[str, int] = {}
        self._voice_places: dict[str, int] = {}
        self._by_number: dict[int, _File] = {}
        self._clips = 0
        self.missing: frozenset[str] = frozenset()
        """Ids of the last song's media that could not be mapped: they play as silence."""
        self.sound_numbers: dict[tuple[str, str], int] = {}
        """Number in the last plan of each (kit, sound), for the pads."""

    @property
    def ready(self) -> bool:
        """Whether the kernel has taken over the last plan, so that the other one may be written."""
        last = int(self.memory.record["plan_wanted"][0])
        return last < 0 or plan_in_use(self.memory.address) == last

    def slot_of(self, track_id: str) -> int | None:
        """The strip that plays a track of the last song."""
        return self._slots.get(track_id)

    def media_number(self, song: Song, media_id: str) -> int:
        """The number of a media file in the plan made of `song`. KeyError where there is none."""
        for number, media in enumerate(song.media):
            if media.id == media_id:
                return number
        raise KeyError(media_id)

    def flatten(self, song: Song, path_of: Callable[[Media], Path], kits: Kits) -> None:
        """Makes the plan of a song and offers it to the kernel. Call only while `ready`.

        Raises StudioError("capacity") before anything is changed if the song is larger than the engine. Files that
        cannot be read play as silence and are named in `missing`.
        """
        regions = timeline.clip_regions(song)
        hits = timeline.hits(song, kits=kits)
        for what, count, limit in (
            ("tracks", len(song.tracks), state.TRACKS),
            ("clips", len(regions), state.CLIPS),
            ("media", len(song.media), state.MEDIA),
            ("hits", len(hits.array), state.HITS),
            ("sounds", len(hits.sounds), state.SOUNDS),
        ):
            if count > limit:
                raise StudioError("capacity", what=what, count=count, limit=limit)
        spare = self._next
        plan, tables = self.memory.plans[spare], self._tables[spare]
        self._held[spare] = set()
        self._place_tracks(song)
        self._write_tracks(song, regions, hits.array, tables["addr_tracks"])
        _write_clips(regions, tables["addr_clips"])
        self._write_hits(hits, kits, song.rate_hz, tables["addr_hits"])
        self._write_media(song, path_of, regions, tables["addr_media"], spare)
        self._write_sounds(hits.sounds, kits, song.rate_hz, tables["addr_sounds"], spare)
        plan["number"] = next(self._counter)
        plan["tracks"] = len(song.tracks)
        plan["frames_per_beat"] = 60.0 * song.rate_hz / song.bpm
        plan["beats_per_bar"] = song.beats_per_bar
        plan["length"] = timeline.song_length_frames(song)
        self._write_knobs(song)
        self._clips = len(regions)
        self._drop_files()
        offer_plan(self.memory.address, spare)
        self._next = 1 - spare

    def prefetch(self, position: int, frames: int) -> None:
        """Reads one byte of each page that the current plan's clips play between `position` and `frames` later."""
        tables = self._tables[1 - self._next]
        clips = tables["addr_clips"][: self._clips]
        for clip in clips[(clips["at"] < position + frames) & (clips["at"] + clips["length"] > position)]:
            file = self._by_number.get(int(clip["media"]))
            if file is not None:
                bytes_per_frame = file.info.frame_bytes
                first = max(position - int(clip["at"]), 0) + int(clip["offset"])
                last = min(position + frames - int(clip["at"]), int(clip["length"])) + int(clip["offset"])
                file.data[first * bytes_per_frame : last * bytes_per_frame : _PAGE].max(initial=0)

    def _place_tracks(self, song: Song) -> None:
        """Every track keeps the strip it has; a new one takes the strip that has been free the longest."""
        present = {track.id for track in song.tracks}
        for track_id in [track_id for track_id in self._slots if track_id not in present]:
            self._free_slots.append(self._slots.pop(track_id))
            self._uids.pop(track_id)
        for track in song.tracks:
            if track.id not in self._slots:
                self._slots[track.id] = self._free_slots.pop(0)
                self._uids[track.id] = next(self._counter)
        players = [track.id for track in song.tracks if track.role in SYNTH_ROLES]
        share = state.VOICES // max(1 << (len(players) - 1).bit_length(), 4) if players else state.VOICES // 4
        if share != int(self.memory.plans[1 - self._next]["voice_share"]):
            self._voice_places = {}
        self.memory.plans[self._next]["voice_share"] = share
        places = {track_id: place for track_id, place in self._voice_places.items() if track_id in players}
        free = (place for place in range(state.VOICES // share) if place not in set(places.values()))
        self._voice_places = {track_id: places[track_id] if track_id in places else next(free) for track_id in players}

    def _write_tracks(self, song: Song, regions: NDArray[Any], hits: NDArray[Any], table: NDArray[Any]) -> None:
        count = len(song.tracks)
        numbers = np.arange(count)
        share = int(self.memory.plans[self._next]["voice_share"])
        table["uid"][:count] = [self._uids[track.id] for track in song.tracks]
        table["slot"][:count] = [self._slots[track.id] for track in song.tracks]
        table["clip_first"][:count] = np.searchsorted(regions["track"], numbers)
        table["clips"][:count] = np.searchsorted(regions["track"], numbers, side="right") - table["clip_first"][:count]
        by_track = np.sort(hits["track"])
        table["hit_first"][:count] = np.searchsorted(by_track, numbers)
        table["hits"][:count] = np.searchsorted(by_track, numbers, side="right") - table["hit_first"][:count]
        places = [self._voice_places.get(track.id) for track in song.tracks]
        table["voice_first"][:count] = [0 if place is None else place * share for place in places]
        table["voices"][:count] = [0 if place is None else share for place in places]

    def _write_hits(self, hits: timeline.Hits, kits: Kits, rate_hz: int, table: NDArray[Any]) -> None:
        array = hits.array[np.argsort(hits.array["track"], kind="stable")]
        roots = np.array([_source(kits, pair).root_note for pair in hits.sounds] or [60], np.float64)[array["sound"]]
        note = np.where(np.isnan(array["midi_note"]), roots, array["midi_note"])
        target = np.where(np.isnan(array["glide_to"]), note, array["glide_to"])
        rows = table[: len(array)]
        levels = np.array([gain_of_db(_source(kits, pair).level_db) for pair in hits.sounds] or [1.0])
        rows["at"], rows["sound"] = array["at_frame"], array["sound"]
        rows["gain"] = array["gain"] * levels[array["sound"]]
        rows["length"], rows["glide_frames"] = array["length_frames"], array["glide_frames"]
        rows["ratio"] = 2.0 ** ((note - roots) / 12.0)
        rows["glide_ratio"] = 2.0 ** ((target - roots) / 12.0)

    def _write_media(
        self, song: Song, path_of: Callable[[Media], Path], regions: NDArray[Any], table: NDArray[Any], spare: int
    ) -> None:
        missing = set()
        rows = []
        self._by_number = {}
        for number, media in enumerate(song.media):
            file = self._map(str(path_of(media)), spare)
            if file is None or file.info.encoding not in state.ENCODINGS or file.info.channels not in (1, 2):
                missing.add(media.id)
                rows.append((0, 0, 1, 0))
            else:
                self._by_number[number] = file
                frames = min(media.frames, file.info.frames) if media.frames else file.info.frames
                rows.append((file.address, frames, file.info.channels, state.ENCODINGS[file.info.encoding]))
        table[: len(rows)] = rows
        table[len(rows) :] = 0
        self.missing = frozenset(missing)

    def _write_sounds(
        self, pairs: tuple[tuple[str, str], ...], kits: Kits, rate_hz: int, table: NDArray[Any], spare: int
    ) -> None:
        groups: dict[tuple[str, int], int] = {}
        for number, pair in enumerate(pairs):
            source = _source(kits, pair)
            path = source.layers[0].file if source.layers else ""
            self._sounds.add(path)
            file = self._map(path, spare) if path else None
            usable = file is not None and file.info.encoding == "float32" and file.info.channels == 1
            group = groups.setdefault((pair[0], source.choke), len(groups) + 1) if source.choke else 0
            release = round(source.release_ms * rate_hz / 1000.0)
            table[number] = (file.address, file.info.frames, group, release) if usable and file else (0, 0, 0, 0)
        table[len(pairs) :] = 0
        self.sound_numbers = {pair: number for number, pair in enumerate(pairs)}

    def _write_knobs(self, song: Song) -> None:
        for track in song.tracks:
            cells = self.memory.knobs[self._slots[track.id]]
            cells[:] = [row.clamp(track.knobs.get(row.name, row.default)) for row in params.TRACK]
        self.memory.master_knobs[:] = [row.clamp(song.master.get(row.name, row.default)) for row in params.MASTER]

    def _map(self, path: str, spare: int) -> _File | None:
        if path not in self._files:
            try:
                info, data = map_data(Path(path))
            except StudioError:
                return None
            if info.frames == 0:
                return None
            self._files[path] = _File(data, info)
        self._held[spare].add(path)
        return self._files[path]

    def _drop_files(self) -> None:
        for path in set(self._files) - self._held[0] - self._held[1] - self._sounds:
            del self._files[path]


def _source(kits: Kits, pair: tuple[str, str]) -> SoundSource:
    return kits.get(pair[0], {}).get(pair[1]) or SoundSource()


def _write_clips(regions: NDArray[Any], table: NDArray[Any]) -> None:
    rows = table[: len(regions)]
    rows["at"], rows["length"], rows["offset"] = regions["at_frame"], regions["length_frames"], regions["offset_frames"]
    rows["fade_in"], rows["fade_out"] = regions["fade_in"], regions["fade_out"]
    rows["media"], rows["gain"] = regions["media"], regions["gain"]
    ends = rows["at"] + rows["length"]
    for track in np.unique(regions["track"]):
        own = regions["track"] == track
        rows["reach"][own] = np.maximum.accumulate(ends[own])
