"""The small menu of a step: how hard, a roll, how often. And of a note: how hard, how long, a slide."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from beats.chords import moved
from studio.song import Note, Step
from ui.beat_lanes import SIZES, VELOCITY, pitch_name, size_of
from ui.i18n import t

RATCHETS = (1, 2, 3, 4, 6)
SPANS = (1, 2, 4)
CHANCES = (25, 50, 75, 100)
LENGTHS = (1, 2, 3, 4, 6, 8, 12, 16)
GLIDES = ((7, 12), (4, 7), (2, 3), (-2, -3), (-4, -7), (-7, -12))
"""How far a slide may go: in steps of the scale, and in semitones where the key is unknown."""


def step_menu(
    step: Step | None, room_steps: int, change: Callable[..., object], clear: Callable[[], object], parent: QWidget
) -> QMenu:
    """A menu for a step, or for an empty one, which a choice sets.

    `change` takes fields of a `Step`; `room_steps` is how many steps there are up to the pattern's end.
    """
    now = step or Step(at_step=0, velocity=VELOCITY)
    menu = QMenu(parent)
    choices(
        menu, "step-velocity",
        [(t(f"velocity-{size}"), step is not None and size_of(now.velocity) == size,
          lambda value=value: change(velocity=value)) for size, value in SIZES.items()],
    )  # fmt: skip
    choices(
        menu, "step-roll",
        [(t("roll-none") if hits == 1 else t("roll-hits", hits=hits), now.ratchet == hits,
          lambda hits=hits: change(ratchet=hits)) for hits in RATCHETS],
    )  # fmt: skip
    spans = choices(
        menu, "step-span",
        [(t("span-steps", steps=steps), now.over_steps == steps, lambda steps=steps: change(over_steps=steps))
         for steps in SPANS if steps <= room_steps],
    )  # fmt: skip
    spans.setEnabled(now.ratchet > 1)
    choices(
        menu, "step-how-often",
        [(t("chance-always") if percent == 100 else t("chance-percent", percent=percent),
          now.chance_percent == percent, lambda percent=percent: change(chance_percent=percent))
         for percent in CHANCES],
    )  # fmt: skip
    menu.addSeparator()
    entry(menu, t("step-clear"), clear).setEnabled(step is not None)
    return menu


def note_menu(
    note: Note, room_steps: int, key: str, change: Callable[..., object], clear: Callable[[], object], parent: QWidget
) -> QMenu:
    """A menu for a note; `change` takes fields of a `Note`, `room_steps` is how long it can be."""
    menu = QMenu(parent)
    choices(
        menu, "step-velocity",
        [(t(f"velocity-{size}"), size_of(note.velocity) == size, lambda value=value: change(velocity=value))
         for size, value in SIZES.items()],
    )  # fmt: skip
    choices(
        menu, "note-length",
        [(t("span-steps", steps=steps), note.length_steps == steps, lambda steps=steps: change(length_steps=steps))
         for steps in LENGTHS if steps <= room_steps],
    )  # fmt: skip
    targets = [moved(note.midi_note, places, key) if key else note.midi_note + semis for places, semis in GLIDES]
    choices(
        menu, "note-glide",
        [(t("glide-none"), note.glide_to is None, lambda: change(glide_to=None)),
         *((t("glide-up" if to > note.midi_note else "glide-down", note=pitch_name(to, key)), note.glide_to == to,
            lambda to=to: change(glide_to=to)) for to in targets if 0 <= to <= 127)],
    )  # fmt: skip
    menu.addSeparator()
    entry(menu, t("step-clear"), clear)
    return menu


def choices(menu: QMenu, message: str, rows: Iterable[tuple[str, bool, Callable[[], object]]]) -> QMenu:
    """A menu inside a menu, of which one row is the present one."""
    inside = menu.addMenu(t(message))
    group = QActionGroup(inside)
    for words, chosen, does in rows:
        action = entry(inside, words, does)
        action.setCheckable(True)
        action.setChecked(chosen)
        group.addAction(action)
    return inside


def entry(menu: QMenu, words: str, does: Callable[[], object]) -> QAction:
    action = menu.addAction(words)
    action.triggered.connect(lambda checked=False: does())
    return action
