"""The whole model of a song: frozen values, nothing that does.

A change is a new value (`studio.edits`), so an old song stays true for as long as anybody holds it; that is all that
undo, the journal and the engine rely on. The tuples and dicts inside belong to the value: nobody writes into them.

Musical time is in beats (quarter notes, beat 0 = start of the song), audio time in frames at the song's `rate_hz`.
Ids are ASCII, given by `Song.next_id`, and never shown; `name` and `title` are what people call things, any script.
"""

from __future__ import annotations

from typing import Literal, TypeVar

from studio import params, units
from studio.credits import Release, Value

_Thing = TypeVar("_Thing", "Media", "Track", "Pattern")
Role = Literal["beat", "drums", "bass", "melody", "lead", "double", "adlib", "hook"]
SectionKind = Literal["intro", "verse", "hook", "bridge", "interlude", "outro"]
LeadIn = Literal["none", "fill", "drop"]
FadeShape = Literal["gain", "power"]
"""How the two halves of a crossfade add up: to equal gain, for what is alike, or to equal power, for what is not."""
SYNTH_ROLES = frozenset({"drums", "bass", "melody"})
"""Tracks of these roles play the sounds of a kit from patterns; the others play clips."""


class Media(Value, frozen=True):
    """One audio file of the song, write-once, by its place inside the song's folder."""

    id: str
    file: str
    """Relative path with forward slashes: `media/<id>.wav` or `takes/<id>.wav`."""
    frames: int
    channels: int
    rate_hz: int
    """The file's own rate; the same as the song's unless it is the raw take of a device at another rate."""
    name: str = ""
    """What the file was called where it came from, without its folder."""
    sha256: str = ""
    """Of the whole file, so that a lost file can be known again; empty until computed."""


class Gap(Value, frozen=True):
    """Frames of a take that never reached the disk and were written as silence."""

    at_frame: int
    length_frames: int


class Take(Value, frozen=True):
    """One recording as it was made. Clips show parts of it; the take itself never changes."""

    id: str
    media_id: str
    track_id: str
    at_beat: float
    """Where its first frame belongs in the song, latency already taken into account; may lie before beat 0."""
    offset_frames: int = 0
    """Where in its file it begins: the passes of a loop lie in one file, one behind the other without a gap."""
    length_frames: int = 0
    """0: to the end of the file."""
    gaps: tuple[Gap, ...] = ()
    """Places in these three are frames of the file; those of a pass lie inside it."""
    dropouts: tuple[int, ...] = ()
    """Where the device said that it lost something."""
    loud_at: tuple[int, ...] = ()
    """Where runs of three or more frames at or above −0.1 dBFS begin, at most ten a second."""
    clipped_frames: int = 0
    """Frames in such runs."""
    rescued: bool = False
    """Found on disk with no mention in the song, after a power cut or a killed process."""


class Clip(Value, frozen=True):
    """A stretch of a media file on a track."""

    id: str
    media_id: str
    at_beat: float
    length_frames: int
    offset_frames: int = 0
    """Where in the file the clip begins."""
    gain_db: float = 0.0
    fade_in_frames: int = 0
    fade_out_frames: int = 0
    fade_in_shape: FadeShape = "gain"
    fade_out_shape: FadeShape = "gain"
    mute: bool = False


class Step(Value, frozen=True):
    """A hit on the step grid."""

    at_step: int
    velocity: int = 100
    """MIDI velocity 1…127."""
    ratchet: int = 1
    """How many equal hits, over `over_steps` steps."""
    over_steps: int = 1
    chance_percent: int = 100
    """How often it sounds. Which rounds it leaves out follows from its place in the song, so they stay the same."""
    off_steps: float = 0.0
    """Where it was played, counted from its place under swing; how much of it is heard is `Lane.quantise_percent`."""


class Note(Value, frozen=True):
    """A pitched note on the step grid."""

    at_step: int
    length_steps: int
    midi_note: int
    velocity: int = 100
    glide_to: int | None = None
    """The MIDI note reached by the note's end, if it slides."""
    off_steps: float = 0.0
    """As with a `Step`."""


class Lane(Value, frozen=True):
    """One sound of a pattern: hits of a drum, or notes of a pitched sound, on one track."""

    sound: str
    """The sound's name in the track's kit: `kick`, `snare`, `closed_hat`, `sub` …"""
    track_id: str
    steps: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()
    mute: bool = False
    late_ms: float = 0.0
    """Micro-timing of the lane; negative is early."""
    gain_db: float = 0.0
    quantise_percent: float = 100.0
    """100: on the grid. 0: as it was played."""


class Pattern(Value, frozen=True):
    """A few bars of beat, played again and again by the sections that name it."""

    id: str
    name: str
    bars: int
    steps_per_bar: int = 16
    swing_percent: float = 50.0
    """50 is straight, 66.7 a triplet: how far the second of two steps stands between its neighbours."""
    lanes: tuple[Lane, ...] = ()


class Section(Value, frozen=True):
    """A stretch of the song's form, counted in bars."""

    id: str
    kind: SectionKind
    bars: int
    pattern_id: str = ""
    """The pattern that plays through it, from its first bar; empty for none."""
    name: str = ""
    cycle: str = ""
    """Which bar of the pattern plays in each bar, again and again: digits count from 1, F is the first bar of the fill.
    Empty: the pattern from its first bar to its last."""
    fill_id: str = ""
    """The pattern that F and `lead_in` play."""
    muted: tuple[str, ...] = ()
    """Sounds of its pattern that are silent here."""
    lead_in: LeadIn = "none"
    """How the section before makes way for this one: with this one's fill in its last bar, or with kick and bass silent
    on its last beat."""
    muffled: bool = False
    """Its beat comes through a low-pass that opens over its last two bars."""


class Point(Value, frozen=True):
    """Where a knob that moves with the song stands at a beat. Between two points it moves in a straight line of its
    unit; before the first and after the last it stays."""

    at_beat: float
    value: float


class Track(Value, frozen=True):
    """A channel of the mix with what plays on it."""

    id: str
    role: Role
    name: str
    kit: str = ""
    """The kit whose sounds its lanes play (roles of `SYNTH_ROLES`)."""
    tweaks: dict[str, float] = {}
    """Rows of `params.TWEAKS` that were turned, as `<sound>.<row>`."""
    clips: tuple[Clip, ...] = ()
    knobs: dict[str, float] = {}
    """Rows of `params.TRACK` that stand elsewhere than at their default."""
    automation: dict[str, tuple[Point, ...]] = {}
    """Rows of `params.AUTOMATED` that move with the song, in order of time; there the knob itself is not heard."""
    voice: str = ""
    """The vocal sound that was chosen, a name of `presets/chains` or of an own one; empty for none."""
    voice_amount: float = 0.5
    """How much of it, 0…1. What is heard are the knobs that followed from it."""

    def knob(self, name: str) -> float:
        """Where a knob of the strip stands. KeyError for a name that is no row of `params.TRACK`."""
        return self.knobs.get(name, params.TRACK[params.TRACK_INDEX[name]].default)


class Line(Value, frozen=True):
    """The words of one line of the song: `Song.lines` stand in the order of `studio.lines.line_spans`."""

    text: str = ""


class StripMix(Value, frozen=True):
    """What a mix says of one track."""

    knobs: dict[str, float] = {}
    automation: dict[str, tuple[Point, ...]] = {}
    voice: str = ""
    voice_amount: float = 0.5


class Mix(Value, frozen=True):
    """Another mix of the same song, to compare with."""

    tracks: dict[str, StripMix] = {}
    """By track id; a track that is not in it stays as it is."""
    master: dict[str, float] = {}


class Song(Value, frozen=True):
    """A song: everything that belongs to it and nothing of the machine it is on."""

    title: str
    bpm: float = 90.0
    beats_per_bar: int = 4
    rate_hz: int = 48_000
    key: str = ""
    """`A minor`, `C major` …, empty when unknown."""
    style: str = ""
    """The name of `presets/styles` that its beat was made from; empty for none, or for one of before this was kept."""
    tracks: tuple[Track, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    sections: tuple[Section, ...] = ()
    media: tuple[Media, ...] = ()
    takes: tuple[Take, ...] = ()
    lines: tuple[Line, ...] = ()
    master: dict[str, float] = {}
    """Rows of `params.MASTER` that stand elsewhere than at their default."""
    finish: dict[str, float] = {}
    """Rows of `params.FINISH` that stand elsewhere than at their default."""
    other_mix: Mix | None = None
    """The B of A and B."""
    release: Release = Release()
    """What is said of the finished track when it is given out."""
    next_id: int = 1
    """Numbers the next thing made; only ever grows along a line of edits."""

    def master_knob(self, name: str) -> float:
        """Where a knob of the master stands. KeyError for a name that is no row of `params.MASTER`."""
        return self.master.get(name, params.MASTER[params.MASTER_INDEX[name]].default)

    def finish_knob(self, name: str) -> float:
        """How the track is to be mastered. KeyError for a name that is no row of `params.FINISH`."""
        return self.finish.get(name, params.FINISH[params.FINISH_INDEX[name]].default)

    def track(self, track_id: str) -> Track:
        """The track with an id. KeyError where there is none."""
        return _by_id(self.tracks, track_id)

    def media_of(self, media_id: str) -> Media:
        """The media file with an id. KeyError where there is none."""
        return _by_id(self.media, media_id)

    def pattern(self, pattern_id: str) -> Pattern:
        """The pattern with an id. KeyError where there is none."""
        return _by_id(self.patterns, pattern_id)

    def frame_of(self, at_beat: float) -> int:
        """The frame at which a beat of this song sounds."""
        return units.frames_of_beats(at_beat, self.bpm, self.rate_hz)

    def beat_of(self, at_frame: float) -> float:
        """The beat at which a frame of this song sounds."""
        return units.beats_of_frames(at_frame, self.bpm, self.rate_hz)


def _by_id(things: tuple[_Thing, ...], wanted: str) -> _Thing:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise KeyError(wanted)
