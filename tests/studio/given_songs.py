"""Songs to give away, and what reads them in the tests of interchange."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

import msgspec

from beats.styles import style_song
from studio import edits
from studio.credits import Consent, Maker, Performer, Release, Sample, Writer
from studio.interchange.stem import Stem
from studio.interchange.words import Say
from studio.song import Clip, Line, Media, Point, Section, Song, Take, Track
from studio.timeline import clip_regions
from ui import i18n

HOSTILE = (
    "Blå øre & <b>\"quoted\"</b> 'single' `tick` ]]> 🎤🏽",
    "line one\nline two\r\n> TRACK\t<ITEM",
    "عنوان \u202eesrever",
    "&amp; %s {0} \\ \x07\x1b\u2028next",
    "\u200b",
    "x" * 2000,
)
"""What people, and their keyboards, call things."""


def say_in(language: str) -> Say:
    """The texts of one language, whichever the program speaks meanwhile."""

    def say(message: str, fields: Mapping[str, object]) -> str:
        before = i18n.language()
        i18n.use(language)
        try:
            return i18n.t(message, **fields)
        finally:
            i18n.use(before)

    return say


say = say_in("nb")


def worded(language: str) -> set[str]:
    """The ids of all texts of a language."""
    text = (files("presets") / "text" / f"{language}.ftl").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][\w-]*) =", text, re.MULTILINE))


def verse_song(bpm: float = 93.7, rate_hz: int = 48_000) -> Song:
    """A beat from a file and two voices: fades, a muted clip, a clip that begins before the song, three passes of a
    loop in one file, a fader that moves."""
    loop = round(16 * 60 * rate_hz / bpm)
    return Song(
        title="Blå dag",
        bpm=bpm,
        rate_hz=rate_hz,
        key="A minor",
        tracks=(
            Track(id="t1", role="beat", name="Beat & sånt", clips=(
                Clip(id="c1", media_id="m1", at_beat=-0.5, length_frames=400_000, fade_in_frames=30_000),
            ), knobs={"pan": 0.5}),
            Track(id="t2", role="lead", name="", clips=(
                Clip(id="c2", media_id="m2", at_beat=16.0, length_frames=loop // 2, offset_frames=loop,
                     fade_in_frames=240, fade_out_frames=480, fade_out_shape="power", gain_db=-3.0),
                Clip(id="c3", media_id="m2", at_beat=24.013, length_frames=loop // 2, offset_frames=loop // 2,
                     fade_in_frames=480, fade_in_shape="power"),
            ), knobs={"gain_db": 6.0}),
            Track(id="t3", role="adlib", name="Ad \"lib\"", clips=(
                Clip(id="c4", media_id="m3", at_beat=20.25, length_frames=9_999_999, offset_frames=101, mute=True),
            ), knobs={"gain_db": -120.0, "mute": 1.0, "pan": -1.0},
                automation={"gain_db": (Point(at_beat=0.0, value=-12.0), Point(at_beat=8.0, value=0.0))}),
        ),
        sections=(
            Section(id="s1", kind="intro", bars=4),
            Section(id="s2", kind="verse", bars=4),
            Section(id="s3", kind="hook", bars=2, name="Refrenget «Opp»"),
            Section(id="s4", kind="verse", bars=4),
        ),
        media=(
            Media(id="m1", file="media/m1.wav", frames=500_000, channels=2, rate_hz=rate_hz, name="beat.wav"),
            Media(id="m2", file="takes/m2.wav", frames=3 * loop, channels=1, rate_hz=rate_hz),
            Media(id="m3", file="takes/m3.wav", frames=100_000, channels=1, rate_hz=rate_hz),
        ),
        takes=tuple(
            Take(id=f"k{number}", media_id="m2", track_id="t2", at_beat=16.0, offset_frames=number * loop,
                 length_frames=loop)
            for number in range(3)
        ),
        lines=tuple(Line(text=text) for text in (
            "", "", "", "",
            "jeg våkner, og byen sover.", "Ingen hører meg nå,", "", "så jeg sier det høyt!",
            "Opp igjen", "opp igjen...",
        )),
        master={"master_db": -1.0, "balance_db": 4.0, "lead_group_db": 1.0},
        release=full_release(),
    )  # fmt: skip


def full_release() -> Release:
    return Release(
        artists=("MC Ærlig",), featured=("Åse",), language="nb", genre="Hip-Hop/Rap", explicit="none",
        writers=(Writer(name="Kari Ås", share_percent=60.0), Writer(name="Ola", role="composer", share_percent=40.0)),
        performers=(Performer(name="Kari Ås"),), makers=(Maker(name="Ola"), Maker(name="Kari Ås", role="mixing")),
        recording_owner="Kari Ås", recording_year=2026, work_owner="Kari Ås & Ola", work_year=2026, label="Eget",
        release_date="2026-12-24", isrc="NOABC2600001", beat_origin="own",
        samples=(Sample(title="Gammel plate", writer="Per", cleared=True),),
        consents=(Consent(name="Åse", given=True),),
    )  # fmt: skip


def beat_song() -> Song:
    """A song in a style: drums, bass and melody that are made here."""
    return edits.set_title(style_song("boom_bap", "Beat"), title="Beat")


def stems_of(song: Song, gain_db: float = 0.0) -> tuple[Stem, ...]:
    return tuple(
        Stem(
            name=track.name, file=f"stems/{number:02d}_{track.role}.wav", role=track.role, kind="wet",
            gain_db=gain_db, track_id=track.id, frames=4_800_001,
        )
        for number, track in enumerate(song.tracks, 1)
    )  # fmt: skip


def named_song(name: str) -> Song:
    """Everything in it that has a name is called so."""
    song = verse_song()
    return msgspec.structs.replace(
        song,
        title=name,
        sections=tuple(msgspec.structs.replace(section, name=name) for section in song.sections),
        tracks=tuple(msgspec.structs.replace(track, name=name) for track in song.tracks),
        release=msgspec.structs.replace(full_release(), artists=(name, name), genre=name),
    )


def clip_rows(song: Song) -> list[tuple[int, ...]]:
    """Where every clip lies, muted ones too: number of the track, place, length, offset in the file and both fades, in
    frames."""
    loud = tuple(
        msgspec.structs.replace(track, clips=tuple(msgspec.structs.replace(clip, mute=False) for clip in track.clips))
        for track in song.tracks
    )
    columns = ("track", "at_frame", "length_frames", "offset_frames", "fade_in", "fade_out")
    regions = clip_regions(msgspec.structs.replace(song, tracks=loud))
    return [tuple(int(region[name]) for name in columns) for region in regions]


FILES = {f"m{number}": f"prosjekt/lyd/{number:02d}.wav" for number in (1, 2, 3)}
