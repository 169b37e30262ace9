"""Stretches of a song's recordings as numbers: only the frames that are asked for, from the files as they lie there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.errors import StudioError
from studio.song import Clip, Media, Song
from studio.units import gain_of_db
from studio.wav import WavInfo, map_data, unpacked

Samples = NDArray[np.float32]
PathOf = Callable[[Media], Path]


class Files:
    """The files of a song, mapped when they are first read; for the length of one piece of work."""

    def __init__(self, song: Song, path_of: PathOf) -> None:
        self._media = {media.id: media for media in song.media}
        self._path_of = path_of
        self._mapped: dict[str, tuple[WavInfo, NDArray[np.uint8]] | None] = {}

    def read(self, media_id: str, first_frame: int, frames: int) -> Samples:
        """A stretch of a file in mono, float32 [frames], the caller's own; 0 where the file has nothing or cannot be
        read."""
        samples = np.zeros(max(frames, 0), np.float32)
        found = self._of(media_id)
        if found is not None:
            info, data = found
            begin, end = max(first_frame, 0), min(first_frame + frames, info.frames)
            if begin < end:
                part = np.asarray(data[begin * info.frame_bytes : end * info.frame_bytes])
                samples[begin - first_frame : end - first_frame] = _mono(info, part)
        return samples

    def _of(self, media_id: str) -> tuple[WavInfo, NDArray[np.uint8]] | None:
        if media_id not in self._mapped:
            try:
                self._mapped[media_id] = map_data(self._path_of(self._media[media_id]))
            except (KeyError, StudioError):
                self._mapped[media_id] = None
        return self._mapped[media_id]


class Side(NamedTuple):
    """A file held against the song: what one side of a join sounds like, wherever it is looked at."""

    media_id: str
    at_frame: int
    """The frame of the song at which the file's first one would sound."""
    gain: float = 1.0

    def read(self, files: Files, first_frame: int, frames: int) -> Samples:
        """A stretch of the song, float32 [frames]."""
        return files.read(self.media_id, first_frame - self.at_frame, frames) * np.float32(self.gain)


def side_of(song: Song, clip: Clip) -> Side:
    """The file a clip shows, where the clip puts it."""
    return Side(clip.media_id, song.frame_of(clip.at_beat) - clip.offset_frames, gain_of_db(clip.gain_db))


def shown(song: Song, track_id: str, files: Files, first_frame: int, frames: int) -> Samples:
    """What the clips of a track play in a stretch of the song, before its strip, fades left out: float32 [frames]."""
    samples = np.zeros(frames, np.float32)
    for clip in song.track(track_id).clips:
        start = song.frame_of(clip.at_beat)
        begin, end = max(start, first_frame), min(start + clip.length_frames, first_frame + frames)
        if begin < end and not clip.mute:
            samples[begin - first_frame : end - first_frame] += side_of(song, clip).read(files, begin, end - begin)
    return samples


def _mono(info: WavInfo, part: NDArray[np.uint8]) -> Samples:
    if info.encoding == "pcm24":
        samples = unpacked(part)
    elif info.encoding == "float32":
        samples = np.nan_to_num(part.view("<f4"), nan=0.0, posinf=0.0, neginf=0.0).astype(np.float32)
    else:
        kind = "<i2" if info.encoding == "pcm16" else "<i4"
        samples = part.view(kind).astype(np.float32) / np.float32(32_768.0 if info.encoding == "pcm16" else 2.0**31)
    if info.channels > 1:
        samples = samples.reshape(-1, info.channels).mean(axis=1, dtype=np.float32)
    return samples
