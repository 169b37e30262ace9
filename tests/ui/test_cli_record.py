"""Recording in rounds and choosing takes by words. One engine is started: each costs seconds."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import soundfile

from studio import edits
from studio.song import Song
from studio.songfile import SongFolder


def short_song(folder: Path) -> Path:
    """A song of two lines of 1.2 seconds each: a bar of two beats at 100 BPM."""
    song = edits.add_section(Song(title="Kort", bpm=100.0, beats_per_bar=2), kind="verse", bars=2)
    song = edits.set_lines(song, texts=["Første linje", "andre linje"])
    SongFolder.create(folder / "song", song).close()
    return folder / "song"


def test_rounds_become_takes_and_a_line_is_chosen_from_one(studio, tmp_path):
    song = short_song(tmp_path)
    taken = json.loads(studio("record", song, "--loop", "1:2", "--passes", "2", "--device", "demo", "--json"))
    assert (taken["takes"], taken["why"]) == (2, "stopped")
    told = json.loads(studio("takes", song, "--json"))
    assert [(row["line"], row["chosen"], [take["take"] for take in row["takes"]]) for row in told["lines"]] == [
        (1, 2, [1, 2]),
        (2, 2, [1, 2]),
    ]
    assert told["lines"][0]["words"] == "Første linje"
    assert json.loads(studio("comp", song, "--line", "2", "--take", "1", "--json"))["take"] == 1
    said = studio("takes", song)
    assert "Linje 1: 1, 2 (valgt: 2)" in said
    assert "Linje 2: 1, 2 (valgt: 1)" in said
    files = list((song / "takes").glob("*.wav"))
    assert len(files) == 1
    assert soundfile.info(files[0]).duration >= 4.8  # two rounds of two lines of 1.2 s, in one file


def test_what_is_not_there_is_said_in_a_sentence(studio, tmp_path):
    song = short_song(tmp_path)
    for words, named in (
        (("record", song), "--seconds / --loop"),
        (("record", song, "--seconds", "1", "--loop", "1:2"), "--seconds / --loop"),
        (("record", song, "--seconds", "1", "--passes", "2"), "--passes / --loop"),
        (("record", song, "--loop", "1:2", "--at-beat", "2"), "--at-beat / --loop"),
        (("record", song, "--loop", "2:1"), "2:1"),
        (("record", song, "--loop", "1:9"), "1:9"),
        (("record", song, "--loop", "to"), "to"),
        (("comp", song, "--line", "9", "--take", "1"), "9"),
        (("comp", song, "--line", "1", "--take", "4", "--layer", "double"), "--take: 4"),
    ):
        said = studio(*words, code=2).strip()
        assert named in said
        assert len(said.splitlines()) == 1
    assert "Linje 1: – (ingen valgt)" in studio("takes", song, "--layer", "hook")


def test_lines_without_a_voice_are_shown_with_their_words(studio, tmp_path):
    song = short_song(tmp_path)
    rows = json.loads(studio("takes", song, "--json"))["lines"]
    assert [(row["words"], row["takes"], row["chosen"]) for row in rows] == [
        ("Første linje", [], None),
        ("andre linje", [], None),
    ]


def test_a_take_of_half_the_song_is_told_as_such(studio, tmp_path):
    song = short_song(tmp_path)
    folder = SongFolder.open(song)
    soundfile.write(song / "takes" / "a.wav", np.zeros(90_000), 48_000, subtype="PCM_24")
    made = edits.add_track(folder.song, role="double")
    made = edits.add_media(made, file="takes/a.wav", frames=90_000, channels=1, rate_hz=48_000)
    track, media = made.tracks[0].id, made.media[0].id
    folder.commit(edits.add_take(made, track_id=track, media_id=media, at_beat=0.0), "edit-record")
    folder.save()
    folder.close()
    told = json.loads(studio("takes", song, "--layer", "double", "--json"))["lines"]
    assert [(row["chosen"], [take["whole"] for take in row["takes"]]) for row in told] == [
        (None, [True]),
        (None, [False]),
    ]
