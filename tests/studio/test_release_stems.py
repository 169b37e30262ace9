"""Stems: from bar 1, equally long, and together the mix before mastering."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile
from songs import EVERYTHING_ON, clip_song, noise, path_in
from wavinfo import WavInfoReader

from studio.errors import Cancelled
from studio.release.parts import Parts, Source, render_dry, render_parts, with_only
from studio.release.work import Work
from studio.song import Point, Song

RATE_HZ = 48_000


def say(message: str, fields: object) -> str:
    return message


def voices_over_a_beat(folder: Path, **master: float) -> Song:
    """A beat, a lead and an ad-lib with everything on; half as loud as `clip_song` has them."""
    song = clip_song(folder, *(noise(1.5, seed, gain=0.05) for seed in (1, 2, 3)), bpm=90.0, **EVERYTHING_ON)
    roles = ("beat", "lead", "adlib")
    tracks = [
        msgspec.structs.replace(track, role=role, name=name)
        for track, role, name in zip(song.tracks, roles, ("Beat", "Vers på ørene", "Rop"), strict=True)
    ]
    return msgspec.structs.replace(song, tracks=tuple(tracks), master=dict(master), key="F# minor")


def made(song: Song, folder: Path, target: Path) -> Parts:
    source = Source(song, path_in(folder), {})
    with Work(None, None) as work:
        parts = render_parts(source, work, target, "mix", say)
        render_dry(source, work, target, parts)
    return parts


def sum_of(parts: Parts, target: Path) -> np.ndarray:
    total = np.zeros_like(parts.mix)
    for stem in parts.stems:
        if stem.kind != "dry":
            samples, rate_hz = soundfile.read(target / stem.file, always_2d=True)
            assert (rate_hz, samples.shape) == (RATE_HZ, parts.mix.shape)
            total += samples * 10 ** (stem.gain_db / 20)
    return total


def null_db(parts: Parts, target: Path) -> float:
    return 20 * np.log10(np.abs(parts.mix - sum_of(parts, target)).max() + 1e-12)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("master", "sends"),
    [
        ({}, {}),
        ({"master_db": -3.0}, {"delay_send_db": -120.0}),
        ({}, {"reverb_send_db": -120.0, "delay_send_db": -120.0}),
    ],
)
def test_the_stems_add_up_to_the_mix(master, sends, tmp_path: Path, target: Path) -> None:
    song = voices_over_a_beat(tmp_path, **master)
    tracks = [msgspec.structs.replace(track, knobs={**track.knobs, **sends}) for track in song.tracks]
    song = msgspec.structs.replace(song, tracks=tuple(tracks))
    parts = made(song, tmp_path, target)
    returns = [stem.role for stem in parts.stems if stem.kind == "return"]
    assert returns == [name for name in ("delay", "reverb") if sends.get(f"{name}_send_db") is None]
    assert null_db(parts, target) <= -120.0
    for stem in parts.stems:
        if stem.kind == "return":
            assert np.abs(soundfile.read(target / stem.file)[0]).max() > 1e-3


def test_they_are_named_by_number_name_tempo_and_key_and_begin_at_bar_1(tmp_path: Path, target: Path) -> None:
    parts = made(voices_over_a_beat(tmp_path), tmp_path, target)
    assert [(stem.file, stem.kind, stem.name) for stem in parts.stems] == [
        ("stems/01_Beat_90bpm_Fsm.wav", "wet", "Beat"),
        ("stems/02_Vers-paa-oerene_90bpm_Fsm.wav", "wet", "Vers på ørene"),
        ("stems/03_Rop_90bpm_Fsm.wav", "wet", "Rop"),
        ("stems/04_stem-delay_90bpm_Fsm.wav", "return", "stem-delay"),
        ("stems/05_stem-reverb_90bpm_Fsm.wav", "return", "stem-reverb"),
        ("stems/02_Vers-paa-oerene_dry_90bpm_Fsm.wav", "dry", "Vers på ørene"),
        ("stems/03_Rop_dry_90bpm_Fsm.wav", "dry", "Rop"),
    ]
    assert sorted(path.name for path in (target / "stems").iterdir()) == sorted(
        stem.file.removeprefix("stems/") for stem in parts.stems
    )
    for stem in parts.stems:
        info = soundfile.info(target / stem.file)
        assert (info.samplerate, info.channels, info.frames, info.subtype) == (
            RATE_HZ,
            2,
            len(parts.mix),
            "PCM_24",
        )
        assert stem.frames == len(parts.mix)


def test_a_dry_voice_is_what_was_sung(tmp_path: Path, target: Path) -> None:
    song = voices_over_a_beat(tmp_path)
    sung = soundfile.read(tmp_path / "media/m1.wav", dtype="int32")[0]
    parts = made(song, tmp_path, target)
    dry = soundfile.read(target / parts.stems[-2].file, dtype="int32")[0]
    assert parts.stems[-2].pan == 0.2
    assert np.array_equal(dry[: len(sung)], sung)
    assert not dry[len(sung) :].any()


def test_what_cannot_be_heard_is_no_stem(tmp_path: Path, target: Path) -> None:
    song = voices_over_a_beat(tmp_path)
    beat, lead, adlib = song.tracks
    tracks = (
        msgspec.structs.replace(beat, clips=()),
        msgspec.structs.replace(lead, knobs={}),
        msgspec.structs.replace(adlib, knobs={"mute": 1.0}),
    )
    parts = made(msgspec.structs.replace(song, tracks=tracks), tmp_path, target)
    assert [(stem.track_id, stem.kind) for stem in parts.stems] == [("t1", "wet"), ("t1", "dry")]
    assert null_db(parts, target) <= -120.0


def test_a_stem_beyond_full_scale_lowers_all_of_them_alike(tmp_path: Path, target: Path) -> None:
    song = voices_over_a_beat(tmp_path)
    tracks = (msgspec.structs.replace(song.tracks[0], knobs={"gain_db": 12.0}), *song.tracks[1:])
    loud = clip_song(
        tmp_path, 0.9 * np.sign(noise(1.5, 1)), noise(1.5, 2, gain=0.05), noise(1.5, 3, gain=0.05), bpm=90.0
    )
    parts = made(msgspec.structs.replace(song, tracks=tracks, media=loud.media), tmp_path, target)
    assert {stem.gain_db for stem in parts.stems if stem.kind != "dry"} == {12.0}
    assert {stem.gain_db for stem in parts.stems if stem.kind == "dry"} == {0.0}
    assert null_db(parts, target) <= -110.0


def test_the_chunk_before_the_sound_tells_where_it_belongs(tmp_path: Path, target: Path) -> None:
    song = voices_over_a_beat(tmp_path)
    song = msgspec.structs.replace(song, release=msgspec.structs.replace(song.release, release_date="2026-12-24"))
    parts = made(song, tmp_path, target)
    data = (target / parts.stems[1].file).read_bytes()
    assert data.index(b"bext") < data.index(b"data")
    told = WavInfoReader(str(target / parts.stems[1].file)).bext
    assert (told.originator, told.originator_date, told.originator_time) == ("Rap Clinic Studio", "2026-12-24", "")
    assert (told.time_reference, told.version) == (0, 2)
    assert told.coding_history.startswith("A=PCM,F=48000,W=24,M=stereo")
    references = {WavInfoReader(str(target / stem.file)).bext.originator_ref for stem in parts.stems}
    assert len(references) == len(parts.stems)


def test_moving_faders_and_groups_are_in_the_stems(tmp_path: Path, target: Path) -> None:
    song = voices_over_a_beat(tmp_path, lead_group_db=-6.0, balance_db=4.0)
    points = (Point(at_beat=0.0, value=-30.0), Point(at_beat=1.0, value=-6.0), Point(at_beat=2.0, value=-20.0))
    lead = msgspec.structs.replace(song.tracks[1], automation={"gain_db": points, "reverb_send_db": points})
    song = msgspec.structs.replace(song, tracks=(song.tracks[0], lead, song.tracks[2]))
    assert null_db(made(song, tmp_path, target), target) <= -120.0


@pytest.mark.parametrize("sends", [-120.0, -12.0])
def test_the_beat_steps_back_in_its_own_stem(sends: float, tmp_path: Path, target: Path) -> None:
    song = voices_over_a_beat(tmp_path, room_db=9.0, delay_duck_db=12.0, voice_start_db=6.0)
    knobs = {"delay_send_db": sends, "reverb_send_db": sends}
    tracks = [msgspec.structs.replace(track, knobs=knobs) for track in song.tracks]
    second = msgspec.structs.replace(tracks[0], id="t9", name="Bass", knobs={**knobs, "gain_db": -4.0})
    song = msgspec.structs.replace(song, tracks=(*tracks, second))
    assert null_db(made(song, tmp_path, target), target) <= -120.0
    calm = msgspec.structs.replace(song, master={})
    (tmp_path / "calm").mkdir()
    made(calm, tmp_path, tmp_path / "calm")
    beats = [
        soundfile.read(folder / "stems/01_Beat_90bpm_Fsm.wav")[0][:70_000] for folder in (target, tmp_path / "calm")
    ]
    assert np.abs(beats[0] - beats[1]).max() > 0.01


def test_the_same_song_is_the_same_bytes(tmp_path: Path, target: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    song = voices_over_a_beat(tmp_path)
    for stem in (made(song, tmp_path, target), made(song, tmp_path, again))[1].stems:
        assert (target / stem.file).read_bytes() == (again / stem.file).read_bytes()


def test_stopping_is_heard_in_the_middle(tmp_path: Path, target: Path) -> None:
    asked = []
    source = Source(voices_over_a_beat(tmp_path), path_in(tmp_path), {})
    with pytest.raises(Cancelled), Work(None, lambda: asked.append(1) or len(asked) > 3) as work:
        work.begin(render_parts, source, work, target, "mix", say)
    assert not list((target / "stems").iterdir())


# ------------------------------------------------------------------------------------------------- versions of a song


def test_a_version_is_what_a_rendering_of_its_own_would_be(tmp_path: Path, target: Path) -> None:
    song = voices_over_a_beat(tmp_path, room_db=9.0, delay_duck_db=12.0, lead_group_db=-3.0, reverb_decay_s=3.0)
    points = (Point(at_beat=0.0, value=-30.0), Point(at_beat=1.0, value=-6.0))
    lead = msgspec.structs.replace(song.tracks[1], automation={"gain_db": points, "delay_send_db": points})
    song = msgspec.structs.replace(song, tracks=(song.tracks[0], lead, song.tracks[2]))
    source, versions = Source(song, path_in(tmp_path), {}), ({"t0"}, {"t1", "t2"}, {"t0", "t2"}, set())
    with Work(None, None) as work:
        parts = render_parts(source, work, target, "mix", say, stems=False, versions=versions)
    assert not list(target.iterdir())
    for tracks, mix in zip((None, *versions), (parts.mix, *parts.versions), strict=True):
        alone = song if tracks is None else with_only(song, tracks)
        blocks = [block.copy() for block in source.renderer(alone).mix()]
        assert np.array_equal(mix, np.concatenate(blocks))
    assert len({len(mix) for mix in parts.versions}) > 1  # each ends with its own last sound


def test_echoes_and_reverb_are_told_apart(tmp_path: Path, target: Path) -> None:
    song = voices_over_a_beat(tmp_path)
    parts = made(song, tmp_path, target)
    without = msgspec.structs.replace(song, master={"reverb_return_db": -120.0})
    blocks = [block.copy() for block in Source(without, path_in(tmp_path), {}).renderer(without).mix(0, len(parts.mix))]
    wet = [stem for stem in parts.stems if stem.kind == "wet" or stem.role == "delay"]
    summed = sum(soundfile.read(target / stem.file, always_2d=True)[0] * 10 ** (stem.gain_db / 20) for stem in wet)
    assert 20 * np.log10(np.abs(np.concatenate(blocks) - summed).max() + 1e-12) <= -120.0
