"""The files of a release that sound, made side by side and each read back before it counts."""

from __future__ import annotations

import hashlib
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from studio.audiofile import ENCODINGS, verify
from studio.credits import PACKS
from studio.interchange.findings import FileRow, Finish, Pictures, Simulated
from studio.interchange.lyrics import plain_lyrics, timed_lines
from studio.interchange.stem import Stem
from studio.interchange.words import Say
from studio.preflight.finding import Finding
from studio.preflight.recordings import check_recordings
from studio.preflight.sound import Sound
from studio.preflight.track import check_made
from studio.release import lossy, names, sounds, tags
from studio.release.check import Heard, fault_of, read_back
from studio.release.lookover import Rules, Voices, check_sound
from studio.release.parts import (
    RENDERED,
    Frames,
    Parts,
    Source,
    render_dry,
    render_parts,
)
from studio.release.pictures import pictures
from studio.release.stemcheck import null_of
from studio.release.work import Work

if TYPE_CHECKING:
    from studio import mastering
    from studio.mastering import Finished, Measured

FOLDERS = {name: name for name in PACKS} | {"acappella": "a-cappella", "project": "prosjekt"}
"""What each pack's folder is called."""
SHARED = {"mp3": ".mp3", "flac24": ".flac", "m4a": ".m4a"}
_SIMULATED = {"mp3": "mp3-320", "m4a": "aac-256"}
_LOOKED_AT = frozenset(FOLDERS[name] for name in ("upload", "share", "instrumental"))
"""Folders of whole tracks; a voice alone may be silent for long, and so may a stem."""
_READY, _WRITTEN = 0.7, 0.85
"""Shares of a file's making."""
COSTS = {"mix": 14.0, "version": 4.0, "wav16": 2.0, "mp3": 8.0, "m4a": 8.0, "flac24": 2.0, "vorbis": 4.0}
"""About how many seconds of work 3:30 are; the mix with its stems and its mastering."""


class Master(NamedTuple):
    """The finished track."""

    samples: Frames
    measured: Measured
    finish: Finish
    pictures: Pictures


class Making:
    """The making of one release in `folder`; `make` comes back when everything that sounds is there."""

    def __init__(
        self,
        source: Source,
        folder: Path,
        packs: frozenset[str],
        work: Work,
        say: Say,
        cover: bytes = b"",
        rules: Rules | None = None,
    ) -> None:
        self.source, self.song, self.folder, self.packs = source, source.song, folder, packs
        self.rows: dict[str, FileRow] = {}
        """Every file so far, by its name."""
        self.simulated: list[Simulated] = []
        self.warnings: set[str] = set()
        self.findings: list[Finding] = []
        """Of mix, finished track and voices, as far as there are `rules`."""
        self.of_recordings: list[Finding] = []
        self.found_in: dict[str, list[Finding]] = {}
        """Of each finished file."""
        self.begins_s = sounds.HEAD_S
        """Where beat 0 of the song lies in the finished track."""
        self.stems: tuple[Stem, ...] = ()
        self.null_db: float | None = None
        self.mix: Measured
        self.master: Master
        self.work, self._say = work, say
        self._cover, self._rules = cover, rules
        self._seed = int.from_bytes(hashlib.sha256(msgspec.json.encode(self.song, order="deterministic")).digest()[:8])
        self._slug = names.slug(self.song)
        self._versions = [version for version in sounds.versions(self.song) if version.pack in packs]
        self._later: list[Future[None]] = []

    def make(self) -> None:
        """Renders, masters, encodes and reads back; raises what went wrong first."""
        self._expect()
        first = self.work.begin(self._first)
        if self._rules is not None:
            self._later.append(self.work.begin(self._look_at_recordings, self._rules))
        first.result()
        for job in self._later:
            job.result()

    @property
    def _main_file(self) -> str:
        return f"{FOLDERS['upload']}/{names.upload_name(self.song, 24)}"

    def _expect(self) -> None:
        expect, upload, share = self.work.expect, "upload" in self.packs, "share" in self.packs
        expect(self._main_file, COSTS["mix"])
        for version in self._versions:
            expect(self._version_file(version), COSTS["version"])
        if upload:
            expect(f"{FOLDERS['upload']}/{names.upload_name(self.song, 16)}", COSTS["wav16"])
        for encoding in SHARED if share else _SIMULATED if upload else ():
            expect(self._shared_file(encoding) if share else _SIMULATED[encoding], COSTS[encoding])
        for codec in lossy.VORBIS if upload else ():
            expect(codec, COSTS["vorbis"])

    def _first(self) -> None:
        """The mix, its stems and its versions, and the track that comes of it."""
        work, file, wants_stems = self.work, self._main_file, bool(self.packs & {"stems", "project"})
        versions = [version.tracks for version in self._versions]
        voices = Voices(self.song) if self._rules is not None else None
        hear = voices.hear if voices is not None else None
        made = render_parts(
            self.source, work, self.folder, file, self._say, stems=wants_stems, versions=versions, hear=hear
        )
        if made.missing:
            self.warnings.add("media-missing")
        if wants_stems:
            self._later.append(work.begin(self._finish_stems, made))
        for version, mix in zip(self._versions, made.versions, strict=True):
            self._later.append(work.begin(self._version, version, mix))
        self.mix = lossy.measured(Heard(self.song.rate_hz, made.mix), work.tick)
        cut = sounds.cut(made.mix, self.song)
        self.begins_s = sounds.begins_s(cut, self.song)
        track = sounds.delivered(made.mix[cut.first : cut.end], self.song.rate_hz)
        finished = self._finished(track, file)
        meter = lossy.metered(Heard(sounds.RATE_HZ, finished.samples), work.tick)
        drawn = pictures(finished.samples, sounds.RATE_HZ, meter.short_term_lufs)
        self.master = Master(finished.samples, meter.measured, _done(finished.report), drawn)
        self._begin_files()
        if self._rules is not None and voices is not None:
            self._later.append(work.begin(self._look_over, made.mix, finished.report, voices, self._rules))

    def _look_over(self, mix: Frames, report: mastering.Report, voices: Voices, rules: Rules) -> None:
        sources = (self.source, mix, self.master.samples, report, rules.delivery, self.begins_s)
        self.findings = [*check_sound(*sources, self.work.tick), *voices.findings(rules.delivery)]

    def _look_at_recordings(self, rules: Rules) -> None:
        recordings = check_recordings(self.song, self.source.path_of, rules.delivery, self.work.tick)
        self.of_recordings = list(recordings)

    def _begin_files(self) -> None:
        """What is made of the finished track, the longest work first."""
        begin, later = self.work.begin, self._later
        if "share" in self.packs:
            later += [begin(self._shared, encoding) for encoding in SHARED]
        if "upload" in self.packs:
            if "share" not in self.packs:
                later += [begin(self._try_out, encoding) for encoding in _SIMULATED]
            later += [begin(self._play_vorbis, codec) for codec in lossy.VORBIS]
            later += [begin(self._upload, bits) for bits in (24, 16)]

    def _finished(self, track: Frames, file: str) -> Finished:
        from studio.mastering import finish

        def told(share: float) -> None:
            self.work.tell(file, RENDERED + (_READY - RENDERED) * share)

        made = finish(track, sounds.RATE_HZ, self.song.finish, told, lambda: self.work.stopped)
        return made._replace(samples=sounds.silent_edges(made.samples))

    # --- the files

    def _upload(self, bits: int) -> None:
        file = f"{FOLDERS['upload']}/{names.upload_name(self.song, bits)}"
        self._wav(file, f"wav{bits}", self.master.samples, self.master.measured)

    def _wav(self, file: str, encoding: str, meant: Frames, levels: Measured) -> None:
        """`levels` are those of what is meant, and of the file if it holds just that."""
        path = self._path(file)
        tell = partial(self._tell, file, _READY, _WRITTEN)
        lossy.write(path, encoding, meant, sounds.RATE_HZ, tell, seed=self._seed)
        verify(path, encoding, len(meant), sounds.RATE_HZ)
        heard = read_back(path, encoding, self.work.tick)
        self._note(file, encoding, heard, levels, fault_of(meant, heard, encoding))

    def _shared_file(self, encoding: str) -> str:
        return f"{FOLDERS['share']}/{names.shown_name(self.song)}{SHARED[encoding]}"

    def _shared(self, encoding: str) -> None:
        meant, master = self.master.samples, self.master.measured
        file = self._shared_file(encoding)
        path, tell = self._path(file), partial(self._tell, file, 0.0, _WRITTEN)
        if ENCODINGS[encoding].bits:
            lossy.write(path, encoding, meant, sounds.RATE_HZ, tell)
            self._tag(path)
            heard = read_back(path, encoding, self.work.tick)
            self._note(file, encoding, heard, master, fault_of(meant, heard, encoding))
            return
        made = lossy.encode(path, encoding, meant, sounds.RATE_HZ, self.song.finish_knob("ceiling_dbtp"), tell)
        self._simulate(_SIMULATED[encoding], made.first_peak_dbtp)
        if made.trimmed:
            self.warnings.add("lossy-trimmed")
        self._tag(path)
        heard = read_back(path, encoding, self.work.tick)
        same = np.array_equal(heard.samples, made.heard.samples)
        found = made.measured if same else lossy.measured(heard, self.work.tick)
        levels = (master.integrated_lufs - made.lowered_db, found.integrated_lufs)
        fault = fault_of(meant, heard, encoding, levels)
        self._note(file, encoding, heard, found, fault, lowered_db=made.lowered_db, rounds=made.rounds)

    def _tag(self, path: Path) -> None:
        words = plain_lyrics(self.song)
        timed = tuple((line.at_ms, line.text) for line in timed_lines(self.song, self.begins_s))
        tags.write(path, self.song, tags.Extras(self._cover, words, timed))

    def _version_file(self, version: sounds.Version) -> str:
        called = "scene" if version.counted_in else version.pack
        return f"{FOLDERS[version.pack]}/{self._slug}_{called}_44k24.wav"

    def _version(self, version: sounds.Version, mix: Frames) -> None:
        file, tick = self._version_file(version), self.work.tick
        track = sounds.delivered(mix, self.song.rate_hz)
        if version.mastered:
            track = self._finished(track, file).samples
        else:
            peak = lossy.measured(Heard(sounds.RATE_HZ, track), tick).true_peak_dbtp
            track = sounds.below(track, peak, self.song.finish_knob("ceiling_dbtp"))
        if version.counted_in:
            track = sounds.counted_in(self.song, track)
        self._wav(file, "wav24", track, lossy.measured(Heard(sounds.RATE_HZ, track), tick))

    def _finish_stems(self, made: Parts) -> None:
        """Makes the dry ones, reads all back, adds them up and takes them away from the mix; if that leaves anything,
        none stays."""
        render_dry(self.source, self.work, self.folder, made)
        left, faults = null_of(self.folder, made, self.song.rate_hz, self.work)
        self.null_db = left
        for stem in made.stems:
            path, fault = self.folder / stem.file, faults.get(stem.file, "")
            if fault:
                path.unlink()
                self.rows[stem.file] = FileRow(file=stem.file, kind="wav24", fault=fault)
            else:
                row = self._row(stem.file)
                self.rows[stem.file] = msgspec.structs.replace(
                    row, kind="wav24", rate_hz=self.song.rate_hz, channels=2, frames=stem.frames
                )
        self.stems = tuple(stem for stem in made.stems if stem.file not in faults)
        if faults:
            self.warnings.add("file-left-out")

    # --- what the services make of it

    def _try_out(self, encoding: str) -> None:
        codec = _SIMULATED[encoding]
        path = self.folder / f"{codec}{SHARED[encoding]}"
        tell = partial(self.work.count, codec)
        try:
            lossy.write(path, encoding, self.master.samples, sounds.RATE_HZ, tell)
            heard = read_back(path, encoding, self.work.tick)
        finally:
            path.unlink(missing_ok=True)
        self._simulate(codec, lossy.measured(heard, self.work.tick).true_peak_dbtp)

    def _play_vorbis(self, codec: str) -> None:
        tell = partial(self.work.count, codec)
        self._simulate(codec, lossy.vorbis_peak_dbtp(self.master.samples, sounds.RATE_HZ, codec, tell))

    def _simulate(self, codec: str, peak_dbtp: float) -> None:
        self.work.count(codec, 1.0)
        self.simulated.append(Simulated(codec=codec, true_peak_dbtp=round(peak_dbtp, 2)))
        if peak_dbtp > 0.0:
            self.warnings.add("codec-clips")

    # --- what is noted

    def _note(
        self,
        file: str,
        encoding: str,
        heard: Heard,
        found: Measured,
        fault: str,
        *,
        lowered_db: float = 0.0,
        rounds: int = 1,
    ) -> None:
        row = FileRow(file=file) if fault else self._row(file)
        self.rows[file] = msgspec.structs.replace(
            row,
            kind=encoding,
            rate_hz=heard.rate_hz,
            channels=heard.samples.shape[1],
            frames=len(heard.samples),
            integrated_lufs=rounded(found.integrated_lufs),
            true_peak_dbtp=rounded(found.true_peak_dbtp),
            lowered_db=round(lowered_db, 2),
            rounds=rounds,
            fault=fault,
        )
        if fault:
            (self.folder / file).unlink()
            self.warnings.add("file-left-out")
        elif self._rules is not None and file.partition("/")[0] in _LOOKED_AT:
            sound, rules = Sound(heard.samples, heard.rate_hz), self._rules
            how = {"lossy": not ENCODINGS[encoding].bits, "upload": file.startswith(f"{FOLDERS['upload']}/")}
            path, peak_dbtp = self.folder / file, found.true_peak_dbtp
            self.found_in[file] = check_made(path, file, sound, peak_dbtp, rules.delivery, **how)
        self.work.tell(file, 1.0)

    def note_plain(self, file: str) -> None:
        """A file without sound is there."""
        self.rows[file] = self._row(file)
        self.work.tell(file, 1.0)

    def _row(self, file: str) -> FileRow:
        path = self.folder / file
        with path.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        return FileRow(file=file, bytes=path.stat().st_size, sha256=digest)

    def _path(self, file: str) -> Path:
        path = self.folder / file
        path.parent.mkdir(exist_ok=True)
        return path

    def _tell(self, file: str, first: float, last: float, share: float) -> None:
        self.work.tell(file, first + (last - first) * share)


def _done(report: mastering.Report) -> Finish:
    return Finish(
        target_lufs=report.target_lufs,
        ceiling_dbtp=report.ceiling_dbtp,
        gain_db=round(report.gain_db, 2),
        max_reduction_db=round(report.max_reduction_db, 2),
        mean_reduction_db=round(report.mean_reduction_db, 2),
        held_by=report.guard,
    )


def rounded(level: float) -> float | None:
    """A level as a report has it; None for silence."""
    return round(level, 2) if np.isfinite(level) else None
