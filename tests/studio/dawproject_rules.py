"""The rules of DAWproject 1.0 as tables to walk a document with.

Read off the published schema (github.com/bitwig/dawproject, Project.xsd and MetaData.xsd, MIT): all of its elements,
which children each may have and in which order, which attributes, of which type, and which of them it must have.
Stricter than the schema where readers are: no exponents in numbers, `true` and `false` written out, no empty lists.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

ENUMS = {
    "unit": "linear normalized percent decibel hertz semitones seconds beats bpm",
    "time_unit": "beats seconds",
    "role": "regular master effect submix vca",
    "device_role": "instrument noteFX audioFX analyzer",
    "send_type": "pre post",
    "band": "highPass lowPass bandPass highShelf lowShelf bell notch",
    "interpolation": "hold linear",
    "expression": "gain pan transpose timbre formant pressure channelController channelPressure polyPressure pitchBend"
    " programChange",
}
CONTENT = {"audio", "automation", "notes", "video", "markers", "tracks"}
CHECKS = {
    "text": lambda value: True,
    "texts": lambda value: bool(value.split()),
    "id": lambda value: re.fullmatch(r"[A-Za-z_][\w.-]*", value),
    "ref": lambda value: re.fullmatch(r"[A-Za-z_][\w.-]*", value),
    "double": lambda value: re.fullmatch(r"-?\d+(\.\d+)?", value) and math.isfinite(float(value)),
    "int": lambda value: re.fullmatch(r"-?\d+", value) and -(1 << 31) <= int(value) < 1 << 31,
    "bool": lambda value: value in ("true", "false"),
    "content": lambda value: value and set(value.split()) <= CONTENT,
    **{name: lambda value, words=words: value in words.split() for name, words in ENUMS.items()},
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
REAL = Rule((), PARAMETER + "unit:unit! value:text min:text max:text")
BOOL = Rule((), PARAMETER + "value:bool")
WHOLE = Rule((), PARAMETER + "value:int min:int max:int")
CHOICE = Rule((), PARAMETER + "value:int count:int! labels:texts")
METRE = Rule((), PARAMETER + "numerator:int! denominator:int!")
ANY = "Lanes|Notes|Clips|ClipSlot|markers|Warps|Audio|Video|Points"
"""What holds time. The schema's `Timeline` is abstract: no document has one."""
POINT = "RealPoint|EnumPoint|BoolPoint|IntegerPoint|TimeSignaturePoint"
PARAMETERS = "RealParameter|BoolParameter|IntegerParameter|EnumParameter|TimeSignatureParameter"
PLUGINS = ("Vst2Plugin", "Vst3Plugin", "ClapPlugin", "AuPlugin")
DEVICES = "|".join(("Device", *PLUGINS, "BuiltinDevice", "Equalizer", "Compressor", "NoiseGate", "Limiter"))
DEVICE = ("Parameters?", "Enabled?", "State?")
DEVICE_FACTS = KNOWN + "deviceID:text deviceName:text! deviceRole:device_role! deviceVendor:text loaded:bool "
MEDIA = Rule(("File",), TIMELINE + "duration:double! algorithm:text channels:int! sampleRate:int!")
POINTS = Rule(("Target", f"{POINT}*"), TIMELINE + "unit:unit")
MARKERS = Rule(("Marker+",), TIMELINE)
RULES: dict[str, Rule] = {
    "Project": Rule(("Application", "Transport?", "Structure?", "Arrangement?", "Scenes?"), "version:text!"),
    "Application": Rule((), "name:text! version:text!"),
    "Transport": Rule(("Tempo?", "TimeSignature?")),
    "Structure": Rule(("Track|Channel*",)),
    "Track": Rule(("Channel?", "Track*"), KNOWN + "contentType:content loaded:bool"),
    "Channel": Rule(
        ("Devices?", "Mute?", "Pan?", "Sends?", "Volume?"),
        KNOWN + "audioChannels:int destination:ref role:role solo:bool",
    ),
    "Sends": Rule(("Send*",)),
    "Send": Rule(("Enable?", "Pan?", "Volume"), KNOWN + "destination:ref type:send_type"),
    "Devices": Rule((f"{DEVICES}*",)),
    **dict.fromkeys(("Device", "BuiltinDevice"), Rule(DEVICE, DEVICE_FACTS)),
    **dict.fromkeys(PLUGINS, Rule(DEVICE, DEVICE_FACTS + "pluginVersion:text")),
    "Equalizer": Rule((*DEVICE, "Band*", "InputGain?", "OutputGain?"), DEVICE_FACTS),
    "Compressor": Rule(
        (*DEVICE, "Attack?", "AutoMakeup?", "InputGain?", "OutputGain?", "Ratio?", "Release?", "Threshold?"),
        DEVICE_FACTS,
    ),
    "NoiseGate": Rule((*DEVICE, "Attack?", "Range?", "Ratio?", "Release?", "Threshold?"), DEVICE_FACTS),
    "Limiter": Rule((*DEVICE, "Attack?", "InputGain?", "OutputGain?", "Release?", "Threshold?"), DEVICE_FACTS),
    "Band": Rule(("Freq", "Gain?", "Q?", "Enabled?"), "type:band! order:int"),
    "Parameters": Rule((f"{PARAMETERS}*",)),
    **dict.fromkeys(
        (
            "Tempo",
            "Pan",
            "Volume",
            "Freq",
            "Gain",
            "Q",
            "Attack",
            "Range",
            "Ratio",
            "Release",
            "Threshold",
            "InputGain",
            "OutputGain",
            "RealParameter",
        ),
        REAL,
    ),
    **dict.fromkeys(("Mute", "Enable", "Enabled", "AutoMakeup", "BoolParameter"), BOOL),
    "IntegerParameter": WHOLE,
    "EnumParameter": CHOICE,
    **dict.fromkeys(("TimeSignature", "TimeSignatureParameter"), METRE),
    **dict.fromkeys(("File", "State"), Rule((), "path:text! external:bool")),
    "Arrangement": Rule(("Lanes?", "Markers?", "TempoAutomation?", "TimeSignatureAutomation?"), KNOWN),
    "Scenes": Rule(("Scene*",)),
    "Scene": Rule((ANY,), KNOWN),
    "Lanes": Rule((f"{ANY}*",), TIMELINE),
    "Clips": Rule(("Clip*",), TIMELINE),
    "ClipSlot": Rule(("Clip?",), TIMELINE + "hasStop:bool"),
    "Clip": Rule(
        (f"{ANY}?",),
        NAMEABLE + "time:double! duration:double contentTimeUnit:time_unit playStart:double playStop:double"
        " loopStart:double loopEnd:double fadeTimeUnit:time_unit fadeInTime:double fadeOutTime:double enable:bool"
        " reference:ref",
    ),
    "Warps": Rule((ANY, "Warp+"), TIMELINE + "contentTimeUnit:time_unit!"),
    "Warp": Rule((), "time:double! contentTime:double!"),
    **dict.fromkeys(("Audio", "Video"), MEDIA),
    "Notes": Rule(("Note*",), TIMELINE),
    "Note": Rule((f"{ANY}?",), "time:text! duration:text! channel:int! key:int! vel:text rel:text"),
    **dict.fromkeys(("Points", "TempoAutomation", "TimeSignatureAutomation"), POINTS),
    "Target": Rule((), "parameter:ref expression:expression channel:int key:int controller:int"),
    "RealPoint": Rule((), "time:text! value:text! interpolation:interpolation"),
    **dict.fromkeys(("EnumPoint", "IntegerPoint"), Rule((), "time:text! value:int!")),
    "BoolPoint": Rule((), "time:text! value:bool!"),
    "TimeSignaturePoint": Rule((), "time:text! numerator:int! denominator:int!"),
    **dict.fromkeys(("Markers", "markers"), MARKERS),
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
        between = "".join(text or "" for text in (node.text, *(child.tail for child in node)))
        if between.strip() or (between and not RULES[node.tag].children):  # what may hold nothing holds no blank either
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
        elif not CHECKS[rows[name]](value):
            found.append(f"{node.tag} {name} is {value!r}")
    return found


def _references(root: Any) -> Iterator[str]:
    for node in root.iter():
        for name in ("destination", "track", "parameter", "reference"):
            if name in node.attrib:
                yield node.get(name)
