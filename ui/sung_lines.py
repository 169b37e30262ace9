"""What the list of lines shows of a song: its words, sections and takes as rows."""

from __future__ import annotations

from typing import NamedTuple

from recorder import takes
from studio.lines import LineSpan, line_spans
from studio.song import Clip, Song, Track
from studio.spoken import syllables
from ui.widgets.line_rows import Mark, Row
from ui.widgets.section_bar import section_name

EDGE_S = 0.15
"""So much is shown, and can be taken in, on either side of a line."""


class LineWave(NamedTuple):
    """How one line sounds, with what lies around it."""

    media_id: str
    from_frame: float
    """Of the file, `EDGE_S` before the line."""
    to_frame: float
    start_share: float
    """Where in this stretch the line's own clip begins, 0…1."""
    end_share: float


def rows_of(song: Song, track_id: str) -> tuple[Row, ...]:
    """A row for every line of the song, with the takes that one track has of it."""
    spans = line_spans(song)
    found = takes.line_takes(song, track_id) if track_id else ((),) * len(spans)
    rows = []
    for number, of_line in enumerate(found):
        words = song.lines[number].text if number < len(song.lines) else ""
        chosen = takes.chosen(song, track_id, number) if of_line else ""
        rows.append(
            Row(
                number=number + 1,
                section=section_of(song, spans, number),
                words=words,
                syllables=syllables(words),
                takes=tuple(
                    Mark(
                        take_id=take.take_id,
                        number=take.number,
                        chosen=take.take_id == chosen,
                        loud=take.loud,
                        broken=take.broken,
                        partial=not take.whole,
                    )
                    for take in of_line
                ),
            )
        )
    return tuple(rows)


def first_sung(song: Song) -> int:
    """The line where words begin in a song that has none yet: the first one behind an intro."""
    for line, span in enumerate(line_spans(song)):
        if span.section < 0 or song.sections[span.section].kind != "intro":
            return line
    return 0


def first_worked(song: Song, track_id: str) -> int:
    """The first line with words, or with takes on a track; the very first where there is none."""
    return next((line for line, row in enumerate(rows_of(song, track_id)) if row.words or row.takes), 0)


def section_of(song: Song, spans: tuple[LineSpan, ...], line: int) -> str:
    """What the section is called that begins with a line; empty inside of one."""
    here = spans[line].section
    if here < 0 or (line and spans[line - 1].section == here):
        return ""
    return section_name(song.sections[here])


def line_wave(song: Song, track_id: str, line: int) -> LineWave | None:
    """The sound of a line on a track, from the clip in its middle; None where it is silent."""
    spans = line_spans(song)
    track = next((track for track in song.tracks if track.id == track_id), None)
    if track is None or not 0 <= line < len(spans):
        return None
    start, end = song.frame_of(spans[line].from_beat), song.frame_of(spans[line].to_beat)
    clip = _clip_at(song, track, (start + end) // 2)
    if clip is None:
        return None
    edge = round(EDGE_S * song.rate_hz)
    first, length = start - edge, end - start + 2 * edge
    at = song.frame_of(clip.at_beat)
    in_file = clip.offset_frames - at
    begins = max(at, first) if at > first else start
    ends = min(at + clip.length_frames, end + edge) if at + clip.length_frames < end + edge else end
    return LineWave(
        clip.media_id, first + in_file, first + length + in_file, (begins - first) / length, (ends - first) / length
    )


def _clip_at(song: Song, track: Track, frame: int) -> Clip | None:
    for clip in track.clips:
        at = song.frame_of(clip.at_beat)
        if at <= frame < at + clip.length_frames and not clip.mute:
            return clip
    return None
