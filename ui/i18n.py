"""Words: one Fluent file per language in `presets/text`, asked for by id. Knows no Qt; the command line uses it too.

A message may carry attributes: `t("play")` is the word on the button, `t("play.help")` what it does.
"""

from __future__ import annotations

import logging
import os
from functools import cache
from importlib.resources import files
from typing import Any

from studio.errors import StudioError

LANGUAGES = ("nb", "en")
"""The languages there is a file for, the house's own first."""

strict = False
"""Raise `KeyError` for an id or a field that is missing, instead of showing the English text or the id. For tests."""

_language = LANGUAGES[0]
_log = logging.getLogger(__name__)


def language() -> str:
    """The language in use, one of `LANGUAGES`."""
    return _language


def use(wanted: str | None = None) -> str:
    """Speak a language from now on and return it. `RAPSTUDIO_LANG` goes before `wanted`; unknown ones mean bokmål."""
    global _language
    asked = (os.environ.get("RAPSTUDIO_LANG") or wanted or "").lower().replace("_", "-").split("-")[0]
    _language = {"no": "nb", "nn": "nb"}.get(asked, asked)
    if _language not in LANGUAGES:
        _language = LANGUAGES[0]
    return _language


def t(message: str, /, **values: object) -> str:
    """The text of `id` or `id.attribute` in the language in use, its fields filled in.

    Numbers are written the language's way. A missing id falls back to English and then to the id itself (`strict`
    raises KeyError instead): a person sees a strange word rather than nothing.
    """
    text = _formatted(_language, message, values)
    if text is None:
        if strict:
            raise KeyError(message)
        _log.warning("no text for %s in %s", message, _language)
        text = _formatted("en", message, values)
    return message if text is None else text


def has(message: str) -> bool:
    """Whether the language in use has a text for `id` or `id.attribute`."""
    return _pattern(_language, message) is not None


def of_error(error: StudioError) -> str:
    """What happened and what to do, in the person's language."""
    return t(f"error-{error.code}", **error.fields)


def clock(seconds: float) -> str:
    """Minutes and seconds, `0:37`; whole seconds, never negative."""
    whole = max(int(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"


def decimal(value: float, digits: int = 1) -> str:
    """A number with the language's decimal sign and a real minus: `−3,5`."""
    text = f"{value:.{digits}f}".replace("-", "−")
    if float(f"{value:.{digits}f}") == 0.0:
        text = text.removeprefix("−")
    return text.replace(".", ",") if _language == "nb" else text


def _formatted(spoken: str, message: str, values: dict[str, object]) -> str | None:
    pattern = _pattern(spoken, message)
    if pattern is None:
        return None
    text, problems = _bundle(spoken).format_pattern(pattern, values)
    if problems and strict:
        raise KeyError(f"{message}: {problems}")
    return str(text)


def _pattern(spoken: str, message: str) -> Any:
    name, _, attribute = message.partition(".")
    bundle = _bundle(spoken)
    if not bundle.has_message(name):
        return None
    found = bundle.get_message(name)
    return found.attributes.get(attribute) if attribute else found.value


@cache
def _bundle(spoken: str) -> Any:
    from fluent.runtime import FluentBundle, FluentResource

    # Isolation marks would end up in terminals and file names; names are set apart by the sentences themselves.
    bundle = FluentBundle([spoken], use_isolating=False)
    bundle.add_resource(FluentResource((files("presets") / "text" / f"{spoken}.ftl").read_text(encoding="utf-8")))
    return bundle
