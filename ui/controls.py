"""Where the controls that a lesson can point at are found in the window: a row for every name of `lessons.points`.

A row says in which view of its room a control stands, what has to be unfolded before it is seen, and where to look:
the first place that is seen counts. Where there is too little room for a control, the menu that has it stands last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from studio.heard import singers, uncovered
from studio.lessons.points import POINTS
from ui import beat_page, finish_page, mix_page, record_page
from ui.widgets.header import ROOMS

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow
    from ui.mix_tools import MixTools

ROOM_PLACES = {row[0]: place for place, row in enumerate(ROOMS)}
"""Name of a room → its place in the window."""


class Spot(NamedTuple):
    """A widget, or a part of one."""

    widget: QWidget
    part: QRect | None = None
    """In the widget's coordinates; None for all of it."""


Find = Callable[["MainWindow"], "QWidget | Spot | None"]
Unfold = Callable[["MainWindow"], object]


class Control(NamedTuple):
    """One row."""

    finds: tuple[Find, ...]
    """Places in the order they are looked at."""
    view: int | None = None
    """Of the room's views; None for what stands in all of them."""
    unfold: Unfold = lambda window: None


def _menu(window: MainWindow) -> QWidget:
    return window.header.menu


def _strip_of_voice(window: MainWindow) -> QWidget | None:
    """The name of the first voice's strip, else of the first strip there is."""
    strips = window.mix_page.mixer.strips
    voices = {track.id for track in window.bridge.voices.tracks}
    return next((strip.name for strip in sorted(strips, key=lambda strip: strip.target not in voices)), None)


def _first_strip(window: MainWindow, part: str) -> QWidget | None:
    return next((getattr(strip, part) for strip in window.mix_page.mixer.strips), None)


def _line_part(window: MainWindow, part: str) -> Spot | None:
    lines = window.record_page.lines.list
    box = lines.part_box(part)
    return None if box is None else Spot(lines, box)


def _show_strips(window: MainWindow) -> None:
    """The strips and what stands above them: where there is little room, the sound of one stands in their place."""
    mixing = window.bridge.mixing
    if mixing.picked:
        mixing.pick(mixing.picked)


def _tools(window: MainWindow) -> MixTools:
    return window.mix_page.mixer.tools


def _mixer_tab(window: MainWindow) -> Spot:
    tabs = window.mix_page.tabs
    return Spot(tabs, tabs.tabRect(mix_page.MIXER))


def _show_more(window: MainWindow) -> None:
    if not window.record_page.more.isChecked():
        window.record_page.more.click()


def _show_lines(window: MainWindow) -> None:
    """The lines themselves, and one of them unfolded, with the button that sings it again."""
    page = window.record_page
    for button in (page.more, page.write):
        if button.isChecked():
            button.click()
    lines = page.lines.list
    if lines.selected < 0 and lines.rows:
        lines.select_line(window.bridge.booth.line)


def _asked(window: MainWindow) -> QWidget:
    """Where it is said who agrees; first of all whose the voices are."""
    fields, song = window.finish_page.form.fields, window.bridge.song
    nobodys = any(not singers(song, track) for track in uncovered(song))
    return fields["voices" if nobodys else "consents"]


def _show_beat_more(window: MainWindow) -> None:
    if not window.beat_page.editor.more.isChecked():
        window.beat_page.editor.more.click()


def _show_drums(window: MainWindow) -> None:
    window.beat_page.editor.lanes.setCurrentIndex(0)


def _show_notes(window: MainWindow) -> None:
    lanes = window.beat_page.editor.lanes
    if lanes.currentIndex() == 0 and lanes.count() > 1:
        lanes.setCurrentIndex(1)


def _row(*finds: Find, view: int | None = None, unfold: Unfold | None = None) -> Control:
    return Control(finds, view, *(() if unfold is None else (unfold,)))


_B, _R, _M, _F = beat_page, record_page, mix_page, finish_page

CONTROLS: dict[str, Control] = {
    # --- beside every room
    "header.rooms": _row(lambda w: w.header.tabs),
    "header.title": _row(lambda w: w.header.title),
    "header.help": _row(lambda w: w.header.help),
    "header.menu": _row(_menu),
    "header.lessons": _row(lambda w: w.header.lessons, _menu),
    "dock.play": _row(lambda w: w.dock.play),
    "dock.record": _row(lambda w: w.dock.record),
    "dock.to_start": _row(lambda w: w.dock.to_start, _menu),
    "dock.count_in": _row(lambda w: w.dock.count_in, _menu),
    "dock.volume": _row(lambda w: w.dock.volume, lambda w: w.dock.meter),
    "dock.meter": _row(lambda w: w.dock.meter),
    # --- Beat
    "beat.styles": _row(lambda w: w.beat_page.styles, view=_B.STYLES),
    "beat.kit": _row(lambda w: w.beat_page.editor.kit, view=_B.EDITOR),
    "beat.grid": _row(lambda w: w.beat_page.editor.grid.steps, view=_B.EDITOR, unfold=_show_drums),
    "beat.lanes": _row(lambda w: w.beat_page.editor.grid.heads, view=_B.EDITOR, unfold=_show_drums),
    "beat.tempo": _row(lambda w: w.beat_page.editor.tempo, view=_B.EDITOR),
    "beat.swing": _row(lambda w: w.beat_page.editor.panel.swing, view=_B.EDITOR, unfold=_show_beat_more),
    "beat.roll": _row(lambda w: w.beat_page.editor.roll, lambda w: w.beat_page.editor.lanes, view=_B.EDITOR,
                      unfold=_show_notes),
    "beat.sections": _row(lambda w: w.beat_page.editor.sections, view=_B.EDITOR),
    "beat.patterns": _row(lambda w: w.beat_page.editor.options, view=_B.EDITOR),
    "beat.repeat": _row(lambda w: w.beat_page.editor.repeat, view=_B.EDITOR),
    "beat.surprise": _row(lambda w: w.beat_page.editor.surprise, view=_B.EDITOR,
                          unfold=lambda w: w.beat_page.editor.surprise.show()),
    # --- Opptak
    "record.check": _row(lambda w: w.record_page.check, _menu, view=_R.LINES),
    "record.lines": _row(lambda w: w.record_page.lines, view=_R.LINES, unfold=_show_lines),
    "record.takes": _row(lambda w: _line_part(w, "marks"), lambda w: w.record_page.lines, view=_R.LINES,
                         unfold=_show_lines),
    "record.words": _row(lambda w: w.record_page.write, view=_R.LINES),
    "record.layers": _row(lambda w: w.record_page.layers, view=_R.LINES),
    "record.again": _row(lambda w: _line_part(w, "button"), lambda w: w.record_page.lines, view=_R.LINES,
                         unfold=_show_lines),
    "record.timeline": _row(lambda w: w.record_page.timeline, view=_R.TIMELINE),
    "record.tidy": _row(lambda w: w.record_page.tools.tidy, view=_R.LINES, unfold=_show_more),
    "record.loop": _row(lambda w: w.record_page.tools.loops, view=_R.LINES, unfold=_show_more),
    # --- Miks
    "mix.voices": _row(lambda w: w.mix_page.voice.cards, view=_M.VOICE),
    "mix.amount": _row(lambda w: w.mix_page.voice.amount, view=_M.VOICE),
    "mix.balance": _row(lambda w: w.mix_page.voice.balance, view=_M.VOICE),
    "mix.mixer": _row(_mixer_tab),
    "mix.fader": _row(lambda w: w.mix_page.mixer.groups["beat"].fader, lambda w: _first_strip(w, "fader"),
                      view=_M.MIXER, unfold=_show_strips),
    "mix.pan": _row(lambda w: _first_strip(w, "pan"), view=_M.MIXER, unfold=_show_strips),
    "mix.mute": _row(lambda w: _first_strip(w, "mute"), view=_M.MIXER, unfold=_show_strips),
    "mix.mono": _row(lambda w: _tools(w).ears["mono"], view=_M.MIXER, unfold=_show_strips),
    "mix.small_speaker": _row(lambda w: _tools(w).ears["small_speaker"], view=_M.MIXER, unfold=_show_strips),
    "mix.compare": _row(lambda w: _tools(w).swap, view=_M.MIXER, unfold=_show_strips),
    "mix.effects": _row(lambda w: w.mix_page.mixer.panel, _strip_of_voice, view=_M.MIXER),
    "mix.moves": _row(lambda w: _tools(w).moves, view=_M.MIXER, unfold=_show_strips),
    # --- Gi ut
    "finish.release": _row(lambda w: w.finish_page.export, view=_F.GIVE),
    "finish.form": _row(lambda w: w.finish_page.form.fields["title"], view=_F.SONG),
    "finish.writers": _row(lambda w: w.finish_page.form.fields["writers"], view=_F.SONG),
    "finish.consents": _row(_asked, view=_F.SONG),
    "finish.date": _row(lambda w: w.finish_page.form.fields["release_date"], view=_F.SONG),
    "finish.cover": _row(lambda w: w.finish_page.cover.take, view=_F.COVER),
    "finish.check": _row(lambda w: w.finish_page.give.checks.look, view=_F.GIVE),
    "finish.report": _row(lambda w: w.finish_page.report, view=_F.REPORT),
    "finish.stage": _row(lambda w: w.finish_page.stage, view=_F.STAGE),
}  # fmt: skip


def lead_to(window: MainWindow, name: str) -> None:
    """Go where a control stands: its room, its view, what is folded away there. The keys go there too."""
    control, room = CONTROLS[name], POINTS[name]
    if room:
        window.enter_room(ROOM_PLACES[room])
        page = window.pages[ROOM_PLACES[room]]
        if control.view is not None and page.view != control.view:
            page.turn_to(control.view)
    control.unfold(window)


def is_near(window: MainWindow, name: str) -> bool:
    """Whether the room and the view of a control are open."""
    view, room = CONTROLS[name].view, POINTS[name]
    if not room:
        return True
    place = ROOM_PLACES[room]
    return window.room == place and view in (None, window.pages[place].view)


def door_to(window: MainWindow, name: str) -> Spot:
    """The tab that leads to a control which is not near: of its room, or of its view if the room is open."""
    place = ROOM_PLACES[str(POINTS[name])]
    tabs, tab = window.header.tabs, place
    view = CONTROLS[name].view
    if window.room == place and view is not None:
        tabs, tab = window.pages[place].tabs, view
    return Spot(tabs, tabs.tabRect(tab))


def places_of(window: MainWindow, name: str) -> Iterator[Spot]:
    """Where a control is looked for, in this order."""
    for find in CONTROLS[name].finds:
        found = find(window)
        if found is not None:
            yield found if isinstance(found, Spot) else Spot(found)
