"""`rapstudio bench`: every promised number next to its bar, measured here and now. A benchmark, not a test: nothing
fails.

Realtime figures are CPU time of the audio thread as shares of the block, because a virtual machine's clock wakes late
whoever asks it; offline figures are multiples of real time, beside another program that does the same job in the same
run. What is said to be of one core is CPU time.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ui import (
    bench_beats,
    bench_lessons,
    bench_midi,
    bench_offline,
    bench_realtime,
    bench_record,
    bench_release,
    bench_room,
    bench_window,
)
from ui.bench_parts import Say


class Row(NamedTuple):
    """A number that is promised."""

    what: str
    sign: Literal["≤", "≥"]
    bar: float
    unit: str


ROWS = {
    "busy32_worst": Row("32 tracks, 64 frames: worst callback, CPU", "≤", 50.0, "% of the block"),
    "busy32_most": Row("32 tracks, 64 frames: 99.9 % of callbacks, CPU", "≤", 25.0, "% of the block"),
    "busy32_late": Row("32 tracks, 64 frames: cycles late beyond an idle client's", "≤", 0.0, "cycles"),
    "busy64_worst": Row("64 tracks, 256 frames: worst callback, CPU", "≤", 50.0, "% of the block"),
    "busy64_most": Row("64 tracks, 256 frames: 99.9 % of callbacks, CPU", "≤", 25.0, "% of the block"),
    "busy64_late": Row("64 tracks, 256 frames: cycles late beyond an idle client's", "≤", 0.0, "cycles"),
    "whole32_worst": Row("32 tracks, the complete strip: worst callback, CPU", "≤", 60.0, "% of the block"),
    "whole32_most": Row("32 tracks, the complete strip: 99.9 % of callbacks, CPU", "≤", 35.0, "% of the block"),
    "whole32_late": Row("32 tracks, the complete strip: cycles late beyond an idle client's", "≤", 0.0, "cycles"),
    "pad_median": Row("a pad to its first sample, median, over one block", "≤", 1.0, "ms"),
    "pad_most": Row("a pad to its first sample, 99 %, over one block", "≤", 3.0, "ms"),
    "mixdown": Row("mixdown of 8 stems, one core", "≥", 70.0, "× real time"),
    "mixdown_two": Row("mixdown, two cores to one", "≥", 1.6, "×"),
    "mixdown_whole": Row("mixdown of 8 stems, the complete strip, one core", "≥", 60.0, "× real time"),
    "fading": Row("a stem that fades to silence, cost to a loud one", "≤", 1.1, "×"),
    "peer": Row("mixdown, two cores, to pedalboard on two threads", "≥", 3.0, "×"),
    "beat": Row("an eight-lane beat of 3:30 offline, one core", "≥", 300.0, "× real time"),
    "voices": Row("128 sliding voices, 64 frames: 99.9 % of callbacks, CPU", "≤", 15.0, "% of the block"),
    "first_sound": Row("a style to its first sound, kit on disk", "≤", 150.0, "ms"),
    "measured": Row("a stereo file of 3:30 measured, one core", "≥", 400.0, "× real time"),
    "mastered": Row("a mix of 3:30 mastered", "≤", 6.0, "s"),
    "released": Row("the whole folder of a song of 3:30, two cores", "≤", 45.0, "s"),
    "paint_grid": Row("drawing the grid at 1920 × 1080, CPU", "≤", 4.0, "ms"),
    "paint_roll": Row("drawing the roll at 1920 × 1080, CPU", "≤", 4.0, "ms"),
    "paint_room": Row("drawing the room at 1920 × 1080, CPU", "≤", 12.0, "ms"),
    "paint_look": Row("another look, until it is drawn", "≤", 50.0, "ms"),
    "paint_language": Row("another language, until it is drawn", "≤", 50.0, "ms"),
    "listening": Row("listening to a beat of four minutes", "≤", 6.0, "s"),
    "stop_ms": Row("stop to a take that is seen and can be played", "≤", 200.0, "ms"),
    "open_s": Row("opening a song of 64 lines with 20 takes each", "≤", 0.5, "s"),
    "scroll_ms": Row("scrolling its lines at 1920 × 1080, a frame, CPU", "≤", 12.0, "ms"),
    "comp_ms": Row("choosing a take of a line to hearing it, while it plays", "≤", 50.0, "ms"),
    "strip_ms": Row("drawing the take that grows, CPU", "≤", 4.0, "ms"),
    "opening": Row("open a song of 64 tracks × 60 clips", "≤", 0.3, "s"),
    "edit": Row("an edit of a 500-clip song, model to engine and back", "≤", 5.0, "ms"),
    "facts": Row("all facts of a lesson after an edit of a 500-clip song", "≤", 5.0, "ms"),
    "rebirth": Row("engine death to sound again", "≤", 2.0, "s"),
    "cold": Row("cold start to a window that can play and record", "≤", 40.0, "s"),
    "warm": Row("warm start to a window that can play and record", "≤", 2.5, "s"),
}  # fmt: skip
"""By the name under which a part of the bench measures it."""
_PARTS = (
    bench_realtime, bench_midi, bench_offline, bench_beats, bench_release, bench_room, bench_record, bench_lessons,
    bench_window,
)  # fmt: skip


class Figure(NamedTuple):
    """One measured number with its bar."""

    row: Row
    measured: float

    @property
    def met(self) -> bool:
        return self.measured <= self.row.bar if self.row.sign == "≤" else self.measured >= self.row.bar

    def told(self) -> dict[str, Any]:
        """As JSON tells it."""
        what, sign, bar, unit = self.row
        return {
            "what": what,
            "measured": round(self.measured, 4),
            "unit": unit,
            "bar": bar,
            "at_most": sign == "≤",
            "met": self.met,
        }


def run(quick: bool, say: Say) -> list[Figure]:
    """Measures everything; `quick` shortens what would take minutes. What cannot be measured here is said and left
    out."""
    figures = []
    with tempfile.TemporaryDirectory(prefix="rsb-") as folder:
        for part in _PARTS:
            figures += [Figure(ROWS[key], value) for key, value in part.run(Path(folder), quick, say).items()]
    return figures
