"""Song + sounds → plan: the arrays that the kernel plays from, written into whichever of the two plans it does not
read."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio import params, timeline
from studio.engine import state
from studio.engine.files import File, Files
from studio.engine.render import offer_plan, plan_in_use
from studio.engine.sounds import Kits, Pad, SoundTable, rows_of
from studio.errors import StudioError
from studio.scales import scale_mask
from studio.song import SYNTH_ROLES, Media, Point, Song, Track
from studio.units import db_of_gain, gain_of_db

_OPENING_BARS = 2
_JUMP_S = 0.005
"""As quick as a knob that moves with the song can be: quicker would click."""


class Player(NamedTuple):
    """What a live hit must know of a track."""

    uid: int
    pads: Mapping[str, Pad]
    """By the names of the sounds in its kit."""


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
                "addr_sweeps": state.aligned(state.SWEEPS, state.SWEEP),
                "addr_points": state.aligned(state.POINTS, state.POINT),
            }
            for _ in range(2)
        ]
        for plan, tables in zip(memory.plans, self._tables, strict=True):
            for field, table in tables.items():
                plan[field] = state.address_of(table)
        self._next = 0
        self._counter = itertools.count(1)
        self._files = Files()
        self._sounds = SoundTable(self._files)
        self._slots: dict[str, int] = {}
        self._free_slots = list(range(state.TRACKS))
        self._uids: dict[str, int] = {}
        self._voice_places: dict[str, int] = {}
        self._by_number: dict[int, File] = {}
        self._clips = 0
        self.missing: frozenset[str] = frozenset()
        """Ids of the last song's media that could not be mapped: they play as silence."""
        self.players: Mapping[str, Player] = {}
        """Tracks of the last song that play sounds, by id. Replaced, never changed, so any thread may look into it."""

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

    def flatten(
        self,
        song: Song,
        path_of: Callable[[Media], Path],
        kits: Kits,
        *,
        at_bar: bool = False,
        knobs_turned: bool = False,
    ) -> None:
        """Makes the plan of a song and offers it to the kernel, which takes it over with its next block or, `at_bar`,
        at the next bar line. Call only while `ready`. `knobs_turned`: only tracks that are new have their knobs turned.

        Raises StudioError("capacity") before anything is changed if the song is larger than the engine. Files that
        cannot be read play as silence and are named in `missing`.
        """
        regions = timeline.clip_regions(song)
        sweeps, points = _sweeps(song), _points(song)
        sounds = self._sounds.rows([track.kit for track in _players(song)], kits, song.rate_hz)
        tracks, hits = self._hits(song, kits, sounds)
        for what, count, limit in (
            ("tracks", len(song.tracks), state.TRACKS),
            ("clips", len(regions), state.CLIPS),
            ("media", len(song.media), state.MEDIA),
            ("hits", len(hits), state.HITS),
            ("sounds", len(sounds), state.SOUNDS),
            ("sections", len(sweeps), state.SWEEPS),
            ("points", sum(map(len, points.values())), state.POINTS),
        ):
            if count > limit:
                raise StudioError("capacity", what=what, count=count, limit=limit)
        spare = self._next
        plan, tables = self.memory.plans[spare], self._tables[spare]
        self._files.begin(spare)
        known = set(self._slots) if knobs_turned else set()
        self._place_tracks(song)
        self._write_tracks(song, regions, tracks, tables["addr_tracks"])
        _write_points(points, tables["addr_tracks"], tables["addr_points"])
        _write_clips(regions, tables["addr_clips"])
        self._write_media(song, path_of, regions, tables["addr_media"], spare)
        for field, rows in (("addr_hits", hits), ("addr_sounds", sounds), ("addr_sweeps", sweeps)):
            tables[field][: len(rows)] = rows
        plan["sounds"], plan["sweeps"] = len(sounds), len(sweeps)
        plan["number"], plan["at_bar"] = next(self._counter), at_bar
        plan["tracks"] = len(song.tracks)
        plan["frames_per_beat"] = 60.0 * song.rate_hz / song.bpm
        plan["beats_per_bar"] = song.beats_per_bar
        plan["scale"] = scale_mask(song.key)
        plan["length"] = timeline.song_length_frames(song)
        self.write_knobs(song, known)
        self._clips = len(regions)
        self._files.drop()
        self.players = {
            track.id: Player(self._uids[track.id], self._sounds.pads.get(track.kit, {})) for track in _players(song)
        }
        offer_plan(self.memory.address, spare)
        self._next = 1 - spare

    def prefetch(self, position: int, frames: int) -> None:
        """Reads what the current plan's clips play between `position` and `frames` later, what is new among the sounds,
        and the next frames of a file that is listened to beside the song."""
        self._files.touch_sounds()
        tables = self._tables[1 - self._next]
        clips = tables["addr_clips"][: self._clips]
        for clip in clips[(clips["at"] < position + frames) & (clips["at"] + clips["length"] > position)]:
            file = self._by_number.get(int(clip["media"]))
            if file is not None:
                first = max(position - int(clip["at"]), 0) + int(clip["offset"])
                last = min(position + frames - int(clip["at"]), int(clip["length"])) + int(clip["offset"])
                file.touch(first, last)
        engine = self.memory.record[0]
        cued, at = self._by_number.get(int(engine["cue_medium"])), int(engine["cue_position"])
        if cued is not None and at < int(engine["cue_end"]):
            cued.touch(at, min(at + frames, int(engine["cue_end"])))

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
        players = [track.id for track in _players(song)]
        share = state.VOICES // max(1 << (len(players) - 1).bit_length(), 4) if players else state.VOICES // 4
        if share != int(self.memory.plans[1 - self._next]["voice_share"]):
            self._voice_places = {}
        self.memory.plans[self._next]["voice_share"] = share
        places = {track_id: place for track_id, place in self._voice_places.items() if track_id in players}
        free = (place for place in range(state.VOICES // share) if place not in set(places.values()))
        self._voice_places = {track_id: places[track_id] if track_id in places else next(free) for track_id in players}

    def _write_tracks(
        self, song: Song, regions: NDArray[Any], hit_tracks: NDArray[np.int64], table: NDArray[Any]
    ) -> None:
        count = len(song.tracks)
        numbers = np.arange(count)
        share = int(self.memory.plans[self._next]["voice_share"])
        table["uid"][:count] = [self._uids[track.id] for track in song.tracks]
        table["slot"][:count] = [self._slots[track.id] for track in song.tracks]
        table["clip_first"][:count] = np.searchsorted(regions["track"], numbers)
        table["clips"][:count] = np.searchsorted(regions["track"], numbers, side="right") - table["clip_first"][:count]
        table["hit_first"][:count] = np.searchsorted(hit_tracks, numbers)
        table["hits"][:count] = np.searchsorted(hit_tracks, numbers, side="right") - table["hit_first"][:count]
        places = [self._voice_places.get(track.id) for track in song.tracks]
        table["voice_first"][:count] = [0 if place is None else place * share for place in places]
        table["voices"][:count] = [0 if place is None else share for place in places]
        table["group"][:count] = [params.GROUP_NAMES.index(params.GROUPS[track.role]) for track in song.tracks]
        table["swept"][:count] = [track.role in SYNTH_ROLES for track in song.tracks]
        table["ducked_by"][:count] = [
            self._sounds.kit_number(track.kit) if track.role == "bass" else 0 for track in song.tracks
        ]

    def _hits(self, song: Song, kits: Kits, sounds: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """The hits and what they duck, of dtype `HIT`, track by track and in time, and the track of each."""
        array, pairs = timeline.hits(song, kits=kits)
        numbers = np.array([self._sounds.number(pair) for pair in pairs] or [0], np.int64)[array["sound"]]
        played = rows_of(sounds, numbers, array["gain"])
        array, played = array[played >= 0], played[played >= 0]
        sources = [kits.get(kit, {}).get(sound) for kit, sound in pairs]
        roots = np.array([source.root_note if source else 60 for source in sources] or [60], np.float64)
        roots = roots[array["sound"]]
        note = np.where(np.isnan(array["midi_note"]), roots, array["midi_note"])
        target = np.where(np.isnan(array["glide_to"]), note, array["glide_to"])
        rows = np.zeros(len(array), state.HIT)
        rows["at"], rows["sound"] = array["at_frame"], played
        rows["gain"] = array["gain"] * sounds["gain"][played]
        rows["length"], rows["glide_frames"] = array["length_frames"], array["glide_frames"]
        rows["ratio"] = 2.0 ** ((note - roots) / 12.0)
        rows["glide_ratio"] = 2.0 ** ((target - roots) / 12.0)
        tracks, parts = [array["track"].astype(np.int64)], [rows]
        ducking = sounds["duck"][played] < 1.0
        for number, track in enumerate(song.tracks):
            if track.role == "bass":
                own = ducking & (sounds["kit"][played] == self._sounds.kit_number(track.kit))
                ducks = np.zeros(np.count_nonzero(own), state.HIT)
                ducks["at"], ducks["sound"] = rows["at"][own], state.DUCK
                ducks["gain"], ducks["length"] = sounds["duck"][played[own]], sounds["duck_frames"][played[own]]
                tracks.append(np.full(len(ducks), number, np.int64))
                parts.append(ducks)
        by_track, rows = np.concatenate(tracks), np.concatenate(parts)
        order = np.lexsort((rows["at"], by_track))
        return by_track[order], np.take(rows, order)

    def _write_media(
        self, song: Song, path_of: Callable[[Media], Path], regions: NDArray[Any], table: NDArray[Any], spare: int
    ) -> None:
        missing = set()
        rows = []
        self._by_number = {}
        for number, media in enumerate(song.media):
            file = self._files.of_plan(str(path_of(media)), spare)
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

    def write_knobs(self, song: Song, turned: AbstractSet[str] = frozenset()) -> None:
        """Turns the knobs of all tracks that have a strip, and the master's; not those that are `turned`, by id, and
        then not the master's."""
        for track in song.tracks:
            if track.id in self._slots and track.id not in turned:
                cells = self.memory.knobs[self._slots[track.id]]
                cells[:] = [row.clamp(track.knobs.get(row.name, row.default)) for row in params.TRACK]
        if not turned:
            self.memory.master_knobs[:] = [row.clamp(song.master.get(row.name, row.default)) for row in params.MASTER]


def _players(song: Song) -> list[Track]:
    """The tracks that play the sounds of a kit."""
    return [track for track in song.tracks if track.role in SYNTH_ROLES]


def _sweeps(song: Song) -> NDArray[Any]:
    """The muffled sections, of dtype `SWEEP`: each opens over its last two bars."""
    found, start_bar = [], 0
    for section in song.sections:
        end_bar = start_bar + section.bars
        if section.muffled and section.bars:
            places = (start_bar, max(end_bar - _OPENING_BARS, start_bar), end_bar)
            found.append(tuple(song.frame_of(bar * song.beats_per_bar) for bar in places))
        start_bar = end_bar
    return np.array(found, state.SWEEP)


def _points(song: Song) -> dict[tuple[int, int], NDArray[Any]]:
    """The curves of a song, of dtype `POINT`, by track and by place in `params.AUTOMATED`."""
    return {
        (track, curve): _curve(song, song.tracks[track].automation[name], params.knob(name))
        for track in range(len(song.tracks))
        for curve, name in enumerate(params.AUTOMATED)
        if song.tracks[track].automation.get(name)
    }


def _curve(song: Song, points: tuple[Point, ...], row: params.Param) -> NDArray[Any]:
    """The points of a curve in frames, and where the knob would have to be quicker than `_JUMP_S`, as when two of them
    stand on one beat, a jump: it begins so much earlier and ends on the frame of its point, so that what begins there
    is heard whole."""
    jump = round(_JUMP_S * song.rate_hz)
    rows = [(song.frame_of(point.at_beat), row.clamp(point.value)) for point in points]
    made: list[tuple[int, int, float]] = []
    for at, value in rows:
        if not made or at - made[-1][0] >= jump:
            made.append((at, 0, value))
            continue
        start = at - jump
        later: list[tuple[int, int, float]] = []
        while made and made[-1][0] > start:
            later.insert(0, made.pop())
        if not made or made[-1][0] < start:
            made.append((start, later[0][1] if made else 0, _value_at([*made[-1:], *later], start)))
        made.append((at, 1, value))
    return np.array(made, state.POINT)


def _value_at(points: list[tuple[int, int, float]], at: int) -> float:
    """Where a curve stands at a frame, in dB."""
    after = next((number for number, point in enumerate(points) if point[0] > at), len(points))
    if after == 0 or after == len(points):
        return points[max(after - 1, 0)][2]
    (start, _, low), (end, jump, high) = points[after - 1], points[after]
    share = (at - start) / (end - start)
    if not jump:
        return low + (high - low) * share
    share *= share * (3.0 - 2.0 * share)
    return db_of_gain(gain_of_db(low) + (gain_of_db(high) - gain_of_db(low)) * share)


def _write_points(curves: dict[tuple[int, int], NDArray[Any]], tracks: NDArray[Any], table: NDArray[Any]) -> None:
    tracks["points"] = tracks["point_first"] = 0
    used = 0
    for (track, curve), rows in curves.items():
        table[used : used + len(rows)] = rows
        tracks["point_first"][track, curve], tracks["points"][track, curve] = used, len(rows)
        used += len(rows)


def _write_clips(regions: NDArray[Any], table: NDArray[Any]) -> None:
    rows = table[: len(regions)]
    rows["at"], rows["length"], rows["offset"] = regions["at_frame"], regions["length_frames"], regions["offset_frames"]
    rows["fade_in"], rows["fade_out"] = regions["fade_in"], regions["fade_out"]
    rows["power_in"], rows["power_out"] = regions["power_in"], regions["power_out"]
    rows["media"], rows["gain"] = regions["media"], regions["gain"]
    ends = rows["at"] + rows["length"]
    for track in np.unique(regions["track"]):
        own = regions["track"] == track
        rows["reach"][own] = np.maximum.accumulate(ends[own])
