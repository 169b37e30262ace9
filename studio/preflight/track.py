"""A finished file, the mix before mastering, the recordings: each looked at as a whole."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np

from studio.decode import opened
from studio.delivery import Delivery
from studio.preflight import voice, wavfile
from studio.preflight.finding import Finding
from studio.preflight.measured import Measured
from studio.preflight.sound import Samples, Sound
from studio.preflight.table import SHAPE, band_named, judged, measured


def check_file(path: Path, delivery: Delivery) -> list[Finding]:
    """A finished file of any kind. What only an upload has to be (its rate, its header) is asked of a WAV.

    StudioError as `studio.decode.opened`.
    """
    sound, notes = decoded(path)
    what = wavfile.header(path)
    form = [*wavfile.check_header(what, delivery.upload), *wavfile.check_samples(path, what, delivery)]
    return form + check_track(sound, delivery, lossy="lossy" in notes)


def check_track(sound: Sound, delivery: Delivery, *, lossy: bool = False) -> list[Finding]:
    """A finished track; `lossy` for one that was decoded from an MP3 or the like."""
    return measured(sound, ("track", "lossy" if lossy else "lossless"), delivery)


def check_mix(sound: Sound, delivery: Delivery) -> list[Finding]:
    """The mix as it goes into mastering."""
    return measured(sound, ("mix",), delivery)


def check_recording(sound: Sound, delivery: Delivery) -> list[Finding]:
    """A voice as it came from the microphone."""
    return measured(sound, ("take",), delivery)


def check_room(sound: Sound, delivery: Delivery) -> list[Finding]:
    """What is heard in the pauses of a voice."""
    return measured(sound, ("room",), delivery)


def check_made(
    path: Path, name: str, sound: Sound, true_peak_dbtp: float, delivery: Delivery, *, lossy: bool, upload: bool
) -> list[Finding]:
    """A file of a track that is itself looked over: its form if it goes to the shops, and what an encoder may have
    changed. `name` is the file's in the folder of the release, `sound` what was read back of it."""
    found = measured(sound, ("track",), delivery, SHAPE)
    if lossy:
        peak = Measured(true_peak_dbtp)
        found.append(judged("lossy-peak", "dBTP", 1, peak, band_named(delivery, "lossy-peak"), "encode-again"))
    if upload:
        what = wavfile.header(path)
        found += [*wavfile.check_header(what, delivery.upload), *wavfile.check_samples(path, what, delivery)]
    return [msgspec.structs.replace(finding, file=name) for finding in found]


def check_balance(voices: Sound, rest: Sound, delivery: Delivery) -> list[Finding]:
    """The voices together over everything else, both as they are mixed, from the same beat on."""
    value = voice.voice_balance(voices, rest)
    if value is None:
        return []
    return [judged("voice-balance", "LU", 1, value, band_named(delivery, "voice-balance"), "voice-balance")]


def decoded(path: Path) -> tuple[Sound, list[str]]:
    """A whole file, and the notes of its reading. StudioError as `studio.decode.opened`."""
    with opened(path, lambda: None) as source:
        blocks = [block.samples for block in source.blocks()]
        empty = np.zeros((0, source.channels), np.float32)
        samples: Samples = np.concatenate(blocks) if blocks else empty
        return Sound(samples, source.rate_hz), list(source.notes)
