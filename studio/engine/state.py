"""The contract between the engine's threads and processes: what lies in memory, where, and how much of it there can be.

Arrays and dtypes only (no numba), so that the window can read `STATUS` without loading a compiler. `addr_*` fields are
the addresses of other arrays of this file; the array's owner (`Memory`, or the flattened plan) keeps it alive.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio import params
from studio.kweight import k_weighting

TRACKS = 64
VOICES = 128
CLIPS = 4096
MEDIA = 4096
HITS = 1 << 17
SOUNDS = 1 << 13
"""Recordings of sounds: eight kits of 64 sounds with sixteen layers each."""
SWEEPS = 1 << 10
POINTS = 1 << 16
"""Of all curves of a song: some of them come from a fader that was moved while it played."""
CURVES = len(params.AUTOMATED)
BLOCK = 2048
"""The longest stretch of frames the live path handles in one go; longer device blocks are cut."""
PIECE = 512
"""Frames handled before the next stage sees them: small enough to stay in the first-level cache."""
INPUT_FRAMES = 1 << 20
"""Input ring: 10.9 s at 96 kHz, 21.8 s at 48 kHz."""
MARKS = 1 << 15
EVENTS = 1 << 10
DELAY_FRAMES = 1 << 19
"""Two beats at 30 BPM and 96 kHz are 384 000 frames."""
REVERB_FRAMES = 202_752
LOUDNESS_CELLS = 1 << 10
"""Cells of 10 ms that a reader of the live loudness finds: ten seconds."""
PEAK_TAPS = 12
TIMING_BINS = 400
TIMING_BINS_PER_BLOCK = 200
"""A bin is half a percent of the block; the last bin holds everything from two blocks up."""

FILTER_STATE = 16
"""Four biquads, two state words each, left and right."""

PCM16, PCM24, FLOAT32 = 1, 2, 3
ENCODINGS = {"pcm16": PCM16, "pcm24": PCM24, "float32": FLOAT32}

PLAY, STOP, LOCATE, LOOP, TRIGGER, LET_GO, CUE, CUE_OFF = range(1, 9)
"""Kinds of `EVENT`."""

STOPPED, ROLLING = 0, 1
PLATE = params.REVERB_KINDS.index("plate")

# --- the plan: what plays, made by `flatten`, read by the kernel, swapped whole -----------------------------------

PLAN = np.dtype(
    [
        ("number", "i8"),
        ("tracks", "i8"),
        ("at_bar", "i8"),  # 1: while the transport rolls, it is taken over at the next bar line
        ("frames_per_beat", "f8"),
        ("beats_per_bar", "i8"),
        ("length", "i8"),
        ("voice_share", "i8"),  # voices per track that plays sounds; when it changes, their owners do
        ("addr_tracks", "i8"),
        ("addr_clips", "i8"),
        ("addr_hits", "i8"),
        ("addr_media", "i8"),
        ("addr_sounds", "i8"),
        ("sounds", "i8"),
        ("addr_sweeps", "i8"),
        ("sweeps", "i8"),
        ("scale", "i8"),  # pitch classes of the song's key as bits, bit 0 being C
        ("addr_points", "i8"),
    ],
    align=True,
)
PLAN_TRACK = np.dtype(
    [
        ("uid", "i8"),  # a track keeps its uid and its slot from plan to plan, and with them its filters and voices
        ("slot", "i8"),
        ("clip_first", "i8"),
        ("clips", "i8"),
        ("hit_first", "i8"),
        ("hits", "i8"),
        ("voice_first", "i8"),
        ("voices", "i8"),
        ("ducked_by", "i8"),  # number of the kit whose sounds may duck it; 0: none
        ("swept", "i8"),  # 1: goes through the low-pass of muffled sections
        ("group", "i8"),  # a place among the engine's gains of groups
        ("point_first", "i8", (CURVES,)),
        ("points", "i8", (CURVES,)),  # of each row of `params.AUTOMATED`; 0: its knob is heard
    ],
    align=True,
)
CLIP = np.dtype(
    [
        ("at", "i8"),
        ("length", "i8"),
        ("offset", "i8"),
        ("fade_in", "i8"),
        ("fade_out", "i8"),
        ("power_in", "i8"),  # 1: equal power where two clips cross; 0: equal gain
        ("power_out", "i8"),
        ("reach", "i8"),  # the furthest end of this clip and all before it on the track
        ("media", "i8"),
        ("gain", "f8"),
    ],
    align=True,
)
HIT = np.dtype(
    [
        ("at", "i8"),
        ("sound", "i8"),  # row of the table of sounds; DUCK: no sound, the track is lowered to `gain` for `length`
        ("length", "i8"),  # 0: rings out by itself
        ("gain", "f8"),
        ("ratio", "f8"),  # playback speed: 1 is the sound's own pitch
        ("glide_ratio", "f8"),  # speed at the end of the note
        ("glide_frames", "i8"),  # over its last so many frames; 0: no glide
    ],
    align=True,
)
MEDIUM = np.dtype([("address", "i8"), ("frames", "i8"), ("channels", "i8"), ("encoding", "i8")], align=True)
DUCK = -1
SOUND = np.dtype(
    [
        ("number", "i8"),  # of (kit, sound), the same from plan to plan and never another's; rows are sorted by it
        ("from_velocity", "i8"),  # … and then by this: the softest hit that plays this recording; of the first one 0
        ("address", "i8"),  # float32
        ("frames", "i8"),
        ("channels", "i8"),
        ("choke", "i8"),  # a hit ends the voices of its own group on its track; 0: none
        ("release", "i8"),  # frames from the end of the note to silence; 0: rings out by itself
        ("gain", "f8"),
        ("left", "f8"),
        ("right", "f8"),
        ("kit", "i8"),
        ("duck", "f8"),  # what a hit leaves of the tracks that the kit ducks; 1: all of it
        ("duck_frames", "i8"),
    ],
    align=True,
)
"""One recording of a sound: a row for each layer."""
SWEEP = np.dtype([("first", "i8"), ("opens", "i8"), ("end", "i8")], align=True)
"""A muffled section: closed from its first frame, opening from `opens`, gone at its end."""
POINT = np.dtype([("at", "i8"), ("jump", "i8"), ("value", "f8")], align=True)
"""Of a curve, in dB; `jump` 1: from the point before, the gain goes there in a smooth step."""

# --- what the kernel keeps from block to block ---------------------------------------------------------------------

VOICE = np.dtype(
    [
        ("address", "i8"),
        ("frames", "i8"),
        ("channels", "i8"),
        ("position", "f8"),
        ("ratio", "f8"),
        ("glide_wait", "i8"),
        ("glide_left", "i8"),
        ("glide_factor", "f8"),
        ("gain", "f8"),
        ("left", "f8"),
        ("right", "f8"),
        ("envelope", "f8"),
        ("envelope_step", "f8"),  # taken off per frame once the note is over
        ("hold", "i8"),  # frames until the release begins; −1: never
        ("release", "i8"),
        ("choke", "i8"),
        ("sound", "i8"),  # its number
        ("key", "i8"),  # a LET_GO of the same sound and key lets go of it; NO_KEY: none does
        ("age", "i8"),  # number of the hit that started it: the smallest is the oldest
        ("active", "i8"),
    ],
    align=True,
)
NO_KEY = -1
TONE = 45
"""Cells of a strip's tone: four biquads of five (high-pass, low, mid, high), then what follows here, in the order of
the path."""
GATE_THRESHOLD, GATE_SLOPE, GATE_RANGE, GATE_OPEN, GATE_CLOSE = range(20, 25)
THRESHOLD, SLOPE, ATTACK, RELEASE, MAKEUP = range(25, 30)
ESS, ESS_THRESHOLD, ESS_MOST, ESS_FALL, ESS_CUT, ESS_BACK = range(30, 36)
BODY = 36
"""The first of five cells of a filter: the low-pass before the curve of the saturation."""
DRIVE, SHAPED, PLAIN = range(41, 44)
WIDTH = 44
NOISE_LANES = 2 * params.NOISE_BANDS
"""The bands of the noise reduction, each with its left and right side."""
SCRATCH = 4 * (PIECE + 1)
"""Numbers of working memory that a strip has."""
WEIGHTED = 10
"""What a loudness meter keeps: two filters of two state words, left and right, and the sum of squares of each side."""
LEVELS = 6
"""Cells of a strip's levels, in pairs of left and right: output, delay send, reverb send."""
STRIP = np.dtype(
    [
        ("uid", "i8"),
        ("knobs", "f8", (len(params.TRACK),)),  # as last seen
        ("tone", "f8", (TONE,)),
        ("tone_target", "f8", (TONE,)),
        ("tone_step", "f8", (TONE,)),
        ("tone_left", "i8"),
        ("levels", "f8", (LEVELS,)),
        ("levels_target", "f8", (LEVELS,)),
        ("levels_step", "f8", (LEVELS,)),
        ("level_left", "i8"),
        ("send_left", "i8"),
        ("audible", "f8"),  # 0 or 1: what mute and solo come to
        ("group_gain", "f8"),
        ("moves", "i8", (CURVES,)),  # 1: the curve is heard, not the knob
        ("curve_known", "i8", (CURVES,)),  # 0: wherever it begins is right
        ("curve_next", "f8", (CURVES,)),  # where the last stretch said that it goes on
        ("curve_rest", "f8", (CURVES,)),  # what is left to be heard of where it was before, and for how long
        ("curve_left", "i8", (CURVES,)),
        ("filters", "f8", (FILTER_STATE,)),
        ("noise_set", "f4", (6 * NOISE_LANES,)),  # see `effects/noise.py`
        ("noise", "f4", (4 * NOISE_LANES,)),
        ("held", "f8"),
        ("reduction", "f8"),  # of the compressor, in octaves of gain
        ("gate", "f8"),  # the same of the gate; below nought: nothing has been heard yet
        ("ess", "f8", (4,)),  # the de-esser's filter: two state words, left and right
        ("ess_level", "f8"),
        ("ess_cut", "f8"),  # how far its shelf is down
        ("body", "f8", (4,)),  # the saturation's low-pass
        ("body_last", "f8", (2,)),  # what came out of it a frame ago
        ("idle", "i8", (2,)),  # per bank, 1: nothing in, nothing left inside, so nothing was written
        ("hit_age", "i8"),
        ("duck_age", "i8"),  # frames since the last duck began
        ("duck_frames", "i8"),  # until it is over; 0: it is
        ("duck_from", "f8"),
        ("duck_to", "f8"),
        ("sweep", "f8", (4,)),  # the low-pass of muffled sections: two state words, left and right
        ("sweep_last", "f8", (2,)),  # the frame before
        ("sweeping", "i8"),
        ("weighted", "f8", (WEIGHTED,)),
    ],
    align=True,
)
REVERB = np.dtype(
    [
        ("rate", "i8"),
        ("addr_lines", "i8"),
        ("addr_scratch", "i8"),
        ("clock", "i8"),  # frames since it was last emptied
        ("predelay_now", "i8"),
        ("predelay_before", "i8"),
        ("predelay_cross", "i8"),
        ("state", "f8", (8,)),
        ("kind", "i8"),  # a place in `params.REVERB_KINDS`
        ("kind_wanted", "i8"),
        ("fade", "i8"),  # frames until the kind before has faded out
        ("rise", "i8"),  # frames until all that is sent is let in again
        ("still", "i8"),  # frames in a row that were as good as silence
    ],
    align=True,
)
"""A reverb of its own: the mix has one, and the ear another."""
PITCH_RING = 1 << 13
"""Frames that a pitch correction remembers and reads ahead: 85 ms at 96 kHz."""
PITCH_LOW, PITCH_WORK, PITCH_WET = 1 << 9, 1 << 10, 1 << 8
PITCH_MEMORY = 2 * (PITCH_RING + 8) + PITCH_LOW + PITCH_WORK + 2 * PITCH_WET
"""Numbers of its memory: the ring of frames, whose first eight stand behind its end once more, what it listens to at a
low rate, room to work in, and the corrected frames of a stretch."""
PITCH_HEARD, PITCH_GRAINS, PITCH_TAPS = 32, 8, 8
PITCH = np.dtype(
    [
        ("addr_memory", "i8"),
        ("uid", "i8"),  # of the track that it serves
        ("follows", "i8"),  # 1: what comes next is read from `expected` of the song on
        ("expected", "i8"),
        ("clock", "i8"),  # frames heard since it was last emptied
        ("still", "i8"),  # noughts in a row up to now
        # hearing
        ("low", "f8", (5,)),  # two low-passes of second order, and the sound's slow part
        ("squares", "f8", (2,)),  # in this hop: of the sound, and of its low part
        ("levels", "f8", (2,)),  # the same over the last hops
        ("heard", "i8"),  # hops judged
        ("heard_at", "f8", (PITCH_HEARD,)),  # what frame each of the last judgements is of
        ("heard_period", "f8", (PITCH_HEARD,)),  # in frames; 0: no voice
        ("heard_away", "f8", (PITCH_HEARD,)),  # semitones to be moved
        ("guess", "f8"),  # period of the hop before, trusted or not
        ("steady", "i8"),  # hops in a row that told nearly the same one
        ("aim", "f8"),  # the note that is held, −1: none
        ("away", "f8"),  # semitones that the voice is moved by, on its way to the aim
        # speaking
        ("voiced", "i8"),
        ("wet", "f8"),  # 0…1: how far out of the sound as it came into the corrected one
        ("mark", "f8"),  # frame of the last period taken
        ("put", "f8"),  # frame where the next grain's middle goes
        ("period", "f8"),
        ("ratio", "f8"),
        ("grains", "i8"),  # begun since it was last emptied
        ("grain_end", "i8", (PITCH_GRAINS,)),
        ("grain_shift", "i8", (PITCH_GRAINS,)),
        ("grain_wave", "f8", (PITCH_GRAINS, 4)),  # cosine and sine of its window, and what turns them
        ("grain_gain", "f8", (PITCH_GRAINS,)),
        ("grain_taps", "f8", (PITCH_GRAINS, PITCH_TAPS)),
    ],
    align=True,
)
"""A pitch correction: each track has one, and the ear another."""
GROUPS = len(params.GROUP_NAMES)
BUS = 10
"""Cells of the master that glide: see `mix.py`."""
ENGINE = np.dtype(
    [
        ("rate", "i8"),
        ("chunk", "i8"),  # frames a track buffer holds
        ("addr_status", "i8"),
        ("addr_plans", "i8"),
        ("plan_wanted", "i8"),  # written by the control thread, read with acquire
        ("plan_used", "i8"),  # written by the kernel with release: the other plan may be reused
        ("plan_waits", "i8"),  # 1: the plan wanted waits for the bar line
        ("voice_share", "i8"),
        ("addr_knobs", "i8"),
        ("addr_master_knobs", "i8"),
        ("addr_monitor_knobs", "i8"),
        ("addr_strips", "i8"),
        ("addr_voices", "i8"),
        ("addr_track_buffers", "i8"),
        ("addr_scratch", "i8"),
        ("addr_mix", "i8"),
        ("addr_bus_scratch", "i8"),
        ("addr_beat", "i8"),
        ("addr_beat_delay_send", "i8"),
        ("addr_beat_reverb_send", "i8"),
        ("addr_key", "i8"),
        ("addr_presence", "i8"),
        ("addr_echoes", "i8"),
        ("addr_delay_send", "i8"),
        ("addr_reverb_send", "i8"),
        ("addr_delay_line", "i8"),
        ("addr_reverb", "i8"),
        ("addr_listen_reverb", "i8"),
        ("addr_pitches", "i8"),
        ("addr_listen_pitch", "i8"),
        ("addr_listen", "i8"),
        ("addr_click", "i8"),
        ("click_frames", "i8"),
        ("addr_control_events", "i8"),
        ("addr_midi_events", "i8"),
        ("addr_control_ring", "i8"),
        ("addr_midi_ring", "i8"),
        ("addr_input", "i8"),
        ("addr_input_ring", "i8"),
        ("addr_marks", "i8"),
        ("addr_marks_ring", "i8"),
        # transport
        ("state", "i8"),
        ("position", "i8"),
        ("play_from", "i8"),  # before this frame only the count-in sounds
        ("loop_start", "i8"),
        ("loop_end", "i8"),  # not after loop_start: no loop
        ("jump_kind", "i8"),  # a PLAY, STOP or LOCATE that waits for the fade-out; 0: none
        ("jump_to", "i8"),
        ("jump_play_from", "i8"),
        ("jump_left", "i8"),
        ("jump_number", "i8"),
        ("play_number", "i8"),  # of the PLAY that the transport follows: a take waits for its own
        ("moving", "i8"),  # 1: the song goes on frame by frame, as it always does offline
        # master
        ("master_knobs", "f8", (len(params.MASTER),)),
        ("master_seen", "i8"),
        ("group_gains", "f8", (GROUPS,)),
        ("bus", "f8", (BUS,)),
        ("bus_target", "f8", (BUS,)),
        ("bus_step", "f8", (BUS,)),
        ("bus_left", "i8"),
        ("delay_clock", "i8"),  # frames since the effects were last emptied
        ("delay_now", "i8"),
        ("delay_before", "i8"),
        ("delay_cross", "i8"),
        ("delay_filters", "f8", (4,)),
        ("delay_still", "i8"),  # frames in a row that were as good as silence
        ("key_held", "f8"),  # 0…1: whether a voice sounds, before it is smoothed
        ("key_left", "i8"),  # frames that it is held for
        ("key", "f8", (2,)),  # smoothed, and smoothed again
        ("room_filters", "f8", (3, 4)),  # mix and both sends: two state words, left and right
        # monitor
        ("mix_gain", "f8"),
        ("mono", "f8"),  # 0…1, as is the next
        ("speaker", "f8"),
        ("speaker_tone", "f8", (20,)),
        ("speaker_filters", "f8", (FILTER_STATE,)),
        ("addr_ear", "i8"),
        ("ramp", "f8"),
        ("monitor_gain", "f8"),
        ("limiter_gain", "f8"),
        ("cue_medium", "i8"),
        ("cue_position", "i8"),
        ("cue_end", "i8"),
        ("cue_gain", "f8"),
        ("cue_fade", "i8"),
        ("cue_level", "f8"),
        ("listen_gain", "f8"),
        ("listen_wet", "f8"),
        ("listen_frames", "i8"),  # of the guard's window that have been heard
        ("listen_peak", "f8"),  # in that window
        ("listen_top", "f8"),  # the loudest window of those in a row that may be a howl
        ("listen_loud", "i8"),  # how many those are
        ("listen_hot", "i8"),  # windows in a row as loud as only a howl is
        # live loudness
        ("metered", "i8"),  # 1: strips are weighted too
        ("weighting", "f8", (10,)),  # of `studio.kweight`: two filters of b0 b1 b2 a1 a2
        ("weighted", "f8", (WEIGHTED,)),
        ("weighted_frames", "i8"),  # of the cell of 10 ms under way
        ("weighted_peak", "f8"),
        ("addr_peak_frames", "i8"),
        # input
        ("input_channel", "i8"),
        ("input_frame", "i8"),
        ("input_lost", "i8"),
        ("last_start_ns", "i8"),
    ],
    align=True,
)

# --- mail ----------------------------------------------------------------------------------------------------------

RING = np.dtype([("head", "i8"), ("pad1", "i8", (7,)), ("tail", "i8"), ("pad2", "i8", (7,))], align=True)
"""A single-producer single-consumer ring: head is the producer's count, tail the consumer's, on cache lines of their
own."""
EVENT = np.dtype(
    [("kind", "i8"), ("target", "i8"), ("a", "i8"), ("b", "i8"), ("value", "f8"), ("ratio", "f8")], align=True
)
"""TRIGGER and LET_GO: `target` is the track's uid, `a` the sound's number, `b` its key; TRIGGER: `value` 0…1 is the
velocity, `ratio` the speed. CUE: `target` is the medium."""
MARK = np.dtype(
    [
        ("input_frame", "i8"),  # of the first frame, counted since the stream began, lost ones included
        ("position", "i8"),  # of the transport when this block was played
        ("frames", "i8"),
        ("rolling", "i8"),
        ("play", "i8"),  # number of the PLAY it belongs to
        ("trouble", "i8"),  # PortAudio's status flags of the callback
    ],
    align=True,
)
"""What the kernel says of each stretch it put into the input ring."""

# --- what the other process may see --------------------------------------------------------------------------------

STATUS = np.dtype(
    [
        ("pid", "i8"),
        ("callbacks", "i8"),
        ("frames", "i8"),
        ("rate", "i8"),
        ("block", "i8"),
        ("position", "i8"),
        ("rolling", "i8"),
        ("counting_in", "i8"),
        ("listen_guarded", "i8"),  # 1: it howled; until `listen_db` is turned off
        ("plan", "i8"),
        ("input_overflows", "i8"),
        ("output_underflows", "i8"),
        ("late", "i8"),  # callbacks that began more than a block after their time
        ("over", "i8"),  # callbacks that cost more CPU time than their block lasts
        ("worst_cpu_ns", "i8"),
        ("worst_wall_ns", "i8"),
        ("cpu_bins", "i8", (TIMING_BINS,)),
        ("wall_bins", "i8", (TIMING_BINS,)),
        ("input_peak", "f8"),
        ("input_square", "f8"),
        ("input_zeros", "i8"),  # exact noughts in a row up to now
        ("master_peak", "f8", (2,)),
        ("master_square", "f8", (2,)),
        ("track_peak", "f8", (TRACKS,)),
        ("track_square", "f8", (TRACKS,)),
        ("track_reduction_db", "f8", (TRACKS,)),
        ("limited_db", "f8"),
        # the mix as it leaves for the file, in cells of 10 ms; the newest is at (count − 1) % LOUDNESS_CELLS
        ("loudness", "f8", (LOUDNESS_CELLS,)),  # mean square after K-weighting, both sides added
        ("true_peak", "f8", (LOUDNESS_CELLS,)),
        ("loudness_count", "i8"),
        # since the engine began, after K-weighting: sums of squares of both sides, and over how many frames
        ("track_weighted", "f8", (TRACKS,)),
        ("weighted_frames", "i8"),
        # written by the capture thread
        ("recording", "i8"),
        ("take_frames", "i8"),  # on disk: these survive a kill
        ("take_start", "i8"),
        ("take_peak", "f8"),
        # written by the control thread
        ("round_trip", "i8"),
        ("heartbeat", "i8"),
        ("busy", "i8"),  # 1 while a command is carried out, which may take its time
    ],
    align=True,
)


def aligned(shape: int | tuple[int, ...], dtype: Any) -> NDArray[Any]:
    """A zeroed array on a 64-byte line of memory, touched, so that no page is fetched for the first time in a
    callback."""
    dtype = np.dtype(dtype)
    count = int(np.prod(shape))
    raw = np.zeros(count * dtype.itemsize + 64, np.uint8)
    raw.fill(0)
    start = -raw.ctypes.data % 64
    return raw[start : start + count * dtype.itemsize].view(dtype).reshape(shape)


def address_of(array: NDArray[Any]) -> int:
    """Where an array begins. Whoever writes this down keeps the array."""
    return int(array.ctypes.data)


class Memory:
    """All that the kernel works on, allocated once for a rate. `engine` is the record whose address the kernel takes.

    `chunk` is how many frames are handled in one go, `banks` how many sets of track buffers there are (two when two
    threads work ahead of each other offline). `status` may be an array of `STATUS` in shared memory. `metered` false:
    nobody asks how loud each strip is.
    """

    def __init__(
        self,
        rate_hz: int,
        *,
        chunk: int = BLOCK,
        banks: int = 1,
        status: NDArray[Any] | None = None,
        metered: bool = True,
    ) -> None:
        self.status = aligned(1, STATUS) if status is None else status
        self.plans = aligned(2, PLAN)
        self.knobs = aligned((TRACKS, len(params.TRACK)), np.float64)
        self.master_knobs = aligned(len(params.MASTER), np.float64)
        self.monitor_knobs = aligned(len(params.MONITOR), np.float64)
        self.strips = aligned(TRACKS, STRIP)
        self.voices = aligned(VOICES, VOICE)
        self.track_buffers = aligned((banks * TRACKS, chunk, 2), np.float64)
        self.scratch = aligned((TRACKS, SCRATCH), np.float64)
        self.mix = aligned((chunk, 2), np.float64)
        self.bus_scratch = aligned(PIECE, np.float64)
        self.beat = aligned((chunk, 2), np.float64)
        self.beat_delay_send = aligned((chunk, 2), np.float64)
        self.beat_reverb_send = aligned((chunk, 2), np.float64)
        self.key = aligned((chunk, 2), np.float64)
        self.presence = aligned(chunk, np.float64)
        self.echoes = aligned((chunk, 2), np.float64)
        self.delay_send = aligned((chunk, 2), np.float64)
        self.reverb_send = aligned((chunk, 2), np.float64)
        self.delay_line = aligned((DELAY_FRAMES, 2), np.float32)
        self.reverb_lines = aligned((2, REVERB_FRAMES), np.float32)
        self.reverb_scratch = aligned((2, 5, 128), np.float64)
        self.reverbs = aligned(2, REVERB)
        self.reverb, self.listen_reverb = self.reverbs[:1], self.reverbs[1:]
        self.pitch_lines = aligned((TRACKS + 1, PITCH_MEMORY), np.float64)
        self.pitches = aligned(TRACKS + 1, PITCH)
        self.listen_pitch = self.pitches[TRACKS:]
        self.listen = aligned((2, PIECE, 2), np.float64)
        self.ear = aligned((PIECE, 2), np.float64)
        self.peak_frames = aligned((PEAK_TAPS - 1 + PIECE, 2), np.float64)
        self.click = click_sounds(rate_hz)
        self.control_events = aligned(EVENTS, EVENT)
        self.midi_events = aligned(EVENTS, EVENT)
        self.control_ring = aligned(1, RING)
        self.midi_ring = aligned(1, RING)
        self.input = aligned(INPUT_FRAMES, np.float32)
        self.input_ring = aligned(1, RING)
        self.marks = aligned(MARKS, MARK)
        self.marks_ring = aligned(1, RING)
        self.record = aligned(1, ENGINE)
        engine = self.record[0]
        for field in ENGINE.names or ():
            if field.startswith("addr_"):
                engine[field] = address_of(getattr(self, field[5:]))
        for number, reverb in enumerate(self.reverbs):
            reverb["rate"], reverb["state"][3] = rate_hz, 1.0  # as `empty_reverb` leaves it
            reverb["addr_lines"] = address_of(self.reverb_lines[number])
            reverb["addr_scratch"] = address_of(self.reverb_scratch[number])
        for number, corrector in enumerate(self.pitches):
            corrector["aim"] = -1.0  # as `empty_pitch` leaves it
            corrector["addr_memory"] = address_of(self.pitch_lines[number])
            reverb["kind"] = reverb["kind_wanted"] = PLATE
        engine["rate"] = rate_hz
        engine["chunk"] = chunk
        engine["click_frames"] = self.click.shape[1]
        engine["limiter_gain"] = engine["ramp"] = engine["monitor_gain"] = 1.0
        engine["mix_gain"] = 1.0
        engine["weighting"] = k_weighting(rate_hz)[:, [0, 1, 2, 4, 5]].ravel()
        engine["metered"] = metered
        engine["cue_medium"] = -1
        engine["plan_used"] = engine["plan_wanted"] = -1
        self.status[0]["rate"] = rate_hz
        for table, cells in (
            (params.TRACK, self.knobs),
            (params.MASTER, self.master_knobs),
            (params.MONITOR, self.monitor_knobs),
        ):
            cells[...] = [param.default for param in table]

    @property
    def address(self) -> int:
        """What every kernel takes for its first argument."""
        return address_of(self.record)


def click_sounds(rate_hz: int) -> NDArray[np.float32]:
    """The metronome's two pitches, shape (2, frames): the accent on one (1 760 Hz) and the other beats (1 175 Hz)."""
    time = np.arange(round(0.045 * rate_hz)) / rate_hz
    shape = np.exp(-time / 0.009) * np.minimum(time / 0.0007, 1.0) * np.minimum((0.045 - time) / 0.004, 1.0)
    tones = [np.sin(2 * np.pi * hz * time) + 0.35 * np.sin(4 * np.pi * hz * time) for hz in (1760.0, 1174.7)]
    clicks = aligned((2, len(time)), np.float32)
    clicks[...] = [0.55 * tone * shape for tone in tones]
    return clicks
