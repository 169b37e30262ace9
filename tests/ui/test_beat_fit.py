"""A beat from outside: heard in the background, offered to the ear, moved by hand, and one step of undo."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile
from desk import Desk, write_beat
from fits import cut_off, overlapping, shown
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from ui import i18n
from ui.beat_fit import CLICK_DB, SILENT_DB, BeatFit
from ui.fit_panel import BeatFitPanel, spoken_bpm, spoken_key
from ui.i18n import t
from ui.style import look
from ui.widgets.fit_view import STRIP

BEAT_S = 60.0 / 92.0


class FitDesk:
    """The panel in a window of its own, on the desk's song."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.bridge, self.fit = desk, desk.bridge, desk.bridge.fit
        self.panel = BeatFitPanel(desk.bridge)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.panel)
        self.window.resize(1366, 480)
        self.bridge.moment_changed.connect(self.panel.show_moment)

    def open(self) -> None:
        self.window.show()
        self.window.activateWindow()
        self.desk.until(self.window.isActiveWindow, "the panel's window")

    def bring(self, file: Path) -> None:
        """Import and wait until it has been listened to."""
        phases: list[str] = []
        note = self.fit.changed.connect(lambda: phases.append(self.fit.phase))
        self.bridge.exchange.bring_in(file)
        self.desk.until(lambda: "looking" in phases, "the listening to begin")
        self.desk.until(lambda: self.fit.phase == "asking", "the question")
        self.fit.changed.disconnect(note)

    def texts(self) -> str:
        return " ".join(label.text() for label in shown(self.panel, QLabel))

    @property
    def click_db(self) -> float:
        """Where the engine was told to have the click."""
        sent = self.bridge.link._client._knobs.get(("monitor", "click_db"))
        return SILENT_DB if sent is None else sent.value

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def desk(renewed: Desk) -> Desk:
    """One window for all of these."""
    return renewed


@pytest.fixture
def fitting(desk: Desk) -> Iterator[FitDesk]:
    made = FitDesk(desk)
    made.open()
    yield made
    made.close()


@pytest.fixture
def heard(fitting: FitDesk, tmp_path: Path) -> FitDesk:
    """A beat of 92 BPM that was brought in and listened to."""
    beat = tmp_path / "Natt på Tøyen.wav"
    write_beat(beat, 16.0)
    fitting.bring(beat)
    return fitting


def test_what_was_heard_is_in_the_song_and_one_undo_takes_all_of_it_back(heard: FitDesk) -> None:
    fit, bridge, panel = heard.fit, heard.bridge, heard.panel
    assert bridge.song.bpm == pytest.approx(92.0, abs=0.1)
    assert t("fit-question") in heard.texts()
    fit.nudge(0.010)
    fit.double()
    panel.half.click()
    panel.accept.click()
    assert fit.phase == "fits"
    assert bridge.song.bpm == pytest.approx(92.0, abs=0.1)
    assert t("fit-done") in heard.texts()
    assert QApplication.focusWidget() is panel.again or not panel.isAncestorOf(QApplication.focusWidget())
    bridge.undo()
    assert bridge.song.bpm == 90.0
    assert bridge.song.key == ""
    assert bridge.song.tracks[0].clips[0].at_beat == 0.0
    assert fit.bpm == 90.0
    bridge.redo()
    assert bridge.song.bpm == pytest.approx(92.0, abs=0.1)
    bridge.undo()
    bridge.undo()
    assert not any(track.clips for track in bridge.song.tracks)
    assert fit.phase == "none"


def test_half_and_double_tempo_and_back(heard: FitDesk) -> None:
    panel, bridge = heard.panel, heard.bridge
    found = bridge.song.bpm
    panel.half.click()
    assert bridge.song.bpm == pytest.approx(found / 2)
    assert panel.tempo.value() == pytest.approx(found / 2, abs=0.01)
    assert not panel.half.isEnabled(), "a song cannot go at 23 BPM"
    panel.twice.click()
    panel.twice.click()
    assert bridge.song.bpm == pytest.approx(found * 2)
    assert not panel.twice.isEnabled()
    assert panel.half.accessibleName() == "Halvt tempo"
    assert panel.twice.accessibleName() == "Dobbelt tempo"
    panel.suggestion.click()
    assert bridge.song.bpm == pytest.approx(found)
    assert not panel.suggestion.isEnabled()


def test_the_tempo_can_be_typed_with_either_decimal_sign(heard: FitDesk) -> None:
    panel = heard.panel
    panel.tempo.setFocus()
    for typed, bpm in (("91,55", 91.55), ("88.5", 88.5)):
        panel.tempo.selectAll()
        QTest.keyClicks(panel.tempo, typed)
        QTest.keyClick(panel.tempo, Qt.Key.Key_Return)
        assert heard.bridge.song.bpm == pytest.approx(bpm)


def test_the_one_is_moved_by_keys_and_says_where_it_is(heard: FitDesk) -> None:
    fit, canvas = heard.fit, heard.panel.view.canvas
    canvas.setFocus()
    start = fit.first_beat_s
    heard.desk.press(Qt.Key.Key_Right)
    assert fit.first_beat_s == pytest.approx(start + 0.010)
    heard.desk.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert fit.first_beat_s == pytest.approx(start + 0.011)
    heard.desk.press(Qt.Key.Key_Up)
    assert fit.first_beat_s == pytest.approx(start + 0.011 + 60.0 / fit.bpm)
    heard.desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert min(abs(fit.first_beat_s - onset) for onset in fit.onsets_s) < 1e-9
    assert fit.first_beat_s == pytest.approx(start + BEAT_S, abs=0.03)
    heard.desk.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert fit.first_beat_s in fit.onsets_s
    assert fit.first_beat_s > start + BEAT_S + 0.1
    interface = QAccessible.queryAccessibleInterface(canvas)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Eneren"
    seconds = f"{fit.first_beat_s:.2f}".replace(".", ",")
    assert interface.text(QAccessible.Text.Value) == f"Eneren står på {seconds} sekunder"
    fit.nudge(-100.0)
    assert fit.first_beat_s == 0.0, "nothing is before the file"


def test_the_bars_of_the_song_begin_at_the_one(heard: FitDesk) -> None:
    fit, bridge = heard.fit, heard.bridge
    fit.move_one(1.0)
    song, clip = bridge.song, fit.clip
    assert clip is not None
    frame = song.frame_of(clip.at_beat) + round(1.0 * song.rate_hz) - clip.offset_frames
    bars = song.beat_of(frame) / song.beats_per_bar
    assert bars == pytest.approx(round(bars), abs=1e-3)
    assert fit.one_beat == pytest.approx(round(bars) * song.beats_per_bar)
    assert bridge.moment.beat == pytest.approx(fit.one_beat), "the playhead waits on the one"


def test_the_flag_is_dragged_onto_what_begins_to_sound_or_freely(heard: FitDesk) -> None:
    fit, canvas = heard.fit, heard.panel.view.canvas
    target = fit.onsets_s[2]

    def drag_to(at_s: float, held: Qt.KeyboardModifier) -> None:
        flag = QPoint(round(canvas.x_of(fit.first_beat_s)) + 20, STRIP // 2)
        there = QPoint(round(canvas.x_of(at_s)) + 20, STRIP // 2)
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, held, flag)
        QTest.mouseMove(canvas, there)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, held, there)

    none = Qt.KeyboardModifier.NoModifier
    drag_to(target + 5 / canvas.px_per_s, none)
    assert fit.first_beat_s == pytest.approx(target, abs=1e-9)
    free = fit.onsets_s[1] + 6 / canvas.px_per_s
    flag = canvas.x_of(fit.first_beat_s)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier,
                     QPoint(round(canvas.x_of(free)), STRIP + 30))  # fmt: skip
    assert canvas.x_of(canvas.one_s) != flag
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton)
    assert fit.first_beat_s == pytest.approx(free, abs=1 / canvas.px_per_s)
    assert fit.first_beat_s not in fit.onsets_s


def test_a_foot_that_goes_along_gives_the_tempo_from_the_fourth_tap_on(heard: FitDesk) -> None:
    fit, bridge, panel = heard.fit, heard.bridge, heard.panel
    found = bridge.song.bpm
    fit.set_bpm(120.0)
    panel.tap.setFocus()
    begun = time.monotonic()
    for number in range(5):
        heard.desk.live(max(begun + number * BEAT_S - time.monotonic(), 0.0))
        if number % 2:
            heard.desk.press(Qt.Key.Key_T)
        else:
            heard.desk.press(Qt.Key.Key_Return)
        if number < 3:
            assert bridge.song.bpm == 120.0
            assert t("fit-tapping") in heard.texts()
    assert bridge.song.bpm == pytest.approx(found, abs=1e-6), "of what was heard, the tempo that was meant"


def test_space_plays_from_the_one_with_the_click_and_only_while_it_is_asked(heard: FitDesk) -> None:
    desk, fit, bridge, panel = heard.desk, heard.fit, heard.bridge, heard.panel
    desk.sound_ready()
    assert heard.click_db == CLICK_DB
    fit.move_one(1.5)
    panel.listen.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert bridge.moment.moving
    desk.until(lambda: bridge.moment.beat > fit.one_beat + 0.5, "the beat")
    assert panel.listen.accessibleName() == t("stop")
    before = bridge.song
    fit.nudge(0.010)
    assert bridge.song != before, "it is moved while it plays"
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: not bridge.moment.moving, "silence")
    desk.until(lambda: bridge.moment.beat == pytest.approx(fit.one_beat), "the playhead on the one")
    panel.hide()
    assert heard.click_db == SILENT_DB
    panel.show()
    assert heard.click_db == CLICK_DB
    panel.accept.click()
    assert heard.click_db == SILENT_DB
    panel.again.click()
    assert fit.phase == "asking"
    assert heard.click_db == CLICK_DB


@pytest.mark.usefixtures("unheard")
def test_leaving_the_song_ends_the_listening_and_touches_nothing(fitting: FitDesk, tmp_path: Path) -> None:
    desk, fit, bridge = fitting.desk, fitting.fit, fitting.bridge
    beat = tmp_path / "beat.wav"
    write_beat(beat, 60.0)
    bridge.exchange.bring_in(beat)
    desk.until(lambda: fit.phase == "looking" and bridge.job is None, "the listening to begin")
    bridge.new_song()
    assert fit.phase == "none"
    desk.until(lambda: not fit._jobs, "the listening to end")
    assert bridge.song.bpm == 90.0
    assert fit.analysis is None
    assert fitting.click_db == SILENT_DB


@pytest.mark.usefixtures("unheard")
def test_what_a_person_chose_meanwhile_stays(fitting: FitDesk, tmp_path: Path) -> None:
    desk, fit, bridge = fitting.desk, fitting.fit, fitting.bridge
    beat = tmp_path / "beat.wav"
    write_beat(beat, 16.0)
    bridge.exchange.bring_in(beat)
    desk.until(lambda: fit.phase == "looking", "the listening to begin")
    fit.set_bpm(100.0)
    desk.until(lambda: fit.analysis is not None, "what was heard")
    assert bridge.song.bpm == 100.0
    assert fitting.panel.suggestion.isEnabled()


def test_a_beat_that_was_rapped_to_is_not_moved_unasked(heard: FitDesk, tmp_path: Path) -> None:
    desk, fit, bridge = heard.desk, heard.fit, heard.bridge
    fit.set_bpm(100.0)
    desk.sound_ready()
    bridge.prefs.count_in(0)
    bridge.record_or_stop()
    desk.until(lambda: bridge.moment.take_frames > 12_000, "a recording")
    assert heard.click_db == SILENT_DB
    fit.double()
    assert bridge.song.bpm == 100.0, "not while a take is made"
    bridge.record_or_stop()
    desk.until(lambda: bridge.song.takes, "the take")
    other = tmp_path / "other.wav"
    write_beat(other, 16.0)
    heard.bring(other)
    assert bridge.song.bpm == 100.0
    assert heard.panel.suggestion.isEnabled()


@pytest.mark.parametrize("kind", ["text", "silence", "blip"])
def test_files_in_which_no_tempo_can_be_heard(fitting: FitDesk, tmp_path: Path, kind: str) -> None:
    desk, fit, bridge = fitting.desk, fitting.fit, fitting.bridge
    file = tmp_path / "noe.wav"
    if kind == "text":
        file.write_text("ikke lyd")
        bridge.exchange.bring_in(file)
        desk.until(lambda: desk.told, "a word")
        assert fit.phase == "none"
        return
    samples = np.zeros(44_100 * 3, np.float32)
    if kind == "blip":
        samples = samples[:4410]
        samples[100:140] = 0.5
    soundfile.write(file, samples, 44_100)
    fitting.bring(file)
    assert bridge.song.bpm == 90.0
    assert t("fit-unknown") in fitting.texts()
    assert not fitting.panel.suggestion.isEnabled()
    fit.set_bpm(95.0)
    fit.accept()
    assert bridge.song.bpm == 95.0
    assert fit.phase == "fits"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(("width", "height", "compact"), [(1318, 480, False), (1116, 420, False), (659, 300, True)])
def test_every_phase_fits_at_every_size(heard: FitDesk, language: str, width: int, height: int, compact: bool) -> None:
    panel, fit = heard.panel, heard.fit
    heard.bridge.prefs.speak(language)
    panel.retranslate()
    panel.set_compact(compact)
    for theme in ("dark", "light"):
        look.wear(theme, calm=False)
        for phase in ("looking", "asking", "fits"):
            fit.phase = phase  # type: ignore[assignment]
            fit.changed.emit()
            heard.window.resize(width, height)
            QApplication.processEvents()
            heard.window.grab()
            assert heard.window.width() == width, f"{panel.minimumSizeHint()} in {phase}"
            for widget in shown(panel):
                assert not cut_off(widget), f"{cut_off(widget)} in {phase}"
            assert not overlapping(heard.window)
    look.wear("dark", calm=False)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_degree_of_doubt_has_its_own_sentence_and_no_percent(heard: FitDesk, language: str) -> None:
    fit = heard.fit
    heard.bridge.prefs.speak(language)
    assert fit.analysis is not None
    known = msgspec.structs.replace(fit.analysis, key="A minor", first_beat_doubt=0.0)
    said = []
    for changes in (
        {"tempo_doubt": 0.0, "key_doubt": 0.0},
        {"tempo_doubt": 0.6, "key_doubt": 0.6},
        {"tempo_doubt": 1.0, "key_doubt": 1.0},
        {"is_variable": True, "bpm_range": (88.2, 91.8), "key_doubt": 1.0},
        {"first_beat_doubt": 0.9, "key_doubt": 1.0},
    ):
        fit.analysis = msgspec.structs.replace(known, **changes)
        fit.changed.emit()
        said.append(heard.texts())
    assert len(set(said)) == len(said)
    assert not any("%" in text for text in said)
    assert [spoken_key("A minor") in text for text in said] == [True, True, False, False, False]
    assert "88" in said[3]
    assert "92" in said[3]


def test_zoom_and_scroll_keep_to_the_file(heard: FitDesk) -> None:
    view, canvas = heard.panel.view, heard.panel.view.canvas
    canvas.setFocus()
    near = canvas.px_per_s
    heard.desk.press(Qt.Key.Key_Plus)
    assert canvas.px_per_s == pytest.approx(near * 1.5)
    for _ in range(12):
        heard.desk.press(Qt.Key.Key_Minus)
    assert canvas.x_of(heard.fit.seconds) <= canvas.width()
    assert canvas.left_s == 0.0
    for _ in range(40):
        view.zoom(2.0)
    assert canvas.x_of(canvas.one_s) == pytest.approx(canvas.x_of(heard.fit.first_beat_s))
    assert 0 <= canvas.x_of(canvas.one_s) <= canvas.width()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_numbers_and_keys_as_people_say_them(language: str) -> None:
    i18n.use(language)
    assert spoken_bpm(92.0) == "92"
    assert spoken_bpm(91.996) == "92"
    assert spoken_bpm(87.5) == ("87,5" if language == "nb" else "87.5")
    assert spoken_bpm(87.46) == ("87,46" if language == "nb" else "87.46")
    keys = {
        "nb": ("A-moll", "H-dur (eng. B)", "B-moll (eng. B♭)", "Fiss-moll"),
        "en": ("A minor", "B major", "B♭ minor", "F♯ minor"),
    }
    assert tuple(spoken_key(key) for key in ("A minor", "B major", "A# minor", "F# minor")) == keys[language]


def test_the_listening_belongs_to_the_bridge(desk: Desk) -> None:
    assert isinstance(desk.bridge.fit, BeatFit)
    assert desk.bridge.fit.phase == "none"
    assert desk.bridge.fit.clip is None
    desk.bridge.fit.accept()
    desk.bridge.fit.halve()
    desk.bridge.fit.look_again()
    assert desk.bridge.song.bpm == 90.0
