"""Offline: the same bits on one core and on two, whole tails, stems that make up the mix, files that are whole or not
there."""

from __future__ import annotations

import math
import random

import msgspec
import numpy as np
import pytest
import soundfile
from songs import EVERYTHING_ON, beat_song, clip_song, noise, path_in, sine

from beats.kits import kit_sources
from studio import export
from studio.engine.flatten import Flattener
from studio.engine.live_render import LiveRenderer
from studio.engine.offline import OfflineRenderer
from studio.engine.state import CLIPS, TRACKS, Memory
from studio.errors import Cancelled, StudioError
from studio.song import Clip, Media, Point, Song, Track


def whole(renderer):
    return np.concatenate([block.copy() for block in renderer.mix()])


def test_one_core_and_two_give_the_same_bits(tmp_path):
    song = clip_song(tmp_path, *(noise(3, seed) for seed in range(5)), **EVERYTHING_ON)
    one, two = (whole(OfflineRenderer(song, path_in(tmp_path), {}, threads=threads)) for threads in (1, 2))
    assert np.array_equal(one, two)


def test_a_dry_song_is_its_files_summed_in_order(tmp_path):
    sounds = [noise(1, seed).astype(np.float32) for seed in range(4)]
    song = clip_song(tmp_path, *sounds, subtype="FLOAT")
    expected = np.zeros((48_000, 2))
    for sound in sounds:
        expected = expected + sound
    assert np.array_equal(whole(OfflineRenderer(song, path_in(tmp_path), {})), expected)


@pytest.mark.parametrize(("subtype", "step"), [("PCM_16", 2**15), ("PCM_24", 2**23)])
@pytest.mark.parametrize("channels", [1, 2])
def test_every_format_is_read_exactly(subtype, step, channels, tmp_path):
    numbers = np.random.default_rng(4).integers(-step, step, (5_000, channels))
    numbers[:2] = [[step - 1] * channels, [-step] * channels]
    sound = numbers / step
    song = clip_song(tmp_path, sound if channels == 2 else sound[:, 0], subtype=subtype)
    out = whole(OfflineRenderer(song, path_in(tmp_path), {}))
    assert np.array_equal(out, np.broadcast_to(sound, (5_000, 2)))


def test_clips_overlap_fade_and_end_with_their_file(tmp_path):
    song = clip_song(tmp_path, np.full(10_000, 0.5))
    clips = (
        Clip(id="a", media_id="m0", at_beat=0.0, length_frames=4_000, fade_out_frames=2_000),
        Clip(id="b", media_id="m0", at_beat=2_000 / 24_000, length_frames=4_000, fade_in_frames=2_000),
        Clip(id="c", media_id="m0", at_beat=1.0, length_frames=2_000, offset_frames=8_000, gain_db=-6.0),
    )
    track = Track(id="t0", role="lead", name="", clips=clips)
    out = whole(OfflineRenderer(Song(title="T", bpm=120.0, media=song.media, tracks=(track,)), path_in(tmp_path), {}))
    assert out[:6_000, 0] == pytest.approx(0.5)  # equal-gain cross-fade: no dip, no bump
    assert (out[6_000:24_000] == 0).all()
    assert out[24_000:26_000, 0] == pytest.approx(0.5 * 10 ** (-6 / 20))
    assert len(out) == 26_000


def test_a_long_clip_under_many_short_ones_is_heard(tmp_path):
    song = clip_song(tmp_path, np.full(96_000, 0.25))
    short = [Clip(id=f"s{n}", media_id="m0", at_beat=n * 0.1, length_frames=100, mute=n % 2 == 1) for n in range(1, 30)]
    track = Track(id="t0", role="lead", name="", clips=(*song.tracks[0].clips, *short))
    out = whole(OfflineRenderer(Song(title="T", bpm=120.0, media=song.media, tracks=(track,)), path_in(tmp_path), {}))
    assert out[90_000, 0] == 0.25
    assert out[4_850, 0] == 0.5
    assert out[2_450, 0] == 0.25  # the one here is muted


def test_missing_files_are_silence_and_named(tmp_path):
    song = clip_song(tmp_path, np.full(48_000, 0.5), np.full(48_000, 0.25))
    (tmp_path / "media/m0.wav").unlink()
    (tmp_path / "media/m1.wav").rename(tmp_path / "media/kept.wav")
    (tmp_path / "media/m1.wav").write_bytes(b"no audio")
    renderer = OfflineRenderer(song, path_in(tmp_path), {})
    assert renderer.missing == {"m0", "m1"}
    assert np.abs(whole(renderer)).max() == 0


def test_the_tail_is_kept_to_minus_60_db_and_at_most_8_s(tmp_path):
    burst = np.concatenate([noise(0.5, gain=0.3), np.zeros((2_400, 2))])
    dry = whole(OfflineRenderer(clip_song(tmp_path, burst), path_in(tmp_path), {}))
    assert len(dry) == len(burst)
    song = clip_song(tmp_path, burst, reverb_send_db=0.0)
    wet = whole(OfflineRenderer(song, path_in(tmp_path), {}))
    assert len(burst) + 24_000 < len(wet) < len(burst) + 8 * 48_000
    assert np.abs(wet[-1]).max() > 10 ** (-60 / 20)
    endless = Song(
        title="T",
        bpm=120.0,
        media=song.media,
        tracks=song.tracks,
        master={"reverb_decay_s": 8.0, "reverb_return_db": 6.0},
    )
    assert len(whole(OfflineRenderer(endless, path_in(tmp_path), {}))) <= len(burst) + 8 * 48_000


@pytest.mark.parametrize("encoding", ["wav16", "wav24", "wav32f", "mp3", "flac24"])
def test_a_second_render_is_byte_identical(encoding, tmp_path):
    song = clip_song(tmp_path, noise(2), sine(200, 2), **EVERYTHING_ON)
    files = [tmp_path / f"{name}.out" for name in "ab"]
    for number, file in enumerate(files):
        export.render(song, path_in(tmp_path), {}, file, encoding, threads=number + 1)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_live_path_renders_the_same_file(tmp_path):
    """Louder than full scale, with a kit, sends, a moving fader and room for the voice, at both ends of the song."""
    made = beat_song("k", bars=2)
    song = clip_song(tmp_path, noise(3, 1), sine(110, 2.5), bpm=made.bpm, **{**EVERYTHING_ON, "gain_db": 9.0})
    points = (Point(at_beat=0.0, value=-20.0), Point(at_beat=3.0, value=6.0))
    lead = msgspec.structs.replace(song.tracks[1], role="lead", automation={"gain_db": points})
    tracks = (*made.tracks, msgspec.structs.replace(song.tracks[0], id="t8"), msgspec.structs.replace(lead, id="t9"))
    song = msgspec.structs.replace(made, media=song.media, tracks=tracks, master={"room_db": 6.0, "delay_duck_db": 6.0})
    kits = {"k": kit_sources("boom_bap", 48_000, tmp_path / "kits")}
    files = [tmp_path / "offline.wav", tmp_path / "live.wav"]
    for live, file in enumerate(files):
        done = export.render(song, path_in(tmp_path), kits, file, "wav32f", live=bool(live))
        assert done.missing == frozenset()
    assert np.abs(soundfile.read(files[0])[0]).max() > 1.0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert np.array_equal(
        whole(OfflineRenderer(song, path_in(tmp_path), kits)), whole(LiveRenderer(song, path_in(tmp_path), kits))
    )


def test_render_24_bit_rounds_the_mix(tmp_path):
    song = clip_song(tmp_path, noise(1), **EVERYTHING_ON)
    mix = whole(OfflineRenderer(song, path_in(tmp_path), {}))
    done = export.render(song, path_in(tmp_path), {}, tmp_path / "out.wav")
    data, rate = soundfile.read(tmp_path / "out.wav", dtype="int32")
    assert (rate, len(data)) == (48_000, done.frames)
    assert np.array_equal(data >> 8, np.rint(mix * 2**23).astype(np.int32))


def test_another_rate_keeps_length_and_pitch(tmp_path):
    song = clip_song(tmp_path, sine(1_000, 2))
    done = export.render(song, path_in(tmp_path), {}, tmp_path / "out.wav", rate_hz=44_100)
    data, rate = soundfile.read(tmp_path / "out.wav")
    assert rate == 44_100
    assert done.seconds == pytest.approx(2.0, abs=0.001)
    assert np.argmax(np.abs(np.fft.rfft(data[:44_100, 0]))) == 1_000


def test_stems_start_together_end_together_and_make_up_the_dry_mix(tmp_path):
    song = clip_song(tmp_path, noise(1, 1), noise(2, 2), sine(99, 1.5), gain_db=-6.0, reverb_send_db=-10.0)
    stems = export.render_stems(song, path_in(tmp_path), {}, tmp_path / "stems", "wav32f")
    mix = export.render(song, path_in(tmp_path), {}, tmp_path / "mix.wav", "wav32f")
    assert [stem.frames for stem in stems] == [mix.frames] * 3
    assert [stem.path.name for stem in stems] == [f"{n:02d}_Track_{n - 1}_120bpm.wav" for n in (1, 2, 3)]
    dry = clip_song(tmp_path, noise(1, 1), noise(2, 2), sine(99, 1.5), gain_db=-6.0)
    expected = whole(OfflineRenderer(dry, path_in(tmp_path), {}))
    total = sum(soundfile.read(stem.path)[0] for stem in stems)[: len(expected)]
    assert 20 * math.log10(np.abs(total - expected).max() + 1e-12) < -120


def test_cancel_leaves_nothing(tmp_path):
    song = clip_song(tmp_path, noise(5))
    shares: list[float] = []
    with pytest.raises(Cancelled):
        export.render(
            song, path_in(tmp_path), {}, tmp_path / "o.wav", progress=shares.append, cancelled=lambda: len(shares) > 3
        )
    with pytest.raises(Cancelled):
        export.render_stems(song, path_in(tmp_path), {}, tmp_path / "stems", cancelled=lambda: True)
    assert shares == sorted(shares)
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == []
    assert not (tmp_path / "stems").exists() or list((tmp_path / "stems").iterdir()) == []


def test_an_empty_song_says_so(tmp_path):
    with pytest.raises(StudioError) as caught:
        export.render(Song(title="T"), path_in(tmp_path), {}, tmp_path / "o.wav")
    assert caught.value.code == "song-empty"


@pytest.mark.parametrize(("tracks", "clips"), [(TRACKS + 1, 1), (2, CLIPS)])
def test_more_than_fits_is_an_error_before_sound(tracks, clips, tmp_path):
    media = (Media(id="m", file="m.wav", frames=100, channels=1, rate_hz=48_000),)
    row = tuple(Clip(id=f"c{n}", media_id="m", at_beat=float(n), length_frames=50) for n in range(clips))
    song = Song(
        title="T", media=media, tracks=tuple(Track(id=f"t{n}", role="lead", name="", clips=row) for n in range(tracks))
    )
    memory = Memory(48_000)
    flattener = Flattener(memory)
    flattener.flatten(Song(title="Before"), path_in(tmp_path), {})
    before = int(memory.record["plan_wanted"][0])
    with pytest.raises(StudioError) as caught:
        flattener.flatten(song, path_in(tmp_path), {})
    assert caught.value.code == "capacity"
    assert caught.value.fields["limit"] in (TRACKS, CLIPS)
    assert memory.record["plan_wanted"][0] == before


def test_tracks_keep_their_strips_through_edits():
    memory = Memory(48_000)
    flattener = Flattener(memory)
    chance = random.Random(5)
    slots: dict[str, int] = {}
    names = [f"t{n}" for n in range(100)]
    for _ in range(50):
        chosen = chance.sample(names, 60)
        song = Song(title="T", tracks=tuple(Track(id=name, role="drums", name="") for name in chosen))
        flattener.flatten(song, path_in(None), {})
        memory.record["plan_used"] = memory.record["plan_wanted"]
        now = {name: flattener.slot_of(name) for name in chosen}
        assert len(set(now.values())) == 60
        assert all(slots[name] == slot for name, slot in now.items() if name in slots)
        slots = now
        rows = flattener._tables[int(memory.record["plan_wanted"][0])]["addr_tracks"][:60]
        places = [range(row["voice_first"], row["voice_first"] + row["voices"]) for row in rows]
        taken = [voice for place in places for voice in place]
        assert len(taken) == len(set(taken))
        assert max(taken) < 128
