"""What can be done with the chosen section, as a menu: everything that a drag does, and what only some songs need."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from beats import form
from studio.edits import LEAD_INS, SECTION_KINDS
from studio.song import Section
from ui.beat_lanes import sound_title
from ui.bridge import Bridge
from ui.i18n import language, t


class _BeatMenu(QMenu):
    """Filled anew each time it opens."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        raise NotImplementedError

    def _submenu(self, message: str) -> QMenu:
        menu = QMenu(t(message), self)
        self.addMenu(menu)
        return menu

    def _row(self, menu: QMenu, text: str, do: Callable[[], object]) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda checked=False: do())
        return action

    def _tick(self, menu: QMenu, text: str, on: bool, edit: str, **arguments: object) -> None:
        action = self._row(menu, text, lambda: self._bridge.edit(edit, **arguments))
        action.setCheckable(True)
        action.setChecked(on)


class SectionMenu(_BeatMenu):
    """What can be done with the section that is chosen."""

    def _fill(self) -> None:
        self.clear()
        desk, section = self._bridge.beat, self._bridge.beat.section
        if section is None:
            return
        kinds = self._submenu("section-new")
        for kind in SECTION_KINDS:
            self._row(kinds, t(f"section-{kind}"), lambda kind=kind: desk.add_section(kind))
        self._row(self, t("section-copy"), lambda: self._bridge.edit("copy_section", section_id=section.id))
        self._row(self, t("section-longer"), lambda: desk.lengthen(section.id, 1))
        self._row(self, t("section-shorter"), lambda: desk.lengthen(section.id, -1))
        self._row(self, t("section-earlier"), lambda: desk.move(section.id, -1))
        self._row(self, t("section-later"), lambda: desk.move(section.id, 1))
        self._row(self, t("section-remove"), lambda: desk.remove_section(section.id))
        self.addSeparator()
        self._fill_sound(section)
        self.addSeparator()
        forms = self._submenu("song-form")
        for name in form.form_names():
            self._row(forms, form.load_form(name).titles[language()], lambda name=name: desk.take_form(name))

    def _fill_sound(self, section: Section) -> None:
        bridge, song = self._bridge, self._bridge.song
        lead_ins = self._submenu("lead-in")
        for lead_in in LEAD_INS:
            if lead_in != "fill" or section.fill_id:
                self._tick(lead_ins, t(f"lead-in-{lead_in}"), section.lead_in == lead_in,
                           "set_lead_in", section_id=section.id, lead_in=lead_in)  # fmt: skip
        self._tick(self, t("muffled"), section.muffled,
                   "set_muffled", section_id=section.id, muffled=not section.muffled)  # fmt: skip
        if section.pattern_id:
            titles = bridge.beat.titles()
            muted = self._submenu("mute-here")
            for sound in dict.fromkeys(lane.sound for lane in song.pattern(section.pattern_id).lanes):
                off = sound in section.muted
                self._tick(muted, sound_title(sound, titles), off,
                           "mute_in_section", section_id=section.id, sound=sound, mute=not off)  # fmt: skip
        patterns = self._submenu("section-pattern")
        for pattern in song.patterns:
            if pattern.id not in {other.fill_id for other in song.sections}:
                self._tick(patterns, pattern.name, pattern.id == section.pattern_id,
                           "set_section_pattern", section_id=section.id, pattern_id=pattern.id)  # fmt: skip
        patterns.addSeparator()
        self._row(patterns, t("own-pattern"), lambda: bridge.beat.own_pattern(section.id))


class SoundsMenu(_BeatMenu):
    """The sounds of the kit: those with a tick have a lane in the pattern."""

    def _fill(self) -> None:
        self.clear()
        pattern, desk = self._bridge.beat.pattern, self._bridge.beat
        if pattern is None:
            return
        titles = desk.titles()
        there = {(lane.track_id, lane.sound) for lane in pattern.lanes}
        for track_id, sound in desk.sounds():
            on = (track_id, sound) in there
            self._tick(self, sound_title(sound, titles), on,
                       "remove_lane" if on else "add_lane",
                       pattern_id=pattern.id, track_id=track_id, sound=sound)  # fmt: skip
        loop = desk.chord_loop()
        if loop:
            self.addSeparator()
            self._row(self, t("chord-loop", loop=loop), desk.take_chords)
