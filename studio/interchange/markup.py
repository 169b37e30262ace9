"""HTML and SVG put together from parts, so that no text of a person can ever be read as a tag."""

from __future__ import annotations

from html import escape

from studio.interchange.words import plain_signs


class Markup(str):
    """Text that is markup already; any other text is escaped where it is put in."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str | int | float) -> Markup:
    """`<tag …>children</tag>`. `_` in the name of an attribute stands for `-`; one at its end keeps it from being a
    word of Python. What stands empty is left out."""
    opening = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(plain_signs(_text(value)))}"'
        for name, value in attributes.items()
        if value != ""
    )
    return Markup(f"<{tag}{opening}>{joined(*children)}</{tag}>")


def joined(*parts: str) -> Markup:
    """Parts one behind the other, plain text escaped."""
    return Markup("".join(part if isinstance(part, Markup) else _escaped(part) for part in parts))


def _escaped(text: str) -> str:
    return escape(plain_signs(text), quote=False)


def _text(value: str | int | float) -> str:
    if not isinstance(value, float):
        return str(value)
    short = f"{value:.1f}"
    return short.removesuffix(".0")
