"""A random walk over all edits: the song stays whole, survives being written, and undo leads all the way back."""

from collections.abc import Callable
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from studio import edits, params, timeline
from studio.credits import Consent, Release, Writer
from studio.document import Document
from studio.edits import ROLES, SECTION_KINDS
from studio.errors import StudioError
from studio.song import SYNTH_ROLES, Clip, Lane, Note, Pattern, Point, Song, Step
from studio.songcheck import validate

Draw = Callable[..., Any]

beats = st.floats(-70, 200)
frames = st.integers(0, 400_000)
texts = st.text(max_size=12)
small = st.integers(-1, 20)
files = st.integers(0, 10**9).map(lambda number: f"takes/{number}.wav")
sounds = st.sampled_from(["kick", "snare", "sub"])
shapes = st.sampled_from(["gain", "power", "x"])
steps = st.lists(
    st.builds(
        Step,
        at_step=st.integers(0, 15),
        velocity=st.integers(0, 130),
        ratchet=st.integers(0, 8),
        over_steps=st.integers(0, 20),
    ),
    max_size=4,
).map(tuple)
notes = st.lists(
    st.builds(
        Note,
        at_step=st.integers(0, 15),
        length_steps=st.integers(0, 20),
        midi_note=st.integers(-1, 130),
        glide_to=st.none() | st.integers(0, 127),
    ),
    max_size=4,
).map(tuple)


def one_of(ids: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from([*ids, "x0"])


def track(song: Song) -> st.SearchStrategy[str]:
    return one_of([track.id for track in song.tracks])


def synth_track(song: Song) -> st.SearchStrategy[str]:
    return one_of([track.id for track in song.tracks if track.role in SYNTH_ROLES])


def audio_track(song: Song) -> st.SearchStrategy[str]:
    return one_of([track.id for track in song.tracks if track.role not in SYNTH_ROLES])


def clip(song: Song) -> st.SearchStrategy[str]:
    return one_of([clip.id for track in song.tracks for clip in track.clips])


def clips(song: Song) -> st.SearchStrategy[Clip]:
    """One that a track has, or had, showing another part of its recording."""
    known = [Clip(id="x0", media_id="x0", at_beat=0.0, length_frames=1)]
    known += [clip for track in song.tracks for clip in track.clips]
    return st.builds(
        msgspec.structs.replace,
        st.sampled_from(known),
        offset_frames=frames,
        length_frames=frames,
        fade_in_frames=frames,
        fade_out_frames=frames,
        fade_in_shape=shapes,
    )


def media(song: Song) -> st.SearchStrategy[str]:
    return one_of([media.id for media in song.media])


def take(song: Song) -> st.SearchStrategy[str]:
    return one_of([take.id for take in song.takes])


def pattern(song: Song) -> st.SearchStrategy[str]:
    return one_of([pattern.id for pattern in song.patterns])


def fill(song: Song) -> st.SearchStrategy[str]:
    """A pattern or none."""
    return st.sampled_from(["", "x0", *(pattern.id for pattern in song.patterns)])


def section(song: Song) -> st.SearchStrategy[str]:
    return one_of([section.id for section in song.sections])


def lanes(song: Song) -> st.SearchStrategy[tuple[Lane, ...]]:
    late = st.floats(-60, 60)
    lane = st.builds(Lane, sound=sounds, track_id=synth_track(song), steps=steps, notes=notes, late_ms=late)
    return st.lists(lane, max_size=2).map(tuple)


def patterns(song: Song) -> st.SearchStrategy[Pattern]:
    """One that the song has, or has not, with other lanes."""
    known = [*song.patterns, Pattern(id="x0", name="", bars=1)]
    return st.builds(msgspec.structs.replace, st.sampled_from(known), lanes=lanes(song), bars=small)


releases = st.builds(
    Release,
    artists=st.lists(texts, max_size=2).map(tuple),
    writers=st.lists(st.builds(Writer, name=texts, share_percent=st.floats(-5, 120)), max_size=2).map(tuple),
    consents=st.lists(st.builds(Consent, name=texts, given=st.booleans()), max_size=2).map(tuple),
    isrc=texts,
    recording_year=st.integers(-1, 10_000),
    licence_file=st.sampled_from(["", "papers/licence.pdf", "../x"]),
)

LANE = {"pattern_id": pattern, "track_id": synth_track, "sound": sounds}
CLIP = {"clip_id": clip}
SECTION = {"section_id": section}

ARGUMENTS: dict[str, dict[str, Any]] = {
    "set_title": {"title": texts},
    "set_tempo": {"bpm": st.floats()},
    "set_key": {"key": st.sampled_from(["", "A minor", "Bb major", "H"])},
    "set_master_knob": {"name": st.sampled_from([*params.MASTER_INDEX, "gain_db"]), "value": st.floats()},
    "set_lines": {"texts": st.lists(texts, max_size=4)},
    "add_line": {"words": texts, "index": st.none() | small},
    "set_line": {"index": small, "words": texts},
    "remove_line": {"index": small},
    "add_section": {"kind": st.sampled_from(SECTION_KINDS), "bars": small, "pattern_id": pattern, "index": small},
    "remove_section": SECTION,
    "move_section": {**SECTION, "to_index": small},
    "resize_section": {**SECTION, "bars": small},
    "set_section_pattern": {**SECTION, "pattern_id": pattern},
    "set_section_kind": {**SECTION, "kind": st.sampled_from(SECTION_KINDS)},
    "rename_section": {**SECTION, "name": texts},
    "copy_section": SECTION,
    "set_section_cycle": {**SECTION, "cycle": st.text("123F0", max_size=9), "fill_id": fill},
    "mute_in_section": {**SECTION, "sound": sounds, "mute": st.booleans()},
    "set_lead_in": {**SECTION, "lead_in": st.sampled_from(["none", "fill", "drop", "x"])},
    "set_muffled": {**SECTION, "muffled": st.booleans()},
    "add_track": {
        "role": st.sampled_from(ROLES),
        "name": texts,
        "kit": st.sampled_from(["", "trap"]),
        "index": st.none() | small,
    },
    "remove_track": {"track_id": track},
    "rename_track": {"track_id": track, "name": texts},
    "move_track": {"track_id": track, "to_index": small},
    "set_kit": {"track_id": track, "kit": st.sampled_from(["", "trap", "boom_bap"])},
    "set_tweak": {
        "track_id": track,
        "sound": sounds,
        "name": st.sampled_from([*params.TWEAK_INDEX, "x"]),
        "value": st.floats(),
    },
    "set_knob": {"track_id": track, "name": st.sampled_from([*params.TRACK_INDEX, "x"]), "value": st.floats()},
    "set_automation": {
        "track_id": track,
        "name": st.sampled_from([*params.AUTOMATED, "pan"]),
        "points": st.lists(st.builds(Point, at_beat=beats, value=st.floats()), max_size=5),
    },
    "set_voice": {
        "track_id": track,
        "voice": texts,
        "amount": st.floats(),
        "knobs": st.dictionaries(st.sampled_from(list(params.TRACK_INDEX)), st.floats(-20, 20), max_size=4),
    },
    "set_finish": {"name": st.sampled_from([*params.FINISH_INDEX, "x"]), "value": st.floats()},
    "set_release": {"release": releases},
    "keep_mix": {},
    "swap_mixes": {},
    "add_media": {"file": files, "frames": frames, "channels": st.integers(1, 2), "rate_hz": st.just(48_000)},
    "replace_media": {
        "track_id": audio_track,
        "media_id": media,
        "file": files,
        "frames": frames,
        "channels": st.integers(1, 2),
    },
    "set_singers": {"track_id": track, "names": st.lists(texts, max_size=3).map(tuple)},
    "add_clip": {
        "track_id": audio_track,
        "media_id": media,
        "at_beat": beats,
        "offset_frames": frames,
        "length_frames": st.none() | frames,
    },
    "add_take": {
        "track_id": audio_track,
        "media_id": media,
        "at_beat": beats,
        "offset_frames": frames,
        "length_frames": frames,
        "loud_at": st.lists(frames, max_size=3),
    },
    "remove_take": {"take_id": take},
    "lay_clip": {
        "track_id": audio_track,
        "media_id": media,
        "at_beat": beats,
        "offset_frames": frames,
        "length_frames": st.none() | frames,
        "fade_in_frames": frames,
        "fade_out_frames": frames,
        "fade_in_shape": st.sampled_from(["gain", "power", "x"]),
    },
    "record": {"track_id": audio_track, "file": files, "frames": frames, "at_beat": beats},
    "remove_clip": CLIP,
    "move_clip": {**CLIP, "at_beat": beats, "track_id": audio_track},
    "trim_clip": {**CLIP, "from_beat": st.none() | beats, "to_beat": st.none() | beats},
    "split_clip": {**CLIP, "at_beat": beats},
    "join_clips": {**CLIP, "other_id": clip},
    "crossfade_clips": {**CLIP, "other_id": clip, "length_frames": st.none() | frames, "shape": shapes},
    "copy_clip": {"clip": clips, "track_id": audio_track, "at_beat": beats},
    "set_clip_fades": {
        **CLIP,
        "fade_in_frames": st.none() | frames,
        "fade_out_frames": st.none() | frames,
        "fade_in_shape": st.none() | shapes,
        "fade_out_shape": st.none() | shapes,
    },
    "set_clip_gain": {**CLIP, "gain_db": st.floats()},
    "mute_clip": {**CLIP, "mute": st.booleans()},
    "add_pattern": {"name": texts, "bars": small, "swing_percent": st.floats(40, 80), "lanes": lanes},
    "replace_pattern": {"pattern": patterns},
    "remove_pattern": {"pattern_id": pattern},
    "rename_pattern": {"pattern_id": pattern, "name": texts},
    "copy_pattern": {"pattern_id": pattern, "name": texts},
    "resize_pattern": {"pattern_id": pattern, "bars": small},
    "set_grid": {"pattern_id": pattern, "steps_per_bar": st.sampled_from([8, 12, 16, 24, 32, 0, 1000])},
    "set_swing": {"pattern_id": pattern, "swing_percent": st.floats()},
    "set_step": {
        **LANE,
        "at_step": small,
        "velocity": st.integers(),
        "ratchet": small,
        "over_steps": small,
        "chance_percent": st.integers(-5, 140),
        "off_steps": st.floats(),
    },
    "set_steps": {**LANE, "steps": steps},
    "set_lane_gain": {**LANE, "gain_db": st.floats()},
    "set_quantise": {**LANE, "quantise_percent": st.floats()},
    "clear_step": {**LANE, "at_step": small},
    "add_note": {
        **LANE,
        "at_step": small,
        "length_steps": small,
        "midi_note": st.integers(-5, 140),
        "glide_to": st.none() | st.integers(-5, 140),
        "off_steps": st.floats(-9, 9),
    },
    "remove_note": {**LANE, "at_step": small, "midi_note": st.integers(0, 127)},
    "set_notes": {**LANE, "notes": notes},
    "mute_lane": {**LANE, "mute": st.booleans()},
    "set_lane_late": {**LANE, "late_ms": st.floats()},
    "add_lane": LANE,
    "remove_lane": LANE,
}


def draw_edit(data: st.DataObject, song: Song, name: str) -> Song:
    """The song after one edit with drawn arguments; unchanged if the edit was refused with a StudioError."""
    arguments = {
        argument: data.draw(source(song) if callable(source) else source, label=f"{name}.{argument}")
        for argument, source in ARGUMENTS[name].items()
    }
    try:
        return edits.EDITS[name].function(song, **arguments)
    except StudioError:
        return song


def start() -> Song:
    """A song with something of everything, so that edits find what to work on."""
    song = edits.add_track(Song(title="Tur"), role="drums", kit="trap")
    song = edits.add_track(song, role="lead")
    song = edits.record(song, track_id="t2", file="takes/start.wav", frames=300_000, at_beat=1.0)
    song = edits.add_pattern(song, name="A", bars=1)
    song = edits.set_step(song, pattern_id="p6", track_id="t1", sound="kick", at_step=0)
    return edits.add_section(song, kind="verse", bars=2, pattern_id="p6")


def assert_whole(song: Song) -> None:
    """Every id is there once and resolves, every number is inside its range."""
    clips = [clip for track in song.tracks for clip in track.clips]
    for things in (song.tracks, song.patterns, song.sections, song.media, song.takes, clips):
        assert len({thing.id for thing in things}) == len(things)
    for track in song.tracks:
        assert all(params.knob(name).clamp(value) == value for name, value in track.knobs.items())
        assert [clip.at_beat for clip in track.clips] == sorted(clip.at_beat for clip in track.clips)
        assert not (track.clips and track.role in SYNTH_ROLES)
    for clip in clips:
        assert clip.offset_frames >= 0
        assert 1 <= clip.length_frames <= song.media_of(clip.media_id).frames - clip.offset_frames
        assert 0 <= clip.fade_in_frames + clip.fade_out_frames <= clip.length_frames
    for pattern in song.patterns:
        length = pattern.bars * pattern.steps_per_bar
        for lane in pattern.lanes:
            assert song.track(lane.track_id).role in SYNTH_ROLES
            assert all(step.at_step + step.over_steps <= length for step in lane.steps)
            assert all(note.at_step + note.length_steps <= length for note in lane.notes)
            assert all(1 <= hit.velocity <= 127 for hit in (*lane.steps, *lane.notes))
            places = [step.at_step for step in lane.steps]
            assert places == sorted(set(places))
    for section in song.sections:
        assert section.bars >= 1
        assert section.pattern_id == "" or song.pattern(section.pattern_id)
        assert section.fill_id == "" or song.pattern(section.fill_id)
    assert {take.media_id for take in song.takes} <= {media.id for media in song.media}


def test_the_walk_knows_every_edit():
    assert set(ARGUMENTS) == set(edits.EDITS)


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_walk_and_as_many_undos(data: st.DataObject):
    first = start()
    document = Document(first)
    seen = [first]
    for name in data.draw(st.lists(st.sampled_from(sorted(ARGUMENTS)), min_size=1, max_size=25), label="edits"):
        song = draw_edit(data, document.song, name)
        assert_whole(song)
        document.apply(song, edits.EDITS[name].label)
        if document.song != seen[-1]:
            seen.append(document.song)
    last = document.song
    validate(last)
    assert msgspec.json.decode(msgspec.json.encode(last), type=Song) == last
    assert len(document.labels) == len(seen) - 1
    for earlier in reversed(seen[:-1]):
        document.undo()
        assert document.song == earlier
    assert document.song == first
    while document.redo_labels:
        document.redo()
    assert document.song == last
    found = timeline.hits(last).array
    assert list(found["at_frame"]) == sorted(found["at_frame"])
    assert (timeline.clip_regions(last)["length_frames"] > 0).all()
