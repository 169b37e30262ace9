"""The bridge's hands for how a voice sounds: one choice by ear, how much of it, and a loudness that stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from recorder import voices
from studio import edits, params, storage
from studio.errors import StudioError
from studio.song import Song, Track
from ui import worker
from ui.i18n import t
from ui.measuring import Sources
from ui.notices import Notice
from ui.widgets.card_picker import Words

if TYPE_CHECKING:
    from ui.bridge import Bridge

_SETTLED_MS = 350
"""A hand that rests for so long has done what it wanted; then the loudness is measured."""
_HEAR_BEFORE_BEATS = 1.0


class VoiceDesk(QObject):
    """Belongs to the bridge, which holds the song."""

    changed = Signal()
    """Another voice was chosen, a sound began or ended to be heard, an own sound was kept."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.previewing = ""
        """The sound that is listened to before it is taken."""
        self._track = ""
        self._louder_db: dict[str, float] = {}
        """How much louder than the demo verse the singers of the song's tracks are, as far as it was measured."""
        self._loud_as: dict[str, Track] = {}
        """Tracks as they were before knobs of their sound were turned."""
        self._settle: Callable[[], None] | None = None
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._has_settled)

    # --- which voice

    @property
    def tracks(self) -> list[Track]:
        """Those that were sung on, in the song's order."""
        return [track for track in self._bridge.song.tracks if track.role in params.VOICE_ROLES and track.clips]

    @property
    def track(self) -> Track | None:
        """The voice that a sound is chosen for: the one chosen, else the one that was sung on last."""
        tracks = {track.id: track for track in self.tracks}
        if self._track in tracks:
            return tracks[self._track]
        last = next((take.track_id for take in reversed(self._bridge.song.takes) if take.track_id in tracks), "")
        return tracks.get(last) or next(iter(tracks.values()), None)

    def choose_track(self, track_id: str) -> None:
        """Choose sounds for another voice."""
        if track_id != self._track:
            self.end_preview()
            self._track = track_id
            self.changed.emit()

    # --- which sound

    def names(self) -> list[str]:
        """The sounds to choose from: the house's, then this machine's own."""
        return list(self._library())

    def words(self, name: str) -> Words:
        """What a sound is called and what it is like."""
        if name in voices.VOICES:
            return Words(t(f"voice-{name}"), t(f"voice-{name}.text"))
        found = self._library().get(name)
        return Words(found.name if found else name, t("voice-own.text"))

    def preview(self, name: str) -> None:
        """Let the last take be heard with a sound, in the song, which stays as it is; empty: no more."""
        track = self.track
        if track is None or not name:
            self.end_preview()
        elif name != self.previewing and not self._bridge.link.recording and self._bridge.sound.is_there():
            self.previewing = name
            self._bridge.listening.begin(self._with(self._bridge.song, track, name), self._place(track), again=False)
            self.changed.emit()

    def end_preview(self) -> None:
        """Back to the song itself."""
        if self.previewing:
            self.previewing = ""
            self._bridge.listening.end()
            self.changed.emit()

    def take(self, name: str) -> None:
        """Give the voice a sound, and let the last take be heard with it."""
        track, bridge = self.track, self._bridge
        if track is None or not bridge.is_free():
            return
        self.end_preview()
        if bridge.change(lambda song: self._with(song, track, name), "edit-set-voice"):
            if not bridge.moment.moving and bridge.sound.is_there():
                bridge.link.play(self._place(track))
            self._after(lambda: self._match_voice(track.id))
        self.changed.emit()

    def set_amount(self, amount: float) -> None:
        """How much of the sound, 0…1; one step of undo for as long as the hand moves."""
        track = self.track
        if track is not None and track.voice in self._library():
            self._bridge.change(
                lambda song: self._with(song, track, track.voice, amount), "edit-set-voice", f"{track.id}/voice"
            )
            self._after(lambda: self._match_voice(track.id))

    def keep(self, track_id: str, name: str) -> bool:
        """Keep the sound of a track under a name on this machine; what is refused is told."""
        track, folder = self._bridge.song.track(track_id), self._bridge.shelf.places.voices
        try:
            storage.keep_voice(folder, name, voices.kept_knobs(track, self._louder_db.get(track_id, 0.0)))
        except StudioError as error:
            self._bridge.trouble(error)
            return False
        self._bridge.tell(Notice("told-voice-kept", {"name": name}, "ok"))
        self.changed.emit()
        return True

    def learn_room(self, track_id: str) -> None:
        """Find out what the room sounds like while nobody sings, and take that away."""

        def ask(sources: Sources, progress: Callable[[float], None], stopped: Callable[[], bool]) -> object:
            return worker.learn_room(worker.LearnRoom(sources.song, sources.files, track_id), progress, stopped)

        def done(learned: worker.Learned) -> None:
            def edit(song: Song) -> Song:
                for name, value in learned.knobs.items():
                    song = edits.set_knob(song, track_id=track_id, name=name, value=value)
                return song

            self._bridge.change(edit, "edit-learn-room")

        self._bridge.measuring.ask("room", self._bridge.song, ask, done)

    def turned(self, track_id: str, name: str, before: Track) -> None:
        """A knob of a sound was turned by hand, on a track that was `before`: its loudness is to stay. What is a level
        itself is left alone."""
        if params.knob(name).effect not in ("send", "level"):
            self._loud_as.setdefault(track_id, before)
            self._after(lambda: self._match_knobs(track_id))

    def forget(self) -> None:
        """Another song is opened."""
        self._settled.stop()
        self._louder_db.clear()
        self._loud_as.clear()

    # --- the loudness stays

    def _after(self, settle: Callable[[], None]) -> None:
        self._settle = settle
        self._settled.start()

    def _has_settled(self) -> None:
        settle, self._settle = self._settle, None
        if settle is not None:
            settle()

    def _match_voice(self, track_id: str) -> None:
        """Find the trim with which the voice stays as loud as without any sound, and lay the sound on anew with it."""
        song = self._bridge.song
        if not any(track.id == track_id for track in song.tracks):
            return
        voice, amount = song.track(track_id).voice, song.track(track_id).voice_amount
        bare = edits.parts.put(
            song, tracks=tuple(voices.bare(track) if track.id == track_id else track for track in song.tracks)
        )
        own = str(self._bridge.shelf.places.voices)

        def ask(sources: Sources, progress: Callable[[float], None], stopped: Callable[[], bool]) -> object:
            return worker.match(worker.MatchVoice(*sources, track_id, voice, amount, own), progress, stopped)

        def done(found: worker.Matched) -> None:
            now = next((track for track in self._bridge.song.tracks if track.id == track_id), None)
            if now is None or (now.voice, now.voice_amount) != (voice, amount):
                return  # something else was chosen meanwhile
            self._louder_db[track_id] = found.louder_db
            self._bridge.amend(
                lambda song: self._with(song, song.track(track_id), voice, amount, trim_db=found.trim_db)
            )

        self._bridge.measuring.ask("voice", bare, ask, done)

    def _match_knobs(self, track_id: str) -> None:
        before = self._loud_as.pop(track_id, None)
        song = self._bridge.song
        if before is None or not any(track.id == track_id for track in song.tracks):
            return
        turned = song.track(track_id).knobs
        was = edits.parts.put(song, tracks=tuple(before if track.id == track_id else track for track in song.tracks))

        def ask(sources: Sources, progress: Callable[[float], None], stopped: Callable[[], bool]) -> object:
            return worker.match(worker.Match(*sources, track_id, turned), progress, stopped)

        def done(found: worker.Matched) -> None:
            now = next((track for track in self._bridge.song.tracks if track.id == track_id), None)
            trim_db = found.trim_db
            if now is not None and now.knobs == turned and trim_db is not None:
                self._bridge.amend(lambda song: edits.set_knob(song, track_id=track_id, name="trim_db", value=trim_db))

        self._bridge.measuring.ask("voice", was, ask, done)

    # --- parts

    def _library(self) -> dict[str, voices.Voice]:
        return voices.library(self._bridge.shelf.places.voices)

    def _with(
        self, song: Song, track: Track, name: str, amount: float | None = None, *, trim_db: float | None = None
    ) -> Song:
        louder_db = self._louder_db.get(track.id, 0.0)
        return voices.with_voice(song, track.id, self._library()[name], amount, trim_db=trim_db, louder_db=louder_db)

    def _place(self, track: Track) -> float:
        """Shortly before the voice's last take; where that is not shown any more, before its first clip."""
        last = next((take for take in reversed(self._bridge.song.takes) if take.track_id == track.id), None)
        shown = [clip.at_beat for clip in track.clips if last is not None and clip.media_id == last.media_id]
        at_beat = min(shown or [clip.at_beat for clip in track.clips])
        return max(at_beat - _HEAR_BEFORE_BEATS, 0.0)
