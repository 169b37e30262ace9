"""The whole text, the count-in digits, the strip that grows, the layers: each alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from fits import cut_off
from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QPainterPath, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QVBoxLayout, QWidget

from ui import i18n, theme
from ui.style import font, look
from ui.widgets.count_digits import CountDigits, middle_of_ink
from ui.widgets.layer_bar import ROLES, LayerBar
from ui.widgets.live_strip import PX_PER_SECOND, LiveStrip
from ui.widgets.lyrics_edit import DEBOUNCE_MS, LyricsEdit
from ui.widgets.paint_time import paint_ms

CTRL = Qt.KeyboardModifier.ControlModifier
TEXT = ("Jeg står i natta mens byen sover", "Regnet faller ned på asfalten", "", "Løft hodet opp")


@pytest.fixture(autouse=True)
def dark(app: QApplication) -> Iterator[None]:
    look.wear("dark", calm=False)
    yield
    look.wear("dark", calm=False)


# --- the whole text


class Desk:
    """The text beside a button, and what was told."""

    def __init__(self) -> None:
        self.window, self.page = QMainWindow(), QWidget()
        self.edit, self.button = LyricsEdit(), QPushButton("x")
        column = QVBoxLayout(self.page)
        column.addWidget(self.edit)
        column.addWidget(self.button)
        self.window.setCentralWidget(self.page)
        self.window.resize(900, 420)
        self.window.show()
        self.window.activateWindow()
        self.told: list[tuple[str, ...]] = []
        self.edit.edited.connect(self.told.append)
        self.edit.show_lines(TEXT, {0: "Vers 1", 3: "Refreng"})
        self.field = self.edit.field
        self.field.setFocus()
        QApplication.processEvents()

    def go_to(self, line: int, column: int) -> None:
        cursor = self.field.textCursor()
        cursor.setPosition(self.field.document().findBlockByNumber(line).position() + column)
        self.field.setTextCursor(cursor)

    def at(self) -> tuple[int, int]:
        cursor = self.field.textCursor()
        return cursor.blockNumber(), cursor.positionInBlock()


@pytest.fixture
def text(app: QApplication) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.window.close()


def test_what_is_written_is_told_after_a_pause_and_once(text: Desk) -> None:
    assert text.edit.lines() == TEXT
    text.go_to(1, 6)
    QTest.keyClicks(text.field, " det")
    assert text.told == []
    QTest.qWait(DEBOUNCE_MS + 150)
    after = (TEXT[0], "Regnet det faller ned på asfalten", *TEXT[2:])
    assert text.told == [after]
    text.edit.show_lines(after, {0: "Vers 1"})
    assert text.at() == (1, 10), "the cursor stays"
    QTest.qWait(DEBOUNCE_MS + 150)
    assert text.told == [after]


def test_going_elsewhere_tells_at_once_and_tab_leaves_the_field(text: Desk) -> None:
    text.go_to(3, 14)
    QTest.keyClicks(text.field, "!")
    QTest.keyClick(text.field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is text.button
    assert text.told == [(*TEXT[:3], "Løft hodet opp!")]


def test_the_song_does_not_overwrite_what_was_not_told_yet(text: Desk) -> None:
    text.go_to(0, 0)
    QTest.keyClicks(text.field, "Nå ")
    text.edit.show_lines(TEXT)
    assert text.edit.lines()[0] == f"Nå {TEXT[0]}"
    text.edit.tell()
    text.go_to(1, 8)
    text.edit.show_lines(("Annet", "Regnet er borte"))
    assert text.edit.lines() == ("Annet", "Regnet er borte")
    assert text.at() == (1, 8)
    text.edit.show_lines(("En",))
    assert text.at() == (0, 2)
    QTest.qWait(DEBOUNCE_MS + 150)
    assert len(text.told) == 1, "what the song says is not said back to it"


def test_undo_is_the_text_s_while_it_has_the_keys(text: Desk) -> None:
    pressed = []
    action = text.window.addAction("undo")
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(lambda: pressed.append(1))
    text.go_to(0, 0)
    QTest.keyClicks(text.field, "Og")
    QTest.keyClick(text.field, Qt.Key.Key_Z, CTRL)
    assert text.edit.lines() == TEXT
    assert not pressed
    text.button.setFocus()
    QTest.keyClick(text.button, Qt.Key.Key_Z, CTRL)
    assert pressed


def test_pasted_text_is_cleaned(text: Desk) -> None:
    for pasted, lines in (
        ("[Vers 1]\r\nførste\u200b\r\n\r\n\tandre", ("første", "andre")),
        ("bare  ett\tord", ("bare ett ord",)),
    ):
        text.field.selectAll()
        data = QMimeData()
        data.setText(pasted)
        text.field.insertFromMimeData(data)
        assert text.edit.lines() == lines
    text.go_to(0, 4)
    data.setText(" mer enn ")
    text.field.insertFromMimeData(data)
    assert text.edit.lines() == ("bare mer enn  ett ord",), "what stands around it keeps its distance"
    text.field.selectAll()
    QTest.keyClick(text.field, Qt.Key.Key_Delete)
    assert text.edit.lines() == ()


def test_the_margin_shows_numbers_sections_syllables_and_the_line_that_plays(text: Desk) -> None:
    look.wear("dark", calm=False)
    margin = text.field.viewport().x()
    inside = QRect(0, 0, margin, text.edit.height())
    seen = [text.edit.grab(inside).toImage()]

    def changes(what: str) -> None:
        QApplication.processEvents()
        seen.append(text.edit.grab(inside).toImage())
        assert seen[-1] != seen[-2], what

    text.edit.show_now(1)
    changes("the line that plays")
    text.edit.show_lines(TEXT, {0: "Vers 1", 2: "Refreng"})
    changes("sections")
    text.go_to(1, 0)
    QTest.keyClicks(text.field, "Og nå så")
    changes("syllables")
    assert text.field.viewport().x() == margin
    text.edit.set_size(48)
    assert text.field.font().pixelSize() == 48
    text.edit.set_size(400)
    assert text.field.font().pixelSize() == 48
    i18n.use("en")
    text.edit.retranslate()
    assert text.field.accessibleName() == "Lyrics"
    assert text.field.accessibleDescription()


def test_five_hundred_lines_are_drawn_in_time(text: Desk) -> None:
    text.window.resize(1920, 1080)
    text.edit.show_lines(TEXT * 125, {n: f"Vers {n}" for n in range(0, 500, 8)})
    text.field.moveCursor(QTextCursor.MoveOperation.End)
    QApplication.processEvents()
    assert paint_ms(text.edit, 12) <= 12.0


# --- count-in


def ink_box(image: QImage, colour: str) -> QRect:
    """What is painted in a colour."""
    wanted, box = QColor(colour).rgb(), QRect()
    for y in range(image.height()):
        for x in range(image.width()):
            if image.pixel(x, y) == wanted:
                box = box.united(QRect(x, y, 1, 1))
    return box


@pytest.mark.parametrize("size", [(1280, 560), (1920, 900), (683, 240)])
@pytest.mark.parametrize("theme_name", theme.PALETTES)
def test_digits_can_be_read_from_the_microphone(app: QApplication, size: tuple[int, int], theme_name: str) -> None:
    look.wear(theme_name, calm=False)
    room = QWidget()
    room.resize(*size)
    digits = CountDigits(room)
    room.show()
    assert not digits.isVisible()
    pictures = []
    for number in (1, 2, 3, 4):
        digits.show_count(number, number == 1, 1, 4)
        assert digits.geometry() == room.rect()
        pictures.append(digits.grab().toImage())
    assert len({picture.constBits().tobytes() for picture in pictures}) == 4
    if size[0] < 1000:
        found = ink_box(pictures[0], look.palette.on_record)
        inside = ink_box(pictures[1].copy(0, 0, size[0], size[1] - 70), look.palette.text)
        assert inside.height() >= max(0.40 * size[1], 120) - 2
        assert found.height() >= 100
    assert digits.digit_height() >= max(0.40 * size[1], 120)
    share = {
        number: sum(
            picture.pixelColor(x, y) == QColor(look.palette.record)
            for x in range(0, size[0], 8) for y in range(0, size[1], 8)
        ) for number, picture in enumerate(pictures, 1)
    }  # fmt: skip
    assert share[1] > 100, "the one stands on a filled shape"
    assert share[2] == share[3] == share[4] == 0
    room.close()


def test_a_digit_has_as_much_ink_on_either_side_of_the_middle(app: QApplication) -> None:
    for number in range(1, 10):
        path = QPainterPath()
        path.addText(0, 0, font(200, strong=True), str(number))
        image = QImage(400, 400, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.translate(200 - middle_of_ink(path), 300)
        painter.fillPath(path, QColor("white"))
        painter.end()
        ink = np.frombuffer(image.constBits(), np.uint8).reshape(400, image.bytesPerLine())[:, :400].sum(0, np.float64)
        balance = (ink * (np.arange(400) + 0.5)).sum() / ink.sum()
        assert abs(balance - 200.0) < 0.5, f"{number} stands {balance - 200.0:.1f} px off"


def test_the_count_covers_the_room_lets_the_mouse_through_and_says_what_comes(app: QApplication) -> None:
    room = QWidget()
    room.resize(800, 400)
    button = QPushButton("under", room)
    button.setGeometry(300, 100, 200, 60)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    digits = CountDigits(room)
    room.show()
    digits.show_count(1, True, 2)
    assert digits.words() == "2 takter til opptaket begynner"
    room.resize(900, 500)
    assert digits.geometry() == room.rect()
    digits.show_count(1, True, 1, 3, TEXT[0])
    assert digits.words() == "Opptaket begynner etter 3"
    assert room.childAt(400, 130) is button
    digits.hide()
    assert not digits.isVisible()
    room.close()


# --- the strip


class Voice:
    """A quiet voice with one peak that is too loud between 3.0 and 3.05 s; counts what it is asked for."""

    rate_hz = 48_000

    def __init__(self) -> None:
        self.columns_asked = 0

    def columns(self, media_id: str, from_frame: float, to_frame: float, count: int) -> tuple[np.ndarray, np.ndarray]:
        return -np.full(count, 0.5, np.float32), np.full(count, 0.5, np.float32)

    def live_columns(self, from_frame: float, to_frame: float, count: int) -> tuple[np.ndarray, np.ndarray]:
        self.columns_asked += count
        times = np.linspace(from_frame, to_frame, count, endpoint=False) / self.rate_hz
        high = np.where((times >= 3.0) & (times < 3.05), 1.0, 0.3).astype(np.float32)
        return -high, high


@pytest.fixture
def strip(app: QApplication) -> Iterator[tuple[LiveStrip, Voice]]:
    voice = Voice()
    made = LiveStrip(voice)
    made.resize(800, 140)
    made.show()
    yield made, voice
    made.close()


def test_only_new_columns_are_drawn(strip: tuple[LiveStrip, Voice]) -> None:
    shown, voice = strip
    for frames in range(0, 5 * 48_000 + 1, 1600):
        shown.show_live(frames, 48_000)
        shown.grab()
    assert voice.columns_asked == 5 * PX_PER_SECOND
    for frames in range(5 * 48_000, 60 * 48_000, 1600):
        shown.show_live(frames, 48_000)
        shown.grab()
    assert voice.columns_asked < 60 * PX_PER_SECOND * 1.6, "each page begins with a quarter of the one before"


def test_too_loud_is_said_for_a_while(strip: tuple[LiveStrip, Voice]) -> None:
    shown, _ = strip
    loud = {}
    for second in (2, 4, 6):
        for frames in range((second - 2) * 48_000, second * 48_000, 1600):
            shown.show_live(frames, 48_000, 3)
            shown.grab()
        loud[second] = shown.loud
    assert loud == {2: False, 4: True, 6: False}
    shown.show_live(4 * 48_000, 48_000, 3)
    shown.grab()
    assert shown.accessible_value() == "Tar opp 0:04, Forsøk 3, For høyt"


def test_each_pass_of_a_loop_begins_anew(strip: tuple[LiveStrip, Voice]) -> None:
    shown, _ = strip
    shown.show_live(10 * 48_000, 48_000, 1)
    shown.grab()
    shown.show_live(11 * 48_000, 48_000, 2, began_frame=10 * 48_000)
    shown.grab()
    assert shown.accessible_value() == "Tar opp 0:01, Forsøk 2"


def test_without_recording_it_shows_a_take_or_a_calm_line(strip: tuple[LiveStrip, Voice]) -> None:
    shown, _ = strip
    empty = shown.grab().toImage()
    assert shown.accessible_value() == "Stemmen vises her mens opptaket går."
    shown.show_take("m", 0.0, 48_000.0, "Forsøk 2")
    taken = shown.grab().toImage()
    assert taken != empty
    assert shown.accessible_value() == "Forsøk 2"
    shown.show_live(1600, 48_000)
    shown.show_take("m", 0.0, 48_000.0, "Forsøk 2")
    assert shown.grab().toImage() == taken
    shown.show_take("", 0.0, 0.0, "")
    assert shown.grab().toImage() == empty
    i18n.use("en")
    shown.retranslate()
    assert shown.accessibleName() == "Sound of the take"


def test_a_take_that_is_shown_for_a_moment_does_not_end_the_one_that_grows(strip: tuple[LiveStrip, Voice]) -> None:
    shown, _ = strip
    shown.show_live(4 * 48_000, 48_000, 3)
    before = shown.grab().toImage()
    shown.show_take("m", 0.0, 48_000.0, "Forsøk 2")
    shown.grab()
    shown.show_live(4 * 48_000, 48_000, 3)
    assert shown.grab().toImage() == before
    assert shown.loud


def test_the_strip_is_drawn_in_time(app: QApplication) -> None:
    strip = LiveStrip(Voice())
    strip.resize(1920, 200)
    strip.show()
    strip.show_live(30 * 48_000, 48_000, 2)
    assert paint_ms(strip, 20) <= 4.0
    strip.close()


# --- layers


def test_layers_are_picked_one_at_a_time(app: QApplication) -> None:
    bar = LayerBar()
    picked: list[str] = []
    bar.picked.connect(picked.append)
    bar.show()
    bar.show_role("lead", {"lead": True})
    assert picked == []
    for role in ("double", "adlib", "hook", "lead"):
        QTest.mouseClick(bar.buttons[role], Qt.MouseButton.LeftButton)
        assert [name for name, button in bar.buttons.items() if button.isChecked()] == [role]
    QTest.keyClick(bar.buttons["adlib"], Qt.Key.Key_Return)
    assert picked == ["double", "adlib", "hook", "lead", "adlib"]
    assert bar.buttons["lead"].accessibleName() == "Lead, har forsøk"
    assert bar.buttons["hook"].accessibleName() == "Hook"
    bar.close()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("compact", [False, True])
def test_layers_fit_and_are_told(app: QApplication, language: str, compact: bool) -> None:
    i18n.use(language)
    bar = LayerBar()
    bar.set_compact(compact)
    bar.show_role("double", dict.fromkeys(ROLES, True))
    bar.resize(bar.minimumSizeHint())
    bar.show()
    QApplication.processEvents()
    assert bar.width() <= (360 if compact else 560)
    assert bar.sizeHint().width() >= bar.width() + (60 if compact else 0), "roomier where there is room"
    for button in bar.buttons.values():
        assert not cut_off(button)
        assert min(button.width(), button.height()) >= theme.TARGET
        interface = QAccessible.queryAccessibleInterface(button)
        assert interface.text(QAccessible.Text.Name)
        assert button.accessibleDescription()
    assert bar.accessibleName() == ("Lag" if language == "nb" else "Layer")
    bar.close()


@pytest.mark.parametrize("theme_name", theme.PALETTES)
def test_layers_with_takes_look_different(app: QApplication, theme_name: str) -> None:
    look.wear(theme_name, calm=False)
    bar = LayerBar()
    bar.resize(560, 48)
    bar.show_role("lead", {})
    before = bar.grab().toImage()
    bar.show_role("lead", {"hook": True})
    assert bar.grab().toImage() != before
    bar.close()
