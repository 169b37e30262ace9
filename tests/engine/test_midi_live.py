"""Pads and keys over real JACK MIDI ports: they sound, come and go while the song plays, ask and are remembered, and
other machines get the clock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import pairwise

import msgspec
import numpy as np
import pytest
from pump import JACK
from songs import write

from studio.engine.messages import (
    DeviceOpened,
    Loaded,
    MidiArrived,
    MidiGone,
    MidiKeys,
    MidiMap,
    MidiPorts,
    PadAsked,
    PadHit,
    PadReleased,
    SoundLayer,
    SoundSource,
)
from studio.engine.midi import GAMMA, snapped, velocity_table
from studio.engine.midi_ports import controller_name
from studio.song import Lane, Note, Pattern, Section, Song, Step, Track

RATE = 48_000
PADS = "pads:out"


class Controller:
    """A MIDI controller, and an ear at the program's output, in one JACK client."""

    def __init__(self, server, name: str = "pads") -> None:
        import jack

        self.client = jack.Client(name, no_start_server=True, servername=server.name)
        self.out = self.client.midi_outports.register("out")
        self.inbox = self.client.midi_inports.register("in")
        self.ear = self.client.inports.register("ear")
        self.waiting: list[bytes] = []
        self.got: list[tuple[int, bytes]] = []
        self.peaks: list[float] = []
        self.answers: tuple[int, ...] = ()
        """What it sends by itself at every sound after silence."""
        self.client.set_process_callback(self._process)
        self.client.activate()

    def _process(self, frames: int) -> None:
        self.out.clear_buffer()
        for _ in range(len(self.waiting)):
            self.out.write_midi_event(0, self.waiting.pop(0))
        for offset, data in self.inbox.incoming_midi_events():
            self.got.append((self.client.last_frame_time + offset, bytes(data)))
        self.peaks.append(float(np.abs(np.frombuffer(self.ear.get_buffer(), np.float32)).max()))
        if self.answers and self.peaks[-1] > 0.05 and max(self.peaks[-9:-1], default=0.0) < 0.01:
            self.out.write_midi_event(0, self.answers)

    def listen(self) -> None:
        self.client.connect("PortAudio:out_0", self.ear)

    def send(self, *message: int) -> None:
        self.waiting.append(bytes(message))

    def loudest(self) -> float:
        """Since the last time it was asked."""
        found, self.peaks = self.peaks, []
        return max(found, default=0.0)

    def close(self) -> None:
        self.client.deactivate()
        self.client.close()


@contextmanager
def controller(server, name="pads"):
    made = Controller(server, name)
    try:
        yield made
    finally:
        made.close()


def kits(folder):
    """Sounds as long as a note is: a kick that is loud for 50 ms, a tone for as long as it is held."""
    time_s = np.arange(RATE * 4) / RATE
    write(folder / "kick.wav", np.full(2400, 0.5, np.float32), RATE, "FLOAT")
    write(folder / "tone.wav", (0.5 * np.sin(2 * np.pi * 220 * time_s)).astype(np.float32), RATE, "FLOAT")
    kick = SoundSource(layers=(SoundLayer(file=str(folder / "kick.wav")),))
    tone = SoundSource(layers=(SoundLayer(file=str(folder / "tone.wav")),), root_note=57, release_ms=20.0)
    return {"k": {"kick": kick, "snare": kick, "keys": tone}}


SONG = Song(
    title="T",
    bpm=120.0,
    tracks=(Track(id="t1", role="drums", name="", kit="k"), Track(id="t2", role="melody", name="", kit="k")),
    patterns=(
        Pattern(
            id="p1",
            name="",
            bars=1,
            lanes=(
                Lane(sound="keys", track_id="t2", notes=(Note(at_step=0, length_steps=1, midi_note=57),), mute=True),
            ),
        ),
    ),
    sections=(Section(id="s1", kind="verse", bars=64, pattern_id="p1"),),
)
MAP = MidiMap(drums="t1", defaults={36: "kick", 38: "snare"})


@pytest.fixture
def studio(jack, pump, tmp_path):
    """A server and a client whose engine has a song open on it."""
    server = jack(RATE, 128)
    pump.client.load(SONG, tmp_path, kits(tmp_path))
    pump.client.open_device(JACK, RATE)
    pump.until(DeviceOpened)
    pump.until(Loaded)
    return server, pump


def test_pads_sound_and_tell(studio):
    server, pump = studio
    with controller(server) as pads:
        pads.listen()
        pump.client.map_midi(MAP)
        assert pump.until(MidiPorts).inputs == (PADS,)
        pump.until(MidiArrived, port=PADS)
        pump.run(0.2)
        assert pads.loudest() == 0.0
        pads.send(0x99, 36, 100)
        hit = pump.until(PadHit)
        assert (hit.port, hit.note, hit.velocity, hit.track_id, hit.sound) == (PADS, 36, 100, "t1", "kick")
        assert (hit.midi_note, hit.rolling) == (None, False)
        pump.run(0.3)
        assert pads.loudest() > 0.05
        pads.send(0x99, 36, 0)  # an end, and no hit
        pads.send(0x89, 36, 64)
        pads.send(0xB9, 1, 64)
        pads.send(0x99, 38, 1)
        assert pump.until(PadHit).note == 38
        pump.run(0.2)
        assert [event for event in pump.events if isinstance(event, PadHit | PadAsked)] == []


def test_a_pad_that_plays_nothing_asks_and_is_remembered(studio):
    server, pump = studio
    with controller(server) as pads, controller(server, "others") as others:
        pads.listen()
        pump.client.map_midi(MAP)
        assert set(pump.until(MidiPorts).inputs) == {PADS, "others:out"}
        pads.send(0x99, 70, 90)
        asked = pump.until(PadAsked)
        assert (asked.port, asked.note) == (PADS, 70)
        assert pump.until(PadHit).sound == ""  # it lights all the same
        assert pads.loudest() == 0.0
        pump.client.map_midi(MidiMap(drums="t1", defaults=MAP.defaults, pads={PADS: {70: "snare", 36: ""}}))
        pump.until(MidiPorts)
        pads.send(0x99, 70, 90)
        assert pump.until(PadHit).sound == "snare"
        pump.run(0.2)
        assert pads.loudest() > 0.05
        others.send(0x99, 70, 90)  # the choice holds for its own controller only
        assert pump.until(PadAsked).port == "others:out"
        pads.send(0x99, 36, 90)  # chosen to be silent: not asked
        assert pump.until(PadHit, note=36).sound == ""
        assert [event for event in pump.events if isinstance(event, PadAsked)] == []


def test_unplugged_and_plugged_in_again_while_the_song_plays(studio):
    server, pump = studio
    with controller(server) as pads:
        pump.client.map_midi(MAP)
        pump.until(MidiArrived, port=PADS)
        pump.client.play(0.0)
        pump.while_not(lambda: pump.client.status.playing)
        pads.send(0x99, 36, 100)
        before = pump.until(PadHit)
        assert before.rolling
    pump.until(MidiGone, port=PADS, seconds=5)
    assert pump.client.status.playing
    with controller(server) as pads:
        pump.until(MidiArrived, port=PADS, seconds=5)
        pads.listen()
        pads.loudest()
        pads.send(0x99, 36, 100)
        after = pump.until(PadHit)
        assert after.at_beat > before.at_beat + 1.0
        pump.run(0.2)
        assert pads.loudest() > 0.05


def test_a_hit_lies_where_the_song_was_to_the_ear(studio, tmp_path):
    """Somebody who hits the pad the moment a beat is heard hits that beat: a beat lasts half a second here."""
    server, pump = studio
    beats = Lane(sound="kick", track_id="t1", steps=tuple(Step(at_step=at) for at in (0, 4, 8, 12)))
    song = msgspec.structs.replace(SONG, patterns=(Pattern(id="p1", name="", bars=1, lanes=(beats,)),))
    pump.client.load(song, tmp_path, kits(tmp_path))
    pump.until(Loaded)
    with controller(server) as pads:
        pump.client.map_midi(MAP)
        pump.until(MidiArrived, port=PADS)
        pads.listen()
        pads.answers = (0x99, 70, 100)
        pump.client.loop(4.0, 8.0)
        pump.client.play(4.0)
        hits = [pump.until(PadHit) for _ in range(10)]
    places = [hit.at_beat for hit in hits[1:]]  # the first one is in the ramp of the start
    assert max(abs(place - round(place)) for place in places) < 0.05
    assert {round(place) % 4 for place in places} == {0, 1, 2, 3}
    assert all(4.0 - 0.05 < place < 8.0 + 0.05 for place in places)
    assert all(hit.rolling for hit in hits)


def test_keys_play_notes_for_as_long_as_they_are_held(studio):
    server, pump = studio
    minor = MidiKeys(track_id="t2", sound="keys", scale=(9, 11, 0, 2, 4, 5, 7))
    with controller(server) as keys:
        keys.listen()
        pump.client.map_midi(MidiMap(drums="t1", defaults=MAP.defaults, keys=minor))
        pump.until(MidiArrived, port=PADS)
        keys.send(0x90, 58, 100)  # A sharp is no note of A minor
        hit = pump.until(PadHit)
        assert (hit.track_id, hit.sound, hit.note, hit.midi_note) == ("t2", "keys", 58, 57)
        pump.run(0.6)
        keys.loudest()
        pump.run(0.3)
        assert keys.loudest() > 0.05  # still
        keys.send(0x80, 58, 0)
        released = pump.until(PadReleased)
        assert (released.note, released.midi_note) == (58, 57)
        pump.run(0.4)
        keys.loudest()
        pump.run(0.2)
        assert keys.loudest() < 1e-3
        keys.send(0x99, 36, 100)  # channel 10 is drums, keys or not
        assert pump.until(PadHit).sound == "kick"


def test_a_held_note_ends_when_its_keyboard_is_pulled_out(studio):
    server, pump = studio
    with controller(server, "ear") as ear:
        ear.listen()
        with controller(server, "keys") as keys:
            pump.client.map_midi(MidiMap(keys=MidiKeys(track_id="t2", sound="keys")))
            pump.until(MidiArrived, port="keys:out")
            keys.send(0x90, 69, 100)
            assert pump.until(PadHit).midi_note == 69
        pump.until(PadReleased, seconds=5)
        pump.run(0.4)
        ear.loudest()
        pump.run(0.2)
        assert ear.loudest() < 1e-3


def test_the_map_outlives_the_engine(studio):
    server, pump = studio
    with controller(server) as pads:
        pump.client.map_midi(MAP)
        pump.until(MidiArrived, port=PADS)
        os.kill(pump.client.pid, 9)
        pump.until(DeviceOpened)
        pump.until(MidiArrived, port=PADS)
        pads.send(0x99, 36, 100)
        assert pump.until(PadHit).sound == "kick"


def test_the_clock_goes_out_in_time(studio):
    """At 120 BPM 24 ticks to the beat are 48 a second, 1000 frames apart."""
    server, pump = studio
    with controller(server, "drums") as drums:
        pump.client.map_midi(MidiMap(clock_ports=("drums:in",)))
        assert pump.until(MidiPorts).outputs == ("drums:in",)
        pump.run(0.3)
        assert drums.got == []
        pump.client.play(0.0)
        pump.while_not(lambda: len(drums.got) > 100)
        pump.client.stop()
        pump.while_not(lambda: drums.got[-1][1] == b"\xfc")
        kinds = [data[0] for _, data in drums.got]
        assert kinds[0] == 0xFA
        assert set(kinds[1:-1]) == {0xF8}
        beats = SONG.beat_of(pump.client.status.playhead_frame)
        assert abs(len(kinds) - 2 - 24 * beats) < 24 * 0.2
        ticks = np.array([frame for frame, data in drums.got if data == b"\xf8"])
        jitter_ms = (
            np.abs(np.diff(ticks) - 1000.0) * 1000.0 / RATE
        )  # from one to the next: a stall moves all that follow
        assert float(np.median(jitter_ms)) <= 2.0

        drums.got.clear()
        pump.client.play(9.0)
        pump.while_not(lambda: len(drums.got) > 20)
        assert [data for _, data in drums.got[:3]] == [bytes((0xF2, 36, 0)), b"\xfb", b"\xf8"]  # the 36th sixteenth


def test_the_clock_starts_anew_where_the_song_jumps(studio):
    server, pump = studio
    with controller(server, "drums") as drums:
        pump.client.map_midi(MidiMap(clock_ports=("drums:in",)))
        pump.until(MidiPorts)
        pump.client.loop(4.0, 6.0)
        pump.client.play(4.0)
        pump.while_not(lambda: sum(data == b"\xfb" for _, data in drums.got) > 2)
        told = [data for _, data in drums.got if data != b"\xf8"]
        assert told[:2] == [bytes((0xF2, 16, 0)), b"\xfb"]
        assert told[2:5] == [b"\xfc", bytes((0xF2, 16, 0)), b"\xfb"]
        ticks = [number for number, (_, data) in enumerate(drums.got) if data == b"\xf8"]
        assert len(ticks) >= 2 * 40


SILENT = """
import time
from studio.engine.midi_ports import Ports
began = time.monotonic()
for inputs in (True, False):
    ports = Ports(inputs=inputs)
    for _ in range(3):
        ports.look()
assert time.monotonic() - began < 5
"""


def test_without_any_midi_nothing_is_printed_started_or_waited_for():
    """No server answers to this name, and most machines that run this have no ALSA."""
    environment = {**os.environ, "JACK_DEFAULT_SERVER": "nobody-at-all"}
    done = subprocess.run([sys.executable, "-c", SILENT], capture_output=True, text=True, timeout=60, env=environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


FROZEN = """
import os, sys
from studio.engine.midi_ports import Ports
ports = Ports(inputs=True)
print("found", ports.look(), flush=True)
sys.stdin.readline()
print(ports.look(), Ports(inputs=True).look(), flush=True)
sys.stdin.readline()
print(ports.look(), flush=True)
ports.close()
os._exit(0)
"""


def test_a_server_that_stops_answering_is_left_alone(jack):
    """Silently, and within a moment: a stopped process never answers, and a dead one takes its ports along."""
    server = jack(RATE, 256)
    process = subprocess.Popen(
        [sys.executable, "-c", FROZEN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "found ()\n"
        server.freeze()
        time.sleep(0.2)  # until all its threads have stopped
        began = time.monotonic()
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "() ()\n"
        assert time.monotonic() - began < 2.0
        server.kill()
        out, err = process.communicate("\n", timeout=10)
        assert (out, err, process.returncode) == ("()\n", "", 0)
    finally:
        process.kill()
        process.communicate()
        server.start()  # a killed server keeps its place in a list of eight until one of its name ends in order


# --- arithmetic


def test_velocity_curves():
    assert velocity_table("normal") == tuple(range(128))
    for curve in GAMMA:
        table = velocity_table(curve)
        assert (table[0], table[127]) == (0, 127)
        assert all(1 <= low <= high for low, high in pairwise(table[1:]))
    # 127 · (64 / 127) ^ 0.6 = 84.2 and ^ 1.6 = 42.5
    assert (velocity_table("soft")[64], velocity_table("hard")[64]) == (84, 42)
    assert velocity_table("hard")[1] == 1
    assert velocity_table("of another version") == velocity_table("normal")


def test_snapping_to_a_scale():
    a_minor = (9, 11, 0, 2, 4, 5, 7)
    assert [snapped(note, a_minor) for note in (57, 58, 60, 61, 63, 66, 68)] == [57, 57, 60, 60, 62, 65, 67]
    assert snapped(61, ()) == 61
    assert snapped(0, (11,)) == 11
    assert snapped(127, (8,)) == 116  # not 128, which is no note: an octave below
    assert all(0 <= snapped(note, (step,)) <= 127 for note in range(128) for step in range(12))


def test_controllers_are_known_again():
    assert controller_name("MPK mini:MPK mini MIDI 1 24:0") == "MPK mini:MPK mini MIDI 1"
    assert controller_name("pads:out") == "pads:out"
