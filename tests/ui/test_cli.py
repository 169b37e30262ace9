"""The command line: the main job by words, JSON for programs, one sentence for what goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from typer.main import get_command

from ui import i18n
from ui.cli_parts import app


def beat(folder: Path, seconds: float = 2.0) -> Path:
    path = folder / "beat æøå.wav"
    time = np.arange(round(seconds * 48_000)) / 48_000
    soundfile.write(path, 0.3 * np.sin(2 * np.pi * 220 * time), 48_000, subtype="PCM_16")
    return path


def test_a_song_from_nothing_to_a_file(studio, tmp_path):
    song = tmp_path / "song"
    assert json.loads(studio("new", song, "--bpm", "100", "--title", "Øvelse 🎤", "--json"))["title"] == "Øvelse 🎤"
    brought = json.loads(studio("import", song, beat(tmp_path), "--json"))
    assert brought["name"] == "beat æøå.wav"
    assert brought["seconds"] == pytest.approx(2.0)
    taken = json.loads(studio("record", song, "--seconds", "1.5", "--device", "demo", "--json"))
    assert (taken["device"], taken["why"]) == ("Demo", "stopped")
    assert 1.5 <= taken["seconds"] < 2.5
    assert json.loads(studio("play", song, "--device", "demo", "--json"))["seconds"] > 1.9
    made = json.loads(studio("render", song, "-o", tmp_path / "ut.wav", "--stems", tmp_path / "stems", "--json"))
    assert len(made["stems"]) == 2
    assert soundfile.info(tmp_path / "ut.wav").duration == pytest.approx(made["seconds"])
    facts = json.loads(studio("check", song, "--json"))
    assert (facts["tracks"], facts["clips"], facts["takes"], facts["notes"]) == (2, 2, 1, [])
    before = (tmp_path / "ut.wav").read_bytes()
    for way in ((), ("--rt",)):  # the path that is heard gives the same file
        studio("render", song, "-o", tmp_path / "ut.wav", *way)
        assert (tmp_path / "ut.wav").read_bytes() == before


def test_the_demo_makes_two_files_and_says_what_it_did(studio, tmp_path):
    said = studio("demo", "--out", tmp_path / "demo").splitlines()
    assert len(said) == 7
    wav, mp3 = sorted((tmp_path / "demo").glob("*.*"), reverse=True)
    assert (wav.suffix, mp3.suffix) == (".wav", ".mp3")
    data, rate = soundfile.read(wav)
    assert rate == 48_000
    assert 21.0 < len(data) / rate < 30.0
    assert 0.05 < np.abs(data).max() < 1.0
    for second in range(1, 20):  # the verse is there all the way
        assert np.sqrt(np.mean(data[second * rate : (second + 1) * rate] ** 2)) > 0.01
    assert "LUFS" in said[-1]


def commands(group: Any, *above: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command by the words that call it, those inside of others too."""
    for name, command in group.commands.items():
        yield (*above, name), command
        if hasattr(command, "commands"):
            yield from commands(command, *above, name)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_command_has_help_and_json_in_both_languages(lang, studio):
    general = studio("--help", lang=lang)  # which loads every command, and gives all of them their words
    every = dict(commands(get_command(app)))
    assert len(every) > 30
    for words, command in every.items():
        said = studio(*words, "--help", lang=lang)
        assert "cli-" not in said
        assert len(words) > 1 or words[0] in general
        assert hasattr(command, "commands") or "--json" in said


def test_it_is_a_program_of_its_own(tmp_path):
    environment = {**os.environ, "RAPSTUDIO_HOME": str(tmp_path / "home"), "RAPSTUDIO_LANG": "nb"}
    for words, code in ((["styles", "--json"], 0), (["check", str(tmp_path / "nowhere")], 2)):
        call = [sys.executable, "-m", "ui.cli", *words]
        done = subprocess.run(call, capture_output=True, text=True, env=environment, timeout=180, check=False)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False)
        assert len((done.stdout + done.stderr).splitlines()) == 1


WRONG = {
    "no such command": ["nonsense"],
    "no such option": ["devices", "--nonsense"],
    "missing song": ["check", "NOWHERE"],
    "not a song": ["check", "HERE"],
    "missing file": ["import", "SONG", "NOWHERE"],
    "not audio": ["import", "SONG", "TEXT"],
    "a folder for a file": ["import", "SONG", "HERE"],
    "no such device": ["record", "SONG", "--seconds", "1", "--device", "Nobody's microphone"],
    "nothing to play": ["play", "SONG", "--device", "demo"],
    "nothing to render": ["render", "SONG", "-o", "OUT"],
    "an unknown rate": ["render", "SONG", "-o", "OUT", "--rate", "12345"],
    "an unknown format": ["render", "SONG", "-o", "OUT", "--format", "wma"],
    "a song that is there": ["new", "SONG"],
    "an impossible tempo": ["new", "NEW", "--bpm", "0"],
    "not a number": ["new", "NEW", "--bpm", "fort"],
    "no seconds": ["record", "SONG", "--seconds", "-1"],
}


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_goes_wrong_is_one_sentence_and_2(lang, studio, tmp_path):
    (tmp_path / "text.mp3").write_text("<html>not found</html>")
    (tmp_path / "here").mkdir()
    studio("new", tmp_path / "song")
    places = {
        "SONG": tmp_path / "song",
        "HERE": tmp_path / "here",
        "NOWHERE": tmp_path / "nowhere",
        "TEXT": tmp_path / "text.mp3",
        "OUT": tmp_path / "out.wav",
        "NEW": tmp_path / "new",
    }
    for what, words in WRONG.items():
        said = studio(*(places.get(word, word) for word in words), lang=lang, code=2).strip()
        assert said, what
        assert len(said.splitlines()) == 1, (what, said)
        assert str(tmp_path) not in said, what
    assert not (tmp_path / "out.wav").exists()
    assert not (tmp_path / "new").exists()
    refused = json.loads(studio("check", places["NOWHERE"], "--json", code=2))
    assert refused["error"] == "song-missing"


def test_doctor_looks_at_the_machine(studio):
    names = {finding["name"] for finding in json.loads(studio("doctor", "--json"))["findings"]}
    assert {"devices", "disk", "clock", "versions"} <= names


def test_devices_are_listed(studio):
    assert json.loads(studio("devices", "--json"))["devices"][-1]["host_api"] == "demo"


def test_a_beat_by_words(studio, tmp_path):
    song, wav, midi = tmp_path / "song", tmp_path / "beat.wav", tmp_path / "beat.mid"
    listed = json.loads(studio("styles", "--json"))["styles"]
    assert len(listed) == 11
    assert {"name", "kit", "bpm", "swing_percent"} <= set(listed[0])
    made = json.loads(studio("new", song, "--style", "boom_bap", "--json"))
    assert made["bpm"] == 90
    done = json.loads(studio("beat", song, "-o", wav, "--bars", 8, "--json"))
    assert done["clipped_samples"] == 0
    assert 8 * 4 * 60 / 90 <= done["seconds"] < 8 * 4 * 60 / 90 + 10  # and what rings on
    assert 0.05 < np.abs(soundfile.read(wav)[0]).max() < 1.0
    studio("midi", song, "-o", midi)
    brought = json.loads(studio("midi-import", tmp_path / "again", midi, "--json"))
    assert (brought["bpm"], brought["notes"]) == (90, [])
    assert brought["bars"] == sum(section["bars"] for section in song_of(song)["sections"])
    heard = json.loads(studio("analyse", wav, "--json"))
    assert heard["bpm"] == 90
    assert heard["first_beat_s"] < 0.03
    assert "90" in studio("analyse", wav)


def song_of(folder: Path) -> dict:
    return json.loads((folder / "song.json").read_text("utf-8").split("\n", 1)[1])


def test_beats_that_cannot_be_are_told_in_a_sentence(studio, tmp_path):
    assert "polka" in studio("new", tmp_path / "song", "--style", "polka", code=2)
    assert not (tmp_path / "song").exists()
    studio("new", tmp_path / "song")
    studio("beat", tmp_path / "song", "-o", tmp_path / "x.wav", code=2)
    (tmp_path / "bad.mid").write_bytes(b"MThd nothing")
    assert "bad.mid" in studio("midi-import", tmp_path / "song", tmp_path / "bad.mid", code=2)
    assert "bad.mid" in studio("analyse", tmp_path / "bad.mid", code=2)
    assert "nowhere" in studio("kit-import", tmp_path / "nowhere", code=2)
    assert not (tmp_path / "x.wav").exists()


def test_a_folder_of_sounds_becomes_a_kit(studio, tmp_path):
    folder = tmp_path / "Mine lyder"
    folder.mkdir()
    for name in ("Kick 1", "Skarptromme", "noe rart"):
        soundfile.write(folder / f"{name}.wav", np.hanning(4000) * 0.5, 44_100)
    made = json.loads(studio("kit-import", folder, "--json"))
    assert made["title"] == "Mine lyder"
    assert set(made["sounds"]) == {"kick", "snare", "perc"}
    assert "3" in studio("kit-import", folder)
