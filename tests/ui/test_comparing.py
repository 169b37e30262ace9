"""Comparing at one loudness over a real engine: two mixes, a track from elsewhere; and the pitch that the ear gets."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile
from desk import Desk, own_home
from mixroom import RATE, beat_sound, lay_out_anew, open_mixed_song
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from studio import edits, params, storage
from studio.engine.devices import HandDevice
from studio.engine.engine import Engine
from studio.errors import StudioError
from studio.export import render
from studio.mastering import Meter, measure
from studio.song import Song
from ui import i18n
from ui.i18n import t
from ui.mix_page import MIXER, VOICE

WATCHED = Path(__file__).with_name("watched_engine.py")


class Cells:
    """What stands in the cells of the engine's monitor."""

    def __init__(self, path: Path) -> None:
        self._cells = np.memmap(path, np.float64, "w+", shape=(len(params.MONITOR),))

    def __getitem__(self, name: str) -> float:
        return float(self._cells[params.MONITOR_INDEX[name]])


@pytest.fixture(scope="module")
def watched(app: QApplication) -> Iterator[tuple[Desk, Cells]]:
    """A window on an engine process whose cells can be seen, with a song to mix."""
    with contextlib.closing(own_home()) as homes:
        home = next(homes)
        cells = Cells(home / "cells")
        runtime = storage.places().runtime
        engine = subprocess.Popen([sys.executable, str(WATCHED), str(runtime), str(home / "cells")])
        deadline = time.monotonic() + 60.0
        while not list(runtime.glob("status-*")) and time.monotonic() < deadline:
            time.sleep(0.05)
        made = Desk(home)
        open_mixed_song(made)
        assert made.client.pid == engine.pid
        yield made, cells
        made.close()
        engine.wait(10.0)


@pytest.fixture
def desk_and_cells(watched: tuple[Desk, Cells]) -> tuple[Desk, Cells]:
    lay_out_anew(watched[0])
    watched[0].window.mix_page.turn_to(MIXER)
    return watched


@pytest.fixture
def room(desk_and_cells: tuple[Desk, Cells]) -> Desk:
    return desk_and_cells[0]


@pytest.fixture
def cells(desk_and_cells: tuple[Desk, Cells]) -> Cells:
    return desk_and_cells[1]


def loud_track(path: Path, gain: float = 1.8) -> Path:
    """A finished track of eight seconds, stereo, at another rate than the song."""
    sound = np.clip(gain * beat_sound(8) + 0.05 * np.random.default_rng(3).standard_normal(8 * RATE), -1, 1)
    soundfile.write(path, np.stack([sound, sound], axis=1), 44_100, subtype="PCM_16")
    return path


def take(desk: Desk, file: Path) -> None:
    comparing = desk.bridge.comparing
    before = comparing.reference
    comparing.take_reference(file)
    desk.until(lambda: comparing.reference not in (None, before) and desk.bridge.job is None, "the track")
    desk.until(lambda: not comparing.measuring, "the song's loudness")


def at_the_ear(desk: Desk, song: Song, cue: Path | None = None, **monitor: float) -> float:
    """Integrated loudness of what an engine puts out on a device that is turned by hand; the song is played from its
    start, or a file beside it that stands."""
    engine = Engine(song.rate_hz)
    device = HandDevice(engine.memory, song.rate_hz)
    engine.use_device(device)
    folder = desk.bridge.opened.folder
    engine.load(song, lambda media: cue if media.id == "reference" else folder.path_of(media), {})
    for name, value in monitor.items():
        engine.set_knob("monitor", name, value)
    meter = Meter(song.rate_hz)
    silence = np.zeros(1024, np.float32)
    for _ in range(30):
        device.turn(silence)  # the knobs glide there
    if cue is None:
        engine.play(0.0)
    else:
        engine.cue("reference")
    for _ in range(20 * song.rate_hz // 1024 if cue is None else 7 * song.rate_hz // 1024):
        meter.add(device.turn(silence))
    engine.close()
    return meter.integrated_lufs


def test_the_louder_of_two_mixes_is_turned_down_and_both_are_equally_loud_at_the_ear(room: Desk, cells: Cells) -> None:
    bridge, tools = room.bridge, room.window.mix_page.mixer.tools
    comparing = bridge.comparing
    tools.keep.click()
    for target in ("t1", "t2"):
        bridge.turn(target, "gain_db", -5.0)
    quiet = bridge.song
    assert not tools.end.isVisible()
    tools.swap.click()
    assert comparing.on
    assert comparing.measuring
    assert tools.swap.isEnabled(), "nothing waits for it"
    assert room.window.mix_page.head._title.text() == t("compare-measuring")
    room.until(lambda: comparing.lowered_db is not None, "both to be measured")
    loud = bridge.song
    room.until(lambda: cells["mix_db"] == pytest.approx(-5.0, abs=0.3), "the louder to be turned down")
    heard = at_the_ear(room, loud, mix_db=cells["mix_db"])
    told = t("compare-mix-lowered", db=i18n.decimal(comparing.lowered_db))
    assert room.window.mix_page.head._title.text() == told
    assert room.announced[-1] == told
    tools.swap.click()
    assert bridge.song.tracks == quiet.tracks
    assert not comparing.measuring, "what is known is not measured again"
    room.until(lambda: cells["mix_db"] == 0.0, "the softer to be as loud as it is")
    assert at_the_ear(room, bridge.song, mix_db=cells["mix_db"]) == pytest.approx(heard, abs=0.2)
    assert at_the_ear(room, loud) > heard + 4.5, "without it one is louder"


def test_no_file_has_anything_of_it_and_it_ends(room: Desk, cells: Cells, tmp_path: Path) -> None:
    bridge, page = room.bridge, room.window.mix_page
    tools = page.mixer.tools
    folder = bridge.opened.folder
    tools.keep.click()
    bridge.turn("t1", "gain_db", -8.0)
    bridge.end_gesture()
    tools.swap.click()
    room.until(lambda: bridge.comparing.lowered_db is not None, "both to be measured")
    room.until(lambda: cells["mix_db"] < -1.0, "the louder to be turned down")
    comparing = render(bridge.song, folder.path_of, {}, tmp_path / "comparing.wav")
    written = msgspec.json.encode(bridge.song)
    for end in (tools.end.click, lambda: page.turn_to(VOICE), lambda: room.window.enter_room(1)):
        room.window.enter_room(2)
        page.turn_to(MIXER)
        bridge.comparing.begin_mixes()
        room.until(lambda: cells["mix_db"] < -1.0, "the louder to be turned down again")
        end()
        assert not bridge.comparing.on
        room.until(lambda: cells["mix_db"] == 0.0, "the end")
    assert msgspec.json.encode(bridge.song) == written
    assert b"mix_db" not in written
    plain = render(bridge.song, folder.path_of, {}, tmp_path / "plain.wav")
    assert comparing.frames == plain.frames
    assert (tmp_path / "comparing.wav").read_bytes() == (tmp_path / "plain.wav").read_bytes()


def test_a_mix_that_is_changed_while_it_is_compared_is_measured_anew(room: Desk, cells: Cells) -> None:
    bridge, tools = room.bridge, room.window.mix_page.mixer.tools
    tools.keep.click()
    bridge.turn("master", "master_db", -3.0)
    bridge.end_gesture()
    tools.swap.click()
    room.until(lambda: cells["mix_db"] == pytest.approx(-3.0, abs=0.1), "3 dB")
    bridge.turn("master", "master_db", 4.0)
    room.until(lambda: cells["mix_db"] == pytest.approx(-7.0, abs=0.1), "7 dB")
    bridge.undo()
    bridge.undo()
    room.until(lambda: cells["mix_db"] == 0.0, "the softer mix")


def test_a_track_from_elsewhere_is_heard_in_turn_with_the_song_at_one_loudness(
    room: Desk, cells: Cells, tmp_path: Path
) -> None:
    bridge, tools = room.bridge, room.window.mix_page.mixer.tools
    before, files = bridge.song, sorted(bridge.opened.folder.path.rglob("*.wav"))
    take(room, loud_track(tmp_path / "Natt & dag.wav"))
    reference = bridge.comparing.reference
    assert cells["cue_db"] == cells["mix_db"] == 0.0, "only who compares hears it"
    bridge.play_or_stop()
    room.until(lambda: bridge.moment.beat > 2.0, "the song")
    tools.hear.click()
    assert tools.hear.isChecked()
    assert bridge.comparing.hears_reference
    room.until(lambda: not room.client.status.playing, "the song to stop")
    left = bridge.moment.beat
    room.until(lambda: cells["cue_db"] < -1.0 and bridge.comparing.lowered_db is not None, "one loudness")
    assert t("compare-reference-lowered", name="Natt & dag", db=i18n.decimal(bridge.comparing.lowered_db)) == (
        room.window.mix_page.head._title.text()
    )
    engines = bridge.comparing.heard(bridge.song)
    song = at_the_ear(room, bridge.song, mix_db=cells["mix_db"])
    track = at_the_ear(room, engines, reference.path, cue_db=cells["cue_db"])
    assert track == pytest.approx(song, abs=0.3)  # of the track all but its last second is heard
    tools.hear.click()
    assert not bridge.comparing.hears_reference
    room.until(lambda: room.client.status.playing, "the song again")
    assert left <= bridge.moment.beat < left + 4.0, "from where it was"
    bridge.link.stop()
    tools.end.click()
    room.until(lambda: cells["cue_db"] == 0.0, "the end")
    assert bridge.song == before
    assert sorted(bridge.opened.folder.path.rglob("*.wav")) == files
    assert reference.path.is_file()
    bridge.comparing.forget()
    assert not list(bridge.shelf.places.cache.rglob("track.wav"))


def test_it_sounds_and_whatever_plays_ends_it(room: Desk, tmp_path: Path) -> None:
    bridge, comparing = room.bridge, room.bridge.comparing
    take(room, loud_track(tmp_path / "a.wav"))
    dock = room.window.dock
    comparing.hear_reference(True)
    assert dock.play.text().strip() == t("stop")
    bridge.play_or_stop()
    assert not comparing.hears_reference
    assert not bridge.moment.moving, "Space ends what is heard"
    comparing.hear_reference(True)
    bridge.link.play(0.0)
    assert not comparing.hears_reference
    assert not room.window.mix_page.mixer.tools.hear.isChecked()
    bridge.link.stop()
    comparing.hear_reference(True)
    comparing._since -= 30.0  # the track is over
    room.until(lambda: comparing._from_frame == 0 and time.monotonic() - comparing._since < 20.0, "its start again")
    comparing.end()
    assert not comparing.hears_reference


def test_by_keys_and_what_cannot_be_read_is_a_sentence(room: Desk, tmp_path: Path) -> None:
    bridge, tools = room.bridge, room.window.mix_page.mixer.tools
    broken = tmp_path / "ødelagt.mp3"
    broken.write_bytes(b"<html>not found</html>" * 50)

    def choose(file: Path) -> None:
        def answer(dialog: QFileDialog) -> None:
            dialog.selectFile(str(file))
            QTest.keyClick(dialog.findChild(QLineEdit, "fileNameEdit"), Qt.Key.Key_Return)

        tools.reference.setFocus()
        room.in_dialog(answer, lambda: room.press(Qt.Key.Key_Return))

    choose(broken)
    room.until(lambda: room.told and bridge.job is None, "the sentence")
    assert room.told == [i18n.of_error(StudioError("audio-unreadable", name=broken.name))]
    assert bridge.comparing.reference is None
    assert not list(bridge.shelf.places.cache.glob("reference-*"))
    assert not tools.hear.isVisible()
    choose(loud_track(tmp_path / "b.wav"))
    room.until(lambda: bridge.comparing.reference is not None, "the track")
    tools.hear.setFocus()
    room.press(Qt.Key.Key_Return)
    assert bridge.comparing.hears_reference
    room.press(Qt.Key.Key_Return)
    assert not bridge.comparing.hears_reference
    bridge.link.stop()


def test_a_silent_track_or_song_is_compared_without_a_loudness(room: Desk, cells: Cells, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "s.wav", np.zeros((RATE, 2)), RATE)
    take(room, tmp_path / "s.wav")
    room.bridge.comparing.hear_reference(True)
    assert room.bridge.comparing.reference.lufs is None
    assert room.bridge.comparing.words()[0] == "compare-unmatched"
    assert cells["mix_db"] == cells["cue_db"] == 0.0


def test_the_measure_of_a_mix_is_that_of_its_file(room: Desk, tmp_path: Path) -> None:
    bridge = room.bridge
    take(room, loud_track(tmp_path / "c.wav"))
    _, lufs = bridge.comparing._known[-1]
    made = render(bridge.song, bridge.opened.folder.path_of, {}, tmp_path / "mix.wav")
    assert measure(made.path).integrated_lufs == pytest.approx(lufs, abs=0.01)


def test_the_ear_gets_the_pitch_correction_of_the_track_that_is_sung_on(room: Desk, cells: Cells) -> None:
    bridge = room.bridge
    rows = {"pitch_on": 1.0, "pitch_amount": 80.0, "pitch_retune_ms": 15.0, "pitch_chromatic": 1.0}
    song = bridge.song
    for name, value in rows.items():
        song = edits.set_knob(song, track_id="t2", name=name, value=value)
    bridge.apply(song, "edit-set-knob")
    room.live(0.2)
    assert cells["listen_pitch_on"] == 0.0, "nobody hears the microphone"
    bridge.mic._listen(True)
    room.until(lambda: all(cells[f"listen_{name}"] == value for name, value in rows.items()), "the cells to follow")
    bridge.turn("t2", "pitch_retune_ms", 120.0)
    room.until(lambda: cells["listen_pitch_retune_ms"] == 120.0, "the knob that was turned")
    bridge.booth.choose_layer("hook")
    room.until(lambda: cells["listen_pitch_on"] == 0.0, "another track is sung on")
    bridge.booth.choose_layer("lead")
    room.until(lambda: cells["listen_pitch_on"] == 1.0, "the corrected one again")
    bridge.turn("t2", "pitch_on", 0.0)
    room.until(lambda: cells["listen_pitch_on"] == 0.0, "the switch")
    bridge.turn("t2", "pitch_on", 1.0)
    room.until(lambda: cells["listen_pitch_on"] == 1.0, "the switch again")
    bridge.mic._listen(False)
    room.until(lambda: cells["listen_pitch_on"] == 0.0, "hearing oneself to end")
    bridge.end_gesture()
