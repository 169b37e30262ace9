"""Lessons from their folders: a sound one is whole, and what does not fit is named with file, line, key and remedy."""

import a_lesson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presets import teaching
from studio.errors import StudioError
from studio.lessons import actions, facts, points


def broken(home, **files):
    a_lesson.write(home, **files)
    with pytest.raises(StudioError) as caught:
        teaching.load_lesson(a_lesson.ID, home)
    assert caught.value.code == "preset-broken"
    return caught.value.fields


def line(text: str, start: str, nth: int = 1) -> int:
    return [number for number, row in enumerate(text.splitlines(), 1) if row.startswith(start)][nth - 1]


def test_a_sound_lesson_is_whole(tmp_path):
    a_lesson.write(tmp_path)
    assert teaching.lesson_ids(tmp_path) == (a_lesson.ID,)
    loaded = teaching.load_lesson(a_lesson.ID, tmp_path)
    assert [step.id for step in loaded.lesson.steps] == ["listen", "kick", "how", "rest"]
    assert loaded.text("kick.hint2", "nb") == "Trykk på den første ruta."
    assert loaded.text("how.hard", "en") == "Hard"
    assert loaded.spoken("listen", "nb") is None


def test_a_lesson_of_one_language_speaks_it_to_everybody(tmp_path):
    a_lesson.write(tmp_path, en="")
    assert teaching.load_lesson(a_lesson.ID, tmp_path).text("title", "en") == "Første slag"


@pytest.mark.parametrize(
    ("old", "new", "key", "at", "said"),
    [
        ('fact = "playback.bars"', 'fact = "playback.bar"', "step[0].check.fact", ("check", 1), "playback.bars"),
        ("change = { ge = 4 }", "change = { ge = 0 }", "step[0].check.change", ("check", 1), "before anything"),
        ('arg = "kick"', 'arg = "Kick"', "step[1].check.all[0].arg", ("check", 2), "a sound"),
        ("bars = 4 }", "bar = 4 }", "step[0].answer", ("answer", 1), "bars"),
        ('do = "hit"', 'do = "smash"', "step[1].answer", ("answer", 2), "name_song"),
        ('point = "beat.kit"', 'point = "beat.kid"', "step[2].point", ("point", 3), "beat.grid"),
        ('options = ["soft", "hard"]', 'options = ["soft"]', "step[2].options", ("options", 1), "two"),
        ('low = ["listen",', 'low = ["listens",', "low", ("low", 1), "listen"),
        ("short = 2", "short = 9", "short", ("short", 1), "4 steps"),
        ("version = 2", "version = 0", "version", ("version", 1), ">= 1"),
        ('id = "rest"', 'id = "kick"', "step", ("[[step]]", 1), "one id"),
        ('id = "rest"', 'id = "title"', "step[3].id", ("id", 4), "text of the whole"),
        ("low = [", f'next = ["{a_lesson.ID}"]\nlow = [', "next", ("next", 1), "itself"),
        ("ge = 2", 'eq = "many"', "step[1].check.all[0].eq", ("check", 2), "number"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(tmp_path, old, new, key, at, said):
    toml = a_lesson.TOML.replace(old, new, 1)
    assert toml != a_lesson.TOML
    fields = broken(tmp_path, toml=toml)
    assert (fields["file"], fields["key"]) == (f"{a_lesson.ID}/lesson.toml", key)
    assert fields["line"] == line(toml, *at)
    assert said in str(fields["remedy"])


@pytest.mark.parametrize(
    ("old", "new", "key", "at"),
    [
        ("Se etter den store knappen.", 'Se { "etter" } knappen.', "listen.hint1", "    .hint1"),
        ("Se etter den store knappen.", "Se { NUMBER(1) }.", "listen.hint1", "    .hint1"),
        ("Se etter den store knappen.", "Se <b>her</b>.", "listen.hint1", "    .hint1"),
        ("Se etter den store knappen.", "Se https://a.no", "listen.hint1", "    .hint1"),
        ("Se etter den store knappen.", "Se \u202eher.", "listen.hint1", "    .hint1"),
        ("    .hint1 = Se etter den store knappen.\n", "", "listen.hint1", "listen"),
        ("title = Første slag", "titel = Første slag", "title", None),
        ("title = Første slag", "title = Første slag\nother = Mer", "other", "other"),
        ("title = Første slag", "title Første slag", "", "title"),
    ],
)
def test_texts_are_plain_words_and_all_of_them(tmp_path, old, new, key, at):
    nb = a_lesson.NB.replace(old, new, 1)
    assert nb != a_lesson.NB
    fields = broken(tmp_path, nb=nb)
    assert (fields["file"], fields["key"]) == (f"{a_lesson.ID}/nb.ftl", key)
    assert fields["line"] == (line(nb, at) if at else 0)
    assert fields["remedy"]


def with_picture(name: str) -> dict[str, str]:
    """The lesson's files, a picture on its first step."""
    return {
        "toml": a_lesson.TOML.replace("hints = 1", f'hints = 1\npicture = "{name}"', 1),
        "nb": a_lesson.NB.replace("knappen.\n", "knappen.\n    .picture = Et hode\n", 1),
        "en": a_lesson.EN.replace("button.\n", "button.\n    .picture = A head\n", 1),
    }


def test_a_picture_that_is_not_there(tmp_path):
    files = with_picture("nowhere.svg")
    assert broken(tmp_path, **files)["line"] == line(files["toml"], "picture")


def test_a_picture_lies_beside_its_lesson_or_among_those_that_are_shared(tmp_path):
    a_lesson.write(tmp_path, **with_picture("headphones.svg"))
    loaded = teaching.load_lesson(a_lesson.ID, tmp_path)
    assert loaded.picture("headphones.svg") == teaching.house() / teaching.PICTURES / "headphones.svg"
    assert loaded.picture(loaded.lesson.steps[1].picture) is None
    assert loaded.lesson.paper_pictures() == ("headphones.svg",)
    (loaded.folder / "headphones.svg").write_text("<svg/>", encoding="utf-8")
    assert loaded.picture("headphones.svg") == loaded.folder / "headphones.svg"


def test_the_handout_has_pictures_of_its_own_where_it_names_them(tmp_path):
    files = with_picture("headphones.svg")
    toml = files["toml"].replace("short = 2", 'short = 2\npaper = ["fist.svg", "voice.svg"]', 1)
    a_lesson.write(tmp_path / "sound", **(files | {"toml": toml}))
    assert teaching.load_lesson(a_lesson.ID, tmp_path / "sound").lesson.paper_pictures() == ("fist.svg", "voice.svg")
    lost = toml.replace("fist.svg", "nowhere.svg")
    assert broken(tmp_path, **(files | {"toml": lost}))["line"] == line(lost, "paper")


def test_a_lesson_that_is_not_there(tmp_path):
    for name in ("99-nothing", "../presets", "", "01_under"):
        with pytest.raises(StudioError) as caught:
            teaching.load_lesson(name, tmp_path)
        assert caught.value.code == "preset-missing"


def test_links_are_not_followed_and_large_files_not_read(tmp_path):
    folder = a_lesson.write(tmp_path / "own")
    (tmp_path / "out.toml").write_text(a_lesson.TOML)
    (folder / "lesson.toml").unlink()
    (folder / "lesson.toml").symlink_to(tmp_path / "out.toml")
    with pytest.raises(StudioError) as caught:
        teaching.load_lesson(a_lesson.ID, tmp_path / "own")
    assert caught.value.code == "preset-missing"
    (folder / "lesson.toml").unlink()
    (folder / "lesson.toml").write_text("# much\n" * 5000)
    with pytest.raises(StudioError) as caught:
        teaching.load_lesson(a_lesson.ID, tmp_path / "own")
    assert "30 kB" in str(caught.value.fields["remedy"])
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / a_lesson.ID).symlink_to(folder)
    assert teaching.lesson_ids(tmp_path / "linked") == ()


def test_tables_are_of_one_mould():
    assert len(facts.FACTS) >= 40
    for name, row in facts.FACTS.items():
        assert row.doc.endswith(".") or row.doc.endswith("`."), name
        assert row.changes
    assert len(points.POINTS) >= 40
    assert all(row.doc.endswith(".") for row in actions.ACTIONS.values())


@pytest.fixture(scope="module")
def torn_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("torn")
    a_lesson.write(home)
    return home


SCRAPS = (
    "[",
    "]",
    "{",
    "}",
    "=",
    '"',
    "\n",
    ".",
    "#",
    "[[step]]",
    "nan",
    "{ $x }",
    "<b>",
    "    .hint1 = ",
    "-1",
    "9" * 40,
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(("lesson.toml", "nb.ftl")),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(SCRAPS)), min_size=1, max_size=4),
)
def test_whatever_somebody_writes_it_is_a_lesson_or_named(torn_home, file, cuts):
    text = a_lesson.TOML if file == "lesson.toml" else a_lesson.NB
    for share, length, scrap in cuts:
        at = round(share * len(text))
        text = text[:at] + scrap + text[at + length :]
    folder = torn_home / a_lesson.ID
    for name, whole in (("lesson.toml", a_lesson.TOML), ("nb.ftl", a_lesson.NB)):
        (folder / name).write_text(text if name == file else whole, encoding="utf-8")
    try:
        loaded = teaching.load_lesson(a_lesson.ID, torn_home)
        teaching.examined(loaded, {a_lesson.ID: loaded.lesson})
    except StudioError as error:
        fields = error.fields
        assert error.code == "preset-broken"  # noqa: PT017
        assert str(fields["file"]).startswith(a_lesson.ID)
        assert 0 <= int(str(fields["line"])) <= text.count("\n") + 40
        assert fields["remedy"]
