"""A beat → a standard MIDI file that any program plays, and that comes back as the same beat."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import cycle, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import mido

from beats import midi_facts
from beats.gm import DRUM_CHANNEL, PROGRAMS
from beats.kits import SOUNDS
from beats.midi_facts import beat_of, put
from beats.midi_read import TICKS_PER_BEAT, MidiNote, note_digest
from studio import timeline
from studio.disk import REAL
from studio.engine.messages import SoundSource
from studio.song import Section, Song

Kits = Mapping[str, Mapping[str, SoundSource]]

_DRUM_TICKS = 60
"""How long a hit is written that has no length of its own: half a sixteenth."""
_LEGATO_TICKS = 1
"""How far a note that slides reaches into the one it slides to, so that a monophonic sound slides too."""
_DRUM_KEYS = range(35, 82)
_PITCHED_CHANNELS = tuple(channel for channel in range(16) if channel != DRUM_CHANNEL)
_SPELLED = {
    "Db minor": "C#m", "D# major": "Eb", "Gb minor": "F#m", "G# major": "Ab", "A# major": "Bb", "Cb minor": "Bm",
    "E# minor": "Fm", "E# major": "F", "Fb minor": "Em", "Fb major": "E", "B# minor": "Cm", "B# major": "C",
}  # fmt: skip
"""Keys that no signature of seven signs has, by what they sound like."""
_KEY = re.compile(r"([A-G][#b]?) (minor|major)")


class _Lane(NamedTuple):
    """A track of the file."""

    name: str
    channel: int
    program: int | None
    notes: list[MidiNote]


def export_midi(song: Song, file: Path, kits: Kits | None = None) -> None:
    """Writes the beat of a song as it is heard, arranged, as a type 1 file with 480 ticks to the beat.

    A track for each lane, named after its sound; drums on channel 10 by their key of General MIDI. What MIDI cannot say
    (patterns, swing, chance, slides, kits …) rides along, so that `import_midi` gives back `beat_of(song)`. `kits`, as
    the engine takes them, bring slides their times. A song without a form is its first pattern. StudioError disk-full,
    disk-refused.
    """
    REAL.write_file(file, midi_bytes(song, kits))


def midi_bytes(song: Song, kits: Kits | None = None) -> bytes:
    """The file that `export_midi` writes."""
    beat = beat_of(song)
    lanes = _lanes(beat, kits or {})
    digest = note_digest((note for lane in lanes for note in lane.notes), TICKS_PER_BEAT, beat.beats_per_bar)
    bars = sum(section.bars for section in _formed(beat).sections)
    end = max([bars * beat.beats_per_bar * TICKS_PER_BEAT, *(note.end_tick for lane in lanes for note in lane.notes)])
    file = mido.MidiFile(type=1, ticks_per_beat=TICKS_PER_BEAT)
    file.tracks.append(_timed(_conductor(beat, digest), end))
    file.tracks += [_timed(_events(lane), end) for lane in lanes]
    out = io.BytesIO()
    file.save(file=out)
    return out.getvalue()


def signature(key: str) -> str:
    """A key such as `Bb minor` as mido writes it, `Bbm`; "" for none."""
    found = _KEY.fullmatch(key)
    if found is None:
        return ""
    name = _SPELLED.get(key, found[1] + ("m" if found[2] == "minor" else ""))
    return name if name in _SIGNATURES else ""


_SIGNATURES = frozenset(
    f"{name}{mode}"
    for mode, names in (
        ("", "Cb Gb Db Ab Eb Bb F C G D A E B F# C#"),
        ("m", "Ab Eb Bb F C G D A E B F# C# G# D# A#"),
    )
    for name in names.split()
)


def period_us(bpm: float) -> int:
    """Microseconds of a quarter note, as a file says them."""
    return round(60e6 / bpm)


def _formed(beat: Song) -> Song:
    """The beat with a form and with kits: both are needed to sound."""
    first = beat.patterns[:1]
    tracks = tuple(put(track, kit=track.kit or "-") for track in beat.tracks)
    sections = beat.sections or tuple(Section(id="s", kind="verse", bars=one.bars, pattern_id=one.id) for one in first)
    return put(beat, tracks=tracks, sections=sections)


def _lanes(beat: Song, kits: Kits) -> list[_Lane]:
    """What each lane plays, drums and pitches apart, in the order of the song's tracks."""
    formed = _formed(beat)
    hits = timeline.hits(formed, kits=kits)
    ticks_per_frame = beat.bpm * TICKS_PER_BEAT / (60.0 * beat.rate_hz)
    rows: dict[tuple[int, str, bool], list[Any]] = {}
    for row in hits.array:
        sound = hits.sounds[row["sound"]][1]
        rows.setdefault((int(row["track"]), sound, _is_pitched(sound, row)), []).append(row)
    numbers = {track.id: number for number, track in enumerate(formed.tracks)}
    order = [(numbers[lane.track_id], lane.sound) for pattern in beat.patterns for lane in pattern.lanes]
    several = Counter(sound for _, sound in dict.fromkeys(order))
    channels, keys = cycle(_PITCHED_CHANNELS), _drum_keys(sound for _, sound in order)
    lanes = []
    for (track, sound, pitched), found in sorted(rows.items(), key=lambda row: (order.index(row[0][:2]), row[0][2])):
        name = f"{formed.tracks[track].name}: {sound}" if several[sound] > 1 else sound
        channel = next(channels) if pitched else DRUM_CHANNEL
        source = kits.get(formed.tracks[track].kit, {}).get(sound, SoundSource())
        own_key = source.root_note if pitched else keys[sound]
        notes = _apart(note for row in found for note in _notes(row, channel, own_key, ticks_per_frame))
        lanes.append(_Lane(name, channel, PROGRAMS.get(sound) if pitched else None, notes))
    return lanes


def _is_pitched(sound: str, row: Any) -> bool:
    return not math.isnan(row["midi_note"]) or (sound in SOUNDS and not SOUNDS[sound].gm_note)


def _drum_keys(sounds: Iterable[str]) -> dict[str, int]:
    """A percussion key for each sound: its own of General MIDI, or one that no sound has."""
    taken = {row.gm_note for row in SOUNDS.values()}
    free = cycle([key for key in _DRUM_KEYS if key not in taken])
    return {
        sound: SOUNDS[sound].gm_note if sound in SOUNDS and SOUNDS[sound].gm_note else next(free)
        for sound in dict.fromkeys(sounds)
    }


def _notes(row: Any, channel: int, own_key: int, ticks_per_frame: float) -> Iterable[MidiNote]:
    """A hit as MIDI has it: one note, or two that overlap if it slides. Silent ones are left out."""
    velocity = min(max(round(float(row["gain"]) * 127), 1), 127)
    start, length, glide = (int(row[column]) for column in ("at_frame", "length_frames", "glide_frames"))
    tick, end = round(start * ticks_per_frame), round((start + length) * ticks_per_frame)
    note = own_key if math.isnan(row["midi_note"]) else int(row["midi_note"])
    if row["gain"] <= 0.0:
        return
    if glide and int(row["glide_to"]) != note:
        slide = round((start + length - glide) * ticks_per_frame)
        yield MidiNote(slide, max(end, slide + 1), channel, int(row["glide_to"]), velocity)
        end = slide + _LEGATO_TICKS
    yield MidiNote(tick, max(end, tick + (1 if length else _DRUM_TICKS)), channel, note, velocity)


def _apart(notes: Iterable[MidiNote]) -> list[MidiNote]:
    """Notes of one pitch one after another, as a keyboard plays them: of two at once the louder, none longer than up to
    the next."""
    by_pitch: dict[int, list[MidiNote]] = {}
    for note in sorted(notes, key=lambda note: (note.tick, note.velocity)):
        row = by_pitch.setdefault(note.note, [])
        if row and row[-1].tick == note.tick:
            row.pop()
        row.append(note)
    parted = [
        first._replace(end_tick=min(first.end_tick, following.tick) if following else first.end_tick)
        for row in by_pitch.values()
        for first, following in zip_longest(row, row[1:])
    ]
    return sorted(parted)


def _conductor(beat: Song, digest: str) -> list[tuple[int, Any]]:
    """The first track: what holds for all."""
    found = [
        (0, mido.MetaMessage("track_name", name=_latin(beat.title))),
        (0, mido.MetaMessage("time_signature", numerator=beat.beats_per_bar, denominator=4)),
        (0, mido.MetaMessage("set_tempo", tempo=period_us(beat.bpm))),
    ]
    if signature(beat.key):
        found.append((0, mido.MetaMessage("key_signature", key=signature(beat.key))))
    found.append((0, mido.MetaMessage("sequencer_specific", data=tuple(midi_facts.pack(beat, digest)))))
    tick = 0
    for section in beat.sections:
        found.append((tick, mido.MetaMessage("marker", text=_latin(section.name or section.kind))))
        tick += section.bars * beat.beats_per_bar * TICKS_PER_BEAT
    return found


def _events(lane: _Lane) -> list[tuple[int, Any]]:
    """A lane's events in order; a note ends before another begins, and ends as one of velocity 0 begins, which makes
    the file small."""
    found = []
    for note in lane.notes:
        for tick, velocity in ((note.tick, note.velocity), (note.end_tick, 0)):
            message = mido.Message("note_on", channel=lane.channel, note=note.note, velocity=velocity)
            found.append((tick, velocity > 0, message))
    first: list[tuple[int, Any]] = [(0, mido.MetaMessage("track_name", name=_latin(lane.name)))]
    if lane.program is not None:
        first.append((0, mido.Message("program_change", channel=lane.channel, program=lane.program)))
    return first + [(tick, message) for tick, _, message in sorted(found, key=lambda row: row[:2])]


def _timed(events: list[tuple[int, Any]], end: int) -> Any:
    """A track of the file, its times counted from event to event."""
    track = mido.MidiTrack()
    now = 0
    for tick, message in (*events, (end, mido.MetaMessage("end_of_track"))):
        message.time = tick - now
        now = tick
        track.append(message)
    return track


def _latin(text: str) -> str:
    """UTF-8 as mido takes it, which writes Latin-1 unless a setting of the whole process says otherwise."""
    return text.encode().decode("latin-1")
