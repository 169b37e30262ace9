"""Facts of a song and a sitting: by hand for each, only those that are asked for, and nothing of the content."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from studio import edits
from studio.credits import Consent, Performer, Release, Voice, Writer
from studio.edits import EDITS
from studio.lessons import facts, sitting
from studio.lessons.facts import FACTS, reader
from studio.lessons.sitting import Sitting
from studio.song import Line, Song, Take
from studio.spoken import rhyme_pairs, rhymes

put = msgspec.structs.replace


def beat_song() -> Song:
    """Drums `t1` with a kick on 1 and 9 in pattern `p3`, bass `t2`, four bars of verse, at 90 BPM."""
    song = edits.add_track(Song(title="Prøve"), role="drums", kit="trap")
    song = edits.add_track(song, role="bass", kit="trap")
    song = edits.add_pattern(song, name="A", bars=1)
    for at_step in (0, 8):
        song = edits.set_step(song, pattern_id="p3", sound="kick", track_id="t1", at_step=at_step)
    return edits.add_section(song, kind="verse", bars=4, pattern_id="p3")


def sung(song: Song, takes: int = 1) -> Song:
    """With a lead and so many takes of four bars (512 000 frames at 90 BPM), the latest over the others."""
    song = edits.add_track(song, role="lead")
    track_id = song.tracks[-1].id
    for number in range(takes):
        song = edits.add_media(song, file=f"takes/{number}.wav", frames=512_000, channels=1, rate_hz=48_000)
        media_id = song.media[-1].id
        song = edits.add_take(song, track_id=track_id, media_id=media_id, at_beat=0.0)
        song = edits.lay_clip(song, track_id=track_id, media_id=media_id, at_beat=0.0)
    return song


def made(song: Song, name: str, /, **arguments: object) -> tuple[Song, Sitting]:
    """An edit made by a person."""
    after = EDITS[name].function(song, **arguments)
    return after, sitting.edited(Sitting(), song, after, EDITS[name].label)


def value(name: str, argument: str = "", song: Song | None = None, done: Sitting | None = None):
    return reader(song or Song(title=""), done or Sitting())(name, argument)


# --- of the song


def test_facts_of_a_beat():
    song = edits.set_tempo(beat_song(), bpm=120.0)
    assert value("song.bpm", song=song) == 120.0
    assert value("song.bars", song=song) == pytest.approx(4.0)
    assert value("song.minutes", song=song) == pytest.approx(16 / 120)
    assert value("pattern.hits", "kick", song) == 2
    assert value("pattern.hits", "snare", song) == 0
    assert value("pattern.sounds", song=song) == 1
    assert value("pattern.count", song=song) == 1
    assert value("pattern.swing", song=song) == 50.0
    assert value("pattern.swing") is None
    assert value("lanes.muted", song=song) == 0
    muted = edits.mute_lane(song, pattern_id="p3", sound="kick", track_id="t1", mute=True)
    assert value("lanes.muted", song=muted) == 1
    assert value("tracks.count", "beat", song) == 2
    assert value("tracks.count", "drums", song) == 1
    assert value("tracks.count", "voice", song) == 0


def test_facts_of_a_form():
    song = edits.add_section(beat_song(), kind="hook", bars=8, pattern_id="p3")
    hook = song.sections[-1].id
    song = edits.mute_in_section(song, section_id=hook, sound="kick", mute=True)
    song = edits.mute_in_section(song, section_id=hook, sound="snare", mute=True)
    song = edits.set_lead_in(song, section_id=hook, lead_in="drop")
    assert value("form.sections", song=song) == 2
    assert value("form.kinds", song=song) == {"verse", "hook"}
    assert value("form.muted_sections", song=song) == 1
    assert value("form.muted_sounds", song=song) == 2
    assert value("form.drops", song=song) == 1
    assert value("song.bars", song=song) == pytest.approx(12.0)


def test_takes_that_are_heard_in_one_voice():
    song = sung(beat_song(), takes=2)
    lead = song.tracks[-1].id
    assert value("takes.count", song=song) == 2
    assert value("takes.used", song=song) == 1
    first = song.takes[0]
    song = edits.lay_clip(song, track_id=lead, media_id=first.media_id, at_beat=0.0, length_frames=128_000)
    assert value("takes.used", song=song) == 2
    assert value("clips.count", "lead", song) == 2


def test_facts_of_a_mix():
    song = sung(beat_song())
    lead = song.tracks[-1].id
    for name, at in (("compressor_on", 1), ("eq_on", 1), ("reverb_send_db", -18.0), ("pan", -0.5)):
        song = edits.set_knob(song, track_id=lead, name=name, value=at)
    song = edits.set_knob(song, track_id="t1", name="pan", value=0.25)
    assert value("mix.effects", "lead", song) == 3
    assert value("mix.effects", "voice", song) == 3
    assert value("mix.effect", "compressor", song) is True
    assert value("mix.effect", "delay", song) is False
    assert value("mix.pan_span", song=song) == pytest.approx(75.0)
    assert value("mix.moves", song=song) == 0


def test_facts_of_words():
    song = put(beat_song(), lines=tuple(map(Line, ("Jeg går i natt", "", "med et sakte tak", "hjem til mor"))))
    assert value("words.lines", song=song) == 3
    assert value("words.syllables", "1", song) == 4
    assert value("words.syllables", "9", song) == 0
    assert value("words.rhyme_pairs", song=song) == 1


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        ("mann", "kan", True), ("land", "kan", True), ("hjerte", "smerte", True), ("natt", "tak", True),
        ("sola", "skolen", False), ("bok", "bil", False), ("night", "light", True), ("day", "they", True),
        ("gata", "mata", True), ("rap", "rap", False), ("hmm", "pst", False), ("Byen", "fryen", True),
    ],
)  # fmt: skip
def test_rhymes_are_heard_by_their_spelling(one, other, do):
    assert rhymes(one, other) is do
    assert rhymes(other, one) is do


def test_a_line_rhymes_with_one_of_the_four_before_it():
    assert rhyme_pairs(["en hatt", "en bok", "en ski", "et hus", "et fly", "en katt"]) == 0
    assert rhyme_pairs(["en hatt", "en bok", "en ski", "et hus", "en katt"]) == 1
    assert rhyme_pairs([]) == 0


def test_facts_of_a_release():
    song = edits.set_release(
        beat_song(),
        release=Release(
            artists=("Kari",),
            writers=(Writer(name="Kari", share_percent=60.0), Writer(name="Ola", share_percent=40.0)),
            consents=(Consent(name="Kari", given=True), Consent(name="Ola")),
            release_date="2026-12-01",
        ),
    )
    assert value("release.field", "artists", song) is True
    assert value("release.field", "genre", song) is False
    assert value("release.field", "title", song) is True
    assert value("release.shares_percent", song=song) == 100.0
    assert value("release.consents", song=song) == 1
    assert value("release.cover", song=song) is False


def test_every_voice_that_is_heard_has_to_agree():
    song = sung(edits.add_track(beat_song(), role="lead"))
    lead = song.tracks[-1].id
    assert value("release.voices_left") == 0
    assert value("release.voices_left", song=song) == 1, "a track on which nobody is heard is not asked"
    song = edits.set_singers(song, track_id=lead, names=("Kari", "Ola"))
    known = {performer.name: performer.id for performer in song.release.performers}
    for given, left in ((("Kari",), 1), (("Kari", "Ola"), 0), ((), 1)):
        consents = tuple(Consent(name=name, given=True, performer_id=known[name]) for name in given)
        said = edits.set_release(song, release=put(song.release, consents=consents))
        assert value("release.voices_left", song=said) == left
    silent = put(song.tracks[-1], clips=tuple(put(clip, mute=True) for clip in song.tracks[-1].clips))
    assert value("release.voices_left", song=put(song, tracks=(*song.tracks[:-1], silent))) == 0
    strangers = Release(
        performers=(Performer(name="Kari", id="p1"),), voices=(Voice(track_id="t9", performer_id="p1"),),
        consents=(Consent(name="Kari", given=False),),
    )  # fmt: skip
    assert value("release.voices_left", song=edits.set_release(beat_song(), release=strangers)) == 0


@pytest.mark.parametrize(
    ("day", "ahead"), [("2026-12-01", 7), ("2026-11-24", 0), ("2026-11-01", -23), ("", None), ("til jul", None)]
)
def test_days_to_the_release_are_counted_from_today(day, ahead):
    song = edits.set_release(beat_song(), release=Release(release_date=day))
    assert value("release.days_ahead", song=song, done=Sitting(today=datetime.date(2026, 11, 24))) == ahead
    assert value("release.days_ahead", song=song) is None, "who does not know the day counts nothing"


# --- of the sitting


def test_what_was_heard_counts_in_bars_and_each_place_once():
    song, done = beat_song(), Sitting()
    for from_beat, to_beat, words, loops in ((0, 6, True, False), (6, 8, False, False), (0, 4, False, True)):
        done = sitting.played(done, song, from_beat, to_beat, words_shown=words, looping=loops)
    assert value("playback.bars", song=song, done=done) == 3.0
    assert value("playback.bars_with_words", song=song, done=done) == 1.5
    assert value("loop.bars", song=song, done=done) == 1.0
    assert value("playback.heard_percent", song=song, done=done) == pytest.approx(50.0)
    done = sitting.played(done, song, 10, 30)
    assert done.heard == ((0, 8), (10, 30))
    assert value("playback.heard_percent", song=song, done=done) == pytest.approx(100 * 14 / 16)
    assert value("kit.heard", song=song, done=done) == 1
    assert sitting.played(done, song, 8.0, 8.0) is done
    assert sitting.played(done, song, 8.0, 2.0) is done


def test_both_swings_have_to_be_heard():
    song = beat_song()
    done = sitting.played(Sitting(), song, 0, 1)
    assert value("swing.heard_both", song=song, done=done) is False
    song = edits.set_swing(song, pattern_id="p3", swing_percent=60.0)
    assert value("swing.heard_both", song=song, done=done) is False
    assert value("swing.heard_both", song=song, done=sitting.played(done, song, 1, 2)) is True


@pytest.mark.parametrize(
    ("edit", "arguments", "fact", "argument"),
    [
        ("set_step", {"pattern_id": "p3", "sound": "kick", "track_id": "t1", "at_step": 4}, "pattern.edits", ""),
        ("set_tempo", {"bpm": 80.0}, "tempo.changes", ""),
        ("set_kit", {"track_id": "t1", "kit": "lofi"}, "kit.changed", ""),
        ("set_knob", {"track_id": "t5", "name": "gain_db", "value": -3}, "mix.volume_changes", "lead"),
        ("set_knob", {"track_id": "t5", "name": "gain_db", "value": -3}, "mix.volume_changes", "voice"),
        ("set_knob", {"track_id": "t1", "name": "gain_db", "value": -3}, "mix.volume_changes", "beat"),
        ("set_master_knob", {"name": "beat_group_db", "value": -3}, "mix.volume_changes", "beat"),
        ("set_master_knob", {"name": "balance_db", "value": 2}, "mix.volume_changes", "voice"),
        ("set_knob", {"track_id": "t5", "name": "pan", "value": -1}, "mix.pan_changes", "lead"),
        ("set_knob", {"track_id": "t5", "name": "mute", "value": 1}, "mix.muted", ""),
        ("set_knob", {"track_id": "t5", "name": "solo", "value": 1}, "mix.soloed", ""),
        ("move_clip", {"clip_id": "c8", "at_beat": 4.0}, "clips.moved", ""),
        ("split_clip", {"clip_id": "c8", "at_beat": 4.0}, "clips.split", ""),
        ("trim_clip", {"clip_id": "c8", "to_beat": 4.0}, "clips.trimmed", ""),
        ("set_clip_fades", {"clip_id": "c8", "fade_in_frames": 100}, "clips.fades", ""),
        ("set_voice", {"track_id": "t5", "voice": "warm", "knobs": {}}, "mix.voice_chosen", ""),
    ],
)
def test_an_edit_counts_once_as_what_it_is(edit, arguments, fact, argument):
    song = sung(beat_song())
    after, done = made(song, edit, **arguments)
    assert value(fact, argument, after) == 0
    assert value(fact, argument, after, done) == 1


def test_moves_that_have_no_edit_of_their_own_count_by_their_label():
    song = sung(beat_song())
    for label, fact in (("edit-tidy-lines", "clips.silenced"), ("edit-comp-line", "takes.chosen"),
                        ("edit-use-take", "takes.chosen"), ("edit-swap-mixes", "mix.swaps")):  # fmt: skip
        assert value(fact, song=song, done=sitting.edited(Sitting(), song, song, label)) == 1


def test_every_label_that_counts_is_said_by_the_house():
    from pathlib import Path

    known = {edit.label for edit in EDITS.values()}
    source = "".join(path.read_text("utf-8") for path in (Path(__file__).parents[2] / "ui").glob("*_desk.py"))
    for label in sitting.LABELS:
        assert label in known or f'"{label}"' in source, label
    assert set(sitting.LABELS.values()) <= set(sitting.COUNTED)


def test_a_song_is_named_by_naming_it():
    song = beat_song()
    assert value("song.named") is False
    assert value("song.named", done=made(song, "set_title", title="Natt")[1]) is True


def test_a_take_tells_of_itself_and_only_of_itself():
    take = Take(id="k1", media_id="m1", track_id="t1", at_beat=0.0)
    assert value("takes.last.bars") is None
    done = sitting.took(Sitting(), take, -12.5, 3.9)
    assert (value("takes.new", done=done), value("takes.last.bars", done=done)) == (1, 3.9)
    assert value("takes.last.peak_db", done=done) == -12.5
    assert value("takes.last.too_loud", done=done) is False
    assert value("lines.again", done=done) == 0
    done = sitting.took(done, put(take, loud_at=(7,), clipped_frames=4), -0.1, 1.0, again=True)
    assert (value("takes.new", done=done), value("lines.again", done=done)) == (2, 1)
    assert value("takes.last.too_loud", done=done) is True


def test_what_has_no_edit_is_told():
    done = Sitting()
    for peak_db, seconds in ((-60, 5.0), (-12, 1.5), (-24, 1.0), (-3, 9.0)):
        done = sitting.level(done, peak_db, seconds)
    assert value("level.good_seconds", done=done) == 2.5
    for on in (True, True, False, True):
        done = sitting.small_speaker(sitting.mono(done, on), on)
    assert value("mix.mono_checks", done=done) == value("mix.small_speaker_checks", done=done) == 2
    done = sitting.copied(sitting.rehearsed(sitting.rehearsed(sitting.listed(done, 2, with_this=True), 16.0), 16.0))
    assert (value("stage.listed", done=done), value("stage.listed")) == (True, False)
    assert [value(f"stage.{name}", done=done) for name in ("songs", "rehearsed_bars", "copies")] == [2, 32.0, 1]
    assert value("release.lufs", done=done) is None
    done = sitting.measured(sitting.exported(sitting.repeats(done, True), ["upload"]), -4.5, -13.0)
    assert (value("mix.peak_db", done=done), value("release.lufs", done=done)) == (-4.5, -13.0)
    assert value("release.exists", "upload", done=done) is True
    assert value("release.exists", "stems", done=done) is False
    assert value("loop.on", done=done) is True
    assert value("notes.kept", done=sitting.noted(done)) == 1


# --- the table


def test_every_fact_answers_of_an_empty_song_and_has_the_kind_it_says():
    arguments = {"sound": "kick", "role": "voice", "line": "1", "effect": "eq", "pack": "upload", "field": "genre"}
    kinds = {"number": (int, float), "switch": bool, "text": str, "set": frozenset}
    for song, done in ((Song(title=""), Sitting()), (sung(beat_song(), 2), sitting.copied(Sitting()))):
        for name, row in FACTS.items():
            argument = arguments.get(row.argument, "")
            facts.check_argument(name, argument)
            found = row.read(song, done, argument)
            assert found is None or isinstance(found, kinds[row.kind]), name
            assert not (row.kind == "number" and isinstance(found, bool)), name


def test_only_what_is_asked_for_is_computed_and_once(monkeypatch):
    asked: list[str] = []
    for name, row in FACTS.items():

        def watched(song, done, argument, row=row, name=name):
            asked.append(name)
            return row.read(song, done, argument)

        monkeypatch.setitem(FACTS, name, row._replace(read=watched))
    read = reader(beat_song(), Sitting())
    assert [read("song.bpm", ""), read("pattern.hits", "kick"), read("song.bpm", "")] == [90.0, 2, 90.0]
    assert asked == ["song.bpm", "pattern.hits"]


def test_a_sitting_holds_no_words_and_no_names():
    song = edits.set_lines(edits.set_title(sung(beat_song()), title="Hemmelig"), texts=["skjult linje"])
    done = sitting.played(sitting.edited(Sitting(), beat_song(), song, "edit-set-lines"), song, 0, 4)
    held = str(msgspec.to_builtins(done))
    assert "Hemmelig" not in held
    assert "skjult" not in held
