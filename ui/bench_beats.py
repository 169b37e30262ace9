"""What `rapstudio bench` measures of beats: a whole one offline, many voices at once, a style to its first sound."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import numpy as np
import soundfile

from beats.kits import kit_sources
from beats.styles import style_names, style_song
from studio.engine import messages
from studio.engine.choice import DEMO_WISH
from studio.engine.client import EngineClient
from studio.song import Lane, Note, Pattern, Section, Song, Step, Track
from ui.bench_parts import RATE_HZ, SONG_S, Measured, Say, wait_until

_LANES = 8
_VOICES, _VOICE_TRACKS, _BLOCK = 128, 4, 64


def run(folder: Path, quick: bool, say: Say) -> Measured:
    """All of them."""
    cache = folder / "cache"
    return {
        "beat": _offline(cache, say),
        "voices": _voices(folder, quick),
        "first_sound": _first_sound(folder, cache, quick),
    }


def full_beat(style: str = "trap") -> Song:
    """A style through three and a half minutes, with hats and shakers added up to eight lanes."""
    song = style_song(style, "Beat")
    song = style_song(style, "Beat", bars=round(SONG_S * song.bpm / 60.0 / song.beats_per_bar))
    track_id = next(lane.track_id for lane in song.patterns[0].lanes if lane.sound == "kick")
    used = {lane.sound for pattern in song.patterns for lane in pattern.lanes}
    free = [name for name in ("shaker", "tambourine", "rim") if name not in used][: max(_LANES - len(used), 0)]
    patterns = []
    for pattern in song.patterns:
        steps = tuple(Step(at_step=at, velocity=70) for at in range(0, pattern.bars * pattern.steps_per_bar, 2))
        added = tuple(Lane(sound=name, track_id=track_id, steps=steps) for name in free)
        patterns.append(msgspec.structs.replace(pattern, lanes=pattern.lanes + added))
    return msgspec.structs.replace(song, patterns=tuple(patterns))


def _offline(cache: Path, say: Say) -> float:
    """Plan and render, on one thread."""
    from studio.engine.offline import OfflineRenderer

    song = full_beat()
    kits = {name: kit_sources(name, song.rate_hz, cache) for name in {track.kit for track in song.tracks}}
    times = []
    for _ in range(5):
        began = time.process_time()
        renderer = OfflineRenderer(song, lambda media: Path(media.file), kits, threads=1)
        for _ in renderer.mix(0, renderer.length_frames):
            pass
        times.append(time.process_time() - began)
    seconds = renderer.length_frames / song.rate_hz
    say(f"a beat of {seconds:.0f} s with {len(song.patterns[0].lanes)} lanes: {1000 * min(times):.0f} ms")
    return seconds / min(times)


def _voices(folder: Path, quick: bool) -> float:
    """Notes that slide from their beginning to their end, on all voices there are."""
    from studio.engine.devices import HandDevice
    from studio.engine.engine import Engine
    from studio.engine.meters import Status

    tone = np.sin(2 * np.pi * 65.4 * np.arange(RATE_HZ * 20) / RATE_HZ) * 0.01
    soundfile.write(folder / "slide.wav", tone.astype(np.float32), RATE_HZ, subtype="FLOAT")
    source = messages.SoundSource(
        layers=(messages.SoundLayer(file=str(folder / "slide.wav")),), root_note=36, glide_ms=60_000.0
    )
    tracks = tuple(Track(id=f"t{n}", role="melody", name="", kit="k") for n in range(_VOICE_TRACKS))
    notes = tuple(
        Note(at_step=0, length_steps=64, midi_note=24 + n % 24, glide_to=30 + n % 24)
        for n in range(_VOICES // _VOICE_TRACKS)
    )
    song = Song(
        title="Voices",
        bpm=60.0,
        tracks=tracks,
        patterns=(
            Pattern(id="p", name="", bars=4, lanes=tuple(Lane(sound="s", track_id=t.id, notes=notes) for t in tracks)),
        ),
        sections=(Section(id="s", kind="verse", bars=4, pattern_id="p"),),
    )
    engine = Engine(RATE_HZ)
    device = HandDevice(engine.memory, RATE_HZ)
    engine.use_device(device)
    silence = np.zeros(_BLOCK, np.float32)
    engine.load(song, lambda media: Path(media.file), {"k": {"s": source}})
    device.turn(silence)
    engine.play(0.0)
    for turn in range(2_000 if quick else 7_000):
        device.turn(silence)
        if turn == 200:
            assert int(np.count_nonzero(engine.memory.voices["active"])) == _VOICES
            engine.reset_meters()
    share = Status(engine.status).cpu.share_999
    engine.close()
    return 100 * share


def _first_sound(folder: Path, cache: Path, quick: bool) -> float:
    """From nothing but a style's name to the first frame that is not silence, in an engine that is there."""
    (folder / "styles").mkdir(exist_ok=True)
    names = style_names()[: 3 if quick else None]
    for name in names:
        song = style_song(name, name)
        for kit in {track.kit for track in song.tracks}:
            kit_sources(kit, song.rate_hz, cache)
    client = EngineClient(folder / "styles")
    client.start()
    times = []
    try:
        client.load(Song(title=""), folder, {})
        client.open_device(DEMO_WISH, RATE_HZ)
        wait_until(client, lambda: client.device is not None)
        for name in names:
            client.stop()
            wait_until(
                client, lambda: not client.status.playing and not client.status.record["master_peak"].max() > 1e-9
            )
            began = time.perf_counter()
            song = style_song(name, name)
            kits = {kit: kit_sources(kit, song.rate_hz, cache) for kit in {track.kit for track in song.tracks}}
            client.load(song, folder, kits)
            client.play(0.0)
            wait_until(client, lambda: client.status.playing and client.status.record["master_peak"].max() > 1e-6)
            times.append(time.perf_counter() - began)
    finally:
        client.close()
    return 1000 * float(np.median(times))
