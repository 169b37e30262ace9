"""Every step of every lesson is seen whole: at 100, 150 and 200 % of a small screen, in both languages, with help and
without it, in the panel and folded."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from desk import Desk
from fits import SCALES, cut_off, overlapping, shown
from PySide6.QtWidgets import QApplication, QWidget

from presets import teaching
from ui import i18n
from ui.prefs import LESSON_PX

LESSONS = tuple(teaching.load_lesson(lesson_id) for lesson_id in teaching.lesson_ids())


@pytest.fixture(autouse=True)
def as_it_was(shared_desk: Desk) -> Iterator[None]:
    shared_desk.to_front()
    px = shared_desk.bridge.prefs.lesson_px
    yield
    bridge = shared_desk.bridge
    bridge.lessons.forget()
    bridge.lessons.show(False)
    bridge.prefs.size_lessons(px - bridge.prefs.lesson_px)
    bridge.prefs.speak("nb")
    shared_desk.window.resize(1366, 768)
    QApplication.processEvents()


def not_whole(desk: Desk, root: QWidget) -> list[str]:
    """What of the panel or the strip cannot be read."""
    for _ in range(2):
        QApplication.processEvents()
    card = desk.window.lessons.panel.card
    with contextlib.suppress(TimeoutError):  # a scroll bar that is no longer needed goes a little later
        desk.until(lambda: card.widget().width() <= card.viewport().width(), "the card's width", 1.0)
    found = [cut for widget in shown(root) if (cut := cut_off(widget))]
    found += [both for both in [overlapping(root)] if both]
    if root.isAncestorOf(card) and card.widget().width() > card.viewport().width():
        found.append(f"the card is {card.widget().width()} wide in {card.viewport().width()}")
    return found


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("scale", SCALES)
def test_every_step_of_every_lesson_is_seen_whole(shared_desk: Desk, scale: int, language: str) -> None:
    window, bridge, host = shared_desk.window, shared_desk.bridge, shared_desk.window.lessons
    bridge.prefs.speak(language)
    window.resize(*SCALES[scale])
    lessons, seen, found = bridge.lessons, 0, {}
    lessons.show(True)
    for loaded in LESSONS:
        lessons.begin(loaded)
        shared_desk.until(lambda: bridge.job is None, "the song's folder")
        while True:
            where = f"{loaded.id} {lessons.step.id if lessons.step else 'end'}"
            found[where] = not_whole(shared_desk, host.panel)
            lessons.ask()
            found[f"{where} with help"] = not_whole(shared_desk, host.panel)
            host.lead_there()
            if host.strip.isVisible():
                found[f"{where} folded"] = not_whole(shared_desk, host.strip)
                host._fold(False)
            if lessons.step is None:
                break
            seen += 1
            lessons.skip()
    assert seen == sum(len(loaded.lesson.steps) for loaded in LESSONS)
    assert not {where: what for where, what in found.items() if what}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [(683, 384), (1024, 768), (1100, 700), (1920, 1080)])
def test_every_step_is_whole_on_the_teachers_screen(shared_desk: Desk, size: tuple[int, int], language: str) -> None:
    bridge, host = shared_desk.bridge, shared_desk.window.lessons
    bridge.prefs.speak(language)
    bridge.lessons.show(True)
    host.toggle_screen()
    screen, found = host.screen, {}
    screen.resize(*size)
    for loaded in LESSONS:
        bridge.lessons.begin(loaded)
        while (step := bridge.lessons.step) is not None:
            QApplication.processEvents()
            cut = [cut for widget in shown(screen) if (cut := cut_off(widget))]
            pictured = not step.picture or screen.picture.height() >= size[1] // 8
            found[f"{loaded.id} {step.id}"] = cut if pictured else [*cut, "the picture"]
            bridge.lessons.skip()
    shared_desk.to_front()
    host.toggle_screen()
    assert not {where: what for where, what in found.items() if what}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_largest_letters_fit_too(shared_desk: Desk, language: str) -> None:
    """The longest step of each lesson, on the smallest window."""
    window, bridge, host = shared_desk.window, shared_desk.bridge, shared_desk.window.lessons
    bridge.prefs.speak(language)
    bridge.prefs.size_lessons(LESSON_PX[1] - bridge.prefs.lesson_px)
    window.resize(*SCALES[200])
    lessons, found = bridge.lessons, {}
    lessons.show(True)
    for loaded in LESSONS:
        lessons.begin(loaded)
        longest = max(loaded.lesson.steps, key=lambda step, of=loaded: len(of.text(step.id, language)))
        while lessons.step.id != longest.id:
            lessons.skip()
        lessons.ask()
        found[loaded.id] = not_whole(shared_desk, host.panel)
    assert not {where: what for where, what in found.items() if what}
