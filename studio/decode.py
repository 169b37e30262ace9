"""Any file that sounds → blocks of float32, packet by packet, so that damage costs only itself.

FFmpeg (through PyAV) reads everything: it was the only reader right on every row of the import table, and for WAV the
quickest too. It is told which demuxer to use and is given bytes, never a name, so a playlist in disguise opens nothing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import numpy.typing as npt

from studio.errors import StudioError
from studio.sniff import Sniffed, sniff

Samples = npt.NDArray[np.float32]
Tick = Callable[[], None]
"""Called every few hundred kilobytes of reading; raises `Cancelled` to stop."""

BLOCK_FRAMES = 65_536
CEILING = 16.0
"""Samples of a float file beyond +24 dBFS are damage, not headroom, and are held here."""
RATES_HZ = (4_000, 768_000)
TELEPHONE_HZ = 16_000

_READ_BYTES = 1 << 18
_PADDING_FRAMES = 8192
"""Encoders pad at most so much at the end: more sound than promised by less than this is padding."""
_HOLE_S = 0.05
"""A jump of the time stamps from here on is a hole even where every packet decoded."""
_LONGEST_HOLE_S = 10.0
"""A longer one is a broken time stamp."""
_MAX_FAILURES = 20_000
"""So many packets in a row without a sound, and the rest is given up."""
_SIDE = 0.5**0.5
_DOWNMIX = {
    # ITU-R BS.775: centre and surrounds at −3 dB, no LFE; whatever is not named goes to both sides
    "FL": (1.0, 0.0),
    "FR": (0.0, 1.0),
    "FC": (_SIDE, _SIDE),
    "LFE": (0.0, 0.0),
    "LFE2": (0.0, 0.0),
    "BL": (_SIDE, 0.0),
    "BR": (0.0, _SIDE),
    "SL": (_SIDE, 0.0),
    "SR": (0.0, _SIDE),
    "FLC": (_SIDE, 0.0),
    "FRC": (0.0, _SIDE),
}
_SCALE = {"u8": 2.0**-7, "s16": 2.0**-15, "s32": 2.0**-31, "flt": 1.0, "dbl": 1.0}
_TELL_DELAY = ("mp4", "ogg", "webm")
"""Containers that tell how much of the beginning is the encoder's delay; an MP3 does in its Xing header."""
_TIMELESS = ("mp3", "adts")
"""Streams without time stamps of their own: what is missing is told by the bytes that did not decode."""


class Block(NamedTuple):
    """A stretch of decoded sound."""

    rate_hz: int
    """May change in the middle of a chained or broken file."""
    samples: Samples
    """float32 [frames, 1 or 2], finite, within ±`CEILING`; the receiver's own."""


class Sound:
    """An open file: what it is, and its sound. `notes` is whole once `blocks` has ended."""

    def __init__(self, what: Sniffed, view: _View, stream: Any, packets: Iterator[Any], name: str) -> None:
        codec = stream.codec_context
        self.kind = f"{what.kind}/{codec.codec.canonical_name}"
        """Container and codec: `mp4/aac`."""
        self.rate_hz: int = codec.sample_rate
        self.channels = 1 if codec.channels == 1 else 2
        self.promised_s = _promised_s(what, stream)
        """Length as the header has it; 0 where it does not say, or is not worth listening to."""
        self.size_bytes = view.size
        self.notes: list[str] = list(what.notes)
        self._what, self._view, self._packets, self._name = what, view, packets, name
        self._cuts = not codec.name.startswith("pcm_")
        if codec.codec.lossy and not codec.codec.lossless:
            self._note("lossy")
            exact = what.kind in _TELL_DELAY or (what.kind == "mp3" and what.says_length)
            if not exact and not codec.name.startswith(("pcm_", "adpcm_")):
                self._note("delay-unknown")
        if min(self.rate_hz, _opus_input_hz(codec)) <= TELEPHONE_HZ:
            self._note("telephone-quality")
        if codec.channels > 2:
            self._note("downmixed")

    @property
    def share(self) -> float:
        """How far the reading is, 0…1."""
        return min(self._view.tell() / self._view.size, 1.0)

    def blocks(self) -> Iterator[Block]:
        """The sound from beginning to end, padding of the encoder cut off where the file tells it.

        StudioError("audio-unreadable") if the file cannot be read on.
        """
        promised = done = 0
        padding: list[Block] = []
        with _telling(self._name):
            for block in _blocks(self._pieces()):
                if not done:
                    promised = round(self.promised_s * block.rate_hz)
                start, done = done, done + len(block.samples)
                if not self._cuts or not promised or done <= promised or done > promised + _PADDING_FRAMES:
                    yield from padding  # there is some only if the promise was too small
                    padding = []
                    yield block
                else:
                    keep = max(promised - start, 0)
                    if keep:
                        yield Block(block.rate_hz, block.samples[:keep])
                    padding.append(Block(block.rate_hz, block.samples[keep:]))
        if promised - done > max(self.rate_hz // 10, promised // 1000):
            self._note("truncated")

    def _pieces(self) -> Iterator[Block]:
        """Frame for frame, with silence in the place of what is missing in the middle."""
        import av

        gaps = _Gaps(timeless=self._what.kind in _TIMELESS)
        for packet in self._packets:
            if packet is None:
                gaps.failed()
                continue
            try:
                frames = packet.decode()
            except av.FFmpegError:
                gaps.failed(packet.size)
                if gaps.failures > _MAX_FAILURES:
                    break
                continue
            gaps.decoded(packet.size)
            for frame in frames:
                if not _usable(frame):
                    gaps.failed()
                elif frame.samples:
                    missing_s = gaps.before(frame)
                    if missing_s is not None:
                        self._note("damaged-middle")
                        silence = np.zeros((round(missing_s * frame.sample_rate), self.channels), np.float32)
                        yield Block(frame.sample_rate, silence)
                    yield Block(frame.sample_rate, _as_float(frame, self.channels))
        if gaps.failures:
            self._note("truncated")

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


class _Gaps:
    """Watches the clock of a stream, and tells how much is missing between two frames that decoded."""

    def __init__(self, *, timeless: bool) -> None:
        self.failures = 0
        """Since the last good frame."""
        self._timeless = timeless
        self._lost_bytes = self._good_bytes = self._good_packets = 0
        self._expected_s: float | None = None

    def failed(self, lost_bytes: int = 0) -> None:
        """A packet did not decode, or the demuxer stumbled over what should have been one."""
        self.failures += 1
        self._lost_bytes += lost_bytes

    def decoded(self, size_bytes: int) -> None:
        """A packet did."""
        if size_bytes:
            self._good_bytes += size_bytes
            self._good_packets += 1

    def before(self, frame: Any) -> float | None:
        """Seconds missing right before a good frame; None where nothing went wrong. Counts the frame as heard."""
        length_s = frame.samples / frame.sample_rate
        began_s = None if frame.pts is None else float(frame.pts * frame.time_base)
        expected_s, failures = self._expected_s, self.failures
        missing_s = 0.0
        if self._timeless:
            missing_s = round(self._lost_bytes * self._good_packets / max(self._good_bytes, 1)) * length_s
        elif began_s is not None and expected_s is not None:
            missing_s = began_s - expected_s
        self._expected_s = (began_s if began_s is not None else expected_s or 0.0) + length_s
        self.failures = self._lost_bytes = 0
        if expected_s is None or (not failures and missing_s < _HOLE_S):
            return None
        return missing_s if 0.0 < missing_s <= _LONGEST_HOLE_S else 0.0


def _blocks(pieces: Iterator[Block]) -> Iterator[Block]:
    """Frames of a few hundred samples gathered into blocks worth working on, made finite."""
    held: list[Samples] = []
    frames, rate_hz = 0, 0
    for piece in pieces:
        if held and (frames >= BLOCK_FRAMES or piece.rate_hz != rate_hz):
            yield Block(rate_hz, _joined(held))
            held, frames = [], 0
        held.append(piece.samples)
        frames += len(piece.samples)
        rate_hz = piece.rate_hz
    if held:
        yield Block(rate_hz, _joined(held))


def _joined(held: list[Samples]) -> Samples:
    samples = np.empty((sum(map(len, held)), held[0].shape[1]), np.float32)
    np.concatenate(held, out=samples)
    if not -CEILING <= samples.min(initial=0.0) <= samples.max(initial=0.0) <= CEILING:  # NaN fails this too
        np.nan_to_num(samples, copy=False, nan=0.0, posinf=CEILING, neginf=-CEILING)
        np.clip(samples, -CEILING, CEILING, out=samples)
    return samples


def _usable(frame: Any) -> bool:
    """Whether a frame is sound as we know it; broken headers make others."""
    known = frame.format.packed.name in _SCALE and frame.layout.nb_channels > 0
    return known and RATES_HZ[0] <= frame.sample_rate <= RATES_HZ[1]


def _as_float(frame: Any, channels: int) -> Samples:
    """A decoded frame as float32 [frames, channels]."""
    kind = frame.format.packed.name
    with np.errstate(over="ignore", invalid="ignore"):  # a broken float64 file; `_joined` makes it finite
        samples: Samples = frame.to_ndarray().astype(np.float32)
    if kind == "u8":
        samples -= 128.0
    if _SCALE[kind] != 1.0:
        samples *= np.float32(_SCALE[kind])
    there = frame.layout.nb_channels
    samples = samples.T if frame.format.is_planar else samples.reshape(-1, there)
    if there == channels:
        return samples
    if there > 2:
        names = [channel.name for channel in frame.layout.channels][:there]
        if "FL" not in names:  # no layout known: odd channels left, even ones right
            names = ["FL" if index % 2 == 0 else "FR" for index in range(there)]
        mix = np.array([_DOWNMIX.get(name, (_SIDE, _SIDE)) for name in names], dtype=np.float32)
        samples = np.matmul(samples, mix)
    if channels == 1:
        return np.asarray(samples.mean(axis=1, keepdims=True), np.float32)
    return samples if samples.shape[1] == 2 else np.repeat(samples, 2, axis=1)


def _opus_input_hz(codec: Any) -> int:
    """The rate of what was once recorded; Opus itself always decodes to 48 kHz (RFC 7845 §5.1)."""
    head: bytes = codec.extradata or b""
    if codec.codec.canonical_name != "opus" or head[:8] != b"OpusHead" or len(head) < 16:
        return RATES_HZ[1]
    return int.from_bytes(head[12:16], "little") or RATES_HZ[1]


# ------------------------------------------------------------------------------------------------------- opening


class _View:
    """The bytes from where the sound begins, with the patched ones in their place: a file for FFmpeg.

    Nothing is raised through FFmpeg, which would ask again: the file ends there, and `check` raises it afterwards.
    """

    def __init__(self, file: BinaryIO, size: int, what: Sniffed, tick: Tick) -> None:
        self.size = size - what.start
        self._file, self._start, self._tick = file, what.start, tick
        self._patch_at, self._patch = what.patch
        self._at = 0
        self._stopped: Exception | None = None

    def check(self) -> None:
        """Raises what stopped the reading, if anything did."""
        if self._stopped is not None:
            raise self._stopped

    def read(self, count: int) -> bytes:
        if self._stopped is not None or self._at >= self.size:
            return b""
        try:
            self._tick()
            self._file.seek(self._start + self._at)
            data = self._file.read(count)
        except Exception as error:
            self._stopped = error
            return b""
        begin, end = max(self._patch_at, self._at), min(self._patch_at + len(self._patch), self._at + len(data))
        if begin < end:
            patch = self._patch[begin - self._patch_at : end - self._patch_at]
            data = data[: begin - self._at] + patch + data[end - self._at :]
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = max(0, offset + (0, self._at, self.size)[whence])
        return self._at

    def tell(self) -> int:
        return self._at


def _refuse(*_: object) -> None:
    raise PermissionError("a sound file opens no other file")


def _packets(view: _View, container: Any, stream: Any) -> Iterator[Any]:
    """All packets of a stream and, at the end, the one that flushes; None each time the demuxer stumbled."""
    import av

    for _ in range(100):
        try:
            for packet in container.demux(stream):
                view.check()
                yield packet
            return
        except av.FFmpegError:
            view.check()
            yield None


@contextmanager
def opened(path: Path, tick: Tick) -> Iterator[Sound]:
    """A file of any kind, ready to be decoded.

    StudioError: `audio-missing`, `audio-empty` (no bytes), `audio-silent-track` (no sound track in it),
    `audio-unreadable`.
    """
    with ExitStack() as stack:
        with _telling(path.name):
            file = stack.enter_context(open(path, "rb", opener=_only_files))
            size = file.seek(0, 2)
            if size == 0:
                raise StudioError("audio-empty", name=path.name)
            what = sniff(file, tick)
            if what is None:
                raise StudioError("audio-unreadable", name=path.name)
            view = _View(file, size, what, tick)
            try:
                container = stack.enter_context(_container(view, what.demuxer))
            finally:
                view.check()
            stream = _audio_stream(container, path.name)
            sound = Sound(what, view, stream, _packets(view, container, stream), path.name)
        yield sound


def _container(view: _View, demuxer: str) -> Any:
    import av

    return av.open(view, "r", demuxer, buffer_size=_READ_BYTES, metadata_errors="replace", io_open=_refuse)


@contextmanager
def _telling(name: str) -> Iterator[None]:
    """What opening and reading a file can meet, as StudioErrors."""
    import av

    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StudioError("audio-missing", name=name) from error
    except (OSError, MemoryError, av.FFmpegError) as error:
        raise StudioError("audio-unreadable", name=name) from error


def _only_files(path: str, flags: int) -> int:
    """Opens plain files: reading a pipe would wait for ever."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a file")
    return handle


def _audio_stream(container: Any, name: str) -> Any:
    streams = container.streams.audio
    if not streams:
        raise StudioError("audio-silent-track", name=name)
    for stream in streams:
        codec = stream.codec_context
        if codec is not None and RATES_HZ[0] <= codec.sample_rate <= RATES_HZ[1] and codec.channels:
            if codec.name == "flac":  # without its checksums, what follows damage is noise at full scale
                codec.options = {"err_detect": "crccheck+explode"}
            return stream
    raise StudioError("audio-unreadable", name=name)


def _promised_s(what: Sniffed, stream: Any) -> float:
    """The length that a file's header claims, of those headers that count frames."""
    smpb = stream.container.metadata.get("iTunSMPB", "").split()  # iTunes: zeros, priming, padding, frames …, all hex
    with contextlib.suppress(IndexError, ValueError):
        return float(int(smpb[3], 16) / stream.codec_context.sample_rate)
    if not what.says_length:
        return 0.0
    if stream.duration:
        return max(float(stream.duration * stream.time_base), 0.0)
    alone = len(stream.container.streams) == 1  # WebM has one length for everything in it
    return max((stream.container.duration or 0) / 1e6, 0.0) if alone else 0.0
