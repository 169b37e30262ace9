"""Hearing oneself: the microphone into the ear in the same block, with a reverb that the mix knows nothing of.

A guard listens too. A loudspeaker that the microphone hears howls: the sound comes round again, louder each time, and
then stays at what the ear-safety limiter lets through. A voice that is as loud falls away between its syllables.
Windows of 10 ms are counted by frames, so that blocks of any size are judged alike.
"""

from __future__ import annotations

from studio import params
from studio.engine.arrays import doubles_at, frames_at, pitch_at, reverb_at
from studio.engine.clips import clean
from studio.engine.compiler import Array, inlined, kernel
from studio.engine.curves import gain_of
from studio.engine.effects.filters import one_pole
from studio.engine.effects.pitch import empty_pitch, pitch
from studio.engine.effects.reverb import decay_for, reverb, set_predelay
from studio.engine.stage import FLOATS, FRAMES, stage
from studio.engine.state import ENGINE, PIECE, PLATE, STATUS
from studio.engine.stereo import frame, frame_at, put_frame

_LISTEN_DB, _LISTEN_REVERB_DB = params.MONITOR_INDEX["listen_db"], params.MONITOR_INDEX["listen_reverb_db"]
_PITCH_ON, _PITCH_AMOUNT = params.MONITOR_INDEX["listen_pitch_on"], params.MONITOR_INDEX["listen_pitch_amount"]
_PITCH_RETUNE_MS = params.MONITOR_INDEX["listen_pitch_retune_ms"]
_PITCH_CHROMATIC = params.MONITOR_INDEX["listen_pitch_chromatic"]
_DECAY_S, _TONE_HZ, _PREDELAY_S = 1.2, 6_000.0, 0.015
_GLIDE_S, _CUT_S = 0.02, 0.005
_WINDOWS_PER_S = 100
_LOUD, _LOUD_WINDOWS = 10.0 ** (-6.0 / 20.0), 20
_HOT, _HOT_WINDOWS = 10.0 ** (-1.0 / 20.0), 10
_STAYS = 10.0 ** (-1.0 / 20.0)
"""A window this much below the loudest one before it ends what may have been a howl."""


@kernel
def _judge(engine: Array) -> bool:
    """At the end of a window: whether it howls."""
    peak, engine.listen_peak, engine.listen_frames = engine.listen_peak, 0.0, 0
    engine.listen_hot = engine.listen_hot + 1 if peak > _HOT else 0
    if peak <= _LOUD or peak < engine.listen_top * _STAYS:
        engine.listen_loud, engine.listen_top = 0, 0.0
    if peak > _LOUD:
        engine.listen_loud, engine.listen_top = engine.listen_loud + 1, max(engine.listen_top, peak)
    return engine.listen_hot >= _HOT_WINDOWS or engine.listen_loud >= _LOUD_WINDOWS


@kernel
def _rest(engine: Array, status: Array) -> None:
    """Nobody listens: the guard forgets what it has heard, and what it has done."""
    status.listen_guarded = 0
    engine.listen_frames = engine.listen_loud = engine.listen_hot = 0
    engine.listen_peak = engine.listen_top = 0.0


@inlined
def _towards(gain: float, target: float, step: float) -> float:
    return gain + min(max(target - gain, -step), step)


@kernel
def _tune(engine: Array, record: Array, knobs: Array, scale: int, block: Array, frames: int) -> None:
    """Corrects what is sung, if that is asked for; until a voice is heard it stays as it is, to the bit."""
    amount = knobs[_PITCH_AMOUNT] if knobs[_PITCH_ON] > 0.5 else 0.0
    if amount > 0.0 or record.wet > 0.0:
        mask = 0 if knobs[_PITCH_CHROMATIC] > 0.5 else scale
        pitch(record, block, 0, frames, amount, knobs[_PITCH_RETUNE_MS], mask, 0, float(engine.rate))
    else:
        empty_pitch(record)


@stage(ENGINE, STATUS, int, FLOATS, int, int, FRAMES, int)
def listen(
    engine: Array, status: Array, scale: int, source: Array, channels: int, first: int, block: Array, frames: int
) -> None:
    """Adds the input, from frame `first` of the interleaved `source` on, to both sides of a block of the monitor.

    `scale`: the notes that it is led to if it is corrected, as bits, bit 0 being C.
    When it howls, direct sound and reverb are gone within 5 ms and stay away until `listen_db` has been turned off.
    `channels` 0: there is no input.
    """
    knobs, room = doubles_at(engine.addr_monitor_knobs, len(params.MONITOR)), reverb_at(engine.addr_listen_reverb)
    target = gain_of(knobs[_LISTEN_DB]) if channels > 0 else 0.0
    record = pitch_at(engine.addr_listen_pitch)
    if target == 0.0:
        _rest(engine, status)
        if engine.listen_gain == 0.0 and room.clock == 0:
            empty_pitch(record)
            return
    rate, target_wet = float(engine.rate), gain_of(knobs[_LISTEN_REVERB_DB])
    channel, window = min(max(engine.input_channel, 0), channels - 1), engine.rate // _WINDOWS_PER_S
    decay, tone = decay_for(_DECAY_S, PLATE), one_pole(_TONE_HZ, rate)
    glide, cut = 1.0 / (_GLIDE_S * rate), 1.0 / (_CUT_S * rate)
    set_predelay(room, int(_PREDELAY_S * rate))
    send, back = frames_at(engine.addr_listen, PIECE), frames_at(engine.addr_listen + 16 * PIECE, PIECE)
    gain, wet = engine.listen_gain, engine.listen_wet
    for start in range(0, frames, PIECE):
        count = min(PIECE, frames - start)
        howls_from = 0 if status.listen_guarded else count
        fed = 1.0 if target_wet > 0.0 or wet > 0.0 else 0.0
        for i in range(count):
            x = clean(source[(first + start + i) * channels + channel]) if channels > 0 else 0.0
            put_frame(back, i, frame(x, x))
        _tune(engine, record, knobs, scale, back, count)
        for i in range(count):
            x = clean(source[(first + start + i) * channels + channel]) if channels > 0 else 0.0
            if target > 0.0:
                engine.listen_peak = max(engine.listen_peak, abs(x))
                engine.listen_frames += 1
                if engine.listen_frames >= window and _judge(engine) and i < howls_from:
                    howls_from = i
            gain = _towards(gain, 0.0, cut) if i >= howls_from else _towards(gain, target, glide)
            sung = frame_at(back, i) * gain
            put_frame(block, start + i, frame_at(block, start + i) + sung)
            put_frame(send, i, sung * fed)
            put_frame(back, i, frame(0.0, 0.0))
        reverb(room, send, back, 0, count, decay, tone, 1.0)
        for i in range(count):
            wet = _towards(wet, 0.0, cut) if i >= howls_from else _towards(wet, target_wet, glide)
            put_frame(block, start + i, frame_at(block, start + i) + frame_at(back, i) * wet)
        if howls_from < count:
            status.listen_guarded = 1
    engine.listen_gain, engine.listen_wet = gain, wet
