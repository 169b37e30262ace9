"""The beat under the hands: kit, tempo, the song's form, and the chosen section's pattern as a grid or as notes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from beats.chords import in_scale
from studio.edits import LIMITS
from studio.song import Pattern, Section, Song
from studio.timeline import song_length_frames
from ui.beat_desk import beat_tracks
from ui.beat_lanes import melodic_rows, sound_title
from ui.beat_more import BeatMore
from ui.bridge import Bridge
from ui.files import ask_for_folder, ask_for_kit
from ui.i18n import clock, t
from ui.section_menu import SectionMenu, SoundsMenu
from ui.sound_knobs import SoundKnobs
from ui.style import set_kind
from ui.widgets.buttons import Button
from ui.widgets.number import NumberBox
from ui.widgets.piano_roll import PianoRoll
from ui.widgets.section_bar import SectionBar
from ui.widgets.step_grid import StepGrid

_LIT_MS = 250


class BeatEditor(QWidget):
    """Shows the bridge's beat; every change goes through the bridge."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._kits: tuple[tuple[str, str], ...] = ()
        self._rolls: tuple[tuple[str, str], ...] = ()
        """(track, sound) of each tab after the first, which is the drums."""
        self.kit = QComboBox()
        self.kit.setMinimumWidth(180)
        self._kit_label = QLabel()
        self._kit_label.setBuddy(self.kit)
        self.tempo = NumberBox(LIMITS["bpm"], "tempo", " BPM")
        self._tempo_label = QLabel()
        self._tempo_label.setBuddy(self.tempo)
        self.surprise = Button("surprise", "dice", "plain")
        self.repeat = Button("repeat", "repeat", "quiet", "G")
        self.repeat.setCheckable(True)
        self.pads = Button("pads-record", "record", "quiet")
        self.pads.setCheckable(True)
        self._lit = QTimer(self, singleShot=True, interval=_LIT_MS)
        self._lit.timeout.connect(lambda: set_kind(self.pads, lit="false"))
        self.more = Button("more", "faders", "quiet")
        self.more.setCheckable(True)
        self.sections = SectionBar()
        self.shorter = Button("section-shorter", "minus", "quiet")
        self.longer = Button("section-longer", "plus", "quiet")
        self.section_menu = SectionMenu(bridge, self)
        self.options = Button("section-options", "menu", "quiet")
        self.options.setMenu(self.section_menu)
        self.panel, self.knobs = BeatMore(bridge), SoundKnobs(bridge)
        for part in (self.panel, self.knobs):
            part.hide()
        self.lanes = QTabBar()
        self.lanes.setProperty("kind", "views")
        self.lanes.setExpanding(False)
        self.lanes.setDrawBase(False)
        self.lanes.setUsesScrollButtons(True)
        self.sounds = Button("pattern-sounds", "plus", "quiet")
        self.sounds.setMenu(SoundsMenu(bridge, self))
        self._pattern_label = QLabel()
        self._pattern_label.setProperty("tone", "secondary")
        self.grid, self.roll = StepGrid(), PianoRoll()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.roll)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self._tools = QHBoxLayout()
        self._tools.setSpacing(12)
        for part in (self._kit_label, self.kit, self._tempo_label, self.tempo):
            self._tools.addWidget(part)
        self._tools.addStretch(1)
        for part in (self.pads, self.surprise, self.repeat, self.more):
            self._tools.addWidget(part)
        form = QHBoxLayout()
        form.setSpacing(4)
        form.addWidget(self.sections, 1)
        for part in (self.shorter, self.longer, self.options):
            form.addWidget(part)
        tabs = QHBoxLayout()
        tabs.addWidget(self.lanes)
        tabs.addWidget(self.sounds)
        tabs.addStretch(1)
        tabs.addWidget(self._pattern_label)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for row in (self._tools, form):
            self._column.addLayout(row)
        self._column.addWidget(self.panel)
        self._column.addWidget(self.knobs)
        self._column.addLayout(tabs)
        self._column.addWidget(self._stack, 1)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _wire(self) -> None:
        bridge, desk = self._bridge, self._bridge.beat
        self.kit.activated.connect(self._take_kit)
        self.tempo.turned.connect(bridge.set_tempo)
        self.surprise.clicked.connect(desk.surprise)
        self.repeat.clicked.connect(desk.set_repeats)
        self.pads.clicked.connect(bridge.pads.set_records)
        bridge.pads.changed.connect(self._show_pads)
        bridge.pads.hit.connect(self._show_hit)
        self.more.clicked.connect(self._show_more)
        self.sections.picked.connect(desk.choose)
        self.sections.moved.connect(lambda section, to: bridge.edit("move_section", section_id=section, to_index=to))
        self.sections.resized.connect(desk.lengthen)
        self.sections.copied.connect(lambda section: bridge.edit("copy_section", section_id=section))
        self.sections.removed.connect(desk.remove_section)
        self.sections.menu_wanted.connect(self._open_menu)
        self.shorter.clicked.connect(lambda: desk.lengthen(self._section_id(), -1))
        self.longer.clicked.connect(lambda: desk.lengthen(self._section_id(), 1))
        self.lanes.currentChanged.connect(self._lane_chosen)
        self.grid.steps.moved.connect(lambda row: self._show_knobs())
        for part in (self.grid, self.roll):
            part.asked.connect(lambda name, arguments, merge: bridge.edit(name, merge or None, **arguments))
            part.gesture_ended.connect(bridge.end_gesture)
            part.heard.connect(desk.hear)

    # --- what it shows

    def first_focus(self) -> QWidget:
        return self._stack.currentWidget()

    def show_song(self) -> None:
        song, desk = self._bridge.song, self._bridge.beat
        section = desk.section
        if section is None:
            return
        self.tempo.show_value(song.bpm)
        self._show_kits(song)
        self._show_pads()
        self.repeat.setChecked(desk.repeats)
        self.sections.show_song(song, section.id)
        self._show_pattern(song, section)
        self.panel.show_song()

    def show_moment(self) -> None:
        """Take over where the engine is; called at the poll's rate while the room is shown."""
        moment, desk = self._bridge.moment, self._bridge.beat
        if desk.previewing:
            return
        self.sections.show_playhead(moment.beat)
        step = desk.step_at(moment.beat) if moment.moving else None
        self.grid.show_playhead(step)
        self.roll.show_playhead(step)

    def set_compact(self, compact: bool) -> None:
        """Only what is worked with all the time, on a small screen or a big scale."""
        self._column.setSpacing(6 if compact else 12)
        for part in (self._kit_label, self._tempo_label, self._pattern_label, self.surprise, self.shorter, self.longer):
            part.setVisible(not compact)
        self.grid.setMinimumHeight(150 if compact else 240)
        self.roll.setMinimumHeight(150 if compact else 240)

    def retranslate(self) -> None:
        self._kit_label.setText(t("kit"))
        self._tempo_label.setText(t("tempo"))
        for part, message in ((self.kit, "kit"), (self.lanes, "beat-lanes")):
            part.setAccessibleName(t(message))
            part.setAccessibleDescription(t(f"{message}.help"))
            part.setWhatsThis(t(f"{message}.help"))
        self._kits = ()
        for place, title in enumerate(self._tab_titles()):
            self.lanes.setTabText(place, title)
        self.show_song()

    def _show_kits(self, song: Song) -> None:
        kits = self._bridge.beat.kits()
        if kits != self._kits:
            self._kits = kits
            self.kit.clear()
            self.kit.addItems([title for _, title in kits])
            self.kit.insertSeparator(len(kits))
            self.kit.addItems([t("kit-from-file"), t("kit-from-folder")])
        worn = next(iter(sorted(beat_tracks(song), key=lambda track: track.role != "drums")), None)
        names = [name for name, _ in kits]
        self.kit.setCurrentIndex(names.index(worn.kit) if worn is not None and worn.kit in names else -1)

    def _show_pattern(self, song: Song, section: Section) -> None:
        """The pattern of a section; one that plays none has nothing to change."""
        pattern = self._bridge.beat.pattern
        self._show_lanes(pattern)
        length = clock(song_length_frames(song) / song.rate_hz)
        if pattern is None:
            self._pattern_label.setText(t("pattern-none", length=length))
        else:
            self._pattern_label.setText(t("pattern-facts", name=pattern.name, bars=pattern.bars, length=length))
        pattern_id = pattern.id if pattern is not None else ""
        self.grid.show_pattern(song, pattern_id, self._bridge.beat.titles(), section.muted)
        roll = self._open_roll
        if roll is not None:
            self.roll.show_lane(song, pattern_id, *roll)
        self._stack.setCurrentIndex(0 if roll is None else 1)
        self._play_keys()
        self._show_knobs()

    def _show_lanes(self, pattern: Pattern | None) -> None:
        """A tab for the drums and one for each lane of notes; the one that was open stays open where it can."""
        song = self._bridge.song
        lanes = melodic_rows(song, pattern) if pattern is not None else ()
        rolls = tuple((lane.track_id, lane.sound) for lane in lanes)
        if rolls == self._rolls and self.lanes.count():
            return
        before, self._rolls = self._open_roll, rolls
        self.lanes.blockSignals(True)
        while self.lanes.count():
            self.lanes.removeTab(0)
        for title in self._tab_titles():
            self.lanes.addTab(title)
        self.lanes.setCurrentIndex(rolls.index(before) + 1 if before in rolls else 0)
        self.lanes.blockSignals(False)

    @property
    def _open_roll(self) -> tuple[str, str] | None:
        """Track and sound of the lane of notes whose tab is open; None for the drums."""
        place = self.lanes.currentIndex() - 1
        return self._rolls[place] if 0 <= place < len(self._rolls) else None

    def _tab_titles(self) -> list[str]:
        titles = self._bridge.beat.titles()
        return [t("role-drums"), *(sound_title(sound, titles) for _, sound in self._rolls)]

    # --- what people do

    def _lane_chosen(self, place: int) -> None:
        section = self._bridge.beat.section
        if section is not None and place >= 0:
            self._show_pattern(self._bridge.song, section)
            if not self.lanes.hasFocus():
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_kit(self, place: int) -> None:
        """A kit of the list, or one that is brought in: its last two rows."""
        if place < len(self._kits):
            self._bridge.beat.take_kit(self._kits[place][0])
            return
        self._show_kits(self._bridge.song)
        ask = ask_for_kit if place == len(self._kits) + 1 else ask_for_folder
        source = ask(self, self._bridge.shelf.import_folder)
        if source:
            self._bridge.exchange.import_kit(Path(source))

    def _show_more(self, on: bool) -> None:
        for part in (self.panel, self.knobs):
            part.setVisible(on)
        self._show_knobs()

    def _show_pads(self) -> None:
        """Only whoever has pads or keys plugged in is asked whether to record them."""
        pads = self._bridge.pads
        self.pads.setVisible(bool(pads.ports) or pads.records)
        self.pads.setChecked(pads.records)

    def _show_hit(self, track_id: str, sound: str) -> None:
        """Whatever is hit lights something, whether it has a row here or not."""
        self.grid.show_hit(track_id, sound)
        set_kind(self.pads, lit="true")
        self._lit.start()

    def _play_keys(self) -> None:
        """Keyboards play the lane of notes that is shown."""
        roll, key = self._open_roll, self._bridge.song.key
        if roll is not None:
            scale = tuple(note for note in range(12) if in_scale(note, key)) if self.roll.locked else ()
            self._bridge.pads.play_keys(*roll, scale)
        else:
            self._bridge.pads.play_keys("", "", ())

    def _show_knobs(self) -> None:
        """Of the sound whose row the keys are on, or whose notes are shown."""
        if not isValid(self.lanes) or not self.knobs.isVisible():  # the window may be going
            return
        pattern, roll, row = self._bridge.beat.pattern, self._open_roll, self.grid.steps.row
        if pattern is None:
            self.knobs.show_lane(None)
            return
        lanes = self.grid.lanes
        if roll is not None:
            lanes, row = tuple(lane for lane in pattern.lanes if (lane.track_id, lane.sound) == roll), 0
        tracks = {track.id for track in self._bridge.song.tracks}
        lane = lanes[row] if row < len(lanes) and lanes[row].track_id in tracks else None  # of the song that was
        self.knobs.show_lane(lane)

    def _section_id(self) -> str:
        section = self._bridge.beat.section
        return section.id if section else ""

    def _open_menu(self, section_id: str, at: QPointF) -> None:
        self.section_menu.popup(self.sections.mapToGlobal(at.toPoint()))
