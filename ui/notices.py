"""What the banner says: codes and message ids in, sentences out. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from studio.errors import StudioError
from studio.rescue import TAKES
from ui import i18n

if TYPE_CHECKING:
    from studio.engine.messages import TakeClosed

Tone = Literal["warning", "ok", "note"]

ACTIONS: Mapping[str, str] = {
    "device-none": "sound",
    "device-missing": "sound",
    "device-taken": "sound",
    "device-rate": "sound",
    "device-lost": "sound",
    "device-unsteady": "sound",
    "device-failed": "sound",
    "engine-gone": "restart-sound",
    "audio-missing": "import",
    "audio-empty": "import",
    "audio-silent-track": "import",
    "audio-unreadable": "import",
    "audio-too-long": "import",
    "audio-too-big": "import",
    "disk-low": "room",
    "disk-full": "room",
    "song-missing": "songs",
    "song-not-a-song": "songs",
    "song-in-use": "songs",
    "song-damaged": "songs",
    "song-newer": "songs",
    "export-failed": "finish",
}
"""Error code → the one button beside it (`action-…`); the rest have the button that puts the banner away."""


@dataclass(frozen=True)
class Notice:
    """One message for the banner: a text id with its fields, a tone, and at most one action."""

    message: str
    fields: Mapping[str, object] = field(default_factory=dict)
    tone: Tone = "note"
    action: str = "ok"

    more: tuple[Notice, ...] = ()
    """Said in the same breath, after this one."""

    def text(self) -> str:
        """What it says, in the language in use."""
        return " ".join([i18n.t(self.message, **self.fields), *(notice.text() for notice in self.more)])


def of_error(error: StudioError) -> Notice:
    """The notice of an error that a person can be told about."""
    return Notice(f"error-{error.code}", error.fields, "warning", ACTIONS.get(error.code, "ok"))


def of_opening(notes: Sequence[tuple[str, Mapping[str, object]]]) -> Notice | None:
    """One notice of all that opening a song had to tell (codes of `studio.rescue.NOTES`); None for nothing."""
    told: list[Notice] = []
    for code, fields in notes:
        known = dict(fields)
        if "seconds" in known:
            known["length"] = i18n.clock(float(str(known["seconds"])))
        told.append(Notice(f"open-note-{code}", known))
    return replace(told[0], more=tuple(told[1:])) if told else None


_LOST_S = 0.02
"""Who lost more than this of a take may want to make it again."""
_ENDED: Mapping[str, tuple[str, str]] = {
    "slept": ("told-take-slept", "again"),
    "disk-full": ("told-take-disk-full", "room"),
    "disk-refused": ("told-take-disk-refused", "ok"),
}
"""Why a take ended by itself → message and action."""


def of_closed(closed: TakeClosed, round_trip_frames: int) -> Notice:
    """What to say of a take that is safe on disk. A dropout costs what was on its way then, a round trip at most."""
    rate_hz = max(closed.rate_hz, 1)
    length = {"length": i18n.clock(closed.frames / rate_hz)}
    lost_frames = sum(gap.length_frames for gap in closed.gaps) + closed.xruns * round_trip_frames
    if closed.why in _ENDED:
        message, action = _ENDED[closed.why]
        return Notice(message, length, "warning", action)
    if Path(closed.path).parent.name != TAKES:
        return Notice("told-take-spooled", length, "warning")
    if lost_frames > _LOST_S * rate_hz:
        return Notice("told-take-gaps", length, "warning", "again")
    if closed.clipped_frames:
        return Notice("told-take-loud", length, "warning")
    return Notice("told-take-kept", length, "ok")
