"""What lessons need of the window: the panel beside the rooms or the strip above them, the ring, the pointer that shows
how, the teacher's screen, and the keys of whoever leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from studio.lessons.points import POINTS
from ui.controls import CONTROLS, ROOM_PLACES, is_near
from ui.i18n import t
from ui.lesson_hands import WindowHands
from ui.lesson_panel import WIDTH, LessonPanel, LessonStrip, Near
from ui.record_page import LINES
from ui.ring import Ghost, LessonRing, pointed_at, show_place
from ui.spotlight import KeysDialog, Spotlight
from ui.teacher_screen import TeacherScreen
from ui.widgets.accessible import announce

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class LessonHost(QObject):
    """Belongs to the window, which lays out what this holds."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        bridge = window.bridge
        self._window, self.desk = window, bridge.lessons
        self.panel, self.strip = LessonPanel(bridge), LessonStrip(bridge)
        self.panel.hide()
        self.ring, self.ghost = LessonRing(window), Ghost(window)
        self.hands = WindowHands(window)
        self.screen: TeacherScreen | None = None
        self._drawer = self._folded = False
        self._said: tuple[object, ...] = ()
        self._led_to = ""
        """What the ring was moved to by whoever leads; empty for what the step points at."""
        self.spotlight = Spotlight(self.desk, bridge.prefs, {
            "next": self.next, "back": self.desk.back,
            "ring-on": lambda: self._move_ring(1), "ring-back": lambda: self._move_ring(-1),
        })  # fmt: skip

    def wire(self) -> None:
        """Called once all of the window is there."""
        window, desk, panel = self._window, self.desk, self.panel
        desk.feed.words_in_view = self._words_in_view
        desk.changed.connect(self.show_lesson)
        window.bridge.song_changed.connect(self._song_changed)
        window.bridge.moment_changed.connect(self.follow)
        window.bridge.prefs.changed.connect(self.show_lesson)
        panel.go_wanted.connect(self.lead_there)
        panel.show_wanted.connect(self.show_how)
        panel.teacher_wanted.connect(self.toggle_screen)
        panel.keys_wanted.connect(self._choose_keys)
        panel.make_wanted.connect(self._make)
        panel.hand_over_wanted.connect(self._hand_over)
        self.strip.pressed.connect(self.next)
        self.strip.go.clicked.connect(self.lead_there)
        self.strip.unfolded.connect(lambda: self._fold(False))
        window.header.lessons.clicked.connect(self.toggle)

    # --- where it stands

    @property
    def side_width(self) -> int:
        """What the panel takes of the window's width, beside the room."""
        return WIDTH if self.desk.is_open and not self._drawer else 0

    def set_drawer(self, drawer: bool) -> None:
        """A drawer on a small window, else a panel beside the room."""
        if drawer != self._drawer:
            self._drawer = drawer
            self.panel.set_drawer(drawer)
            self.show_lesson()

    def toggle(self) -> None:
        """The button in the header, or its key."""
        self.desk.show(not self.desk.is_open)
        if self.desk.is_open:
            self._fold(False)
            self.panel.first_focus().setFocus()

    def next(self) -> None:
        """To the next step, from wherever the keys are."""
        if self.desk.is_open and not self.desk.listing:
            self.panel.press_next()
            if self._drawer and self.desk.listing:
                self._fold(False)

    def show_lesson(self) -> None:
        """Take over where the desk stands."""
        desk, window = self.desk, self._window
        window.header.lessons.setChecked(desk.is_open)
        here = (desk.walk.lesson_id, desk.walk.at_step) if desk.walk and not desk.listing and desk.is_open else ()
        fresh = here != self._said
        focus = QApplication.focusWidget()
        keys_here = self.panel.isVisible() and (focus is None or self.panel.isAncestorOf(focus))
        if fresh:
            self._said, self._led_to = here, ""
            if desk.step is not None and here:
                place = t("lesson-place", number=desk.number, count=len(desk.steps))
                announce(self.panel, f"{place}. {desk.text(desk.step.id)}")
        self._arrange()
        if desk.is_open:
            if desk.step is not None:
                self.panel.near = self._near(desk.step.point)
            self.panel.show_lesson()
            self.strip.show_lesson()
            if fresh and keys_here and self.panel.isVisible():  # they stay where Enter leads on
                self.panel.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.follow()

    def follow(self) -> None:
        """At the poll's rate: the ring lies where its control is now, and the panel knows whether that is seen."""
        desk, step = self.desk, self.desk.step
        shown = desk.is_open and not desk.listing and step is not None and not self.hands.is_busy
        if not shown:
            self.ring.point_at("")
            return
        ringed = self._led_to or (step.point if desk.state != "ticked" else "")
        self.ring.point_at(ringed)
        near = self._near(step.point)
        self.panel.show_near(near)
        self.strip.go.setVisible(near != "here" and desk.state == "watching")

    def lead_there(self) -> None:
        """Go where the step's control stands; a drawer makes way for it."""
        step = self.desk.step
        if step is not None:
            if self._drawer:
                self._fold(True)
            show_place(self._window, step.point)
            self.follow()

    def show_how(self) -> None:
        """Go there with a drawn pointer, and do the answer of the step."""
        step = self.desk.step
        if step is None or self.hands.is_busy:
            return
        self.lead_there()
        window = self._window
        start = self.panel.mapTo(window, self.panel.rect().center()) if self.panel.isVisible() else QPoint(0, 0)
        box = pointed_at(window, step.point)
        to = box.center() if not box.isEmpty() else start
        self.ghost.go(start, to, lambda: self.hands.show(step.answer))

    # --- leading

    def toggle_screen(self) -> None:
        """The teacher's screen comes or goes."""
        if self.screen is None:
            self.screen = TeacherScreen(self.desk)
            self.screen.left.connect(self._screen_left)
        if self.screen.isVisible():
            self.screen.close()
        else:
            self.panel.teacher_shown = True
            self.screen.open(self._window)

    def close(self) -> None:
        """The window goes, and with it the second one."""
        self.ghost.stop()
        self.hands.stop()
        if self.screen is not None:
            self.screen.close()
            self.screen.deleteLater()
            self.screen = None

    def panels(self) -> list[tuple[QWidget, QWidget]]:
        """What F6 stops at, with where the keys go there."""
        if self.panel.isVisible():
            return [(self.panel, self.panel.first_focus())]
        return [(self.strip, self.strip.unfold)] if self.strip.isVisible() else []

    def retranslate(self) -> None:
        """Another language: what stands in windows of their own."""
        if self.screen is not None:
            self.screen.retranslate()

    def _screen_left(self) -> None:
        self.panel.teacher_shown = False

    def _make(self) -> None:
        """A small window that stays beside the room while somebody works there."""
        from ui.lesson_maker import LessonMaker

        maker = LessonMaker(self._window.bridge, self._window)
        maker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        maker.show()

    def _hand_over(self) -> None:
        from ui.handover_dialog import HandOverDialog

        dialog = HandOverDialog(self._window.bridge, self._window)
        dialog.exec()
        dialog.deleteLater()

    def _choose_keys(self) -> None:
        dialog = KeysDialog(self._window.bridge.prefs, self._window)
        dialog.exec()
        dialog.deleteLater()

    def _move_ring(self, by: int) -> None:
        """To the next of the controls that are seen now, in the order of their names; round and round."""
        step = self.desk.step
        if step is None:
            return
        window, seen = self._window, []
        for name in POINTS:
            if name.startswith("header.rooms") or not is_near(window, name):
                continue
            if not pointed_at(window, name).isEmpty():
                seen.append(name)
        at = self._led_to or step.point
        place = seen.index(at) + by if at in seen else 0
        self._led_to = seen[place % len(seen)] if seen else ""
        self.follow()
        announce(self.panel, CONTROLS[self._led_to].finds[0](window).accessibleName() if self._led_to else "")

    # --- inside

    def _near(self, name: str) -> Near:
        window, room = self._window, POINTS[name]
        if is_near(window, name):
            seen = (self._drawer and not self._folded) or not pointed_at(window, name).isEmpty()
            return "here" if seen else "view"
        return "room" if room and window.room != ROOM_PLACES[room] else "view"

    def _words_in_view(self) -> bool:
        window = self._window
        page = window.record_page
        return page.isVisible() and page.view == LINES and not window.bridge.prefs.words_hidden

    def _song_changed(self) -> None:
        if self.desk.is_open and self.desk.listing:
            self.panel.list.resume.show_walk()
            self.panel.list.shelf.show_song()

    def _fold(self, folded: bool) -> None:
        self._folded = folded
        self._arrange()
        if not folded and self.panel.isVisible():
            self.panel.show_lesson()

    def _arrange(self) -> None:
        """Who is seen: the panel beside the room, or as a drawer one of the two."""
        desk, window = self.desk, self._window
        walking = desk.is_open and not desk.listing and desk.step is not None
        if not walking:
            self._folded = False
        folded = self._drawer and self._folded
        self.panel.setVisible(desk.is_open and not folded)
        self.strip.setVisible(walking and folded)
        window.rooms.setVisible(not (desk.is_open and self._drawer and not folded))
        window.fit()
