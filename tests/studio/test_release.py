"""The folder of a release: what is in it, by the byte; the same twice; whole or not at all; nothing of anybody."""

from __future__ import annotations

import errno
import getpass
import io
import json
import os
import random
import socket
import struct
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import av
import msgspec
import mutagen
import numpy as np
import pytest
import soundfile
from faultdisk import small_disk
from PIL import Image
from songs import EVERYTHING_ON, noise, path_in, sine, write

from studio.credits import Performer, Release, Writer
from studio.errors import Cancelled, StudioError
from studio.release import PACKS, Released, lossy, release
from studio.release.names import slug
from studio.song import Clip, Lane, Line, Media, Pattern, Section, Song, Step, Take, Track

SECRET = "olanordmann1984"
TITLE = 'Blåbærøya 💥 "nei"'
RATE_HZ = 44_100


def say(message: str, fields: Any) -> str:
    return " ".join([message, *(str(value) for value in fields.values())])


def midi_of(song: Song) -> bytes:
    return b"MThd" + song.title.encode()


class Given(NamedTuple):
    """A song on the disk of somebody."""

    song: Song
    home: Path

    @property
    def papers(self) -> Path:
        return self.home / "papers"

    def out(self, target: Path, song: Song | None = None, **more: Any) -> Released:
        return release(
            song or self.song,
            path_in(self.home),
            {},
            target,
            papers_folder=self.papers,
            say=say,
            midi_of=midi_of,
            **more,
        )


def song_in(home: Path) -> Given:
    """Two bars: a beat, a lead with everything on, an ad-lib, and drums whose kit is not there."""
    media, tracks = [], []
    for number, (role, gain) in enumerate((("beat", 0.1), ("lead", 0.08), ("adlib", 0.03))):
        sound = noise(2.6, number + 1, gain=gain)
        sound[:2_000] = 0.0
        write(home / f"media/m{number}.wav", sound)
        media.append(
            Media(
                id=f"m{number}", file=f"media/m{number}.wav", frames=len(sound), channels=2, rate_hz=48_000, name=SECRET
            )
        )
        clip = Clip(id=f"c{number}", media_id=f"m{number}", at_beat=0.0, length_frames=len(sound))
        knobs = {**EVERYTHING_ON, "gain_db": -3.0} if role == "lead" else {}
        tracks.append(Track(id=f"t{number}", role=role, name=f"{role} ÆØÅ", clips=(clip,), knobs=knobs))
    tracks.append(Track(id="t3", role="drums", name="Trommer", kit="x"))
    lane = Lane(sound="kick", track_id="t3", steps=(Step(at_step=0), Step(at_step=8)))
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = SECRET
    Image.new("RGB", (640, 640), (200, 30, 60)).save(out, "JPEG", exif=exif)
    (home / "papers").mkdir()
    (home / "papers/cover.jpg").write_bytes(out.getvalue())
    song = Song(
        title=TITLE,
        bpm=180.0,
        key="A minor",
        tracks=tuple(tracks),
        media=tuple(media),
        takes=(Take(id="k1", media_id="m1", track_id="t1", at_beat=0.0),),
        patterns=(Pattern(id="p1", name="En", bars=1, lanes=(lane,)),),
        sections=(Section(id="s1", kind="verse", bars=2, pattern_id="p1"),),
        lines=(Line(text="første linje, med æøå."),),
        release=Release(
            artists=("Kari Ås",),
            version="v3",
            explicit="none",
            writers=(Writer(name="Kari Nordås", share_percent=100.0),),
            performers=(Performer(name="Kari Ås"),),
            cover_file="papers/cover.jpg",
        ),
    )
    return Given(song, home)


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Given:
    home = tmp_path_factory.mktemp("home") / SECRET / "song"
    home.mkdir(parents=True)
    return song_in(home)


@pytest.fixture(scope="module")
def made(given: Given, tmp_path_factory: pytest.TempPathFactory) -> tuple[Released, list[tuple[str, float]]]:
    told: list[tuple[str, float]] = []
    target = tmp_path_factory.mktemp("out") / SECRET / "Gi ut"
    return given.out(target, progress=lambda file, share: told.append((file, share))), told


@pytest.fixture(scope="module")
def files(made: tuple[Released, Any]) -> dict[str, bytes]:
    return held(made[0].folder)


NAME = "Kari_Aas_Blaabaeroeya_nei_v3"
SHOWN = "Kari Ås - Blåbærøya 💥 -nei- (v3)"
WANTED = {
    f"upload/{NAME}_44k24.wav",
    f"upload/{NAME}_44k16.wav",
    "upload/cover.jpg",
    *(f"share/{SHOWN}{ending}" for ending in (".mp3", ".flac", ".m4a", ".txt", ".lrc")),
    f"instrumental/{NAME}_instrumental_44k24.wav",
    f"a-cappella/{NAME}_acappella_44k24.wav",
    f"scene/{NAME}_scene_44k24.wav",
    "stems/01_beat-AeOeAa_180bpm_Am.wav",
    "stems/02_lead-AeOeAa_180bpm_Am.wav",
    "stems/02_lead-AeOeAa_dry_180bpm_Am.wav",
    "stems/03_adlib-AeOeAa_180bpm_Am.wav",
    "stems/03_adlib-AeOeAa_dry_180bpm_Am.wav",
    "stems/04_Trommer_180bpm_Am.wav",
    "stems/05_stem-delay_180bpm_Am.wav",
    "stems/06_stem-reverb_180bpm_Am.wav",
    f"midi/{NAME}.mid",
    f"prosjekt/{NAME}.rpp",
    f"prosjekt/{NAME}_beta.dawproject",
    *(f"prosjekt/lyd/m{number}.wav" for number in range(3)),
    "LESMEG.txt",
    "KREDITERING.txt",
    "rapport.html",
    "rapport.json",
}


def test_everything_is_there_under_its_name(made, files: dict[str, bytes]) -> None:
    done = made[0]
    assert set(files) == WANTED
    assert {path.relative_to(done.folder).as_posix() for path in done.paths} == WANTED
    assert os.listdir(done.folder.parent) == ["Gi ut"]
    assert {row.file for row in done.report.files} == WANTED - {"rapport.html", "rapport.json"}
    assert not [row.file for row in done.report.files if row.fault]
    assert set(done.report.warnings) <= {"codec-clips"}


def test_progress_is_of_the_whole_and_names_each_file_once(made) -> None:
    files, shares = zip(*made[1], strict=True)
    assert list(shares) == sorted(shares)
    assert 0.0 < shares[0] < 0.05
    assert shares[-1] == pytest.approx(1.0)
    assert {file for file in WANTED if not file.startswith(("stems", "rapport"))} <= set(files)
    turns = [file for number, file in enumerate(files) if number == 0 or files[number - 1] != file]
    assert len(turns) == len(set(turns))  # it names what was begun last, and does not go to and fro
    rendering = [share for file, share in made[1] if file == f"upload/{NAME}_44k24.wav"]
    assert max(rendering) < 0.9


@pytest.mark.parametrize("bits", [16, 24])
def test_an_upload_is_what_the_strictest_shop_takes(bits: int, made, files: dict[str, bytes]) -> None:
    data = files[f"upload/{NAME}_44k{bits}.wav"]
    size = len(data) - 44
    wanted = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 2, RATE_HZ, RATE_HZ * 2 * bits // 8, 2 * bits // 8, bits),
        *(b"data", size),
    )
    assert data[:44] == wanted
    assert not [name for name in files if name.startswith("upload/") and not name.isascii()]
    sound, _ = soundfile.read(io.BytesIO(data), always_2d=True)
    head, tail = round(0.03 * RATE_HZ), round(0.48 * RATE_HZ)
    assert bits == 16 or not sound[:head].any()  # silence this short is dithered as the rest
    assert not sound[-tail:].any()
    assert np.abs(sound[-tail - 200 : -tail]).max() < 0.05


def test_both_uploads_and_the_flac_are_one_sound(files: dict[str, bytes]) -> None:
    deep, flat, flac = (
        soundfile.read(io.BytesIO(files[name]), dtype="int32", always_2d=True)[0].astype(np.int64)
        for name in (f"upload/{NAME}_44k24.wav", f"upload/{NAME}_44k16.wav", f"share/{SHOWN}.flac")
    )
    assert np.array_equal(deep, flac)
    assert np.abs(deep - flat).max() <= 2 << 16
    left = (deep - flat)[5_000:100_000] / (1 << 16)
    assert 0.3 < left.std() < 0.7  # half a step of rounding and of dither: √(1/12 + 2/12)


def test_the_shared_files_say_the_same_to_every_reader(files: dict[str, bytes], made) -> None:
    for ending in (".mp3", ".flac", ".m4a"):
        path = made[0].folder / f"share/{SHOWN}{ending}"
        easy: Any = mutagen.File(path, easy=True)
        assert (easy["title"], easy["artist"]) == ([f"{TITLE} (v3)"], ["Kari Ås"])
        with av.open(path) as container:
            found = {name.lower(): text for name, text in container.metadata.items()}
            assert (found["title"], found["artist"]) == (f"{TITLE} (v3)", "Kari Ås")
            assert "Første linje, med æøå" in "".join(found.values())
            assert len(container.streams.video) == 1  # the cover
    assert files[f"share/{SHOWN}.lrc"].decode().startswith("[00:00.05]Første linje, med æøå\n")


def test_what_is_played_stays_under_the_ceiling(made) -> None:
    report = made[0].report
    rows = {Path(row.file).suffix: row for row in report.files if row.file.startswith("share/") and row.kind}
    for ending in (".mp3", ".m4a", ".flac"):
        assert rows[ending].true_peak_dbtp <= report.finish.ceiling_dbtp + 0.1 * (ending == ".flac")
        assert abs(rows[ending].integrated_lufs + rows[ending].lowered_db - report.master.integrated_lufs) <= 0.5
        assert rows[ending].rounds <= 6
    assert [played.codec for played in report.simulated] == ["aac-256", "mp3-320", "vorbis-q5", "vorbis-q9"]
    clipping = any(played.true_peak_dbtp > 0.0 for played in report.simulated)
    assert ("codec-clips" in report.warnings) == clipping


def test_the_variants_leave_out_what_they_say(files: dict[str, bytes], given: Given) -> None:
    def sound(name: str) -> np.ndarray:
        return soundfile.read(io.BytesIO(files[name]), always_2d=True)[0]

    whole = sound(f"upload/{NAME}_44k24.wav")
    instrumental, voices = (
        sound(f"instrumental/{NAME}_instrumental_44k24.wav"),
        sound(f"a-cappella/{NAME}_acappella_44k24.wav"),
    )
    stage = sound(f"scene/{NAME}_scene_44k24.wav")
    beat = soundfile.read(given.home / "media/m0.wav", always_2d=True)[0]
    lead = soundfile.read(given.home / "media/m1.wav", always_2d=True)[0]
    bar = round(4 * 60 / 180 * RATE_HZ)

    def likeness(made: np.ndarray, source: np.ndarray, at: int = 0) -> float:
        import soxr

        part = soxr.resample(source, 48_000, RATE_HZ, "VHQ")[20_000:80_000, 0]
        found = made[at + round(0.05 * RATE_HZ) :][20_000:80_000, 0]
        return float(np.corrcoef(part, found)[0, 1])

    assert likeness(whole, beat) > 0.5
    assert likeness(instrumental, beat) > 0.9
    assert abs(likeness(instrumental, lead)) < 0.05
    assert abs(likeness(voices, beat)) < 0.05
    assert likeness(voices, lead) > 0.3
    assert likeness(stage, beat, bar) > 0.9
    assert abs(likeness(stage, lead, bar)) < 0.05
    clicks = np.abs(stage[round(0.05 * RATE_HZ) :, 0])
    for beat_number in range(4):  # a click on each beat before bar 1, and rest between them
        at = round(beat_number / 4 * bar)
        assert clicks[at : at + 400].max() > 0.1
        assert clicks[at + 3_000 : at + 10_000].max() == 0.0
    assert not stage[: round(0.05 * RATE_HZ)].any()


def test_the_stems_add_up_to_the_mix_and_say_so(made) -> None:
    assert (made[0].report.stems_null_db or -np.inf) <= -90.0


def test_the_projects_point_at_what_is_there(files: dict[str, bytes]) -> None:
    text = files[f"prosjekt/{NAME}.rpp"].decode()
    ways = [line.split('"')[1] for line in text.splitlines() if line.strip().startswith("FILE ")]
    assert {"lyd/m0.wav", "lyd/m1.wav", "lyd/m2.wav", "../stems/04_Trommer_180bpm_Am.wav"} <= set(ways)
    for way in ways:
        assert os.path.normpath(f"prosjekt/{way}") in files
    with zipfile.ZipFile(io.BytesIO(files[f"prosjekt/{NAME}_beta.dawproject"])) as package:
        assert package.testzip() is None
        assert {"project.xml", "metadata.xml"} <= set(package.namelist())
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_two_runs_are_the_same_bytes(given: Given, files: dict[str, bytes], tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    given.out(target)
    assert held(target) == files


def test_nothing_of_anybody_is_in_any_byte(files: dict[str, bytes]) -> None:
    who = {SECRET, *({getpass.getuser()} - {"root"}), socket.gethostname()}  # style sheets have a :root
    words = {*who, "Lavf", "Lavc", "pytest", "/tmp/", "/home/", "\\Users\\"}
    wanted = [word.encode(coding) for word in words if len(word) > 3 for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    inside = dict(files)
    for name, data in files.items():
        if name.endswith(".dawproject"):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                inside |= {f"{name}/{entry}": package.read(entry) for entry in package.namelist()}
    for name, data in inside.items():
        for word in wanted:
            assert word not in data, (name, word)


def test_the_report_is_read_by_programs_too(made, files: dict[str, bytes]) -> None:
    told = json.loads(files["rapport.json"])
    assert told["title"] == TITLE
    assert told["master"]["integrated_lufs"] == made[0].report.master.integrated_lufs
    assert {row["file"] for row in told["files"]} == WANTED - {"rapport.html", "rapport.json"}


# ----------------------------------------------------------------------------------------------- other songs and packs

PAPERS = {"LESMEG.txt", "KREDITERING.txt", "rapport.html", "rapport.json"}


def tops(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("packs", [{"upload"}, {"stems"}, {"midi"}, set()])
def test_only_what_is_asked_for_goes_out(packs: set[str], given: Given, tmp_path: Path) -> None:
    done = given.out(tmp_path / "out", packs=frozenset(packs))
    assert tops(tmp_path / "out") == packs | PAPERS
    assert bool(done.report.simulated) == ("upload" in packs)
    assert len(done.report.simulated) in (0, 4)


def test_a_song_of_voices_alone_without_words_cover_or_names(given: Given, tmp_path: Path) -> None:
    bare = msgspec.structs.replace(
        given.song, tracks=given.song.tracks[1:2], lines=(), release=Release(), patterns=(), title="💥", sections=()
    )
    done = given.out(tmp_path / "out", bare)
    names = {path.relative_to(done.folder).as_posix() for path in done.paths}
    assert {name for name in names if name.startswith(("upload", "share", "instr", "a-c", "scene", "midi"))} == {
        "upload/song_44k16.wav",
        "upload/song_44k24.wav",
        "share/💥.flac",
        "share/💥.m4a",
        "share/💥.mp3",
    }
    assert "cover-missing" in done.report.warnings


def test_a_recording_that_is_gone_is_said(given: Given, tmp_path: Path) -> None:
    media = msgspec.structs.replace(given.song.media[2], file="media/gone.wav")
    song = msgspec.structs.replace(given.song, media=(*given.song.media[:2], media))
    done = given.out(tmp_path / "out", song, packs=frozenset({"project"}))
    assert "media-missing" in done.report.warnings
    assert not (tmp_path / "out/prosjekt/lyd/m2.wav").exists()


def test_an_empty_song_makes_no_folder(given: Given, tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="song-empty"):
        given.out(tmp_path / "out", Song(title="tom"))
    assert not list(tmp_path.iterdir())


def test_names_fit_whatever_a_song_is_called(given: Given, tmp_path: Path) -> None:
    title = "CON. <script>\u202e\x00 " + "æ" * 200
    song = msgspec.structs.replace(given.song, title=title, release=Release(artists=("../" * 30,)))
    done = given.out(tmp_path / "out", song, packs=frozenset({"share", "project"}))
    assert not [path for path in done.paths if not path.is_relative_to(tmp_path / "out")]
    assert all(len(path.name.encode()) <= 255 for path in done.paths)
    assert slug(song).isascii()


# --------------------------------------------------------------------------------------------- lowered and left out


class Over(NamedTuple):
    true_peak_dbtp: float
    integrated_lufs: float = -14.0


@pytest.mark.parametrize(
    ("peaks", "lowered_db", "rounds", "trimmed"),
    [
        ((-1.2,), 0.0, 1, False),
        ((-0.5, -1.0), 0.55, 2, False),
        ((0.0, -0.8, -0.9, -0.95, -1.1), 1.55, 5, False),
        ((0.0, -0.8, -0.9, -0.95, -0.9, -1.5), 2.15, 6, True),
    ],
)
def test_a_file_is_lowered_four_times_and_then_trimmed(
    peaks, lowered_db: float, rounds: int, trimmed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = iter(peaks)
    monkeypatch.setattr(lossy, "measured", lambda heard, tick: Over(next(readings)))
    sound = np.repeat(sine(440.0, 0.5, RATE_HZ)[:, None], 2, axis=1)
    done = lossy.encode(tmp_path / "a.mp3", "mp3", sound, RATE_HZ, -1.0, lambda share: None)
    assert (round(done.lowered_db, 6), done.rounds, done.trimmed) == (pytest.approx(lowered_db), rounds, trimmed)
    assert done.first_peak_dbtp == peaks[0]
    gain = np.sqrt(np.mean(done.heard.samples**2) / np.mean(sound**2))
    assert 20 * np.log10(gain) == pytest.approx(-lowered_db, abs=0.1)


def test_a_file_that_is_not_what_was_meant_is_left_out_and_named(
    given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = lossy.write

    def shifted(path: Path, encoding: str, samples: np.ndarray, *more: Any, **named: Any) -> None:
        real(path, encoding, np.roll(samples, 3, axis=0) if encoding == "flac24" else samples, *more, **named)

    monkeypatch.setattr(lossy, "write", shifted)
    done = given.out(tmp_path / "out", packs=frozenset({"share"}))
    assert {row.file.rpartition(".")[2]: row.fault for row in done.report.files if row.kind} == {
        "flac": "lag",
        "mp3": "",
        "m4a": "",
    }
    assert "file-left-out" in done.report.warnings
    assert not list((tmp_path / "out/share").glob("*.flac"))


# --------------------------------------------------------------------------------------------------- breaking off


def stands(folder: Path, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    assert os.listdir(folder) == ["Gi ut"]
    assert held(folder / "Gi ut") in (old, new)


def test_cancelled_at_any_moment_the_older_folder_stands(given: Given, tmp_path: Path) -> None:
    target, packs, chance = tmp_path / "Gi ut", frozenset({"upload", "share", "stems"}), random.Random(3)
    target.mkdir()
    (target / "old.txt").write_text("old")
    asked: list[int] = []
    whole = given.out(tmp_path / "counted", packs=packs, cancelled=lambda: bool(asked.append(1)))
    assert whole.paths
    for _ in range(5):
        left = chance.randrange(len(asked) - 2)
        calls = iter(range(len(asked) * 2))
        with pytest.raises(Cancelled):
            given.out(target, packs=packs, cancelled=lambda calls=calls, left=left: next(calls) >= left)
        assert sorted(os.listdir(tmp_path)) == ["Gi ut", "counted"]
        assert held(target) == {"old.txt": b"old"}


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9])
def test_a_disk_that_is_really_full_leaves_the_older_folder(share: float, given: Given, files, tmp_path: Path) -> None:
    size = round(sum(map(len, files.values())) * share)
    with small_disk(tmp_path / "disk", size) as disk:
        (disk / "Gi ut").mkdir()
        (disk / "Gi ut/old.txt").write_text("old")
        with pytest.raises(StudioError, match="disk-full"):
            given.out(disk / "Gi ut")
        assert os.listdir(disk) == ["Gi ut"]
        assert held(disk / "Gi ut") == {"old.txt": b"old"}


def test_what_goes_wrong_first_is_told(given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr("studio.release.tags.write", refused)
    with pytest.raises(StudioError, match="disk-refused"):
        given.out(tmp_path / "out", packs=frozenset({"share", "stems"}))
    assert not list(tmp_path.iterdir())


def test_every_pack_has_a_folder_and_a_purpose() -> None:
    from studio.interchange.texts import PURPOSES
    from studio.release.making import FOLDERS

    assert tuple(FOLDERS) == PACKS == PURPOSES
