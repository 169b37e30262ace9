"""Drum kits of Hydrogen: what `drumkit.xml` says, from its first versions to today's. Pure; opens no file.

The format is that of hydrogen-music.org, `data/xsd/drumkit.xsd`, and its older forms: layers right inside an
instrument, one file instead of layers, a pan for each side instead of one.
"""

from __future__ import annotations

import math
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from studio.errors import StudioError

DESCRIPTION = "drumkit.xml"
DESCRIPTION_BYTES = 4_000_000
_DEEPEST = 32
_LOUDEST = 32.0
"""No gain above 30 dB is meant."""
_TEXT_CHARS = 2000


class DrumLayer(NamedTuple):
    """One recording of an instrument."""

    file: str
    """As it is written; may lead anywhere."""
    from_share: float
    """Of full velocity, 0…1: the softest hit that plays it."""
    gain: float
    pitch_semitones: float


class Instrument(NamedTuple):
    name: str
    kind: str
    """Its type, in newer kits: `Kick` …; empty if none is given."""
    gain: float
    pan: float
    """−1 left … 1 right."""
    mute_group: int
    """Instruments of one group end each other; −1 is no group."""
    midi_note: int | None
    layers: tuple[DrumLayer, ...]
    """The softest first."""


class DrumKit(NamedTuple):
    name: str
    author: str
    licence: str
    info: str
    instruments: tuple[Instrument, ...]


def read_description(data: bytes, name: str) -> DrumKit:
    """What a `drumkit.xml` says. StudioError("kit-not-a-kit", name) for what is no such file.

    A document type, and with it every entity but XML's own five, is refused; so is nesting deeper than any kit's.
    """
    root = _tree(data, name)
    if root.tag != "drumkit_info":
        raise StudioError("kit-not-a-kit", name=name)
    volumes = {_text(part, "id"): _number(part, "volume", 1.0) for part in root.iter("drumkitComponent")}
    instruments = [_instrument(part, volumes) for part in root.iter("instrument")]
    notes = [instrument.midi_note for instrument in instruments]
    if notes == list(range(36, 36 + len(notes))):  # what Hydrogen writes where nobody chose any: they tell nothing
        instruments = [instrument._replace(midi_note=None) for instrument in instruments]
    return DrumKit(
        name=_text(root, "name"),
        author=_text(root, "author"),
        licence=_text(root, "license"),
        info=_text(root, "info"),
        instruments=tuple(instruments),
    )


def _instrument(part: ElementTree.Element, volumes: dict[str, float]) -> Instrument:
    component, gain = _component(part, volumes)
    layers = [
        DrumLayer(
            file=_text(layer, "filename"),
            from_share=min(max(_number(layer, "min", 0.0), 0.0), 1.0),
            gain=_gain(layer, "gain"),
            pitch_semitones=min(max(_number(layer, "pitch", 0.0), -36.0), 36.0),
        )
        for layer in component.findall("layer")
    ]
    if not layers and part.find("filename") is not None:
        layers = [DrumLayer(_text(part, "filename"), 0.0, 1.0, 0.0)]
    note = _number(part, "midiOutNote", -1.0)
    return Instrument(
        name=_text(part, "name"),
        kind=_text(part, "type"),
        gain=min(gain * _gain(part, "gain") * _gain(part, "volume"), _LOUDEST),
        pan=_pan(part),
        mute_group=int(min(max(_number(part, "muteGroup", -1.0), -1.0), 1e6)),
        midi_note=int(note) if 0 <= note <= 127 else None,
        layers=tuple(sorted((layer for layer in layers if layer.file), key=lambda layer: layer.from_share)),
    )


def _component(part: ElementTree.Element, volumes: dict[str, float]) -> tuple[ElementTree.Element, float]:
    """What holds an instrument's layers: of several microphones the first that heard anything; and its gain."""
    for component in part.findall("instrumentComponent"):
        if component.find("layer") is not None:
            volume = min(max(volumes.get(_text(component, "component_id"), 1.0), 0.0), _LOUDEST)
            return component, _gain(component, "gain") * volume
    return part, 1.0


def _pan(part: ElementTree.Element) -> float:
    if part.find("pan") is not None:
        return min(max(_number(part, "pan", 0.0), -1.0), 1.0)
    left, right = max(_number(part, "pan_L", 1.0), 0.0), max(_number(part, "pan_R", 1.0), 0.0)
    if left == right:
        return 0.0
    return right / left - 1.0 if left > right else 1.0 - left / right


def _gain(part: ElementTree.Element, tag: str) -> float:
    return min(max(_number(part, tag, 1.0), 0.0), _LOUDEST)


def _number(part: ElementTree.Element, tag: str, default: float) -> float:
    try:
        value = float(_text(part, tag).replace(",", "."))
    except ValueError:
        return default
    return value if math.isfinite(value) else default


def _text(part: ElementTree.Element, tag: str) -> str:
    return (part.findtext(tag) or "").strip()[:_TEXT_CHARS]


def _tree(data: bytes, name: str) -> ElementTree.Element:
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0

    def refuse(*_: object) -> None:
        raise StudioError("kit-not-a-kit", name=name)

    def start(tag: str, _: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            refuse()
        builder.start(tag.rpartition("}")[2], {})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag.rpartition("}")[2])

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise StudioError("kit-not-a-kit", name=name) from error
