"""The clips of a track onto its block; those of a voice that is to be corrected are read ahead.

The correction knows the sound `ahead_frames` before it is heard, and takes off again what it adds: frame n of the song
comes out as frame n. When it is switched on, or the song goes on from another place, its ring is filled from the clips
themselves, so the sound as it came is there from the first frame on, to the bit; out of it, and back, it goes by the
correction's own crossfade. Once that has come back, the clips are read where they stand.
"""

from __future__ import annotations

from studio import params
from studio.engine.arrays import clips_at, frames_at, media_at, pitches_at
from studio.engine.clips import mix_clips
from studio.engine.compiler import Array, kernel
from studio.engine.effects.pitch import ahead_frames, empty_pitch, hear_ahead, pass_silence, pitch, scratch_of
from studio.engine.state import CLIPS, MEDIA, PITCH_RING, PITCH_WET, TRACKS
from studio.engine.stereo import frame, put_frame

_ON, _AMOUNT = params.TRACK_INDEX["pitch_on"], params.TRACK_INDEX["pitch_amount"]
_RETUNE_MS, _CHROMATIC = params.TRACK_INDEX["pitch_retune_ms"], params.TRACK_INDEX["pitch_chromatic"]


@kernel
def _fill(record: Array, clips: Array, media: Array, track: Array, position: int, rate: float) -> None:
    """Lets the correction hear what lies ahead of a place in the song."""
    empty_pitch(record)
    record.uid, record.follows, record.expected = track.uid, 1, position
    ahead, scratch = ahead_frames(rate), frames_at(scratch_of(record), PITCH_WET)
    for start in range(0, ahead, PITCH_WET):
        count = min(PITCH_WET, ahead - start)
        for i in range(count):
            put_frame(scratch, i, frame(0.0, 0.0))
        mix_clips(clips, media, track, position + start, scratch, 0, count)
        hear_ahead(record, scratch, count, ahead, rate)


@kernel
def play_clips(
    engine: Array, plan: Array, track: Array, knobs: Array, position: int, block: Array, first: int, end: int
) -> bool:
    """Adds what of a track's clips sounds in frames first…end of its block, corrected if its knobs say so; False if
    nothing did. Frame 0 of the block stands at `position` of the song."""
    clips, media = clips_at(plan.addr_clips, CLIPS), media_at(plan.addr_media, MEDIA)
    record, rate = pitches_at(engine.addr_pitches, TRACKS)[track.slot], float(engine.rate)
    amount = knobs[_AMOUNT] if knobs[_ON] > 0.5 and track.voices == 0 else 0.0  # what plays a kit is no voice
    place = position + first
    if record.uid != track.uid or record.expected != place:
        empty_pitch(record)
    if amount == 0.0 and record.wet == 0.0:
        empty_pitch(record)
        return mix_clips(clips, media, track, position, block, first, end)
    if record.follows == 0:
        _fill(record, clips, media, track, place, rate)
    record.expected = place + end - first
    ahead = ahead_frames(rate)
    heard = mix_clips(clips, media, track, position + ahead, block, first, end)
    if not heard and record.still > PITCH_RING and record.wet == 0.0:
        pass_silence(record, end - first)
        return False
    mask = 0 if knobs[_CHROMATIC] > 0.5 else plan.scale
    pitch(record, block, first, end, amount, knobs[_RETUNE_MS], mask, ahead, rate)
    return True
