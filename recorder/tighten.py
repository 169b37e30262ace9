"""Tightening a double: each of its lines is moved to where the lead begins the same words.

How far follows from a cross-correlation of two envelopes, first of onsets at 1 kHz over the whole line, then of the
energy itself at 8 kHz around what that found. Nothing is stretched: the clips are cut at quiet points between the lines
and moved.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recorder.joins import NEAR_MS, REACH_MS
from recorder.sound import Files, PathOf, Samples, shown
from studio import edits
from studio.lines import line_spans
from studio.song import Clip, Song

MOST_MS = 80.0
"""A line that would have to move further is another line, or sung so on purpose: it stays."""
LEAST_MS = 1.0
"""Nearer than this is together."""
_COARSE_HZ, _FINE_HZ = 1000, 8000
_FINE_MS = 6.0
"""How far around the coarse place the fine one is looked for."""
_SURE = 0.45
"""A correlation of onsets below this says nothing."""
_CLEAR = 0.03
"""By so much the best place must be better than any that is no neighbour of it."""
_PEAK_MS = 25.0
_TOGETHER_MS = 1.5
"""Lines whose moves differ by no more are moved in one piece."""
_SILENT = 1e-8
"""Mean square below which a line is not sung: −80 dBFS."""
_FADE_MS = 5.0

Floats = NDArray[np.float64]


class LineMove(NamedTuple):
    """What became of one line of the double."""

    line: int
    by_frames: int
    """Later if above 0; 0 where it stayed."""


def tightened(
    song: Song, double_id: str, lead_id: str, path_of: PathOf, progress: Callable[[float], None] | None = None
) -> Song:
    """The song with the lines of one track moved onto those of another, where it is clear by how much.

    Reads the sound of both tracks line by line; `progress` gets the share that is done and may raise to stop it.
    """
    moves = moves_of(song, double_id, lead_id, path_of, progress)
    return _moved(song, double_id, moves, Files(song, path_of))


def moves_of(
    song: Song, double_id: str, lead_id: str, path_of: PathOf, progress: Callable[[float], None] | None = None
) -> tuple[LineMove, ...]:
    """By how much each line of a double would have to move to be with its lead."""
    files = Files(song, path_of)
    spans = line_spans(song)
    margin = round(REACH_MS * song.rate_hz / 1000.0)
    found = []
    for line, span in enumerate(spans):
        first, end = song.frame_of(span.from_beat) - margin, song.frame_of(span.to_beat) + margin
        lead, double = (shown(song, track_id, files, first, end - first) for track_id in (lead_id, double_id))
        found.append(LineMove(line, late_frames(lead, double, song.rate_hz)))
        if progress is not None:
            progress((line + 1) / len(spans))
    return _in_pieces(found, round(_TOGETHER_MS * song.rate_hz / 1000.0))


def _in_pieces(moves: list[LineMove], together: int) -> tuple[LineMove, ...]:
    """Neighbours that move by nearly as much move by the same, so that nothing is cut between them."""
    pieces: list[list[LineMove]] = []
    for move in moves:
        last = pieces[-1] if pieces else []
        both = [one.by_frames for one in (*last, move)]
        if last and all(both) and max(both) - min(both) <= together:
            last.append(move)
        else:
            pieces.append([move])
    return tuple(
        LineMove(move.line, round(sum(one.by_frames for one in piece) / len(piece)))
        for piece in pieces
        for move in piece
    )


def late_frames(lead: Samples, double: Samples, rate_hz: int) -> int:
    """By how many frames the second of two sounds must move to be with the first; 0 where that is not clear.

    Both float32 [frames], of the same stretch of the song.
    """
    if min(float(np.mean(np.square(side))) for side in (lead, double)) < _SILENT:
        return 0
    one, other = (_onsets(_energy(side, rate_hz, _COARSE_HZ)) for side in (lead, double))
    lags, likeness = _correlated(one, other, round(1.25 * MOST_MS * _COARSE_HZ / 1000.0))
    best = int(np.argmax(likeness))
    apart = np.abs(lags - lags[best]) > _PEAK_MS * _COARSE_HZ / 1000.0
    rival = float(likeness[apart].max()) if apart.any() else 0.0
    if likeness[best] < _SURE or likeness[best] < rival + _CLEAR:
        return 0
    one, other = (_smoothed(_energy(side, rate_hz, _FINE_HZ), 1.5e-3 * _FINE_HZ) ** 0.5 for side in (lead, double))
    centre = round(lags[best] * _FINE_HZ / _COARSE_HZ)
    fine_lags, fine_likeness = _correlated(one, other, round(_FINE_MS * _FINE_HZ / 1000.0), centre)
    late = (float(fine_lags[int(np.argmax(fine_likeness))]) + _vertex(fine_likeness)) / _FINE_HZ
    if not LEAST_MS <= abs(late) * 1000.0 <= MOST_MS:
        return 0
    return round(late * rate_hz)


def _energy(samples: Samples, rate_hz: int, envelope_hz: int) -> Floats:
    """Mean square at a lower rate: float64 [frames × envelope_hz / rate_hz]."""
    edges = np.linspace(0, len(samples), len(samples) * envelope_hz // rate_hz + 1).astype(np.int64)
    sums = np.concatenate([[0.0], np.cumsum(np.square(samples, dtype=np.float64))])
    energy: Floats = np.maximum(np.diff(sums[edges]), 0.0) / np.maximum(np.diff(edges), 1)
    return energy


def _onsets(energy: Floats) -> Floats:
    """Where it grows louder: the rise of its level in dB, from 40 below its loudest up, smoothed over milliseconds."""
    smooth = _smoothed(energy, 4e-3 * _COARSE_HZ)
    floor = float(smooth.max()) * 1e-4
    level = 10.0 * np.log10(np.maximum(smooth, floor))
    span = round(8e-3 * _COARSE_HZ)
    rise = np.zeros(len(level))
    rise[span:] = np.maximum(level[span:] - level[:-span], 0.0)
    return _smoothed(rise, 5e-3 * _COARSE_HZ)


def _smoothed(values: Floats, width: float) -> Floats:
    """Through a Gaussian of a standard deviation in samples."""
    reach = max(round(3.0 * width), 1)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    smooth: Floats = np.convolve(values, weights / weights.sum(), "same")
    return np.maximum(smooth, 0.0)


def _correlated(lead: Floats, double: Floats, reach: int, centre: int = 0) -> tuple[NDArray[np.int64], Floats]:
    """Normalised cross-correlation at lags `centre` ± `reach`: by how much the double moves → how alike they are then.

    By the Fourier transform, each lag divided by the energy of both as a whole.
    """
    lead, double = lead - lead.mean(), double - double.mean()
    size = 1 << (len(lead) + len(double)).bit_length()
    product = np.fft.irfft(np.fft.rfft(lead, size) * np.conj(np.fft.rfft(double, size)), size)
    scale = float(np.sqrt((lead @ lead) * (double @ double)))
    lags = np.arange(centre - reach, centre + reach + 1)
    return lags, product[lags % size] / scale if scale > 0.0 else np.zeros(len(lags))


def _vertex(values: Floats) -> float:
    """How far beside its highest value a parabola through that and its neighbours peaks, in samples."""
    at = int(np.argmax(values))
    if not 0 < at < len(values) - 1:
        return 0.0
    before, here, behind = values[at - 1 : at + 2]
    bend = before - 2.0 * here + behind
    return float(0.5 * (before - behind) / bend) if bend < 0.0 else 0.0


def _moved(song: Song, track_id: str, moves: tuple[LineMove, ...], files: Files) -> Song:
    """The track with each line moved; what moves alike stays in one piece."""
    spans = line_spans(song)
    if not any(move.by_frames for move in moves):
        return song
    cuts = [
        (_quiet_cut(song, track_id, files, song.frame_of(spans[line].from_beat)), moves[line].by_frames)
        for line in range(1, len(moves))
        if moves[line].by_frames != moves[line - 1].by_frames
    ]
    fade = round(_FADE_MS * song.rate_hz / 1000.0)
    for frame, _ in cuts:
        for clip in song.track(track_id).clips:
            if song.frame_of(clip.at_beat) < frame < song.frame_of(clip.at_beat) + clip.length_frames:
                song = _split(song, clip, frame, fade)
    starts = [frame for frame, _ in cuts]
    by = [moves[0].by_frames, *(by_frames for _, by_frames in cuts)]
    for clip in song.track(track_id).clips:
        start = song.frame_of(clip.at_beat)
        middle = start + clip.length_frames // 2
        by_frames = by[int(np.searchsorted(starts, middle, side="right"))]
        if by_frames:
            song = edits.move_clip(song, clip_id=clip.id, at_beat=song.beat_of(start + by_frames))
    return song


def _split(song: Song, clip: Clip, frame: int, fade: int) -> Song:
    """Two clips where there was one, each with a fade at the cut."""
    right_id = f"c{song.next_id}"
    song = edits.split_clip(song, clip_id=clip.id, at_beat=song.beat_of(frame))
    song = edits.set_clip_fades(song, clip_id=clip.id, fade_out_frames=fade)
    return edits.set_clip_fades(song, clip_id=right_id, fade_in_frames=fade)


def _quiet_cut(song: Song, track_id: str, files: Files, edge_frame: int) -> int:
    """The quietest place near the edge of a line, in what the track plays."""
    window = round(0.005 * song.rate_hz)
    for reach_ms in (NEAR_MS, REACH_MS):
        reach = round(reach_ms * song.rate_hz / 1000.0)
        energy = _energy(shown(song, track_id, files, edge_frame - reach, 2 * reach), window, 1)
        least = float(energy.min())
        if least <= 0.03 * float(energy.max()) or reach_ms == REACH_MS:
            break
    quiet = np.flatnonzero(energy <= 1.26 * least + 1e-12)
    places = edge_frame - reach + ((quiet + 0.5) * 2 * reach / len(energy)).astype(np.int64)
    return int(places[np.argmin(np.abs(places - edge_frame))])
