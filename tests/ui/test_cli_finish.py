"""Mastering and measuring by words."""

from __future__ import annotations

import json

import numpy as np
import pytest
import soundfile

from beats.styles import style_song
from studio import mastering
from studio.song import Song
from studio.songfile import SongFolder


@pytest.fixture(scope="module")
def studio_home(tmp_path_factory):
    """One place for the kits of all tests: they take a second to make."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def song(tmp_path):
    SongFolder.create(tmp_path / "song", style_song("boom_bap", "Øvelse", bars=4)).close()
    return tmp_path / "song"


def test_a_song_is_mastered_to_a_file_that_measures_so(studio, song, tmp_path):
    out = tmp_path / "ut æøå.wav"
    said = json.loads(studio("master", song, "-o", out, "--target", "safe", "--json"))
    assert (said["file"], said["guard"], said["rate_hz"]) == (out.name, "", 48_000)
    assert said["integrated_lufs"] == pytest.approx(-14.0, abs=0.05)
    found = mastering.measure(out)
    assert found.integrated_lufs == pytest.approx(said["integrated_lufs"], abs=1e-3)
    assert found.true_peak_dbtp <= -1.09
    assert soundfile.info(out).subtype == "PCM_24"
    assert json.loads(studio("measure", out, "--json")) == found._asdict()
    before = out.read_bytes()
    studio("master", song, "-o", out, "--target", "-14")
    assert out.read_bytes() == before


def test_loud_has_a_lower_ceiling_and_the_guard_says_why_it_stopped(studio, song, tmp_path):
    out = tmp_path / "out.wav"
    said = json.loads(studio("master", song, "-o", out, "--target", "loud", "--rate", "44100", "--json"))
    assert (said["ceiling_dbtp"], said["target_lufs"], said["rate_hz"]) == (-2.0, -11.0, 44_100)
    assert said["true_peak_dbtp"] <= -2.0
    for lang, word in (("nb", "−9,0 LUFS"), ("en", "−9.0 LUFS")):
        lines = studio("master", song, "-o", out, "--target", "-9", lang=lang).splitlines()
        assert len(lines) == 3
        assert word in lines[-1]


def test_measuring_tells_a_person_what_it_found(studio, tmp_path):
    tone = 0.1 * np.sin(2 * np.pi * 1000 * np.arange(48_000 * 4) / 48_000)
    soundfile.write(tmp_path / "tone.wav", np.stack([tone, tone], axis=1), 48_000)
    lines = studio("measure", tmp_path / "tone.wav").splitlines()
    assert len(lines) == 3
    assert "tone.wav" in lines[0]
    assert "−20,0 LUFS" in lines[1]
    assert "−20,0 dBTP" in lines[2]
    soundfile.write(tmp_path / "silent.flac", np.zeros(48_000), 48_000)
    assert len(studio("measure", tmp_path / "silent.flac", lang="en").splitlines()) == 2
    silent = json.loads(studio("measure", tmp_path / "silent.flac", "--json"))
    assert (silent["integrated_lufs"], silent["channels"], silent["seconds"]) == (None, 1, 1.0)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_goes_wrong_is_one_sentence_and_leaves_nothing(studio, song, tmp_path, lang):
    SongFolder.create(tmp_path / "empty", Song(title="")).close()
    (tmp_path / "text.wav").write_text("not a sound")
    out = tmp_path / "out.wav"
    wrong = [
        ("measure", tmp_path / "nowhere.wav"),
        ("measure", tmp_path / "text.wav"),
        ("measure", tmp_path),
        ("master", tmp_path / "empty", "-o", out),
        ("master", tmp_path / "nowhere", "-o", out),
        ("master", song, "-o", out, "--target", "louder"),
        ("master", song, "-o", out, "--target", "nan"),
        ("master", song, "-o", out, "--target", "-5"),
        ("master", song, "-o", out, "--rate", "12345"),
        ("master", song),
    ]
    for words in wrong:
        said = studio(*words, code=2, lang=lang).strip()
        assert len(said.splitlines()) == 1, said
        assert str(tmp_path) not in said
    assert not out.exists()
    for command in ("measure", "master"):
        assert "--json" in studio(command, "--help", lang=lang)


def test_a_song_is_given_out_as_a_folder_without_what_lacks_papers(studio, song, tmp_path):
    out = tmp_path / "ut"
    said = json.loads(studio("release", song, "-o", out, "--json"))
    assert (said["folder"], "upload" in said["packs"]) == ("ut", False)
    assert said["missing"]
    assert said["files"] == sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    assert {"share", "stems", "midi"} <= {name.partition("/")[0] for name in said["files"]}
    assert "LESMEG.txt" in said["files"]
    assert not list(tmp_path.glob("*.tmp"))
