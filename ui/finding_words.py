"""What a finding says, of the preflight or of a lesson, in the language in use. Knows no Qt; the command line uses it
too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.i18n import clock, decimal, t

if TYPE_CHECKING:
    from studio.lessons.finding import Finding as LessonFinding
    from studio.preflight.finding import Finding


def sentence(finding: Finding) -> str:
    """What a finding says; a measurement that is good is told by its name and its number."""
    name = t(f"preflight-{finding.check}.name")
    number = "" if finding.value is None else _number(finding.value)
    if finding.level == "ok":
        return t("preflight-ok", name=name, value=number, unit=finding.unit)
    return t(
        f"preflight-{finding.check}",
        value=number,
        limit="" if finding.limit is None else _number(finding.limit),
        side=finding.side,
        what=finding.what or (t("track-nameless") if finding.track_id else ""),
        at="" if finding.at_s is None else clock(finding.at_s),
        line=0 if finding.line is None else finding.line + 1,
    )


def of_lesson(finding: LessonFinding) -> str:
    """Where something in a lesson does not fit, and what would."""
    where = t("lesson-finding-place", file=finding.file, line=finding.line, key=finding.key)
    return f"{where}: {t(f'lesson-finding-{finding.code}', **finding.fields)}"


def remedy_words(finding: Finding) -> str:
    """What mends it, with the track and the knobs that it turns; empty where all is well or nothing is to be done."""
    if finding.level == "ok" or not finding.remedy:
        return ""
    words = t(f"remedy-{finding.remedy}")
    if not finding.sets:
        return words
    turned = ", ".join(f"{name} {_number(value)}" for name, value in finding.sets.items())
    return f"{words} ({turned})"


def _number(value: float) -> str:
    return decimal(value, 0 if value == int(value) else 1 if abs(value) >= 1.0 else 2 if abs(value) >= 0.1 else 4)
