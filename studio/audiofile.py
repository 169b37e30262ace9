"""Writing finished audio: quantised by us, encoded, complete or absent, and read back by somebody else.

The three WAVs have headers of our own: plain, the same bytes for the same sound, nothing behind the `data`. FLAC and
MP3 are libsndfile's work, M4A is FFmpeg's. Nothing here writes a tag.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from studio import quantise, riff
from studio.disk import told
from studio.errors import StudioError
from studio.quantise import CHUNK_FRAMES, Floats
from studio.wholefile import whole_file

BLANK_S = 0.1
"""Digital silence at head or tail longer than this is not dithered."""


class Encoding(NamedTuple):
    """A kind of finished file."""

    suffix: str
    demuxer: str
    """FFmpeg's name for it, for reading it back."""
    bits: int
    """Of its integers; 32 are floats, 0 is lossy."""
    dither: bool = False
    library: dict[str, Any] | None = None
    """How soundfile is asked for it; None for what it does not write."""
    codec: str = ""
    """FFmpeg's encoder for it; empty for what FFmpeg does not write."""
    bit_rate: int = 0
    """What that encoder is asked for."""
    rates_hz: tuple[int, ...] = ()
    """The sample rates it is limited to; none for no limit."""

    def form(self, rate_hz: int, channels: int) -> riff.Form:
        """The header facts of a WAV of this kind."""
        return riff.Form(riff.FLOAT if self.bits == 32 else riff.PCM, channels, rate_hz, self.bits)


ENCODINGS: dict[str, Encoding] = {
    "wav16": Encoding(".wav", "wav", 16, dither=True),
    "wav24": Encoding(".wav", "wav", 24),
    "wav32f": Encoding(".wav", "wav", 32),
    "flac24": Encoding(".flac", "flac", 24, library={"format": "FLAC", "subtype": "PCM_24"}),
    "mp3": Encoding(
        ".mp3",
        "mp3",
        0,
        library={"format": "MP3", "bitrate_mode": "CONSTANT", "compression_level": 0.0},  # 320 kbit/s
        rates_hz=(32_000, 44_100, 48_000),
    ),
    "m4a": Encoding(".m4a", "mp4", 0, codec="aac", bit_rate=256_000, rates_hz=(32_000, 44_100, 48_000)),
}


class AudioWriter:
    """A finished file in the making, as a context: `write` blocks, and it stands at `path` when the block ends well.

    On an exception (`Cancelled` among them) nothing is left. Raises StudioError: `disk-full`, `disk-refused`,
    `rate-unsupported`, `audio-empty` (not one frame was written), `audio-too-big` (a WAV past 4 GB that was not
    announced), `export-failed`.
    """

    def __init__(
        self,
        path: Path,
        encoding: str,
        rate_hz: int,
        channels: int = 2,
        *,
        frames_at_most: int = 0,
        seed: int = 0,
        chunks: bytes = b"",
    ) -> None:
        """`encoding` is a key of `ENCODINGS`. `frames_at_most` announces a length, so that a WAV past 4 GB can become
        an RF64; no need for shorter ones. `seed` is that of the dither: the same seed, the same bytes. `chunks` are
        whole chunks that a WAV gets before its `data`."""
        row = ENCODINGS[encoding]
        if row.rates_hz and rate_hz not in row.rates_hz:
            raise StudioError("rate-unsupported", rate_hz=rate_hz)
        self.frames = 0
        """Written so far."""
        self._path, self._row, self._rate_hz, self._channels = path, row, rate_hz, channels
        self._frames_at_most, self._chunks = frames_at_most, chunks
        self._quantiser: quantise.Quantiser | None = None
        self._edges: quantise.SilentEdges | None = None
        if row.bits in (16, 24):
            self._quantiser = quantise.Quantiser(row.bits, channels, quantise.Tpdf(seed) if row.dither else None)
        if row.dither:
            self._edges = quantise.SilentEdges(channels, round(BLANK_S * rate_hz))
        self._stack = ExitStack()
        self._out: _PlainWav | _Library | _FFmpeg

    @property
    def clipped_samples(self) -> int:
        """How many samples were beyond ±1.0 and were held there (PCM only; a float WAV keeps them)."""
        return self._quantiser.clipped_samples if self._quantiser else 0

    def __enter__(self) -> Self:
        file = self._stack.enter_context(whole_file(self._path))
        try:
            form = self._row.form(self._rate_hz, self._channels)
            if self._row.codec:
                self._out = _FFmpeg(file, self._path, self._row, self._rate_hz, self._channels)
            elif self._row.library is None:
                self._out = _PlainWav(file, self._path, form, self._frames_at_most, self._chunks)
            else:
                self._out = _Library(file, self._path, self._row.library, self._rate_hz, self._channels, self._row.bits)
        except BaseException as error:
            self._stack.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def write(self, block: Floats) -> None:
        """Appends float32 or float64 [frames, channels], ±1.0 being full scale. The block stays the caller's."""
        if block.ndim != 2 or block.shape[1] != self._channels:
            raise ValueError(f"a block of {self._channels} channels was promised, not {block.shape}")
        for at in range(0, len(block), CHUNK_FRAMES):
            chunk = block[at : at + CHUNK_FRAMES]
            self.frames += len(chunk)
            if self._edges is None:
                self._put(chunk)
            else:
                for part, silent in self._edges.parts(chunk):
                    self._put(part, dither=not silent)

    def _put(self, chunk: Floats, *, dither: bool = True) -> None:
        if self._quantiser is not None:
            self._out.write(self._quantiser(chunk, dither=dither))
        else:
            self._out.write(_floats(chunk, clip=self._row.bits == 0))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                if self._edges is not None:
                    for part, silent in self._edges.rest():
                        self._put(part, dither=not silent)
                self._out.finish(self.frames)
                if not self.frames:
                    raise StudioError("audio-empty", name=self._path.name)
            else:
                self._out.abandon()
        except BaseException as late:
            self._stack.__exit__(type(late), late, late.__traceback__)
            raise
        self._stack.__exit__(kind, error, trace)


def _floats(chunk: Floats, *, clip: bool) -> npt.NDArray[np.float32]:
    """float32 without NaN (0) and infinities (full scale); lossy encoders get nothing beyond full scale."""
    samples = np.array(chunk, dtype="<f4", order="C")
    if not np.isfinite(samples).all():
        np.nan_to_num(samples, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
    return np.clip(samples, -1.0, 1.0, out=samples) if clip else samples


class _PlainWav:
    """A WAV of our own: 44 bytes of header for PCM, 58 for float, rewritten at the end with the true length."""

    def __init__(self, file: BinaryIO, path: Path, form: riff.Form, frames_at_most: int, chunks: bytes) -> None:
        self._file, self._path, self._form, self._chunks = file, path, form, chunks
        self._wide = not riff.fits(self._form, frames_at_most)
        self._bytes = 0
        file.write(riff.header(self._form, 0, wide_slot=self._wide, more=chunks))

    def write(self, samples: npt.NDArray[Any]) -> None:
        bits = self._form.bits
        data = samples.reshape(-1).view(np.uint8) if bits == 32 else quantise.pack(samples, bits)
        self._bytes += len(data)
        if not self._wide and not riff.fits(self._form, self._bytes // self._form.frame_bytes):
            raise StudioError("audio-too-big", name=self._path.name, limit_mb=riff.LIMIT_BYTES // 1_000_000)
        self._file.write(data.data)

    def finish(self, frames: int) -> None:
        self._file.write(bytes(self._bytes % 2))
        self._file.seek(0)
        self._file.write(riff.header(self._form, frames, wide_slot=self._wide, more=self._chunks))

    def abandon(self) -> None:
        pass


class _Encoded:
    """What files have in common that a library encodes: it writes through `_Sink`, so that a full disk is told as what
    it is."""

    _sink: _Sink
    _path: Path
    _errors: tuple[type[Exception], ...]
    """What the library raises."""

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            raise self._reason() from error
        if self._sink.refused is not None:
            raise self._reason()

    def _reason(self) -> StudioError:
        refused = self._sink.refused
        return told(refused, self._path) if refused is not None else StudioError("export-failed", name=self._path.name)


class _Library(_Encoded):
    """A file that soundfile encodes."""

    def __init__(
        self, file: BinaryIO, path: Path, asked: dict[str, Any], rate_hz: int, channels: int, bits: int
    ) -> None:
        import soundfile

        self._path = path
        self._shift = 32 - bits if bits else 0
        self._sink = _Sink(file)
        self._errors = (soundfile.SoundFileError, AssertionError)  # soundfile asserts that all was written
        with self._told():
            self._sound = soundfile.SoundFile(self._sink, "w", samplerate=rate_hz, channels=channels, **asked)

    def write(self, samples: npt.NDArray[Any]) -> None:
        with self._told():
            self._sound.write(samples << self._shift if self._shift else samples)

    def finish(self, frames: int) -> None:
        with self._told():
            self._sound.close()

    def abandon(self) -> None:
        with contextlib.suppress(*self._errors):
            self._sound.close()


class _FFmpeg(_Encoded):
    """A file that FFmpeg encodes, without a word of who made it and when."""

    def __init__(self, file: BinaryIO, path: Path, row: Encoding, rate_hz: int, channels: int) -> None:
        import av

        self._path, self._rate_hz, self._frames = path, rate_hz, 0
        self._layout = "stereo" if channels == 2 else "mono"
        self._sink = _Sink(file)
        self._errors = (av.FFmpegError,)
        options = {"fflags": "+bitexact", "movie_timescale": str(rate_hz)}  # or the length is rounded to milliseconds
        with self._told():
            self._container = av.open(self._sink, "w", "ipod", container_options=options)
            self._stream: Any = self._container.add_stream(
                row.codec, rate=rate_hz, layout=self._layout, bit_rate=row.bit_rate, options={"flags": "+bitexact"}
            )

    def write(self, samples: npt.NDArray[Any]) -> None:
        import av

        planes = np.ascontiguousarray(samples.T)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=self._layout)
        frame.sample_rate, frame.time_base, frame.pts = self._rate_hz, Fraction(1, self._rate_hz), self._frames
        self._frames += len(samples)
        with self._told():
            self._container.mux(self._stream.encode(frame))

    def finish(self, frames: int) -> None:
        with self._told():
            if frames:
                self._container.mux(self._stream.encode(None))
            self._container.close()

    def abandon(self) -> None:
        with contextlib.suppress(*self._errors):
            self._container.close()


class _Sink:
    """A file for libraries that call from C: an exception must not pass; it is kept, and nothing more is done."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.refused: OSError | None = None

    def read(self, count: int) -> bytes:
        return self._file.read(count) if self.refused is None else b""

    def write(self, data: bytes) -> int:
        return self._safely(self._file.write, data)

    def seek(self, offset: int, whence: int) -> int:
        return self._safely(self._file.seek, offset, whence)

    def tell(self) -> int:
        return self._safely(self._file.tell)

    def _safely(self, call: Callable[..., int], *with_: object) -> int:
        if self.refused is None:
            try:
                return call(*with_)
            except OSError as error:
                self.refused = error
        return 0


def verify(path: Path, encoding: str, frames: int, rate_hz: int, channels: int = 2, chunks: bytes = b"") -> None:
    """Reads a finished file back through FFmpeg, whose decoders wrote none of them, and checks length, rate, channels,
    header.

    StudioError("export-failed") if anything is not as it was meant.
    """
    import av

    row = ENCODINGS[encoding]
    try:
        with path.open("rb") as file:
            good = _header_is_ours(file, row, frames, rate_hz, channels, chunks)
        with path.open("rb") as file, av.open(file, "r", row.demuxer, metadata_errors="replace") as container:
            stream = container.streams.audio[0]
            codec = stream.codec_context
            good &= codec is not None and (codec.sample_rate, codec.channels) == (rate_hz, channels)
            decoded = sum([frame.samples for frame in container.decode(stream)])
            promised = stream.duration if row.codec else decoded  # its last packet is filled up, and the header says so
            good = good and promised == frames <= decoded
    except (OSError, IndexError, av.FFmpegError) as error:
        raise StudioError("export-failed", name=path.name) from error
    if not good:
        raise StudioError("export-failed", name=path.name)


def _header_is_ours(file: BinaryIO, row: Encoding, frames: int, rate_hz: int, channels: int, chunks: bytes) -> bool:
    """Whether a WAV is the header that belongs to it and its sound, nothing else; a library answers for its own."""
    if row.library is not None or row.codec:
        return True
    form = row.form(rate_hz, channels)
    data_bytes = frames * form.frame_bytes
    size = file.seek(0, 2)
    file.seek(0)
    start = file.read(100 + len(chunks))
    for wide_slot in (False, True) if riff.fits(form, frames) else (True,):
        header = riff.header(form, frames, wide_slot=wide_slot, more=chunks)
        if start.startswith(header) and size == len(header) + data_bytes + data_bytes % 2:
            return True
    return False
