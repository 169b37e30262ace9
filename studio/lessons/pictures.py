"""Pictures of a lesson: small PNG files, and SVG files that only draw. Nothing in one runs, fetches or grows."""

from __future__ import annotations

import struct
from xml.parsers import expat

PNG_BYTES, SVG_BYTES = 1_000_000, 200_000
MOST_PX = 2000
_MOST_PARTS, _DEEPEST = 2000, 24
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "http://www.w3.org/2000/svg"
_DRAWS = frozenset({
    "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "linearGradient", "radialGradient", "stop",
})  # fmt: skip


def refused(name: str, data: bytes) -> str:
    """What would do instead of a picture that is not taken; empty for one that is."""
    if name.endswith(".png"):
        return _of_png(data)
    return _of_svg(data) if name.endswith(".svg") else "a picture that ends in .png or .svg"


def most_bytes(name: str) -> int:
    """How large a picture of this name may be."""
    return PNG_BYTES if name.endswith(".png") else SVG_BYTES


def _of_png(data: bytes) -> str:
    if len(data) > PNG_BYTES:
        return f"at most {PNG_BYTES // 1000} kB"
    if data[:8] != _PNG or data[12:16] != b"IHDR" or len(data) < 33:
        return "a PNG file"
    width, height = struct.unpack(">II", data[16:24])
    return "" if 1 <= width <= MOST_PX and 1 <= height <= MOST_PX else f"at most {MOST_PX} × {MOST_PX} px"


def _of_svg(data: bytes) -> str:
    if len(data) > SVG_BYTES:
        return f"at most {SVG_BYTES // 1000} kB"
    parser = expat.ParserCreate(namespace_separator=" ")
    parts = depth = 0

    def no(*_: object) -> None:
        raise ValueError("plain drawing, without entities or instructions")

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal parts, depth
        parts, depth = parts + 1, depth + 1
        space, _, name = tag.rpartition(" ")
        if space != _SVG or name not in _DRAWS:
            raise ValueError(f"plain SVG that only draws, without {name}")
        if parts == 1 and name != "svg":
            raise ValueError("an SVG file")
        if parts > _MOST_PARTS or depth > _DEEPEST:
            raise ValueError("a simpler drawing")
        for key, value in attributes.items():
            low = "".join(value.lower().split())
            fetches = "url(" in low.replace("url(#", "") or "://" in low or "@import" in low or "script:" in low
            if " " in key or key.lower().startswith("on") or key.lower() == "href" or fetches:
                raise ValueError(f"plain SVG that only draws, without {key.rpartition(' ')[2]}")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = no
    parser.ProcessingInstructionHandler = no
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return "an SVG file"
    except ValueError as error:
        return str(error)
    return ""
