"""The folder of a release: everything that a distributor, a friend, a stage and another studio need of one song."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studio.credits import PACKS
from studio.disk import read_file
from studio.interchange.findings import CheckRow, Mark, Report, Sound
from studio.interchange.words import Say, section_names
from studio.preflight.finding import Finding
from studio.preflight.remedies import with_sets
from studio.release import jpeg, papers
from studio.release.lookover import Rules, with_papers
from studio.release.making import FOLDERS, Making, rounded
from studio.release.parts import Source
from studio.release.work import Progress, Work
from studio.song import Media, Song
from studio.wholefile import whole_file
from studio.wholefolder import whole_folder

if TYPE_CHECKING:
    from studio.engine.sounds import Kits
    from studio.mastering import Measured

LARGEST_COVER_BYTES = 10_000_000
COVER = "cover.jpg"


class Released(NamedTuple):
    """A folder that stands."""

    folder: Path
    paths: tuple[Path, ...]
    """Its files, by name."""
    report: Report
    findings: tuple[Finding, ...] = ()
    """What was found in song, sound, files and papers."""


class Look(NamedTuple):
    """How a release is looked over."""

    rules: Rules
    sentence: Callable[[Finding], str]
    """What a finding says."""


def release(
    song: Song,
    path_of: Callable[[Media], Path],
    kits: Kits,
    target: Path,
    *,
    papers_folder: Path,
    say: Say,
    packs: frozenset[str] = frozenset(PACKS),
    midi_of: Callable[[Song], bytes] | None = None,
    look: Look | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Released:
    """Makes the folder `target` of what `packs` (of `PACKS`) asks for; whole or not at all, and in the place of
    an older one. The same song gives the same bytes.

    `papers_folder` is where the song keeps its cover, `say` words the texts, `midi_of` makes the MIDI file of a song
    with a beat, `look` is what all of it is held against. A file that was not found whole when it was read back is left
    out and named in the report. StudioError: song-empty, capacity, disk-full, disk-refused, export-failed; Cancelled.
    """
    with whole_folder(target) as folder:
        cover = _cover(song, papers_folder)
        with Work(progress, cancelled) as work:
            making = Making(Source(song, path_of, kits), folder, packs, work, say, cover, look.rules if look else None)
            making.make()
            if cover and "upload" in packs:
                with whole_file(folder / FOLDERS["upload"] / COVER) as file:
                    file.write(cover)
                making.note_plain(f"{FOLDERS['upload']}/{COVER}")
            if "share" in packs:
                papers.write_words(making)
            if "midi" in packs and midi_of is not None:
                papers.write_midi(making, midi_of)
            if "project" in packs:
                papers.write_projects(making, path_of, say, work.tick)
            papers.write_papers(making, say)
            found = [] if look is None else _found(making, papers_folder.parent, look)
        if not cover:
            making.warnings.add("cover-missing")
        report = _report(making, packs, say, _checks(found, look))
        papers.write_report(folder, report, say)
    paths = tuple(sorted(path for path in target.rglob("*") if path.is_file()))
    return Released(target, paths, report, tuple(found))


def _cover(song: Song, papers_folder: Path) -> bytes:
    """The cover as it goes out, without notes; empty where there is none that shops take."""
    if not song.release.cover_file:
        return b""
    try:
        data = read_file(papers_folder / Path(song.release.cover_file).name, LARGEST_COVER_BYTES)
    except OSError:
        return b""
    return jpeg.bare(data) if jpeg.is_jpeg(data) else b""


def _found(making: Making, folder: Path, look: Look) -> list[Finding]:
    """Everything; of a file only what the song and its finished track have not."""
    song, heard = making.song, (*making.findings, *making.of_recordings)
    found = with_papers(song, folder, look.rules, heard, making.master.measured.seconds)
    told = {finding.check for finding in found if finding.level != "ok"}
    for file in sorted(making.found_in):
        found += [with_sets(song, one) for one in making.found_in[file] if one.level != "ok" and one.check not in told]
    return found


def _checks(found: Iterable[Finding], look: Look | None) -> tuple[CheckRow, ...]:
    if look is None:
        return ()
    return tuple(
        CheckRow(code=one.check, level=one.level, text=look.sentence(one), at_s=one.at_s, file=one.file)
        for one in found
    )


def _report(making: Making, packs: frozenset[str], say: Say, checks: tuple[CheckRow, ...]) -> Report:
    song, master = making.song, making.master
    marks, bar = [], 0
    for section, name in zip(song.sections, section_names(song, say), strict=True):
        at_s = bar * song.beats_per_bar * 60.0 / song.bpm + making.begins_s
        marks.append(Mark(name=name, at_s=round(max(at_s, 0.0), 3)))
        bar += section.bars
    return Report(
        title=song.title,
        version=song.release.version,
        artists=song.release.artists,
        featured=song.release.featured,
        bpm=song.bpm,
        key=song.key,
        packs=tuple(name for name in PACKS if name in packs),
        mix=_sound(making.mix),
        master=_sound(master.measured),
        finish=master.finish,
        files=tuple(making.rows[file] for file in sorted(making.rows)),
        simulated=tuple(sorted(making.simulated, key=lambda played: played.codec)),
        warnings=tuple(sorted(making.warnings)),
        stems_null_db=None if making.null_db is None else round(making.null_db, 1),
        pictures=master.pictures,
        checks=checks,
        marks=tuple(marks),
    )


def _sound(found: Measured) -> Sound:
    return Sound(
        seconds=round(found.seconds, 3),
        integrated_lufs=rounded(found.integrated_lufs),
        lra_lu=rounded(found.lra_lu),
        max_momentary_lufs=rounded(found.max_momentary_lufs),
        max_short_term_lufs=rounded(found.max_short_term_lufs),
        true_peak_dbtp=rounded(found.true_peak_dbtp),
        sample_peak_dbfs=rounded(found.sample_peak_dbfs),
    )
