"""Takes without a song and songs without their audio, put together again by opening the song."""

from __future__ import annotations

import os
import random
from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile
from faultdisk import QuickDisk, check_tidy
from victims import Nursery, ramp

from studio import rescue, wav
from studio.errors import StudioError
from studio.song import Clip, Media, Song, Take, Track
from studio.songfile import RESCUE_TRACK, SongFolder, fingerprint
from studio.wav import TakeNote, TakeWriter

put = msgspec.structs.replace
SONG = Song(title="Låt", bpm=90.0, tracks=(Track(id="t1", role="lead", name="Vokal"),), next_id=2)


@pytest.fixture
def path(ram_path: Path) -> Path:
    SongFolder.create(ram_path / "song", SONG, disk=QuickDisk(), sync_every_s=None).close()
    return ram_path / "song"


def opened(path: Path, **options: object) -> SongFolder:
    return SongFolder.open(path, disk=QuickDisk(), sync_every_s=None, **options)  # type: ignore[arg-type]


def take(path: Path, frames: int, at_beat: float = 4.0, rate_hz: int = 48_000) -> Path:
    writer = TakeWriter(path, rate_hz, TakeNote(track_id="t1", at_beat=at_beat, rate_hz=rate_hz), fs=QuickDisk())
    writer.write(ramp(0, frames))
    writer.close()
    return path


def samples(path: Path) -> np.ndarray:
    return wav.unpacked(np.array(wav.map_data(path)[1]))


def rescued(song: Song) -> list[tuple[str, list[tuple[float, int]]]]:
    """Name of each track that was added, and where its clips are and how long."""
    return [(track.name, [(clip.at_beat, clip.length_frames) for clip in track.clips]) for track in song.tracks[1:]]


# --- takes that nobody mentions ---------------------------------------------------------------------------------------


def test_a_take_comes_back_at_its_place(path: Path) -> None:
    file = take(path / "takes" / "take-1.wav", 96_000, at_beat=-0.5)
    with opened(path) as folder:
        assert [(note.code, note.fields) for note in folder.notes] == [("rescued-take", {"seconds": 2.0})]
        assert rescued(folder.song) == [(RESCUE_TRACK, [(-0.5, 96_000)])]
        (media,) = folder.song.media
        (one,) = folder.song.takes
        assert (media.file, media.frames, media.channels) == ("takes/take-1.wav", 96_000, 1)
        assert (one.media_id, one.track_id, one.at_beat, one.rescued) == (media.id, "t1", -0.5, True)
        assert folder.path_of(media) == file
        song = folder.song
    with opened(path) as folder:
        assert folder.song == song
        assert folder.notes == ()


def loop_take(path: Path, frames: int, lead: int, loop: int, rate_hz: int = 48_000) -> Path:
    note = TakeNote(track_id="t1", at_beat=3.0, rate_hz=rate_hz, lead_frames=lead, loop_frames=loop)
    writer = TakeWriter(path, rate_hz, note, fs=QuickDisk())
    writer.write(ramp(0, frames))
    writer.close()
    return path


def takes_of(song: Song) -> list[tuple[float, int, int]]:
    """Where each take begins in the song and in its file, and how long it is."""
    assert all(take.rescued for take in song.takes)
    return [(take.at_beat, take.offset_frames, take.length_frames) for take in song.takes]


def clip_of(song: Song) -> tuple[float, int, int]:
    ((clip,),) = [track.clips for track in song.tracks[1:]]
    return clip.at_beat, clip.offset_frames, clip.length_frames


# 90 BPM: 32 000 frames a beat
@pytest.mark.parametrize(
    ("frames", "takes", "clip"),
    [
        (8_000, [(3.0, 0, 0)], (3.0, 0, 8_000)),  # cut off before it began
        (16_000, [(3.0, 0, 0)], (3.0, 0, 16_000)),
        (16_001, [(3.5, 16_000, 1)], (3.5, 16_000, 1)),
        (60_000, [(3.5, 16_000, 44_000)], (3.5, 16_000, 44_000)),  # in the first pass
        (80_000, [(3.5, 16_000, 64_000)], (3.5, 16_000, 64_000)),
        (146_000, [(3.5, 16_000, 64_000), (3.5, 80_000, 64_000), (3.5, 144_000, 2_000)], (3.5, 80_000, 64_000)),
    ],
)  # fmt: skip
def test_every_pass_of_a_loop_is_a_take(
    frames: int, takes: list[tuple[float, int, int]], clip: tuple[float, int, int], path: Path
) -> None:
    loop_take(path / "takes" / "take-1.wav", frames, 16_000, 64_000)
    with opened(path) as folder:
        song = folder.song
        assert takes_of(song) == takes
        assert clip_of(song) == clip
        assert len(song.media) == 1
        assert [note.fields for note in folder.notes] == [{"seconds": round(frames / 48_000, 1)}]
    with opened(path) as folder:
        assert folder.song == song
        assert folder.notes == ()


def test_what_led_up_to_a_take_is_hidden(path: Path) -> None:
    loop_take(path / "takes" / "take-1.wav", 100_000, 8_000, 0)
    with opened(path) as folder:
        assert takes_of(folder.song) == [(3.0, 0, 0)]
        assert clip_of(folder.song) == (3.25, 8_000, 92_000)


def test_passes_of_another_rate(path: Path) -> None:
    loop_take(path / "takes" / "take-1.wav", 88_200 * 2, 22_050, 44_100, 44_100)
    with opened(path) as folder:
        assert takes_of(folder.song)[:3] == [(3.75, 22_050 + k * 44_100, 44_100) for k in range(3)]
        assert clip_of(folder.song) == (3.75, 24_000 + 2 * 48_000, 48_000)
        assert folder.song.media_of(folder.song.tracks[1].clips[0].media_id).rate_hz == 48_000


@pytest.mark.parametrize(("lead", "loop"), [(0, 1), (1 << 62, 1 << 62), (5_000, 3), (-1, 400), (0, -400)])
def test_passes_that_make_no_sense_are_one_take(lead: int, loop: int, path: Path) -> None:
    loop_take(path / "takes" / "take-1.wav", 50_000, lead, loop)
    with opened(path) as folder:
        (only,) = folder.song.takes
        assert (only.offset_frames, only.length_frames) == (0, 0)


def test_its_track_is_called_what_the_screen_says(path: Path) -> None:
    take(path / "takes" / "take-1.wav", 10)
    with opened(path, rescue_track="Recovered take") as folder:
        assert folder.song.tracks[-1].name == "Recovered take"
        assert folder.song.tracks[-1].role == "lead"


def test_as_many_tracks_as_sound_at_once(path: Path) -> None:
    for number, at_beat in enumerate((0.0, 1.0, 100.0, 101.0, 200.0)):
        take(path / "takes" / f"take-{number}.wav", 96_000, at_beat)  # three beats each
    with opened(path) as folder:
        assert rescued(folder.song) == [
            (RESCUE_TRACK, [(0.0, 96_000), (100.0, 96_000), (200.0, 96_000)]),
            (RESCUE_TRACK, [(1.0, 96_000), (101.0, 96_000)]),
        ]
    take(path / "takes" / "take-9.wav", 96_000, 300.0)
    with opened(path) as folder:
        assert [len(clips) for _, clips in rescued(folder.song)] == [4, 2], "on the track that is there"


def test_cut_off_in_the_middle(path: Path) -> None:
    file = take(path / "takes" / "take-1.wav", 5000)
    os.truncate(file, wav.HEADER_BYTES + 3001 * wav.FRAME_BYTES + 2)
    with opened(path) as folder:
        assert folder.song.media[0].frames == 3001
        assert soundfile.info(file).frames == 3001
        assert np.array_equal(samples(file), ramp(0, 3001))


def test_without_a_note_it_comes_to_the_start(path: Path) -> None:
    file = take(path / "takes" / "take-1.wav", 5000)
    wav.note_path(file).unlink()
    with opened(path) as folder:
        assert rescued(folder.song) == [(RESCUE_TRACK, [(0.0, 5000)])]
    with opened(path) as folder:
        assert folder.notes == ()


@pytest.mark.parametrize(
    "note",
    [b"", b"{", b'{"track_id":"t1","at_beat":1e999,"rate_hz":48000}', b'{"track_id":3}', b"[" * 100_000, bytes(100)],
)
def test_a_note_that_makes_no_sense_is_none(path: Path, note: bytes) -> None:
    file = take(path / "takes" / "take-1.wav", 5000)
    wav.note_path(file).write_bytes(note)
    with opened(path) as folder:
        assert rescued(folder.song) == [(RESCUE_TRACK, [(0.0, 5000)])]


def test_far_out_is_brought_near(path: Path) -> None:
    take(path / "takes" / "take-1.wav", 10, at_beat=-1e300)
    take(path / "takes" / "take-2.wav", 10, at_beat=1e300)
    with opened(path) as folder:
        assert rescued(folder.song) == [(RESCUE_TRACK, [(-64.0, 10), (100_000.0, 10)])]


def test_a_lost_header_is_made_from_the_note(path: Path) -> None:
    file = take(path / "takes" / "take-1.wav", 5000)
    file.write_bytes(bytes(wav.HEADER_BYTES) + file.read_bytes()[wav.HEADER_BYTES :])
    with opened(path) as folder:
        assert rescued(folder.song) == [(RESCUE_TRACK, [(4.0, 5000)])]
        assert np.array_equal(samples(file), ramp(0, 5000))


def test_empty_ones_go(path: Path) -> None:
    TakeWriter(path / "takes" / "a.wav", 48_000, TakeNote(track_id="t1", at_beat=0.0, rate_hz=48_000))._let_go()
    (path / "takes" / "b.wav").write_bytes(b"")
    (path / "takes" / "c.wav").write_bytes(bytes(80))
    (path / "takes" / "d.json").write_bytes(b"{}")
    with opened(path) as folder:
        assert folder.song == SONG
        assert folder.notes == ()
    assert list((path / "takes").iterdir()) == []


def test_any_name(path: Path) -> None:
    for name in ("Mitt opptak.wav", "æøå 😀.wav", f"{'x' * 100}.wav", "take-1 (kopi).wav"):
        take(path / "takes" / name, 100)
    with opened(path) as folder:
        assert len(folder.song.takes) == 4
        assert all(media.file.isascii() for media in folder.song.media)
        assert all(len(samples(folder.path_of(media))) == 100 for media in folder.song.media)
        assert all(one.at_beat == 4.0 for one in folder.song.takes), "the note came along"
    with opened(path) as folder:
        assert folder.notes == ()
    check_tidy(path)


@pytest.mark.parametrize("rate_hz", [44_100, 96_000])
def test_at_another_rate_its_clip_sounds_as_it_was_sung(path: Path, rate_hz: int) -> None:
    file = path / "takes" / "take-1.wav"
    writer = TakeWriter(file, rate_hz, TakeNote(track_id="t1", at_beat=4.0, rate_hz=rate_hz))
    tone = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(rate_hz * 2) / rate_hz)
    writer.write(tone.astype(np.float32))
    writer.close()
    with opened(path) as folder:
        raw, shown = folder.song.media
        assert (raw.file, raw.rate_hz, raw.frames) == ("takes/take-1.wav", rate_hz, rate_hz * 2)
        assert (shown.rate_hz, shown.frames) == (48_000, 96_000)
        assert folder.song.takes[0].media_id == raw.id
        clip = folder.song.tracks[-1].clips[0]
        assert (clip.media_id, clip.length_frames) == (shown.id, 96_000)
        found = samples(folder.path_of(shown))
        wanted = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(96_000) / 48_000)
        assert np.abs(found - wanted)[1000:-1000].max() < 1e-3
    with opened(path) as folder:
        assert folder.notes == ()
        assert len(folder.song.media) == 2
    check_tidy(path)


def test_what_was_taken_out_does_not_come_back(path: Path) -> None:
    file = take(path / "takes" / "take-1.wav", 1000)
    with opened(path) as folder:
        folder.commit(put(SONG, next_id=99), "edit-remove")
        folder.sync()
        assert folder._lock is not None
        folder._drop_journal()
        folder._lock.release()  # killed: nothing was binned yet
    for _ in range(2):
        with opened(path) as folder:
            assert folder.song == put(SONG, next_id=99)
            assert folder.notes == ()
    assert not file.exists()
    assert np.array_equal(samples(path / "bin" / "takes.take-1.wav"), ramp(0, 1000))


def test_a_take_in_the_making_is_left_alone(path: Path) -> None:
    """The window died, the engine records on; the window is back before the take is done."""
    file = path / "takes" / "take-1.wav"
    writer = TakeWriter(file, 48_000, TakeNote(track_id="t1", at_beat=0.0, rate_hz=48_000))
    writer.write(ramp(0, 30_001))
    before = file.read_bytes()
    with opened(path) as folder:
        assert [note.code for note in folder.notes] == ["take-in-progress"]
        assert folder.song == SONG
        assert file.read_bytes() == before
        writer.write(ramp(30_001, 1000))
        writer.close()
    with opened(path) as folder:
        assert rescued(folder.song) == [(RESCUE_TRACK, [(0.0, 31_001)])]
        assert np.array_equal(samples(file), ramp(0, 31_001))


def test_a_recorder_killed_and_the_song_opened(path: Path, nursery: Nursery) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    for number in range(20):
        file = path / "takes" / f"take-{number}.wav"
        said = nursery.killed("record", path.parent / "said", str(file), 4801, chance=chance, at_most_s=0.02)
        with opened(path) as folder:
            if said:
                assert [note.code for note in folder.notes] == ["rescued-take"]
                media = folder.song.media[-1]
                assert folder.path_of(media) == file
                assert media.frames >= said
                assert np.array_equal(samples(file), ramp(0, media.frames))


def test_three_hundred_at_once(path: Path) -> None:
    for number in range(300):
        take(path / "takes" / f"take-{number:03d}.wav", 10, at_beat=float(number))
    with opened(path) as folder:
        assert len(folder.song.takes) == 300
        assert len(folder.song.tracks) == 2
        assert len({media.id for media in folder.song.media}) == 300


# --- media that are not there ----------------------------------------------------------------------------------------


def with_media(path: Path, count: int = 3) -> Song:
    with opened(path) as folder:
        song = folder.song
        for number in range(count):
            name, file = folder.new_media()
            soundfile.write(file, np.full((100 + number, 2), 0.1 * number), 48_000, "PCM_24")
            media = Media(
                id=f"m{number}",
                file=f"media/{name}.wav",
                frames=100 + number,
                channels=2,
                rate_hz=48_000,
                name=f"Beat {number}.mp3",
                sha256=fingerprint(file),
            )
            clip = Clip(id=f"c{number}", media_id=media.id, at_beat=0.0, length_frames=100)
            track = put(song.tracks[0], clips=(*song.tracks[0].clips, clip))
            song = put(song, media=(*song.media, media), tracks=(track,))
        folder.commit(song, "edit-import")
    return song


def test_missing_audio_is_told_and_everything_else_is_there(path: Path) -> None:
    song = with_media(path)
    (path / song.media[1].file).unlink()
    for _ in range(2):
        with opened(path) as folder:
            assert folder.song == song
            assert [(note.code, note.fields) for note in folder.notes] == [("media-missing", {"name": "Beat 1.mp3"})]
            with pytest.raises(StudioError, match="audio-missing"):
                wav.read_info(folder.path_of(song.media[1]))
            assert wav.read_info(folder.path_of(song.media[2])).frames == 102


@pytest.mark.parametrize("place", ["media/omdøpt.wav", "takes/x.wav", "bin/y.wav", "x.wav", "ny mappe/dypere/z.wav"])
def test_found_again_by_what_is_in_it(path: Path, place: str) -> None:
    song = with_media(path)
    home = path / song.media[1].file
    (path / place).parent.mkdir(parents=True, exist_ok=True)
    home.rename(path / place)
    with opened(path) as folder:
        assert [(note.code, note.fields) for note in folder.notes] == [("media-found", {"name": "Beat 1.mp3"})]
        assert folder.song == song
        assert fingerprint(home) == song.media[1].sha256
    assert not (path / place).exists()
    with opened(path) as folder:
        assert folder.notes == ()


def test_all_mixed_up_and_every_one_found(path: Path) -> None:
    song = with_media(path, 6)
    for number, media in enumerate(song.media):
        (path / media.file).rename(path / "media" / f"loop {5 - number}.wav")
    with opened(path) as folder:
        assert [note.code for note in folder.notes] == ["media-found"] * 6
        assert all(fingerprint(folder.path_of(media)) == media.sha256 for media in song.media)


def test_another_sound_of_the_same_length_is_not_it(path: Path) -> None:
    song = with_media(path)
    (path / song.media[1].file).unlink()
    soundfile.write(path / "media" / "other.wav", np.full((101, 2), 0.7), 48_000, "PCM_24")
    with opened(path) as folder:
        assert [note.code for note in folder.notes] == ["media-missing"]
    assert (path / "bin" / "media.other.wav").exists(), "nobody's media go to the bin"


def test_no_link_is_taken_for_it(path: Path, ram_path: Path) -> None:
    song = with_media(path)
    home = path / song.media[1].file
    outside = ram_path / "outside.wav"
    home.rename(outside)
    (path / "media" / "soft.wav").symlink_to(outside)
    (path / "linked").symlink_to(ram_path)
    home.symlink_to(outside)
    with opened(path) as folder:
        assert [note.code for note in folder.notes] == ["media-missing"]
    home.unlink()
    home.hardlink_to(outside)
    with opened(path) as folder:
        assert [note.code for note in folder.notes] == ["media-missing"]
    home.unlink()
    assert fingerprint(outside) == song.media[1].sha256


# --- the spool -------------------------------------------------------------------------------------------------------


def test_takes_come_home_from_the_spool(path: Path, ram_path: Path) -> None:
    spool = ram_path / "spool"
    with opened(path, spool=spool) as folder:
        mine = folder._spool
        assert mine is not None
    mine.mkdir(parents=True)
    (spool / "another song").mkdir()
    take(mine / "take-1.wav", 1000)
    take(spool / "another song" / "take-2.wav", 1000)
    live = TakeWriter(mine / "take-3.wav", 48_000, TakeNote(track_id="t1", at_beat=50.0, rate_hz=48_000))
    live.write(ramp(0, 10))
    with opened(path, spool=spool) as folder:
        assert [note.code for note in folder.notes] == ["rescued-take"]
        assert rescued(folder.song) == [(RESCUE_TRACK, [(4.0, 1000)])]
        assert np.array_equal(samples(path / "takes" / "take-1.wav"), ramp(0, 1000))
    assert {file.name for file in mine.iterdir()} == {"take-3.wav", "take-3.json"}, "that one is not done yet"
    assert (spool / "another song" / "take-2.wav").exists()
    live.close()
    with opened(path, spool=spool) as folder:
        assert [note.code for note in folder.notes] == ["rescued-take"]
        assert folder.song.takes[-1].at_beat == 50.0
    assert list(mine.iterdir()) == []


def test_a_move_home_that_was_cut_off_is_done_again(path: Path, ram_path: Path) -> None:
    spool = ram_path / "spool"
    with opened(path, spool=spool) as folder:
        mine = folder._spool
        assert mine is not None
    mine.mkdir(parents=True)
    file = take(mine / "take-1.wav", 1000)
    (path / "takes" / "take-1.json").write_bytes(wav.note_path(file).read_bytes())
    (path / "takes" / "take-1.wav.tmp").write_bytes(b"half")
    with opened(path, spool=spool) as folder:
        assert rescued(folder.song) == [(RESCUE_TRACK, [(4.0, 1000)])]
    assert list(mine.iterdir()) == []
    check_tidy(path)


def test_a_take_that_the_song_knows_already_comes_home_too(path: Path, ram_path: Path) -> None:
    spool = ram_path / "spool"
    with opened(path, spool=spool) as folder:
        mine = folder._spool
        assert mine is not None
        mine.mkdir(parents=True)
        take(mine / "take-1.wav", 1000)
        media = Media(id="m1", file="takes/take-1.wav", frames=1000, channels=1, rate_hz=48_000)
        one = Take(id="k1", media_id="m1", track_id="t1", at_beat=4.0)
        song = put(SONG, media=(media,), takes=(one,))
        folder.commit(song, "edit-record")
        assert folder.path_of(media) == mine / "take-1.wav"
    with opened(path, spool=spool) as folder:
        assert folder.song == song
        assert folder.notes == ()
        assert folder.path_of(media) == path / "takes" / "take-1.wav"


def test_notes_are_what_the_table_says() -> None:
    assert rescue.noted("rescued-take", seconds=1.0) == ("rescued-take", {"seconds": 1.0})
    with pytest.raises(TypeError):
        rescue.noted("rescued-take")
    with pytest.raises(TypeError):
        rescue.noted("unheard-of")
