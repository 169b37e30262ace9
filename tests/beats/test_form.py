"""Songs laid out by a template, in lines."""

import msgspec
import pytest

import presets
from beats import styles
from beats.form import form_minutes, form_names, load_form, section_lines, with_form
from studio import edits, timeline
from studio.errors import StudioError
from studio.song import Song
from studio.songcheck import validate

put = msgspec.structs.replace


def shape(song: Song) -> list[tuple[str, int]]:
    return [(section.kind, section.bars) for section in song.sections]


def test_the_templates():
    assert set(form_names()) == {"short_demo", "intro_verse_hook", "two_verses", "hook_first", "full_song"}
    assert load_form("short_demo").plan == (("verse", 8),)
    assert load_form("short_demo").titles["nb"] == "Kort demo"
    assert len({load_form(name).titles[language] for name in form_names() for language in ("nb", "en")}) == 10


@pytest.mark.parametrize("style", styles.style_names())
@pytest.mark.parametrize("name", form_names())
def test_every_form_on_every_style(style, name):
    song = styles.style_song(style, "")
    after = with_form(song, name)
    validate(after)
    factor = 2 if song.bpm >= 115 else 1
    assert shape(after) == [(kind, lines * factor) for kind, lines in load_form(name).plan]
    assert [section_lines(after, section) for section in after.sections] == [lines for _, lines in load_form(name).plan]
    assert len({section.id for section in after.sections}) == len(after.sections)
    assert all(section.pattern_id and section.cycle and section.fill_id for section in after.sections)
    assert (after.patterns, after.tracks) == (song.patterns, song.tracks)
    assert after.sections[0].lead_in == "none"
    by_kind = {section.kind: section for section in song.sections}
    for section in after.sections:
        if section.kind in by_kind:
            like = by_kind[section.kind]
            assert (section.pattern_id, section.cycle, section.muted) == (like.pattern_id, like.cycle, like.muted)


def test_minutes():
    """52 bars of four beats at 90 BPM are 208 beats: 2 minutes and 18.67 seconds."""
    song = styles.style_song("boom_bap", "")
    assert sum(section.bars for section in song.sections) == 56
    assert form_minutes(song) == pytest.approx(56 * 4 / 90)
    assert form_minutes(song) * 60 * song.rate_hz == pytest.approx(timeline.song_length_frames(song), abs=1)
    assert form_minutes(Song(title="")) == 0.0


def test_a_hook_comes_back_after_a_demo_without_one():
    song = styles.style_song("trap", "")
    demo = with_form(song, "short_demo")
    assert shape(demo) == [("verse", 16)]
    again = with_form(demo, "two_verses")
    hooks = [section for section in again.sections if section.kind == "hook"]
    hook = next(section for section in song.sections if section.kind == "hook")
    assert {(section.pattern_id, section.fill_id, section.lead_in, section.muted) for section in hooks} == {
        (hook.pattern_id, hook.fill_id, "drop", ())
    }
    intro = again.sections[0]
    assert set(intro.muted) == set(song.sections[0].muted)
    assert (intro.muffled, again.sections[-1].muffled) == (True, False)


def test_a_style_on_a_demo_brings_its_hook_along():
    demo = styles.restyle(with_form(styles.style_song("trap", ""), "short_demo"), "lofi")
    assert [section.kind for section in demo.sections] == ["verse"]
    hook = next(section for section in with_form(demo, "two_verses").sections if section.kind == "hook")
    assert (hook.pattern_id, hook.fill_id) == (demo.patterns[2].id, demo.patterns[3].id)


def test_sections_keep_their_names_and_what_they_play():
    song = styles.style_song("boom_bap", "")
    verses = [section for section in song.sections if section.kind == "verse"]
    song = edits.copy_pattern(song, pattern_id=song.patterns[0].id, name="mitt")
    own = song.patterns[-1].id
    song = edits.set_section_pattern(song, section_id=verses[1].id, pattern_id=own)
    song = edits.rename_section(song, section_id=verses[1].id, name="Vers to")
    after = with_form(song, "hook_first")
    second = [section for section in after.sections if section.kind == "verse"][1]
    assert (second.id, second.name, second.pattern_id) == (verses[1].id, "Vers to", own)
    assert with_form(with_form(song, "short_demo"), "short_demo") == with_form(song, "short_demo")


def test_forms_of_songs_without_a_beat():
    bare = with_form(Song(title="x", bpm=90.0), "full_song")
    validate(bare)
    assert [section.pattern_id for section in bare.sections] == [""] * 8
    song = edits.add_pattern(Song(title="x"), name="", bars=2)
    assert {section.pattern_id for section in with_form(song, "two_verses").sections} == {"p1"}
    only_intro = edits.add_section(song, kind="intro", bars=4, pattern_id="p1")
    only_intro = edits.mute_in_section(only_intro, section_id="s2", sound="kick", mute=True)
    verse = with_form(only_intro, "two_verses").sections[1]
    assert (verse.kind, verse.pattern_id) == ("verse", "p1")


def test_a_broken_template_is_named(tmp_path, monkeypatch):
    (tmp_path / "forms").mkdir()
    monkeypatch.setattr(presets, "FOLDER", tmp_path)
    for text, key in (
        ('titles = { nb = "x", en = "y" }\nsections = ["verse 8", "coda 4"]\n', "sections"),
        ('titles = { nb = "x", en = "y" }\nsections = ["verse 999"]\n', "sections"),
        ('titles = { nb = "x", en = "y" }\nsections = []\n', "sections"),
        ('titles = { nb = "x" }\nsections = ["verse 8"]\n', "titles"),
    ):
        (tmp_path / "forms/wrong.toml").write_text(text, "utf-8")
        with pytest.raises(StudioError) as caught:
            load_form("wrong")
        assert (caught.value.code, caught.value.fields["key"]) == ("preset-broken", key)
