"""The cover as a file: what the shops would send back, and what shows on a phone."""

from __future__ import annotations

from pathlib import Path

from studio.cover import examine
from studio.delivery import Cover
from studio.errors import StudioError
from studio.preflight.finding import Finding

_REFUSED = {"cover-too-large": "cover-pixels"}


def check_cover(path: Path | None, rules: Cover) -> list[Finding]:
    """One finding for each thing the shops do not take; None for a song without a cover."""
    if path is None:
        return [_cover("cover-missing")]
    try:
        facts = examine(path)
    except StudioError as error:
        return [_cover(_REFUSED.get(error.code, "cover-broken"), what=path.name)]
    found = []
    if facts.kind != "JPEG":
        found.append(_cover("cover-kind", what=facts.kind))
    if facts.mode != "RGB":
        found.append(_cover("cover-colours", what=facts.mode))
    if facts.width_px != facts.height_px:
        found.append(_cover("cover-square", what=f"{facts.width_px} × {facts.height_px}"))
    elif facts.width_px != rules.side_px:
        found.append(_cover("cover-side", facts.width_px))
    if facts.has_profile:
        found.append(_cover("cover-profile"))
    if facts.has_notes:
        found.append(_cover("cover-notes"))
    if facts.bytes > rules.largest_bytes:
        found.append(_cover("cover-bytes", facts.bytes / 1e6))
    if facts.sharpness < rules.blur:
        found.append(Finding(check="cover-blurred", level="warn", value=round(facts.sharpness, 1), remedy="make-cover"))
    return found or [Finding(check="cover-missing", level="ok")]


def _cover(check: str, value: float | None = None, what: str = "") -> Finding:
    number = None if value is None else round(float(value), 1)
    return Finding(check=check, level="block", value=number, what=what, remedy="make-cover")
