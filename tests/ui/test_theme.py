"""Contrast, marks and sizes, computed from the theme's own table."""

from __future__ import annotations

import itertools

import pytest

from studio.song import Track
from ui import theme

MODES = [(name, calm) for name in theme.PALETTES for calm in (False, True)]


@pytest.mark.parametrize(("name", "calm"), MODES)
def test_every_pair_of_colours_has_the_contrast_it_must_have(name: str, calm: bool) -> None:
    palette = theme.palette(name, calm=calm)
    for ink, ground, least in theme.PAIRS:
        found = theme.contrast(getattr(palette, ink), getattr(palette, ground))
        assert found >= least, f"{ink} on {ground}: {found:.2f}"


@pytest.mark.parametrize("calm", [False, True])
def test_text_can_be_read_on_every_fill(calm: bool) -> None:
    for role in theme.MARKS:
        assert theme.contrast(theme.FILL_INK, theme.fill(role, calm=calm)) >= 4.5, role
        assert theme.contrast(theme.fill(role, calm=calm), theme.DARK.background) >= 4.5, role


def test_contrast_is_the_one_of_the_guideline() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert theme.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert theme.contrast("#FFD54A", "#16181D") == pytest.approx(12.6, abs=0.1)


def test_every_role_has_a_mark_of_its_own() -> None:
    roles = set(Track.__annotations__) and set(theme.MARKS)
    from typing import get_args

    from studio.song import Role

    assert roles == {*get_args(Role), "master"}
    for field in ("fill", "letter"):
        values = [getattr(mark, field) for mark in theme.MARKS.values()]
        assert len(values) == len(set(values)), field
    patterns = [mark.pattern for mark in theme.MARKS.values()]
    assert all(a != b for a, b in itertools.combinations(patterns, 2))


def test_calm_mode_halves_the_chroma_and_keeps_the_lightness() -> None:
    grey = theme.muted("#808080")
    assert grey == "#808080"
    red = theme.muted("#FF6B5E")
    channels = [int(red[at : at + 2], 16) for at in (1, 3, 5)]
    assert max(channels) - min(channels) < 0.6 * (0xFF - 0x5E)
    assert abs(theme.contrast(red, "#000000") / theme.contrast("#FF6B5E", "#000000") - 1) < 0.12
