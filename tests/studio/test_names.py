"""Any display name becomes a file name that every system takes, and no two become the same."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.names import LONGEST, LONGEST_FOLDER, export_name, song_folder_name

DEVICES = ["CON", "PRN", "AUX", "NUL", "COM1", "COM9", "LPT1", "LPT9", "con", "Con.txt", "nul.tar.gz", "COM¹", "aux "]
HARD = [
    "Blåbærsyltetøy på Ålesund",
    "Æøå ÆØÅ",
    "Čáhppes čáhci",  # Sámi
    "Đorđe ŋuvvu ŧ",
    "مرحبا بالعالم",
    "שלום",
    "ابتدا ‏abc‎ mixed",
    "日本語のタイトル",
    "한국어",
    "ไทย",
    "हिन्दी क्षत्रिय",
    "Ελληνικά",
    "Привет",
    "😀😎🔥",
    "👨‍👩‍👧‍👦" * 30,
    "🇳🇴" * 40,
    "👍🏽" * 50,
    "❤️" * 100,
    "1️⃣" * 40,
    "a" * 300,
    "å" * 300,
    "𝕬𝖓𝖌𝖘𝖙",
    "e\u0301" * 200,
    "Zalgo" + "\u0300\u0301\u0302\u0303" * 100,
    "..",
    ".",
    "...",
    ".hidden",
    "trailing dot.",
    "trailing space ",
    " leading space",
    "dots... and spaces . . .",
    "",
    " ",
    "\t\n\r",
    "line\nbreak",
    "null\0byte",
    "bell\x07",
    "del\x7f",
    "c1\x85\x9f",
    "a/b",
    "a\\b",
    "../../etc/passwd",
    "..\\..\\windows",
    "C:",
    "C:\\Windows\\System32",
    "/absolute",
    "\\\\server\\share",
    "file:///x",
    'quote"quote',
    "star*star",
    "what?",
    "<less>",
    "a|b",
    "a:b",
    "name:stream",
    "%PATH%",
    "$HOME",
    "~",
    "~root",
    "-rf",
    "--help",
    "song.wav",
    "song.json",
    "lock",
    "\u202egnp.exe",
    "\u2066isolate\u2069",
    "\ufeffbom",
    "zero\u200bwidth",
    "soft\u00adhyphen",
    "no\u00a0break",
    "ideographic\u3000space",
    "\ud800lone",
    "private\ue000use",
    "tag\U000e0041",
    "ﬁ ligature",
    "ſ long s",
    "İstanbul ıı",
    "ΑΣ ας",
    "Ǆ ǅ ǆ",
    "½ ² Ⅷ",
    "．．／fullwidth",
    "Å",
    "A\u030a",
    "\u212b",
]
NAMES = HARD + DEVICES + [f"{device}{ending}" for device in DEVICES for ending in (".", " ", "  .txt", "_", "1")]
NAMES += [f"Låt {number}" for number in range(200 - len(NAMES))]
FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)} | {"\x7f"}


def check(name: str, longest: int) -> None:
    assert 0 < len(name) <= longest
    assert len(name.encode()) <= 200
    assert not set(name) & FORBIDDEN
    assert name == name.strip(" ."), "Windows takes these off"
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", name), "a device"
    assert unicodedata.is_normalized("NFC", name)
    assert not any(
        unicodedata.bidirectional(sign) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI") for sign in name
    )


def test_there_are_200_hard_ones() -> None:
    assert len(NAMES) >= 200


@pytest.mark.parametrize("plain", [False, True])
def test_every_name_can_be_made_and_found_again(tmp_path: Path, plain: bool) -> None:
    made: list[str] = []
    for title in NAMES:
        name = export_name(title, plain, made)
        check(name, LONGEST)
        if plain:
            assert re.fullmatch(r"[A-Za-z0-9_-]+", name)
        (tmp_path / f"{name}.wav").write_text(title, errors="surrogatepass")
        made.append(name)
    assert len(list(tmp_path.iterdir())) == len(NAMES)
    assert len({name.casefold() for name in made}) == len(NAMES)
    for name, title in zip(made, NAMES, strict=True):
        assert (tmp_path / f"{name}.wav").read_bytes() == title.encode(errors="surrogatepass").replace(b"\r", b"\r")


def test_folders_are_plain_and_short(tmp_path: Path) -> None:
    for title in NAMES:
        name = song_folder_name(title, [path.name for path in tmp_path.iterdir()])
        check(name, LONGEST_FOLDER)
        assert re.fullmatch(r"[a-z0-9_-]+", name)
        (tmp_path / name).mkdir()
    assert len(list(tmp_path.iterdir())) == len(NAMES)


@given(st.text(st.characters(), max_size=300), st.booleans(), st.lists(st.text(max_size=5), max_size=5))
@settings(deadline=None)
def test_any_text_at_all(title: str, plain: bool, existing: list[str]) -> None:
    name = export_name(title, plain, existing)
    check(name, LONGEST)
    assert name.casefold() not in {unicodedata.normalize("NFC", other).casefold() for other in existing}
    check(song_folder_name(title, existing), LONGEST_FOLDER)


def test_what_people_get_to_see() -> None:
    assert export_name("Blåbær / Øl?") == "Blåbær - Øl-"
    assert export_name("Blåbær / Øl?", plain=True) == "Blaabaer_Oel"
    assert export_name("ÆØÅ æøå", plain=True) == "AeOeAa_aeoeaa"
    assert export_name("AC/DC") == "AC-DC"
    assert export_name("شارع") == "شارع"
    assert export_name("شارع", plain=True) == "song"
    assert export_name("Ça va, Łódź & Straße", plain=True) == "Ca_va_Lodz_Strasse"
    assert export_name("A\u030a") == export_name("Å") == "Å"
    assert export_name("CON") == "_CON"
    assert export_name("Låt", existing=["låt", "LÅT-2", "La\u030at"]) == "Låt-3"
    assert song_folder_name("Kveld på Grønland", ["kveld_paa_groenland"]) == "kveld_paa_groenland-2"


def test_an_emoji_is_not_cut_in_two() -> None:
    family = "👨‍👩‍👧"
    assert set(export_name(family * 40).split(family)) == {""}
    for sign in ("❤️", "1️⃣", "e\u0301\u0323"):
        found = export_name(sign * 200)
        one = unicodedata.normalize("NFC", sign)
        assert found.replace(one, "") == ""
