"""Beats as `.mid` files: out and back as they were, plain MIDI for everybody else, and every odd file of the world."""

from __future__ import annotations

import io
import random
import resource
import time
import zlib

import mido
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from songs import beat_song

from beats import midi_facts
from beats.gm import SOUND_OF_KEY, sound_of_name
from beats.kits import SOUNDS
from beats.midi import MIDI_NOTES, beat_of, export_midi, import_midi, midi_bytes
from beats.midi_read import LARGEST_BYTES, MAKER, read_midi
from studio import timeline
from studio.errors import StudioError
from studio.song import Lane, Media, Note, Pattern, Section, Song, Step, Track
from studio.songcheck import validate

put = msgspec.structs.replace
NAMES = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
STEPS = st.builds(
    Step,
    at_step=st.integers(0, 63),
    velocity=st.integers(1, 127),
    ratchet=st.sampled_from((1, 2, 3, 4, 6)),
    over_steps=st.integers(1, 4),
    chance_percent=st.integers(1, 100),
    off_steps=st.floats(-4, 4),
)
NOTES = st.builds(
    Note,
    at_step=st.integers(0, 63),
    length_steps=st.integers(1, 16),
    midi_note=st.integers(0, 127),
    velocity=st.integers(1, 127),
    glide_to=st.none() | st.integers(0, 127),
    off_steps=st.floats(-4, 4),
)


@st.composite
def beats(draw):
    """Whole beats: everything that a pattern, a section and a track of sounds may hold."""
    tracks = tuple(
        Track(
            id=f"t{number}",
            role=draw(st.sampled_from(("drums", "bass", "melody"))),
            name=draw(NAMES),
            kit=draw(st.sampled_from(("", "trap", "boom_bap"))),
            tweaks=draw(st.dictionaries(st.sampled_from(("kick.tune", "sub.tune")), st.floats(-12, 12), max_size=2)),
            knobs=draw(st.dictionaries(st.just("pan"), st.floats(-1, 1), max_size=1)),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    lanes = st.builds(
        Lane,
        sound=st.sampled_from((*SOUNDS, "a_sound_of_mine")),
        track_id=st.sampled_from([track.id for track in tracks]) if tracks else st.nothing(),
        steps=st.lists(STEPS, max_size=5).map(tuple),
        notes=st.lists(NOTES, max_size=4).map(tuple),
        mute=st.booleans(),
        late_ms=st.floats(-50, 50),
        gain_db=st.floats(-30, 12),
        quantise_percent=st.floats(0, 100),
    )
    patterns = tuple(
        Pattern(
            id=f"p{number}",
            name=draw(NAMES),
            bars=draw(st.integers(1, 8)),
            steps_per_bar=draw(st.sampled_from((12, 16, 24, 32))),
            swing_percent=draw(st.floats(50, 75)),
            lanes=tuple(draw(st.lists(lanes, max_size=3))) if tracks else (),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    pattern_ids = st.sampled_from(["", *(pattern.id for pattern in patterns)])
    sections = tuple(
        Section(
            id=f"s{number}",
            kind=draw(st.sampled_from(("intro", "verse", "hook", "bridge", "interlude", "outro"))),
            bars=draw(st.integers(1, 12)),
            pattern_id=draw(pattern_ids),
            name=draw(NAMES),
            cycle=draw(st.sampled_from(("", "1112", "112F"))),
            fill_id=draw(pattern_ids),
            muted=tuple(draw(st.lists(st.sampled_from(("kick", "snare")), max_size=1))),
            lead_in=draw(st.sampled_from(("none", "fill", "drop"))),
            muffled=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    song = Song(
        title=draw(NAMES),
        bpm=draw(st.floats(40, 240)),
        beats_per_bar=draw(st.integers(1, 12)),
        rate_hz=draw(st.sampled_from((44_100, 48_000, 96_000))),
        key=draw(st.sampled_from(("", "A minor", "Bb minor", "Db minor", "G# major", "C major"))),
        tracks=tracks,
        patterns=patterns,
        sections=sections,
        next_id=draw(st.integers(1, 1000)),
    )
    validate(song)
    return song


def imported(data: bytes, folder, **options):
    path = folder / "Some beat.mid"
    path.write_bytes(data)
    return import_midi(path, **options)


def codes(notices):
    for notice in notices:
        assert set(notice.fields) == set(MIDI_NOTES[notice.code])
    return [notice.code for notice in notices]


def midi(*tracks, kind=1, ppq=480, **header):
    """The bytes of a file of mido messages; `tracks` are lists of (tick, message)."""
    file = mido.MidiFile(type=kind, ticks_per_beat=ppq)
    for events in tracks:
        track, now = mido.MidiTrack(), 0
        for tick, message in sorted(events, key=lambda row: row[0]):
            track.append(message.copy(time=tick - now))
            now = tick
        file.tracks.append(track)
    out = io.BytesIO()
    file.save(file=out)
    return out.getvalue()


def raw(*chunks: bytes, kind=1, division=480, head=b"MThd\0\0\0\6"):
    body = b"".join(b"MTrk" + len(chunk).to_bytes(4, "big") + chunk for chunk in chunks)
    return head + b"".join(number.to_bytes(2, "big") for number in (kind, len(chunks) % 65_536, division)) + body


def drums(*hits, channel=9):
    """(tick, key, velocity) → messages, each held for 30 ticks."""
    found = []
    for tick, key, velocity in hits:
        found.append((tick, mido.Message("note_on", channel=channel, note=key, velocity=velocity)))
        found.append((tick + 30, mido.Message("note_off", channel=channel, note=key, velocity=64)))
    return found


def lane_of(song, sound, pattern=0):
    return next(lane for lane in song.patterns[pattern].lanes if lane.sound == sound)


def heard(song):
    """What a song plays, to the ear: (frame, sound) of every hit."""
    hits = timeline.hits(song)
    return [(int(row["at_frame"]), hits.sounds[row["sound"]][1]) for row in hits.array]


# --- out and back


@settings(max_examples=150, deadline=None)
@given(song=beats())
def test_out_and_in_gives_an_equal_beat(song, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "there-and-back.mid"
    export_midi(song, path)
    back, notices = import_midi(path)
    assert back == beat_of(song) == song
    assert notices == ()
    file = mido.MidiFile(path)  # another reader finds nothing odd in it
    assert (file.type, file.ticks_per_beat) == (1, 480)


def test_only_the_beat_goes_out():
    clip_track = Track(id="v", role="lead", name="Kari's voice")
    song = put(
        beat_song(),
        tracks=(*beat_song().tracks, clip_track),
        media=(Media(id="m", file="media/m.wav", frames=1, channels=1, rate_hz=48_000, name="kari.wav"),),
        master={"delay_beats": 0.5},
    )
    assert beat_of(song) == put(beat_song(), media=())
    assert b"Kari" not in zlib.decompress(read_midi(midi_bytes(song), "x").own)


def test_the_notes_are_plain_midi():
    """Kick on 1, 2½ and 3½, hats on eighths, at 480 ticks a beat; the bass slides up a fourth at the end."""
    file = mido.MidiFile(file=io.BytesIO(midi_bytes(beat_song(bars=1))))
    tracks = {track.name: list(mido.midifiles.tracks._to_abstime(track)) for track in file.tracks}
    assert list(tracks) == ["Beat", "kick", "closed_hat", "sub"]
    ons = {
        name: [(m.time, m.note, m.channel) for m in track if m.type == "note_on" and m.velocity]
        for name, track in tracks.items()
    }
    assert ons["kick"] == [(0, 36, 9), (720, 36, 9), (1200, 36, 9)]
    assert ons["closed_hat"] == [(at, 42, 9) for at in range(0, 1920, 240)]
    # the note lasts two beats; a slide of 90 ms at 90 BPM is 64.8 ticks
    assert ons["sub"] == [(0, 36, 0), (895, 41, 0)]
    assert [(m.time, m.note) for m in tracks["sub"] if m.type == "note_on" and not m.velocity] == [(896, 36), (960, 41)]
    assert all(track[-1].type == "end_of_track" and track[-1].time == 1920 for track in tracks.values())
    told = {m.type: m for m in tracks["Beat"]}
    assert mido.tempo2bpm(told["set_tempo"].tempo) == pytest.approx(90, abs=1e-3)
    assert (told["time_signature"].numerator, told["time_signature"].denominator) == (4, 4)
    assert told["marker"].text == "verse"


def test_velocities_are_as_heard():
    song = beat_song(bars=4)
    hits = timeline.hits(song)
    file = mido.MidiFile(file=io.BytesIO(midi_bytes(song)))
    hats = [m.velocity for track in file.tracks if track.name == "closed_hat" for m in track if m.type == "note_on"]
    expected = [round(row["gain"] * 127) for row in hits.array if hits.sounds[row["sound"]][1] == "closed_hat"]
    assert [velocity for velocity in hats if velocity] == expected
    assert len(set(expected)) > 1


def test_running_status_makes_the_file_small():
    song = put(beat_song(), sections=(Section(id="s", kind="verse", bars=100, pattern_id="p1"),))
    body = midi_bytes(song)
    notes = len(timeline.hits(song).array) + 100
    assert len(body) < 8 * notes + 1000  # two events of a delta and two bytes


def test_keys_of_all_spellings():
    for key, sign in (("A minor", "Am"), ("Db minor", "C#m"), ("G# major", "Ab"), ("F# minor", "F#m")):
        told = mido.MidiFile(file=io.BytesIO(midi_bytes(put(beat_song(), key=key)))).tracks[0]
        assert [m.key for m in told if m.type == "key_signature"] == [sign]


def test_a_pattern_without_a_form_is_played_once(tmp_path):
    song = put(beat_song(), sections=())
    data = midi_bytes(song)
    assert sum(len(part.notes) for part in read_midi(data, "x").parts) == 3 + 8 + 2
    assert imported(data, tmp_path)[0] == beat_of(song)


def test_notes_changed_elsewhere_win(tmp_path):
    file = mido.MidiFile(file=io.BytesIO(midi_bytes(beat_song(bars=2))))
    for track in file.tracks:
        for message in track:
            if message.type == "note_on" and message.note == 36 and message.channel == 9:
                message.note = 38
    out = io.BytesIO()
    file.save(file=out)
    song, notices = imported(out.getvalue(), tmp_path)
    assert "changed-elsewhere" in codes(notices)
    sixteenths = [16 * step.at_step / song.patterns[0].steps_per_bar for step in lane_of(song, "snare").steps]
    assert sixteenths[:3] == [0, 6, 10]
    assert lane_of(song, "sub").notes[0].midi_note == 36
    assert [track.role for track in song.tracks] == ["drums", "bass"]


def test_another_tempo_and_key_set_elsewhere_are_taken(tmp_path):
    file = mido.MidiFile(file=io.BytesIO(midi_bytes(put(beat_song(), key="A minor"))))
    for message in file.tracks[0]:
        if message.type == "set_tempo":
            message.tempo = mido.bpm2tempo(100)
        if message.type == "key_signature":
            message.key = "Cm"
    out = io.BytesIO()
    file.save(file=out)
    song, notices = imported(out.getvalue(), tmp_path)
    assert (song.bpm, song.key, song.patterns) == (100.0, "C minor", beat_song().patterns)
    assert codes(notices) == []


def test_what_rides_along_is_looked_at_before_it_is_believed():
    good = midi_facts.pack(beat_song(), "x")[len(MAKER) :]
    assert midi_facts.unpack(good) == (beat_song(), "x")
    text = zlib.decompress(good)
    for bad in (
        text[:-1],
        text.replace(b'"bpm"', b'"b"'),
        text.replace(b'"bars":1', b'"bars":9999'),
        text.replace(b'"track_id":"t1"', b'"track_id":"t9"'),
        text.replace(b'"at_step":6', b'"at_step":-6'),
        text.replace(b'"at_step":6', b'"at_step":1e999'),
        b"[" * 100_000,
        b"null",
    ):
        assert bad != text
        assert midi_facts.unpack(zlib.compress(bad)) is None
    assert midi_facts.unpack(b"") is None
    assert midi_facts.unpack(good[:-5]) is None
    bomb = zlib.compress(b" " * (200 << 20), 9)
    began = time.perf_counter()
    assert midi_facts.unpack(bomb) is None
    assert time.perf_counter() - began < 2.0


# --- files of others


def test_a_drum_loop_becomes_one_pattern(tmp_path):
    hits = [(bar * 1920 + at, key, 100) for bar in range(8) for at, key in ((0, 36), (480, 38), (960, 35), (1440, 40))]
    meta = [
        (0, mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(92))),
        (0, mido.MetaMessage("key_signature", key="F#m")),
        (0, mido.MetaMessage("track_name", name="My loop")),
    ]
    song, notices = imported(midi(meta, drums(*hits)), tmp_path)
    assert codes(notices) == []
    assert (song.title, song.bpm, song.key) == ("My loop", pytest.approx(92.0, abs=0.005), "F# minor")
    (pattern,) = song.patterns
    assert (pattern.bars, pattern.steps_per_bar, pattern.swing_percent) == (1, 16, 50.0)
    assert [step.at_step for step in lane_of(song, "kick").steps] == [0, 8]
    assert [step.at_step for step in lane_of(song, "snare").steps] == [4, 12]
    assert [(section.bars, section.pattern_id) for section in song.sections] == [(8, pattern.id)]
    assert [lane.quantise_percent for lane in pattern.lanes] == [100.0, 100.0]


@pytest.mark.parametrize("kind", [0, 1])
def test_melodies_get_tracks_of_their_own(kind, tmp_path):
    bass = drums((0, 33, 90), (960, 36, 80), channel=0)
    bass.append((0, mido.Message("program_change", channel=0, program=33)))
    piano = [*drums((0, 60, 70), (0, 64, 70), (0, 67, 70), (960, 65, 60), channel=1)]
    tracks = [bass, piano, drums((0, 36, 100))]
    data = midi(*tracks) if kind else midi([row for track in tracks for row in track], kind=0)
    song, _ = imported(data, tmp_path)
    assert sorted(track.role for track in song.tracks) == ["bass", "drums", "melody"]
    assert [(note.at_step, note.midi_note) for note in lane_of(song, "bass").notes] == [(0, 33), (8, 36)]
    assert [(note.at_step, note.midi_note) for note in lane_of(song, "keys").notes] == [
        (0, 60),
        (0, 64),
        (0, 67),
        (8, 65),
    ]
    assert song.title == "Some beat"


def test_tracks_named_after_drums_are_drums_on_any_channel(tmp_path):
    def named(name, *hits, channel):
        return [(0, mido.MetaMessage("track_name", name=name)), *drums(*hits, channel=channel)]

    song, _ = imported(
        midi(
            named("Closed Hat", (0, 60, 90), channel=0),
            named("Kick 01", (0, 24, 90), channel=1),
            named("Drums", (0, 38, 90), (480, 46, 90), channel=2),
            named("808", (0, 30, 90), channel=3),
        ),
        tmp_path,
    )
    assert [(track.role, track.name) for track in song.tracks] == [("drums", ""), ("bass", "808")]
    assert [lane.sound for lane in song.patterns[0].lanes] == ["closed_hat", "kick", "snare", "open_hat", "sub"]
    assert sound_of_name("Trommer: closed_hat") == "closed_hat"


@pytest.mark.parametrize(
    ("places", "steps_per_bar"),
    [
        ([0, 120, 240, 360, 480], 16),
        ([0, 60, 180, 420, 1020], 32),
        ([0, 160, 320, 480, 640, 800], 12),
        ([0, 80, 240, 400, 480, 560], 24),
        ([0, 1, 242, 357, 481, 963, 1203, 1438], 16),  # played by hand
        ([0, 30, 60, 90, 960], 64),  # a roll that no coarser grid holds
    ],
)
def test_the_grid_that_fits(places, steps_per_bar, tmp_path):
    song, notices = imported(midi(drums(*((at, 42, 90) for at in places))), tmp_path)
    (pattern,) = song.patterns
    assert pattern.steps_per_bar == steps_per_bar
    assert codes(notices) == []
    frames_per_tick = 48_000 * 60 / song.bpm / 480
    assert [at for at, _ in heard(song)] == pytest.approx([at * frames_per_tick for at in places], abs=1)


def test_swing_is_found(tmp_path):
    """58 % swing: every second sixteenth is late by (58 − 50) / 100 × 240 = 19.2 ticks."""
    places = [beat * 240 + late for beat in range(32) for late in (0, 139)]
    song, _ = imported(midi(drums(*((at, 42, 90) for at in places))), tmp_path)
    pattern = song.patterns[0]
    assert pattern.swing_percent == pytest.approx(50 + 19 / 240 * 100, abs=0.02)
    assert max(abs(step.off_steps) for step in lane_of(song, "closed_hat").steps) < 0.01


@settings(max_examples=60, deadline=None)
@given(
    hits=st.lists(
        st.tuples(st.integers(0, 8 * 1920), st.sampled_from((36, 38, 42)), st.integers(1, 127)), min_size=1, max_size=60
    )
)
def test_nothing_of_the_timing_is_lost(hits, tmp_path_factory):
    """Every hit is heard where the file had it, whatever grid it was put on."""
    song, notices = imported(midi(drums(*hits), ppq=480), tmp_path_factory.getbasetemp())
    expected = sorted({(at, SOUND_OF_KEY[key]) for at, key, _ in hits})
    frames_per_tick = 48_000 * 60 / song.bpm / 480
    found = sorted((round(at / frames_per_tick), sound) for at, sound in heard(song))
    assert found == expected
    assert codes(notices) == []


def test_velocity_nought_ends_a_note_and_so_does_the_end_of_the_track(tmp_path):
    chunk = (
        b"\x00\x90\x3c\x64" b"\x83\x60\x3c\x00"  # 480 ticks later: off, by running status
        b"\x00\x3e\x50" b"\x87\x40\x40\x50" b"\x00\x80\x40\x40"  # D is never let go of
    )  # fmt: skip
    song, notices = imported(raw(chunk), tmp_path)
    notes = {note.midi_note: note for note in lane_of(song, "keys").notes}
    assert {pitch: (note.at_step, note.length_steps) for pitch, note in notes.items()} == {
        60: (0, 4),
        62: (4, 8),
        64: (12, 1),
    }
    assert codes(notices) == []


def test_overlapping_notes_of_one_pitch_end_in_the_order_they_began(tmp_path):
    on = [(0, 0), (240, 0)]
    messages = [(at, mido.Message("note_on", note=60, velocity=90)) for at, _ in on]
    messages += [(at, mido.Message("note_off", note=60)) for at in (480, 960)]
    song, _ = imported(midi(messages), tmp_path)
    assert [(note.at_step, note.length_steps) for note in lane_of(song, "keys").notes] == [(0, 4), (2, 6)]


def test_film_time_tempo_changes_and_metres(tmp_path):
    """25 frames of 40 ticks are 1000 ticks a second, 500 to a beat at 120."""
    beat = b"\x00\x99\x24\x64\x83\x74\x24\x64\x00\xff\x2f\x00"
    song, notices = imported(raw(beat, division=0xE728), tmp_path)
    assert codes(notices) == ["film-time"]
    assert song.bpm == 120.0
    assert [step.at_step for step in lane_of(song, "kick").steps] == [0, 4]

    tempi = [(at, mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(bpm))) for at, bpm in ((0, 100), (960, 120))]
    meters = [(at, mido.MetaMessage("time_signature", numerator=top, denominator=8)) for at, top in ((0, 6), (2880, 7))]
    song, notices = imported(midi([*tempi, *meters], drums((0, 36, 90))), tmp_path)
    assert codes(notices) == ["tempo-changes", "meter-changes"]
    assert (song.bpm, song.beats_per_bar) == (100.0, 3)
    assert song.patterns[0].steps_per_bar == 12


def test_tempi_beyond_ours_count_in_halves_and_doubles(tmp_path):
    tempo = [(0, mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(300)))]
    song, _ = imported(midi(tempo, drums((0, 36, 90), (480, 36, 90))), tmp_path)
    assert song.bpm == 150.0
    assert [step.at_step for step in lane_of(song, "kick").steps] == [0, 2]


def test_names_in_any_coding(tmp_path):
    for data, name in ((b"Bj\xf8rn", "Bjørn"), ("Bjørn 🎤".encode(), "Bjørn 🎤"), (b"a\0b\x07\n", "a b")):
        chunk = b"\x00\xff\x03" + bytes([len(data)]) + data + b"\x00\xff\x2f\x00"
        song, _ = imported(raw(chunk, b"\x00\x99\x24\x64\x00\xff\x2f\x00"), tmp_path)
        assert song.title == name


def test_markers_name_the_sections(tmp_path):
    marks = [(at * 1920, mido.MetaMessage("marker", text=text)) for at, text in ((0, "Intro"), (2, "Refreng 1"))]
    hits = [(beat * 480, 36, 90) for beat in range(16)]
    song, _ = imported(midi(marks, drums(*hits)), tmp_path)
    assert [(one.kind, one.bars, one.name) for one in song.sections] == [
        ("intro", 2, "Intro"),
        ("hook", 2, "Refreng 1"),
    ]


def test_silence_is_no_pattern(tmp_path):
    song, _ = imported(midi(drums((0, 36, 90), (1920 * 20, 36, 90))), tmp_path)
    assert [(one.bars, bool(one.pattern_id)) for one in song.sections] == [(1, True), (19, False), (1, True)]
    assert len(song.patterns) == 1


def test_more_parts_than_tracks(tmp_path):
    parts = [drums((number * 60, 60, 90), channel=number % 9) for number in range(80)]
    song, _ = imported(midi(*parts), tmp_path)
    assert len(song.tracks) == 62  # one is left for drums, one for bass
    assert sum(len(lane.notes) for pattern in song.patterns for lane in pattern.lanes) == 80


def test_every_pad_of_general_midi_has_a_sound():
    assert set(range(36, 52)) <= set(SOUND_OF_KEY)
    assert set(SOUND_OF_KEY.values()) <= set(SOUNDS)
    assert SOUND_OF_KEY[36] == "kick"
    assert SOUND_OF_KEY[42] == "closed_hat"


# --- into a song that is there


def test_into_a_new_song_the_beat_brings_its_tempo(tmp_path):
    new = Song(title="Mine", tracks=(Track(id="t1", role="lead", name="Me"),), next_id=2)
    song, notices = imported(midi_bytes(put(beat_song(), bpm=140.0, key="C minor")), tmp_path, song=new)
    assert (song.title, song.bpm, song.key) == ("Mine", 140.0, "C minor")
    assert [track.role for track in song.tracks] == ["lead", "drums", "bass"]
    assert heard(song) == heard(put(beat_song(), bpm=140.0))
    assert codes(notices) == []


def test_into_a_song_with_a_beat_it_comes_behind(tmp_path):
    mine = put(beat_song(), bpm=100.0, next_id=10)
    song, notices = imported(midi_bytes(beat_song(bars=2)), tmp_path, song=mine)
    assert codes(notices) == ["tempo-kept"]
    assert song.bpm == 100.0
    assert song.tracks == mine.tracks  # they have the role and the kit
    assert song.patterns[0] == mine.patterns[0]
    assert song.patterns[1].lanes == mine.patterns[0].lanes
    assert [(one.bars, one.pattern_id) for one in song.sections] == [(4, "p1"), (2, song.patterns[1].id)]
    validate(song)


def test_a_full_song_says_so(tmp_path):
    full = Song(title="", tracks=tuple(Track(id=f"v{n}", role="lead", name="") for n in range(64)))
    with pytest.raises(StudioError) as caught:
        imported(midi_bytes(beat_song()), tmp_path, song=full)
    assert caught.value.code == "capacity"


# --- what is no song


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "midi-unreadable"),
        (b"RIFF" + bytes(100), "midi-unreadable"),
        (raw(b"\x00\x99\x24\x64", kind=2), "midi-type"),
        (raw(b"\x00\x99\x24\x64", kind=7), "midi-unreadable"),
        (raw(b"\x00\x99\x24\x64", division=0), "midi-unreadable"),
        (raw(b"\x00\x99\x24\x64", division=0xE700), "midi-unreadable"),
        (raw(), "midi-unreadable"),
        (raw(b"\x00\xff\x2f\x00"), "midi-empty"),
        (raw(b"\x00\x24\x64"), "midi-empty"),  # a status that runs from nowhere
        (raw(b"\x00\x99\x24\x64" * 500_001), "midi-too-big"),
        (raw(b"\xff\xff\xff\x7f\x99\x24\x64", division=1), "midi-too-big"),
        (raw(*(b"\x00" for _ in range(500_001))), "midi-too-big"),
        (bytes(LARGEST_BYTES + 1), "midi-too-big"),
    ],
)
def test_what_cannot_be_a_song_is_a_sentence(data, code, tmp_path):
    began = time.perf_counter()
    with pytest.raises(StudioError) as caught:
        imported(data, tmp_path)
    assert (caught.value.code, caught.value.fields) == (code, {"name": "Some beat.mid"})
    assert time.perf_counter() - began < 5.0


def test_a_file_that_is_none(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.mid"):
        with pytest.raises(StudioError) as caught:
            import_midi(path)
        assert caught.value.code == "midi-unreadable"


def test_odd_wrappings_are_looked_through(tmp_path):
    plain = raw(b"\x00\x99\x24\x64\x83\x60\x26\x64\x00\xff\x2f\x00")
    body = plain[14:]
    cases = {
        "RIFF": b"RIFF" + bytes(4) + b"RMIDdata" + len(plain).to_bytes(4, "little") + plain,
        "another program's header": bytes(128) + plain,
        "a longer header": b"MThd\0\0\0\x08" + plain[8:14] + b"\0\0" + body,
        "a chunk of somebody's": plain[:14] + b"XFIH\0\0\0\4abcd" + body,
        "no end of track": plain[:-4].replace(b"\0\0\0\x0c", b"\0\0\0\x08"),
        "a length too long": plain.replace(b"\0\0\0\x0c", b"\0\1\0\x0c"),
        "a length too short": plain.replace(b"\0\0\0\x0c", b"\0\0\0\x06"),
        "a length beyond all files": plain.replace(b"\0\0\0\x0c", b"\xff\xff\xff\xff"),
        "clock bytes": plain.replace(b"\x83\x60\x26\x64", b"\x00\xf8\x83\x60\x26\x64"),
    }
    for name, data in cases.items():
        song, _ = imported(data, tmp_path)
        sounds = ["kick"] if "short" in name else ["kick", "snare"]
        assert [lane.sound for lane in song.patterns[0].lanes] == sounds, name


def test_a_lying_length_does_not_swallow_the_next_track(tmp_path):
    first, second = b"\x00\x99\x24\x64\x00\xff\x2f\x00", b"\x00\x99\x26\x64\x00\xff\x2f\x00"
    good = raw(first, second)
    for lie in (b"\0\0\0\x0b", b"\0\0\0\x60", b"\0\0\0\x05", b"\x7f\xff\xff\xff"):
        data = good.replace(b"\0\0\0\x08" + first, lie + first, 1)
        song, _ = imported(data, tmp_path)
        assert {lane.sound for lane in song.patterns[0].lanes} == {"kick", "snare"}, lie


def seeds():
    slides = put(beat_song(), title="Frø", key="A minor")
    old = midi(
        [(0, mido.MetaMessage("set_tempo", tempo=600_000)), (0, mido.MetaMessage("time_signature", numerator=3))],
        drums((0, 36, 90), (480, 38, 80), (480, 42, 80), (1300, 42, 70)),
        [*drums((0, 60, 90), (700, 64, 80), channel=2), (10, mido.Message("sysex", data=(1, 2, 3)))],
        kind=1,
        ppq=96,
    )
    return [midi_bytes(slides), old, raw(b"\x00\x90\x3c\x64\x60\x3c\x00\x10\xc0\x05\x00\x3e\x64\x60\x3e\x00", kind=0)]


def survives(data, folder):
    """Imports; what comes of it is a sentence or a song. Says which."""
    began = time.perf_counter()
    try:
        song, notices = imported(data, folder)
    except StudioError as error:
        found = error.code
    else:
        validate(song)
        codes(notices)
        assert len(song.tracks) <= 64
        assert all(pattern.bars <= 16 for pattern in song.patterns)
        found = "song"
    assert time.perf_counter() - began < 3.0
    return found


def test_files_cut_off_anywhere(tmp_path):
    for data in seeds():
        found = {survives(data[:length], tmp_path) for length in range(len(data))}
        assert found <= {"song", "midi-unreadable", "midi-empty"}
        assert "song" in found


def test_three_thousand_mutations(tmp_path):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    good, found = seeds(), []
    for number in range(3000):
        dice = random.Random(number)
        data = bytearray(dice.choice(good))
        for _ in range(dice.choice((1, 1, 2, 4, 16))):
            at = dice.randrange(min(len(data), dice.choice((16, 64, len(data))))) if data else 0
            match dice.randrange(6):
                case 0:
                    data[at : at + 1] = dice.randbytes(1)
                case 1:
                    data[at : at + 4] = dice.choice((b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", bytes(4), b"MTrk"))
                case 2:
                    del data[at : at + dice.choice((1, 4, 30))]
                case 3:
                    data[at:at] = data[at : at + dice.choice((1, 4, 200))]
                case 4:
                    data[at : at + 8] = dice.randbytes(8)
                case 5:
                    del data[dice.randrange(len(data) + 1) :]
        found.append(survives(bytes(data), tmp_path))
    assert found.count("song") > 1000
    assert len(set(found)) >= 4
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB


def test_noise_is_no_song(tmp_path):
    dice = np.random.default_rng(5)
    for _ in range(50):
        survives(raw(dice.bytes(4000)), tmp_path)


def test_the_largest_song_is_in_within_seconds(tmp_path):
    hits = b"".join(b"\x3c\x99\x24\x64" for _ in range(60_000))
    began = time.perf_counter()
    song, _ = imported(raw(hits), tmp_path)
    assert time.perf_counter() - began < 15.0
    assert sum(section.bars for section in song.sections) == 60_000 * 60 // 1920 + 1  # the last note is never let go
