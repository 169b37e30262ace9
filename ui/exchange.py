"""What comes in from outside and what goes out: beats, MIDI files, kits and lessons in, finished files out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from studio.errors import StudioError
from studio.lessons import package
from studio.media import Imported
from studio.song import Song
from studio.songfile import SongFolder
from ui import steps, tasks
from ui.jobs import Progress, Stopped
from ui.notices import Notice

if TYPE_CHECKING:
    from beats.kitshelf import OwnKit
    from beats.midi import MidiNotice
    from ui.bridge import Bridge

EXPORT_FORMATS = ("mp3", "wav24", "flac24")
"""Keys of `studio.audiofile.ENCODINGS`, the first one chosen until a person chooses."""

_MIDI = (".mid", ".midi")
_KITS = (".h2drumkit",)


class Exchange(QObject):
    """Belongs to the bridge, which holds the song."""

    exported = Signal()
    """A finished file was made."""
    beat_imported = Signal(str)
    """A beat came in: its media id."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.last_export: Path | None = None
        """The finished file made last of the song that is open."""

    def bring_in(self, file: str | Path) -> None:
        """Take a file for what it is: a MIDI file, a kit, a lesson, or else a sound, which becomes the song's beat."""
        source = Path(file)
        self._bridge.shelf.import_folder = str(source.parent)
        if source.suffix.lower() in _MIDI:
            self.import_midi(source)
        elif source.suffix.lower() in _KITS or source.is_dir():
            self.import_kit(source)
        elif source.suffix.lower() == package.SUFFIX:
            self._bridge.lessons.carrier.fetch(source)
        else:
            self._bridge.with_folder(lambda folder: self._import(folder, source))

    def import_midi(self, source: Path) -> None:
        """Take over the beat of a MIDI file."""
        bridge = self._bridge
        if not bridge.is_free():
            return
        before = bridge.song

        def work(progress: Progress, stopped: Stopped) -> object:
            from beats.midi import import_midi

            return import_midi(source, before)

        def done(made: tuple[Song, tuple[MidiNotice, ...]]) -> None:
            song, notices = made
            if bridge.song is not before:  # worked on meanwhile: nothing of that may go
                self.import_midi(source)
                return
            bridge.apply(song, "edit-import-midi")
            if bridge.song == song:
                bridge.keep()
                more = tuple(Notice(f"midi-note-{notice.code}", notice.fields) for notice in notices)
                bridge.tell(Notice("told-imported", {"name": source.name}, "note" if more else "ok", more=more))

        bridge.run("import", work, done)

    def import_kit(self, source: Path) -> None:
        """Put a folder of sounds or a Hydrogen kit on this machine's shelf, and play the song's beat on it."""
        bridge = self._bridge
        library = bridge.shelf.places.kits

        def work(progress: Progress, stopped: Stopped) -> object:
            from beats.ownkits import import_kit

            return import_kit(source, library, progress=progress, cancelled=stopped)

        def done(kit: OwnKit) -> None:
            bridge.beat.look_again()
            bridge.kits.try_again()
            bridge.beat.take_kit(kit.id)
            more = (Notice("told-kit-missing", {"count": len(kit.missing)}),) if kit.missing else ()
            bridge.tell(Notice("told-imported", {"name": kit.title}, "note" if more else "ok", more=more))

        bridge.run("kit", work, done)

    def export(self, encoding: str) -> None:
        """Make a finished file, one of `EXPORT_FORMATS`."""
        self._bridge.with_folder(lambda folder: self._export(folder, encoding))

    def show_exports(self) -> None:
        """Open the folder of finished files in the system's own file viewer."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._bridge.shelf.places.finished)))

    def _import(self, folder: SongFolder, source: Path) -> None:
        bridge = self._bridge
        try:
            name, target = folder.new_media()
        except StudioError as error:
            bridge.trouble(error)
            return

        def done(made: Imported) -> None:
            song = steps.with_beat(bridge.song, f"media/{name}.wav", made)
            bridge.apply(song, "edit-import-beat")
            bridge.link.locate(0.0)
            more = tuple(Notice(f"import-note-{note}") for note in made.notes if note != "lossy")
            bridge.tell(Notice("told-imported", {"name": made.name}, "note" if more else "ok", more=more))
            self.beat_imported.emit(song.media[-1].id)

        bridge.tasks.run("import", tasks.importing(source, target, bridge.song.rate_hz), done)

    def _export(self, folder: SongFolder, encoding: str) -> None:
        bridge, song = self._bridge, self._bridge.song
        target = bridge.shelf.finished_path(song.title, encoding)

        def done(made: Path) -> None:
            self.last_export = made
            self.exported.emit()
            bridge.tell(Notice("told-exported", {"file": made.name}, "ok", "show-folder"))

        bridge.tasks.run("export", tasks.exporting(song, folder, bridge.shelf.places, target, encoding), done)
