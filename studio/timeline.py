"""What sounds when: a song → note hits and clip regions in frames, as arrays.

Swing, ratchets, micro-timing, humanised velocities and the repeats of a pattern inside its sections are applied here
and nowhere else. Pure: the same song gives the same arrays, on every machine.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol, get_type_hints

import numpy as np
from numpy.typing import NDArray

from studio.song import SYNTH_ROLES, Lane, Note, Pattern, Section, Song, Step
from studio.units import gain_of_db

HIT = np.dtype(
    [
        ("at_frame", "i8"),
        ("track", "i4"),  # index in song.tracks
        ("sound", "i4"),  # index in Hits.sounds
        ("gain", "f4"),  # velocity / 127
        ("midi_note", "f4"),  # NaN: the sound's own pitch
        ("glide_to", "f4"),  # MIDI note reached at the end of the note; NaN: no glide
        ("length_frames", "i8"),  # 0: no note, the sound rings out
        ("glide_frames", "i8"),  # the glide fills the last so many frames of the note; 0: no glide
    ]
)
REGION = np.dtype(
    [
        ("track", "i4"),  # index in song.tracks
        ("media", "i4"),  # index in song.media
        ("at_frame", "i8"),  # never below 0
        ("length_frames", "i8"),
        ("offset_frames", "i8"),  # where in the file it begins
        ("gain", "f4"),
        ("fade_in", "i8"),
        ("fade_out", "i8"),
        ("power_in", "i8"),  # 1: that fade is one half of a crossfade of equal power; 0: of equal gain
        ("power_out", "i8"),
    ]
)

GLIDE_MS = 90.0
"""How long a slide takes where the kit does not say."""
HUMANISE = 4
"""Velocities stray by up to this much to either side."""
RATCHET_FROM = 0.6
"""The first hit of a ratchet has this share of its velocity, the last one all of it."""
_CHANCE = 0x5DEECE66D
"""Tells the hash that leaves hits out from the one that lets velocities stray."""
_EPSILON = 1e-9
_TICKS = 4800
"""Per beat: the grain in which the humanising hash tells places apart."""


class SoundFacts(Protocol):
    """What timing needs to know of a kit's sound; `beats.kits.Sound` has it."""

    @property
    def choke(self) -> int:
        """Sounds of one group on one track end each other; 0 is no group."""

    @property
    def glide_ms(self) -> float:
        """How long a slide to the next pitch takes."""


class Hits(NamedTuple):
    """Note hits in the order they sound."""

    array: NDArray[Any]
    """Of dtype `HIT`, sorted by `at_frame`; the caller's own."""
    sounds: tuple[tuple[str, str], ...]
    """(kit, sound) for each number in the `sound` column, sorted."""


class _Row(NamedTuple):
    """One hit of one round of a pattern; places in beats from the pattern's start."""

    grid_beat: float
    at_beat: float
    end_beat: float
    late_ms: float
    track: int
    sound: int
    velocity: float
    gain: float
    midi_note: float
    glide_to: float
    glide_ms: float
    choke: int
    rank: int
    seed: int
    chance_percent: int


_ROW = np.dtype([(name, {float: "f8", int: "i8"}[kind]) for name, kind in get_type_hints(_Row).items()])


def hits(
    song: Song,
    from_frame: int = 0,
    to_frame: int | None = None,
    kits: Mapping[str, Mapping[str, SoundFacts]] | None = None,
) -> Hits:
    """All hits that start in from_frame ≤ frame < to_frame.

    `kits` (kit → sound → facts) brings the glide times, and settles choke groups on one frame: of two sounds of a group
    the one further down in its kit stays. Lanes whose track is gone or plays no patterns are passed over.
    """
    sounds = _sounds(song)
    number = {pair: index for index, pair in enumerate(sounds)}
    templates = {pattern.id: _template(song, pattern, number, kits or {}) for pattern in song.patterns}
    parts = []
    start_bar = 0
    for section, following in zip(song.sections, (*song.sections[1:], None), strict=False):
        part = _section_rows(song, section, following, start_bar, templates)
        if section.muted:
            part = part[~np.isin(part["sound"], [number[pair] for pair in sounds if pair[1] in section.muted])]
        if following is not None and following.lead_in == "drop":
            part = _dropped(song, part, sounds, (start_bar + section.bars) * song.beats_per_bar - 1.0)
        parts.append(part)
        start_bar += section.bars
    rows = np.concatenate(parts) if parts else np.zeros(0, _ROW)
    rows = rows[_hash(rows, _CHANCE) % np.uint64(100) < rows["chance_percent"].astype(np.uint64)]
    if not len(rows):
        return Hits(np.zeros(0, HIT), sounds)
    frames_per_beat = 60.0 * song.rate_hz / song.bpm
    late = rows["late_ms"] * (song.rate_hz / 1000.0)
    at_frame = np.maximum(np.rint(rows["at_beat"] * frames_per_beat + late), 0.0).astype(np.int64)
    end_frame = np.rint(rows["end_beat"] * frames_per_beat + late)
    keep = at_frame >= from_frame
    if to_frame is not None:
        keep &= at_frame < to_frame
    order = np.lexsort((rows["rank"], rows["choke"], rows["track"], at_frame))
    order = order[keep[order]]
    rows, at_frame, end_frame = rows[order], at_frame[order], end_frame[order]

    array = np.zeros(len(rows), HIT)
    array["at_frame"] = at_frame
    for column in ("track", "sound", "midi_note", "glide_to"):
        array[column] = rows[column]
    array["gain"] = _humanised(rows) * rows["gain"] / 127.0
    is_note = ~np.isnan(end_frame)
    array["length_frames"][is_note] = np.maximum(end_frame[is_note] - at_frame[is_note], 1)
    glide = np.rint(rows["glide_ms"] * (song.rate_hz / 1000.0)).astype(np.int64)
    glide[np.isnan(rows["glide_to"])] = 0
    array["glide_frames"] = np.minimum(glide, array["length_frames"])

    choked = np.zeros(len(rows), bool)
    choked[:-1] = (rows["choke"][:-1] != 0) & (at_frame[:-1] == at_frame[1:])
    for column in ("track", "choke"):
        choked[:-1] &= rows[column][:-1] == rows[column][1:]
    return Hits(array[~choked], sounds)


def clip_regions(song: Song) -> NDArray[Any]:
    """All clips that sound, of dtype `REGION`, sorted by track and then by `at_frame`.

    What lies before frame 0 or beyond the end of its file is cut off. Clips of unknown media are passed over.
    """
    media_number = {media.id: index for index, media in enumerate(song.media)}
    media_frames = np.array([media.frames for media in song.media], np.int64)
    pairs = [
        (number, clip)
        for number, track in enumerate(song.tracks)
        for clip in track.clips
        if not clip.mute and clip.media_id in media_number
    ]
    if not pairs:
        return np.zeros(0, REGION)
    clips = [clip for _, clip in pairs]
    regions = np.zeros(len(clips), REGION)
    regions["track"] = [number for number, _ in pairs]
    regions["media"] = [media_number[clip.media_id] for clip in clips]
    frames_per_beat = 60.0 * song.rate_hz / song.bpm
    start = np.rint(np.array([clip.at_beat for clip in clips]) * frames_per_beat).astype(np.int64)
    cut = np.maximum(-start, 0)
    offset = np.array([clip.offset_frames for clip in clips], np.int64) + cut
    length = np.array([clip.length_frames for clip in clips], np.int64) - cut
    length = np.minimum(length, media_frames[regions["media"]] - offset)
    regions["at_frame"] = start + cut
    regions["offset_frames"] = offset
    regions["length_frames"] = length
    regions["gain"] = [gain_of_db(clip.gain_db) for clip in clips]
    fade_in = np.array([clip.fade_in_frames for clip in clips], np.int64) - cut
    regions["fade_in"] = np.clip(fade_in, 0, np.maximum(length, 0))
    fade_out = np.array([clip.fade_out_frames for clip in clips], np.int64)
    regions["fade_out"] = np.clip(fade_out, 0, np.maximum(length - regions["fade_in"], 0))
    regions["power_in"] = [clip.fade_in_shape == "power" for clip in clips]
    regions["power_out"] = [clip.fade_out_shape == "power" for clip in clips]
    regions = regions[(length > 0) & (offset >= 0)]
    order = np.lexsort((regions["at_frame"], regions["track"]))
    return np.take(regions, order)


def song_length_frames(song: Song) -> int:
    """Where the song ends: the last end of a clip or of the last section, muted ones too; 0 for an empty song."""
    sections_end = song.frame_of(sum(section.bars for section in song.sections) * song.beats_per_bar)
    clips_end = (song.frame_of(clip.at_beat) + clip.length_frames for track in song.tracks for clip in track.clips)
    return max(sections_end, *clips_end, 0)


def bar_played(section: Section, following: Section | None, number: int) -> tuple[str, int]:
    """What plays in a bar of a section, both counted from 0: a pattern's id and its bar, which may lie beyond its last
    one: a pattern goes round. `following` is the section behind this one, which may lead in with its fill."""
    if following is not None and following.lead_in == "fill" and following.fill_id and number == section.bars - 1:
        return following.fill_id, 0
    letter = section.cycle[number % len(section.cycle)] if section.cycle else ""
    if letter == "F":
        return section.fill_id or section.pattern_id, 0
    return section.pattern_id, int(letter) - 1 if letter else number


def swung_steps(at_step: float, swing_percent: float, steps_per_beat: float = 4.0) -> float:
    """Where a step stands under swing, in steps: every second sixteenth is late by (S − 50) / 100 × 30 / BPM seconds.

    What lies between two sixteenths moves along in proportion. A grid that sixteenths do not lie on (triplets) is
    straight.
    """
    sixteenth = steps_per_beat / 4.0
    if sixteenth < 1.0 or sixteenth != int(sixteenth):
        return at_step
    within = at_step % (2.0 * sixteenth)
    late = (swing_percent - 50.0) / 50.0
    return at_step + late * min(within, 2.0 * sixteenth - within)


def _sounds(song: Song) -> tuple[tuple[str, str], ...]:
    kits = {track.id: track.kit for track in song.tracks if track.role in SYNTH_ROLES and track.kit}
    return tuple(
        sorted(
            {
                (kits[lane.track_id], lane.sound)
                for pattern in song.patterns
                for lane in pattern.lanes
                if lane.track_id in kits
            }
        )
    )


def _template(
    song: Song,
    pattern: Pattern,
    number: dict[tuple[str, str], int],
    kits: Mapping[str, Mapping[str, SoundFacts]],
) -> tuple[NDArray[Any], float]:
    """One round of a pattern as an array of `_Row`, and its length in beats."""
    step_beats = song.beats_per_bar / pattern.steps_per_bar
    tracks = {track.id: index for index, track in enumerate(song.tracks)}
    rows: list[_Row] = []
    for lane in pattern.lanes:
        track = tracks.get(lane.track_id)
        if track is None or lane.mute:
            continue
        kit = song.tracks[track].kit
        sound = number.get((kit, lane.sound))
        if sound is not None:
            facts = kits.get(kit, {})
            rank = list(facts).index(lane.sound) if lane.sound in facts else 0
            rows += _lane_rows(lane, pattern, step_beats, track, sound, facts.get(lane.sound), rank)
    return np.array(rows, _ROW), pattern.bars * float(song.beats_per_bar)


def _lane_rows(
    lane: Lane, pattern: Pattern, step_beats: float, track: int, sound: int, facts: SoundFacts | None, rank: int
) -> Iterator[_Row]:
    choke, glide_ms = (facts.choke, facts.glide_ms) if facts else (0, GLIDE_MS)
    seed = zlib.crc32(f"{lane.track_id}/{lane.sound}".encode())
    gain, loose = gain_of_db(lane.gain_db), 1.0 - lane.quantise_percent / 100.0

    def swung(at_step: float) -> float:
        return swung_steps(at_step, pattern.swing_percent, 1.0 / step_beats)

    def row(
        hit: Step | Note, grid_step: float, at_step: float, velocity: float, end_step: float, note: float, to: float
    ) -> _Row:
        return _Row(
            grid_beat=grid_step * step_beats,
            at_beat=at_step * step_beats,
            end_beat=end_step * step_beats,
            late_ms=lane.late_ms,
            track=track,
            sound=sound,
            velocity=velocity,
            gain=gain,
            midi_note=note,
            glide_to=to,
            glide_ms=glide_ms,
            choke=choke,
            rank=rank,
            seed=seed if math.isnan(note) else seed + 1 + int(note),
            chance_percent=hit.chance_percent if isinstance(hit, Step) else 100,
        )

    for step in lane.steps:
        straight = step.over_steps * step_beats > 0.25 + _EPSILON
        first = (float(step.at_step) if straight else swung(step.at_step)) + loose * step.off_steps
        for grid_step, at_step, velocity in _step_hits(step, first):
            yield row(step, grid_step, at_step, velocity, math.nan, math.nan, math.nan)
    for note in lane.notes:
        start, end = (swung(at) + loose * note.off_steps for at in (note.at_step, note.at_step + note.length_steps))
        glide_to = math.nan if note.glide_to is None else float(note.glide_to)
        yield row(note, note.at_step, start, note.velocity, end, float(note.midi_note), glide_to)


def _step_hits(step: Step, first: float) -> Iterator[tuple[float, float, float]]:
    """(place on the grid, place in steps, velocity) of each hit of a step that begins at `first`.

    A ratchet longer than a sixteenth keeps to the straight grid; a shorter one starts where its step stands.
    """
    count = max(step.ratchet, 1)
    for hit in range(count):
        offset = hit * step.over_steps / count
        ramp = RATCHET_FROM + (1.0 - RATCHET_FROM) * hit / (count - 1) if count > 1 else 1.0
        yield step.at_step + offset, first + offset, step.velocity * ramp


def _section_rows(
    song: Song,
    section: Section,
    following: Section | None,
    start_bar: int,
    templates: Mapping[str, tuple[NDArray[Any], float]],
) -> NDArray[Any]:
    """What a section plays: its pattern round by round, or bar by bar where a cycle or a fill says so."""
    if section.pattern_id not in templates:
        return np.zeros(0, _ROW)
    template, pattern_beats = templates[section.pattern_id]
    bar_beats = float(song.beats_per_bar)
    start_beat, end_beat = start_bar * bar_beats, (start_bar + section.bars) * bar_beats
    fill_id = following.fill_id if following is not None and following.lead_in == "fill" else ""
    leads_in = fill_id in templates
    own_end = end_beat - bar_beats if leads_in else end_beat
    parts = []
    if not section.cycle:
        parts.append(_repeated(template, pattern_beats, start_beat, own_end))
    else:
        for number in range(section.bars - leads_in):
            pattern_id, bar = bar_played(section, None, number)
            rows, beats = templates.get(pattern_id, (template, pattern_beats))
            first = bar * bar_beats % beats
            parts.append(_one_bar(rows, first, bar_beats, start_beat + number * bar_beats, own_end))
    if leads_in:
        parts.append(_one_bar(templates[fill_id][0], 0.0, bar_beats, own_end, end_beat))
    return np.concatenate(parts) if parts else np.zeros(0, _ROW)


def _one_bar(
    template: NDArray[Any], first_beat: float, bar_beats: float, at_beat: float, end_beat: float
) -> NDArray[Any]:
    """The rows of one bar of a pattern, from `first_beat` of it, put at a beat of the song."""
    inside = (template["grid_beat"] > first_beat - _EPSILON) & (
        template["grid_beat"] < first_beat + bar_beats - _EPSILON
    )
    rows: NDArray[Any] = template[inside]
    for column in ("grid_beat", "at_beat", "end_beat"):
        rows[column] += at_beat - first_beat
    rows["end_beat"] = np.minimum(rows["end_beat"], end_beat)
    return rows


def _dropped(song: Song, rows: NDArray[Any], sounds: tuple[tuple[str, str], ...], from_beat: float) -> NDArray[Any]:
    """Rows of a section without kick and bass from a beat on."""
    if not len(rows):
        return rows
    kick = np.array([sound == "kick" for _, sound in sounds])
    bass = np.array([track.role == "bass" for track in song.tracks])
    low = kick[rows["sound"]] | bass[rows["track"]]
    rows["end_beat"][low] = np.minimum(rows["end_beat"][low], from_beat)
    kept: NDArray[Any] = rows[~low | (rows["grid_beat"] < from_beat - _EPSILON)]
    return kept


def _repeated(template: NDArray[Any], pattern_beats: float, start_beat: float, end_beat: float) -> NDArray[Any]:
    """The rows of a pattern played again and again from one beat up to another; notes end with the section."""
    rounds = math.ceil((end_beat - start_beat) / pattern_beats)
    rows: NDArray[Any] = np.tile(template, rounds)
    base = np.repeat(start_beat + np.arange(rounds) * pattern_beats, len(template))
    for column in ("grid_beat", "at_beat", "end_beat"):
        rows[column] += base
    rows["end_beat"] = np.minimum(rows["end_beat"], end_beat)  # NaN stays NaN
    return rows[rows["grid_beat"] < end_beat - _EPSILON]


def _humanised(rows: NDArray[Any]) -> NDArray[np.float64]:
    """Velocities 1…127, each strayed by what a hash of its lane and its place in the song says."""
    stray = (_hash(rows) % np.uint64(2 * HUMANISE + 1)).astype(np.float64) - HUMANISE
    velocity: NDArray[np.float64] = np.clip(np.rint(rows["velocity"]) + stray, 1.0, 127.0)
    return velocity


def _hash(rows: NDArray[Any], salt: int = 0) -> NDArray[np.uint64]:
    """A number for each row from its lane and its place in the song.

    A hash and not a row of random numbers: an edit elsewhere leaves every other hit as it was. The mixing is the
    finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    """
    key: NDArray[np.uint64] = rows["seed"].astype(np.uint64) << np.uint64(32)
    key += np.rint(rows["grid_beat"] * _TICKS).astype(np.uint64) + np.uint64(salt)
    key ^= key >> np.uint64(30)
    key *= np.uint64(0xBF58476D1CE4E5B9)
    key ^= key >> np.uint64(27)
    key *= np.uint64(0x94D049BB133111EB)
    key ^= key >> np.uint64(31)
    return key
