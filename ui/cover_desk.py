"""The bridge's hands for the cover: what one is thought of, how it would look, and putting it into the song."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal

from studio.release.names import artist_line
from studio.song import Song
from ui import papers
from ui.jobs import Job

if TYPE_CHECKING:
    from studio.songfile import SongFolder
    from ui.bridge import Bridge

_PREVIEW_PX = 600
_MIDDLE = (0.5, 0.5)
_WHOLE = (0.0, 0.0, 1.0, 1.0)


class Sketch(NamedTuple):
    """A cover that is being thought of."""

    palette: str = "night"
    photo: str = ""
    """A picture file somewhere on this machine; empty for shapes alone."""
    focus: tuple[float, float] = _MIDDLE
    """The middle of what is seen of the picture, 0…1 from its left and top."""


class CoverDesk(QObject):
    """Belongs to the bridge, which holds the song."""

    drawn = Signal(bytes)
    """The cover that is being thought of, as a small JPEG; empty where it cannot be made."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.sketch = Sketch()
        self.notes: tuple[str, ...] = ()
        self.cut = _WHOLE
        """Left, top, width and height of what is seen of the picture, as shares of it."""
        self._focuses: dict[str, tuple[float, float]] = {}
        self._drawing: Job | None = None

    @property
    def path(self) -> Path | None:
        """Where the song's cover lies, if it has one."""
        opened = self._bridge.opened
        file = opened.song.release.cover_file
        return opened.path / file if opened.path is not None and file else None

    def think_of(self, sketch: Sketch) -> None:
        """Draw a cover small, to look at it."""
        self.sketch = sketch
        if self._drawing is None:
            self._draw()

    def choose_photo(self, file: str) -> None:
        """Think of a cover from a picture file, cut out where it was when it was last thought of; empty for none."""
        self.cut = _WHOLE
        self.think_of(self.sketch._replace(photo=file, focus=self._focuses.get(file, _MIDDLE)))

    def move_photo(self, right: float, down: float) -> None:
        """Move the picture by shares of the cover's side, as far as there is more of it."""
        focus = tuple(
            min(max(at - moved * side, side / 2.0), 1.0 - side / 2.0)
            for at, moved, side in zip(self.sketch.focus, (right, down), self.cut[2:], strict=True)
        )
        self._aim(focus)

    def centre_photo(self) -> None:
        """Show the middle of the picture."""
        self._aim(_MIDDLE)

    def take(self) -> None:
        """Make the cover that is being thought of in its full size, and put it into the song."""
        sketch, song, rules = self.sketch, self._bridge.song, self._bridge.giving.delivery.cover

        def made(folder: SongFolder) -> str:
            return papers.kept(folder, "cover", _cover(sketch, song, rules).jpeg, ".jpg")

        self._bridge.giving.keep_paper(made, "cover_file")

    def forget(self) -> None:
        """Another song is opened."""
        self.sketch, self.notes, self.cut, self._focuses = Sketch(), (), _WHOLE, {}

    def close(self) -> None:
        """Wait for the picture that is being drawn."""
        if self._drawing is not None:
            self._drawing.wait()

    def _aim(self, focus: tuple[float, float]) -> None:
        if focus != self.sketch.focus:
            self._focuses[self.sketch.photo] = focus
            self.think_of(self.sketch._replace(focus=focus))

    def _draw(self) -> None:
        sketch, song = self.sketch, self._bridge.song
        rules = msgspec.structs.replace(self._bridge.giving.delivery.cover, side_px=_PREVIEW_PX)
        job = self._drawing = Job("cover", lambda progress, stopped: _cover(sketch, song, rules), self)

        def ended() -> None:
            self._drawing = None
            job.deleteLater()
            if self.sketch != sketch:
                self._draw()

        def done(made: object) -> None:
            self.notes, self.cut = made.notes, made.cut
            self.drawn.emit(made.jpeg)
            ended()

        def failed(error: object) -> None:
            self.sketch = Sketch(sketch.palette)
            self.drawn.emit(b"")
            self._bridge.trouble(error)
            ended()

        job.done.connect(done)
        job.failed.connect(failed)
        job.start()


def _cover(sketch: Sketch, song: Song, rules: object) -> object:
    from studio.cover import make_cover

    photo = Path(sketch.photo) if sketch.photo else None
    look = {"palette": sketch.palette, "photo": photo, "focus": sketch.focus}
    return make_cover(rules, song.title, artist_line(song), **look)
