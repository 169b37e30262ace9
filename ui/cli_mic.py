"""The commands that look after the microphone: how long sound takes through the machine, and whether the level is
right."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from studio.errors import StudioError
from ui.cli_parts import Json, app, progress, reply, told
from ui.i18n import decimal, t

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from studio.song import Song
    from ui.session import Session

Device = Annotated[str, typer.Option("--device", metavar="NAME")]
_RATE_HZ = 48_000


@app.command()
def calibrate(device: Device = "", as_json: Json = False) -> None:
    from recorder import latency
    from studio import storage

    song = latency.burst_song(_RATE_HZ)
    with _measuring(song) as session, progress(as_json) as tell:
        latency.write_bursts(session.folder.path, _RATE_HZ)
        opened = session.open_device(device, told(tell, "cli-warming"))
        heard = _heard(session, latency.seconds(_RATE_HZ), told(tell, "cli-listening"))
        lag = latency.measure(heard, _RATE_HZ)
        row = latency.measured(lag, opened, session.wish, session.round_trip_frames, f"{date.today():%Y-%m-%d}")
    settings = storage.read_settings(session.places.settings)
    rows = latency.remembered(settings.measured, row)
    storage.write_settings(session.places.settings, msgspec.structs.replace(settings, measured=rows))
    milliseconds = 1000.0 * row.round_trip_frames / row.rate_hz
    facts = {
        "device": opened.name,
        "milliseconds": round(milliseconds, 3),
        "wrong_by_frames": round(lag.frames, 2),
        "gain_db": round(lag.gain_db, 1),
        **msgspec.structs.asdict(row),
    }
    words = {"milliseconds": decimal(milliseconds), "frames": round(row.round_trip_frames)}
    reply(as_json, facts, t("cli-calibrated", name=opened.name, **words))


@app.command()
def level(
    seconds: Annotated[float, typer.Option("--seconds", metavar="N", min=1.0, max=60.0)] = 8.0,
    device: Device = "",
    as_json: Json = False,
) -> None:
    from recorder import latency
    from recorder.level import DRIFT_DB, judge

    with _measuring(latency.still_song(_RATE_HZ)) as session, progress(as_json) as tell:
        opened = session.open_device(device, told(tell, "cli-warming"))
        found = judge(_heard(session, seconds, told(tell, "cli-listening")), _RATE_HZ)
    facts = {
        "device": opened.name,
        "verdict": found.verdict,
        "peak_db": round(found.peak_db, 1),
        "floor_db": round(found.floor_db, 1),
        "is_noisy": found.is_noisy,
        "drift_db": round(found.drift_db, 1),
        "is_good": found.is_good,
    }
    more = ["mic-noisy"] if found.is_noisy else []
    more += ["mic-drifts"] if abs(found.drift_db) > DRIFT_DB else []
    reply(
        as_json,
        facts,
        t("cli-level-heard", peak=decimal(found.peak_db), floor=decimal(found.floor_db)),
        *(f"{t(message)}. {t(f'{message}.text')}" for message in (f"mic-level-{found.verdict}", *more)),
    )


@contextmanager
def _measuring(song: Song) -> Iterator[Session]:
    """A session with a song that is gone afterwards, take and all."""
    from studio import storage
    from studio.songfile import SongFolder
    from ui.session import Session

    with tempfile.TemporaryDirectory(prefix="mic-", dir=storage.places().runtime) as folder:
        path = Path(folder) / "song"
        SongFolder.create(path, song).close()
        with Session(path) as session:
            yield session


def _heard(session: Session, seconds: float, tell: Callable[[float], None]) -> NDArray[np.float32]:
    """What the microphone hears while the session's song plays. StudioError device-lost, …"""
    from recorder.latency import heard_in

    closed = session.record(seconds, 0.0, tell=tell)
    if closed.why != "stopped":
        raise StudioError("device-lost", name=session.device.name if session.device else "")
    return heard_in(closed)
