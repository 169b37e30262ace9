"""`rapstudio preflight` on a file and on a song, in words and as JSON; every row has its sentence in both languages."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from studio import edits, preflight
from studio.credits import PACKS, Release
from studio.preflight.finding import Finding
from studio.preflight.table import CHECKS
from studio.song import Song
from studio.songfile import SongFolder
from ui import i18n
from ui.cli_preflight import sentence


def test_a_file(studio, tmp_path):
    tone = 0.2 * np.sin(np.arange(44_100 * 4) * 0.1)
    soundfile.write(tmp_path / "a.wav", np.stack((tone, tone), axis=1), 48_000, subtype="PCM_24")
    facts = json.loads(studio("preflight", tmp_path / "a.wav", "--json"))
    found = {finding["check"]: finding for finding in facts["findings"]}
    assert (facts["level"], facts["packs"], facts["dated"]) == ("block", None, "2026-11-22")
    assert found["file-rate"]["value"] == 48_000
    assert (found["length"]["level"], found["length"]["unit"], found["dual-mono"]["level"]) == ("block", "s", "info")
    assert "44 100" in found["file-rate"]["message"]
    assert (found["file-rate"]["remedy"], found["file-rate"]["remedy_message"]) == ("export-again", "Gi ut på nytt")
    said = studio("preflight", tmp_path / "a.wav")
    assert said.startswith("Ingenting er borte.")
    assert "    → Gi ut på nytt" in said
    assert "ting er i orden" in said


def test_a_song_without_sound_is_told_what_its_form_lacks(studio, tmp_path):
    song = edits.set_release(Song(title="NATTA"), release=Release(isrc="NOABC26"))
    SongFolder.create(tmp_path / "song", song).close()
    facts = json.loads(studio("preflight", tmp_path / "song", "--json"))
    checks = {finding["check"] for finding in facts["findings"]}
    assert {"title-capitals", "artist-missing", "isrc-length", "cover-missing"} <= checks
    found = {finding["check"]: finding for finding in facts["findings"]}
    assert (found["title-capitals"]["remedy"], found["title-capitals"]["sets"]) == ("lower-case", {})
    assert found["isrc-length"]["remedy_message"] == "Gå til feltet"
    assert facts["packs"] == [pack for pack in PACKS if pack != "upload"]


def test_what_is_no_sound_is_refused(studio, tmp_path):
    (tmp_path / "a.mp3").write_text("hei")
    assert json.loads(studio("preflight", tmp_path / "a.mp3", "--json", code=2))["error"] == "audio-unreadable"


def named_checks() -> set[str]:
    """Every name of a row anywhere in the package: strings that have a text, or are given as `check=`."""
    found = {row.name for row in CHECKS}
    for path in Path(preflight.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                values = [keyword.value for keyword in node.keywords if keyword.arg == "check"]
                named = getattr(node.func, "id", "")
                values += node.args[:1] if named in ("_form", "_cover", "_blocked", "judged") else []
                found |= {value.value for value in values if isinstance(value, ast.Constant)}
    return found


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("side", ["low", "high"])
def test_every_row_has_its_sentence(language, side):
    i18n.use(language)
    assert len(named_checks()) > 60
    for check in named_checks():
        told = sentence(
            Finding(check=check, level="warn", value=3.0, limit=2.0, side=side, at_s=61.0, line=0, what="Per")
        )
        assert len(told) > 25
        assert "{" not in told
    assert sentence(Finding(check="loudness", level="ok", value=-14.2, unit="LUFS")).endswith("LUFS")
