"""`rapstudio demo`: the main job with no hands. A beat, a verse over it in real time, a mix, two finished files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import presets
from beats.styles import style_song
from studio import edits, export, mastering, storage
from studio.errors import StudioError
from studio.song import Song
from studio.songfile import SongFolder
from studio.units import bars_per_line
from ui.i18n import clock, decimal, t
from ui.session import Session

Say = Callable[[str], None]
Tell = Callable[[str, float], None]
VOICE = {
    "gain_db": 2.0,
    "highpass_on": 1.0,
    "highpass_hz": 100.0,
    "eq_on": 1.0,
    "low_db": -2.0,
    "mid_db": 1.5,
    "high_db": 3.0,
    "compressor_on": 1.0,
    "threshold_db": -26.0,
    "ratio": 4.0,
    "makeup_db": 7.0,
    "delay_send_db": -22.0,
    "reverb_send_db": -17.0,
}
"""How the demo's voice is mixed."""
BEAT_DB = -4.0
"""How far the beat makes room for it: by itself it fills the scale."""
ENCODINGS = ("wav24", "mp3")


def run(out: Path, say: Say, tell: Tell) -> dict[str, Any]:
    """Makes the demo's song and its files in a new folder below `out`; what came of it, for people and for programs.

    `say` gets a line for each step, `tell` the name and the share of one that takes long.
    """
    verse = presets.load_verse()
    lines = len(verse.lines)
    bars = lines * bars_per_line(verse.bpm)
    with_beat = style_song("boom_bap", t("demo-title"), bars=bars, bpm=verse.bpm)
    out.mkdir(parents=True, exist_ok=True)
    path = storage.new_song_path(out, t("demo-title"))
    SongFolder.create(path, _with_voice(with_beat, verse.lines)).close()
    with Session(path) as session:
        session.kits(lambda share: tell(t("demo-kit"), share))
        say(t("demo-beat", style="boom bap", bpm=verse.bpm, bars=bars))
        opened = session.open_device("demo", lambda share: tell(t("cli-warming"), share))
        say(t("demo-device", name=opened.name))
        seconds = bars * session.song.beats_per_bar * 60.0 / verse.bpm
        closed = session.record(seconds, 0.0, 1, lambda share: tell(t("demo-recording"), share))
        if not closed.frames:
            raise StudioError("device-lost", name=opened.name)
        say(t("demo-recorded", length=clock(closed.frames / closed.rate_hz), lines=lines))
        voice = next(track for track in session.song.tracks if track.role == "lead")
        song = session.song
        for name, value in VOICE.items():
            song = edits.set_knob(song, track_id=voice.id, name=name, value=value)
        for track in song.tracks:
            if track.kit:
                song = edits.set_knob(song, track_id=track.id, name="gain_db", value=track.knob("gain_db") + BEAT_DB)
        session.apply(song, "edit-set-knob")
        say(t("demo-mixed"))
        files = []
        for encoding in ENCODINGS:
            target = out / f"{path.name}{export.ENCODINGS[encoding].suffix}"
            done = export.render(
                session.song,
                session.folder.path_of,
                session.kits(),
                target,
                encoding,
                progress=lambda share: tell(t("demo-exporting"), share),
            )
            files.append(done.path)
            say(t("demo-file", name=done.path.name))
    measured = mastering.measure(files[0])
    say(
        t(
            "demo-measured",
            length=clock(measured.seconds),
            loudness=decimal(measured.integrated_lufs),
            peak=decimal(measured.sample_peak_dbfs),
        )
    )
    return {
        "song": path.name,
        "files": [file.name for file in files],
        "take_frames": closed.frames,
        "xruns": closed.xruns,
        **measured._asdict(),
    }


def _with_voice(song: Song, lines: tuple[str, ...]) -> Song:
    """A track for the verse, and its text."""
    song = edits.add_track(song, role="lead")
    return edits.set_lines(song, texts=[line.replace(" / ", " ") for line in lines])
