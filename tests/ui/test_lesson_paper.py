"""Lessons on paper: one A4 page each, in both languages, with room to write on."""

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
from ui.lesson_paper import LEAST_LINE_MM, LINES, MARGIN_MM, PAGE_MM, SHEETS, picture_of, write_paper

DOTS = 4.0


def ink(lesson_id: str, sheet: str) -> np.ndarray:
    """[row, column], True where there is ink."""
    image = picture_of(load_lesson(lesson_id), sheet, DOTS)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return pixels[:, : image.width(), :3].min(axis=2) < 128


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("lesson_id", lesson_ids())
def test_every_sheet_of_every_lesson_keeps_its_margins(
    app: QApplication, lesson_id: str, sheet: str, language: str
) -> None:
    i18n.use(language)
    page, margin = ink(lesson_id, sheet), round((MARGIN_MM - 0.5) * DOTS)
    assert page.shape == (round(PAGE_MM[1] * DOTS), round(PAGE_MM[0] * DOTS))
    assert not page[:margin].any()
    assert not page[-margin:].any()
    assert not page[:, :margin].any()
    assert not page[:, -margin:].any()
    if sheet == "handout":
        ruled = page[:, page.shape[1] // 3 : -margin - 2].mean(axis=1) > 0.98
        tops = np.flatnonzero(np.diff(ruled.astype(int)) == 1)
        assert len(tops) == LINES, "a line for each bar of a verse"
        assert np.diff(tops).min() >= LEAST_LINE_MM * DOTS


def test_a_pdf_is_one_page_and_names_nobody(app: QApplication, tmp_path: Path) -> None:
    i18n.use("nb")
    for sheet in SHEETS:
        file = tmp_path / f"{sheet}.pdf"
        write_paper(load_lesson("03-four-lines"), sheet, file)
        data = file.read_bytes()
        assert data.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
        box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", data)
        assert box is not None
        assert [round(float(side)) for side in box.groups()] == [595, 842], "A4 in points"
        assert str(Path.home()).encode() not in data
    assert sorted(path.name for path in tmp_path.iterdir()) == ["handout.pdf", "peer.pdf"]


def test_words_that_leave_no_room_are_told_of(app: QApplication, tmp_path: Path) -> None:
    i18n.use("nb")
    loaded = load_lesson("03-four-lines")
    long = Text("mange ord " * 120, 1)
    texts = {language: {**found, "about": long, "stop": long, "kit": long} for language, found in loaded.texts.items()}
    for sheet in SHEETS:
        with pytest.raises(StudioError) as error:
            write_paper(loaded._replace(texts=texts), sheet, tmp_path / "x.pdf")
        assert error.value.code == "paper-full"
    assert list(tmp_path.iterdir()) == []
