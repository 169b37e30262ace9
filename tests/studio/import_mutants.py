"""Imports mutated files one after another in a process with little memory; says on stdout what became of each.

Run as a script by `test_media.py`: a crash in a C library then ends this process and not the tests.
"""

from __future__ import annotations

import itertools
import random
import resource
import sys
import time
from pathlib import Path

import audio_corpus

from studio.errors import StudioError
from studio.media import import_audio

MEMORY_BYTES = 2 << 30


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Bytes changed, cut out, doubled, zeroed or cut off; headers more often than the rest."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        at = dice.randrange(min(len(out), dice.choice((64, 512, len(out))))) if out else 0
        length = dice.choice((1, 2, 4, 4, 8, 100, 2000))
        match dice.randrange(7):
            case 0:
                out[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                out[at : at + 4] = dice.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\x80"))
            case 2:
                del out[at : at + length]
            case 3:
                out[at:at] = out[at : at + length]
            case 4:
                out[at : at + length] = bytes(len(out[at : at + length]))
            case 5:
                out[at : at + length] = dice.randbytes(len(out[at : at + length]))
            case 6:
                del out[dice.randrange(len(out) + 1) :]
    return bytes(out)


def main(seed: int, first: int, last: int, folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    good = sorted(audio_corpus.SMALL)
    made: dict[str, bytes] = {}
    source, target = folder / "source", folder / "target.wav"
    for number in range(first, last):
        dice = random.Random(f"{seed}/{number}")
        kind = dice.choice(good)
        if kind not in made:
            made[kind] = audio_corpus.SMALL[kind]()
        source.write_bytes(mutated(made[kind], dice))
        print(number, kind, end=" ", flush=True)
        calls_s = [time.monotonic()]
        try:
            import_audio(source, target, 48_000, progress=lambda _: calls_s.append(time.monotonic()))  # noqa: B023
            outcome = "imported"
            target.unlink()
        except StudioError as error:
            outcome = error.code
        calls_s.append(time.monotonic())
        left = sorted(path.name for path in folder.iterdir())
        pause_s = max(b - a for a, b in itertools.pairwise(calls_s))
        print(outcome, f"{pause_s:.3f}", "clean" if left == ["source"] else left, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
