"""What peers have besides lessons, in the window: the page for the next shift and the papers, by keys alone; and that
all of it fits."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from desk import Desk
from fits import SCALES, cut_off, overlapping, shown
from keyhands import KeyHands
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from studio.credits import Performer, Writer
from studio.handover import LONGEST, MOST, QUESTIONS, Note, read_notes, write_notes
from ui import i18n
from ui.handover_dialog import HandOverDialog
from ui.i18n import t

DAY = datetime.date(2026, 11, 21)
NOTES = (
    Note(day=DAY, worked="Leksjon 3 i rolig tempo.", stuck="Ingen hørte på kompressoren.", broken="En kabel skurrer."),
    Note(day=DAY - datetime.timedelta(days=2), worked="Loop på åtte takter."),
)


@pytest.fixture(autouse=True)
def as_it_was(shared_desk: Desk) -> Iterator[None]:
    shared_desk.to_front()
    yield
    shared_desk.bridge.shelf.places.hand_over.unlink(missing_ok=True)
    shared_desk.bridge.prefs.speak("nb")
    shared_desk.window.resize(1366, 768)
    QApplication.processEvents()


def choose(desk: Desk, *messages: str) -> None:
    """Rows of the lesson panel's menu and of the menus in it, with the arrows."""
    desk.bridge.lessons.show(True)
    KeyHands(desk, {}).choose(desk.window.lessons.panel.more, *map(t, messages))


def write(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)


def press(key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), key)
        QApplication.processEvents()


def tab_to(dialog: HandOverDialog, there: Callable[[], object]) -> None:
    for _ in range(60):
        if there():
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError("Tab does not reach it")


def in_page(desk: Desk, act: Callable[[HandOverDialog], None]) -> None:
    def do(dialog: QDialog) -> None:
        assert isinstance(dialog, HandOverDialog)
        dialog.activateWindow()
        desk.until(dialog.isActiveWindow, "the page to have the keys")
        try:
            act(dialog)
        finally:
            dialog.done(0)

    desk.in_dialog(do, lambda: choose(desk, "handover"))


def test_a_shift_leaves_a_note_by_keys_and_names_are_pointed_out(shared_desk: Desk) -> None:
    bridge, file, today = shared_desk.bridge, shared_desk.bridge.shelf.places.hand_over, datetime.date.today()
    release = bridge.song.release
    named = msgspec.structs.replace(release, performers=(Performer(name="Uro"),), writers=(Writer(name="Kim Berg"),))
    bridge.edit("set_release", None, release=named)

    def act(page: HandOverDialog) -> None:
        assert page.fields["worked"].hasFocus()
        assert page.cards == []
        press(Qt.Key.Key_Tab, 2)
        write("Scarletten skurrer. Uro og Kim sa fra til Kari.")
        tab_to(page, page.keep.hasFocus)
        press(Qt.Key.Key_Return)
        assert page.state.text() == t("handover-name", words="«Uro», «Kim», «Kari»", count=3)
        assert read_notes(file).notes == (), "nothing is kept before somebody has looked"
        assert page.fields["broken"].hasFocus()
        assert page.fields["broken"].textCursor().selectedText() == "Uro"
        press(Qt.Key.Key_End)
        press(Qt.Key.Key_Backspace, len(" Uro og Kim sa fra til Kari."))
        assert page.anyway.isHidden(), "other words are looked at anew"
        write(" Bra for Kari.")
        tab_to(page, page.keep.hasFocus)
        press(Qt.Key.Key_Return)
        assert page.state.text() == "«Kari» ser ut som et navn. Ta det bort, eller trykk Behold likevel."
        tab_to(page, page.anyway.hasFocus)
        press(Qt.Key.Key_Return)
        assert page.state.text() == t("handover-kept")
        assert page.fields["broken"].toPlainText() == ""
        (note,) = read_notes(file).notes
        assert note.broken == "Scarletten skurrer. Bra for Kari."
        assert today <= note.day <= datetime.date.today()
        assert len(page.cards) == 1
        write("Alt virket.")
        tab_to(page, page.keep.hasFocus)
        press(Qt.Key.Key_Return)
        assert [card.note.worked for card in page.cards] == ["Alt virket.", ""], "the newest first"

    in_page(shared_desk, act)
    bridge.undo()
    held = [path.name for path in shared_desk.home.rglob("*") if path.is_file() and b"skurrer" in path.read_bytes()]
    assert held == [file.name], "it lies in no song, no log and no package"
    assert not [told for told in shared_desk.told if "skurrer" in told]


def test_a_note_is_taken_away_and_put_back_by_keys(shared_desk: Desk) -> None:
    file = shared_desk.bridge.shelf.places.hand_over
    write_notes(file, NOTES)

    def act(page: HandOverDialog) -> None:
        assert [card.note for card in page.cards] == list(NOTES)
        assert page.cards[0].remove.accessibleName() == "Ta bort, lørdag 21. november 2026"
        tab_to(page, lambda: page.cards[0].remove.hasFocus())
        press(Qt.Key.Key_Return)
        assert read_notes(file).notes == NOTES[1:]
        assert page.put_back.hasFocus()
        press(Qt.Key.Key_Return)
        assert read_notes(file).notes == NOTES
        assert [card.note for card in page.cards] == list(NOTES)
        assert page.put_back.isHidden()

    in_page(shared_desk, act)


def test_words_that_are_not_kept_are_asked_about_once(shared_desk: Desk) -> None:
    def act(page: HandOverDialog) -> None:
        write("Alt virket.")
        press(Qt.Key.Key_Escape)
        assert page.isVisible()
        assert page.state.text() == t("handover-unkept")
        write(" Nesten.")
        press(Qt.Key.Key_Escape)
        assert page.isVisible(), "other words are asked about again"
        press(Qt.Key.Key_Escape)
        assert not page.isVisible()

    in_page(shared_desk, act)
    assert read_notes(shared_desk.bridge.shelf.places.hand_over).notes == ()


def test_what_cannot_be_kept_stays_in_its_field_and_is_told(shared_desk: Desk) -> None:
    file = shared_desk.bridge.shelf.places.hand_over
    file.write_bytes(b"{")
    in_the_way = file.with_name(f"{file.name}.tmp")
    in_the_way.mkdir()

    def act(page: HandOverDialog) -> None:
        assert page.state.text() == t("handover-damaged")
        page.keep.click()
        assert page.state.text() == t("handover-empty")
        page.fields["stuck"].setPlainText("x" * (LONGEST + 1))
        page.keep.click()
        assert page.state.text() == t("handover-long", question=t("handover-stuck"), most=LONGEST)
        assert page.fields["stuck"].hasFocus()
        page.fields["stuck"].setPlainText("x\ud83c")
        page.keep.click()
        assert page.state.text() == t("error-disk-refused", name=file.name)
        assert page.fields["stuck"].toPlainText().startswith("x")
        in_the_way.rmdir()
        page.keep.click()
        assert page.state.text() == t("handover-kept")

    in_page(shared_desk, act)
    assert len(read_notes(file).notes) == 1
    assert file.with_name("hand-over-damaged.json").read_bytes() == b"{"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("scale", SCALES)
def test_the_page_is_whole_whatever_it_says(shared_desk: Desk, scale: int, language: str) -> None:
    write_notes(shared_desk.bridge.shelf.places.hand_over, NOTES * (MOST // len(NOTES)))
    shared_desk.bridge.prefs.speak(language)
    shared_desk.window.resize(*SCALES[scale])
    page, found = HandOverDialog(shared_desk.bridge, shared_desk.window), {}
    page.show()
    sentences = [
        ("", ()), (t("handover-damaged"), ()), (t("handover-unkept"), ()),
        (t("handover-long", question=t("handover-broken"), most=LONGEST), ()),
        (t("error-disk-full", free_mb=0), ()), (t("handover-removed"), (page.put_back,)),
        (t("handover-name", words="«Nordmann-Kristoffersen», «Anne-Margrethe»", count=2), (page.anyway,)),
    ]  # fmt: skip
    for sentence, buttons in sentences:
        page._say(sentence)
        for button in buttons:
            button.show()
        for _ in range(3):
            QApplication.processEvents()
        found[sentence] = [cut for widget in shown(page) if (cut := cut_off(widget))]
        found[sentence] += [both for both in [overlapping(page)] if both]
        if page.scroll.widget().width() > page.scroll.viewport().width():
            found[sentence].append("it is wider than the page")
        if page.scroll.viewport().height() < page.fields[QUESTIONS[0]].height():
            found[sentence].append("no field is seen whole")
    assert page.width() <= shared_desk.window.width()
    page.done(0)
    page.deleteLater()
    assert not {sentence: what for sentence, what in found.items() if what}


def test_papers_go_out_of_the_window_by_keys_and_lie_beside_each_other(shared_desk: Desk, tmp_path: Path) -> None:
    bridge = shared_desk.bridge

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        edit = dialog.findChild(QLineEdit, "fileNameEdit")
        assert edit.text() == "Fem trinn og rollekort.pdf"
        edit.setText(str(tmp_path / "ark.pdf"))
        QTest.keyClick(edit, Qt.Key.Key_Return)

    for _ in range(2):
        shared_desk.in_dialog(answer, lambda: choose(shared_desk, "lesson-papers", "lesson-print-peers"))
        shared_desk.until(lambda: bridge.job is None, "the sheet")
    assert shared_desk.told[-1] == t("told-paper-file", name="ark-2.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ark-2.pdf", "ark.pdf"]
    assert (tmp_path / "ark.pdf").read_bytes().startswith(b"%PDF")


def test_the_sheets_of_the_lesson_that_is_open_are_there_too(shared_desk: Desk) -> None:
    lessons, menu = shared_desk.bridge.lessons, shared_desk.window.lessons.panel.more.menu()
    lessons.show(True, listing=True)
    menu.fill()
    assert [row.text() for row in menu._papers.actions()] == [t("lesson-print-peers")]
    shared_desk.until(lambda: lessons.all, "the lessons")
    lessons.begin(lessons.all[0])
    shared_desk.until(lambda: lessons.step is not None, "the lesson")
    menu.fill()
    assert [row.text() for row in menu._papers.actions()] == [
        t(f"lesson-print-{sheet}") for sheet in ("handout", "peer", "peers")
    ]
    lessons.forget()
    lessons.show(False)
