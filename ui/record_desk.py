"""The bridge's hands for the record room: layers, lines and their takes, the loop, a line sung again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from recorder import guide, layers, takes
from studio.errors import StudioError
from studio.lines import LineSpan, line_at, line_spans
from studio.progress import ticker
from studio.song import Media, Song
from ui import steps
from ui.i18n import t

if TYPE_CHECKING:
    from ui.bridge import Bridge

_AFTER_BARS = 1
"""The song plays on so far behind a line that was sung again."""
_HEAR_BEFORE_BEATS = 1.0
"""A take of a line is heard from so far before the line."""


class Spot(NamedTuple):
    """Where a take is to be made."""

    track_id: str
    at_beat: float
    end_beat: float | None = None
    """Where it ends by itself."""
    loop_end_beat: float | None = None
    line: int = -1
    """The line that is sung again; its joins are laid where it is quiet."""


class RecordDesk(QObject):
    """Belongs to the bridge, which holds the song; keeps what is sung next and what is listened to."""

    changed = Signal()
    """Another layer or line was chosen, looping was switched, a take of a line began or ended to be heard."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.forget()

    def forget(self) -> None:
        """Another song is opened: it begins with its lead, and straight on."""
        self.role = "lead"
        self._track_id = ""
        self.line = 0
        """The chosen line."""
        self.loops = False
        """Whether a take goes round the section until it is stopped."""
        self.heard: tuple[int, str] = (-1, "")
        """The line and the take that are listened to."""
        self._stop: tuple[float, float] | None = None
        """After a line was sung again: at which beat to stop, and where to go then."""

    # --- what is sung on

    @property
    def track_id(self) -> str:
        """The track of the chosen layer; empty while there is none."""
        tracks = [track for track in self._bridge.song.tracks if track.role == self.role]
        if any(track.id == self._track_id for track in tracks):
            return self._track_id
        return tracks[0].id if tracks else ""

    def choose_layer(self, role: str) -> None:
        """Sing on another layer from now on; its track is made with the first take."""
        if self._bridge.is_free():
            self.end_hearing()
            self.role, self._track_id = role, ""
        self.changed.emit()  # the window may show what was not to be

    def choose_track(self, track_id: str) -> None:
        """Sing on this track, if a voice belongs there."""
        track = next((track for track in self._bridge.song.tracks if track.id == track_id), None)
        if track is not None and steps.is_voice(track) and (track.role, track_id) != (self.role, self.track_id):
            self.role, self._track_id = track.role, track_id
            self.changed.emit()

    def choose_line(self, line: int) -> None:
        """Another line was pointed at."""
        if line != self.line:
            self.line = line
            self.changed.emit()

    def set_loops(self, on: bool) -> None:
        """Go round the section while recording, or straight on."""
        if self._bridge.is_free():
            self.loops = on
        self.changed.emit()

    def around(self, beat: float) -> tuple[float, float]:
        """What a loop goes round: the section at a beat; where the song has no sections, from that line to the end."""
        spans = line_spans(self._bridge.song)
        if not spans:
            return 0.0, 0.0
        here = spans[line_at(self._bridge.song, beat)]
        same = [span for span in spans if span.section == here.section and (here.section >= 0 or span >= here)]
        return same[0].from_beat, same[-1].to_beat

    # --- making takes

    def spot(self) -> Spot:
        """Where the next take goes: at the playhead, or round the section it stands in."""
        beat = self._bridge.moment.beat
        track_id = self._made_track()
        if self.loops:
            start, end = self.around(beat)
            if end > start:
                return Spot(track_id, start, loop_end_beat=end)
        return Spot(track_id, beat)

    def retake(self, line: int) -> None:
        """Sing one line again: two bars before, in and out by itself. The take there is stays."""
        span = self._span(line)
        if span is not None and self._bridge.is_free():
            self.end_hearing()
            self.line = line
            self._bridge.record(lambda: Spot(self._made_track(), span.from_beat, span.to_beat, line=line))

    def start_of(self, spot: Spot) -> guide.Start:
        """How a take there is led in."""
        bars = 2 if spot.line >= 0 else self._bridge.prefs.count_in_bars
        return guide.start_of(self._bridge.song, spot.at_beat, bars)

    def began(self, spot: Spot) -> None:
        """A take is being made there."""
        after = _AFTER_BARS * self._bridge.song.beats_per_bar
        self._stop = None if spot.end_beat is None else (spot.end_beat + after, spot.at_beat)

    @property
    def ends_by_itself(self) -> bool:
        """Whether what plays is ended here, after a line that was sung again."""
        return self._stop is not None

    def follow(self) -> None:
        """Called at the poll's rate: what ends by itself."""
        moment, link = self._bridge.moment, self._bridge.link
        if self._stop is not None and not link.recording:
            stop_beat, back_to = self._stop
            if not moment.moving or moment.beat >= stop_beat:
                self._stop = None
            if moment.moving and moment.beat >= stop_beat:
                link.stop()
                link.locate(back_to)
        if self.heard[0] >= 0:
            span = self._span(self.heard[0])
            if span is None or not moment.moving or moment.beat >= span.to_beat:
                self.end_hearing()

    def _made_track(self) -> str:
        """The track of the chosen layer, made if there is none."""
        if not self.track_id:
            song, self._track_id = layers.with_layer(self._bridge.song, self.role)
            self._bridge.apply(song, "edit-add-track")
        return self.track_id

    # --- the takes of a line

    def choose(self, line: int, take_id: str) -> None:
        """Show a line from this take."""
        self.line = line
        if self._bridge.is_free():
            self.end_hearing()
            if self._bridge.change(lambda song: self._comped(song, line, take_id), "edit-comp-line"):
                self._bridge.announced.emit(t("told-line-chosen", line=line + 1, number=self._number(take_id)))
        self.changed.emit()

    def use_last_whole(self) -> None:
        """Show all of the latest take that was sung to its end."""
        track_id = self.track_id
        found = takes.last_whole(self._bridge.song, track_id) if track_id else ""
        if found and self._bridge.is_free():
            self._bridge.change(lambda song: takes.use_take(song, track_id, found), "edit-use-take")

    def remove(self, take_id: str) -> None:
        """Take a take out of the song; it can be undone, and its sound lies in the bin for thirty days."""
        if self._bridge.is_free():
            self.end_hearing()
            self._bridge.edit("remove_take", take_id=take_id)

    def move_edge(self, line: int, edge: str, by_ms: float) -> None:
        """Draw the join at an edge of a line a little earlier or later."""
        track_id, path_of = self.track_id, self._path_of
        if self._bridge.is_free():
            self._bridge.change(
                lambda song: takes.move_edge(song, track_id, line, edge, by_ms, path_of),
                "edit-move-join",
                f"join/{line}/{edge}",
            )

    def hear(self, line: int, take_id: str) -> None:
        """Listen to a line from a take, among everything else; nothing is changed. Line −1: no more."""
        span = self._span(line)
        if span is None or (line, take_id) == self.heard:
            self.end_hearing()
        elif self._bridge.is_free() and self._bridge.sound.is_there():
            try:
                other = self._comped(self._bridge.song, line, take_id)
            except StudioError as error:
                self._bridge.trouble(error)
                return
            self.heard, self._stop = (-1, ""), None
            self._bridge.listening.begin(other, max(span.from_beat - _HEAR_BEFORE_BEATS, 0.0), again=False)
            self.heard = (line, take_id)
            self.changed.emit()

    def end_hearing(self) -> None:
        """Back to the song as it is."""
        if self.heard[0] >= 0:
            self.heard = (-1, "")
            self._bridge.listening.end()
            self.changed.emit()

    def _comped(self, song: Song, line: int, take_id: str) -> Song:
        return takes.comp(song, self.track_id, line, take_id, self._path_of)

    # --- words

    def set_words(self, line: int, words: str) -> None:
        """Other words on a line of the song."""
        self.set_lines(line, (words,))

    def set_lines(self, first: int, words: tuple[str, ...]) -> None:
        """Words for the lines from `first` on; what stands below stays where it is."""
        texts = [line.text for line in self._bridge.song.lines]
        texts += [""] * (first + len(words) - len(texts))
        texts[first : first + len(words)] = words
        self.set_text(tuple(texts))

    def set_text(self, texts: tuple[str, ...]) -> None:
        """All the words, a line of the song each."""
        count = len(texts)
        while count and not texts[count - 1].strip():
            count -= 1
        if texts[:count] != tuple(line.text for line in self._bridge.song.lines):
            self._bridge.edit("set_lines", "lines", texts=texts[:count])
            self._bridge.keep()

    # --- tools for a whole track

    def tidy(self) -> None:
        """Silence breath and noise between the lines of the chosen layer."""
        from recorder.tidy import tidied

        track_id, path_of = self.track_id, self._path_of
        self._work("tidy", "edit-tidy-lines", lambda song, tell: tidied(song, track_id, path_of, tell))

    def tighten(self) -> None:
        """Move each line of the chosen double onto its lead."""
        from recorder.tighten import tightened

        lead = next((track.id for track in self._bridge.song.tracks if track.role == "lead"), "")
        track_id, path_of = self.track_id, self._path_of
        self._work("tighten", "edit-tighten", lambda song, tell: tightened(song, track_id, lead, path_of, tell))

    def _work(self, kind: str, label: str, work: Callable[[Song, Callable[[float], None]], Song]) -> None:
        """Do something long with the song, which may be played meanwhile, but not changed."""
        bridge, before = self._bridge, self._bridge.song
        if not bridge.is_free():
            return
        self.end_hearing()

        def done(song: Song) -> None:
            if bridge.song is not before:
                bridge.trouble(StudioError("song-changed"))
            elif song != before:
                bridge.apply(song, label)

        bridge.run(kind, lambda progress, stopped: work(before, ticker(progress, stopped)), done)

    @property
    def _path_of(self) -> Callable[[Media], Path]:
        return self._bridge.opened.path_of

    def _span(self, line: int) -> LineSpan | None:
        spans = line_spans(self._bridge.song)
        return spans[line] if 0 <= line < len(spans) else None

    def _number(self, take_id: str) -> int:
        return 1 + [take.id for take in takes.takes_of(self._bridge.song, self.track_id)].index(take_id)
