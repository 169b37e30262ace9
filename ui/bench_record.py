"""What `rapstudio bench` measures of the record room: how soon a take is there, and what a long loop costs."""

from __future__ import annotations

from pathlib import Path

from ui.bench import Figure, Say, in_window

_ROWS = (
    # key, what, bar, unit
    ("stop_ms", "stop to a take that is seen and can be played", 200.0, "ms"),
    ("open_s", "opening a song of 64 lines with 20 takes each", 0.5, "s"),
    ("scroll_ms", "scrolling its lines at 1920 × 1080, a frame, CPU", 12.0, "ms"),
    ("comp_ms", "choosing a take of a line to hearing it, while it plays", 50.0, "ms"),
    ("strip_ms", "drawing the take that grows, CPU", 4.0, "ms"),
)


def run(folder: Path, say: Say) -> list[Figure]:
    """All of them, in a window of its own."""
    times = in_window("ui.record_bench", folder / "booth", say, "the record room")
    return [Figure(what, times[key], unit, bar, True) for key, what, bar, unit in _ROWS if key in times]
