"""A standard MIDI file, however odd, → its notes and what else a beat needs of it.

Read by hand and not by mido, which gives up a whole file at its first byte out of place: tracks may be cut off, lie
about their length or lack their end, and what was good until then still counts. Every loop here goes forward through
the file, so work and memory are bounded by its size.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable
from typing import NamedTuple

from studio.errors import StudioError

TICKS_PER_BEAT = 480
"""Of the files that are written here, and of the digest that tells whether notes were changed."""
LARGEST_BYTES = 10_000_000
MOST_EVENTS = 500_000
MAKER = b"\x7drapstudio\x01"
"""Begins the sequencer-specific event in which a file of our own carries what notes cannot say: the maker's number that
is free for all, our name, the version."""

_SEARCH_BYTES = 4096
"""So far into a file its header is looked for: it may stand inside a RIFF or behind another program's own header."""
_LONGEST_TEXT = 2000
_MOST_MARKERS = 10_000
_LARGEST_NUMBER_BYTES = 4
_NAME, _MARKER, _END, _TEMPO, _METER, _KEY, _OWN = 0x03, 0x06, 0x2F, 0x51, 0x58, 0x59, 0x7F
_CLOCK_BPM = 120.0
"""The tempo that a file which counts in frames of film is put on: it has none of its own."""


class MidiNote(NamedTuple):
    """One note; ticks from the start of the file."""

    tick: int
    end_tick: int
    channel: int
    note: int
    velocity: int


class MidiPart(NamedTuple):
    """The notes of one channel of one track, in the order they start."""

    name: str
    channel: int
    program: int | None
    notes: tuple[MidiNote, ...]


class MidiData(NamedTuple):
    """What a file says. Lists of (tick, …) are in the order of their ticks."""

    ticks_per_beat: float
    title: str
    parts: tuple[MidiPart, ...]
    tempos: tuple[tuple[int, float], ...]
    """Quarter notes a minute."""
    meters: tuple[tuple[int, int, int], ...]
    """Count and unit: 6, 8."""
    keys: tuple[tuple[int, int, bool], ...]
    """Sharps (flats negative) and whether it is minor."""
    markers: tuple[tuple[int, str], ...]
    own: bytes
    """What our own event carries behind `MAKER`; empty for none."""
    damaged: bool
    """Something of it could not be read."""
    counts_film: bool
    """Its time is seconds and not beats."""


def note_digest(notes: Iterable[MidiNote], ticks_per_beat: float, beats_per_bar: int) -> str:
    """The same for the same notes in the same metre, whatever tracks they lie on and whatever ticks they count."""
    scale = TICKS_PER_BEAT / ticks_per_beat
    rows = sorted(
        (round(note.tick * scale), note.channel, note.note, note.velocity, round(note.end_tick * scale))
        for note in notes
    )
    return hashlib.sha256(repr((beats_per_bar, rows)).encode()).hexdigest()


def read_midi(data: bytes, name: str) -> MidiData:
    """The notes of a MIDI file of type 0 or 1. StudioError midi-unreadable, midi-type or midi-too-big with `name`."""
    head = data.find(b"MThd", 0, _SEARCH_BYTES)
    if head < 0 or len(data) < head + 14:
        raise StudioError("midi-unreadable", name=name)
    kind, division = (int.from_bytes(data[head + at : head + at + 2], "big") for at in (8, 12))
    if kind == 2:
        raise StudioError("midi-type", name=name)
    ticks_per_beat = _ticks_per_beat(division)
    if kind > 2 or ticks_per_beat <= 0:
        raise StudioError("midi-unreadable", name=name)
    facts = _Facts()
    parts: list[MidiPart] = []
    titles: list[str] = []
    length = int.from_bytes(data[head + 4 : head + 8], "big")
    at = data.find(b"MTrk", head + min(14, 8 + length))
    while at >= 0:
        facts.count_event(name)
        body = at + 8
        end = body + int.from_bytes(data[at + 4 : body], "big")
        track = _Track(memoryview(data)[: min(end, len(data))], facts, name)
        stopped = track.read(body, round(ticks_per_beat))
        facts.damaged |= track.damaged or end > len(data)
        titles.append(track.name if not track.notes else "")
        parts += track.parts()
        whole = data[end : end + 4] == b"MTrk" and data[stopped : stopped + 4] != b"MTrk"
        at = end if whole else data.find(b"MTrk", stopped)
    if not titles:
        raise StudioError("midi-unreadable", name=name)
    title = titles[0] or (parts[0].name if kind == 0 and parts else "")
    return MidiData(
        ticks_per_beat=ticks_per_beat,
        title=title,
        parts=tuple(parts),
        tempos=tuple(sorted(facts.tempos, key=lambda row: row[0])),
        meters=tuple(sorted(facts.meters, key=lambda row: row[0])),
        keys=tuple(sorted(facts.keys, key=lambda row: row[0])),
        markers=tuple(sorted(facts.markers, key=lambda row: row[0])),
        own=facts.own,
        damaged=facts.damaged,
        counts_film=division >= 0x8000,
    )


class _Facts:
    """What the tracks of a file say together."""

    def __init__(self) -> None:
        self.tempos: list[tuple[int, float]] = []
        self.meters: list[tuple[int, int, int]] = []
        self.keys: list[tuple[int, int, bool]] = []
        self.markers: list[tuple[int, str]] = []
        self.own = b""
        self.damaged = False
        self._events = 0

    def count_event(self, name: str) -> None:
        self._events += 1
        if self._events > MOST_EVENTS:
            raise StudioError("midi-too-big", name=name)

    def hear(self, kind: int, tick: int, data: bytes) -> None:
        """A meta event; one that is too short to say anything is passed over."""
        if kind == _TEMPO and len(data) >= 3 and (period_us := int.from_bytes(data[:3], "big")):
            self.tempos.append((tick, 60e6 / period_us))
        elif kind == _METER and len(data) >= 2 and data[0] and data[1] < 8:
            self.meters.append((tick, data[0], 1 << data[1]))
        elif kind == _KEY and len(data) >= 2 and -7 <= (sharps := (data[0] ^ 0x80) - 0x80) <= 7 and data[1] < 2:
            self.keys.append((tick, sharps, bool(data[1])))
        elif kind == _MARKER and len(self.markers) < _MOST_MARKERS:
            self.markers.append((tick, _text(data)))
        elif kind == _OWN and not self.own and data.startswith(MAKER):
            self.own = data[len(MAKER) :]


class _Track:
    """One track as it is read."""

    def __init__(self, data: memoryview, facts: _Facts, file: str) -> None:
        """`data` ends where the track says it does, or with the file."""
        self._data, self._facts, self._file = data, facts, file
        self.name = ""
        self.damaged = False
        self.notes: list[list[int]] = []  # tick, end, channel, note, velocity
        self._programs: dict[int, int] = {}
        self._sounding: dict[tuple[int, int], deque[list[int]]] = defaultdict(deque)

    def read(self, at: int, beat_ticks: int) -> int:
        """Reads from a place on until the track's end or the first thing that makes no sense; returns where that is."""
        tick = last = status = 0
        ended = False
        good = at
        try:
            while not ended and at < len(self._data):
                self._facts.count_event(self._file)
                delta, at = self._number(at)
                tick += delta
                byte = self._data[at]
                if byte >= 0xF0:
                    at, ended = self._system(byte, tick, at + 1)
                else:
                    if byte >= 0x80:
                        status, at = byte, at + 1
                    at = self._message(status, tick, at)
                    last = tick if status < 0xA0 else last
                good = at
        except (IndexError, ValueError):
            self.damaged = True
        for row in (row for waiting in self._sounding.values() for row in waiting):
            row[1] = max(last, row[0] + beat_ticks)
        return good

    def parts(self) -> list[MidiPart]:
        """The notes by channel."""
        found: dict[int, list[MidiNote]] = defaultdict(list)
        for row in self.notes:
            found[row[2]].append(MidiNote(*row))
        return [
            MidiPart(self.name, channel, self._programs.get(channel), tuple(notes))
            for channel, notes in sorted(found.items())
        ]

    def _number(self, at: int) -> tuple[int, int]:
        """A number of variable length and the place behind it."""
        value = 0
        for place in range(at, at + _LARGEST_NUMBER_BYTES):
            byte = self._data[place]
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value, place + 1
        raise ValueError("a number too long")

    def _system(self, byte: int, tick: int, at: int) -> tuple[int, bool]:
        """What is no channel's: the place behind it, and whether it ends the track."""
        if byte == 0xFF:
            kind = self._data[at]
            length, at = self._number(at + 1)
            data = bytes(self._data[at : at + length])
            if len(data) < length:
                raise ValueError("cut off")
            if kind == _NAME and not self.name:
                self.name = _text(data)
            else:
                self._facts.hear(kind, tick, data)
            return at + length, kind == _END
        if byte in (0xF0, 0xF7):
            length, at = self._number(at)
            if at + length > len(self._data):
                raise ValueError("cut off")
            return at + length, False
        return at + {0xF1: 1, 0xF2: 2, 0xF3: 1}.get(byte, 0), False

    def _message(self, status: int, tick: int, at: int) -> int:
        """A channel's message, whose data begin at a place; returns the place behind it."""
        size = 1 if 0xC0 <= status < 0xE0 else 2
        first, second = self._data[at], self._data[at + size - 1]
        if not status or first > 127 or second > 127:
            raise ValueError("out of place")
        kind, channel = status & 0xF0, status & 0x0F
        if kind == 0x90 and second:
            row = [tick, tick, channel, first, second]
            self.notes.append(row)
            self._sounding[channel, first].append(row)
        elif kind in (0x80, 0x90):
            waiting = self._sounding.get((channel, first))
            if waiting:
                waiting.popleft()[1] = tick
        elif kind == 0xC0:
            self._programs.setdefault(channel, first)
        return at + size


def _ticks_per_beat(division: int) -> float:
    if division < 0x8000:
        return float(division)
    frames = 256 - (division >> 8)  # of film, a second
    return (29.97 if frames == 29 else float(frames)) * (division & 0xFF) * 60.0 / _CLOCK_BPM


def _text(data: bytes) -> str:
    """A name as some program wrote it: UTF-8 if it is that, else Latin-1; one line without what no screen shows."""
    try:
        found = data.decode("utf-8")
    except UnicodeDecodeError:
        found = data.decode("latin-1")
    return "".join(letter if letter.isprintable() else " " for letter in found).strip()[:_LONGEST_TEXT]
