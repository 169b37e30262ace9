"""The record room when things come in another order: again while it records, stopped in the count, refused, gone."""

from __future__ import annotations

import pytest
from desk import Desk
from PySide6.QtCore import Qt

from studio import edits
from studio.engine import messages
from studio.song import Song

LINE_FRAMES = 96_000
"""Two bars at 240 BPM."""


@pytest.fixture
def room(desk: Desk) -> Desk:
    """Four lines of two seconds in two verses, the engine ready, a folder, nothing sung, no count-in."""
    song = edits.set_tempo(Song(title="Natt"), bpm=240.0)
    for _ in range(2):
        song = edits.add_section(song, kind="verse", bars=4)
    song = edits.add_track(song, role="drums")
    desk.bridge.apply(edits.add_track(song, role="lead"), "edit-add-track")
    desk.bridge.prefs.count_in(0)
    desk.bridge.keep()
    desk.sound_ready()
    desk.until(lambda: desk.bridge.opened.folder is not None and desk.bridge.job is None, "a folder")
    desk.window.record_page.lines.setFocus()
    return desk


def record(desk: Desk, frames: int) -> None:
    """R, until so much is on disk, R."""
    before = len(desk.bridge.song.takes)
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: desk.bridge.moment.take_frames > frames, "the recording")
    desk.press(Qt.Key.Key_R)
    desk.until(lambda: len(desk.bridge.song.takes) > before and not desk.bridge.moment.recording, "the take")


def test_a_line_sung_again_out_of_playing_ends_by_itself_and_stays_at_the_line(room: Desk) -> None:
    bridge = room.bridge
    bridge.locate(24.0)
    bridge.play_or_stop()
    room.until(lambda: bridge.moment.beat > 25.0, "the song far behind the line")
    bridge.booth.retake(0)
    assert bridge.moment.beat == 0.0, "what still runs out does not say where it is"
    room.until(lambda: bridge.song.takes and not bridge.moment.moving, "its end", 20.0)
    room.live(0.2)
    assert bridge.moment.beat == 0.0
    bridge.booth.retake(3)  # the last one: the song's own end comes as soon
    room.until(lambda: len(bridge.song.takes) == 2 and not bridge.moment.moving, "its end", 30.0)
    room.live(0.2)
    assert bridge.moment.beat == 24.0


def test_another_wish_while_a_take_is_made_leaves_the_take_as_it_is(room: Desk) -> None:
    bridge, page = room.bridge, room.window.record_page
    room.press(Qt.Key.Key_R)
    room.until(lambda: bridge.moment.take_frames > 20_000, "the recording")
    bridge.booth.retake(2)
    page.layers.buttons["double"].click()
    assert page.layers.buttons["lead"].isChecked(), "the row shows what is sung on"
    assert bridge.link.take_begins_at == 0.0
    bridge.edit("remove_track", track_id=bridge.booth.track_id)
    room.press(Qt.Key.Key_R)
    room.until(lambda: bridge.song.takes, "the take")
    assert [clip.at_beat for clip in bridge.song.track(bridge.song.takes[0].track_id).clips] == [0.0]
    assert bridge.song.track(bridge.song.takes[0].track_id).role == "lead"


def test_stopped_while_it_is_counted_nothing_is_said_of_a_silent_microphone(room: Desk) -> None:
    bridge = room.bridge
    bridge.prefs.count_in(4)
    room.press(Qt.Key.Key_R)
    room.until(lambda: bridge.moment.counting_in, "the count")
    room.press(Qt.Key.Key_R)
    room.until(lambda: not bridge.link.recording, "its end")
    assert room.told == []
    assert bridge.song.takes == ()
    assert not bridge.moment.moving
    bridge.locate(20.0)
    room.press(Qt.Key.Key_R)
    room.until(lambda: 0.0 < bridge.moment.beat < 19.0 and bridge.moment.count is not None, "the song leading up to it")
    room.press(Qt.Key.Key_R)
    room.until(lambda: not bridge.link.recording, "its end")
    room.live(0.1)
    assert bridge.moment.beat == 20.0, "the next one begins where this one was to begin"


def test_after_listening_the_playhead_is_where_it_was(room: Desk) -> None:
    bridge = room.bridge
    record(room, 2 * LINE_FRAMES)
    take = bridge.song.takes[0].id
    bridge.locate(20.0)
    bridge.play_or_stop()
    room.until(lambda: bridge.moment.beat > 21.0, "the song far behind the line")
    bridge.booth.hear(0, take)
    room.live(0.2)
    assert bridge.booth.heard == (0, take), "where the song was before is not the end of the line"
    bridge.booth.end_hearing()
    bridge.locate(5.0)
    room.until(lambda: not bridge.moment.moving, "silence")
    bridge.booth.hear(1, take)
    room.until(lambda: bridge.moment.beat > 8.0, "the line")
    room.press(Qt.Key.Key_R)
    assert bridge.booth.heard[0] < 0
    room.until(lambda: bridge.moment.take_frames > 4_800, "the recording")
    assert bridge.link.take_begins_at == 5.0
    room.press(Qt.Key.Key_R)
    room.until(lambda: len(bridge.song.takes) == 2, "the take")
    bridge.booth.hear(0, take)
    room.until(lambda: bridge.moment.moving, "the line")
    bridge.sound.choose(bridge.sound.wish)  # the device is opened anew, and nothing plays
    room.until(lambda: bridge.booth.heard[0] < 0, "no line is marked as heard", 5.0)
    assert bridge.moment.beat == 5.0


def test_a_take_that_is_refused_leaves_the_track_whole(room: Desk) -> None:
    bridge = room.bridge
    record(room, LINE_FRAMES)
    bridge.locate(0.0)
    room.client._send(messages.CloseDevice())
    room.press(Qt.Key.Key_R)
    room.until(lambda: room.told, "the refusal")
    assert not bridge.link.recording
    assert bridge.takes.heard(bridge.song) is bridge.song
    room.until(lambda: bridge.sound.is_open and bridge.link.is_ready, "the device again")


def test_what_was_sung_before_is_offered_no_longer_than_it_can_be_kept(room: Desk) -> None:
    bridge, offer = room.bridge, room.window.record_page.offer
    bridge.play_or_stop()
    room.until(lambda: bridge.moment.beat > 12.0, "three seconds of singing")
    room.press(Qt.Key.Key_R)
    room.until(lambda: bridge.moment.take_frames > 20_000, "the recording")
    bridge.edit("remove_track", track_id=bridge.booth.track_id)
    room.press(Qt.Key.Key_R)
    room.until(lambda: offer.isVisible(), "the offer")
    offer.first_button().click()
    lead = next(track for track in bridge.song.tracks if track.role == "lead")
    assert [take.track_id for take in bridge.song.takes] == [lead.id, lead.id], "its own track is gone"
    assert len(lead.clips) == 2
    bridge.locate(0.0)
    bridge.play_or_stop()
    room.until(lambda: bridge.moment.beat > 12.0, "three seconds of singing")
    record(room, 20_000)
    room.until(lambda: offer.isVisible(), "the offer")
    room.press(Qt.Key.Key_R)
    room.until(lambda: bridge.moment.take_frames > 0, "the recording")
    assert not offer.isVisible()
    room.press(Qt.Key.Key_R)
    room.until(lambda: not bridge.link.recording, "its end")


def test_a_song_that_cannot_be_written_says_so_when_a_take_or_a_line_is_asked_for(room: Desk) -> None:
    bridge = room.bridge
    record(room, LINE_FRAMES)
    bridge.opened.folder.read_only = True  # as where the lock could not be laid
    room.announced.clear()
    room.press(Qt.Key.Key_R)
    assert "ikke kan lagres" in room.told[-1]
    bridge.booth.choose(0, bridge.song.takes[0].id)
    assert len(room.told) == 2
    assert not bridge.link.recording
    assert room.announced == [], "what was not done is not said to be done"
    bridge.opened.folder.read_only = False
