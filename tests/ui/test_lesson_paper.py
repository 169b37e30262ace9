"""Lessons on paper, and what peers have besides: A4 pages in both languages, with room to write on."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from presets.teaching import lesson_ids, load_lesson
from studio.errors import StudioError
from studio.lessons.texts import Text
from ui import i18n
from ui.lesson_paper import LEAST_LINE_MM, LINES, MARGIN_MM, PAGE_MM, SHEETS, Paper, of_lesson, picture_of, write_paper
from ui.peer_paper import CALLED, OBSERVED, RUNGS, of_peers

DOTS = 4.0


def ink(paper: Paper, page: int = 0) -> np.ndarray:
    """[row, column], True where there is ink; margins are looked at."""
    image = picture_of(paper, page, DOTS)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    found = pixels[:, : image.width(), :3].min(axis=2) < 128
    margin = round((MARGIN_MM - 0.5) * DOTS)
    assert found.shape == (round(PAGE_MM[1] * DOTS), round(PAGE_MM[0] * DOTS))
    for edge in (found[:margin], found[-margin:], found[:, :margin], found[:, -margin:]):
        assert not edge.any()
    return found


def ruled(page: np.ndarray) -> np.ndarray:
    """Where lines to write on begin, from the top."""
    margin = round((MARGIN_MM - 0.5) * DOTS)
    rows = page[:, page.shape[1] // 2 : -margin - 2].mean(axis=1) > 0.98
    return np.flatnonzero(np.diff(rows.astype(int)) == 1)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("lesson_id", lesson_ids())
def test_every_sheet_of_every_lesson_keeps_its_margins(
    app: QApplication, lesson_id: str, sheet: str, language: str
) -> None:
    i18n.use(language)
    page = ink(of_lesson(load_lesson(lesson_id), sheet))
    if sheet == "handout":
        tops = ruled(page)
        assert len(tops) == LINES, "a line for each bar of a verse"
        assert np.diff(tops).min() >= LEAST_LINE_MM * DOTS


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_papers_of_peers_have_boxes_to_tick_and_room_to_write(app: QApplication, language: str) -> None:
    i18n.use(language)
    rungs, role = (ink(of_peers(), page) for page in range(2))
    boxes = rungs[:, -round((MARGIN_MM + 5.0) * DOTS)].astype(int)  # a column through the last box of each row
    assert (np.diff(boxes) == 1).sum() >= 2 * len(RUNGS), "each box has an edge above and one below"
    assert len(ruled(rungs)) == 2 * len(OBSERVED)
    assert np.diff(ruled(rungs)).min() >= LEAST_LINE_MM * DOTS
    assert len(ruled(role)) == len(CALLED), "the studio writes whom to call itself"
    for page in (rungs, role):
        assert not page[-round(30.0 * DOTS) :].any(), "there is room left"


def test_a_pdf_has_its_pages_and_names_nobody(app: QApplication, tmp_path: Path) -> None:
    i18n.use("nb")
    papers = {sheet: of_lesson(load_lesson("03-four-lines"), sheet) for sheet in SHEETS} | {"peers": of_peers()}
    for name, paper in papers.items():
        file = tmp_path / f"{name}.pdf"
        write_paper(paper, file)
        data = file.read_bytes()
        assert data.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", data)) == len(paper.pages)
        box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", data)
        assert box is not None
        assert [round(float(side)) for side in box.groups()] == [595, 842], "A4 in points"
        assert str(Path.home()).encode() not in data
    assert sorted(path.name for path in tmp_path.iterdir()) == ["handout.pdf", "peer.pdf", "peers.pdf"]


def test_words_that_leave_no_room_are_told_of(app: QApplication, tmp_path: Path) -> None:
    i18n.use("nb")
    loaded = load_lesson("03-four-lines")
    long = Text("mange ord " * 120, 1)
    texts = {language: {**found, "about": long, "stop": long, "kit": long} for language, found in loaded.texts.items()}
    for sheet in SHEETS:
        with pytest.raises(StudioError) as error:
            write_paper(of_lesson(loaded._replace(texts=texts), sheet), tmp_path / "x.pdf")
        assert error.value.code == "paper-full"
    assert list(tmp_path.iterdir()) == []
