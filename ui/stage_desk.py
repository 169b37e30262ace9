"""The bridge's hands for the stage: the set list, the folder of its songs, copies of it, and rehearsing."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.stage import Number, SetList, copy_folder, read_set_list, write_set_list
from ui.i18n import t
from ui.jobs import Progress, Stopped
from ui.notices import Notice
from ui.staging import Songs, Staged, make_stage, without_lead

if TYPE_CHECKING:
    from studio.songfile import SongFolder
    from ui.bridge import Bridge

COPIES = 2
"""So many places the set should lie in before a concert."""


class StageDesk(QObject):
    """Belongs to the bridge, which holds the song."""

    changed = Signal()
    """Another set list, a folder made, a copy made, a rehearsal begun or ended."""

    finished = Signal()
    """The folder was made just now."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._file = bridge.shelf.places.set_list
        self.list = read_set_list(self._file)
        self.rehearsing = False
        self.copied_to: tuple[Path, ...] = ()
        """Where the folder lies, read back and equal to the one here."""
        self._made_of: SetList | None = None

    # --- the list

    def holds_song(self) -> bool:
        """Whether the open song is on the list."""
        path = self._bridge.opened.path
        return path is not None and any(number.folder == path.name for number in self.list.numbers)

    def add_song(self) -> None:
        """The open song at the end of the list."""

        def add(folder: SongFolder) -> None:
            if folder.path.parent == self._bridge.shelf.places.songs:
                self._keep(self.list.with_song(Number(folder=folder.path.name, title=self._bridge.song.title)))
            else:
                self._bridge.trouble(StudioError("stage-elsewhere"))

        self._bridge.with_folder(add)

    def remove(self, place: int) -> None:
        """Take one off; the song itself stays."""
        self._keep(self.list.without(place))

    def move(self, place: int, by: int) -> None:
        """Earlier or later in the set."""
        self._keep(self.list.moved(place, by))

    def titles(self) -> tuple[str, ...]:
        """What the songs are called now."""
        found = {entry.path.name: entry.title for entry in self._bridge.shelf.songs()}
        path = self._bridge.opened.path
        if path is not None:
            found[path.name] = self._bridge.song.title
        return tuple(found.get(number.folder, number.title) for number in self.list.numbers)

    # --- the folder and its copies

    @property
    def folder(self) -> Path:
        """Where the folder for the stage is made."""
        return self._bridge.shelf.places.finished / t("scene-folder")

    @property
    def is_made(self) -> bool:
        """Whether the folder was made of the list as it is now."""
        return self._made_of == self.list and self.folder.is_dir()

    def make(self) -> None:
        """Make the folder of every song on the list, as the songs are now."""
        bridge, wanted, target = self._bridge, self.list, self.folder
        shelf = bridge.shelf

        def work(progress: Progress, stopped: Stopped) -> object:
            here = bridge.opened.folder
            opened = {} if here is None else {here.path: here}
            return make_stage(wanted, Songs(shelf.places, opened, shelf.open_folder), target, progress, stopped)

        def done(made: Staged) -> None:
            self._made_of, self.copied_to = wanted, ()
            more = (Notice("told-stage-missing", {"titles": ", ".join(made.missing)}),) if made.missing else ()
            bridge.tell(Notice("told-staged", {"count": made.count}, "note" if more else "ok", more=more))
            self.finished.emit()
            self.changed.emit()

        bridge.run("stage", work, done)

    def copy_to(self, chosen: Path) -> None:
        """Put a copy of the folder into another one, on a stick or a telephone, and read it back."""
        bridge, source, target = self._bridge, self.folder, chosen / self.folder.name

        def work(progress: Progress, stopped: Stopped) -> object:
            if target.resolve() == source.resolve():
                raise StudioError("stage-same-place")
            return copy_folder(source, target, progress, stopped)

        def done(count: int) -> None:
            if target not in self.copied_to:
                self.copied_to = (*self.copied_to, target)
            bridge.tell(Notice("told-stage-copied", {"count": count, "copies": len(self.copied_to)}))
            self.changed.emit()

        bridge.run("copy", work, done)

    # --- rehearsing

    def rehearse(self) -> None:
        """Play the song from its start without its lead, as it will be on the stage."""
        if not self._bridge.can_play:
            self._bridge.trouble(StudioError("song-empty"))
        elif self._bridge.sound.is_there():
            self._bridge.listening.begin(without_lead(self._bridge.song), again=False)
            self._set_rehearsing(True)

    def end_rehearsal(self) -> None:
        """The song itself is heard again."""
        if self.rehearsing:
            self._set_rehearsing(False)
            self._bridge.listening.end()

    def _set_rehearsing(self, on: bool) -> None:
        self.rehearsing = on
        self.changed.emit()

    def _keep(self, value: SetList) -> None:
        if value == self.list:
            return
        self.list = value
        with contextlib.suppress(StudioError):  # it holds until the window is closed
            write_set_list(self._file, value)
        self.changed.emit()
