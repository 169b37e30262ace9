"""The kits of the song that is open: made beside the window, and carried in the song's folder."""

import time

import numpy as np
import soundfile

from beats.ownkits import import_kit
from studio import edits
from studio.song import Song
from studio.songfile import SongFolder
from studio.storage import places
from ui.kits import Kits
from ui.session import Session


def own_kit(home) -> str:
    folder = home / "Mitt sett"
    folder.mkdir()
    time_s = np.arange(9600) / 48_000
    for name, hz in (("kick.wav", 60), ("snare.wav", 220)):
        soundfile.write(folder / name, 0.5 * np.sin(2 * np.pi * hz * time_s) * np.exp(-time_s / 0.05), 48_000)
    return import_kit(folder, places().kits).id


def song_with(*kits: str) -> Song:
    song = Song(title="")
    for kit in kits:
        song = edits.add_track(song, role="drums", kit=kit)
    return song


def until(app, done) -> None:
    deadline = time.monotonic() + 30
    while not done():
        app.processEvents()
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_turned_knob_replaces_the_sound_when_it_is_made(app, home):
    kits = Kits(places())
    arrived, failed = [], []
    kits.arrived.connect(lambda: arrived.append(True))
    kits.failed.connect(failed.append)
    song = song_with("trap")
    assert kits.of(song) == {}
    until(app, lambda: len(arrived) == 1)
    before = kits.of(song)["trap"]
    track = song.tracks[0]
    turned = edits.set_tweak(song, track_id=track.id, sound="kick", name="tune", value=5.0)
    assert kits.of(turned)["trap"] == before  # plays on as it was
    until(app, lambda: len(arrived) == 2)
    after = kits.of(turned)["trap"]
    assert {name for name in before if before[name] != after[name]} == {"kick"}
    assert kits.of(turned)["trap"] == after
    assert not failed
    kits.close()


def test_a_kit_that_is_gone_is_told_once_and_silences_no_other(app, home):
    kits = Kits(places())
    arrived, failed = [], []
    kits.arrived.connect(lambda: arrived.append(True))
    kits.failed.connect(failed.append)
    song = song_with("trap", "own_0123456789ab")
    kits.of(song)
    until(app, lambda: arrived)
    assert kits.of(song)["own_0123456789ab"] == {}
    assert "kick" in kits.of(song)["trap"]
    assert [error.code for error in failed] == ["kit-missing"]
    kits.close()


def test_the_window_puts_an_own_kit_into_the_song_s_folder_as_soon_as_there_is_one(app, home):
    kit = own_kit(home)
    kits = Kits(places())
    arrived = []
    kits.arrived.connect(lambda: arrived.append(True))
    song = song_with(kit)
    kits.of(song)
    until(app, lambda: len(arrived) == 1)
    assert set(kits.of(song)[kit]) == {"kick", "snare"}
    folder = home / "song"
    folder.mkdir()
    kits.open(folder, song)
    until(app, lambda: len(arrived) == 2)
    assert (folder / "kits" / kit / "kit.json").is_file()
    kits.close()


def test_the_command_line_carries_kits_too(home):
    kit = own_kit(home)
    path = home / "song"
    SongFolder.create(path, song_with(kit, "trap")).close()
    with Session(path) as session:
        made = session.kits()
        assert set(made) == {kit, "trap"}
        assert set(made[kit]) == {"kick", "snare"}
    assert sorted(file.name for file in (path / "kits" / kit).iterdir()) == ["kick_1.wav", "kit.json", "snare_1.wav"]
    with Session(path) as session:  # opening looks at nothing there
        assert session.folder.notes == ()
