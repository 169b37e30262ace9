"""The report of a release: whole in itself, readable without eyes, colour or a net, safe from any name."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from itertools import pairwise

import msgspec
import pytest
from given_report import SECONDS, marks, pictures, report
from given_songs import HOSTILE, say, say_in, worded
from lxml import etree
from lxml import html as lxml_html

from studio.interchange import pictures as drawn
from studio.interchange.findings import CheckRow, FileRow, Finish, Mark, Pictures, Report, Simulated, Sound
from studio.interchange.markup import Markup, element, joined
from studio.interchange.report import FAULTS, GUARDS, LEVELS, WARNINGS, report_html, report_json
from studio.interchange.words import one_line
from ui import i18n

put = msgspec.structs.replace
SVG = "{http://www.w3.org/2000/svg}"
SPEAK = pytest.mark.parametrize("language", i18n.LANGUAGES)


def page(given: Report, language: str = "nb") -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(report_html(given, say=say_in(language)))


def text_of(given: Report, language: str = "nb") -> str:
    return " ".join(page(given, language).find("body").text_content().split())


@SPEAK
def test_one_file_without_scripts_or_anything_from_elsewhere(language: str) -> None:
    source = report_html(report(), say=say_in(language))
    root = page(report(), language)
    assert source.startswith("<!DOCTYPE html>\n")
    assert root.get("lang") == language
    assert not root.xpath("//script | //link | //img | //iframe | //object | //base | //*[@src or @href or @srcset]")
    assert not root.xpath("//@*[starts-with(name(), 'on')]")
    assert "http" not in source.replace('xmlns="http://www.w3.org/2000/svg"', "").replace("http-equiv", "")
    assert "url(" not in source
    assert "@import" not in source
    assert root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")
    assert root.find(".//meta").get("charset") == "utf-8"


@SPEAK
def test_headings_tables_and_pictures_can_be_heard(language: str) -> None:
    root = page(report(), language)
    levels = [int(node.tag[1]) for node in root.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    assert all(node.text_content().strip() for node in root.xpath("//h1 | //h2 | //h3"))
    assert len(root.xpath("//main")) == 1
    svgs = root.xpath("//svg")
    assert len(svgs) == 3
    for svg in svgs:
        assert svg.get("role") == "img"
        assert len(svg.get("aria-label")) > 20
        assert svg.find("title").text
        assert svg.find("desc").text
    for table in root.xpath("//table"):
        assert table.get("aria-label")
        assert all(cell.get("scope") == "col" for cell in table.xpath("./thead//th"))
        assert all(row.xpath("./th[@scope='row']") for row in table.xpath("./tbody/tr"))
    assert all(node.get("aria-hidden") == "true" for node in root.xpath("//span[starts-with(@class, 'sign')]"))


def test_numbers_stand_in_plain_words_in_the_reader_s_language() -> None:
    nb, en = text_of(report()), text_of(report(), "en")
    for text in (
        "Blå dag over Grønland (Radio edit)", "MC Ærlig feat. Åse", "93,7 slag i minuttet · A-moll", "−14,0 LUFS",
        "−1,0 dBTP", "5,2 LU", "2:41", "Låten ble hevet 6,3 dB, til −14,0 LUFS.",
        "tatt ned 2,3 dB på det meste, 0,1 dB",
        "Målet var −14,0 LUFS, og det ble nådd.", "WAV 24 bit, 44,1 kHz, 42,7 MB", "I orden, senket 0,4 dB",
        "Begynner ikke der den skulle", "TXT, 2 kB", "Den største forskjellen er −118,4 dBFS.",
        "AAC 256 kbit/s1,7 dBTPKan sprekke",
        "Det er stille i 2,4 sekunder midt i låten. (ved 1:12)",
    ):  # fmt: skip
        assert text in nb, text
    assert "raised by 6.3 dB, to −14.0 LUFS" in en
    assert "-14" not in nb + en  # a real minus


def test_the_verdict_counts_what_matters_most() -> None:
    good = put(report(), checks=(), warnings=(), files=report().files[:3])
    assert "Klar til å gis ut." in text_of(good)
    two = (CheckRow(code="a", level="warn", text="A"), CheckRow(code="b", level="info", text="B"))
    assert "Én ting er verdt en titt" in text_of(put(good, checks=two))
    assert "2 ting er verdt en titt" in text_of(put(good, checks=two, warnings=("codec-clips", "codec-clips")))
    assert "Én ting må ordnes" in text_of(put(good, checks=(*two, CheckRow(code="c", level="block", text="C"))))
    assert "Én ting må ordnes" in text_of(put(good, files=report().files, warnings=("file-left-out",)))


def test_checks_stand_with_the_gravest_first() -> None:
    checks = tuple(CheckRow(code=level, level=level, text=f"T-{level}") for level in reversed(LEVELS))
    found = re.findall(r"T-(\w+)", text_of(put(report(), checks=checks)))
    assert tuple(found) == LEVELS
    assert "unworded" in text_of(put(report(), checks=(CheckRow(code="unworded", level="warn"),)))


@SPEAK
def test_every_text_of_the_report_is_said_somewhere(language: str) -> None:
    said = set()

    def hearing(message: str, fields: Mapping[str, object]) -> str:
        said.add(message.partition(".")[0])
        return say_in(language)(message, fields)

    full = put(
        report(),
        warnings=WARNINGS,
        checks=tuple(CheckRow(code=level, level=level, text="x", at_s=1.0) for level in LEVELS),
        files=tuple(FileRow(file="a.wav", kind="wav24", fault=fault) for fault in ("", *FAULTS, "other"))
        + report().files,
    )
    for given in (
        full,
        put(full, checks=(), files=(), warnings=()),
        put(full, checks=full.checks[1:], files=()),
        put(full, stems_null_db=None, finish=put(full.finish, gain_db=-1.0, held_by="x"), master=Sound()),
        *(put(full, finish=put(full.finish, held_by=guard)) for guard in (*GUARDS, "silent")),
    ):
        report_html(given, say=hearing)
    assert {name for name in worded(language) if name.startswith("report-")} <= said


def test_silence_and_nothing_are_said_too() -> None:
    text = text_of(Report(title=""))
    assert "stille" in text
    assert "nan" not in text.lower()
    assert "inf" not in text.lower().replace("info", "")
    assert page(Report(title="")).xpath("//svg") == []
    odd = put(
        report(),
        master=put(report().master, integrated_lufs=-math.inf, true_peak_dbtp=math.nan, lra_lu=None),
        pictures=Pictures(
            wave_low=(math.nan, -2.0), wave_high=(3.0, math.inf), short_term_lufs=(None, math.nan, -20.0, None),
            spectrum_hz=(100.0,), spectrum_db=(-math.inf,),
        ),
        marks=(Mark(name="a", at_s=-1.0), Mark(name="b", at_s=1e9)),
    )  # fmt: skip
    source = report_html(odd, say=say)
    for number in re.findall(r'(?:points|d|x|y|height|width)="([^"]*)"', source):
        assert "nan" not in number
        assert "inf" not in number


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_read_as_a_tag(name: str) -> None:
    plain, given = (
        put(
            report(),
            title=title,
            version=title,
            artists=(title,),
            key=title,
            files=(FileRow(file=title, kind=title, fault=title), FileRow(file=title)),
            checks=(CheckRow(code=title, level="warn", text=title),),
            simulated=(Simulated(codec=title),),
            marks=(Mark(name=title, at_s=1.0),),
        )
        for title in ("Plain", name)
    )
    root, wanted = page(given), page(plain)
    assert [node.tag for node in root.iter()] == [node.tag for node in wanted.iter()]
    shown = one_line(name)
    assert root.find(".//bdi").text_content() == shown
    assert root.find("head/title").text == f"Rapport: {shown}"
    assert "\u202e" not in report_html(given, say=say)
    for svg in re.findall(r"<svg.*?</svg>", report_html(given, say=say), re.DOTALL):
        etree.fromstring(svg)
    assert json.loads(report_json(given))["artists"] == [name.encode("utf-8", "replace").decode()]


def test_json_holds_every_field_and_no_number_that_is_none() -> None:
    odd = put(report(), finish=Finish(gain_db=-math.inf), mix=Sound(seconds=math.nan, lra_lu=1.23456789))
    data = report_json(odd)
    read = json.loads(data, parse_constant=pytest.fail)
    assert set(read) == set(Report.__struct_fields__)
    assert set(read["files"][0]) == set(FileRow.__struct_fields__)
    assert read["finish"]["gain_db"] is None
    assert read["mix"]["seconds"] is None
    assert read["mix"]["lra_lu"] == 1.2346
    assert read["title"] == "Blå dag over Grønland"
    assert len(read["pictures"]["wave_high"]) == 1200
    assert len(data.splitlines()) == len(read) + 2


def test_two_runs_are_equal_and_small() -> None:
    assert report_html(report(), say=say) == report_html(report(), say=say)
    assert report_json(report()) == report_json(report())
    long = put(report(), pictures=pictures(20_000))
    assert len(report_html(long, say=say)) < 120_000


def svg_of(markup: str) -> etree._Element:
    return etree.fromstring(markup)


def numbers(text: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", text)]


def test_the_waveform_reaches_as_far_as_the_sound() -> None:
    given = Pictures(wave_low=(-1.0, -0.5, 0.0, 0.0), wave_high=(0.0, 0.5, 1.0, 7.0))
    svg = svg_of(drawn.waveform(given, 8.0, (), title="t", text="x"))
    points = numbers(svg.find(f"{SVG}path").get("d"))
    # 892 wide from 56 on, 188 high from 24 on; the middle of the first of four columns is an eighth of the way
    assert points[:4] == [(167.5, 118.0), (390.5, 71.0), (613.5, 24.0), (836.5, 24.0)]
    assert points[4:] == [(836.5, 118.0), (613.5, 118.0), (390.5, 165.0), (167.5, 212.0)]


def test_more_columns_than_fit_keep_their_peaks() -> None:
    high = tuple(1.0 if column == 5003 else 0.1 for column in range(10_000))
    svg = svg_of(drawn.waveform(Pictures(wave_low=high, wave_high=high), 8.0, (), title="t", text="x"))
    points = numbers(svg.find(f"{SVG}path").get("d"))
    assert len(points) == 2 * 640
    assert min(y for _, y in points) == 24.0


def test_loudness_is_cut_where_it_is_silent_and_shows_the_target() -> None:
    given = Pictures(short_term_lufs=(-21.0, -36.0, None, -6.0, None, -50.0, 0.0))
    svg = svg_of(drawn.loudness(given, 7.0, (), -14.0, title="t", text="x", aim="Mål", spoken=str))
    lines = [numbers(line.get("points")) for line in svg.findall(f"{SVG}polyline")]
    assert [[y for _, y in line] for line in lines] == [[118.0, 212.0], [24.0, 24.0], [212.0, 24.0]]
    dashed = svg.xpath("//*[@stroke-dasharray]")
    assert [node.get("y1") for node in dashed] == ["74.1"]  # 8 of 30 LU below the top
    assert "Mål" in svg.xpath("string()")
    none = svg_of(drawn.loudness(given, 7.0, (), None, title="t", text="x", aim="Mål", spoken=str))
    assert not none.xpath("//*[@stroke-dasharray]")


def test_bars_of_the_spectrum_and_their_octaves() -> None:
    given = Pictures(spectrum_hz=(99.2, 125.0, 157.5), spectrum_db=(0.0, -30.0, -90.0))
    svg = svg_of(drawn.spectrum(given, title="t", text="x", spoken=str))
    bars = svg.findall(f"{SVG}rect")[1:]
    assert [bar.get("height") for bar in bars] == ["188", "94"]
    assert "125" in [node.text for node in svg.findall(f"{SVG}text")]


def test_parts_and_times_stand_where_they_are() -> None:
    svg = svg_of(drawn.waveform(pictures(), SECONDS, marks(), title="t", text="x"))
    texts = {node.text: float(node.get("x")) for node in svg.findall(f"{SVG}text")}
    assert {"Intro", "Vers 1", "Refreng 1", "0:00", "2:30"} <= set(texts)
    assert texts["1:00"] == pytest.approx(56.0 + 892.0 * 60.0 / SECONDS, abs=0.06)
    assert texts["Refreng 1"] == pytest.approx(58.0 + 892.0 * 48.0 / SECONDS, abs=0.06)
    crowd = tuple(Mark(name=f"Part {number}", at_s=number * 0.5) for number in range(100))
    svg = svg_of(drawn.waveform(pictures(), 60.0, crowd, title="t", text="x"))
    shown = sorted(float(node.get("x")) for node in svg.findall(f"{SVG}text") if node.text.startswith("Part"))
    assert all(right - left > 40.0 for left, right in pairwise(shown))


def test_markup_escapes_all_but_itself() -> None:
    assert element("p", "a < b & c", Markup("<b>d</b>"), title='"x"') == (
        '<p title="&quot;x&quot;">a &lt; b &amp; c<b>d</b></p>'
    )  # fmt: skip
    assert (
        element("a_b", class_="", aria_label="x", width=1.0, x=1.25) == '<a_b aria-label="x" width="1" x="1.2"></a_b>'
    )
    assert joined("<", Markup("<br>")) == "&lt;<br>"
    assert element("p", "\x00\x07a\ud800") == "<p>a</p>"


def test_text_on_its_ground_has_contrast_enough() -> None:
    def luminance(colour: str) -> float:
        parts = (int(colour[place : place + 2], 16) / 255.0 for place in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for dark in ("#1B1D22", "#4A4F59", "#B00020", "#7A4B00", "#0B5CAD", "#00695C"):
        for light in ("#FAF8F3", "#EFEBE2"):
            assert (luminance(light) + 0.05) / (luminance(dark) + 0.05) >= 4.5, (dark, light)
