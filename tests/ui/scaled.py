"""Run as a program under QT_SCALE_FACTOR: the window fills a 1366 × 768 screen, is grabbed and looked over.

Says what it finds as JSON: size of the picture in real pixels, texts that are cut off, colours in the picture.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parent))


def main(language: str, picture: str) -> None:
    from desk import Desk
    from fits import cut_off, overlapping, shown
    from PySide6.QtWidgets import QApplication

    from ui import i18n, style

    app = QApplication(["rapstudio"])
    style.prepare(app)
    i18n.strict = True
    i18n.use(language)
    with tempfile.TemporaryDirectory(prefix="rs-") as home:
        os.environ["RAPSTUDIO_HOME"] = os.environ["XDG_RUNTIME_DIR"] = home
        desk = Desk(Path(home))
        window = desk.window
        scale = window.devicePixelRatioF()
        window.resize(int(1366 / scale), int(768 / scale))
        found = []
        for room in range(4):
            window.enter_room(room)
            QApplication.processEvents()
            image = window.grab().toImage()
            found += [cut for widget in shown(window) if (cut := cut_off(widget))]
            found += [both for both in [overlapping(window)] if both]
        image.save(picture)
        colours = {
            image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
        }
        print(json.dumps({"size": [image.width(), image.height()], "found": found, "colours": len(colours)}))
        desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
