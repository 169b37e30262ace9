"""How lessons may speak: LIX worked out by hand, length, banned words, places to stop, the way on, pictures."""

from __future__ import annotations

import struct

import msgspec
import pytest

from studio.lessons import language, pictures
from studio.lessons.lesson import Lesson, Step
from studio.lessons.texts import Text

put = msgspec.structs.replace


def lesson(*kinds: str, minutes: int = 5, next: tuple[str, ...] = ()) -> Lesson:
    steps = tuple(
        Step(id="abcdefghi"[number], kind=kind, point="dock.play", options=("x", "y") if kind == "choose" else ())
        for number, kind in enumerate(kinds)
    )
    return Lesson(version=1, minutes=minutes, room="beat", short=1, next=next, steps=steps)


@pytest.mark.parametrize(
    ("text", "lix"),
    [
        ("Trykk her.", 2.0),
        ("Trykk på mellomrom.", 3.0 + 100 / 3),
        ("Hør nå. Trykk på den store knappen.", 7 / 2 + 100 / 7),
        ("Hva hører du? Si det høyt!", 6 / 2),
        ("hi-hat og 808", 3.0),
        ("", 0.0),
    ],
)
def test_lix_by_hand(text, lix):
    assert language.lix(text) == pytest.approx(lix)


def codes(of: Lesson, language_name: str = "nb", **texts: str) -> list[tuple[str, str]]:
    found = language.of_texts(
        of, {key.replace("_", "."): Text(said, 3) for key, said in texts.items()}, language_name, "f"
    )
    assert all((one.file, one.line) == ("f", 3) for one in found)
    return [(one.code, one.key) for one in found]


def test_steps_are_short_and_what_is_read_may_be_longer():
    two = lesson("do", "read")
    words = " ".join(["da"] * 25) + "."
    assert codes(two, a=words, b=words, a_hint1=words) == []
    assert codes(two, a="og " + words, b="og " + words, a_hint1="og " + words) == [("long", "a"), ("long", "a.hint1")]
    assert codes(two, b=" ".join(["da"] * 20) + ". " + " ".join(["da"] * 21) + ".") == [("long", "b")]


def test_steps_are_easy_to_read_in_bokmal():
    one = lesson("do")
    hard = "Mikrofonforsterkeren behøver innstilling."
    assert codes(one, a=hard) == [("hard", "a")]
    assert codes(one, "en", a=hard) == []
    assert codes(one, a_hint1=hard, tip1=hard) == []


@pytest.mark.parametrize(("spoken", "said"), [("nb", "Det er feil."), ("nb", "Skru på reverb."), ("en", "You failed.")])
def test_words_that_are_not_the_house_s_are_found(spoken, said):
    assert codes(lesson("do"), spoken, tip1=said) == [("banned", "tip1")]


@pytest.mark.parametrize(("minutes", "breathes", "fits"), [(5, 0, True), (6, 0, False), (15, 2, True), (20, 2, False)])
def test_there_is_a_place_to_stop_every_five_minutes(minutes, breathes, fits):
    found = language.of_rests(lesson("do", *["breathe"] * breathes, minutes=minutes), "f")
    assert [one.code for one in found] == ([] if fits else ["no-rest"])


def test_what_comes_next_leads_somewhere_and_comes_to_an_end():
    line = {"01-a": lesson("do", next=("02-b",)), "02-b": lesson("do", next=("03-c", "01-a")), "03-c": lesson("do")}
    assert language.of_ways(line) == []
    ring = {**line, "03-c": lesson("do", next=("02-b",))}
    found = language.of_ways(ring)
    assert [(one.code, one.file) for one in found] == [
        ("next-round", "02-b/lesson.toml"), ("next-round", "03-c/lesson.toml"),
    ]  # fmt: skip
    assert [one.fields for one in found] == [{"lesson": "03-c"}, {"lesson": "02-b"}]
    assert language.of_ways(ring, "01-a") == []
    assert [one.code for one in language.of_ways({"01-a": lesson("do", next=("09-x",))})] == ["next-unknown"]
    assert [one.code for one in language.of_ways({"01-a": lesson("do", next=("01-a",))})] == ["next-round"]


# --- pictures


def png(width: int = 10, height: int = 10) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0) + b"\0" * 20


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="a"/></defs>{}</svg>'


def test_small_pictures_that_only_draw_are_taken():
    assert pictures.refused("a.png", png()) == ""
    drawing = SVG.format('<g fill="url(#a)"><path d="M0 0h9v9z"/><text x="1" y="2">1</text></g>')
    assert pictures.refused("a.svg", drawing.encode()) == ""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b""), ("a.png", b"GIF89a" + b"\0" * 60), ("a.png", png(2001, 10)), ("a.png", png(0, 10)),
        ("a.png", png() + b"\0" * pictures.PNG_BYTES), ("a.gif", b"GIF89a"), ("a.svg", b"<svg"), ("a.svg", b""),
        ("a.svg", b"<svg/>"), ("a.svg", b" " * (pictures.SVG_BYTES + 1)),
        ("a.svg", SVG.format("<script>alert(1)</script>").encode()),
        ("a.svg", SVG.format('<rect onclick="x()"/>').encode()),
        ("a.svg", SVG.format('<image href="file:///etc/passwd"/>').encode()),
        ("a.svg", SVG.format('<rect fill="url(http://a.no/x)"/>').encode()),
        ("a.svg", SVG.format('<rect style="background: url( file:x )"/>').encode()),
        ("a.svg", SVG.format('<a href="javascript:x()"/>').encode()),
        ("a.svg", SVG.format("<style>@import 'x'</style>").encode()),
        ("a.svg", SVG.format('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>').encode()),
        ("a.svg", SVG.format("<foreignObject/>").encode()), ("a.svg", SVG.format("<g>" * 30 + "</g>" * 30).encode()),
        ("a.svg", SVG.format("<rect/>" * 2001).encode()),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("<g/>").encode()),
        ("a.svg", b'<?xml-stylesheet href="x"?>' + SVG.format("<g/>").encode()),
    ],
    ids=lambda part: part if isinstance(part, str) else part[:60].decode("latin-1"),
)  # fmt: skip
def test_other_pictures_are_refused_with_what_would_do(name, data):
    assert pictures.refused(name, data)
