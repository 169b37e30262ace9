"""What a look at a lesson finds: a code that the screen words, where it is, and what its sentence tells."""

from __future__ import annotations

from typing import NamedTuple

FINDINGS: dict[str, tuple[str, ...]] = {
    # code: the fields that its sentence `lesson-finding-<code>` may use beside file, line and key
    "broken": ("remedy",),
    # --- the words
    "long": ("words", "most"),
    "hard": ("lix", "most"),
    "banned": ("word",),
    # --- the way
    "no-rest": ("breathes", "wanted"),
    "next-unknown": ("lesson",),
    "next-round": ("lesson",),
    "picture": ("remedy",),
    # --- the robot
    "unseen": ("control",),
    "true-before": (),
    "true-early": ("action",),
    "never-true": (),
    "refused": ("action", "why"),
}


class Finding(NamedTuple):
    """One thing that does not fit."""

    code: str
    file: str
    """As people know it: `03-four-lines/nb.ftl`."""
    line: int
    """0 where it is about the whole file."""
    key: str
    """What it is about: a step, a text, a field."""
    fields: dict[str, object]
