"""The report of a release: one page that any browser opens and any printer prints, and the same as JSON.

The page is whole in itself: no scripts, nothing from the net, its pictures drawn in it. It says the numbers in plain
words; levels, order and words stand for themselves without colour. The same report gives the same bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from studio.interchange import pictures
from studio.interchange.findings import CheckRow, FileRow, Report, Simulated, Sound
from studio.interchange.markup import Markup, element, joined
from studio.interchange.report_style import STYLE
from studio.interchange.texts import clock
from studio.interchange.words import Say, key_name, one_line

LEVELS = ("block", "warn", "info", "ok")
"""Levels of a check, the gravest first."""
WARNINGS = ("codec-clips", "lossy-trimmed", "media-missing", "cover-missing", "file-left-out")
GUARDS = ("mean", "peak", "plr", "bought")
"""What kept mastering from going louder; `silent` besides, where there was nothing to master."""
FAULTS = ("frames", "rate", "channels", "lag", "sound", "loudness")
_KINDS = {"wav16": "WAV 16 bit", "wav24": "WAV 24 bit", "wav32f": "WAV 32 bit float", "flac24": "FLAC 24 bit",
          "mp3": "MP3", "m4a": "M4A (AAC)"}  # fmt: skip
_CODECS = {"mp3-320": "MP3 320 kbit/s", "vorbis-q5": "Ogg Vorbis q5", "vorbis-q9": "Ogg Vorbis q9",
           "aac-256": "AAC 256 kbit/s"}  # fmt: skip
_FULL_SCALE_DBTP = 0.0
_MB = 1_000_000.0
_SIGNS = {"block": "✕", "warn": "!", "info": "i", "ok": "✓"}
_LOCKED = "default-src 'none'; style-src 'unsafe-inline'"
"""Even a browser that is told otherwise by the page fetches nothing."""


def report_html(report: Report, *, say: Say) -> str:
    """`rapport.html`, in the language of `say`, for UTF-8."""
    title = one_line(report.title)
    head = element(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_LOCKED}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", say("report-title", {"title": title})),
        element("style", Markup(STYLE)),
    )
    sections = [
        _header(report, title, say),
        *_checks(report.checks, say),
        *_warnings(report, say),
        *_pictures(report, say),
        *_finish(report, say),
        *_files(report.files, say),
        *_services(report.simulated, say),
        *_stems(report, say),
        element("footer", element("p", say("report-end", {}), class_="small")),
    ]
    body = element("body", element("main", *(joined("\n", section) for section in sections)))
    page = element("html", "\n", head, "\n", body, "\n", lang=say("report-language", {}))
    return f"<!DOCTYPE html>\n{page}\n"


def report_json(report: Report) -> bytes:
    """`rapport.json`: every field of the report by its name, one to a line, UTF-8. What is no number is null."""
    rows = msgspec.structs.asdict(report)
    lines = [f"{json.dumps(name)}: {_json(value)}" for name, value in rows.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _json(value: object) -> str:
    return json.dumps(_built(value), ensure_ascii=False, allow_nan=False)


def _built(value: object) -> object:
    """A value as JSON has it: whole, not without its defaults, with as many digits as mean something."""
    if isinstance(value, msgspec.Struct):
        return {name: _built(part) for name, part in msgspec.structs.asdict(value).items()}
    if isinstance(value, tuple):
        return [_built(part) for part in value]
    if isinstance(value, float):
        return round(value, 4) + 0.0 if math.isfinite(value) else None
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _header(report: Report, title: str, say: Say) -> Markup:
    names = ", ".join(filter(None, map(one_line, report.artists)))
    guests = ", ".join(filter(None, map(one_line, report.featured)))
    version = one_line(report.version)
    about = [say("report-bpm", {"bpm": round(report.bpm, 2)})] if report.bpm > 0.0 else []
    about += [key] if (key := key_name(report.key, say)) else []
    return element(
        "header",
        element("h1", element("bdi", title), f" ({version})" if version else ""),
        element("p", element("bdi", f"{names} feat. {guests}" if names and guests else names or guests), class_="by"),
        element("p", " · ".join(about), class_="about"),
        _verdict(report, say),
        element("h2", say("report-numbers", {})),
        _numbers(report.master, say),
    )


def _verdict(report: Report, say: Say) -> Markup:
    """The whole report in one sentence: how much has to be put right, or else how much is worth a look."""
    levels: list[str] = [check.level for check in report.checks]
    levels += ["block" for row in report.files if row.fault]
    levels += ["warn" for code in _known(report.warnings) if code != "file-left-out"]
    level = next((level for level in ("block", "warn") if level in levels), "ok")
    text = say(f"report-verdict-{level}", {"count": levels.count(level)})
    return element("p", _sign(level), element("span", text), class_=f"verdict {level}")


def _sign(level: str) -> Markup:
    """A mark in a circle, for the eye alone: its level is said in words beside it."""
    return element("span", element("b", _SIGNS[level]), class_=f"sign {level}", aria_hidden="true")


def _numbers(sound: Sound, say: Say) -> Markup:
    rows = [(name, _of(name, sound, say)) for name in ("loudness", "peak", "range")]
    rows.append(("length", clock(sound.seconds)))
    return element(
        "dl",
        *(
            element(
                "div",
                element("dt", say(f"report-{name}", {})),
                element("dd", value, class_="value"),
                element("dd", say(f"report-{name}.help", {}), class_="small"),
            )
            for name, value in rows
        ),
        class_="numbers",
    )


def _checks(checks: Sequence[CheckRow], say: Say) -> Iterator[Markup]:
    """What was looked at, the gravest first; what is in order, in one list at the end."""
    if checks:
        yield element("h2", say("report-checks", {}))
    for level in LEVELS:
        rows = [check for check in checks if check.level == level]
        if rows:
            yield element("h3", say(f"report-level-{level}", {}))
            yield _list((_placed(check, say) for check in rows), level)


def _placed(check: CheckRow, say: Say) -> str:
    text = one_line(check.text, longest=2000) or one_line(check.code)
    text = f"{one_line(check.file)}: {text}" if check.file else text
    return text if check.at_s is None else say("report-at", {"text": text, "time": clock(check.at_s)})


def _list(texts: Iterable[str], level: str) -> Markup:
    rows = (element("li", _sign(level), element("span", text)) for text in texts)
    return element("ul", *rows, class_="checks")


def _warnings(report: Report, say: Say) -> Iterator[Markup]:
    if known := _known(report.warnings):
        yield element("h2", say("report-warnings", {}))
        yield _list((say(f"report-warning-{code}", {}) for code in known), "warn")


def _known(warnings: Iterable[str]) -> list[str]:
    return [code for code in dict.fromkeys(warnings) if code in WARNINGS]


def _pictures(report: Report, say: Say) -> Iterator[Markup]:
    drawn, seconds = report.pictures, report.master.seconds
    target_lufs = report.finish.target_lufs
    texts = {
        "wave": {"length": clock(seconds), "peak": _dbtp(report.master.true_peak_dbtp, say)},
        "curve": {
            "loudness": _lufs(report.master.integrated_lufs, say),
            "most": _lufs(report.master.max_short_term_lufs, say),
            "target": _lufs(target_lufs, say),
        },
        "spectrum": {"band": _strongest(report)},
    }
    said = {name: (say(f"report-{name}", {}), say(f"report-{name}.alt", fields)) for name, fields in texts.items()}
    made = []
    if drawn.wave_high:
        title, text = said["wave"]
        made.append(("wave", pictures.waveform(drawn, seconds, report.marks, title=title, text=text)))
    if drawn.short_term_lufs:
        title, text = said["curve"]
        aim = say("report-aim", {"target": _lufs(target_lufs, say)})
        made.append((
            "curve",
            pictures.loudness(
                drawn, seconds, report.marks, target_lufs, title=title, text=text, aim=aim, spoken=_whole
            ),
        ))  # fmt: skip
    if drawn.spectrum_db:
        title, text = said["spectrum"]
        made.append(("spectrum", pictures.spectrum(drawn, title=title, text=text, spoken=_whole)))
    if made:
        yield element("h2", say("report-pictures", {}))
    for name, picture in made:
        yield element("h3", say(f"report-{name}", {}))
        yield element("figure", picture, element("figcaption", say(f"report-{name}.text", {})))


def _strongest(report: Report) -> str:
    bands = zip(report.pictures.spectrum_db, report.pictures.spectrum_hz, strict=False)
    return f"{max(bands, default=(0.0, 0.0))[1]:.0f} Hz"


def _finish(report: Report, say: Say) -> Iterator[Markup]:
    finish, master = report.finish, report.master
    fields = {"gain": _decimal(abs(finish.gain_db), say), "loudness": _lufs(master.integrated_lufs, say)}
    rows = [say("report-raised" if finish.gain_db >= 0.0 else "report-lowered", fields)]
    if finish.max_reduction_db > 0.05:
        most, mean = _decimal(finish.max_reduction_db, say), _decimal(finish.mean_reduction_db, say)
        rows.append(say("report-reduced", {"most": most, "mean": mean}))
    target = _lufs(finish.target_lufs, say)
    rows.append(say("report-held" if finish.held_by else "report-reached", {"target": target}))
    if finish.held_by in GUARDS:
        rows.append(say(f"report-held-{finish.held_by}", {}))
    if finish.held_by == "silent":
        rows = [say("report-held-silent", {})]
    yield element("h2", say("report-finish", {}))
    yield from (element("p", row) for row in rows)
    yield _table(
        say("report-before-after", {}),
        ("", say("report-before", {}), say("report-after", {})),
        [(say(f"report-{name}", {}), _of(name, report.mix, say), _of(name, master, say)) for name in _COMPARED],
        numbers=(1, 2),
    )


def _files(files: Sequence[FileRow], say: Say) -> Iterator[Markup]:
    if not files:
        return
    rows = [
        (
            joined(
                one_line(row.file), element("span", f"{_format(row, say)}, {_size(row.bytes, say)}", class_="small")
            ),
            "" if row.integrated_lufs is None else _lufs(row.integrated_lufs, say),
            "" if row.true_peak_dbtp is None else _dbtp(row.true_peak_dbtp, say),
            _state(row, say),
        )
        for row in files
    ]
    columns = [say(f"report-column-{name}", {}) for name in ("file", "loudness", "peak", "state")]
    yield element("h2", say("report-files", {}))
    yield element("p", say("report-files.text", {}))
    yield _table(say("report-files", {}), columns, rows, numbers=(1, 2))


def _format(row: FileRow, say: Say) -> str:
    if not row.kind:
        return one_line(row.file).rpartition(".")[2].upper()
    kind = _KINDS.get(row.kind, one_line(row.kind))
    return f"{kind}, {say('report-khz', {'khz': row.rate_hz / 1000.0})}" if row.rate_hz else kind


def _size(count: int, say: Say) -> str:
    if count >= _MB:
        return f"{_decimal(count / _MB, say)} MB"
    return f"{max(round(count / 1000.0), 1)} kB" if count else "0 kB"


def _state(row: FileRow, say: Say) -> str:
    if row.fault:
        return say(f"report-fault-{row.fault}" if row.fault in FAULTS else "report-fault", {})
    if row.lowered_db > 0.0:
        return say("report-file-lowered", {"lowered": _decimal(row.lowered_db, say)})
    return say("report-file-good" if row.kind else "report-file-there", {})


def _services(simulated: Sequence[Simulated], say: Say) -> Iterator[Markup]:
    if simulated:
        rows = [
            (
                _CODECS.get(one.codec, one_line(one.codec)),
                _dbtp(one.true_peak_dbtp, say),
                say(
                    "report-codec-clips" if (one.true_peak_dbtp or -1.0) > _FULL_SCALE_DBTP else "report-codec-good", {}
                ),
            )
            for one in simulated
        ]
        columns = [say(f"report-column-{name}", {}) for name in ("codec", "peak", "state")]
        yield element("h2", say("report-services", {}))
        yield element("p", say("report-services.text", {}))
        yield _table(say("report-services", {}), columns, rows, numbers=(1,))


def _clips(simulated: Simulated) -> bool:
    return simulated.true_peak_dbtp is not None and simulated.true_peak_dbtp > _FULL_SCALE_DBTP


def _stems(report: Report, say: Say) -> Iterator[Markup]:
    if "stems" in report.packs:
        null_db = report.stems_null_db
        yield element("h2", say("report-stems", {}))
        exact = null_db is None
        fields = {"difference": "" if null_db is None else f"{_decimal(null_db, say)} dBFS"}
        yield element("p", say("report-stems-exact" if exact else "report-stems-sum", fields))


def _table(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int]) -> Markup:
    """A table whose first cell of each row is its head; `numbers` are the columns that stand to the right."""

    def kind(place: int) -> str:
        return "number" if place in numbers else ""

    heads = (element("th", text, scope="col", class_=kind(place)) for place, text in enumerate(columns))
    body = (
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(element("td", text, class_=kind(place)) for place, text in enumerate(row[1:], 1)),
        )
        for row in rows
    )
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *body), aria_label=name)
    return element("div", table, class_="wide", tabindex=0, role="region", aria_label=name)


_COMPARED = ("loudness", "loudest", "range", "peak")


def _of(name: str, sound: Sound, say: Say) -> str:
    """One number of a sound, with its unit."""
    if name == "range":
        return _lu(sound.lra_lu, say)
    if name == "peak":
        return _dbtp(sound.true_peak_dbtp, say)
    return _lufs(sound.integrated_lufs if name == "loudness" else sound.max_short_term_lufs, say)


def _lufs(value: float | None, say: Say) -> str:
    return say("report-silent", {}) if value is None else f"{_decimal(value, say)} LUFS"


def _dbtp(value: float | None, say: Say) -> str:
    return say("report-silent", {}) if value is None else f"{_decimal(value, say)} dBTP"


def _lu(value: float | None, say: Say) -> str:
    return "–" if value is None else f"{_decimal(value, say)} LU"


def _decimal(value: float, say: Say) -> str:
    """One digit behind the point, with the reader's sign for it and a real minus."""
    if not math.isfinite(value):
        return "–"
    return say("report-decimal", {"value": round(value, 1) + 0.0}).replace("-", "−")


def _whole(value: float) -> str:
    return f"{value:.0f}".replace("-", "−")
