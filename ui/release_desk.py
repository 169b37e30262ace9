"""The bridge's hands for a release: what is said of the song, whether it may go out, and the folder that is made."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

import presets
from studio import edits
from studio.credits import Release
from studio.delivery import Delivery
from studio.errors import StudioError
from studio.interchange.findings import Report
from studio.mastering import TARGETS, ceiling_for
from studio.params import FINISH, FINISH_INDEX
from studio.preflight import credits, remedies, rights
from studio.preflight.finding import MADE, Finding
from studio.release.names import shown_name
from studio.song import Song
from studio.songfile import SongFolder
from ui import giving, papers, released, worker
from ui.i18n import language
from ui.jobs import Job, Progress, Stopped
from ui.measuring import Sources
from ui.notices import Notice
from ui.places import Place, place_of

if TYPE_CHECKING:
    from ui.bridge import Bridge

AIMS = (*TARGETS, "own")
"""How loud a finished track may be asked to be."""


class ReleaseDesk(QObject):
    """Belongs to the bridge, which holds the song."""

    changed = Signal()
    """A folder was made, the song was looked over."""
    finished = Signal()
    """A folder was made just now; one of earlier that was found again is not told of."""
    asked_for = Signal(Place)
    """Somebody wants to be led to a place."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.made: Path | None = None
        """The folder made last of the song that is open."""
        self.report: Report | None = None
        """What is in it."""
        self.held_back: tuple[Finding, ...] = ()
        """Why the upload is not in it."""
        self.file = ""
        """Which file is being made."""
        self.asking: tuple[str, ...] = ()
        """Who is being asked whether it is still fine that the song goes out."""
        self._findings: tuple[Finding, ...] | None = None
        self._looked_at: Song | None = None
        self._delivery: Delivery | None = None
        self._looking: Job | None = None

    # --- what is said of the song

    @property
    def release(self) -> Release:
        return self._bridge.song.release

    @property
    def delivery(self) -> Delivery:
        """What a finished track is held against."""
        if self._delivery is None:
            self._delivery = presets.load_delivery()
        return self._delivery

    def say(self, **fields: object) -> None:
        """Change fields of the release, one step of undo."""
        release = msgspec.structs.replace(self.release, **fields)
        if release != self.release:
            self._bridge.edit("set_release", None, release=release)

    def say_who(self, track_id: str, names: tuple[str, ...]) -> None:
        """Whose voice is on a track, one step of undo."""
        self._bridge.edit("set_singers", None, track_id=track_id, names=names)

    def form(self) -> list[Finding]:
        """What the form lacks, at once and without listening."""
        song = self._bridge.song
        return credits.check_form(song, self.delivery.titles) + rights.check_rights(song)

    def missing(self) -> tuple[Finding, ...]:
        """What keeps the song from the shops; each kind once."""
        return giving.missing(self._bridge.song, self.delivery)

    def packs(self) -> tuple[str, ...]:
        """What of `studio.credits.PACKS` can be made as the song is now."""
        return giving.packs(self._bridge.song, self.delivery)

    # --- how loud

    @property
    def aim(self) -> str:
        """One of `AIMS`."""
        finish = self._bridge.song.finish
        wanted = tuple(finish.get(row.name, row.default) for row in FINISH[:2])
        return next((name for name, target in TARGETS.items() if tuple(target) == wanted), "own")

    @property
    def target_lufs(self) -> float:
        row = FINISH[FINISH_INDEX["target_lufs"]]
        return self._bridge.song.finish.get(row.name, row.default)

    def set_aim(self, name: str) -> None:
        """Aim for one of `TARGETS`."""
        self.set_target(TARGETS[name].target_lufs)

    def set_target(self, target_lufs: float) -> None:
        """Aim for a loudness, with the ceiling that goes with it; one step of undo."""
        if target_lufs != self.target_lufs:
            self._finish(target_lufs=target_lufs, ceiling_dbtp=ceiling_for(target_lufs))

    def _finish(self, **knobs: float) -> None:
        def change(song: Song) -> Song:
            for name, value in knobs.items():
                song = edits.set_finish(song, name=name, value=value)
            return song

        self._bridge.change(change, "edit-set-finish")

    # --- looking it over

    @property
    def findings(self) -> tuple[Finding, ...] | None:
        """What was found when the song was last looked over; None where nobody looked."""
        return self._findings

    @property
    def is_fresh(self) -> bool:
        """Whether the song is still as it was looked over."""
        return self._looked_at is self._bridge.song

    def look_over(self) -> None:
        """Have everything measured and read, by the worker."""
        self._bridge.with_folder(self._look_over)

    @property
    def is_looking(self) -> bool:
        """Whether the song is being looked over."""
        return self._bridge.measuring.is_asked("check")

    def _look_over(self, folder: SongFolder) -> None:
        song, path = self._bridge.song, str(folder.path)

        def ask(sources: Sources, progress: Progress, stopped: Stopped) -> object:
            return worker.check(worker.Check(*sources, path), progress, stopped)

        self._bridge.measuring.ask("check", song, ask, lambda findings: self._found(findings, song))
        self.changed.emit()

    def _found(self, findings: tuple[Finding, ...], song: Song) -> None:
        self._findings, self._looked_at = findings, song
        self.changed.emit()

    def go(self, finding: Finding) -> None:
        """Lead to where a finding can be dealt with by hand."""
        place = place_of(finding, self._bridge.song)
        if finding.at_s is not None:
            self._bridge.locate(finding.at_s * self._bridge.song.bpm / 60.0)
        if place is not None:
            self.asked_for.emit(place)

    def has_place(self, finding: Finding) -> bool:
        """Whether there is somewhere to go."""
        return place_of(finding, self._bridge.song) is not None

    def mend(self, finding: Finding) -> None:
        """Do what mends a finding, one step of undo."""
        if finding.remedy in MADE:
            _MAKES[finding.remedy](self, finding)
        else:
            self._bridge.change(lambda song: remedies.mended(song, finding) or song, remedies.label_of(finding))

    def can_mend(self, finding: Finding) -> bool:
        """Whether there is one press that mends it, and it was not made yet."""
        song, before = self._bridge.song, self._looked_at
        if finding.remedy not in MADE:
            return remedies.mended(song, finding) is not None
        if finding.remedy == "flip-polarity":
            return before is not None and _plays(song, finding.track_id) == _plays(before, finding.track_id)
        return finding.remedy != "make-cover" or before is None or song.release.cover_file == before.release.cover_file

    def was_mended(self, finding: Finding) -> bool:
        """Whether the press that mends it was made since the song was looked over."""
        before = self._looked_at
        could = finding.remedy in MADE or (before is not None and remedies.mended(before, finding) is not None)
        return could and not self.can_mend(finding)

    def turn_over(self, finding: Finding) -> None:
        """Let the track play a copy of its sound with one side turned over."""

        def begin(folder: SongFolder) -> None:
            song = self._bridge.song

            def new_file() -> tuple[str, Path]:
                name, path = folder.new_media()
                return f"media/{name}.wav", path

            def work(progress: Progress, stopped: Stopped) -> object:
                how = {"progress": progress, "cancelled": stopped}
                return remedies.turn_over(song, finding, folder.path_of, new_file, **how)

            def done(made: list[remedies.Turned]) -> None:
                self._bridge.change(lambda song: remedies.with_turned(song, made), "edit-replace-media")

            self._bridge.tasks.run("mend", work, done)

        self._bridge.with_folder(begin)

    # --- papers

    def attach_licence(self, source: Path) -> None:
        """Put the paper of the beat's licence into the song."""
        self.keep_paper(lambda folder: papers.copied(folder, "licence", source), "licence_file")

    def keep_paper(self, make: Callable[[SongFolder], str], field: str) -> None:
        """Let `make` put a file into the song's folder, on another thread, and name it in a field of the release."""

        def begin(folder: SongFolder) -> None:
            self._bridge.tasks.run("paper", lambda progress, stopped: make(folder), done)

        def done(name: str) -> None:
            self.say(**{field: name})

        self._bridge.with_folder(begin)

    # --- giving it out

    def make(self) -> None:
        """Make the whole folder; what lacks something is left out and named. Whoever is heard is asked once more before
        anything is made for the shops."""
        self.asking = rights.heard_people(self._bridge.song) if "upload" in self.packs() else ()
        if self.asking:
            self.changed.emit()
        else:
            self._begin(self.packs())

    def answer(self, agreed: bool) -> None:
        """What those who were asked have said: make everything, or everything but the upload."""
        self.asking = ()
        self._begin(tuple(pack for pack in self.packs() if agreed or pack != "upload"))
        self.changed.emit()

    def _begin(self, packs: tuple[str, ...]) -> None:
        self._bridge.with_folder(lambda folder: self._make(folder, packs))

    def show_folder(self) -> None:
        """Open the folder of the release in the system's own file viewer."""
        if self.made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made)))

    def forget(self) -> None:
        """Another song is opened."""
        self.made, self.report, self.held_back, self.file, self.asking = None, None, (), "", ()
        self._findings, self._looked_at = None, None
        self._recall()
        self.changed.emit()

    def close(self) -> None:
        """Wait for the folder that is looked for."""
        if self._looking is not None:
            self._looking.wait()

    def _recall(self) -> None:
        """Look for the folder that was made last of the song that is open now."""
        song, finished = self._bridge.opened.path, self._bridge.shelf.places.finished
        if song is None:
            return
        job = self._looking = Job("release", lambda progress, stopped: released.last(song, finished), self)

        def ended(found: tuple[Path, Report] | None = None) -> None:
            if self._looking is job:
                self._looking = None
                if found is not None and self.made is None and self._bridge.opened.path == song:
                    self.made, self.report = found
                    self.changed.emit()
            job.deleteLater()

        job.done.connect(ended)
        job.failed.connect(lambda error: ended())
        job.start()

    def _make(self, folder: SongFolder, packs: tuple[str, ...]) -> None:
        bridge, song = self._bridge, self._bridge.song
        missing = self.missing()
        target = bridge.shelf.release_folder(shown_name(song))
        sources, spoken = self._sources(folder, song), language()
        self.file = ""

        def work(progress: Progress, stopped: Stopped) -> object:
            def told(file: str, share: float) -> None:
                self.file = file
                progress(share)

            where = (str(target), str(folder.path / papers.PAPERS))
            made = worker.release(worker.Release(song, *sources(stopped), *where, packs, spoken), told, stopped)
            with contextlib.suppress(StudioError):  # the folder stands; it is only not found again after a restart
                released.remember(folder, target)
            return made

        def done(made: worker.Released) -> None:
            self.made, self.report, self.held_back = target, made.report, missing
            self._found(made.findings, song)
            bridge.tell(Notice("told-released", {"name": target.name}, "ok", "show-folder"))
            self.finished.emit()
            self.changed.emit()

        bridge.tasks.run("release", work, done)

    def _sources(self, folder: SongFolder, song: Song) -> Callable[[Stopped], tuple[dict, dict]]:
        """Where the song's sounds lie, as the worker takes it; waits for its kits."""
        files = {media.id: str(folder.path_of(media)) for media in song.media}
        path, places = folder.path, self._bridge.shelf.places

        def found(stopped: Stopped) -> tuple[dict, dict]:
            from beats.kitshelf import homes_of, song_sources

            return files, song_sources(song, places.cache, homes_of(path, places.kits), cancelled=stopped)

        return found


def _plays(song: Song, track_id: str) -> set[str]:
    """The sounds that a track plays."""
    return {clip.media_id for track in song.tracks if track.id == track_id for clip in track.clips}


_MAKES: dict[str, Callable[[ReleaseDesk, Finding], None]] = {
    "flip-polarity": ReleaseDesk.turn_over,
    "make-cover": lambda desk, finding: desk._bridge.cover.take(),
    "export-again": lambda desk, finding: desk.make(),
}
"""What makes something instead of changing the song alone."""
