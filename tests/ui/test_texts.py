"""Both languages say the same things, every error and edit has its sentence, and no word of the wrong kind is used."""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as fluent

from studio import decode, interchange, media
from studio.edits import EDITS
from studio.errors import ERRORS, StudioError
from studio.lessons.language import BANNED, BANNED_IN_ERRORS, banned_words
from studio.rescue import NOTES
from ui import i18n, notices

UI = Path(i18n.__file__).parent
INTERCHANGE = Path(interchange.__file__).parent

SPEAKERS = ("t", "Button", "LetterButton", "PageHead", "Notice", "DropPlace")
"""What takes a message id as its first argument."""


def parsed(language: str) -> dict[str, fluent.Message]:
    text = (files("presets") / "text" / f"{language}.ftl").read_text(encoding="utf-8")
    body = FluentParser().parse(text).body
    junk = [entry.content for entry in body if isinstance(entry, fluent.Junk)]
    assert not junk
    messages = [entry for entry in body if isinstance(entry, fluent.Message)]
    names = [message.id.name for message in messages]
    assert len(names) == len(set(names)), "an id twice"
    return {message.id.name: message for message in messages}


def fields_of(node: object) -> set[str]:
    """The `$fields` anywhere inside a message."""
    found: set[str] = set()
    if isinstance(node, fluent.VariableReference):
        found.add(node.id.name)
    if isinstance(node, fluent.BaseNode):
        for value in vars(node).values():
            for part in value if isinstance(value, list) else [value]:
                found |= fields_of(part)
    return found


def attributes_of(message: fluent.Message) -> set[str]:
    return {attribute.id.name for attribute in message.attributes}


def sentences(message: fluent.Message) -> str:
    """A message with its attributes as plain text, the field names taken out."""
    text = FluentSerializer().serialize_entry(message).partition("=")[2]
    return re.sub(r"\{\s*\$\w+( ->)?|\[\w+\]", " ", re.sub(r"^\s+\.\w+ =", " ", text, flags=re.MULTILINE))


def test_both_languages_have_the_same_ids_attributes_and_fields() -> None:
    nb, en = parsed("nb"), parsed("en")
    assert list(nb) == list(en)
    for name in nb:
        assert attributes_of(nb[name]) == attributes_of(en[name]), name
        assert fields_of(nb[name]) == fields_of(en[name]), name


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_error_has_its_sentence_with_its_own_fields_only(language: str) -> None:
    messages = parsed(language)
    worded = {name.removeprefix("error-") for name in messages if name.startswith("error-")}
    assert worded == set(ERRORS)
    i18n.use(language)
    for code, fields in ERRORS.items():
        assert fields_of(messages[f"error-{code}"]) <= set(fields), code
        said = i18n.of_error(StudioError(code, **dict.fromkeys(fields, "7")))
        assert len(said) > 15
        assert "{" not in said


def test_an_error_about_a_file_or_a_device_names_it() -> None:
    for code, fields in ERRORS.items():
        if "name" in fields:
            assert "Kari & co" in i18n.of_error(StudioError(code, **dict.fromkeys(fields, "Kari & co"))), code


def test_every_action_beside_an_error_has_a_word() -> None:
    assert set(notices.ACTIONS) <= set(ERRORS)
    for action in {*notices.ACTIONS.values(), "ok"}:
        assert i18n.t(f"action-{action}")
        assert i18n.t(f"action-{action}.help")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_edit_has_a_name_for_undo(language: str) -> None:
    messages = parsed(language)
    assert {edit.label for edit in EDITS.values()} <= set(messages)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_banned_word_occurs(language: str) -> None:
    for name, message in parsed(language).items():
        assert not banned_words(sentences(message), BANNED[language]), name


def test_no_error_says_du() -> None:
    for name, message in parsed("nb").items():
        if name.startswith(("error-", "told-", "note-")):
            assert not banned_words(sentences(message), BANNED_IN_ERRORS), name


def test_the_banned_words_are_found_where_they_are() -> None:
    """The test above can fail."""
    assert banned_words("En feilmelding om overvåking", BANNED["nb"]) == ["feilmelding", "overvåking"]
    assert not banned_words("Opptaket er lagret, stemmen først", BANNED["nb"])


def test_every_id_named_in_the_code_has_a_text() -> None:
    messages = parsed("nb")
    known = set(messages)
    for name, message in messages.items():
        known |= {f"{name}.{attribute}" for attribute in attributes_of(message)}
    missing = []
    for path in sorted([*UI.rglob("*.py"), *INTERCHANGE.rglob("*.py")]):
        speakers = ("say",) if path.parent == INTERCHANGE else SPEAKERS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in speakers and node.args[0].value not in known:
                missing.append((path.name, node.args[0].value))
    assert not missing


def test_a_missing_text_raises_here_and_is_shown_as_its_id_to_people(no_warnings) -> None:
    with pytest.raises(KeyError):
        i18n.t("no-such-text")
    with pytest.raises(KeyError):
        i18n.t("beat-length")  # its field is missing
    i18n.strict = False
    assert i18n.t("no-such-text") == "no-such-text"
    assert [text for text in no_warnings.texts if "no-such-text" in text]
    no_warnings.texts.clear()


def test_languages_are_chosen_by_name_and_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted, spoken in (("en_GB", "en"), ("no", "nb"), ("nn", "nb"), ("fr", "nb"), (None, "nb"), ("EN", "en")):
        assert i18n.use(wanted) == spoken
    monkeypatch.setenv("RAPSTUDIO_LANG", "en")
    assert i18n.use("nb") == "en"


def test_numbers_and_times_are_written_the_language_s_way() -> None:
    assert i18n.clock(37.9) == "0:37"
    assert i18n.clock(754) == "12:34"
    assert i18n.clock(-1) == "0:00"
    assert i18n.decimal(-3.5) == "−3,5"
    assert i18n.decimal(-0.01) == "0,0"
    i18n.use("en")
    assert i18n.decimal(-3.5) == "−3.5"


def test_words_need_no_qt() -> None:
    import subprocess
    import sys

    code = "import sys, ui.i18n, ui.notices; ui.i18n.t('play'); sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_note_of_opening_a_song_has_its_sentence(language: str) -> None:
    i18n.use(language)
    worded = {name.removeprefix("open-note-") for name in parsed(language) if name.startswith("open-note-")}
    assert worded == set(NOTES)
    notice = notices.of_opening([(code, dict.fromkeys(fields, 41)) for code, fields in NOTES.items()])
    assert notice is not None
    assert "0:41" in notice.text()
    assert len(notice.more) == len(NOTES) - 1
    assert notices.of_opening([]) is None


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_note_of_an_import_has_its_sentence(language: str) -> None:
    worded = {name.removeprefix("import-note-") for name in parsed(language) if name.startswith("import-note-")}
    source = (Path(media.__file__)).read_text(encoding="utf-8") + Path(decode.__file__).read_text(encoding="utf-8")
    for note in worded:
        assert f'"{note}"' in source or f"`{note}`" in source, note
    assert {"lossy", "truncated", "damaged-middle", "downmixed"} <= worded
