"""What peer experts have on paper besides lessons: the five rungs to tick, and the card that says what the job is."""

from __future__ import annotations

from ui.i18n import t
from ui.lesson_paper import TEXT_PT, TITLE_PT, Paper, Pen

RUNGS = ("all", "beside", "together", "alone", "onward")
"""From doing lessons to teaching others to lead them."""
_SESSIONS = 2
"""Of each rung."""
OBSERVED = ("hands", "stuck", "rest")
"""What whoever sits beside looks for."""
_ROLE = ("music", "breaks", "paid", "call")
CALLED = ("name", "phone")
"""What the studio fills in itself."""
_HEADING_PT = 18.0


def draw_rungs(pen: Pen) -> None:
    """The tick sheet, and below it the card for whoever sits beside."""
    pen.write(t("peer-rungs"), TITLE_PT, strong=True, after_mm=2.0)
    pen.write(t("peer-rungs.text"), after_mm=6.0)
    for number, rung in enumerate(RUNGS, 1):
        pen.boxes(_SESSIONS)
        pen.mark(str(number), t(f"peer-rung-{rung}"), strong=True, after_mm=0.0)
        pen.mark("", t(f"peer-rung-{rung}.text"), after_mm=5.0)
    pen.y_mm += 4.0
    pen.write(t("peer-observe"), strong=True, after_mm=2.0)
    for question in OBSERVED:
        pen.write(t(f"peer-observe-{question}"), after_mm=0.0)
        pen.blank(after_mm=3.0)
        pen.blank(after_mm=5.0)


def draw_role(pen: Pen) -> None:
    """The role card."""
    pen.write(t("peer-role"), TITLE_PT, strong=True, after_mm=2.0)
    pen.write(t("peer-role.text"), after_mm=8.0)
    for point in _ROLE:
        pen.write(t(f"peer-role-{point}"), _HEADING_PT, strong=True, after_mm=1.0)
        pen.write(t(f"peer-role-{point}.text"), TEXT_PT, after_mm=8.0)
    for field in CALLED:
        pen.blank(t(f"peer-role-{field}"), after_mm=6.0)


def of_peers() -> Paper:
    """Both, a page each."""
    return Paper(t("peer-papers"), (draw_rungs, draw_role))
