"""Where the last words of lines lie on a track, in beats: by the shape of what was sung, else on the last beat."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from recorder.last_word import WORD_BEATS, last_word
from studio.lines import line_spans
from studio.song import Song
from ui.sung_lines import EDGE_S, line_wave
from ui.widgets.canvas import Waves

_COLUMN_S = 0.01


def last_words(song: Song, track_id: str, lines: Iterable[int], waves: Waves) -> list[tuple[float, float]]:
    """First and last beat of the last word of each line, in the order of the lines."""
    spans = line_spans(song)
    found = []
    for line in lines:
        from_beat, to_beat, _ = spans[line]
        heard = _heard(song, track_id, line, waves)
        if heard is None:
            found.append((max(to_beat - WORD_BEATS, from_beat), to_beat))
        else:
            start_s = song.frame_of(from_beat) / song.rate_hz - EDGE_S
            first, last = (song.beat_of((start_s + at_s) * song.rate_hz) for at_s in heard)
            found.append((max(first, from_beat), min(last, to_beat)))
    return found


def _heard(song: Song, track_id: str, line: int, waves: Waves) -> tuple[float, float] | None:
    """The same in seconds from `EDGE_S` before the line; None where nothing is heard or its shape is not there yet."""
    wave = line_wave(song, track_id, line)
    if wave is None:
        return None
    length_s = (wave.to_frame - wave.from_frame) / song.rate_hz
    count = max(round(length_s / _COLUMN_S), 1)
    columns = waves.columns(wave.media_id, wave.from_frame, wave.to_frame, count)
    if columns is None:
        return None
    peaks = np.maximum(columns[1], -columns[0])
    share = (np.arange(count) + 0.5) / count
    edge = EDGE_S / length_s
    inside = (share >= max(wave.start_share, edge)) & (share < min(wave.end_share, 1.0 - edge))
    return last_word(np.where(inside, peaks, 0.0), length_s / count)
