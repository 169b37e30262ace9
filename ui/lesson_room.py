"""A song without a window, for lessons: what a step does goes through the real edits, what is sung is a file like any.
Knows no Qt, and needs no sound card."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec
import numpy as np

from beats.styles import restyle, style_song
from recorder import layers, passes, takes
from studio import edits, riff
from studio.document import Change, Document
from studio.edits import EDITS
from studio.engine.messages import TakeClosed
from studio.errors import StudioError
from studio.lessons import sitting
from studio.lessons.lesson import Start
from studio.lessons.sitting import Sitting
from studio.lines import line_spans
from studio.song import Media, Pattern, Section, Song, Track
from studio.timeline import song_length_frames
from ui.i18n import t

PEAK_DB = -12.0
"""How loud the robot sings."""
HOUSE_STYLE = "boom_bap"
_TONE_HZ = 160.0
_PAUSE_S = 0.7
"""At the end of each line, with a little noise in it as rooms have."""
_NOISE = 0.001
put = msgspec.structs.replace


def started(song: Song, start: Start) -> Song:
    """The song with what a lesson begins with: the beat of a style where it has none, with a lead to sing on. Takes and
    words are people's own and never made."""
    if not start.style or any(pattern.lanes for pattern in song.patterns) or _has_beat_file(song):
        return song
    if start.bars and not song.sections and not song.tracks:
        made = style_song(start.style, song.title, bars=start.bars)
        made = put(made, release=song.release, lines=song.lines, finish=song.finish)
    else:
        made = restyle(song, start.style)
    patterns = tuple(_without(pattern, start.without) for pattern in made.patterns)
    made = put(made, patterns=patterns)
    return layers.with_layer(made, "lead")[0]


def _has_beat_file(song: Song) -> bool:
    return any(track.role == "beat" and track.clips for track in song.tracks)


def _without(pattern: Pattern, sounds: tuple[str, ...]) -> Pattern:
    lanes = (put(lane, steps=(), notes=()) if lane.sound in sounds else lane for lane in pattern.lanes)
    return put(pattern, lanes=tuple(lanes))


class LessonRoom:
    """Holds a song, what was done with it, and the folder with what was sung. Its folder is the caller's."""

    def __init__(self, folder: Path, cache: Path, start: Start) -> None:
        """`cache` is where kits are made. StudioError for a style or a kit that there is not."""
        self.folder, self.cache = folder, cache
        wanted = start if start.style else put(start, style=HOUSE_STYLE, bars=start.bars or 16)
        self._document = Document(started(Song(title=t("song-untitled", number=1)), wanted))
        self.done = Sitting(today=datetime.date.today())
        self.beat = 0.0
        """The playhead."""
        self.loops = False
        self._sung = 0
        self._document.subscribe(self._heard)
        for _ in range(start.takes):
            self.sing(self.song.sections[0].bars if self.song.sections else 4, "lead", 1)
        if start.lines:
            self.apply(edits.set_lines(self.song, texts=["la la la"] * start.lines), "edit-set-lines")
        self.done, self.beat = Sitting(today=self.done.today), 0.0

    @property
    def song(self) -> Song:
        return self._document.song

    def apply(self, song: Song, label: str) -> None:
        """An edit that a person makes."""
        self._document.apply(song, label)

    def edit(self, name: str, /, **arguments: object) -> None:
        """A row of `edits.EDITS`."""
        self.apply(EDITS[name].function(self.song, **arguments), EDITS[name].label)

    def undo_all(self) -> None:
        """Take back every step there is."""
        while self._document.labels:
            self._document.undo()

    def path_of(self, media: Media) -> Path:
        return self.folder / media.file

    def _heard(self, change: Change) -> None:
        if change.is_new:
            self.done = sitting.edited(self.done, change.before, change.after, change.label)

    # --- where things are

    @property
    def section(self) -> Section:
        """What is worked on: the first verse with a pattern, else the first section with one. StudioError."""
        with_pattern = [section for section in self.song.sections if section.pattern_id]
        verse = next((section for section in with_pattern if section.kind == "verse"), None)
        if verse is None and not with_pattern:
            raise StudioError("song-empty")
        return verse or with_pattern[0]

    @property
    def pattern(self) -> Pattern:
        """What that section plays. StudioError."""
        return self.song.pattern(self.section.pattern_id)

    def tracks(self, role: str) -> list[Track]:
        """The tracks that a word for a role means. StudioError where there is none."""
        found = [track for track in self.song.tracks if track.role in sitting.roles_of(role)]
        if not found:
            raise StudioError("song-invalid", field="role", value=role)
        return found

    @property
    def lead(self) -> Track:
        """The voice that was sung on first, else the first there is. StudioError("voice-no-track")."""
        voices = [track for track in self.song.tracks if track.role in layers.ROLES]
        if not voices:
            raise StudioError("voice-no-track")
        return next((track for track in voices if track.clips), voices[0])

    def span(self, section: Section) -> tuple[float, float]:
        """Where a section lies, in beats."""
        bars = 0
        for other in self.song.sections:
            if other.id == section.id:
                break
            bars += other.bars
        return float(bars * self.song.beats_per_bar), float((bars + section.bars) * self.song.beats_per_bar)

    # --- hearing and singing

    def play(self, bars: float, words: bool) -> None:
        """So many bars from the playhead, round and round. StudioError("song-empty")."""
        song = self.song
        start, end = self.span(self.section) if self.loops else (0.0, song.beat_of(song_length_frames(song)))
        if end <= start:
            raise StudioError("song-empty")
        left = bars * song.beats_per_bar
        while left > 1e-9:
            at = self.beat if start <= self.beat < end else start
            beats = min(left, end - at)
            self.done = sitting.played(self.done, song, at, at + beats, words_shown=words, looping=self.loops)
            self.beat, left = at + beats, left - beats

    def sing(self, bars: float, role: str, rounds: int) -> None:
        """A take of so many bars from the song's start, and as many passes more as a loop has rounds."""
        song, track_id = layers.with_layer(self.song, role)
        self.apply(song, "edit-add-track")
        frames = self.song.frame_of(bars * self.song.beats_per_bar)
        loop = frames if rounds > 1 else 0
        self._keep(track_id, 0.0, frames * rounds, "edit-record", loop_frames=loop)

    def sing_again(self, line: int) -> None:
        """One line, counted from 0, sung again on the lead. StudioError for a line that there is not."""
        spans = line_spans(self.song)
        if not 0 <= line < len(spans):
            raise StudioError("song-invalid", field="line", value=str(line + 1))
        frames = self.song.frame_of(spans[line].to_beat - spans[line].from_beat)
        track_id = self.lead.id
        self._keep(track_id, spans[line].from_beat, frames, "edit-record", line=line, end_frames=frames)

    def _keep(
        self, track_id: str, at_beat: float, frames: int, label: str, *, line: int = -1, loop_frames: int = 0,
        end_frames: int = 0,
    ) -> None:  # fmt: skip
        file = f"takes/sung-{self._sung}.wav"
        self._sung += 1
        self._write(file, frames)
        before = self.song
        closed = TakeClosed(
            take_id=file, path=str(self.folder / file), track_id=track_id, frames=frames, rate_hz=before.rate_hz,
            at_beat=at_beat, lead_frames=0, loop_frames=loop_frames, end_frames=end_frames,
        )  # fmt: skip
        song = passes.kept(before, closed, file, frames)
        if line >= 0:
            song = takes.comp(song, track_id, line, song.takes[-1].id, self.path_of)
        self.apply(song, label)
        self.done = sitting.recorded(self.done, before, song, PEAK_DB, again=line >= 0)

    def _write(self, file: str, frames: int) -> None:
        """A voice: a tone with a pause at the end of every bar, and the noise of a room."""
        song, path = self.song, self.folder / file
        rate_hz = song.rate_hz
        at = np.arange(frames)
        bar = max(song.frame_of(song.beats_per_bar), 1)
        sounds = at % bar < max(bar - round(_PAUSE_S * rate_hz), bar // 2)
        tone = 10.0 ** (PEAK_DB / 20.0) * np.sin(2.0 * np.pi * _TONE_HZ / rate_hz * at)
        room = _NOISE * np.random.default_rng(self._sung).standard_normal(frames)
        samples = (np.where(sounds, tone, 0.0) + room).astype("<f4")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(riff.header(riff.Form(riff.FLOAT, 1, rate_hz, 32), frames) + samples.tobytes())
