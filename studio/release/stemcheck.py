"""The stems of a release, read back together: do they begin and end where they should, and add up to the mix?"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import numpy as np

from studio.release.parts import Parts
from studio.release.work import Work
from studio.units import SILENCE_DB, db_of_gain, gain_of_db

NULL_DB = -90.0
"""The most that may be left of the mix when the stems are taken away from it."""
_BLOCK_FRAMES = 65_536


def null_of(folder: Path, made: Parts, rate_hz: int, work: Work) -> tuple[float | None, dict[str, str]]:
    """What is left, in dBFS (None for nothing), and what is wrong with which stem, as a code of `check.fault_of`.

    The files are opened with libsndfile, which wrote none of them.
    """
    import soundfile

    faults: dict[str, str] = {}
    with ExitStack() as stack:
        opened = {}
        for stem in made.stems:
            try:
                sound = stack.enter_context(soundfile.SoundFile(folder / stem.file))
            except soundfile.SoundFileError:
                faults[stem.file] = "sound"
                continue
            for code, found, wanted in (
                ("rate", sound.samplerate, rate_hz),
                ("channels", sound.channels, 2),
                ("frames", sound.frames, len(made.mix)),
            ):
                if found != wanted:
                    faults.setdefault(stem.file, code)
            opened[stem.file] = sound
        if faults:
            return None, faults
        most, adding = 0.0, [stem for stem in made.stems if stem.kind != "dry"]
        for at in range(0, len(made.mix), _BLOCK_FRAMES):
            work.tick()
            left = made.mix[at : at + _BLOCK_FRAMES].copy()
            for stem in adding:
                left -= opened[stem.file].read(len(left), always_2d=True) * gain_of_db(stem.gain_db)
            most = max(most, float(np.max(np.abs(left), initial=0.0)))
    left_db = db_of_gain(most)
    if left_db > NULL_DB:
        return left_db, {stem.file: "sound" for stem in adding}
    return (left_db if left_db > SILENCE_DB else None), {}
