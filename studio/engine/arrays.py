"""The arrays and records behind the addresses of the state record, as kernels ask for them: `clips_at(address,
length)`."""

from __future__ import annotations

import numpy as np

from studio import params
from studio.engine import state
from studio.engine.atomics import array_at, record_at

engine_at = record_at(state.ENGINE)
status_at = record_at(state.STATUS)
ring_at = record_at(state.RING)
plan_at = record_at(state.PLAN)
plan_tracks_at = array_at(state.PLAN_TRACK)
clips_at = array_at(state.CLIP)
hits_at = array_at(state.HIT)
media_at = array_at(state.MEDIUM)
sounds_at = array_at(state.SOUND)
sweeps_at = array_at(state.SWEEP)
points_at = array_at(state.POINT)
voices_at = array_at(state.VOICE)
reverb_at = record_at(state.REVERB)
pitch_at = record_at(state.PITCH)
pitches_at = array_at(state.PITCH)
strips_at = array_at(state.STRIP)
events_at = array_at(state.EVENT)
marks_at = array_at(state.MARK)
doubles_at = array_at(np.float64)
floats_at = array_at(np.float32)
shorts_at = array_at(np.int16)
frames_at = array_at(np.float64, 2)
"""Pairs of left and right."""
knobs_at = array_at(np.float64, len(params.TRACK))
