"""The current song: undo and redo are past songs with labels; listeners are told what kind of thing changed.

Pure: no disk, no clock, no thread. What keeps the song on disk is one more listener.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Literal, NamedTuple

from studio.errors import StudioError
from studio.song import Song, Track

Kind = Literal[
    "tracks", "clips", "knobs", "automation", "patterns", "sections", "media", "lines", "master", "finish", "meta"
]  # fmt: skip
"""`tracks` is which tracks there are, their order, roles, names, kits and what is tweaked of them; `clips`, `knobs` and
`automation` what is on them; `media` the files and takes; `finish` what is said of the sound and of the finished track
and is not heard while the song plays; `meta` title, tempo, key and the like."""

UNDO_STEPS = 1000


class Change(NamedTuple):
    """What listeners are told: the song before and after, and which kinds of thing differ."""

    before: Song
    after: Song
    kinds: frozenset[Kind]
    label: str
    """The label of the step that was made, undone or redone."""
    is_new: bool = False
    """A step was made: none taken back or made again, and nothing added to one."""


Listener = Callable[[Change], None]


class _Step(NamedTuple):
    """The song on the other side of a step, and what the step is called."""

    song: Song
    label: str
    merge: str | None


class Document:
    """Holds one song and the way back to the songs before it. Belongs to one thread."""

    def __init__(self, song: Song) -> None:
        self._song = song
        self._undo: deque[_Step] = deque(maxlen=UNDO_STEPS)
        self._redo: list[_Step] = []
        self._listeners: list[Listener] = []

    @property
    def song(self) -> Song:
        """The song as it is now."""
        return self._song

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of the steps that `undo` can take back, the latest last."""
        return tuple(step.label for step in self._undo)

    @property
    def redo_labels(self) -> tuple[str, ...]:
        """Labels of the steps that `redo` can make again, the next one last."""
        return tuple(step.label for step in self._redo)

    def apply(self, song: Song, label: str, merge: str | None = None) -> None:
        """Make `song` the current one, as one step back to the one before.

        While a gesture lasts (a fader being dragged, a word being typed) its edits pass the same `merge` key and become
        one step. The gesture ends with any other step, with undo or redo, or with `end_gesture`. A song equal to the
        current one makes no step.
        """
        if song == self._song:
            return
        before = self._song
        last = self._undo[-1] if self._undo else None
        if merge is None or last is None or last.merge != merge:
            self._undo.append(_Step(before, label, merge))
        self._redo.clear()
        self._become(song, label, is_new=True)

    def amend(self, song: Song) -> None:
        """Make `song` the current one as part of the latest step: what was measured belongs to what was asked for. It
        is left alone where that step was taken back."""
        if song != self._song and self._undo and not self._redo:
            self._become(song, self._undo[-1].label)

    def end_gesture(self) -> None:
        """From here on even an edit with the same merge key is a step of its own."""
        if self._undo:
            self._undo[-1] = self._undo[-1]._replace(merge=None)

    def undo(self) -> None:
        """Take back the latest step. StudioError("nothing-to-undo") when there is none."""
        self._swap(self._undo, self._redo)

    def redo(self) -> None:
        """Make the step again that was taken back last. StudioError("nothing-to-undo") when there is none."""
        self._swap(self._redo, self._undo)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function told every change, in the order of subscription; the function given back ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _swap(self, source: deque[_Step] | list[_Step], target: deque[_Step] | list[_Step]) -> None:
        if not source:
            raise StudioError("nothing-to-undo")
        step = source.pop()
        target.append(_Step(self._song, step.label, None))
        self.end_gesture()
        self._become(step.song, step.label)

    def _become(self, song: Song, label: str, *, is_new: bool = False) -> None:
        """Every listener hears of the change, even if one before it fails; the first failure is raised afterwards."""
        change = Change(self._song, song, kinds_changed(self._song, song), label, is_new)
        self._song = song
        failure: Exception | None = None
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception as error:
                failure = failure or error
        if failure is not None:
            raise failure


def kinds_changed(before: Song, after: Song) -> frozenset[Kind]:
    """Which kinds of thing differ between two songs of one line of edits.

    Cheap although it compares values: an edit keeps every part that it does not touch, and what is the same object is
    not looked into.
    """
    kinds: set[Kind] = {
        kind for kind, parts in _PARTS.items() if any(getattr(before, name) != getattr(after, name) for name in parts)
    }
    if before.tracks != after.tracks:
        strips = [[(_strip(track), track.tweaks) for track in song.tracks] for song in (before, after)]
        if strips[0] != strips[1]:
            kinds.add("tracks")
        old, new = ({track.id: track for track in song.tracks} for song in (before, after))
        for track_id in old.keys() | new.keys():
            was, now = old.get(track_id, _NO_TRACK), new.get(track_id, _NO_TRACK)
            if was.clips != now.clips:
                kinds.add("clips")
            if was.knobs != now.knobs:
                kinds.add("knobs")
            if was.automation != now.automation:
                kinds.add("automation")
            if (was.voice, was.voice_amount) != (now.voice, now.voice_amount):
                kinds.add("finish")
    return frozenset(kinds)


_PARTS: dict[Kind, tuple[str, ...]] = {
    "patterns": ("patterns",),
    "sections": ("sections",),
    "media": ("media", "takes"),
    "lines": ("lines",),
    "master": ("master",),
    "finish": ("finish", "other_mix", "release"),
    "meta": ("title", "bpm", "beats_per_bar", "rate_hz", "key", "style"),
}
_NO_TRACK = Track(id="", role="lead", name="")


def _strip(track: Track) -> tuple[str, ...]:
    return track.id, track.role, track.name, track.kit
