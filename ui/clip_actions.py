"""What can be done with a clip: one table that the timeline, its menu, the list and the tests read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from ui.clip_desk import GAIN_STEP_DB, GRIDS, NUDGE_S, ClipDesk
from ui.i18n import t

Need = Literal["clip", "next", "copied", "nothing"]


class ClipAction(NamedTuple):
    """One row. `t(name)` is its word, `t(name.help)` what it does."""

    name: str
    keys: tuple[str, ...]
    """The first is the one that is shown. Chosen so that a Norwegian keyboard has each of them without AltGr."""
    letter: bool
    """Whether the keys are letters or signs, which can be switched off."""
    group: str
    """Message id of the part of the menu that it stands in; empty for the menu itself."""
    needs: Need
    do: Callable[[ClipDesk], object]


CLIP_ACTIONS: tuple[ClipAction, ...] = (
    ClipAction("clip-split", ("D",), True, "", "clip", ClipDesk.split),
    ClipAction("clip-remove", ("Del", "Backspace"), False, "", "clip", ClipDesk.remove),
    ClipAction("clip-trim-start", ("Q",), True, "clip-edges", "clip", ClipDesk.trim_start),
    ClipAction("clip-trim-end", ("W",), True, "clip-edges", "clip", ClipDesk.trim_end),
    ClipAction("clip-join", ("J",), True, "clip-edges", "next", ClipDesk.join),
    ClipAction("clip-crossfade", ("X",), True, "clip-edges", "next", ClipDesk.crossfade),
    ClipAction("clip-fades", ("F",), True, "clip-sound", "clip", lambda desk: desk.form_wanted.emit()),
    ClipAction("clip-louder", ("Ctrl+Up",), False, "clip-sound", "clip", lambda desk: desk.turn_up(GAIN_STEP_DB)),
    ClipAction("clip-quieter", ("Ctrl+Down",), False, "clip-sound", "clip", lambda desk: desk.turn_up(-GAIN_STEP_DB)),
    ClipAction("clip-mute", ("Shift+M",), True, "clip-sound", "clip", ClipDesk.toggle_mute),
    ClipAction("clip-here", ("N",), True, "clip-move", "clip", ClipDesk.bring_here),
    ClipAction("clip-earlier", (",",), True, "clip-move", "clip", lambda desk: desk.nudge_s(-NUDGE_S)),
    ClipAction("clip-later", (".",), True, "clip-move", "clip", lambda desk: desk.nudge_s(NUDGE_S)),
    # With Shift the sign itself is another one, which one depends on the keyboard.
    ClipAction("clip-beat-earlier", ("Shift+,", "Shift+;", "Shift+<"), True, "clip-move", "clip",
               lambda desk: desk.nudge(-1.0)),
    ClipAction("clip-beat-later", ("Shift+.", "Shift+:", "Shift+>"), True, "clip-move", "clip",
               lambda desk: desk.nudge(1.0)),
    ClipAction("clip-track-up", ("Shift+Up",), False, "clip-move", "clip", lambda desk: desk.change_track(-1)),
    ClipAction("clip-track-down", ("Shift+Down",), False, "clip-move", "clip", lambda desk: desk.change_track(1)),
    ClipAction("clip-cut", ("Ctrl+X",), False, "clip-again", "clip", ClipDesk.cut),
    ClipAction("clip-copy", ("Ctrl+C",), False, "clip-again", "clip", ClipDesk.copy),
    ClipAction("clip-paste", ("Ctrl+V",), False, "clip-again", "copied", ClipDesk.paste),
    ClipAction("clip-duplicate", ("Ctrl+D",), False, "clip-again", "clip", ClipDesk.duplicate),
    ClipAction("clip-previous", ("Alt+Left",), False, "clip-choose", "nothing", lambda desk: desk.step(-1)),
    ClipAction("clip-next", ("Alt+Right",), False, "clip-choose", "nothing", lambda desk: desk.step(1)),
)  # fmt: skip
"""In the order of the menu."""
_SIGNS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def is_ready(action: ClipAction, desk: ClipDesk) -> bool:
    """Whether there is what it needs."""
    return {
        "clip": lambda: desk.target is not None,
        "next": lambda: desk.neighbour is not None,
        "copied": lambda: desk.copied is not None,
        "nothing": lambda: True,
    }[action.needs]()


def action_of(event: QKeyEvent, *, letters: bool) -> ClipAction | None:
    """The action of a key press; those of letters and signs only if they are wanted."""
    pressed = event.keyCombination()
    plain = pressed.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    combined = QKeySequence(plain.value | pressed.key().value)
    for action in CLIP_ACTIONS:
        if (letters or not action.letter) and any(combined == QKeySequence(key) for key in action.keys):
            return action
    return None


def shown_key(action: ClipAction, *, letters: bool) -> str:
    """What stands beside its word: its key on this machine; empty while that is switched off."""
    if action.letter and not letters:
        return ""
    written = QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return "+".join(_SIGNS.get(part, part) for part in written.split("+"))


def fill_clip_menu(menu: QMenu, desk: ClipDesk) -> None:
    """Every action in words, and what clips rest on; in parts, so that it fits on a small screen."""
    menu.clear()
    parts = {"": menu}
    for action in CLIP_ACTIONS:
        if action.group not in parts:
            parts[action.group] = menu.addMenu(t(action.group))
        # A key after a tab is only shown: an action of its own would quarrel with the window's for the key.
        words = "\t".join(filter(None, (t(action.name), shown_key(action, letters=desk.letters))))
        row = parts[action.group].addAction(words)
        row.setEnabled(is_ready(action, desk))
        row.triggered.connect(lambda checked=False, do=action.do: do(desk))
    snap = menu.addMenu(t("snap"))
    fill_snap_menu(snap, desk)


def fill_snap_menu(menu: QMenu, desk: ClipDesk) -> None:
    """What the edges of clips come to rest on; the present choice has the tick."""
    menu.clear()
    group = QActionGroup(menu)
    for grid in GRIDS:
        row = menu.addAction(t(f"snap-{grid}"))
        row.setCheckable(True)
        row.setChecked(grid == desk.grid)
        row.triggered.connect(lambda checked=False, grid=grid: desk.rest_on(grid))
        group.addAction(row)
