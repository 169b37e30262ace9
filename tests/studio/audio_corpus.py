"""Audio files of every kind people bring, made in memory by PyAV and soundfile, whole and broken.

The sound is two tones, 220 Hz left and 330 Hz right, with a click every half second, so that length, pitch, order of
the channels and position in time can all be read back from what was imported.
"""

from __future__ import annotations

import io
import struct
import tempfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import soundfile as sf

SECONDS = 4.0
CLICK_EVERY_S = 0.5


def tones(rate_hz: int = 44_100, channels: int = 2, seconds: float = SECONDS, peak: float = 0.5) -> np.ndarray:
    """float32 [frames, channels]; the click is one half-sine of 2 ms at 3 kHz-ish bandwidth, on all channels."""
    frames = round(seconds * rate_hz)
    t = np.arange(frames) / rate_hz
    sound = np.stack([0.4 * peak * np.sin(2 * np.pi * (220 + 110 * c) * t) for c in range(channels)], axis=1)
    click = np.sin(np.pi * np.arange(rate_hz // 500) / (rate_hz // 500))[:, None] * 0.6 * peak
    for at_s in np.arange(CLICK_EVERY_S / 2, seconds - 0.01, CLICK_EVERY_S):
        at = round(at_s * rate_hz)
        sound[at : at + len(click)] += click
    return sound.astype(np.float32)


def by_soundfile(sound: np.ndarray, rate_hz: int, format: str, subtype: str | None = None, **more: object) -> bytes:
    out = io.BytesIO()
    sf.write(out, sound, rate_hz, format=format, subtype=subtype, **more)
    return out.getvalue()


def by_av(sound: np.ndarray, rate_hz: int, container: str, codec: str, *, bit_rate: int = 0, **options: str) -> bytes:
    """`sound` encoded with an FFmpeg encoder; the layout follows its channels (1, 2 or 6)."""
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[sound.shape[1]]
    with (
        tempfile.TemporaryDirectory() as folder,
        av.open(f"{folder}/sound", "w", format=container, options=options) as file,
    ):
        stream = file.add_stream(codec, rate=rate_hz, layout=layout)
        if bit_rate:
            stream.bit_rate = bit_rate
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound.T, dtype=np.float32), "fltp", layout)
        frame.sample_rate = rate_hz
        frame.pts = 0
        frame.time_base = Fraction(1, rate_hz)
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
        file.close()
        return Path(folder, "sound").read_bytes()


def mp3(sound: np.ndarray, rate_hz: int = 44_100, mode: str = "CONSTANT", level: float = 0.0) -> bytes:
    return by_soundfile(sound, rate_hz, "MP3", bitrate_mode=mode, compression_level=level)


def without_xing(data: bytes) -> bytes:
    """An MP3 without its first frame, which held the Xing/LAME header: length and gapless trim are unknown."""
    first = mpeg_frame_bytes(data, 0)
    assert b"Xing" in data[:first] or b"Info" in data[:first]
    return data[first:]


def mpeg_frame_bytes(data: bytes, at: int) -> int:
    """Length of the MPEG-1 layer III frame that begins at `at`."""
    assert data[at] == 0xFF
    assert data[at + 1] & 0xFE == 0xFA
    kbps = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)[data[at + 2] >> 4]
    rate_hz = (44_100, 48_000, 32_000)[data[at + 2] >> 2 & 3]
    return 144_000 * kbps // rate_hz + (data[at + 2] >> 1 & 1)


def id3(payload_bytes: int, claimed_bytes: int | None = None) -> bytes:
    """An ID3v2.3 tag with one picture frame of noise, claiming any size."""
    noise = np.random.default_rng(3).bytes(payload_bytes)
    frame = b"APIC" + struct.pack(">I", payload_bytes) + b"\0\0" + noise
    size = len(frame) if claimed_bytes is None else claimed_bytes
    return b"ID3\3\0\0" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + frame


APE_AND_ID3V1 = b"APETAGEX" + struct.pack("<IIII8x", 2000, 32, 0, 0x80000000) + b"TAG" + b"x".ljust(125, b"\0")
HTML = b"<!DOCTYPE html><html><head><title>404</title></head><body>" + b"<p>Ikke funnet</p>" * 300 + b"</body></html>"


def with_data_size(wav: bytes, size: int) -> bytes:
    """A WAV whose `data` chunk claims another size."""
    at = wav.index(b"data") + 4
    return wav[:at] + struct.pack("<I", size) + wav[at + 4 :]


def _makers(seconds: float) -> dict[str, Callable[[], bytes]]:
    def m(channels: int = 2, rate_hz: int = 44_100) -> np.ndarray:
        return tones(rate_hz, channels, seconds)

    return {
        "wav-16": lambda: by_soundfile(m(), 44_100, "WAV", "PCM_16"),
        "wav-24": lambda: by_soundfile(m(), 44_100, "WAV", "PCM_24"),
        "wav-32": lambda: by_soundfile(m(), 44_100, "WAV", "PCM_32"),
        "wav-u8": lambda: by_soundfile(m(), 44_100, "WAV", "PCM_U8"),
        "wav-float": lambda: by_soundfile(m(), 44_100, "WAV", "FLOAT"),
        "wav-double": lambda: by_soundfile(m(), 44_100, "WAV", "DOUBLE"),
        "wav-extensible": lambda: by_soundfile(m(), 44_100, "WAVEX", "PCM_24"),
        "wav-adpcm": lambda: by_soundfile(m(), 44_100, "WAV", "MS_ADPCM"),
        "wav-ulaw": lambda: by_soundfile(m(), 44_100, "WAV", "ULAW"),
        "rf64": lambda: by_soundfile(m(), 44_100, "RF64", "PCM_24"),
        "w64": lambda: by_soundfile(m(), 44_100, "W64", "PCM_16"),
        "aiff-16": lambda: by_soundfile(m(), 44_100, "AIFF", "PCM_16"),
        "aiff-24": lambda: by_soundfile(m(), 44_100, "AIFF", "PCM_24"),
        "au": lambda: by_soundfile(m(), 44_100, "AU", "PCM_16"),
        "caf-pcm": lambda: by_soundfile(m(), 44_100, "CAF", "PCM_24"),
        "caf-alac": lambda: by_soundfile(m(), 44_100, "CAF", "ALAC_16"),
        "flac-16": lambda: by_soundfile(m(), 44_100, "FLAC", "PCM_16"),
        "flac-24-id3": lambda: id3(5000) + by_soundfile(m(), 44_100, "FLAC", "PCM_24"),
        "ogg-vorbis": lambda: by_soundfile(m(), 44_100, "OGG", "VORBIS"),
        "ogg-flac": lambda: by_av(m(), 44_100, "ogg", "flac"),
        "whatsapp-opus": lambda: by_soundfile(m(1, 16_000), 16_000, "OGG", "OPUS"),
        "ogg-opus-48k": lambda: by_soundfile(m(2, 48_000), 48_000, "OGG", "OPUS"),
        "m4a-aac": lambda: by_av(m(), 44_100, "ipod", "aac"),
        "m4a-alac": lambda: by_av(m(), 44_100, "ipod", "alac"),
        "mp4-aac": lambda: by_av(m(), 44_100, "mp4", "aac"),
        "mov-aac": lambda: by_av(m(), 44_100, "mov", "aac"),
        "mov-pcm": lambda: by_av(m(), 44_100, "mov", "pcm_s24le"),
        "3gp-aac": lambda: by_av(m(), 44_100, "3gp", "aac"),
        "3gp-amr": lambda: by_av(m(1, 8_000), 8_000, "3gp", "libopencore_amrnb", bit_rate=12_200),
        "amr": lambda: by_av(m(1, 8_000), 8_000, "amr", "libopencore_amrnb", bit_rate=12_200),
        "adts": lambda: by_av(m(), 44_100, "adts", "aac"),
        "adts-id3": lambda: id3(300) + by_av(m(), 44_100, "adts", "aac"),
        "webm-opus": lambda: by_av(m(2, 48_000), 48_000, "webm", "libopus"),
        "mkv-flac": lambda: by_av(m(), 44_100, "matroska", "flac"),
        "wma": lambda: by_av(m(), 44_100, "asf", "wmav2", bit_rate=128_000),
        "avi-mp3": lambda: by_av(m(), 44_100, "avi", "libmp3lame", bit_rate=128_000),
        "wavpack": lambda: by_av(m(), 44_100, "wv", "wavpack"),
        "wav-mp3": lambda: by_av(m(), 44_100, "wav", "libmp3lame", bit_rate=128_000),
        "mp3-320": lambda: mp3(m()),
        "mp3-vbr": lambda: mp3(m(), mode="VARIABLE", level=0.5),
        "mp3-mpeg2": lambda: mp3(m(1, 22_050), 22_050, level=0.5),
        "mp3-mpeg2.5": lambda: mp3(m(1, 8_000), 8_000, level=0.5),
        "mp3-cover": lambda: id3(3_000_000) + mp3(m()),
        "mp3-ape-id3v1": lambda: mp3(m()) + APE_AND_ID3V1,
        "mp3-two-id3": lambda: id3(100) + id3(4000) + mp3(m()),
        "mp3-vbr-no-xing": lambda: without_xing(mp3(m(), mode="VARIABLE", level=0.5)),
        "mp3-cbr-no-xing": lambda: without_xing(mp3(m())),
        "mp3-zeros-first": lambda: bytes(5000) + mp3(m()),
        "mp3-junk-first": lambda: np.random.default_rng(5).bytes(5000) + mp3(m()),
        "mp3-absurd-id3": lambda: id3(20_000, 0x0FFFFFFF) + mp3(m()),
        "mp2": lambda: by_av(m(), 44_100, "mp2", "mp2"),
        "51-wav": lambda: by_av(m(6, 48_000), 48_000, "wav", "pcm_s24le"),
        "ac3-51-mp4": lambda: by_av(m(6, 48_000), 48_000, "mp4", "ac3"),
    }


GOOD = _makers(SECONDS)
"""Every kind of file that imports whole, as a maker of its bytes; all hold `SECONDS` of `tones`."""
SMALL = _makers(0.6)
"""The same, shorter."""


def silent_film() -> bytes:
    """An MP4 with a picture and no sound."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as file:
        stream = file.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(5):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8))))
        file.mux(stream.encode(None))
    return out.getvalue()
