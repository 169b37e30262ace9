"""How long the Beat room takes to draw, and the window to put on another look or language, as one line of JSON:
`python -m ui.paint_bench`, for `ui.bench_room`."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable


def main() -> None:
    """Open a window of 1920 × 1080 on a beat of twelve lanes and thirty-two steps, and draw it again and again."""
    from PySide6.QtWidgets import QApplication

    from studio.engine.choice import DEMO_WISH
    from studio.engine.client import EngineClient
    from ui import i18n, style
    from ui.bridge import Bridge
    from ui.main_window import BEAT, MainWindow
    from ui.shelf import Shelf
    from ui.widgets.paint_time import paint_ms

    i18n.use("nb")
    app = QApplication(sys.argv[:1])
    style.prepare(app)
    style.look.wear("dark", calm=False)
    shelf = Shelf()
    client = EngineClient(shelf.places.runtime)
    client.start()
    bridge = Bridge(shelf, client, DEMO_WISH)
    window = MainWindow(bridge)
    window.resize(1920, 1080)
    window.show()
    bridge.beat.take_style("trap")
    window.enter_room(BEAT)
    pattern = bridge.beat.pattern
    assert pattern is not None
    drums = next(track.id for track in bridge.song.tracks if track.role == "drums")
    for track_id, sound in bridge.beat.sounds():
        if track_id == drums:
            for at_step in range(0, pattern.bars * pattern.steps_per_bar, 3):
                bridge.edit("set_step", pattern_id=pattern.id, track_id=drums, sound=sound, at_step=at_step)
    app.processEvents()
    editor = window.beat_page.editor
    times = {"grid": paint_ms(editor.grid), "room": paint_ms(window.beat_page)}
    editor.lanes.setCurrentIndex(editor.lanes.count() - 1)
    app.processEvents()
    times["roll"] = paint_ms(editor.roll)
    times["look"] = _median_ms(
        lambda turn: style.look.wear("dark" if turn % 2 else "light", calm=False), app.processEvents
    )
    times["language"] = _median_ms(lambda turn: bridge.prefs.speak(i18n.LANGUAGES[turn % 2 - 1]), app.processEvents)
    bridge.close()
    print(json.dumps(times))


def _median_ms(change: Callable[[int], object], settle: Callable[[], object], times: int = 8) -> float:
    """How long the window is held up by a change and by what is drawn because of it."""
    took = []
    for turn in range(times):
        began = time.perf_counter()
        change(turn)
        settle()
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


if __name__ == "__main__":
    main()
