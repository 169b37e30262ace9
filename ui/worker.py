"""Heavy work in a process of its own, so that the window loads no compiler: finished files, listening to a beat.

`python -m ui.worker`: one request comes in as a line of JSON; shares of progress and, last, the outcome go out
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

from beats.analysis import Analysis
from studio.engine.messages import SoundSource
from studio.errors import Cancelled, StudioError
from studio.song import Song


class Render(msgspec.Struct, frozen=True, tag=True):
    """Make a file of a song. `files`: where each media file of the song lies, by its id."""

    song: Song
    files: dict[str, str]
    kits: dict[str, dict[str, SoundSource]]
    target: str
    encoding: str


class Listen(msgspec.Struct, frozen=True, tag=True):
    """Find tempo, first beat and key of an audio file."""

    file: str


class Progress(msgspec.Struct, frozen=True, tag=True):
    share: float


class Done(msgspec.Struct, frozen=True, tag=True):
    frames: int
    clipped_samples: int


class Heard(msgspec.Struct, frozen=True, tag=True):
    analysis: Analysis


class Refused(msgspec.Struct, frozen=True, tag=True):
    code: str
    fields: dict[str, Any]


class Stopped(msgspec.Struct, frozen=True, tag=True):
    """Cancelled; nothing is left behind."""


_answers = msgspec.json.Decoder(Progress | Done | Heard | Refused | Stopped)


def render(request: Render, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Done:
    """Have a file made by another process; for a worker thread. StudioError as `studio.export.render`; Cancelled."""
    done = _run(request, StudioError("export-failed", name=Path(request.target).name), progress, cancelled)
    assert isinstance(done, Done)
    return done


def listen(file: Path, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Analysis:
    """Have a beat listened to by another process; for a worker thread. StudioError as `analyse`; Cancelled."""
    heard = _run(Listen(str(file)), StudioError("unexpected", what="listen"), progress, cancelled)
    assert isinstance(heard, Heard)
    return heard.analysis


def _run(
    request: Render | Listen,
    lost: StudioError,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
    poll_s: float = 0.05,
) -> Done | Heard:
    """The answer of another process; `lost` is raised when it is gone without one."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.worker"],
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

    watcher = threading.Thread(target=watch, name="worker-watch", daemon=True)
    try:
        process.stdin.write(msgspec.json.encode(request) + b"\n")
        process.stdin.flush()
        watcher.start()
        for line in process.stdout:
            match _answers.decode(line):
                case Progress(share):
                    progress(share)
                case Done() | Heard() as done:
                    return done
                case Refused(code, fields):
                    raise StudioError(code, **fields)
                case Stopped():
                    raise Cancelled
        raise lost
    except BrokenPipeError as error:
        raise lost from error
    finally:
        ended.set()
        if watcher.ident is not None:
            watcher.join()
        process.stdin.close()
        process.stdout.close()
        process.wait()


def main() -> None:
    """The process itself."""
    request = msgspec.json.decode(sys.stdin.buffer.readline(), type=Render | Listen)
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
        tell(_done(request, progress, closed.is_set))
    except Cancelled:
        tell(Stopped())
    except StudioError as error:
        tell(Refused(error.code, dict(error.fields)))
    sys.stdout.flush()
    os._exit(0)  # the input thread may be waiting inside a read for ever


def _done(request: Render | Listen, progress: Callable[[float], None], stopped: Callable[[], bool]) -> Done | Heard:
    if isinstance(request, Listen):
        from beats.analysis import analyse

        return Heard(analyse(Path(request.file), progress=progress, cancelled=stopped))
    from studio import export

    files = {media: Path(file) for media, file in request.files.items()}
    target = Path(request.target)
    made = export.render(
        request.song,
        lambda media: files[media.id],
        request.kits,
        target,
        request.encoding,
        progress=progress,
        cancelled=stopped,
    )
    return Done(made.frames, made.clipped_samples)


if __name__ == "__main__":
    main()
