"""Makes a finished file in a process of its own, so that no compiler is loaded into the window.

`python -m ui.render_worker`: one request comes in as a line of JSON; shares of progress and, last, the outcome go out
the same way. When its input is closed, by a person who changed their mind or by a window that is gone, it stops and
leaves nothing behind.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from studio.engine.messages import SoundSource
from studio.errors import Cancelled, StudioError
from studio.song import Song


class Request(msgspec.Struct, frozen=True):
    """What is to be made of which song. `files`: where each media file of the song lies, by its id."""

    song: Song
    files: dict[str, str]
    kits: dict[str, dict[str, SoundSource]]
    target: str
    encoding: str


class Progress(msgspec.Struct, frozen=True, tag=True):
    share: float


class Done(msgspec.Struct, frozen=True, tag=True):
    frames: int
    clipped_samples: int


class Refused(msgspec.Struct, frozen=True, tag=True):
    code: str
    fields: dict[str, Any]


class Stopped(msgspec.Struct, frozen=True, tag=True):
    """Cancelled; nothing is left behind."""


_answers = msgspec.json.Decoder(Progress | Done | Refused | Stopped)


def render(
    request: Request, progress: Callable[[float], None], cancelled: Callable[[], bool], poll_s: float = 0.05
) -> Done:
    """Have a file made by another process; for a worker thread. StudioError as `studio.export.render`; Cancelled."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.render_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(poll_s):
            if cancelled() and process.stdin is not None:
                process.stdin.close()
                return

    watcher = threading.Thread(target=watch, name="render-watch", daemon=True)
    try:
        process.stdin.write(msgspec.json.encode(request) + b"\n")
        process.stdin.flush()
        watcher.start()
        for line in process.stdout:
            match _answers.decode(line):
                case Progress(share):
                    progress(share)
                case Done() as done:
                    return done
                case Refused(code, fields):
                    raise StudioError(code, **fields)
                case Stopped():
                    raise Cancelled
        raise StudioError("export-failed", name=Path(request.target).name)
    except BrokenPipeError as error:
        raise StudioError("export-failed", name=Path(request.target).name) from error
    finally:
        ended.set()
        if watcher.ident is not None:
            watcher.join()
        process.stdin.close()
        process.stdout.close()
        process.wait()


def main() -> None:
    """The process itself."""
    request = msgspec.json.decode(sys.stdin.buffer.readline(), type=Request)
    closed = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.buffer.read(), closed.set()), name="input", daemon=True).start()
    told = -1.0

    def tell(answer: Any) -> None:
        try:
            sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
            sys.stdout.buffer.flush()
        except OSError:
            closed.set()  # nobody listens any more

    def progress(share: float) -> None:
        nonlocal told
        if share - told >= 0.01:
            told = share
            tell(Progress(share))

    try:
        from studio import export

        files = {media: Path(file) for media, file in request.files.items()}
        made = export.render(
            request.song,
            lambda media: files[media.id],
            request.kits,
            Path(request.target),
            request.encoding,
            progress=progress,
            cancelled=closed.is_set,
        )
        tell(Done(made.frames, made.clipped_samples))
    except Cancelled:
        tell(Stopped())
    except StudioError as error:
        tell(Refused(error.code, dict(error.fields)))
    sys.stdout.flush()
    os._exit(0)  # the input thread may be waiting inside a read for ever


if __name__ == "__main__":
    main()
