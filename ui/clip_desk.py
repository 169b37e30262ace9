"""What a person asks of the clips: which one is chosen, and every change of it as one step of undo, told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from studio import edits
from studio.song import SYNTH_ROLES, Clip, Song, Track
from ui.i18n import t
from ui.notices import Notice
from ui.widgets.stretch import beat_words, clip_name, place_of, track_name

if TYPE_CHECKING:
    from ui.bridge import Bridge

GRIDS: tuple[Literal["line", "beat", "free"], ...] = ("line", "beat", "free")
NUDGE_S = 0.010
GAIN_STEP_DB = 1.0


class ClipDesk(QObject):
    """Belongs to the bridge, which holds the song; keeps which clip and which track are chosen, and what was copied."""

    changed = Signal()
    """Another clip or track was chosen, another grid, or something was copied."""
    form_wanted = Signal()
    """Where the gain and the fades of the chosen clip are written."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._chosen = ""
        self._copied: Clip | None = None
        self._copied_from: object = None
        self.track_id = ""

    # --- what is chosen

    @property
    def song(self) -> Song:
        """The song that is open."""
        return self._bridge.song

    @property
    def grid(self) -> Literal["line", "beat", "free"]:
        """Where the edges of clips come to rest while they are dragged."""
        return self._bridge.shelf.settings.snap

    def rest_on(self, grid: Literal["line", "beat", "free"]) -> None:
        """Another grid, remembered on this machine."""
        self._bridge.shelf.remember(snap=grid)
        self._bridge.announced.emit(t(f"snap-{grid}.help"))
        self.changed.emit()

    @property
    def letters(self) -> bool:
        """Whether keys of a single letter work."""
        return self._bridge.prefs.letters

    @property
    def chosen(self) -> str:
        """The id of the chosen clip; empty for none."""
        return self._chosen if self._found(self._chosen) is not None else ""

    @property
    def target(self) -> tuple[Track, Clip] | None:
        """What a key works on: the chosen clip, else the one under the playhead on the chosen track."""
        found = self._found(self._chosen)
        if found is not None:
            return found
        song, beat = self._bridge.song, self._bridge.moment.beat
        for track in song.tracks:
            for clip in reversed(track.clips) if track.id == self.track_id else ():
                if clip.at_beat <= beat < clip.at_beat + song.beat_of(clip.length_frames):
                    return track, clip
        return None

    @property
    def neighbour(self) -> Clip | None:
        """The clip that comes after the target on its track."""
        target = self.target
        if target is None:
            return None
        track, clip = target
        after = [other.id for other in track.clips].index(clip.id) + 1
        return track.clips[after] if after < len(track.clips) else None

    @property
    def copied(self) -> Clip | None:
        """What would be pasted; a clip of another song is none."""
        return self._copied if self._copied_from is self._bridge.opened else None

    def choose(self, clip_id: str) -> None:
        """Another clip, and its track with it; empty for none."""
        found = self._found(clip_id)
        if (clip_id, found[0].id if found else self.track_id) == (self._chosen, self.track_id):
            return
        self._chosen = clip_id
        if found is not None:
            self.track_id = found[0].id
            self._bridge.announced.emit(self.described(*found))
        self.changed.emit()

    def look_at(self, track_id: str) -> None:
        """Another track; a clip of the one before is chosen no longer."""
        if track_id == self.track_id:
            return
        self.track_id = track_id
        found = self._found(self._chosen)
        if found is not None and found[0].id != track_id:
            self._chosen = ""
        self.changed.emit()

    def step(self, by: int) -> None:
        """Choose the clip so many further along the track; from the playhead on if none is chosen."""
        song, target = self._bridge.song, self.target
        track = target[0] if target else next((track for track in song.tracks if track.id == self.track_id), None)
        if track is None or not track.clips:
            self._say("told-clip-none")
            return
        beat = self._bridge.moment.beat
        if not self.chosen:
            before = [n for n, clip in enumerate(track.clips) if clip.at_beat <= beat]
            at = (before[-1] if before else 0) if by < 0 or target else len(before)
        else:
            at = [clip.id for clip in track.clips].index(self.chosen) + by
        self.choose(track.clips[min(max(at, 0), len(track.clips) - 1)].id)

    def described(self, track: Track, clip: Clip) -> str:
        """What a clip is and where it begins, in words."""
        song = self._bridge.song
        bar, beat = place_of(song, clip.at_beat)
        name = clip_name(song, track, clip)
        return t("clip-place", clip=name, track=track_name(track), bar=bar, beat=beat_words(beat))

    # --- changes

    def ask(self, name: str, arguments: dict[str, object]) -> bool:
        """Make a row of `edits.EDITS` on a clip as one step; not while a take is made. Says what came of it."""
        bridge = self._bridge
        if not bridge.is_free():
            return False
        row, new_id = edits.EDITS[name], f"c{bridge.song.next_id}"
        if not bridge.change(lambda song: row.function(song, **arguments), row.label):
            return False
        chosen = str(arguments.get("clip_id", new_id))
        if self._found(new_id) is not None:
            chosen = new_id
        found = self._found(chosen)
        if found is not None:
            self._chosen, self.track_id = chosen, found[0].id
            self.changed.emit()
            bridge.announced.emit(t("clip-told", what=t(row.label), clip=self.described(*found)))
        return True

    def split(self) -> None:
        """Two clips, where the playhead is."""
        if self._crossed():
            self._ask("split_clip", at_beat=self._bridge.moment.beat)

    def trim_start(self) -> None:
        """Begin where the playhead is, earlier or later than now."""
        self._ask("trim_clip", from_beat=self._bridge.moment.beat)

    def trim_end(self) -> None:
        """End where the playhead is."""
        self._ask("trim_clip", to_beat=self._bridge.moment.beat)

    def join(self) -> None:
        """One clip of this one and the next."""
        self._with_neighbour("join_clips")

    def crossfade(self) -> None:
        """Let this one go over into the next."""
        self._with_neighbour("crossfade_clips")

    def turn_up(self, by_db: float) -> None:
        """Louder, or quieter."""
        target = self.target
        if target is not None:
            self._ask("set_clip_gain", gain_db=target[1].gain_db + by_db)
        else:
            self._say("told-clip-none")

    def toggle_mute(self) -> None:
        """Silence the clip, or let it sound again."""
        target = self.target
        self._ask("mute_clip", mute=target is not None and not target[1].mute)

    def nudge(self, by_beats: float) -> None:
        """A little earlier or later."""
        target = self.target
        if target is not None:
            self._ask("move_clip", at_beat=target[1].at_beat + by_beats)
        else:
            self._say("told-clip-none")

    def nudge_s(self, by_s: float) -> None:
        """The same in seconds."""
        self.nudge(by_s * self._bridge.song.bpm / 60.0)

    def bring_here(self) -> None:
        """Begin at the playhead, the sound going along."""
        self._ask("move_clip", at_beat=self._bridge.moment.beat)

    def change_track(self, by: int) -> None:
        """To the next track above or below on which a clip may lie."""
        target, tracks = self.target, self._bridge.song.tracks
        if target is None:
            self._say("told-clip-none")
            return
        at = [track.id for track in tracks].index(target[0].id)
        ways = tracks[at + 1 :] if by > 0 else tracks[:at][::-1]
        to = next((track for track in ways if may_lie(target[0], track)), None)
        if to is None:
            self._say("told-clip-no-track")
        else:
            self._ask("move_clip", at_beat=target[1].at_beat, track_id=to.id)

    def copy(self) -> bool:
        """Keep the clip for pasting."""
        target = self.target
        if target is None:
            self._say("told-clip-none")
            return False
        self._copied, self._copied_from = target[1], self._bridge.opened
        self._bridge.announced.emit(t("clip-copied", clip=self.described(*target)))
        self.changed.emit()
        return True

    def cut(self) -> None:
        """Keep it, and take it off the track."""
        if self._bridge.is_free() and self.copy():
            self.remove()

    def paste(self) -> None:
        """What was kept, at the playhead on the chosen track, or on the first one where it may lie."""
        song, clip = self._bridge.song, self.copied
        tracks = [track for track in song.tracks if track.role not in SYNTH_ROLES]
        here = next((track for track in tracks if track.id == self.track_id), next(iter(tracks), None))
        if clip is None or here is None:
            self._say("told-clip-nothing-copied")
        else:
            self.ask("copy_clip", {"clip": clip, "track_id": here.id, "at_beat": self._bridge.moment.beat})

    def duplicate(self) -> None:
        """The same once more, right behind."""
        target = self.target
        if target is None:
            self._say("told-clip-none")
            return
        track, clip = target
        end_beat = clip.at_beat + self._bridge.song.beat_of(clip.length_frames)
        self.ask("copy_clip", {"clip": clip, "track_id": track.id, "at_beat": end_beat})

    def remove(self) -> None:
        """Off the track; the recording stays in the song, and undo brings the clip back."""
        target = self.target
        if target is None:
            self._say("told-clip-none")
            return
        name = clip_name(self._bridge.song, *target)
        if self._ask("remove_clip"):
            self._chosen = ""
            self.changed.emit()
            self._bridge.announced.emit(t("clip-removed", clip=name))

    def begin_at(self, at_beat: float) -> None:
        """A written place."""
        self._ask("move_clip", at_beat=at_beat)

    def set_gain(self, gain_db: float) -> None:
        """A written gain."""
        self._ask("set_clip_gain", gain_db=gain_db)

    def set_fade_s(self, edge: Literal["in", "out"], seconds: float) -> None:
        """A written fade."""
        self._ask("set_clip_fades", **{f"fade_{edge}_frames": round(seconds * self._bridge.song.rate_hz)})

    def set_fade_shape(self, shape: str) -> None:
        """Of both fades."""
        self._ask("set_clip_fades", fade_in_shape=shape, fade_out_shape=shape)

    # --- the machinery

    def _found(self, clip_id: str) -> tuple[Track, Clip] | None:
        for track in self._bridge.song.tracks:
            for clip in track.clips:
                if clip.id == clip_id:
                    return track, clip
        return None

    def _ask(self, name: str, **arguments: object) -> bool:
        target = self.target
        if target is None:
            self._say("told-clip-none")
            return False
        return self.ask(name, {"clip_id": target[1].id, **arguments})

    def _with_neighbour(self, name: str) -> None:
        neighbour = self.neighbour
        if self.target is not None and neighbour is None:
            self._say("told-clip-no-next")
        else:
            self._ask(name, other_id=neighbour.id if neighbour else "")

    def _crossed(self) -> bool:
        """Whether the playhead stands on the target; if not, that is said."""
        target, song = self.target, self._bridge.song
        if target is None:
            return True  # which is said next
        clip = target[1]
        inside = 0 < song.frame_of(self._bridge.moment.beat) - song.frame_of(clip.at_beat) < clip.length_frames
        if not inside:
            self._say("told-playhead-outside")
        return inside

    def _say(self, message: str) -> None:
        self._bridge.tell(Notice(message))


def may_lie(clip_track: Track, track: Track) -> bool:
    """Whether a clip of one track may be moved to another: a voice among voices, a beat among beats."""
    return track.role not in SYNTH_ROLES and (track.role == "beat") == (clip_track.role == "beat")
