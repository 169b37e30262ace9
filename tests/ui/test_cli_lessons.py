"""`rapstudio lessons`: which there are, whether they hold, and a new one to write on."""

from __future__ import annotations

import json
from typing import get_args

import a_lesson
import pytest

from presets import teaching
from studio.errors import StudioError
from studio.lessons import own
from studio.lessons.finding import FINDINGS, Finding
from ui import i18n
from ui.finding_words import of_lesson


def test_a_new_lesson_is_made_and_holds(studio, tmp_path):
    made = json.loads(studio("lessons", "new", "20-min-leksjon", tmp_path / "own", "--json"))
    assert made["folder"] == str(tmp_path / "own" / "20-min-leksjon")
    found = json.loads(studio("lessons", "check", tmp_path / "own", "--json"))
    assert (found["lessons"], found["findings"]) == (["20-min-leksjon"], [])
    assert "4 steg" in studio("lessons", "check", tmp_path / "own" / "20-min-leksjon")
    assert studio("lessons", "new", "20-min-leksjon", tmp_path / "own", code=2)
    assert studio("lessons", "new", "min", code=2)


def test_own_lessons_are_listed_with_the_house_s(studio, tmp_path):
    studio("lessons", "new", "20-min-leksjon")
    rows = json.loads(studio("lessons", "list", "--json"))["lessons"]
    assert [row["id"] for row in rows if not row["own"]] == list(teaching.lesson_ids())
    assert [(row["id"], row["title"], row["steps"]) for row in rows if row["own"]] == [
        ("20-min-leksjon", "Min leksjon", 4)
    ]
    assert "20-min-leksjon: Min leksjon" in studio("lessons", "list")


def test_a_lesson_goes_to_paper_by_its_number(studio, tmp_path, app):
    first = teaching.lesson_ids()[0]
    said = json.loads(studio("lessons", "print", first[:2], "-o", tmp_path / "a.pdf", "--json"))
    assert said == {"lesson": first, "file": "a.pdf"}
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    studio("lessons", "print", first, "-o", tmp_path / "b.pdf", "--peer")
    assert (tmp_path / "b.pdf").read_bytes() != (tmp_path / "a.pdf").read_bytes()
    assert studio("lessons", "print", "77", "-o", tmp_path / "c.pdf", code=2)


def test_the_papers_of_peers_are_printed_in_place_of_a_lesson(studio, tmp_path, app):
    said = json.loads(studio("lessons", "print", "peers", "-o", tmp_path / "a.pdf", "--json"))
    assert said == {"lesson": None, "file": "a.pdf"}
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert studio("lessons", "print", "peers", "-o", tmp_path / "b.pdf", lang="en").strip() == "The sheet is in b.pdf."
    assert json.loads(studio("lessons", "print", "peers", "-o", tmp_path / "no" / "c.pdf", "--json", code=2))


def test_a_lesson_is_carried_to_another_machine(studio, tmp_path, monkeypatch):
    studio("lessons", "new", "20-min-leksjon")
    file = tmp_path / "min.leksjon"
    studio("lessons", "pack", "20", "-o", file)
    assert json.loads(studio("lessons", "fetch", file, "--json"))["kept"] == "same"
    monkeypatch.setenv("RAPSTUDIO_HOME", str(tmp_path / "other"))
    assert json.loads(studio("lessons", "fetch", file, "--json")) == {
        "lesson": "20-min-leksjon",
        "version": 1,
        "kept": "new",
    }
    assert "20-min-leksjon" in studio("lessons", "list")
    file.write_bytes(b"PK")
    assert json.loads(studio("lessons", "fetch", file, "--json", code=2))["error"] == "package-unreadable"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_whatever_became_of_a_package_has_its_sentence(language):
    i18n.use(language)
    said = {i18n.t(f"told-lesson-kept-{kept}", lesson="20-x", version=3) for kept in get_args(own.Kept)}
    assert len(said) == 4
    i18n.use("nb")


def test_what_does_not_hold_is_named_with_file_line_and_remedy(studio, tmp_path):
    a_lesson.write(
        tmp_path,
        toml=a_lesson.TOML.replace("steps = [1, 9]", "steps = [1]"),
        nb=a_lesson.NB.replace("myk eller", "feil"),
    )
    said = studio("lessons", "check", tmp_path, code=1)
    line = a_lesson.TOML[: a_lesson.TOML.index("check = { all")].count("\n") + 1
    assert f"{a_lesson.ID}/lesson.toml, linje {line} (step[1] kick)" in said
    assert f"{a_lesson.ID}/nb.ftl" in said
    assert "«feil»" in said
    found = json.loads(studio("lessons", "check", tmp_path, "--json", code=1))
    assert {finding["code"] for finding in found["findings"]} == {"never-true", "banned"}


def test_a_lesson_that_cannot_be_read_is_a_finding_like_any(studio, tmp_path):
    a_lesson.write(tmp_path, toml=a_lesson.TOML.replace("beat.kit", "beat.cat"))
    a_lesson.write(tmp_path, lesson_id="02-other")
    found = json.loads(studio("lessons", "check", tmp_path, "--json", code=1))
    assert found["lessons"] == ["02-other"]
    assert [finding["code"] for finding in found["findings"]] == ["broken"]
    assert studio("lessons", "check", tmp_path / "nothing", code=2)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_finding_has_its_sentence(language):
    i18n.use(language)
    for code, fields in FINDINGS.items():
        said = of_lesson(Finding(code, "a/b", 7, "step", dict.fromkeys(fields, "Kari")))
        assert "a/b" in said
        assert "7" in said
        assert len(said) > 20
    i18n.use("nb")


def test_the_error_of_the_loader_is_a_sentence(tmp_path):
    a_lesson.write(tmp_path, nb="title = { $x }")
    with pytest.raises(StudioError) as caught:
        teaching.load_lesson(a_lesson.ID, tmp_path)
    assert "nb.ftl" in i18n.of_error(caught.value)
