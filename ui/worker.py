"""Heavy work in a process of its own, so that the window loads no compiler: finished files, whole releases, looking a
song over, listening to a beat, how loud a voice is.

`python -m ui.worker`: one request comes in as a line of JSON; shares of progress and, last, the outcome go out
the same way. When its input is closed, by a person who changed their mind or by a window that is gone, it stops and
leaves nothing behind.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import msgspec

from beats.analysis import Analysis
from studio.engine.messages import SoundSource
from studio.errors import Cancelled, StudioError
from studio.interchange.findings import Report
from studio.preflight.finding import Finding
from studio.song import Media, Song


class Render(msgspec.Struct, frozen=True, tag=True):
    """Make a file of a song. `files`: where each media file of the song lies, by its id."""

    song: Song
    files: dict[str, str]
    kits: dict[str, dict[str, SoundSource]]
    target: str
    encoding: str


class Release(msgspec.Struct, frozen=True, tag=True):
    """Make the folder of a release. `papers`: where the song keeps its cover; `packs` of `studio.credits.PACKS`;
    `language` of its texts."""

    song: Song
    files: dict[str, str]
    kits: dict[str, dict[str, SoundSource]]
    target: str
    papers: str
    packs: tuple[str, ...]
    language: str


class Check(msgspec.Struct, frozen=True, tag=True):
    """Look a song over before it goes out; `folder` is its own."""

    song: Song
    files: dict[str, str]
    kits: dict[str, dict[str, SoundSource]]
    folder: str


class Listen(msgspec.Struct, frozen=True, tag=True):
    """Find tempo, first beat and key of an audio file."""

    file: str


class MatchVoice(msgspec.Struct, frozen=True, tag=True):
    """Find the trim and the singer's loudness that a vocal sound is laid on a track with. `own`: the folder of own
    sounds."""

    song: Song
    files: dict[str, str]
    kits: dict[str, dict[str, SoundSource]]
    track_id: str
    voice: str
    amount: float
    own: str


class Match(msgspec.Struct, frozen=True, tag=True):
    """Find the trim with which other knobs leave a track as loud as it is."""

    song: Song
    files: dict[str, str]
    kits: dict[str, dict[str, SoundSource]]
    track_id: str
    knobs: dict[str, float]


class Balance(msgspec.Struct, frozen=True, tag=True):
    """Find where the slider between voice and beat begins."""

    song: Song
    files: dict[str, str]
    kits: dict[str, dict[str, SoundSource]]


class MixLoudness(msgspec.Struct, frozen=True, tag=True):
    """Find how loud a song's mix is."""

    song: Song
    files: dict[str, str]
    kits: dict[str, dict[str, SoundSource]]


class FileLoudness(msgspec.Struct, frozen=True, tag=True):
    """Find how loud an audio file is."""

    file: str


class LearnRoom(msgspec.Struct, frozen=True, tag=True):
    """Find what the room has, from a pause of a track's takes."""

    song: Song
    files: dict[str, str]
    track_id: str


class Progress(msgspec.Struct, frozen=True, tag=True):
    """`file` is the one that is worked on, where there are several, and `share` how much of it is done."""

    share: float
    file: str = ""


class Done(msgspec.Struct, frozen=True, tag=True):
    frames: int
    clipped_samples: int


class Released(msgspec.Struct, frozen=True, tag=True):
    files: tuple[str, ...]
    """From the folder of the release, with forward slashes."""
    report: Report
    findings: tuple[Finding, ...] = ()


class Checked(msgspec.Struct, frozen=True, tag=True):
    findings: tuple[Finding, ...]


class Heard(msgspec.Struct, frozen=True, tag=True):
    analysis: Analysis


class Matched(msgspec.Struct, frozen=True, tag=True):
    """`trim_db` None: nothing sounds yet, and the sound's own trim counts."""

    trim_db: float | None
    louder_db: float = 0.0


class Balanced(msgspec.Struct, frozen=True, tag=True):
    """As `studio.balance.Balance`."""

    voice_start_db: float | None
    voice_lufs: float | None
    beat_lufs: float | None
    seconds: float
    missing: str


class Loud(msgspec.Struct, frozen=True, tag=True):
    """Integrated loudness; None for silence."""

    lufs: float | None


class Learned(msgspec.Struct, frozen=True, tag=True):
    """`knobs`: rows of `params.TRACK` for `edits.set_knob`."""

    knobs: dict[str, float]
    level_db: float
    seconds: float


class Refused(msgspec.Struct, frozen=True, tag=True):
    code: str
    fields: dict[str, Any]


class Stopped(msgspec.Struct, frozen=True, tag=True):
    """Cancelled; nothing is left behind."""


Request = Render | Release | Check | Listen | MatchVoice | Match | Balance | MixLoudness | FileLoudness | LearnRoom
Answer = Done | Released | Checked | Heard | Matched | Balanced | Loud | Learned
_answers = msgspec.json.Decoder(Progress | Answer | Refused | Stopped)


def render(request: Render, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Done:
    """Have a file made by another process; for a worker thread. StudioError as `studio.export.render`; Cancelled."""
    done = _run(request, StudioError("export-failed", name=Path(request.target).name), progress, cancelled)
    assert isinstance(done, Done)
    return done


def release(request: Release, told: Callable[[str, float], None], cancelled: Callable[[], bool]) -> Released:
    """Have the folder of a release made by another process; for a worker thread. `told` hears of each file and its
    share. StudioError as `studio.release.folder.release`; Cancelled."""
    lost = StudioError("export-failed", name=Path(request.target).name)
    done = _run(request, lost, lambda share: None, cancelled, told=told)
    assert isinstance(done, Released)
    return done


def check(request: Check, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> tuple[Finding, ...]:
    """Have a song looked over by another process; for a worker thread. StudioError as `check_song`; Cancelled."""
    checked = _run(request, StudioError("unexpected", what="check"), progress, cancelled)
    assert isinstance(checked, Checked)
    return checked.findings


def listen(file: Path, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Analysis:
    """Have a beat listened to by another process; for a worker thread. StudioError as `analyse`; Cancelled."""
    heard = _run(Listen(str(file)), StudioError("unexpected", what="listen"), progress, cancelled)
    assert isinstance(heard, Heard)
    return heard.analysis


def match(request: MatchVoice | Match, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Matched:
    """Have a trim measured by another process; for a worker thread. StudioError as `edits`; Cancelled."""
    matched = _run(request, StudioError("unexpected", what="match"), progress, cancelled)
    assert isinstance(matched, Matched)
    return matched


def balance(request: Balance, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Balanced:
    """Have voice and beat measured by another process; for a worker thread. Cancelled."""
    balanced = _run(request, StudioError("unexpected", what="balance"), progress, cancelled)
    assert isinstance(balanced, Balanced)
    return balanced


def loudness(
    request: MixLoudness | FileLoudness, progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> float | None:
    """Have a mix or a file measured by another process; for a worker thread. LUFS, None for silence. StudioError as
    `studio.decode.opened`; Cancelled."""
    loud = _run(request, StudioError("unexpected", what="loudness"), progress, cancelled)
    assert isinstance(loud, Loud)
    return loud.lufs


def learn_room(request: LearnRoom, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Learned:
    """Have a room listened to by another process; for a worker thread. StudioError("room-unheard"); Cancelled."""
    learned = _run(request, StudioError("unexpected", what="learn-room"), progress, cancelled)
    assert isinstance(learned, Learned)
    return learned


def _run(
    request: Request,
    lost: StudioError,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
    *,
    told: Callable[[str, float], None] | None = None,
    poll_s: float = 0.05,
) -> Answer:
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
                case Progress(share, file):
                    progress(share)
                    if told is not None:
                        told(file, share)
                case Refused(code, fields):
                    raise StudioError(code, **fields)
                case Stopped():
                    raise Cancelled
                case answer:
                    return answer
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
    request = msgspec.json.decode(sys.stdin.buffer.readline(), type=Request)
    closed = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.buffer.read(), closed.set()), name="input", daemon=True).start()
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
            tell(Progress(share, file))

    try:
        tell(_done(request, progress, closed.is_set))
    except Cancelled:
        tell(Stopped())
    except StudioError as error:
        tell(Refused(error.code, dict(error.fields)))
    sys.stdout.flush()
    os._exit(0)  # the input thread may be waiting inside a read for ever


class _Progress(Protocol):
    def __call__(self, share: float, file: str = "") -> None: ...


def _done(request: Request, progress: _Progress, stopped: Callable[[], bool]) -> Answer:
    if isinstance(request, Listen):
        from beats.analysis import analyse

        return Heard(analyse(Path(request.file), progress=progress, cancelled=stopped))
    if isinstance(request, FileLoudness):
        from studio import mastering

        return Loud(_audible(mastering.measure(Path(request.file)).integrated_lufs))
    files = {media: Path(file) for media, file in request.files.items()}

    def path_of(media: Media) -> Path:
        return files[media.id]

    if isinstance(request, Render):
        from studio import export

        target = Path(request.target)
        sources = (request.song, path_of, request.kits, target, request.encoding)
        made = export.render(*sources, progress=progress, cancelled=stopped)
        return Done(made.frames, made.clipped_samples)
    if isinstance(request, Release):
        return _released(request, path_of, progress, stopped)
    if isinstance(request, Check):
        return _checked(request, path_of, progress, stopped)
    return _measured(request, path_of, progress, stopped)


def _released(
    request: Release, path_of: Callable[[Media], Path], progress: _Progress, stopped: Callable[[], bool]
) -> Released:
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
    return Released(tuple(path.relative_to(target).as_posix() for path in made.paths), made.report, made.findings)


def _checked(
    request: Check, path_of: Callable[[Media], Path], progress: _Progress, stopped: Callable[[], bool]
) -> Checked:
    import presets
    from studio.release.lookover import Rules, check_song

    rules = Rules(presets.load_delivery(), presets.load_explicit_words())
    sources = (request.song, Path(request.folder), path_of, request.kits, rules)
    return Checked(tuple(check_song(*sources, progress=progress, cancelled=stopped)))


def _measured(
    request: MatchVoice | Match | Balance | MixLoudness | LearnRoom,
    path_of: Callable[[Media], Path],
    progress: Callable[[float], None],
    stopped: Callable[[], bool],
) -> Answer:
    from recorder import room, voices
    from studio import balance as measuring

    song = request.song
    match request:
        case MatchVoice():
            voice = voices.find(request.voice, Path(request.own))
            sources = (song, path_of, request.kits, request.track_id, voice, request.amount)
            found = voices.matched_voice(*sources, progress=progress, cancelled=stopped)
            return Matched(found.trim_db if found.is_measured else None, found.louder_db)
        case Match():
            before = song.track(request.track_id).knobs
            asked = (song, path_of, request.kits, request.track_id, before, request.knobs)
            return Matched(measuring.matched_trim(*asked, progress=progress, cancelled=stopped))
        case Balance():
            return Balanced(
                *measuring.measured_balance(song, path_of, request.kits, progress=progress, cancelled=stopped)
            )
        case MixLoudness():
            return Loud(
                _audible(measuring.mix_loudness(song, path_of, request.kits, progress=progress, cancelled=stopped))
            )
        case LearnRoom():
            learned, pause = room.with_room(song, request.track_id, path_of, progress=progress, cancelled=stopped)
            track = learned.track(request.track_id)
            knobs = {name: track.knob(name) for name in (*voices.ROOM_KNOBS, "noise_on")}
            return Learned(knobs, pause.level_db, len(pause.samples) / song.rate_hz)


def _audible(lufs: float) -> float | None:
    return lufs if math.isfinite(lufs) else None


if __name__ == "__main__":
    main()
