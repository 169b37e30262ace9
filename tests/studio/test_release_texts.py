"""The papers of a release: complete, plain, in both languages, whatever people are called."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pytest
from given_songs import HOSTILE, full_release, say, say_in, stems_of, verse_song, worded

from studio.credits import Release, Writer
from studio.interchange.sheet import credits_sheet
from studio.interchange.stem import Stem
from studio.interchange.texts import PURPOSES, clock, readme
from studio.interchange.words import artist_line, key_name, one_line, section_names
from studio.song import Section, Song
from ui import i18n

put = msgspec.structs.replace
FOLDERS = {purpose: f"mappe-{purpose}" for purpose in PURPOSES}
SPEAK = pytest.mark.parametrize("language", i18n.LANGUAGES)


def test_tempo_key_metre_length_and_bars() -> None:
    text = readme(verse_song(), FOLDERS, say=say, seconds=161.9)
    for line in (
        "Tempo: 93,7 slag i minuttet (BPM)", "Taktart: 4/4", "Toneart: A-moll", "Lengde: 2:41",
        "Takt 1–4, fra 0:00: Intro", "Takt 5–8, fra 0:10: Vers 1", "Takt 9–10, fra 0:20: Refrenget «Opp»",
        "Takt 11–14, fra 0:25: Vers 2", "Takt 1 ligger helt i starten av hver fil.",
    ):  # fmt: skip
        assert f"\n  {line}\n" in text, line
    assert text.startswith("Blå dag\n=======\nMC Ærlig feat. Åse\n\n")
    assert "Toneart: ikke oppgitt" in readme(put(verse_song(), key=""), {}, say=say)


@SPEAK
def test_each_folder_that_there_is_has_its_purpose(language: str) -> None:
    speak = say_in(language)
    text = readme(verse_song(), FOLDERS, say=speak)
    for purpose, folder in FOLDERS.items():
        assert f"\n  {folder}/\n    " in text
        words = speak(f"readme-{purpose}", {}).split()
        assert " ".join(words) in " ".join(text.split())
    one = readme(verse_song(), {"midi": "midi", "unknown": "x"}, say=speak)
    assert "midi/\n" in one
    assert "mappe-" not in one
    assert "x/" not in one
    assert "beta" in speak("readme-project", {})


def test_where_bar_one_is_late() -> None:
    text = readme(verse_song(), FOLDERS, say=say, offsets_s={"scene": 2.5614, "share": 0.0, "gone": 1.0})
    assert "unntatt her:\n  mappe-scene/: takt 1 kommer etter 2,561 sekunder.\n" in text
    assert "mappe-share/: takt" not in text
    same = dict.fromkeys(("upload", "share"), 0.05) | {"midi": 0.0004}
    text = readme(verse_song(), FOLDERS, say=say, offsets_s=same)
    assert "  mappe-upload/, mappe-share/: takt 1 kommer etter 0,050 sekunder.\n  I et annet" in text
    assert "gone" not in text


@SPEAK
def test_stems_by_file_with_the_gain_that_they_need(language: str) -> None:
    dry = Stem(name="Vers", file="stems/02_Vers_dry.wav", role="lead", kind="dry", track_id="t2")
    back = Stem(name="Rom", file="stems/05_Rom.wav", role="reverb", kind="return", gain_db=1.0)
    text = readme(verse_song(), {}, say=say_in(language), stems=(*stems_of(verse_song(), 1.0), dry, back))
    for file in ("01_beat.wav: Beat & sånt, ", "02_Vers_dry.wav: Vers, ", "05_Rom.wav: Rom, "):
        assert f"\n  {file}" in text
    assert ("1,0 dB" if language == "nb" else "1.0 dB") in text
    assert " dB" not in readme(verse_song(), {}, say=say_in(language), stems=(dry,))


def test_no_line_of_the_paper_is_wider_than_a_page() -> None:
    assert max(map(len, readme(verse_song(), FOLDERS, say=say, stems=stems_of(verse_song())).splitlines())) <= 76


def test_the_sheet_of_a_release_that_lacks_nothing() -> None:
    text = credits_sheet(verse_song(), say=say)
    assert "mangler" not in text
    for line in (
        "Tittel: Blå dag", "Artist: MC Ærlig", "Gjest (feat.): Åse", "Språk i teksten: bokmål", "ISRC: NOABC2600001",
        "Utgivelsesdato: 2026-12-24", "Eier av opptaket (℗-linjen): ℗ 2026 Kari Ås", "Beaten: laget her",
        "  Kari Ås: tekst og musikk, 60 %", "  Ola: musikk, 40 %", "  Kari Ås, Rap", "  Kari Ås, miks",
        "  Gammel plate, Per: skriftlig lov", "  Åse: har sagt ja",
    ):  # fmt: skip
        assert f"\n{line}\n" in text, line


def test_what_is_missing_is_said_at_the_top_and_in_its_place() -> None:
    text = credits_sheet(put(verse_song(), release=put(full_release(), genre="", recording_year=0)), say=say)
    assert "2 felt mangler før låten kan sendes:\n  - Sjanger\n  - Eier av opptaket (℗-linjen)\n" in text
    assert "\nSjanger: mangler\n" in text
    empty = credits_sheet(Song(title="A"), say=say)
    assert "11 felt mangler" in empty
    assert "ISRC: ingen ennå." in empty
    assert "Ett felt mangler" in credits_sheet(put(verse_song(), release=put(full_release(), genre=" ")), say=say)


def test_shares_that_do_not_come_to_a_hundred_are_said() -> None:
    writers = (Writer(name="A", share_percent=33.33), Writer(name="B", share_percent=33.33, ipi="00123456789"))
    text = credits_sheet(put(verse_song(), release=put(full_release(), writers=writers)), say=say)
    assert "Andelene blir 66,66 % til sammen. De skal bli 100 %." in text
    assert "  B: tekst og musikk, 33,33 %, IPI 00123456789" in text
    assert "fylt ut" not in text
    thirds = tuple(Writer(name="A", share_percent=100.0 / 3.0) for _ in range(3))
    assert "fylt ut" in credits_sheet(put(verse_song(), release=put(full_release(), writers=thirds)), say=say)


@SPEAK
def test_every_choice_of_the_form_has_its_words(language: str) -> None:
    speak = say_in(language)
    release = full_release()
    for field, choices in (
        ("explicit", ("", "explicit", "clean", "none")),
        ("beat_origin", ("", "own", "peer", "licensed", "unlicensed")),
        ("language", ("", "nb", "nn", "en", "se", "zxx", "sv")),
    ):
        for choice in choices:
            assert credits_sheet(put(verse_song(), release=put(release, **{field: choice})), say=speak)
    many = Release(
        writers=tuple(Writer(name="A", role=role) for role in ("composer", "lyricist", "both")),
        makers=tuple(put(release.makers[0], role=role) for role in ("producer", "mixing", "mastering", "recording")),
        samples=tuple(put(release.samples[0], cleared=cleared) for cleared in (True, False)),
        consents=tuple(put(release.consents[0], given=given) for given in (True, False)),
        preview_start_s=61.5,
    )
    assert ": 1:01\n" in credits_sheet(put(verse_song(), release=many), say=speak)


@SPEAK
def test_every_text_of_the_papers_is_said_somewhere(language: str) -> None:
    said = set()

    def hearing(message: str, fields: Mapping[str, object]) -> str:
        said.add(message.partition(".")[0])
        return say_in(language)(message, fields)

    kinds = tuple(put(stems_of(verse_song(), 1.0)[0], kind=kind) for kind in ("wet", "dry", "return"))
    for song in (verse_song(), Song(title="")):
        readme(song, FOLDERS, say=hearing, stems=kinds, seconds=1.0, offsets_s={"scene": 2.0})
        readme(song, FOLDERS, say=hearing)
    release = full_release()
    writers = tuple(Writer(name="A", role=role) for role in ("composer", "lyricist", "both"))
    makers = tuple(put(release.makers[0], role=role) for role in ("producer", "mixing", "mastering", "recording"))
    variants = [put(release, explicit=choice) for choice in ("explicit", "clean")]
    variants += [put(release, beat_origin=choice) for choice in ("peer", "licensed", "unlicensed")]
    variants += [put(release, language=choice) for choice in ("nn", "en", "se", "zxx")]
    variants += [put(release, writers=writers, makers=makers), Release(), release]
    variants.append(put(release, samples=(put(release.samples[0], cleared=False),)))
    variants.append(put(release, consents=(put(release.consents[0], given=False),)))
    for variant in variants:
        credits_sheet(put(verse_song(), release=variant), say=hearing)
    assert {name for name in worded(language) if name.startswith(("readme-", "sheet-"))} <= said


@SPEAK
@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_stays_on_its_line(name: str, language: str) -> None:
    song = put(
        verse_song(),
        title=name,
        sections=(Section(id="s1", kind="verse", bars=4, name=name),),
        release=put(full_release(), artists=(name,), genre=name, writers=(Writer(name=name, share_percent=100.0),)),
    )
    plain = put(
        song,
        title="A",
        sections=(Section(id="s1", kind="verse", bars=4, name="A"),),
        release=put(song.release, artists=("A",), genre="A", writers=(Writer(name="A", share_percent=100.0),)),
    )
    sheet = credits_sheet(song, say=say_in(language))
    lacks = 3 if not one_line(name) else 0
    assert sheet.count("\n") - lacks <= credits_sheet(plain, say=say_in(language)).count("\n")
    for text in (sheet, readme(song, FOLDERS, say=say_in(language))):
        assert not any(sign in text for sign in "\r\x07\x1b\u2028\u202e")
        assert text == text.encode("utf-8").decode("utf-8")


def test_names_on_one_line() -> None:
    assert one_line(" a\n\tb\r\nc\x00 ") == "a b c"
    assert one_line("\ud800x\ufffe") == "x"
    assert one_line("👩🏽\u200d🎤 \u202ea") == "👩🏽\u200d🎤 a"
    assert (len(one_line("x" * 2000)), one_line("x" * 2000)[-1]) == (200, "…")


def test_parts_without_names_are_counted_where_they_come_again() -> None:
    song = Song(title="", sections=(
        Section(id="a", kind="verse", bars=1), Section(id="b", kind="hook", bars=1),
        Section(id="c", kind="verse", bars=1, name="Mitt"), Section(id="d", kind="verse", bars=1),
    ))  # fmt: skip
    assert section_names(song, say) == ("Vers 1", "Refreng", "Mitt", "Vers 2")


def test_keys_artists_and_times_as_people_say_them() -> None:
    assert key_name("F# minor", say) == "Fiss-moll"
    assert key_name("A# minor", say) == "B-moll (eng. B♭)"
    assert key_name("", say) == ""
    assert artist_line(put(verse_song(), release=Release(artists=("A", " ", "B"), featured=("C",)))) == "A, B feat. C"
    assert artist_line(Song(title="")) == ""
    assert [clock(at) for at in (0.0, 59.9, 60.0, 3599.99999999, -1.0)] == ["0:00", "0:59", "1:00", "60:00", "0:00"]
