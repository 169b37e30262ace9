"""What was sung before the button was pressed: the last ten seconds of the microphone, with where the song was."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.engine.state import aligned

BEFORE_S = 10.0
_WINDOW_S = 0.05
_VOICE_S = 0.3
_VOICE_RMS = 10.0 ** (-45.0 / 20.0)


class Piece(NamedTuple):
    """Something that was sung."""

    samples: NDArray[np.float32]
    """Mono, the caller's own."""
    at_frame: int
    """Of the song, where its first frame belongs; may be negative."""


class _Rolled(NamedTuple):
    """A stretch through which the song played on without a jump; places are input frames."""

    first: int
    end: int
    origin: int
    """When frame 0 of the song was, or would have been, played."""


class Before:
    """A fixed array that goes round. Not for two threads at once: its owner holds a lock."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._sound = aligned(round(BEFORE_S * rate_hz), np.float32)
        self._first = self._end = 0  # input frames: what lies between them may be kept
        self._rolled: _Rolled | None = None

    def keep(self, mark: Any, samples: NDArray[np.float32]) -> None:
        """The next stretch of the input with its `MARK`; a hole before it cuts off what was."""
        start, frames = int(mark["input_frame"]), len(samples)
        if start != self._end:
            self._first, self._rolled = start, None
        self._end = start + frames
        if mark["rolling"]:
            origin, rolled = start - int(mark["position"]), self._rolled
            goes_on = rolled is not None and (rolled.end, rolled.origin) == (start, origin)
            self._rolled = _Rolled(rolled.first if rolled and goes_on else start, self._end, origin)
        kept = samples[-len(self._sound) :]
        place = (self._end - len(kept)) % len(self._sound)
        room = len(self._sound) - place
        self._sound[place : place + len(kept)] = kept[:room]
        self._sound[: max(len(kept) - room, 0)] = kept[room:]

    def forget(self) -> None:
        """What came up to now is in a take already, or belongs to somebody else."""
        self._first, self._rolled = self._end, None

    def pick(self, round_trip_frames: int, begins_at: int) -> Piece | None:
        """What was sung, if there was a voice: while the song rolled last, placed by what was heard, or since then
        without it, placed so that it ends at the frame `begins_at` of the song."""
        oldest, rolled = max(self._first, self._end - len(self._sound)), self._rolled
        if rolled is not None:
            first = max(rolled.first + round_trip_frames, oldest)
            oldest = max(min(rolled.end + round_trip_frames, self._end), oldest)
            piece = Piece(self._between(first, oldest), first - round_trip_frames - rolled.origin)
            if has_voice(piece.samples, self._rate_hz):
                return piece
        piece = Piece(self._between(oldest, self._end), begins_at - (self._end - oldest))
        return piece if has_voice(piece.samples, self._rate_hz) else None

    def _between(self, first: int, end: int) -> NDArray[np.float32]:
        return self._sound[np.arange(first, end) % len(self._sound)]


def has_voice(samples: NDArray[np.float32], rate_hz: int) -> bool:
    """Whether at least 0.3 s of it, in windows of 50 ms, lies above −45 dBFS (RMS)."""
    window = round(_WINDOW_S * rate_hz)
    whole = samples[: len(samples) // window * window].reshape(-1, window)
    loud = np.einsum("ij,ij->i", whole, whole) >= window * _VOICE_RMS**2
    return bool(np.count_nonzero(loud) * _WINDOW_S >= _VOICE_S - 1e-9)
