"""The process that does what `ui.worker` asks for: one request comes in as a line of JSON; shares of progress and,
last, the outcome go out the same way.

When its input is closed, by a person who changed their mind or by a window that is gone, it stops and leaves nothing
behind.
"""

from __future__ import annotations

import math
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import msgspec

from studio.errors import Cancelled, StudioError
from studio.song import Media
from ui import worker

_AHEAD_NICE = 15


def main() -> None:
    """The process itself."""
    request = msgspec.json.decode(sys.stdin.buffer.readline(), type=worker.Request)
    ahead = isinstance(request, worker.Listen) and request.ahead
    if ahead and hasattr(os, "nice"):
        os.nice(_AHEAD_NICE)
    closed = threading.Event()

    def watch() -> None:
        sys.stdin.buffer.read()
        closed.set()
        if ahead:
            os._exit(0)

    threading.Thread(target=watch, name="input", daemon=True).start()
    told = ("", -1.0)

    def tell(answer: Any) -> None:
        try:
            sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
            sys.stdout.buffer.flush()
        except OSError:
            closed.set()  # nobody listens any more

    def progress(share: float, file: str = "") -> None:
        nonlocal told
        if file != told[0] or share - told[1] >= 0.01:
            told = file, share
            tell(worker.Progress(share, file))

    try:
        tell(_done(request, progress, closed.is_set))
    except Cancelled:
        tell(worker.Stopped())
    except StudioError as error:
        tell(worker.Refused(error.code, dict(error.fields)))
    sys.stdout.flush()
    os._exit(0)  # the input thread may be waiting inside a read for ever


class _Progress(Protocol):
    def __call__(self, share: float, file: str = "") -> None: ...


def _done(request: worker.Request, progress: _Progress, stopped: Callable[[], bool]) -> worker.Answer:
    if isinstance(request, worker.Listen):
        from beats.analysis import analyse

        return worker.Heard(analyse(Path(request.file), progress=progress, cancelled=stopped))
    if isinstance(request, worker.FileLoudness):
        from studio import mastering

        return worker.Loud(_audible(mastering.measure(Path(request.file)).integrated_lufs))
    files = {media: Path(file) for media, file in request.files.items()}

    def path_of(media: Media) -> Path:
        return files[media.id]

    if isinstance(request, worker.Render):
        from studio import export

        target = Path(request.target)
        sources = (request.song, path_of, request.kits, target, request.encoding)
        made = export.render(*sources, progress=progress, cancelled=stopped)
        return worker.Done(made.frames, made.clipped_samples)
    if isinstance(request, worker.Release):
        return _released(request, path_of, progress, stopped)
    if isinstance(request, worker.Check):
        return _checked(request, path_of, progress, stopped)
    return _measured(request, path_of, progress, stopped)


def _released(
    request: worker.Release, path_of: Callable[[Media], Path], progress: _Progress, stopped: Callable[[], bool]
) -> worker.Released:
    from ui import i18n
    from ui.giving import give_out

    i18n.use(request.language)
    target = Path(request.target)
    made = give_out(
        request.song,
        path_of,
        request.kits,
        target,
        papers_folder=Path(request.papers),
        packs=request.packs,
        progress=lambda file, share: progress(share, file),
        cancelled=stopped,
    )
    return worker.Released(
        tuple(path.relative_to(target).as_posix() for path in made.paths), made.report, made.findings
    )


def _checked(
    request: worker.Check, path_of: Callable[[Media], Path], progress: _Progress, stopped: Callable[[], bool]
) -> worker.Checked:
    import presets
    from studio.release.lookover import Rules, check_song

    rules = Rules(presets.load_delivery(), presets.load_explicit_words())
    sources = (request.song, Path(request.folder), path_of, request.kits, rules)
    return worker.Checked(tuple(check_song(*sources, progress=progress, cancelled=stopped)))


def _measured(
    request: worker.MatchVoice | worker.Match | worker.Balance | worker.MixLoudness | worker.LearnRoom,
    path_of: Callable[[Media], Path],
    progress: Callable[[float], None],
    stopped: Callable[[], bool],
) -> worker.Answer:
    from recorder import room, voices
    from studio import balance as measuring

    song = request.song
    match request:
        case worker.MatchVoice():
            voice = voices.find(request.voice, Path(request.own))
            sources = (song, path_of, request.kits, request.track_id, voice, request.amount)
            found = voices.matched_voice(*sources, progress=progress, cancelled=stopped)
            return worker.Matched(found.trim_db if found.is_measured else None, found.louder_db)
        case worker.Match():
            before = song.track(request.track_id).knobs
            asked = (song, path_of, request.kits, request.track_id, before, request.knobs)
            return worker.Matched(measuring.matched_trim(*asked, progress=progress, cancelled=stopped))
        case worker.Balance():
            return worker.Balanced(
                *measuring.measured_balance(song, path_of, request.kits, progress=progress, cancelled=stopped)
            )
        case worker.MixLoudness():
            return worker.Loud(
                _audible(measuring.mix_loudness(song, path_of, request.kits, progress=progress, cancelled=stopped))
            )
        case worker.LearnRoom():
            learned, pause = room.with_room(song, request.track_id, path_of, progress=progress, cancelled=stopped)
            track = learned.track(request.track_id)
            knobs = {name: track.knob(name) for name in (*voices.ROOM_KNOBS, "noise_on")}
            return worker.Learned(knobs, pause.level_db, len(pause.samples) / song.rate_hz)


def _audible(lufs: float) -> float | None:
    return lufs if math.isfinite(lufs) else None


if __name__ == "__main__":
    main()
