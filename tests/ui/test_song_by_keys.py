"""From an empty song to a finished file by keys alone, through the real engine process, in both languages."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import soundfile
from desk import Desk, write_beat
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studio.songfile import SongFolder
from ui import i18n
from ui.widgets.header import ROOMS


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_song_from_beat_to_finished_file(desk: Desk, tmp_path: Path, language: str) -> None:
    bridge, window = desk.bridge, desk.window
    bridge.prefs.speak(language)
    beat = tmp_path / "Natt på Tøyen 92 BPM.wav"
    write_beat(beat)
    assert bridge.next_step() == "import"
    assert QApplication.focusWidget() is window.record_page.drop.make
    desk.sound_ready()

    desk.import_by_keys(beat)
    song = bridge.song
    assert [track.role for track in song.tracks] == ["beat", "lead"]
    assert song.media[0].name == beat.name
    assert song.media[0].frames == pytest.approx(8 * 48_000, abs=2)
    assert bridge.next_step() == "record"
    for room, state in ((0, "next"), (2, "idle"), (3, "idle"), (1, "next")):  # the middle two have their own button
        window.enter_room(room)
        assert window.dock.record.property("state") == state

    desk.press(Qt.Key.Key_R)
    assert bridge.moment.recording
    desk.until(lambda: bridge.next_step() == "counting", "the count-in")
    desk.until(lambda: bridge.moment.take_frames > 48_000, "a second of recording")
    assert window.dock.record.property("state") == "running"
    assert bridge.next_step() == "recording"
    live = bridge.waves.live_columns(0, bridge.moment.take_frames, 50)
    assert live is not None
    assert live[1].max() > 0.02, "the growing take is not seen"
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: bridge.song.takes, "the take")
    take, clip = bridge.song.takes[0], bridge.song.tracks[1].clips[0]
    assert clip.media_id == take.media_id
    assert clip.at_beat == pytest.approx(0.0, abs=1e-9)
    assert clip.offset_frames == 12_000, "the lead-in of the count-in is kept in the file and hidden by the clip"
    assert bridge.next_step() == "listen"
    assert window.dock.play.property("kind") == "primary"

    desk.press(Qt.Key.Key_Space)
    desk.until(lambda: bridge.next_step() == "finish", "two seconds of listening")
    desk.press(Qt.Key.Key_Space)
    desk.until(lambda: not bridge.moment.moving, "silence")

    desk.ctrl(Qt.Key.Key_Z)
    assert not bridge.song.takes
    desk.ctrl(Qt.Key.Key_Y)
    assert bridge.song.takes == (take,)

    desk.ctrl(Qt.Key.Key_E)
    assert ROOMS[window.room][0] == "finish"
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: bridge.giving.made, "the finished folder", 280.0)
    assert bridge.giving.made is not None
    shared = list(bridge.giving.made.glob("share/*.mp3"))
    assert len(shared) == 1
    info = soundfile.info(shared[0])
    assert info.format == "MP3"
    assert info.duration >= 8.0

    kept, folder = bridge.song, bridge.opened.path
    assert folder is not None
    desk.window.close()
    with SongFolder.open(folder) as opened:
        assert opened.song == kept
        assert opened.notes == ()


def test_a_second_take_over_the_first_makes_room_and_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    beat = tmp_path / "beat.wav"
    write_beat(beat)
    desk.sound_ready()
    desk.import_by_keys(beat)
    for bars in (4, 0):
        desk.press(Qt.Key.Key_C)
        assert desk.bridge.prefs.count_in_bars == bars
    for number in (1, 2):
        desk.press(Qt.Key.Key_Home)
        desk.press(Qt.Key.Key_R)
        desk.until(lambda: desk.bridge.moment.take_frames > 30_000, "a recording")
        desk.press(Qt.Key.Key_Space)
        desk.until(lambda wanted=number: len(desk.bridge.song.takes) == wanted, "the take")
    song = desk.bridge.song
    clips = song.tracks[1].clips
    assert clips[0].media_id == song.takes[1].media_id
    for before, after in itertools.pairwise(clips):
        shared = song.frame_of(before.at_beat) + before.length_frames - song.frame_of(after.at_beat)
        assert shared <= before.fade_out_frames == after.fade_in_frames, "clips on each other beyond their crossfade"
    desk.ctrl(Qt.Key.Key_Z)
    assert desk.bridge.song.tracks[1].clips[0].media_id == song.takes[0].media_id


def test_closing_the_window_keeps_the_take(desk: Desk, tmp_path: Path) -> None:
    beat = tmp_path / "beat.wav"
    write_beat(beat)
    desk.sound_ready()
    desk.import_by_keys(beat)
    desk.press(Qt.Key.Key_C)
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: desk.bridge.moment.take_frames > 24_000, "a recording")
    folder = desk.bridge.opened.path
    assert folder is not None
    desk.window.close()
    with SongFolder.open(folder) as opened:
        assert len(opened.song.takes) == 1
        assert opened.song.media[-1].frames >= 24_000
        assert opened.song.tracks[1].clips
        assert opened.notes == ()


def test_a_take_outlives_its_window_and_the_next_window_stops_and_keeps_it(
    app: QApplication, home: Path, tmp_path: Path
) -> None:
    first = Desk(home)
    first.sound_ready()
    beat = tmp_path / "beat.wav"
    write_beat(beat)
    first.import_by_keys(beat)
    first.press(Qt.Key.Key_C)
    first.press(Qt.Key.Key_R)
    first.until(lambda: first.bridge.moment.take_frames > 24_000, "a recording")
    folder = first.bridge.opened.path
    first.die()

    second = Desk(home)
    second.bridge.settle_in()
    second.until(lambda: second.bridge.opened.path == folder, "the same song")
    second.until(lambda: second.bridge.moment.recording, "the take to be seen")
    assert second.window.dock.record.property("state") == "running"
    second.press(Qt.Key.Key_R)
    second.until(lambda: second.bridge.song.takes, "the take")
    assert second.bridge.song.media[-1].frames > 24_000
    assert [track.role for track in second.bridge.song.tracks] == ["beat", "lead"]
    second.until(lambda: second.bridge.sound.is_open, "the device to be ours again")
    second.close()
