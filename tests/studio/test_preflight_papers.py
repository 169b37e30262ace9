"""Credits, titles, codes, lyrics, rights: each gap is told by its own row, and what may be made follows from them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from preflight_songs import RELEASE

import presets
from studio import edits
from studio.credits import PACKS, Consent, Maker, Performer, Sample, Voice, Writer
from studio.errors import StudioError
from studio.preflight.lyrics import explicit_lines
from studio.preflight.papers import check_papers
from studio.preflight.rights import allowed_packs, heard_people, to_ask
from studio.song import Clip, Line, Media, Section, Song, Track

DELIVERY, WORDS = presets.load_delivery(), presets.load_explicit_words()
FORM = msgspec.structs.replace(
    RELEASE,
    writers=(Writer(name="Kari Nordmann", share_percent=66.67), Writer(name="Ola Sør", share_percent=33.33)),
    beat_origin="peer",
    beat_source="Ola Sør",
)


def song(
    title: str = "Hele byen sover", lines: tuple[str, ...] = ("Hele byen sover", "Jeg er våken"), **changes
) -> Song:
    clip = Clip(id="c1", media_id="m1", at_beat=0.0, length_frames=48_000)
    return Song(
        title=title,
        tracks=(
            Track(id="t1", role="beat", name="Beat", clips=(clip,)),
            Track(id="t2", role="lead", name="Vokal", clips=(msgspec.structs.replace(clip, id="c2"),)),
            Track(id="t3", role="double", name="Dobling"),
        ),
        media=(Media(id="m1", file="media/m1.wav", frames=48_000, channels=1, rate_hz=48_000),),
        sections=(Section(id="s1", kind="verse", bars=4),),
        lines=tuple(Line(text=text) for text in lines),
        release=msgspec.structs.replace(FORM, **changes),
    )


def told(one: Song, folder: Path = Path("/nowhere")) -> dict[str, str]:
    """Without the cover, which is another test's."""
    found = check_papers(one, folder, DELIVERY, WORDS, seconds=180.0)
    return {finding.check: finding.level for finding in found if finding.check != "cover-missing"}


def test_a_whole_form_passes() -> None:
    assert told(song()) == {}
    assert allowed_packs(song()) == (frozenset(PACKS), ())


THIRDS = tuple(Writer(name=f"Ola {name} Sør", share_percent=33.33) for name in ("A", "B", "C"))
ALIAS = (Writer(name="Knivsegg", share_percent=100.0),)

GAPS: dict[str, tuple[str, str, Song]] = {
    "no title": ("title-missing", "block", song(" ")),
    "a guest in the title": ("title-guest", "block", song("Natta (feat. Ola)")),
    "a guest behind ft": ("title-guest", "block", song("Natta ft Ola")),
    "capitals": ("title-capitals", "warn", song("HELE BYEN")),
    "a version in the title": ("title-version", "warn", song("Natta (Remix)")),
    "an address": ("title-advert", "warn", song("Natta på spotify")),
    "no artist": ("artist-missing", "block", song(artists=())),
    "no language": ("language-missing", "block", song(language="")),
    "no genre": ("genre-missing", "block", song(genre="")),
    "nothing said of strong language": ("explicit-undecided", "block", song(explicit="")),
    "clean": ("clean-twin", "info", song(explicit="clean")),
    "no writer": ("writer-missing", "block", song(writers=(), beat_origin="own")),
    "no performer": ("performer-missing", "block", song(performers=(), consents=(Consent(name="Vokal", given=True),))),
    "nobody made it": ("maker-missing", "block", song(makers=())),
    "a maker without a name": ("name-missing", "block", song(makers=(Maker(name=" "),))),
    "no owner of the recording": ("recording-right-missing", "block", song(recording_owner="")),
    "no year of the work": ("work-right-missing", "block", song(work_year=0)),
    "shares of 99.99": ("shares", "block", song(writers=THIRDS, beat_origin="own")),
    "a stage name": ("writer-alias", "info", song(writers=ALIAS, beat_origin="own")),
    "a short IPI": ("ipi-odd", "warn", song(writers=(Writer(name="Ola Sør", share_percent=100.0, ipi="12"),))),
    "no label": ("label-missing", "warn", song(label="")),
    "no date": ("date-missing", "warn", song(release_date="")),
    "a date that there is not": ("date-odd", "block", song(release_date="2026-02-30")),
    "a late preview": ("preview-late", "warn", song(preview_start_s=200.0)),
    "no ISRC": ("isrc-missing", "info", song(isrc="")),
    "a short ISRC": ("isrc-length", "block", song(isrc="NOABC26")),
    "an ISRC with O": ("isrc-alike", "warn", song(isrc="NOOBC2600001")),
    "a UPC copied wrongly": ("upc-digit", "block", song(upc="4006381333932")),
    "nobody says where the beat is from": ("beat-unknown", "block", song(beat_origin="")),
    "a beat from the net": ("beat-unlicensed", "block", song(beat_origin="unlicensed")),
    "a licence without its paper": ("beat-licence-missing", "block", song(beat_origin="licensed")),
    "a paper that is gone": ("licence-lost", "block", song(beat_origin="licensed", licence_file="papers/l.pdf")),
    "nobody made the beat": ("beat-source-missing", "warn", song(beat_source="")),
    "the beat's maker is no writer": ("beat-writer-missing", "warn", song(beat_source="Per")),
    "an uncleared sample": ("sample-uncleared", "block", song(samples=(Sample(title="Peg", writer="Becker"),))),
    "a sample without a writer": ("sample-writer-missing", "warn", song(samples=(Sample(title="Peg", cleared=True),))),
    "a voice that is nobody's": ("voice-unknown", "block", song(consents=())),
    "a voice that said no": ("consent-missing", "block", song(consents=(Consent(name="Vokal"),))),
    "no words": ("lyrics-missing", "warn", song(lines=())),
    "a label among the words": ("lyric-label", "warn", song(lines=("[Vers 1]", "Hele byen"))),
    "a repeat in short": ("lyric-repeat", "warn", song(lines=("Hele byen sover x2",))),
    "a speaker": ("lyric-speaker", "warn", song(lines=("Kari: hele byen",))),
    "a comma at the end": ("lyric-end", "warn", song(lines=("Hele byen,",))),
    "a small letter": ("lyric-capital", "warn", song(lines=("hele byen",))),
    "a hidden word": ("lyric-censored", "warn", song(lines=("Hele f**king byen",))),
    "strong words and no decision": ("explicit-suggested", "warn", song(lines=("Jævla by",))),
}  # fmt: skip


@pytest.mark.parametrize("gap", GAPS)
def test_one_gap_is_told_by_its_own_row_alone(gap: str) -> None:
    check, level, one = GAPS[gap]
    assert told(one) == {check: level}


def test_what_is_explicit_is_asked_and_never_decided() -> None:
    lines = ("Hele byen sover", "Hold kjeft for faen")
    found = check_papers(song(lines=lines, explicit=""), Path("/nowhere"), DELIVERY, WORDS)
    (asked,) = [one for one in found if one.check == "explicit-suggested"]
    assert (asked.level, asked.line, asked.value) == ("info", 1, 1.0)
    assert told(song(lines=lines, explicit="explicit")) == {}
    assert explicit_lines(("Fan av musen", "Raper og hører", "Passat og klasse"), WORDS) == []
    assert explicit_lines(("MOTHERFUCKER!", "en bitch, sa hun"), WORDS) == [0, 1]


@pytest.mark.parametrize(
    ("changes", "may_be_uploaded"),
    [
        ({}, True),
        ({"beat_origin": "own"}, True),
        ({"beat_origin": "licensed", "licence_file": "papers/l.pdf"}, True),
        ({"beat_origin": "licensed"}, False),
        ({"beat_origin": "unlicensed"}, False),
        ({"beat_origin": ""}, False),
        ({"samples": (Sample(title="Peg"),)}, False),
        ({"consents": ()}, False),
        ({"consents": (Consent(name="Vokal", given=True),)}, True),
        ({"consents": (Consent(name="Kari Nord", given=True), Consent(name="Ola"))}, False),
        ({"writers": ()}, False),
        ({"label": "", "isrc": ""}, True),
    ],
)
def test_what_may_be_made(changes: dict[str, object], may_be_uploaded: bool) -> None:
    packs, findings = allowed_packs(song(**changes))
    assert packs == frozenset(PACKS) - (set() if may_be_uploaded else {"upload"})
    assert may_be_uploaded or any(finding.level == "block" for finding in findings)


def of_person(given: bool, *tracks: str, name: str = "Kari Nord") -> dict[str, object]:
    """Changes of the form in which tracks are Kari's, and what she has said."""
    return {
        "performers": (Performer(name=name, id="p1"),),
        "voices": tuple(Voice(track_id=track, performer_id="p1") for track in tracks),
        "consents": (Consent(name="Kari Nord", given=given, performer_id="p1"),),
    }


def test_a_yes_holds_for_a_person_on_all_of_their_tracks() -> None:
    assert told(song(**of_person(True, "t2"))) == {}
    assert told(song(**of_person(False, "t2"))) == {"consent-missing": "block"}
    renamed = song(**of_person(True, "t2", name="Kari N."))
    assert told(renamed) == {}, "whatever she calls herself since"
    assert renamed.release.name_of(renamed.release.consents[0]) == "Kari N."
    unasked = song(**{**of_person(True, "t2"), "consents": (Consent(name="Vokal", given=True),)})
    assert told(unasked) == {"consent-missing": "block"}, "a yes by the name of the track is not the person's"
    by_name = song(**{**of_person(True, "t2"), "consents": (Consent(name="kari nord ", given=True),)})
    assert told(by_name) == {}, "one from before the track was hers is"


def test_two_people_on_a_track_are_both_asked() -> None:
    one = edits.set_singers(song(**of_person(True, "t2")), track_id="t2", names=("Kari Nord", "Ola Gjest"))
    assert [(voice.track_id, voice.performer_id) for voice in one.release.voices] == [("t2", "p1"), ("t2", "p2")]
    assert one.release.performers[1] == Performer(name="Ola Gjest", id="p2")
    assert told(one) == {"consent-missing": "block"}
    assert [consent.name for consent in to_ask(one)] == ["Kari Nord", "Ola Gjest"]
    assert heard_people(one) == ("Kari Nord", "Ola Gjest")
    both = (*one.release.consents, Consent(name="Ola Gjest", given=True, performer_id="p2"))
    agreed = edits.set_release(one, release=msgspec.structs.replace(one.release, consents=both))
    assert told(agreed) == {}
    assert "upload" in allowed_packs(agreed)[0]
    back = edits.set_singers(agreed, track_id="t2", names=("kari nord",))
    assert [voice.performer_id for voice in back.release.voices] == ["p1"]
    again = edits.set_singers(back, track_id="t2", names=("Per",))
    assert again.release.performers[-1].id == "p3", "an id is never given to somebody else"
    assert edits.set_singers(again, track_id="t2", names=()).release.voices == ()


def test_a_song_from_before_opens_and_reads_the_same() -> None:
    """Consents by the name of a track or of every performer keep their meaning, and nothing is written anew."""
    old = song()
    assert told(old) == {}
    kept = msgspec.json.encode(old)
    assert b"voices" not in kept
    assert b"performer_id" not in kept
    assert msgspec.json.decode(kept, type=Song) == old
    assert told(song(consents=(Consent(name="Vokal", given=True),), performers=(Performer(name="A"),))) == {}


def test_what_names_nobody_is_refused_and_a_person_who_is_gone_is_nobody() -> None:
    gone = song(**{**of_person(True, "t2"), "performers": (Performer(name="Ola"),)})
    assert "voice-unknown" in told(gone)
    for broken in (
        {"voices": (Voice(track_id="../t2", performer_id="p1"),)},
        {"performers": (Performer(name="A", id="p1"), Performer(name="B", id="p1"))},
        {"consents": (Consent(name="A", performer_id="p 1"),)},
    ):
        with pytest.raises(StudioError):
            edits.set_release(song(), release=msgspec.structs.replace(FORM, **broken))
    with pytest.raises(StudioError):
        edits.set_singers(song(), track_id="t9", names=("A",))


def test_a_beat_made_here_needs_no_answer() -> None:
    one = song(beat_origin="")
    here = msgspec.structs.replace(
        one, tracks=(Track(id="t1", role="drums", name="Trommer", kit="trap"), *one.tracks[1:])
    )
    assert allowed_packs(here)[0] == frozenset(PACKS)


def test_a_bad_line_of_the_data_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (presets.FOLDER / "delivery.toml").read_text("utf-8")
    monkeypatch.setattr(presets, "FOLDER", tmp_path)
    for good, bad, key in (
        ("ok = [-16, -9]", "ok = [-9, -16]", "loudness.ok"),
        ("ok = [60, 600]", 'ok = ["60", 600]', "length.ok[0]"),
        ("rate_hz = 44100", "rate_khz = 44.1", "upload.rate_khz"),
        ('beyond = "info"', 'beyond = "maybe"', "dual_mono.beyond"),
    ):
        assert text.count(good) == 1
        (tmp_path / "delivery.toml").write_text(text.replace(good, bad), "utf-8")
        with pytest.raises(StudioError) as caught:
            presets.load_delivery()
        fields = caught.value.fields
        assert (caught.value.code, fields["file"], fields["key"]) == ("preset-broken", "delivery.toml", key)
        assert fields["line"] == text[: text.index(good)].count("\n") + 1
