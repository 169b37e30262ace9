"""The rules of DAWproject 1.0 for what we write of it, as a table to walk a document with.

From the format's published description (github.com/bitwig/dawproject): which children an element may have and in which
order, which attributes, of which type, and which of them it must have. An element that is not in the table is one that
we do not write.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

UNITS = {"linear", "normalized", "percent", "decibel", "hertz", "semitones", "seconds", "beats", "bpm"}
TIME_UNITS = {"beats", "seconds"}
CONTENT = {"audio", "automation", "notes", "video", "markers", "tracks"}
CHECKS = {
    "text": lambda value: True,
    "id": lambda value: re.fullmatch(r"[A-Za-z_][\w.-]*", value),
    "ref": lambda value: re.fullmatch(r"[A-Za-z_][\w.-]*", value),
    "double": lambda value: re.fullmatch(r"-?\d+(\.\d+)?", value) and math.isfinite(float(value)),
    "int": lambda value: re.fullmatch(r"-?\d+", value),
    "bool": lambda value: value in ("true", "false"),
    "unit": lambda value: value in UNITS,
    "time unit": lambda value: value in TIME_UNITS,
    "role": lambda value: value in ("regular", "master", "effect", "submix", "vca"),
    "content": lambda value: value and set(value.split()) <= CONTENT,
    "interpolation": lambda value: value in ("hold", "linear"),
    "expression": lambda value: value in ("gain", "pan", "transpose", "timbre", "formant", "pressure"),
}


class Rule(NamedTuple):
    children: tuple[str, ...] = ()
    """In this order; `?` at most one, `*` any number, `+` one or more, nothing: exactly one. Names apart by `|` are a
    choice among them."""
    attributes: str = ""
    """`name:type`, apart by blanks; `!` behind what is required."""


NAMEABLE = "name:text color:text comment:text "
KNOWN = NAMEABLE + "id:id "
TIMELINE = KNOWN + "timeUnit:time_unit track:ref "
PARAMETER = KNOWN + "parameterID:int "
REAL = PARAMETER + "unit:unit! value:text min:text max:text "
BOOL = PARAMETER + "value:bool "
ANY = "Lanes|Notes|Clips|Warps|Audio|Points"
RULES: dict[str, Rule] = {
    "Project": Rule(("Application", "Transport?", "Structure?", "Arrangement?", "Scenes?"), "version:text!"),
    "Application": Rule((), "name:text! version:text!"),
    "Transport": Rule(("Tempo?", "TimeSignature?")),
    "Tempo": Rule((), REAL),
    "TimeSignature": Rule((), PARAMETER + "numerator:int! denominator:int!"),
    "Structure": Rule(("Track*",)),
    "Track": Rule(("Channel?", "Track*"), KNOWN + "contentType:content loaded:bool"),
    "Channel": Rule(
        ("Devices?", "Mute?", "Pan?", "Sends?", "Volume?"),
        KNOWN + "audioChannels:int destination:ref role:role solo:bool",
    ),
    "Mute": Rule((), BOOL),
    "Pan": Rule((), REAL),
    "Volume": Rule((), REAL),
    "Arrangement": Rule(("Lanes?", "Markers?", "TempoAutomation?", "TimeSignatureAutomation?"), KNOWN),
    "Lanes": Rule((f"{ANY}*",), TIMELINE),
    "Clips": Rule(("Clip*",), TIMELINE),
    "Clip": Rule(
        (f"{ANY}?",),
        NAMEABLE + "time:double! duration:double contentTimeUnit:time_unit playStart:double playStop:double"
        " loopStart:double loopEnd:double fadeTimeUnit:time_unit fadeInTime:double fadeOutTime:double enable:bool"
        " reference:ref",
    ),
    "Warps": Rule((ANY, "Warp+"), TIMELINE + "contentTimeUnit:time_unit!"),
    "Warp": Rule((), "time:double! contentTime:double!"),
    "Audio": Rule(("File",), TIMELINE + "duration:double! algorithm:text channels:int! sampleRate:int!"),
    "File": Rule((), "path:text! external:bool"),
    "Notes": Rule(("Note*",), TIMELINE),
    "Note": Rule((f"{ANY}?",), "time:text! duration:text! channel:int! key:int! vel:text rel:text"),
    "Points": Rule(("Target", "RealPoint*"), TIMELINE + "unit:unit"),
    "Target": Rule((), "parameter:ref expression:expression channel:int key:int controller:int"),
    "RealPoint": Rule((), "time:text! value:text! interpolation:interpolation"),
    "Markers": Rule(("Marker+",), TIMELINE),
    "Marker": Rule((), NAMEABLE + "time:double!"),
}
METADATA = (
    "Title", "Artist", "Album", "OriginalArtist", "Composer", "Songwriter", "Producer", "Arranger", "Year", "Genre",
    "Copyright", "Website", "Comment",
)  # fmt: skip


def broken_rules(root: Any) -> list[str]:
    """Everything in a document (an lxml element) that the format does not allow; empty for a good one."""
    found = [] if root.tag == "Project" else [f"root {root.tag}"]
    ids: set[str] = set()
    for node in root.iter():
        if node.tag not in RULES:
            found.append(f"unknown {node.tag}")
            continue
        found += _children(node) + _attributes(node)
        if node.text and node.text.strip():
            found.append(f"text in {node.tag}")
        if node.get("id") in ids:
            found.append(f"id {node.get('id')} twice")
        ids |= {node.get("id")} - {None}
    found += [f"nothing has the id {name}" for name in _references(root) if name not in ids]
    return found


def broken_metadata_rules(root: Any) -> list[str]:
    places = [METADATA.index(node.tag) if node.tag in METADATA else -1 for node in root]
    good = root.tag == "MetaData" and -1 not in places and places == sorted(set(places))
    return [] if good and not any(len(node) or node.attrib for node in root) else [f"metadata {places}"]


def _children(node: Any) -> list[str]:
    """The children's names against the element's rule, by a regular expression over them."""
    pattern = "".join(
        f"(?:(?:{slot.rstrip('?*+')}) ){slot[-1] if slot[-1] in '?*+' else ''}" for slot in RULES[node.tag].children
    )
    names = "".join(f"{child.tag} " for child in node)
    return [] if re.fullmatch(pattern, names) else [f"{node.tag} holds {names}"]


def _attributes(node: Any) -> list[str]:
    rows = dict(row.rstrip("!").split(":") for row in RULES[node.tag].attributes.split())
    required = {row.split(":")[0] for row in RULES[node.tag].attributes.split() if row.endswith("!")}
    found = [f"{node.tag} lacks {name}" for name in required - set(node.attrib)]
    for name, value in node.attrib.items():
        if name not in rows:
            found.append(f"{node.tag} has {name}")
        elif not CHECKS[rows[name].replace("_", " ")](value):
            found.append(f"{node.tag} {name} is {value!r}")
    return found


def _references(root: Any) -> Iterator[str]:
    for node in root.iter():
        for name in ("destination", "track", "parameter", "reference"):
            if name in node.attrib:
                yield node.get(name)
