"""The words of a song as the services want them: plain, and with the time of each line.

Lines follow the lines of the song (`studio.lines`). What a person wrote is kept word for word; only the capital that a
line begins with and the mark that it ends with are put right, as every service asks for. What else they ask for is for
preflight to say.
"""

from __future__ import annotations

from typing import NamedTuple

from studio.interchange.words import one_line
from studio.lines import LineSpan, line_spans
from studio.song import Song

_ENDS = " .,"


class TimedLine(NamedTuple):
    """A line of the words and when it begins; as `(at_ms, text)` what a tag takes."""

    at_ms: int
    text: str


def plain_lyrics(song: Song) -> str:
    """One line for each line of the song that has words, a blank one between its parts; empty for no words. Ends with a
    newline."""
    parts: dict[int, list[str]] = {}
    for span, text in _sung(song):
        parts.setdefault(span.section, []).append(text)
    return "\n\n".join("\n".join(lines) for lines in parts.values()) + "\n" if parts else ""


def timed_lines(song: Song, offset_s: float = 0.0) -> tuple[TimedLine, ...]:
    """The lines with words. `offset_s` is where beat 0 of the song lies in the file that they go with."""
    return tuple(TimedLine(_ms(song, span.from_beat, offset_s), text) for span, text in _sung(song))


def lrc(song: Song, offset_s: float = 0.0) -> str:
    """Lines as `[mm:ss.xx]words`, which players show along with the music, and an empty one where the words pause; no
    text for no words. `offset_s` as for `timed_lines`."""
    rows: list[TimedLine] = []
    ends = None
    for span, text in _sung(song):
        if ends is not None and ends < span.from_beat:
            rows.append(TimedLine(_ms(song, ends, offset_s), ""))
        rows.append(TimedLine(_ms(song, span.from_beat, offset_s), text))
        ends = span.to_beat
    if ends is not None:
        rows.append(TimedLine(_ms(song, ends, offset_s), ""))
    return "".join(f"[{_clock(row.at_ms)}]{row.text}\n" for row in rows)


def _sung(song: Song) -> list[tuple[LineSpan, str]]:
    """The lines of the song that have words, as the services want them written."""
    pairs = zip(line_spans(song), song.lines, strict=False)
    return [(span, text) for span, line in pairs if (text := _written(line.text))]


def _written(text: str) -> str:
    """`  og så sier jeg: «ja».. ` → `Og så sier jeg: «ja»`."""
    line = one_line(text, longest=len(text)).rstrip(_ENDS)
    first = next((place for place, sign in enumerate(line) if sign.isalnum()), 0)
    return line[:first] + line[first : first + 1].upper() + line[first + 1 :]


def _ms(song: Song, beat: float, offset_s: float) -> int:
    return max(round((beat * 60.0 / song.bpm + offset_s) * 1000.0), 0)


def _clock(at_ms: int) -> str:
    minutes, hundredths = divmod(round(at_ms / 10.0), 6000)
    return f"{minutes:02d}:{hundredths // 100:02d}.{hundredths % 100:02d}"
