"""What `rapstudio bench` measures of the record room: how soon a take is there, and what a long loop costs."""

from __future__ import annotations

from pathlib import Path

from ui.bench_parts import Measured, Say
from ui.bench_window import in_window


def run(folder: Path, quick: bool, say: Say) -> Measured:
    """All of them, in a window of its own."""
    return in_window("ui.record_bench", folder / "booth", say, "the record room")
