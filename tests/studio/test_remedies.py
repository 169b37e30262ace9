"""Every row of the preflight table, in a song: the defect trips it, one press mends it, and it is gone when the song is
looked over again. What only a person can do says so."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from pathlib import Path

import numpy as np
import pytest
from given_songs import say_in
from preflight_songs import DELIVERY, RATE_HZ, RELEASE, SECONDS, TIME_S, WORDS, beat, looked_over, put, song_in, voice
from songs import path_in

from studio import edits
from studio.credits import Consent, Sample, Writer
from studio.delivery import Band
from studio.preflight.finding import MADE, Finding
from studio.preflight.papers import check_papers
from studio.preflight.remedies import WRITTEN, label_of, mended, turn_over, with_turned
from studio.preflight.table import CHECKS
from studio.release.folder import Look, Released, release
from studio.release.lookover import Rules
from studio.song import Line, Song
from studio.units import gain_of_db

AT_4_S = 4 * RATE_HZ
PLAYING = (np.clip(np.minimum(TIME_S - 0.2, SECONDS - 0.5 - TIME_S) * 2.0, 0.0, 1.0))[:, None]


def pressed(song: Song, found: Finding, folder: Path) -> Song:
    """The song after the press that a finding offers."""
    if found.remedy == "flip-polarity":
        made = turn_over(song, found, path_in(folder), lambda: ("media/turned.wav", folder / "media" / "turned.wav"))
        return with_turned(song, made)
    pressed_on = mended(song, found)
    assert pressed_on is not None, f"no press: {found}"
    assert label_of(found) in {row.label for row in edits.EDITS.values()}
    assert mended(pressed_on, found) is None, "what is mended offers nothing more"
    return pressed_on


def sine(hz: float, dbfs: float, right: float = 1.0) -> np.ndarray:
    one = gain_of_db(dbfs) * np.sin(2 * np.pi * hz * TIME_S)
    return np.stack((one, right * one), axis=1) * PLAYING


def own_sides(gain: float) -> np.ndarray:
    """Something of its own on either side."""
    dice = np.random.default_rng(5)
    return dice.standard_normal((len(TIME_S), 2)) * gain * np.array([1.0, -1.0]) * PLAYING


def burst() -> np.ndarray:
    """For four seconds, a middle tone on both sides, one against the other."""
    near = np.clip((2.0 - np.abs(TIME_S - 6.0)) * 4, 0, 1)[:, None]
    return sine(400.0, -19.0, right=-1.0) * near


def noisy(dbfs: float) -> np.ndarray:
    return voice() + np.random.default_rng(1).standard_normal(len(TIME_S)) * gain_of_db(dbfs)


def spiked() -> np.ndarray:
    """Eight hits that the limiter has to hold."""
    made = beat().copy()
    for number in range(8):
        made[RATE_HZ * (number + 2) : RATE_HZ * (number + 2) + 30] += 0.5
    return made


def late(seconds: float, sound: np.ndarray | None = None) -> np.ndarray:
    made = (beat() if sound is None else sound).copy()
    made[: round(seconds * RATE_HZ)] = 0.0
    return made


def early(seconds: float, sound: np.ndarray | None = None) -> np.ndarray:
    made = (beat() if sound is None else sound).copy()
    made[-round(seconds * RATE_HZ) :] = 0.0
    return made


Sound = Callable[[], np.ndarray]
HOT = {"master_db": 6.0, "beat_group_db": 12.0, "lead_group_db": 12.0}
SOUND: dict[str, tuple[str, str, Sound | None, Sound | None, dict[str, float]]] = {
    # what is done: (the row that tells it, its remedy, the beat, the voice, knobs of the master and the finish)
    "a ceiling near full scale": ("true-peak", "remaster", lambda: spiked(), None, {"ceiling_dbtp": -0.3}),
    "a mix far over full scale": ("mix-peak", "lower-mix", None, None, HOT),
    "rumble": ("sub-bass", "highpass", lambda: beat() + sine(12.0, -24.0), None, {}),
    "one side turned over": ("mono-loss", "flip-polarity", lambda: beat() * np.array([1.0, -1.0]), None, {}),
    "too wide": ("correlation", "narrow", lambda: beat() + own_sides(0.145), None, {}),
    "too wide for a while": ("correlation-worst", "narrow", lambda: beat() + burst(), None, {"lead_group_db": 2.5}),
    "one side louder": ("sides", "centre", lambda: beat() * np.array([1.0, 0.4]), None, {}),
    "one side dead": ("sides", "centre", lambda: beat() * np.array([1.0, 0.0]), None, {}),
    "a noisy room": ("noise-floor", "gate", None, lambda: noisy(-48.0), {}),
    "a roaring room": ("noise-floor", "gate", None, lambda: voice() * 3.0 + noisy(-38.0), {"lead_group_db": -12.0}),
    "hum": ("hum", "gate", None, lambda: voice() + gain_of_db(-60.0) * np.sin(2 * np.pi * 50 * TIME_S), {}),
    "a voice far over the beat": ("voice-balance", "voice-balance", None, None, {"lead_group_db": 8.0}),
    "a voice far under the beat": ("voice-balance", "voice-balance", None, None, {"lead_group_db": -14.0}),
    "silence before it": ("head-silence", "trim", lambda: late(1.5), lambda: late(1.5, voice()), {}),
    "silence behind it": ("tail-silence", "trim", lambda: early(3.5), lambda: early(3.5, voice()), {}),
}  # fmt: skip


SIDES = {"mono-loss", "correlation", "correlation-worst"}
ALIKE = dict.fromkeys(SIDES, SIDES | {"voice-balance"})
"""Rows that say the same of a track in other words; what is too wide is also too much of it."""


@pytest.mark.parametrize("defect", SOUND)
def test_a_defect_of_the_sound_is_gone_after_its_press(defect: str, tmp_path: Path) -> None:
    check, remedy, its_beat, its_voice, knobs = SOUND[defect]
    song = song_in(tmp_path, its_beat and its_beat(), its_voice and its_voice())
    for name, value in knobs.items():
        song = turned(song, name, value)
    found = looked_over(song, tmp_path)
    assert check in found, found
    assert found[check].remedy == remedy
    assert set(found) <= ALIKE.get(check, {check}), "one defect is told by its own row"
    left = looked_over(pressed(song, found[check], tmp_path), tmp_path)
    assert {name for name, one in left.items() if one.level != "info"} <= set(found) - {check}, left


def turned(song: Song, name: str, value: float) -> Song:
    edit = edits.set_finish if name in ("ceiling_dbtp", "target_lufs") else edits.set_master_knob
    return edit(song, name=name, value=value)


def told_of(song: Song, check: str) -> Finding | None:
    """What the papers say of one row."""
    found = check_papers(song, Path("/nowhere"), DELIVERY, WORDS, seconds=60.0)
    return next((one for one in found if one.check == check), None)


def written(title: str = "Hele byen", lines: tuple[str, ...] = ("Hele byen sover",), **changes: object) -> Song:
    return Song(title=title, release=put(RELEASE, **changes), lines=tuple(Line(text=text) for text in lines))


WRITERS = tuple(Writer(name=f"Ola {name} Sør", share_percent=50.0) for name in "ABC")
SAID: dict[str, tuple[Song, str, Callable[[Song], object], object]] = {
    # row: the song, its remedy, what is looked at afterwards, and how it stands then
    "title-guest": (
        written("Natta (feat. Ola og Per)"),
        "move-guest",
        lambda song: (song.title, song.release.featured),
        ("Natta", ("Ola", "Per")),
    ),
    "title-capitals": (written("HELE ÅLESUND"), "lower-case", lambda song: song.title, "Hele ålesund"),
    "title-version": (
        written("Natta (Radio edit)"),
        "move-version",
        lambda song: (song.title, song.release.version),
        ("Natta", "Radio edit"),
    ),
    "shares": (
        written(writers=WRITERS),
        "split-evenly",
        lambda song: [one.share_percent for one in song.release.writers],
        [33.34, 33.33, 33.33],
    ),
    "label-missing": (written(label=""), "use-artist", lambda song: song.release.label, "Kari Nord"),
    "preview-late": (
        written(preview_start_s=90.0),
        "preview-start",
        lambda song: song.release.preview_start_s,
        0.0,
    ),
    "beat-writer-missing": (
        written(beat_origin="peer", beat_source="Per"),
        "add-writer",
        lambda song: song.release.writers[-1],
        Writer(name="Per", role="composer"),
    ),
    "lyric-label": (written(lines=("[Vers 1]", "Natt")), "tidy-lyrics", lambda song: song.lines[0].text, ""),
    "lyric-speaker": (written(lines=("Kari: Natt",)), "tidy-lyrics", lambda song: song.lines[0].text, "Natt"),
    "lyric-end": (written(lines=("Natt,", "By.")), "tidy-lyrics", lambda song: song.lines[1].text, "By"),
    "lyric-capital": (written(lines=("«natt", "åre")), "tidy-lyrics", lambda song: song.lines[1].text, "Åre"),
}


@pytest.mark.parametrize("check", SAID)
def test_what_is_written_is_put_right_by_its_press(check: str, tmp_path: Path) -> None:
    song, remedy, look, stands = SAID[check]
    found = told_of(song, check)
    assert found is not None
    assert found.remedy == remedy
    made = pressed(song, found, tmp_path)
    assert look(made) == stands
    assert told_of(made, check) is None


FOR_PEOPLE: dict[str, tuple[Song, str]] = {
    "title-missing": (written(" "), "fill-form"),
    "title-advert": (written("Natta på spotify"), "fill-form"),
    "artist-missing": (written(artists=()), "fill-form"),
    "explicit-undecided": (written(explicit=""), "fill-form"),
    "explicit-suggested": (written(lines=("Jævla by",)), "fill-form"),
    "writer-missing": (written(writers=()), "fill-form"),
    "isrc-missing": (written(isrc=""), "fill-form"),
    "beat-unlicensed": (written(beat_origin="unlicensed"), "fill-form"),
    "sample-uncleared": (written(samples=(Sample(title="Peg"),)), "fill-form"),
    "consent-missing": (written(consents=(Consent(name="Kari Nord"),)), "ask-consent"),
    "lyric-repeat": (written(lines=("Natt x2",)), "write-lyrics"),
    "lyric-censored": (written(lines=("F**k",)), "write-lyrics"),
}


@pytest.mark.parametrize("check", FOR_PEOPLE)
def test_what_a_person_decides_is_never_done_by_a_press(check: str) -> None:
    song, remedy = FOR_PEOPLE[check]
    found = told_of(song, check)
    assert found is not None
    assert (found.remedy, mended(song, found)) == (remedy, None)


def test_a_loudness_beyond_the_data_file_is_mastered_anew(tmp_path: Path) -> None:
    strict = put(DELIVERY, loudness=Band(ok=(-15.5, -12.0), warn=(-24.0, -6.0)))
    for target_lufs, side, becomes in ((-10.5, "high", -14.0), (-16.0, "low", -15.0)):
        song = turned(turned(song_in(tmp_path), "target_lufs", target_lufs), "ceiling_dbtp", -2.0)
        found = looked_over(song, tmp_path, strict)["loudness"]
        assert (found.side, found.sets["target_lufs"]) == (side, becomes)
        assert "loudness" not in looked_over(pressed(song, found, tmp_path), tmp_path, strict)


def test_a_track_driven_too_hard_is_eased(tmp_path: Path) -> None:
    strict = put(DELIVERY, dynamics=Band(ok=(11.0, inf), warn=(6.0, inf)))
    song = turned(turned(song_in(tmp_path), "target_lufs", -10.0), "ceiling_dbtp", -2.0)
    found = looked_over(song, tmp_path, strict)["dynamics"]
    assert found.remedy == "remaster"
    assert "dynamics" not in looked_over(pressed(song, found, tmp_path), tmp_path, strict)


def test_what_mastering_cannot_lift_leads_to_the_track_with_the_peaks(tmp_path: Path) -> None:
    shot = voice().copy()
    shot[RATE_HZ : RATE_HZ + 40] = 0.99
    song = put(song_in(tmp_path, beat() * 0.03, shot * 1.0), finish={})
    song = turned(song, "lead_group_db", 6.0)
    found = looked_over(song, tmp_path, put(DELIVERY, loudness=Band(ok=(-14.2, -9.0), warn=(-70.0, -6.0))))
    assert (found["loudness"].remedy, found["loudness"].track_id) == ("mix", "t2")
    assert mended(song, found["loudness"]) is None


def test_a_place_that_somebody_has_to_hear_is_told_in_the_songs_time(tmp_path: Path) -> None:
    silent = beat().copy()
    silent[AT_4_S : AT_4_S + round(2.5 * RATE_HZ)] = 0.0
    hush = voice().copy()
    hush[AT_4_S : AT_4_S + round(2.5 * RATE_HZ)] = 0.0
    found = looked_over(song_in(tmp_path, silent, hush), tmp_path)["gap"]
    assert (found.remedy, found.at_s) == ("jump", pytest.approx(4.0, abs=0.1))
    loud = beat().copy()
    loud[AT_4_S : AT_4_S + 3 * RATE_HZ] *= 1.9
    found = looked_over(song_in(tmp_path, loud), tmp_path, put(DELIVERY, surge=Band(ok=(-inf, 1.0), warn=(-inf, 1.0))))
    assert (found["surge"].remedy, found["surge"].track_id) == ("mix", "t1")
    assert found["surge"].at_s == pytest.approx(4.0, abs=0.5)


def test_a_recording_that_was_too_loud_leads_to_its_line(tmp_path: Path) -> None:
    flat = voice().copy()
    flat[AT_4_S + 100 : AT_4_S + 104] = 0.9985
    found = looked_over(song_in(tmp_path, None, flat), tmp_path)["source-clipping"]
    assert (found.remedy, found.track_id, found.at_s) == ("record-again", "t2", pytest.approx(4.0, abs=0.02))


def test_edges_and_an_offset_are_mended_unasked(tmp_path: Path) -> None:
    """A song that begins and ends inside a sound, and lies off its middle, comes out clean."""
    hard = beat() + 0.02
    hard[:10] += 0.3
    hard[-10:] += 0.3
    found = looked_over(song_in(tmp_path, hard), tmp_path)
    assert not {"edges", "start-click", "offset"} & set(found), found


def released(song: Song, folder: Path, packs: set[str]) -> Released:
    look = Look(Rules(DELIVERY, WORDS), lambda finding: f"about {finding.check}")
    how = {"papers_folder": folder / "papers", "say": say_in("nb"), "packs": frozenset(packs), "look": look}
    return release(song, path_in(folder), {}, folder / "out", **how)


def test_a_shared_file_that_peaks_too_high_is_lower_when_it_is_made_again(tmp_path: Path) -> None:
    song = turned(song_in(tmp_path, spiked()), "ceiling_dbtp", -0.3)
    made = released(song, tmp_path, {"share"})
    found = next(one for one in made.findings if one.check == "lossy-peak")
    assert (found.level, found.remedy, found.file.partition("/")[0]) == ("warn", "encode-again", "share")
    row = next(row for row in made.report.checks if row.code == "lossy-peak")
    assert (row.level, row.text, row.file) == ("warn", "about lossy-peak", found.file)
    again = released(pressed(song, found, tmp_path), tmp_path, {"share"})
    assert "lossy-peak" not in {one.check for one in again.findings}
    assert {"file-rate", "file-bits", "edges"}.isdisjoint(one.check for one in again.findings if one.level != "ok")
    assert (tmp_path / "out" / "rapport.html").read_text("utf-8").count("about ") == len(again.report.checks)


def test_a_song_of_one_side_is_told_and_may_stay(tmp_path: Path) -> None:
    found = looked_over(song_in(tmp_path, beat()[:, 0]), tmp_path)
    assert (found["dual-mono"].level, found["dual-mono"].remedy) == ("info", "")


def test_a_remedy_for_a_track_that_is_gone_is_none() -> None:
    song = written()
    gone = Finding(check="noise-floor", level="warn", remedy="gate", track_id="t9", sets={"gate_on": 1.0})
    assert mended(song, gone) is None
    assert label_of(gone) == "edit-set-knob"


def test_every_row_of_the_table_has_a_remedy_or_needs_none() -> None:
    edited = set(WRITTEN) | {"remaster", "lower-mix", "encode-again", "highpass", "narrow", "centre", "gate"}
    people = {"mix", "jump", "change-form", "record-again"}
    for row in CHECKS:
        assert row.remedy in edited | people | MADE or row.name == "dual-mono"
