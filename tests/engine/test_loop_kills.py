"""Kills of the engine while it records in a loop: every finished pass comes back as a take of its own."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest
import soundfile
from pump import DEMO
from test_kills import SEED, SONG, assert_exact

from studio.engine.messages import RecordOrder, TakeClosed, Trouble
from studio.songfile import SongFolder
from studio.wav import passes_of

LOOP = 6_000
"""Frames: a quarter of a beat."""
BEFORE = 6_000


@pytest.mark.parametrize("kills", [2, pytest.param(200, marks=pytest.mark.soak)])
def test_a_kill_keeps_every_finished_pass(kills, pump, tmp_path):
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    pump.client.load(SONG, tmp_path, {})
    pump.client.open_device(DEMO, SONG.rate_hz)
    for number in range(kills):
        pump.while_not(lambda: pump.client.device is not None)
        song = SongFolder.create(tmp_path / f"s{number}", SONG)
        take_id, path = song.new_take()
        where = {"at_beat": 1.0, "loop_end_beat": 1.25, "pre_roll_beats": 0.25}
        pump.client.load(SONG, path.parent.parent, {})
        pump.client.record(RecordOrder(take_id=take_id, path=str(path), track_id="t1", **where))
        pump.while_not(lambda: pump.client.status.take_frames > 0)
        moment = time.monotonic() + chance.uniform(0.0, 1.2)
        while time.monotonic() < moment:
            pump.tick()
            time.sleep(0.005)
        record = pump.client._map
        os.kill(pump.client.pid, signal.SIGKILL)
        acknowledged = int(record["take_frames"][0])
        pump.client._deaths = []  # here it dies on purpose
        pump.until(Trouble, code="engine-gone", seconds=5)
        closed = pump.until(TakeClosed, seconds=5)
        song.close()
        assert (closed.why, closed.loop_frames) == ("engine-gone", LOOP)
        assert closed.lead_frames == min(BEFORE, closed.frames)
        assert closed.frames >= acknowledged
        assert_exact(path, acknowledged)
        finished = max(closed.frames - BEFORE, 0) // LOOP
        begun = passes_of(closed.frames, BEFORE, LOOP)
        with SongFolder.open(tmp_path / f"s{number}") as opened:
            takes = opened.song.takes
            assert [(take.offset_frames, take.length_frames) for take in takes] == (begun or [(0, 0)])
            assert [take.length_frames for take in takes[:finished]] == [LOOP] * finished
            assert all((take.rescued, take.track_id) == (True, "t1") for take in takes)
            assert all(take.at_beat == (1.0 if begun else 0.75) for take in takes)
            assert soundfile.info(path).frames == opened.song.media[0].frames == closed.frames
            ((clip,),) = [track.clips for track in opened.song.tracks[1:]]
            if finished:
                assert (clip.at_beat, clip.offset_frames, clip.length_frames) == (1.0, *begun[finished - 1])
            elif begun:
                assert (clip.at_beat, clip.offset_frames, clip.length_frames) == (1.0, *begun[0])
