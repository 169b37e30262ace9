"""Finished files from a song: its mix and its stems, as fast as the machine goes, through the kernels that played
it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.audiofile import ENCODINGS, AudioWriter, verify
from studio.disk import telling
from studio.errors import Cancelled, StudioError
from studio.names import export_name
from studio.song import Media, Song

if TYPE_CHECKING:
    from studio.engine.sounds import Kits
    from studio.mastering import Report

Progress = Callable[[float], None]


class Rendered(NamedTuple):
    """A finished file, read back and found whole."""

    path: Path
    frames: int
    rate_hz: int
    clipped_samples: int
    """Samples beyond full scale that an integer format could not hold."""
    missing: frozenset[str]
    """Ids of media that could not be read and are silent in the file."""

    @property
    def seconds(self) -> float:
        return self.frames / self.rate_hz


def render(
    song: Song,
    path_of: Callable[[Media], Path],
    kits: Kits,
    target: Path,
    encoding: str = "wav24",
    *,
    rate_hz: int | None = None,
    threads: int = 2,
    live: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Rendered:
    """Writes the mix of a song, from beat 0 to the end of its tail, to `target`; whole or not at all.

    `encoding` is a key of `audiofile.ENCODINGS`; `rate_hz` another rate than the song's is made with soxr's best;
    `live` goes through the callback's path instead, to compare. The same song gives the same bytes. StudioError
    song-empty, capacity, disk-full, disk-refused, rate-unsupported, export-failed; Cancelled.
    """
    from studio.engine.live_render import LiveRenderer
    from studio.engine.offline import OfflineRenderer

    sources = (song, path_of, kits)
    renderer = LiveRenderer(*sources) if live else OfflineRenderer(*sources, threads=threads)
    if renderer.length_frames == 0:
        raise StudioError("song-empty")
    out_hz = rate_hz or song.rate_hz
    expected = renderer.length_frames / song.rate_hz
    with AudioWriter(target, encoding, out_hz, frames_at_most=round((expected + 10.0) * out_hz)) as writer:
        for block in _resampled(renderer.mix(), song.rate_hz, out_hz):
            writer.write(block)
            _tell(progress, cancelled, writer.frames / out_hz / expected)
    verify(target, encoding, writer.frames, out_hz)
    return Rendered(target, writer.frames, out_hz, writer.clipped_samples, renderer.missing)


class Mastered(NamedTuple):
    """A finished file of a mastered mix."""

    rendered: Rendered
    report: Report


def master(
    song: Song,
    path_of: Callable[[Media], Path],
    kits: Kits,
    target: Path,
    encoding: str = "wav24",
    *,
    settings: Mapping[str, float] | None = None,
    rate_hz: int | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Mastered:
    """Renders a song, masters its mix and writes it to `target`; whole or not at all.

    `settings` are rows of `params.FINISH`, the song's own without them. The rest, and what is raised, as `render`;
    StudioError bad-value for a setting out of range.
    """
    from studio.engine.offline import OfflineRenderer
    from studio.mastering import finish

    renderer = OfflineRenderer(song, path_of, kits)
    if renderer.length_frames == 0:
        raise StudioError("song-empty")
    blocks, frames = [], 0
    for block in renderer.mix():
        blocks.append(block.copy())
        frames += len(block)
        _tell(progress, cancelled, 0.3 * min(frames / renderer.length_frames, 1.0))
    done = finish(
        np.concatenate(blocks),
        song.rate_hz,
        song.finish if settings is None else settings,
        lambda share: _tell(progress, cancelled, 0.3 + 0.6 * share),
        cancelled,
        out_hz=rate_hz,
    )
    out_hz = done.report.measured.rate_hz
    with AudioWriter(target, encoding, out_hz) as writer:
        writer.write(done.samples)
    verify(target, encoding, writer.frames, out_hz)
    _tell(progress, cancelled, 1.0)
    return Mastered(Rendered(target, writer.frames, out_hz, writer.clipped_samples, renderer.missing), done.report)


def render_stems(
    song: Song,
    path_of: Callable[[Media], Path],
    kits: Kits,
    folder: Path,
    encoding: str = "wav24",
    *,
    threads: int = 2,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Rendered, ...]:
    """Writes every track, after its fader and before sends and master, to a file of its own in `folder`, all from beat
    0 and all as long as the mix; all of them or none. Raises as `render`.
    """
    from studio.engine.offline import OfflineRenderer

    renderer = OfflineRenderer(song, path_of, kits, threads=threads)
    if renderer.length_frames == 0:
        raise StudioError("song-empty")
    length = sum(len(block) for block in renderer.mix())
    with telling(folder):
        folder.mkdir(parents=True, exist_ok=True)
    paths = stem_paths(song, folder, ENCODINGS[encoding].suffix)
    with ExitStack() as stack:
        writers = [stack.enter_context(AudioWriter(path, encoding, song.rate_hz)) for path in paths]
        for blocks in renderer.stems(0, length):
            for writer, block in zip(writers, blocks, strict=True):
                writer.write(block)
            _tell(progress, cancelled, writers[0].frames / length)
    for path in paths:
        verify(path, encoding, length, song.rate_hz)
    return tuple(
        Rendered(path, length, song.rate_hz, writer.clipped_samples, renderer.missing)
        for path, writer in zip(paths, writers, strict=True)
    )


def stem_paths(song: Song, folder: Path, suffix: str) -> list[Path]:
    """What the stems of a song are called: `01_Vers_90bpm.wav`, numbered in the song's order; no name of a person or a
    path."""
    names = []
    for number, track in enumerate(song.tracks, 1):
        called = re.sub(r"\s+", "-", export_name(track.name or track.role, plain=True))
        names.append(folder / f"{number:02d}_{called}_{song.bpm:g}bpm{suffix}")
    return names


def _resampled(blocks: Iterator[NDArray[np.float64]], rate_hz: int, out_hz: int) -> Iterator[NDArray[np.float64]]:
    if rate_hz == out_hz:
        yield from blocks
        return
    import soxr

    stream = soxr.ResampleStream(rate_hz, out_hz, 2, dtype="float64", quality="VHQ")
    for block in blocks:
        yield stream.resample_chunk(block)
    yield stream.resample_chunk(np.zeros((0, 2)), last=True)


def _tell(progress: Progress | None, cancelled: Callable[[], bool] | None, share: float) -> None:
    if cancelled is not None and cancelled():
        raise Cancelled
    if progress is not None:
        progress(min(share, 1.0))
