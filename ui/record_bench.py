"""What the record room costs, as one line of JSON: `python -m ui.record_bench`, for `ui.bench_record`.

In a window of 1920 × 1080 with the demo device: 64 lines with twenty takes each.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

LINES, TAKES, TURNS = 64, 20, 9
_LONGEST_S = 60.0


def main() -> None:
    """Open the song, look at it, choose takes while it plays, and record another one."""
    from PySide6.QtWidgets import QApplication

    from studio.engine.choice import DEMO_WISH
    from studio.engine.client import EngineClient
    from ui import i18n, style
    from ui.bridge import Bridge
    from ui.main_window import RECORD, MainWindow
    from ui.shelf import Shelf
    from ui.widgets.paint_time import paint_ms

    i18n.use("nb")
    app = QApplication(sys.argv[:1])
    style.prepare(app)
    style.look.wear("dark", calm=False)
    shelf = Shelf()
    path = _many_takes(shelf)
    client = EngineClient(shelf.places.runtime)
    client.start()
    bridge = Bridge(shelf, client, DEMO_WISH)
    window = MainWindow(bridge)
    window.resize(1920, 1080)
    window.show()
    window.enter_room(RECORD)

    def until(true: Callable[[], object]) -> float:
        """Seconds until something holds, the window living meanwhile."""
        began = time.perf_counter()
        while not true() and time.perf_counter() - began < _LONGEST_S:
            app.processEvents()
        return time.perf_counter() - began

    def plans() -> int:
        """Number of the plan that the engine plays."""
        return client.status.plan

    until(lambda: bridge.sound.is_open)
    times: dict[str, float] = {}
    page = window.record_page
    bridge.open_song(path)
    times["open_s"] = until(lambda: len(bridge.song.takes) == TAKES and page.lines.list.rows)

    scrolled = []
    for place in np.linspace(0, page.lines.bar.maximum(), 20).astype(int):
        page.lines.bar.setValue(int(place))
        began = time.thread_time()
        page.lines.list.repaint()
        scrolled.append((time.thread_time() - began) * 1000.0)
    times["scroll_ms"] = statistics.median(scrolled)

    bridge.play_or_stop()
    until(lambda: client.status.playhead_frame > 24_000)
    chosen = []
    for turn in range(TURNS):
        plan = plans()
        began = time.perf_counter()
        bridge.booth.choose(3 + turn, bridge.song.takes[turn].id)
        until(lambda plan=plan: plans() > plan)
        chosen.append((time.perf_counter() - began) * 1000.0)
    times["comp_ms"] = statistics.median(chosen)
    bridge.play_or_stop()
    until(lambda: not bridge.moment.moving)

    bridge.prefs.count_in(0)
    stopped = []
    for turn in range(3):
        bridge.locate(0.0)
        bridge.record_or_stop()
        until(lambda: bridge.moment.take_frames > 96_000)
        if not turn:
            times["strip_ms"] = paint_ms(page.strip)
        plan = plans()
        before = len(bridge.song.takes)
        began = time.perf_counter()
        bridge.record_or_stop()
        until(lambda before=before, plan=plan: len(bridge.song.takes) > before and plans() > plan)
        app.processEvents()
        stopped.append((time.perf_counter() - began) * 1000.0)
    times["stop_ms"] = statistics.median(stopped)
    bridge.close()
    print(json.dumps(times))


def _many_takes(shelf: object) -> object:
    """The folder of a song in which one recording was made again and again."""
    from studio import edits
    from studio.song import Song
    from studio.songfile import SongFolder
    from studio.wav import TakeNote, TakeWriter

    song = edits.add_section(Song(title="many takes"), kind="verse", bars=LINES)
    song = edits.add_track(song, role="lead")
    track_id = song.tracks[0].id
    folder = SongFolder.create(shelf.places.songs / "mange", song)  # type: ignore[attr-defined]
    frames = song.frame_of(LINES * 4.0)
    _, path = folder.new_take()
    writer = TakeWriter(path, song.rate_hz, TakeNote(track_id=track_id, at_beat=0.0, rate_hz=song.rate_hz))
    noise = np.random.default_rng(1)
    for _ in range(0, frames, song.rate_hz):
        writer.write((noise.standard_normal(song.rate_hz) * 0.05).astype(np.float32))
    held = writer.close()
    song = edits.record(song, track_id=track_id, file=f"takes/{path.name}", frames=held, at_beat=0.0)
    for number in range(1, TAKES):
        song = edits.add_take(
            song, track_id=track_id, media_id=song.media[0].id, at_beat=0.0, offset_frames=480 * number
        )
    folder.commit(song, "edit-record")
    folder.close()
    return folder.path


if __name__ == "__main__":
    main()
