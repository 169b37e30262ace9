"""Heavy work in a process of its own, so that the window loads no compiler: finished files, whole releases, looking a
song over, listening to a beat, how loud a voice is.

What is asked and answered, and asking for it; `ui.worker_process` is what answers.
"""

from __future__ import annotations

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
from studio.interchange.findings import Report
from studio.preflight.finding import Finding
from studio.song import Song


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
    """Find tempo, first beat and key of an audio file. `ahead`: nobody waits for it, so it lets everything else go
    first and ends at once when it is told to stop."""

    file: str
    ahead: bool = False


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


def listen(
    file: Path, progress: Callable[[float], None], cancelled: Callable[[], bool], *, ahead: bool = False
) -> Analysis:
    """Have a beat listened to by another process; for a worker thread. `ahead`: as of `Listen`. StudioError as
    `analyse`; Cancelled."""
    heard = _run(Listen(str(file), ahead), StudioError("unexpected", what="listen"), progress, cancelled)
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
        [sys.executable, "-m", "ui.worker_process"],
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
        if cancelled():
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
