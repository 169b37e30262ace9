"""What looks like a name in a note, in both languages; and what only has a capital."""

from __future__ import annotations

import pytest

import presets
from studio.person_names import name_like

THINGS = presets.load_capitals() | {"beat", "opptak", "miks"}


def found(text: str, *known: str) -> list[str]:
    return [one.words for one in name_like(text, THINGS, known)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vi tok første beat med Kari i dag.", ["Kari"]),
        ("Det låste seg da Kari og Per-Ole skulle ta opp.", ["Kari", "Per-Ole"]),
        ("Refrenget til Åses gruppe ble bra (takk, Øyvind).", ["Åses", "Øyvind"]),
        ("Det gikk bra, sa O'Brien og McKay.", ["O'Brien", "McKay"]),
        ("Vi brukte f.eks. Kari sin låt, ca. Ola sin lengde.", ["Kari", "Ola"]),
        ("Today Anna said that I'm slow, and then Ben left.", ["Anna", "Ben"]),
        ("Timen varte – Kari var fornøyd; Ola også.", ["Kari", "Ola"]),
        ("Skriv til Kari_Anne", ["Kari", "Anne"]),
    ],
)
def test_a_capital_inside_a_sentence_looks_like_a_name(text: str, names: list[str]) -> None:
    assert found(text) == names
    for one in name_like(text, THINGS):
        assert text[one.start :].startswith(one.words)


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "1234 …", "Beaten satt. Refrenget tok tid! Hvorfor? Det var sent: Klokken var fem.",
        "Første linje\nAndre linje\r\nTredje linje", "- Kabelen skurrer\n- Mikrofonen er fin", "Slutt… Ny start",
        "Scarletten og MPK49 virker, men Focusrite Scarlett 2i2 må ha ny USB-C-kabel.",
        "Vi gikk fra Opptak til Miks, og PCen og USBen virket.", "Trykk på «Ta opp», så “Stopp”, så \"Lagre\".",
        "Hun sa: «Kom nå.» Han kom. «Bra!»", "SKRIV DETTE STORT: KARI", "Spor A er bra, og B er lav.",
        "Yesterday I sang, I'm glad, and I'll come on Monday or in May, before Christmas.",
        "Wi-Fi er nede. Ta MacBooken. Røden er knekt, Shure sin er hel.", "Vi øvde på iPhone og med YouTube.",
        "I dag gikk alt bra. I morgen tar vi leksjon 3.", "Kari satt fast.",
    ],
)  # fmt: skip
def test_what_begins_a_sentence_or_is_a_thing_does_not(text: str) -> None:
    assert found(text) == []


def test_names_of_the_song_are_found_wherever_they_stand() -> None:
    assert found("Kari satt fast. Karis kabel er løs.", "Kari Nordmann") == ["Kari", "Karis"]
    assert found("vi hørte på kari  nordmann i dag", "Kari Nordmann") == ["kari  nordmann"]
    assert found("Vi hørte natt, og MC uro.", "MC Uro", "Natt") == ["natt", "MC uro"]
    assert found("Vi skrudde ned alt.", "", "  ", "K") == []
    assert found("a.*b er et navn", "a.*b") == ["a.*b"]


def test_a_part_of_a_known_name_in_small_letters_is_a_word() -> None:
    assert found("En stor gutt med stor stemme.", "Stor Gutt") == ["stor gutt"]


def test_places_are_counted_in_characters() -> None:
    (one,) = name_like("🎤 Hei på Kari", THINGS)
    assert (one.words, one.start) == ("Kari", 9)


def test_much_text_is_gone_through_quickly() -> None:
    assert len(found("a Kari " * 10_000)) == 10_000
