"""From what somebody did to a lesson that holds: words, places to stop, files that the robot plays."""

from __future__ import annotations

from pathlib import Path

import pytest

from beats.styles import style_song
from presets.teaching import load_lesson
from studio import edits, riff
from studio.errors import StudioError
from studio.lessons import own
from studio.lessons.language import MOST_LIX, lix
from studio.lessons.lesson import MOST_STEPS, Start, Step
from studio.lessons.proposals import PROPOSALS, Proposal
from studio.lessons.rules import Change, Rule
from studio.song import Song
from ui import i18n, lesson_making
from ui.lesson_making import Told, Written

HITS = Step(
    id="step1", kind="do", point="beat.grid", check=Rule(fact="pattern.hits", arg="clap", change=Change(ge=2.0)),
    answer=({"do": "hit", "sound": "clap", "steps": [5, 13]},), show=True,
)  # fmt: skip
TEMPO = Step(
    id="step1", kind="do", point="beat.tempo", check=Rule(fact="tempo.changes", change=Change(ge=1.0)),
    answer=({"do": "tempo", "bpm": 84.0},), show=True,
)  # fmt: skip
WAV = riff.header(riff.Form(riff.PCM, 1, 48_000, 16), 4800) + b"\0" * 9600
ABOUT = {"hits": "snare", "volume": "lead", "pan": "double", "effect": "delay", "field": "recording_owner"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("row", PROPOSALS)
def test_every_proposal_has_its_question_and_its_sentence(row: str, language: str) -> None:
    i18n.use(language)
    proposal = Proposal(row, ABOUT.get(row, ""), 3, HITS)
    assert lesson_making.asked(proposal).endswith("?")
    assert lesson_making.sentence(proposal).endswith(".")
    for said in (lesson_making.asked(proposal), lesson_making.sentence(proposal)):
        assert "make-" not in said
        if language == "nb":
            assert lix(lesson_making.sentence(proposal)) <= MOST_LIX
            assert ABOUT.get(row, "\0") not in said, "in words, not by its name in the model"


def test_a_name_is_numbered_behind_the_houses_own() -> None:
    assert lesson_making.lesson_id("Trommer på øret!", []) == "50-trommer-paa-oeret"
    assert lesson_making.lesson_id("🎤", ["50-a", "51-b"]) == "52-song"
    with pytest.raises(StudioError, match="lessons-full"):
        lesson_making.lesson_id("en til", [f"{number}-x" for number in range(50, 99)])


@pytest.mark.parametrize(("minutes", "count", "rests"), [(5, 3, 0), (10, 3, 1), (15, 4, 2), (30, 2, 1), (12, 9, 2)])
def test_there_are_places_to_stop(minutes: int, count: int, rests: int) -> None:
    i18n.use("nb")
    steps = lesson_making.rested([Told(HITS, "x")] * count, minutes)
    kinds = [told.step.kind for told in steps]
    assert kinds.count("breathe") == rests
    assert kinds[0] == kinds[-1] == "do"
    assert "breathe" not in "".join(kinds).split("dobreathe")[0]
    assert len(steps) <= MOST_STEPS


def test_the_robot_plays_what_was_made(tmp_path: Path) -> None:
    i18n.use("nb")
    written = Written(
        "Trommer", "", "", 8,
        (Told(HITS, "Legg klapp på 2 og 4."), Told(TEMPO, "Endre tempoet til det er godt.", WAV)),
    )  # fmt: skip
    start = lesson_making.start_of(style_song("boom_bap", ""), (HITS, TEMPO))
    assert start == Start(style="boom_bap", bars=16, without=("clap",)), "what it lays is not there before"
    own.keep(tmp_path, "50-trommer", lesson_making.files_of(written, start))
    assert lesson_making.tried(tmp_path, "50-trommer", tmp_path / "cache") == []
    loaded = load_lesson("50-trommer", tmp_path)
    assert [step.kind for step in loaded.lesson.steps] == ["do", "breathe", "do"]
    assert loaded.text("title", "en") == "Trommer"
    assert loaded.spoken("step3", "nb").read_bytes() == WAV, "its number counts the place to stop"
    assert not [loaded.spoken(step, "nb") for step in ("step1", "step2") if loaded.spoken(step, "nb")]
    assert loaded.spoken("step3", "en") is None
    too_hard = (Told(HITS, "Kvalitetssikringsprosedyrene gjennomføres systematisk innenfor rytmeseksjonene."),)
    own.keep(tmp_path, "51-tungt", lesson_making.files_of(written._replace(steps=too_hard, minutes=5), start))
    (found,) = lesson_making.tried(tmp_path, "51-tungt", tmp_path / "cache")
    assert "51-tungt/nb.ftl" in found


def test_a_lesson_begins_on_the_style_of_its_song() -> None:
    assert lesson_making.start_of(style_song("trap", ""), (TEMPO,)) == Start(style="trap", bars=16)
    assert lesson_making.start_of(Song(title=""), (HITS,)) == Start(), "any song, where there was no beat"
    strange = edits.add_pattern(Song(title=""), name="x", bars=1)
    assert lesson_making.start_of(strange, ()).style == "boom_bap"
