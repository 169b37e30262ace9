"""The song that is open: its value with undo, its folder on disk, and the journal between them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from studio.document import Change, Document
from studio.errors import StudioError
from studio.song import Media, Song
from studio.songfile import SongFolder

_GESTURE_MS = 400
"""A knob that is being turned is written down when it has rested for so long, not at every step of the way."""


class OpenSong(QObject):
    """Edits go through `apply`, `undo` and `redo`; each is in the journal at once. A new song has no folder yet."""

    changed = Signal(Change)
    troubled = Signal(StudioError)

    def __init__(self, song: Song, folder: SongFolder | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._document = Document(song)
        self._document.subscribe(self._heard)
        self._later = QTimer(self, singleShot=True, interval=_GESTURE_MS)
        self._later.timeout.connect(self.end_gesture)
        self._label = ""

    @property
    def song(self) -> Song:
        return self._document.song

    @property
    def path(self) -> Path | None:
        """The song's folder on disk."""
        return self.folder.path if self.folder else None

    def path_of(self, media: Media) -> Path:
        """Where a file of the song lies. StudioError("audio-missing") in a song that has no folder yet."""
        if self.folder is None:
            raise StudioError("audio-missing", name=media.name or media.file)
        return self.folder.path_of(media)

    @property
    def read_only(self) -> bool:
        return self.folder is not None and self.folder.read_only

    @property
    def trouble(self) -> StudioError | None:
        """Why the latest edits are not on disk; they are in memory, and tried again every second."""
        return self.folder.trouble if self.folder is not None else None

    @property
    def can_undo(self) -> bool:
        return bool(self._document.labels)

    @property
    def can_redo(self) -> bool:
        return bool(self._document.redo_labels)

    @property
    def next_undo(self) -> str:
        """Message id of what undo would take back; empty for nothing."""
        return self._document.labels[-1] if self._document.labels else ""

    def settle(self, folder: SongFolder) -> None:
        """The song has got its folder; what was edited meanwhile is written there."""
        self.folder = folder
        self._write("edit-set-title")

    def apply(self, song: Song, label: str, merge: str | None = None) -> None:
        """Make `song` the present one. `merge` is the same for all steps of one gesture."""
        if self.read_only and self.folder is not None:
            raise StudioError("song-read-only", name=self.folder.path.name)
        self._document.apply(song, label, merge)

    def amend(self, song: Song) -> None:
        """Make `song` the present one as part of the latest step."""
        if not self.read_only:
            self._document.amend(song)

    def undo(self) -> str:
        """Take back the latest step; its label. StudioError("nothing-to-undo")."""
        label = self.next_undo
        self._document.undo()
        return label

    def redo(self) -> str:
        """Make it again; its label. StudioError("nothing-to-undo")."""
        labels = self._document.redo_labels
        self._document.redo()
        return labels[-1]

    def end_gesture(self) -> None:
        """The knob was let go: write where it stands."""
        self._later.stop()
        self._document.end_gesture()
        if self._label:
            self._write(self._label)

    def close(self) -> None:
        """Write what is left and let go of the folder. StudioError if something could not be kept anywhere."""
        self.end_gesture()
        folder, self.folder = self.folder, None
        if folder is not None:
            folder.close()

    def _heard(self, change: Change) -> None:
        if change.kinds and change.kinds <= {"knobs", "master"}:
            self._label = change.label
            self._later.start()
        else:
            self._write(change.label)
        self.changed.emit(change)

    def _write(self, label: str) -> None:
        self._label = ""
        if self.folder is None or self.folder.read_only:
            return
        try:
            self.folder.commit(self.song, label)
        except StudioError as error:
            self.troubled.emit(error)
