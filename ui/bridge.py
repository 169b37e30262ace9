"""Between the song, its folder, the engine and the window: every wish of a person comes in here, every change goes out.

What the parts can do stands in their own files; this one says what happens when, and words what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio import edits, params
from studio.device import DeviceWish
from studio.document import Change
from studio.engine.client import EngineClient
from studio.errors import StudioError
from studio.song import Song
from studio.songfile import SongFolder
from studio.timeline import song_length_frames
from ui import notices, steps, tasks
from ui.beat_desk import BeatDesk
from ui.beat_fit import BeatFit
from ui.clip_desk import ClipDesk
from ui.comparing import Comparing
from ui.cover_desk import CoverDesk
from ui.engine_link import EngineLink
from ui.exchange import Exchange
from ui.first_listen import FirstListen
from ui.i18n import t
from ui.jobs import Job, Work
from ui.kits import Kits
from ui.lesson_desk import LessonDesk
from ui.listening import Listening
from ui.measuring import Measuring
from ui.mic import Mic
from ui.mix_desk import MixDesk
from ui.moment import Moment
from ui.notices import Notice
from ui.open_song import OpenSong
from ui.pads import Pads
from ui.prefs import Prefs
from ui.record_desk import RecordDesk, Spot
from ui.release_desk import ReleaseDesk
from ui.shelf import Shelf
from ui.sound import Sound
from ui.stage_desk import StageDesk
from ui.takes import Takes
from ui.voice_desk import VoiceDesk
from ui.waves import Waves


class Bridge(QObject):
    """Holds the open song and all that works on it; the window shows what this says."""

    song_changed = Signal()
    moment_changed = Signal()
    state_changed = Signal()
    """What can be done now may have changed: look at the properties."""
    told = Signal(Notice)
    announced = Signal(str)
    """Something for the ear of a screen reader only."""

    def __init__(
        self, shelf: Shelf, client: EngineClient, wish: DeviceWish | None, parent: QObject | None = None
    ) -> None:
        """`client` is started already; `wish` is the device to open, None for the system's own."""
        super().__init__(parent)
        self.shelf = shelf
        self.link = EngineLink(client, self)
        self.sound = Sound(self.link, wish, shelf, self)
        self.waves, self.kits, self.tasks = Waves(self), Kits(shelf.places, self), tasks.Tasks(self)
        self.prefs, self.takes = Prefs(shelf, self), Takes(self)
        self._closed = False
        self.is_saved = True
        """Whether the song was all on disk when that was last looked at."""
        self._ballast: Job | None = None
        self._open: OpenSong | None = None
        self.exchange, self.beat, self.booth = Exchange(self), BeatDesk(self), RecordDesk(self)
        self.clips = ClipDesk(self)
        self.measuring, self.voices, self.mixing = Measuring(self), VoiceDesk(self), MixDesk(self)
        self.comparing, self.listening = Comparing(self), Listening(self)
        self.mic = Mic(self)
        self.giving, self.cover, self.stage = ReleaseDesk(self), CoverDesk(self), StageDesk(self)
        self.lessons = LessonDesk(self)
        self._adopt(OpenSong(Song(title=shelf.new_title()), parent=self))
        self.link.moved.connect(self._moved)
        self.link.ready.connect(self._ready)
        self.sound.told.connect(self.tell)
        for told in (self.link.troubled, self.tasks.failed, self.kits.failed, self.measuring.failed):
            told.connect(self.trouble)
        for changed in (self.sound.changed, self.tasks.changed, self.prefs.changed):
            changed.connect(self.state_changed)
        self.kits.arrived.connect(self.listening.load)
        self.fit, self.first_listen = BeatFit(self), FirstListen(self)
        self.pads = Pads(self)

    def settle_in(self) -> None:
        """What can wait until the window is there: the song of a window that ended unasked, and the ballast."""
        held = self.shelf.held()
        if held is not None:
            self.tasks.run("open", lambda progress, stopped: self.shelf.open_folder(held), self._take_out)
        self._ballast = Job("ballast", lambda progress, stopped: self.shelf.lay_ballast(), self)
        self._ballast.start()

    # --- what the window shows

    @property
    def opened(self) -> OpenSong:
        """The song that is open, with its folder."""
        assert self._open is not None
        return self._open

    @property
    def song(self) -> Song:
        return self.opened.song

    @property
    def moment(self) -> Moment:
        return self.link.moment

    @property
    def job(self) -> Job | None:
        """The work that a person is waiting for."""
        return self.tasks.job

    @property
    def work(self) -> tuple[str, float] | None:
        """What the strip below the header tells of: kind and share; None for nothing."""
        if self.job is not None and self.job.kind not in ("export", "release"):
            return self.job.kind, self.job.share
        return None if self.sound.warming is None else ("engine", self.sound.warming)

    @property
    def can_undo(self) -> bool:
        return self.opened.can_undo and not self.link.recording

    @property
    def can_redo(self) -> bool:
        return self.opened.can_redo and not self.link.recording

    @property
    def can_play(self) -> bool:
        return song_length_frames(self.song) > 0

    @property
    def can_record(self) -> bool:
        return not self.opened.read_only and self.job is None

    def next_step(self) -> str:
        """See `steps.next_step`."""
        counting_in = self.moment.counting_in > 0
        recording = self.link.recording
        heard = self.listening.heard_take
        return steps.next_step(self.song, recording=recording, counting_in=counting_in, heard=heard)

    # --- playing and recording

    def play_or_stop(self) -> None:
        """Space: stop what runs, else play from the playhead, from the start if it stands at the end."""
        if self.listening.other is not None:
            self.listening.hush()
        elif self.comparing.hears_reference:
            self.comparing.silence()
        elif self.moment.moving or self.moment.recording or self.mic.doing:
            self.link.stop()
        elif not self.can_play:
            self.trouble(StudioError("song-empty"))
        elif self.sound.is_there():
            start = self.beat.start_beat(self.moment.beat)
            if start >= self.song.beat_of(song_length_frames(self.song)):
                start = 0.0
            self.link.play(start)
        self.state_changed.emit()

    def record_or_stop(self) -> None:
        """R: end the take, else begin one on the chosen layer, at the playhead or round the section it stands in."""
        if self.moment.recording:
            self.link.stop()
        else:
            self.record(self.booth.spot)
        self.state_changed.emit()

    def record(self, spot: Callable[[], Spot]) -> None:
        """Begin a take, if one can be made now; if not, say why. `spot` is asked once it is sure, for it may make a
        track."""
        if self.opened.read_only:
            self.trouble(StudioError("song-read-only", name=self.song.title))
        elif self.is_free() and self.sound.is_there():
            self.listening.hush()
            self.beat.set_repeats(False)
            self.with_folder(lambda folder: self.takes.begin(folder, spot()))

    def locate(self, beat: float) -> None:
        """Move the playhead; not while a take is made."""
        if not self.moment.recording and not self.mic.doing:
            self.link.locate(beat)

    # --- the song

    def undo(self) -> None:
        """Take back the latest step."""
        self._step(self.opened.undo, "told-undone")

    def redo(self) -> None:
        """Make it again."""
        self._step(self.opened.redo, "told-redone")

    def rename_song(self, title: str) -> None:
        if title:
            self.apply(edits.set_title(self.song, title=title), "edit-set-title")

    def rename_track(self, track_id: str, name: str) -> None:
        self.apply(edits.rename_track(self.song, track_id=track_id, name=name), "edit-rename-track")

    def set_tempo(self, bpm: float) -> None:
        """Another tempo; not while a take is made, which is sung to the one there is."""
        if self.is_free():
            self.apply(edits.set_tempo(self.song, bpm=bpm), "edit-set-tempo")

    def switch(self, track_id: str, name: str, on: bool) -> None:
        """Mute or solo a track."""
        song = edits.set_knob(self.song, track_id=track_id, name=name, value=float(on))
        self.apply(song, "edit-set-knob")

    def toggle(self, track_id: str, name: str) -> None:
        """Mute or solo a track, or let it go again."""
        if any(track.id == track_id for track in self.song.tracks):
            self.switch(track_id, name, self.song.track(track_id).knob(name) < 0.5)

    def turn(self, target: str, name: str, value: float) -> None:
        """A knob is being turned, of a track (its id) or of the `master`. All of one gesture is one step of undo."""
        if target == "master":
            self.edit("set_master_knob", name, name=name, value=value)
        elif name not in params.AUTOMATED or not self.mixing.move(target, name, value):
            self.edit("set_knob", f"{target}/{name}", track_id=target, name=name, value=value)

    def end_gesture(self) -> None:
        """The fader was let go, the painting ended."""
        self.mixing.let_go()
        self.opened.end_gesture()

    def edit(self, name: str, merge: str | None = None, /, **arguments: object) -> None:
        """Make a row of `edits.EDITS`; what is refused is told."""
        row = edits.EDITS[name]
        self.change(lambda song: row.function(song, **arguments), row.label, merge)

    def change(self, edit: Callable[[Song], Song], label: str, merge: str | None = None) -> bool:
        """Make any edit, and say whether there was one to make; what is refused is told."""
        try:
            song = edit(self.song)
        except StudioError as error:
            self.trouble(error)
            return False
        return self.apply(song, label, merge)

    def amend(self, edit: Callable[[Song], Song]) -> None:
        """Let a measurement become part of the latest step."""
        try:
            self.opened.amend(edit(self.song))
        except StudioError as error:
            self.trouble(error)

    def new_song(self) -> None:
        """An empty song; its folder is made with the first thing that goes into it."""
        if self._may_leave():
            self._adopt(OpenSong(Song(title=self.shelf.new_title()), parent=self))

    def open_song(self, path: Path) -> None:
        """Open a song folder, whatever state it is in."""
        if self._may_leave():
            self.tasks.run("open", lambda progress, stopped: self.shelf.open_folder(path), self._take_out)

    def close(self) -> None:
        """Stop and keep the take, end the work, write the song and end the engine. May be called again."""
        if self._closed:
            return
        self._closed = True
        self.pads.keep()
        if self.link.recording:
            self.link.finish_take()
        self.takes.leave()
        self.lessons.close()
        for part in (
            self.tasks,
            self.measuring,
            self.comparing,
            self.giving,
            self.cover,
            self.fit,
            self.first_listen,
            self.waves,
            self.kits,
            self.sound,
            self.link,
        ):
            part.close()
        if self._ballast is not None:
            self._ballast.wait()
        try:
            self.opened.close()
        except StudioError as error:
            self.trouble(error)
        self.shelf.hold(None)

    # --- what happens by itself

    def _moved(self) -> None:
        self.booth.follow()
        moment = self.moment
        if moment.recording:
            self.waves.grow_live()
            hint = self.link.hint()
            if hint:
                self.tell(Notice(hint, {}, "warning"))
        elif moment.moving:
            self.listening.follow()
        trouble = self.opened.trouble
        if (trouble is None) != self.is_saved:
            self.is_saved = trouble is None
            if trouble is not None:
                self.trouble(trouble)
            self.state_changed.emit()
        if self.link.turned or self.job is not None:
            self.state_changed.emit()
        self.moment_changed.emit()

    def _ready(self) -> None:
        self.beat.end_preview()  # the engine is a new one, and plays nothing
        self.beat.tell_again()
        self.mixing.tell_again()
        self.comparing.tell_again()
        self.state_changed.emit()

    def tell(self, notice: Notice) -> None:
        """What went well is seen in the room itself and said to screen readers; only the rest needs the banner."""
        if notice.tone == "ok" and notice.action == "ok":
            self.announced.emit(notice.text())
        else:
            self.told.emit(notice)

    def trouble(self, error: StudioError) -> None:
        """Tell of it; of a lost device only if the take's own message has not done so already."""
        if error.code == "device-lost" and self.takes.told_of_loss:
            self.takes.told_of_loss = False
        elif error.code == "engine-gone":
            self.tell(Notice("told-engine-back"))
        else:
            self.tell(notices.of_error(error))
        self.state_changed.emit()

    def _changed(self, change: Change) -> None:
        heard = change.kinds - {"finish"}
        if heard and heard <= {"knobs", "master"}:
            self.link.set_knobs(change.before, change.after)
        elif heard or not change.kinds:
            self.waves.know(change.after.media)
            self.listening.load(at_bar=self.prefs.at_bar and change.kinds <= {"patterns", "sections"})
            self.beat.follow_song()
        self.song_changed.emit()

    # --- the machinery

    def apply(self, song: Song, label: str, merge: str | None = None) -> bool:
        """Make `song` the present one, with what undo calls the step; what is refused is told."""
        try:
            self.opened.apply(song, label, merge)
        except StudioError as error:
            self.trouble(error)
            self.song_changed.emit()  # the window may show what was not to be
            return False
        return True

    def _step(self, step: Callable[[], str], said: str) -> None:
        if self.link.recording:
            return
        try:
            label = step()
        except StudioError as error:
            self.trouble(error)
        else:
            self.announced.emit(t(said, what=t(label)))

    def _may_leave(self) -> bool:
        """Whether the song may be put away now; if not, say why."""
        if self.link.recording:
            self.trouble(StudioError("engine-busy-recording"))
        elif self.job is not None:
            self.tell(Notice("told-busy"))
        return not self.link.recording and self.job is None

    def _take_out(self, folder: SongFolder) -> None:
        self._adopt(OpenSong(folder.song, folder, self))
        notice = notices.of_opening(folder.notes)
        if notice is not None:
            self.tell(notice)

    def _adopt(self, opened: OpenSong) -> None:
        """Put the song away that is open, and take another out."""
        if self._open is not None:
            self.pads.keep()
            self.takes.leave()
        self.listening.hush()
        self.measuring.forget()
        self.voices.forget()
        self.booth.forget()
        self.comparing.forget()
        self.beat.set_repeats(False)
        self.beat.look_again()
        before, self._open = self._open, opened
        outlived = self.link.recording  # by an engine whose window is gone: it goes on
        if before is not None:
            if not outlived:
                self.link.stop()
            try:
                before.close()
            except StudioError as error:
                self.trouble(error)
            before.deleteLater()
        opened.changed.connect(self._changed)
        opened.troubled.connect(self.trouble)
        self.lessons.open(opened)
        self.listening.heard_take, self.exchange.last_export = True, None
        self.giving.forget()
        self.cover.forget()
        self._show_files()
        self.link.forget_before()
        self.sound.use_rate(opened.song.rate_hz)
        self.listening.load()
        if not outlived:
            self.link.locate(0.0)
        self.song_changed.emit()
        self.state_changed.emit()

    def _show_files(self) -> None:
        """Let the parts know where the song's files lie."""
        folder = self.opened.folder
        if folder is not None:
            self.shelf.hold(folder.path)
            self.waves.open(folder.path_of, self.shelf.peaks_folder(folder.path))
        self.waves.know(self.song.media)
        self.kits.open(None if folder is None else folder.path, self.song)

    def run(self, kind: str, work: Work, done: Callable[..., None]) -> None:
        """Begin a piece of long work, unless another is under way; that is said then."""
        if self.job is not None:
            self.tell(Notice("told-busy"))
        else:
            self.tasks.run(kind, work, done)

    def is_free(self) -> bool:
        """Whether the song may be laid out anew; not while a take is made, and then that is said."""
        if self.link.recording:
            self.trouble(StudioError("engine-busy-recording"))
            self.song_changed.emit()  # the window may show what was not to be
        return not self.link.recording

    def keep(self) -> None:
        """There is something worth keeping: the song gets its folder, if it has none."""
        if self.opened.folder is None and self.job is None:
            self.with_folder(lambda folder: None)

    def with_folder(self, then: Callable[[SongFolder], None]) -> None:
        """Do something that needs the song's folder; a new song gets one first."""
        if self.job is not None:
            self.tell(Notice("told-busy"))
            return
        opened = self.opened
        if opened.folder is not None:
            then(opened.folder)
            return
        song = opened.song

        def done(folder: SongFolder) -> None:
            opened.settle(folder)
            self._show_files()
            then(folder)

        self.tasks.run("open", lambda progress, stopped: self.shelf.create_folder(song), done)
