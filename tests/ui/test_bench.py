"""The table of promised numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ui import bench


def test_every_row_is_measured_by_a_part():
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(bench.__file__).parent.glob("*bench_*.py"))
    sources += (Path(bench.__file__).parent / "record_bench.py").read_text(encoding="utf-8")
    words = set(re.findall(r'"(\w+)"', sources))
    made = {f"{scene}_{kind}" for scene in words for kind in ("worst", "most", "late")}
    made |= {f"paint_{part}" for part in ("grid", "roll", "room", "look", "language")}
    assert set(bench.ROWS) <= words | made
    assert len({row.what for row in bench.ROWS.values()}) == len(bench.ROWS)


@pytest.mark.parametrize(
    ("key", "measured", "met"),
    [("mixdown_whole", 59.9, False), ("mixdown_whole", 60.0, True), ("mastered", 6.0, True), ("mastered", 6.1, False)],
)
def test_a_figure_is_held_against_its_bar(key, measured, met):
    figure = bench.Figure(bench.ROWS[key], measured)
    assert figure.told()["met"] is figure.met is met
    assert figure.told()["at_most"] is (key == "mastered")


def test_what_a_part_measures_finds_its_row(tmp_path, monkeypatch):
    class Part:
        @staticmethod
        def run(folder, quick, say):
            assert folder.is_dir()
            assert quick
            return {"warm": 1.5}

    monkeypatch.setattr(bench, "_PARTS", (Part,))
    assert bench.run(True, print) == [bench.Figure(bench.ROWS["warm"], 1.5)]
