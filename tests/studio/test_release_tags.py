"""What shared files tell of themselves: the same through every format, to every reader, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import av
import mutagen
import numpy as np
import pytest
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from PIL import Image

from studio.audiofile import ENCODINGS, AudioWriter
from studio.credits import Maker, Performer, Release, Writer
from studio.release import jpeg, tags
from studio.release.check import fault_of, lag_frames, read_back
from studio.song import Song

RATE_HZ = 44_100
NOTHING = tags.Extras()
FORMATS = {"mp3": ".mp3", "flac24": ".flac", "m4a": ".m4a"}
TITLES = (
    "Blåbærøya ÆØÅ",
    "Si \"nei\" og 'kanskje' <&>",
    "💥 Fæmilie 👩‍👩‍👧‍👦",
    "Песня 歌 שיר",
    "a/b\\c: d; e|f",
    "x" * 300,
)


def cover(side: int = 300) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    Image.new("RGB", (side, side), (200, 30, 60)).save(
        out, "JPEG", exif=exif, comment=b"made by Ola", icc_profile=b"x" * 50
    )
    return out.getvalue()


def named(title: str = "Blåbærøya") -> Song:
    release = Release(
        version="Radio edit",
        artists=("Kari Ås", "Ola"),
        featured=("Åse",),
        language="nb",
        genre="Hip-Hop",
        explicit="explicit",
        writers=(Writer(name="Kari Nordås", role="lyricist"), Writer(name="Ola Ødegård", role="composer")),
        performers=(Performer(name="Kari Ås"),),
        makers=(Maker(name="Per Ærlig", role="mixing"), Maker(name="Pål", role="producer")),
        recording_owner="Huset",
        recording_year=2026,
        label="Klinikken",
        release_date="2026-12-24",
        isrc="NOABC2600001",
        upc="0123456789012",
    )
    return Song(title=title, bpm=87.5, key="F# minor", release=release)


def tone() -> np.ndarray:
    at = np.arange(RATE_HZ)[:, None] / RATE_HZ
    return 0.3 * np.sin(2 * np.pi * (220 * at + 200 * at**2) * np.ones((1, 2)))


def written(folder: Path, encoding: str, song: Song, extras: tags.Extras = NOTHING) -> Path:
    path = folder / f"song{FORMATS[encoding]}"
    with AudioWriter(path, encoding, RATE_HZ) as writer:
        writer.write(tone())
    tags.write(path, song, extras)
    return path


def through_ffmpeg(path: Path) -> dict[str, str]:
    with av.open(path) as container:
        found = {**container.metadata, **container.streams.audio[0].metadata}
    return {name.lower(): value for name, value in found.items()}


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("encoding", FORMATS)
def test_any_title_comes_back_from_any_format(encoding: str, title: str, tmp_path: Path) -> None:
    path = written(tmp_path, encoding, named(title))
    wanted = f"{title} (Radio edit) (feat. Åse)"
    easy: Any = mutagen.File(path, easy=True)
    assert (easy["title"], easy["artist"], easy["album"]) == ([wanted], ["Kari Ås, Ola"], [title])
    found = through_ffmpeg(path)
    assert (found["title"], found["artist"], found["album"]) == (wanted, "Kari Ås, Ola", title)


@pytest.mark.parametrize("encoding", FORMATS)
def test_tags_leave_the_sound_alone(encoding: str, tmp_path: Path) -> None:
    path = written(tmp_path, encoding, named(), tags.Extras(jpeg.bare(cover()), "Ord\n", ((50, "Ord"),)))
    heard = read_back(path, encoding, lambda: None)
    assert fault_of(tone(), heard, encoding, (-20.0, -20.0)) == ""


def test_an_mp3_is_told_in_the_version_that_windows_reads(tmp_path: Path) -> None:
    words = "Første linje 💥\nAndre\n\nTredje"
    extras = tags.Extras(jpeg.bare(cover()), words, ((50, "Første linje 💥"), (2717, "Andre")))
    path = written(tmp_path, "mp3", named(), extras)
    assert path.read_bytes()[:4] == b"ID3\x03"
    found = ID3(path, translate=False)
    texts = {name: str(frame) for name, frame in found.items() if name.startswith("T")}
    assert texts == {
        "TIT2": "Blåbærøya (Radio edit) (feat. Åse)",
        "TPE1": "Kari Ås, Ola",
        "TALB": "Blåbærøya",
        "TPE2": "Kari Ås, Ola",
        "TCOM": "Ola Ødegård",
        "TEXT": "Kari Nordås",
        "TSRC": "NOABC2600001",
        "TYER": "2026",
        "TDAT": "2412",
        "TCON": "Hip-Hop",
        "TBPM": "88",
        "TKEY": "F#m",
        "TLAN": "nob",
        "TCOP": "2026 Huset",
        "TPUB": "Klinikken",
        "TXXX:ITUNESADVISORY": "1",
        "TXXX:BARCODE": "0123456789012",
    }
    assert found["IPLS"].people == [["mix", "Per Ærlig"], ["producer", "Pål"]]
    assert str(found["USLT::nob"]) == words
    assert found["SYLT::nob"].text == [("Første linje 💥", 50), ("Andre", 2717)]
    assert found["APIC:"].data == extras.cover


def test_a_flac_is_told_in_comments(tmp_path: Path) -> None:
    extras = tags.Extras(jpeg.bare(cover()), "Ord\n")
    found = FLAC(written(tmp_path, "flac24", named(), extras))
    assert found["lyrics"] == ["Ord\n"]
    assert (found["isrc"], found["initialkey"], found["bpm"]) == (["NOABC2600001"], ["F#m"], ["87.5"])
    assert (found["composer"], found["mixer"], found["producer"]) == (["Ola Ødegård"], ["Per Ærlig"], ["Pål"])
    assert found["performer"] == ["Kari Ås (Rap)"]
    picture = found.pictures[0]
    assert (picture.width, picture.height, picture.mime, picture.data) == (300, 300, "image/jpeg", extras.cover)
    assert found.tags.vendor == "Rap Clinic Studio"


def test_an_m4a_is_told_in_atoms(tmp_path: Path) -> None:
    extras = tags.Extras(jpeg.bare(cover()), "Ord\n")
    found = MP4(written(tmp_path, "m4a", named(), extras))
    assert (found["©wrt"], found["©day"], found["tmpo"], found["rtng"]) == (["Ola Ødegård"], ["2026-12-24"], [88], [1])
    assert bytes(found["covr"][0]) == extras.cover
    assert found["©lyr"] == ["Ord\n"]
    assert [bytes(value) for value in found["----:com.apple.iTunes:ISRC"]] == [b"NOABC2600001"]


@pytest.mark.parametrize("encoding", FORMATS)
def test_what_nobody_has_said_is_not_there(encoding: str, tmp_path: Path) -> None:
    path = written(tmp_path, encoding, Song(title="Hei"))
    found: Any = mutagen.File(path)
    assert len(found.tags) == {"mp3": 3, "flac24": 3, "m4a": 3}[encoding]  # title, album, tempo
    assert b"Lavf" not in path.read_bytes()
    assert b"20" + b"23" not in path.read_bytes()[:4096]


@pytest.mark.parametrize("encoding", FORMATS)
def test_the_same_song_is_the_same_bytes(encoding: str, tmp_path: Path) -> None:
    extras = tags.Extras(jpeg.bare(cover()), "Ord\n", ((50, "Ord"),))
    first = written(tmp_path, encoding, named(), extras).read_bytes()
    assert written(tmp_path, encoding, named(), extras).read_bytes() == first


def test_a_cover_goes_out_without_its_notes() -> None:
    data = cover()
    assert b"Secret camera" in data
    assert b"Ola" in data
    stripped = jpeg.bare(data)
    for note in (b"Secret", b"Ola", b"ICC_PROFILE", b"Exif"):
        assert note not in stripped
    pictures = [np.asarray(Image.open(io.BytesIO(found))) for found in (data, stripped)]
    assert np.array_equal(*pictures)
    assert jpeg.jpeg_size(stripped) == (300, 300)


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"\xff\xd8", b"\xff\xd8\xff", b"GIF89a", b"\xff\xd8\xff\xe1\x00\x00" * 9]
)
def test_what_is_no_jpeg_is_known(data: bytes) -> None:
    assert not jpeg.is_jpeg(data)


# ------------------------------------------------------------------------------------------------- reading back


@pytest.mark.parametrize("lag", [-4000, -1, 0, 1, 37, 4000])
def test_a_shift_is_found_to_the_frame(lag: int) -> None:
    sound = np.random.default_rng(1).standard_normal((120_000, 2)) * np.linspace(0.1, 1.0, 120_000)[:, None]
    assert lag_frames(sound, np.roll(sound, lag, axis=0)) == lag


def test_a_tone_and_silence_are_not_shifted() -> None:
    at = np.arange(100_000)[:, None] / RATE_HZ
    sine = np.sin(2 * np.pi * 441.0 * at) * np.ones((1, 2))
    assert lag_frames(sine, sine) == lag_frames(sine * 0, sine * 0) == lag_frames(sine[:0], sine[:0]) == 0


def test_what_is_not_as_it_was_meant_is_named(tmp_path: Path) -> None:
    path = tmp_path / f"a{ENCODINGS['wav24'].suffix}"
    with AudioWriter(path, "wav24", RATE_HZ) as writer:
        writer.write(tone())
    heard, levels = read_back(path, "wav24", lambda: None), (-20.0, -20.0)
    assert fault_of(tone(), heard, "wav24") == ""
    assert fault_of(tone()[:-1], heard, "wav24") == "frames"
    assert fault_of(tone()[:, :1], heard, "wav24") == "channels"
    assert fault_of(tone(), heard, "wav24", rate_hz=48_000) == "rate"
    assert fault_of(np.roll(tone(), 5, axis=0), heard, "wav24") == "lag"
    assert fault_of(tone() * 0.999, heard, "wav24") == "sound"
    assert fault_of(np.roll(tone(), 5, axis=0), heard, "mp3", levels) == "lag"
    assert fault_of(tone(), heard, "mp3", (-20.0, -20.6)) == "loudness"
    assert fault_of(tone() * 0.95, heard, "mp3", (-20.0, -20.4)) == ""
    assert fault_of(tone(), heard, "mp3", (float("-inf"), float("-inf"))) == ""
