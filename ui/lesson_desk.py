"""The bridge's hands for lessons: which one is open, at which step the person stands, what help is offered."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from presets import teaching
from presets.teaching import Loaded
from studio.disk import telling
from studio.errors import StudioError
from studio.lessons import own
from studio.lessons import sitting as told
from studio.lessons import walk as way
from studio.lessons.facts import reader
from studio.lessons.lesson import Energy, Step
from studio.lessons.rules import Facts
from studio.lessons.walk import Offers, State, Walk
from studio.lessons.walkfile import read_walk, write_walk
from studio.songfile import SongFolder
from studio.wholefile import whole_file
from ui.can_now import read_can_now, with_line, write_can_now
from ui.i18n import language, t
from ui.jobs import Job
from ui.lesson_carrier import LessonCarrier
from ui.lesson_feed import LessonFeed
from ui.lesson_room import started
from ui.notices import Notice
from ui.speech import Speech

if TYPE_CHECKING:
    from studio.song import Song
    from ui.bridge import Bridge
    from ui.open_song import OpenSong

_SOON_MS = 100
"""A step is looked at so long after something was done; what follows meanwhile is looked at with it."""
_LOOK_MS = 1000
"""How often it is asked whether help is due."""
NOTES_FILE = "notes.txt"
"""What people wrote down for themselves, in the song's folder."""


class LessonDesk(QObject):
    """Belongs to the bridge, which holds the song. The walk is kept in the song's folder at every step."""

    changed = Signal()
    """Another lesson, step or tick; help is offered; the panel was opened or put away."""
    ticked = Signal()
    """The step that is open was done."""
    can_now_kept = Signal()
    """A line has come to what one can do now."""

    def __init__(self, bridge: Bridge, now: Callable[[], float] = time.monotonic) -> None:
        """`now` is a clock in seconds."""
        super().__init__(bridge)
        self._bridge, self._now = bridge, now
        self.feed = LessonFeed(bridge)
        self.speech = Speech(bridge)
        self.carrier = LessonCarrier(bridge, self)
        self.is_open = False
        """Whether lessons are shown beside the room."""
        self.listing = True
        """Whether that is the list of them, and not the step."""
        self.all: tuple[Loaded, ...] = ()
        """Every lesson there is; empty until they were read."""
        self._untried: frozenset[str] = frozenset()
        """Own lessons that no second person has done yet."""
        self._made: set[str] = set()
        """Own lessons that were made since the program was started: who makes one is not its second person."""
        self.loaded: Loaded | None = None
        """The lesson of the walk."""
        self.walk: Walk | None = None
        self.asked = False
        """Whether somebody wants all the help there is with the step."""
        self.led = False
        """Whether a lesson is led for a group."""
        self._began_s = now()
        self._shown = Offers(0, False, False)
        self._kept: Walk | None = None
        self._opened: OpenSong | None = None
        self._reading: Job | None = None
        self._heard: Song | None = None
        self._rolls = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.look)
        self._tick = QTimer(self, interval=_LOOK_MS)
        self._tick.timeout.connect(self.look_for_help)
        self.feed.changed.connect(self._done_something)
        bridge.state_changed.connect(self._keep)
        bridge.moment_changed.connect(self._follow)

    def open(self, opened: OpenSong) -> None:
        """Another song: its own walk, at the step where it was left."""
        self._keep()
        self._opened, self.walk, self._kept, self.loaded, self.listing = opened, None, None, None, True
        self.feed.open(opened)
        if opened.path is not None:
            found = read_walk(opened.path)
            if found.aside:
                self._bridge.tell(Notice(f"told-lesson-{found.aside}"))
            if found.walk is not None:
                self._take_up(found.walk)
        self.changed.emit()

    def close(self) -> None:
        """Be still, and keep where it stands."""
        self.speech.close()
        self._keep()
        if self._reading is not None:
            self._reading.wait()

    # --- what the panel shows

    @property
    def offered(self) -> tuple[Loaded, ...]:
        """The lessons to choose from: one that nobody else has tried is for whoever leads."""
        return tuple(loaded for loaded in self.all if self.led or loaded.id not in self._untried)

    @property
    def facts(self) -> Facts:
        """Every fact of the song as it is now."""
        return reader(self._bridge.song, self.feed.sitting)

    @property
    def step(self) -> Step | None:
        """The step one stands at; None behind the last, and without a walk."""
        return way.step_of(self.walk, self.loaded.lesson) if self.walk and self.loaded else None

    @property
    def state(self) -> State:
        """What the step waits for."""
        return way.state(self.walk, self.loaded.lesson) if self.walk and self.loaded else "ended"

    @property
    def steps(self) -> tuple[Step, ...]:
        """Those of this round."""
        if self.walk is None or self.loaded is None:
            return ()
        return way.steps_of(self.loaded.lesson, self.walk.energy, self.walk.short)

    @property
    def number(self) -> int:
        """Of the step, from 1; one more than there are behind the last."""
        ids = [step.id for step in self.steps]
        return ids.index(self.walk.at_step) + 1 if self.walk and self.walk.at_step in ids else len(ids) + 1

    @property
    def offers(self) -> Offers:
        """What help there is with the step now."""
        step = self.step
        if step is None or self.state in ("ticked", "had"):
            return Offers(0, False, False)
        return way.offers(step, self._now() - self._began_s, asked=self.asked)

    def text(self, key: str) -> str:
        """A text of the lesson, in the language in use."""
        assert self.loaded is not None
        return self.loaded.text(key, language())

    # --- what a person asks for

    def show(self, on: bool, *, listing: bool | None = None) -> None:
        """Have lessons beside the room, or put them away; the walk stays where it is."""
        self.is_open = on
        self.listing = self.listing if listing is None else listing
        if on:
            self._read_all()
            self._tick.start()
        else:
            self._tick.stop()
            self.led = False
            self.speech.stop()
        self.changed.emit()

    def lead(self, on: bool) -> None:
        """Lead a lesson for a group, with keys of its own, or no more."""
        self.led = on
        self.changed.emit()

    def take_in(self, lesson_id: str) -> None:
        """An own lesson was made just now: it is among the others, for whoever leads."""
        self._made.add(lesson_id)
        self.read_again()

    def read_again(self) -> None:
        """There are others on disk by now."""
        self._reading = None
        self._read_all()

    def is_own(self, loaded: Loaded) -> bool:
        """Whether people here made it, or brought it along."""
        return loaded.folder.parent == self._bridge.shelf.places.lessons

    def begin(self, loaded: Loaded, *, energy: Energy = "ordinary", short: bool = False) -> None:
        """A lesson from its first step, on the song that is open."""
        if not self._prepare(loaded):
            return
        self.loaded = loaded
        self.listing = False
        self._go(way.begin(loaded.id, loaded.lesson, self.facts, energy=energy, short=short))
        self._bridge.keep()

    def resume(self) -> None:
        """On from the step where it was left."""
        if self.walk is not None:
            self.listing = False
            self._go(way.resumed(self.walk, self.loaded.lesson, self.facts))

    def leave(self) -> None:
        """To the list of lessons; the walk stays where it is."""
        self.listing = True
        self.speech.stop()
        self.changed.emit()

    def forget(self) -> None:
        """Something else: there is no walk any more."""
        self.walk = self.loaded = None
        self.listing = True
        self.speech.stop()
        self._keep()
        self.changed.emit()

    def onward(self) -> None:
        """Enter: to the next step, if this one waits for nothing but that."""
        if self.state in ("asking", "had"):
            self.walk = way.ticked(self.walk)
        if self.state == "ticked":
            self.skip()

    def skip(self) -> None:
        """To the next step, whether this one is done or not."""
        if self.step is not None:
            self._go(way.onward(self.walk, self.loaded.lesson, self.facts))

    def back(self) -> None:
        """To the step before."""
        if self.walk is not None:
            self._go(way.back(self.walk, self.loaded.lesson, self.facts))

    def my_way(self) -> None:
        """It was done another way: that counts."""
        if self.step is not None and self.state != "ticked":
            self._take(way.ticked(self.walk))

    def choose(self, option: str) -> None:
        """One of the step's options, of which none is wrong."""
        step = self.step
        if step is not None and option in step.options:
            self.my_way()

    def ask(self) -> None:
        """All the help there is with this step, at once."""
        self.asked = True
        self.look_for_help()

    def keep_note(self, words: str) -> None:
        """Keep an answer in the person's own notes, in the song's folder; nobody asked for it."""

        def keep(folder: Path) -> None:
            _append(folder / NOTES_FILE, words.strip())
            self.feed.tell(told.noted(self.feed.sitting))

        if words.strip():
            self._write(keep, "lesson-note-kept")

    def keep_can_now(self, words: str) -> None:
        """Keep what a person says that they can do now, among what they said before."""

        def keep(folder: Path) -> None:
            write_can_now(folder, with_line(read_can_now(folder), words))
            self.can_now_kept.emit()

        self._write(keep, "lesson-can-now-kept")

    # --- hearing what was made

    def hear(self, song: Song, from_beat: float) -> None:
        """Let something of the shelf be heard, as a song of its own; Space or its end stops it."""
        if self._bridge.is_free() and self._bridge.sound.is_there():
            self.hush()
            self._bridge.listening.begin(song, from_beat, again=False)
            self._heard, self._rolls = song, False

    def hush(self) -> None:
        """Nothing is read, and nothing of the shelf is heard."""
        self.speech.stop()
        heard, self._heard = self._heard, None
        if heard is not None and self._bridge.listening.other is heard:
            self._bridge.listening.end()

    def _follow(self) -> None:
        """What is heard of the shelf ends by itself."""
        if self._heard is not None:
            moving = self._bridge.moment.moving
            if self._rolls and not moving:
                self.hush()
            self._rolls = self._rolls or moving

    # --- what happens by itself

    def look(self) -> None:
        """Whether the step is done by now."""
        self._soon.stop()
        if self.walk is not None and self.loaded is not None:
            self._take(way.seen(self.walk, self.loaded.lesson, self.facts))

    def look_for_help(self) -> None:
        """Whether there is more help to offer than is shown."""
        if self.offers != self._shown:
            self._shown = self.offers
            self.changed.emit()

    def _done_something(self) -> None:
        if self.walk is not None and not self.listing and not self._soon.isActive():
            self._soon.start()

    def _write(self, keep: Callable[[Path], None], said: str) -> None:
        """Write something into the song's folder, and say so."""

        def write(folder: SongFolder) -> None:
            try:
                keep(folder.path)
            except StudioError as error:
                self._bridge.trouble(error)
            else:
                self._bridge.announced.emit(t(said))

        self._bridge.with_folder(write)

    def _take(self, walk: Walk) -> None:
        """The walk as it is now, at the same step."""
        if walk == self.walk:
            return
        fresh = len(walk.done) > len(self.walk.done)
        self.walk = walk
        self._keep()
        self.changed.emit()
        if fresh:
            self.ticked.emit()

    def _go(self, walk: Walk) -> None:
        """At another step."""
        self.speech.stop()
        self.walk, self.asked, self._began_s = walk, False, self._now()
        self._shown = self.offers
        self._keep()
        if self.step is None:
            self._tried()
        self.changed.emit()

    def _tried(self) -> None:
        """The walk has come to its end: an own lesson that somebody else than its maker has done whole is for all."""
        loaded = self.loaded
        if loaded.id not in self._untried - self._made or not self.is_own(loaded):
            return
        if set(self.walk.done) >= {step.id for step in loaded.lesson.steps}:
            try:
                own.mark_tried(loaded.folder)
            except StudioError as error:
                self._bridge.trouble(error)
                return
            self._untried -= {loaded.id}
            self._bridge.tell(Notice("told-lesson-tried", {"title": self.text("title")}))

    def _take_up(self, walk: Walk) -> None:
        """A walk that was found in a song's folder: it waits there until somebody goes on."""
        for home in self._homes:
            with contextlib.suppress(StudioError):  # a machine may lack the lesson; the walk stays in the song's folder
                self.loaded = teaching.load_lesson(walk.lesson_id, home)
                self.walk = self._kept = walk
                return

    @property
    def _homes(self) -> tuple[Path | None, ...]:
        """Where lessons lie: the house's own, and this machine's."""
        return None, self._bridge.shelf.places.lessons

    def _prepare(self, loaded: Loaded) -> bool:
        """The song that a lesson begins with, where the open one has nothing of it."""
        start = loaded.lesson.start

        def prepared(song: Song) -> Song:
            return started(song, start)

        if prepared(self._bridge.song) == self._bridge.song:
            return True
        return self._bridge.is_free() and self._bridge.change(prepared, "edit-set-style")

    def _keep(self) -> None:
        opened = self._opened
        if opened is None or opened.path is None or opened.read_only or self.walk == self._kept:
            return
        try:
            write_walk(opened.path, self.walk)
        except StudioError as error:
            self._bridge.trouble(error)
        self._kept = self.walk  # what could not be written is tried again with the next step

    def _read_all(self) -> None:
        if self._reading is None:
            job = self._reading = Job("lessons", lambda progress, stopped: _all(self._homes), self)
            job.done.connect(self._have_read)
            job.start()

    def _have_read(self, found: tuple[tuple[Loaded, ...], frozenset[str]]) -> None:
        self.all, self._untried = found
        self.changed.emit()


def _append(path: Path, words: str) -> None:
    """One more note behind those there are. StudioError: disk-full, disk-refused."""
    with telling(path):
        before = path.read_bytes() if path.is_file() else b""
    with whole_file(path) as file:
        file.write(before + f"{words}\n".encode())


def _all(homes: Iterable[Path | None]) -> tuple[tuple[Loaded, ...], frozenset[str]]:
    """Every lesson that can be read, and those of them that are not tried; a broken one is told of by `rapstudio
    lessons check`."""
    found = []
    for home in homes:
        for lesson_id in teaching.lesson_ids(home):
            with contextlib.suppress(StudioError):
                found.append((teaching.load_lesson(lesson_id, home), home is None))
    untried = (loaded.id for loaded, of_house in found if not of_house and not own.is_tried(loaded.folder))
    return tuple(loaded for loaded, _ in found), frozenset(untried)
