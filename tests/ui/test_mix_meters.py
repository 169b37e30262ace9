"""Meters of the mix: how they word a peak, what they show of a playing engine, and how seldom a screen reader hears."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from desk import Desk
from fits import shown
from mixroom import lay_out_anew, mixing_desk
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import QApplication

from ui import i18n, theme
from ui.level_words import HeldPeak, peak_text, peak_word
from ui.mix_page import MIXER, VOICE
from ui.moment import Loud
from ui.style import font, look
from ui.widgets.meter import StripMeter
from ui.widgets.mix_meter import MixMeter, MixReadings, reading


@pytest.fixture(scope="module")
def mixing(app: QApplication) -> Iterator[Desk]:
    yield from mixing_desk()


@pytest.fixture
def room(mixing: Desk) -> Desk:
    lay_out_anew(mixing)
    return mixing


@pytest.mark.parametrize(
    ("peak_db", "word", "nb", "en"),
    [
        (0.6, "over", "Topp 1, for høyt", "Peak 1, too loud"),
        (0.0, "over", "Topp 0, for høyt", "Peak 0, too loud"),
        (-2.6, "near", "Topp −3, nesten for høyt", "Peak −3, nearly too loud"),
        (-8.2, "fine", "Topp −8, ikke for høyt", "Peak −8, not too loud"),
        (-30.0, "low", "Topp −30, lavt", "Peak −30, low"),
        (-math.inf, "silent", "Stille", "Silent"),
    ],
)
def test_a_peak_in_words(peak_db: float, word: str, nb: str, en: str) -> None:
    assert peak_word(peak_db) == word
    for language, text in (("nb", nb), ("en", en)):
        i18n.use(language)
        assert peak_text(peak_db) == text


def test_a_screen_reader_hears_of_another_word_and_at_most_once_a_second() -> None:
    peak = HeldPeak()
    assert peak.take(-8.0, 10.0), "no longer silent"
    assert not peak.take(-7.0, 10.5), "the same word"
    assert not peak.take(0.5, 10.6), "another word, but too soon"
    assert peak.take(0.2, 11.1), "it is said as soon as it may be"
    assert peak.db == 0.5, "the highest of the last moments"
    assert not peak.take(-9.0, 12.0)
    assert peak.take(-9.0, 12.2), "the high one is forgotten after a second and a half"
    changes = sum(peak.take(-1.0 if step % 2 else -40.0, 20.0 + step / 30) for step in range(300))
    assert changes <= 10


def test_the_tree_tells_of_a_change_only_then(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.value()))
    meter = MixMeter()
    for step in range(60):
        meter.show_loud(Loud(-8.0 + 0.01 * step, -20.0, -18.0, -17.0, -7.0), 5.0 + step / 30)
    assert told == ["Topp −8, ikke for høyt"]
    assert meter.accessible_value().startswith("Topp −7, ikke for høyt. RMS −20,0. LUFS nå −17,0. LUFS 3 s −18,0")
    meter.deleteLater()


def test_a_number_is_written_the_languages_way_and_silence_is_a_stroke() -> None:
    assert reading(-16.34) == "−16,3"
    i18n.use("en")
    assert reading(-16.34) == "−16.3"
    assert reading(-math.inf) == reading(-90.0) == "–"


def test_both_views_show_what_the_engine_measures(room: Desk) -> None:
    bridge, page = room.bridge, room.window.mix_page
    page.turn_to(MIXER)
    bridge.locate(4.0)
    bridge.play_or_stop()
    room.until(lambda: bridge.moment.beat > 7.0, "the song")
    heard = bridge.moment.master
    assert -40.0 < heard.rms_db < heard.peak_db <= heard.true_peak_db + 0.1
    assert heard.true_peak_db < 3.0
    assert -60.0 < heard.momentary_lufs < 0.0
    assert -60.0 < heard.short_term_lufs < 0.0
    room.until(lambda: bridge.moment.level_of("t2").short_term_lufs > -60.0, "the loudness of a strip")
    strip = page.mixer.strips[1]
    room.until(lambda: strip._lufs.text().endswith("LUFS") and "–" not in strip._lufs.text(), "its words")
    readings = page.mixer.master.readings
    room.until(lambda: "Topp" in readings.accessible_value(), "the peak in words")
    assert page.mixer.strips[0].meter.accessible_value().startswith("Topp")
    page.turn_to(VOICE)
    room.until(lambda: "ikke for høyt" in page.voice.meter.accessible_value(), "the same in the first view")
    bridge.link.stop()
    room.until(lambda: not bridge.moment.moving, "silence")
    bridge.locate(30.0)
    bridge.play_or_stop()
    room.until(lambda: bridge.moment.moving, "the song again")
    room.live(0.2)
    assert bridge.moment.master.true_peak_db < heard.true_peak_db + 0.1, "the highest peak is that of this time"
    bridge.link.stop()


def test_calm_mode_has_one_bar_and_no_numbers(room: Desk) -> None:
    page = room.window.mix_page
    page.turn_to(MIXER)
    room.bridge.prefs.toggle_calm()
    assert look.calm
    assert not shown(page.mixer, StripMeter)
    assert not shown(page.mixer, MixReadings)
    page.turn_to(VOICE)
    assert len(shown(page.voice, MixMeter)) == 1
    room.bridge.prefs.toggle_calm()
    page.turn_to(MIXER)
    assert len(shown(page.mixer, MixReadings)) == 1


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_reading_is_wider_than_its_strip(room: Desk, language: str) -> None:
    room.bridge.prefs.speak(language)
    page = room.window.mix_page
    page.turn_to(MIXER)
    QApplication.processEvents()
    readings = page.mixer.master.readings
    small, bold = QFontMetricsF(font(theme.TEXT_SMALL)), QFontMetricsF(font(theme.TEXT_SMALL, strong=True))
    for message in ("reading-rms", "reading-momentary", "reading-short-term", "reading-true-peak"):
        assert small.horizontalAdvance(f"{i18n.t(message)} −18,8") <= readings.width()
    for peak_db in (1.0, -2.0, -18.0, -45.0, -math.inf):
        for line in peak_text(peak_db).split(", "):
            assert bold.horizontalAdvance(line) <= readings.width()
    room.bridge.prefs.speak("nb")
