"""What the window and the engine process say to each other: commands one way, events the other, as MessagePack.

Imports no compiler and no sound library, so that the window can speak without loading either.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from studio.device import DeviceWish, MeasuredLatency
from studio.song import Gap, Song
from studio.timeline import GLIDE_MS

PROTOCOL = 3
"""Grows when the two sides would no longer understand each other."""


class SoundLayer(msgspec.Struct, frozen=True, kw_only=True):
    """One recording of a sound: a mono or stereo 32-bit float WAV at the song's rate."""

    file: str
    from_velocity: int = 1
    """The softest hit that plays it, as MIDI velocity; it goes on up to the next layer."""
    gain_db: float = 0.0


class SoundSource(msgspec.Struct, frozen=True, kw_only=True):
    """A kit's sound as the engine takes it, and how it is played."""

    layers: tuple[SoundLayer, ...] = ()
    """The softest first; none: silence."""
    root_note: int = 60
    choke: int = 0
    """Sounds of one group on one track end each other; 0 is no group."""
    glide_ms: float = GLIDE_MS
    release_ms: float = 0.0
    """0: it rings out by itself. Else it lasts as long as its note and then fades over this time."""
    level_db: float = 0.0
    """How loud it sits beside the kit's other sounds."""
    pan: float = 0.0
    """−1 left … 1 right."""
    ducks_db: float = 0.0
    """By how much a hit of it lowers the bass tracks that play the same kit, for `ducks_ms`."""
    ducks_ms: float = 80.0


class DeviceInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A sound device that could be chosen. Names are the system's own, whole."""

    host_api: str
    name: str
    inputs: int
    outputs: int
    default_rate_hz: int


class RecordOrder(msgspec.Struct, frozen=True, kw_only=True):
    """A take to be made: where it goes on disk and where it begins in the song.

    With `loop_end_beat` the song comes back from there to `at_beat`, again and again, until `Stop`: every time round is
    a pass, all in one file. With `end_beat` the take ends by itself there, and the song plays on.
    """

    take_id: str
    path: str
    track_id: str
    at_beat: float
    count_in_bars: int = 0
    """Bars of metronome alone before it."""
    pre_roll_beats: float = 0.0
    """Beats of the song itself before it; not both."""
    end_beat: float | None = None
    loop_end_beat: float | None = None
    before_path: str = ""
    """Where the last ten seconds before it go, if there was a voice in them; empty: nowhere."""


class _Message(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    pass


# --- commands ------------------------------------------------------------------------------------------------------


class Load(_Message, frozen=True):
    """Play this song from now on, or while the transport rolls from the next bar line on. `folder` is where its media
    lies."""

    song: Song
    folder: str
    kits: dict[str, dict[str, SoundSource]] = {}
    at_bar: bool = False
    """Knobs turn at once all the same; what comes before the bar line takes its place."""


class Play(_Message, frozen=True):
    at_beat: float
    count_in_bars: int = 0


class Stop(_Message, frozen=True):
    """Stops; ends the take if there is one."""


class Locate(_Message, frozen=True):
    at_beat: float


class Loop(_Message, frozen=True):
    """Repeats a range; an empty range ends it."""

    start_beat: float = 0.0
    end_beat: float = 0.0


class Record(_Message, frozen=True):
    order: RecordOrder


class SetKnob(_Message, frozen=True):
    """`target`: a track's id, `master` or `monitor`."""

    target: str
    name: str
    value: float


class Trigger(_Message, frozen=True):
    """A hit of a sound on a track, now: any sound of the track's kit, whether a lane plays it or not."""

    track_id: str
    sound: str
    gain: float = 1.0
    midi_note: int | None = None
    """At which pitch; none: the sound's own."""
    hold: bool = False
    """Sounds until a `Release` of the same sound and note, if it is one that can be held."""


class Release(_Message, frozen=True):
    """Lets go of what `Trigger` holds."""

    track_id: str
    sound: str
    midi_note: int | None = None


class Cue(_Message, frozen=True):
    """Plays a stretch of a file beside the song, on the monitor only; no length: to its end; no medium: silence."""

    media_id: str = ""
    offset_frames: int = 0
    length_frames: int = 0
    gain_db: float = 0.0


class ListDevices(_Message, frozen=True):
    pass


class OpenDevice(_Message, frozen=True):
    wish: DeviceWish
    rate_hz: int
    demo_voice: str = ""
    """A WAV that the demo device hears as its microphone, its beginning in time with beat 0."""
    measured: tuple[MeasuredLatency, ...] = ()
    """What this machine has measured; a row that fits the open device counts before the driver's own figures."""


class CloseDevice(_Message, frozen=True):
    pass


class UseLatency(_Message, frozen=True):
    """What this machine has measured, in place of what `OpenDevice` brought; `DeviceOpened` answers if one is open. A
    take under way stays with what it began with."""

    measured: tuple[MeasuredLatency, ...]


class MidiKeys(msgspec.Struct, frozen=True, kw_only=True):
    """What a keyboard plays."""

    track_id: str
    sound: str
    scale: tuple[int, ...] = ()
    """The pitch classes (0 is C) that keys are snapped to; none: every key is its own note."""


class MidiMap(_Message, frozen=True):
    """What the pads and keys of this machine play, and who gets the clock. The first one turns MIDI on."""

    drums: str = ""
    """The track that pads play."""
    defaults: dict[int, str] = {}
    """Sounds by key, where a controller has no choice of its own."""
    pads: dict[str, dict[int, str]] = {}
    """By controller: sounds by key that somebody chose; "" for silence."""
    keys: MidiKeys | None = None
    """What keys play that no choice is made for, channel 10 aside; None: they are pads."""
    curve: str = "normal"
    """Name of a velocity curve: `soft`, `normal` or `hard`."""
    clock_ports: tuple[str, ...] = ()
    list_outputs: bool = False
    """Whether `MidiPorts` should name outputs though none gets the clock."""


class ForgetBefore(_Message, frozen=True):
    """Another song is open: what was sung up to now is nothing that came before its first take."""


class ResetMeters(_Message, frozen=True):
    pass


class Quit(_Message, frozen=True):
    """Ends the engine process; a take is closed and kept first."""


Command = (
    Load | Play | Stop | Locate | Loop | Record | SetKnob | Trigger | Release | Cue | ListDevices | OpenDevice
    | CloseDevice | UseLatency | MidiMap | ForgetBefore | ResetMeters | Quit
)  # fmt: skip

# --- events --------------------------------------------------------------------------------------------------------


class Hello(_Message, frozen=True):
    """First word of an engine process: where its `STATUS` record lies, and whether a take is under way."""

    protocol: int
    pid: int
    status_file: str
    order: RecordOrder | None = None
    """The take that is being made."""

    @property
    def recording(self) -> str:
        """Id of the take that is being made; empty for none."""
        return self.order.take_id if self.order else ""


class Warming(_Message, frozen=True):
    """The kernels are being compiled, for the first time on this machine; `share` 0…1."""

    share: float


class Ready(_Message, frozen=True):
    """Kernels are there; devices can be opened."""


class DevicesListed(_Message, frozen=True):
    devices: tuple[DeviceInfo, ...]
    default_input: str
    default_output: str


class DeviceOpened(_Message, frozen=True):
    """A device is open, or it is known anew how long sound takes through it."""

    host_api: str
    name: str
    rate_hz: int
    block_frames: int
    """As it runs; 0 where it varies."""
    input_latency_frames: int
    output_latency_frames: int
    is_demo: bool
    round_trip_frames: int = 0
    """By which takes are placed."""
    measured_on: str = ""
    """The day on which that was measured; empty where it is what the driver says."""


class Loaded(_Message, frozen=True):
    """The song plays as it is now. `missing`: ids of media that could not be read and play as silence."""

    plan: int
    missing: tuple[str, ...]
    strips: dict[str, int] = {}
    """By a track's id: the strip that plays it, which is its place among the meters of the status."""


class TakeStarted(_Message, frozen=True):
    take_id: str


class TakeTrouble(_Message, frozen=True):
    """Something that spoils the take under way, told as it happens: `dropout`, `gap` or `loud`."""

    take_id: str
    kind: str
    at_frame: int
    """Of the file."""
    at_beat: float
    """Of the song: which line it was."""


class BeforeKept(_Message, frozen=True):
    """What was sung before the button was pressed lies on disk as well, for the person to keep or not."""

    take_id: str
    """Of the take that was begun then."""
    path: str
    track_id: str
    frames: int
    rate_hz: int
    at_beat: float
    """Where its first frame belongs; may lie before beat 0."""


class TakeClosed(_Message, frozen=True):
    """The take is whole on disk. With no frames there is no file."""

    take_id: str
    path: str
    track_id: str
    frames: int
    rate_hz: int
    at_beat: float
    """Where its first frame belongs, latency taken into account."""
    lead_frames: int
    """Frames before the place where it was to begin: kept in the file, hidden by the clip."""
    loop_frames: int = 0
    """Length of a pass; 0: no loop. Pass n begins at frame `lead_frames + n × loop_frames` of the file."""
    end_frames: int = 0
    """Frames from the place where it was to begin to where it was to end; 0: it ended where it was stopped. The file
    goes on a little, for who sings past the bar."""
    gaps: tuple[Gap, ...] = ()
    clipped_frames: int = 0
    loud_at: tuple[int, ...] = ()
    """As `Take.loud_at`."""
    peak: float = 0.0
    xruns: int = 0
    """How often the device said meanwhile that it lost something."""
    dropouts: tuple[int, ...] = ()
    """Where in the take that was, in frames; the first thousand. What was on its way then, a round trip's worth, may
    be out of place."""
    why: str = "stopped"
    """`stopped`, `device-lost`, `slept`, `disk-full`, `disk-refused` or `window-gone`."""


class MidiPorts(_Message, frozen=True):
    """The controllers that are listened to, and the ports a clock could go to, as they are now."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...] = ()


class MidiArrived(_Message, frozen=True):
    """A controller was plugged in, or was there when MIDI was turned on."""

    port: str


class MidiGone(_Message, frozen=True):
    port: str


class PadAsked(_Message, frozen=True):
    """A pad was hit that plays nothing yet: which sound should it be?"""

    port: str
    note: int


class PadHit(_Message, frozen=True):
    """A pad or a key was hit. With no `sound` it plays nothing."""

    port: str
    note: int
    velocity: int
    """After the velocity curve."""
    track_id: str
    sound: str
    midi_note: int | None
    """The pitch it was played at; None for pads."""
    at_beat: float
    """Where the song was to the ear."""
    rolling: bool


class PadReleased(_Message, frozen=True):
    """A key that held a sound was let go of."""

    port: str
    note: int
    track_id: str
    sound: str
    midi_note: int
    at_beat: float
    rolling: bool


class Trouble(_Message, frozen=True):
    """Something a person should be told: a code of `studio.errors.ERRORS` with its fields."""

    code: str
    fields: dict[str, Any]


Event = (
    Hello | Warming | Ready | DevicesListed | DeviceOpened | Loaded | TakeStarted | TakeTrouble | BeforeKept
    | TakeClosed | Trouble | MidiPorts | MidiArrived | MidiGone | PadAsked | PadHit | PadReleased
)  # fmt: skip

_Kind = TypeVar("_Kind")
_encoder = msgspec.msgpack.Encoder()
_commands: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(Command)
_events: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(Event)


def packed(message: Any) -> bytes:
    """A command or event as bytes."""
    return _encoder.encode(message)


def command_of(data: bytes) -> Any:
    """The command in these bytes. msgspec.DecodeError for anything else."""
    return _commands.decode(data)


def event_of(data: bytes) -> Any:
    """The event in these bytes. msgspec.DecodeError for anything else."""
    return _events.decode(data)
