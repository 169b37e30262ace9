"""A timeline and a list over one real song on disk, with everything behind them real but for the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from studio import edits
from studio.engine.choice import DEMO_WISH
from studio.engine.client import EngineClient
from studio.song import Clip, Song
from studio.songfile import SongFolder
from ui.bridge import Bridge
from ui.shelf import Shelf
from ui.song_list import SongList
from ui.style import look
from ui.widgets.timeline import Timeline

NO_KEYS = Qt.KeyboardModifier.NoModifier


def verse_song() -> Song:
    """90 BPM, 32 000 frames a beat. A beat `t1`; a voice `t2` with clip `c5` (beats 4…8) of recording `m3`, which lasts
    twelve beats and begins at beat 2; an empty double `t6`; one verse of eight bars."""
    song = edits.add_track(Song(title="Klipp"), role="beat", name="Beat")
    song = edits.add_track(song, role="lead", name="Vokal")
    song = edits.record(song, track_id="t2", file="takes/a.wav", frames=384_000, at_beat=2.0)
    song = edits.trim_clip(song, clip_id="c5", from_beat=4.0, to_beat=8.0)
    song = edits.add_track(song, role="double", name="Dobling")
    return edits.add_section(song, kind="verse", bars=8, pattern_id="")


class ClipRoom:
    """Presses and drags as a person does, and looks at what became of the song."""

    def __init__(self, home: Path) -> None:
        look.wear("dark", calm=False)
        self.shelf = Shelf()
        path = home / "songs" / "klipp"
        folder = SongFolder.create(path, verse_song())
        tone = 0.5 * np.sin(np.arange(384_000) * 2 * np.pi * 220 / 48_000)
        soundfile.write(path / "takes" / "a.wav", tone, 48_000, subtype="PCM_24")
        folder.close()
        self.client = EngineClient(self.shelf.places.runtime)
        self.client.start()
        self.bridge = Bridge(self.shelf, self.client, DEMO_WISH)
        self.announced: list[str] = []
        self.told: list[str] = []
        self.bridge.announced.connect(self.announced.append)
        self.bridge.told.connect(lambda notice: self.told.append(notice.message))
        self.timeline, self.list = Timeline(self.bridge.waves), SongList(self.bridge)
        self.timeline.use_clips(self.bridge.clips)
        self.timeline.located.connect(self.bridge.locate)
        self.bridge.song_changed.connect(self._show)
        self.bridge.moment_changed.connect(self._show_moment)
        self.bridge.waves.changed.connect(self.timeline.canvas.update)
        self.window = QWidget()
        row = QHBoxLayout(self.window)
        row.addWidget(self.timeline)
        row.addWidget(self.list)
        self.list.hide()
        self.window.resize(1280, 600)
        self.window.show()
        self.bridge.open_song(path)
        self.until(lambda: self.song.title == "Klipp" and self.bridge.job is None, "the song")
        self.until(lambda: self.bridge.link.is_ready, "the engine", 240.0)

    def begin(self, song: Song | None = None) -> None:
        """The song as it was made, or another one, with the keys on the timeline and nothing chosen."""
        self.bridge.apply(song or verse_song(), "edit-set-title")
        self.bridge.opened.end_gesture()
        self.shelf.remember(snap="line", letters=True)
        self.bridge.clips.choose("")
        self.bridge.clips.look_at("t2")
        self.timeline.stretch.live_track = ""
        self.list.hide()
        self.timeline.show()
        self.window.activateWindow()
        self.timeline.canvas.setFocus()
        self.at(0.0)
        self.window.resize(1280, 600)
        QApplication.processEvents()
        self.timeline.zoom(1e-3)
        self.timeline.zoom(2.5)  # some 25 beats
        self.announced.clear()
        self.told.clear()

    def until(self, true: Callable[[], object], what: str, seconds: float = 20.0) -> None:
        end = time.monotonic() + seconds
        while not true():
            QApplication.processEvents()
            time.sleep(0.002)
            if time.monotonic() > end:
                raise TimeoutError(f"waited for {what}; told: {self.told}")

    @property
    def song(self) -> Song:
        return self.bridge.song

    def clip(self, clip_id: str = "c5") -> Clip:
        return next(clip for track in self.song.tracks for clip in track.clips if clip.id == clip_id)

    def span(self, clip_id: str = "c5") -> tuple[float, float]:
        """Where a clip begins and ends, in beats to a thousandth."""
        clip = self.clip(clip_id)
        return round(clip.at_beat, 3), round(clip.at_beat + self.song.beat_of(clip.length_frames), 3)

    def ids(self, track_id: str = "t2") -> list[str]:
        return [clip.id for clip in self.song.track(track_id).clips]

    def at(self, beat: float) -> None:
        """Put the playhead there."""
        self.bridge.locate(beat)
        self.until(lambda: abs(self.bridge.moment.beat - beat) < 1e-6, f"the playhead at {beat}")

    def undo(self) -> None:
        self.bridge.undo()

    # --- the mouse

    def point(self, beat: float, row: int = 1, down: float = 0.6) -> QPointF:
        """A place on the canvas: a beat, and how far down its row, 0…1."""
        stretch = self.timeline.stretch
        return QPointF(stretch.x_of(beat), (row + down) * stretch.row_height)

    def click(self, at: QPointF, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        QTest.mouseClick(self.timeline.canvas, button, NO_KEYS, at.toPoint())

    def grip(self, name: str) -> QPointF:
        """The middle of a handle of the chosen clip."""
        hands = self.timeline.canvas.hands
        return hands.grips(*hands.selected())[name].center()

    def drag(self, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = NO_KEYS, *, let_go: bool = True) -> None:
        canvas = self.timeline.canvas
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, keys, start.toPoint())
        for step in range(1, 6):
            at = start + (end - start) * step / 5
            self.timeline.canvas.mouseMoveEvent(_moved(canvas, at, keys))
        if let_go:
            QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, keys, end.toPoint())

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.timeline.canvas, key, keys)

    def to_list(self) -> None:
        """The list comes to the front, as a view of its own."""
        self.timeline.hide()
        self.list.show()
        self.list.show_song(self.song)
        self.list.first_focus().setFocus()
        QApplication.processEvents()

    def close(self) -> None:
        self.window.close()
        self.bridge.close()
        self.window.deleteLater()
        self.bridge.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def _show(self) -> None:
        self.timeline.show_song(self.song)
        self.list.show_song(self.song)

    def _show_moment(self) -> None:
        self.timeline.show_playhead(self.bridge.moment.beat, follow=False)
        self.list.show_moment(self.bridge.moment)


def _moved(canvas: QWidget, at: QPointF, keys: Qt.KeyboardModifier):
    from PySide6.QtGui import QMouseEvent

    where = QPointF(canvas.mapToGlobal(QPoint(0, 0))) + at
    return QMouseEvent(QEvent.Type.MouseMove, at, where, Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, keys)
