"""A report to write out: numbers of the kind that a finished song has."""

from __future__ import annotations

import math

from studio.interchange.findings import (
    CheckRow,
    FileRow,
    Finish,
    Mark,
    Pictures,
    Report,
    Simulated,
    Sound,
)

_PARTS = (("Intro", 8.0, 0.25), ("Vers 1", 40.0, 0.6), ("Refreng 1", 24.0, 0.9), ("Vers 2", 40.0, 0.65),
          ("Refreng 2", 24.0, 0.95), ("Slutt", 25.4, 0.35))  # fmt: skip
SECONDS = sum(length for _, length, _ in _PARTS)


def marks() -> tuple[Mark, ...]:
    found, at_s = [], 0.0
    for name, length, _ in _PARTS:
        found.append(Mark(name=name, at_s=at_s))
        at_s += length
    return tuple(found)


def pictures(columns: int = 1200) -> Pictures:
    """A song of six parts, hit by hit, by sines alone."""
    envelope = []
    for column in range(columns):
        at_s = column / columns * SECONDS
        level = next(
            part for mark, (_, length, part) in zip(marks(), _PARTS, strict=True) if at_s < mark.at_s + length
        )  # fmt: skip
        hit = abs(math.sin(column * 1.7)) ** 0.5 * 0.35 + 0.65 * abs(math.sin(column * 0.37 + 1.0))
        envelope.append(level * (0.35 + 0.65 * hit))
    curve = tuple(
        None if number < 6 else -15.0 + 12.0 * math.log10(envelope[number * columns // 800] + 0.2)
        for number in range(800)
    )
    bands = [1000.0 * 2.0 ** (third / 3.0) for third in range(-16, 14)]
    return Pictures(
        wave_low=tuple(-value * 0.92 for value in envelope),
        wave_high=tuple(envelope),
        short_term_lufs=curve,
        spectrum_hz=tuple(bands),
        spectrum_db=tuple(-abs(math.log2(hz / 70.0)) * 5.0 + 2.0 * math.sin(hz) - 2.0 for hz in bands),
    )


def report() -> Report:
    return Report(
        title="Blå dag over Grønland", version="Radio edit", artists=("MC Ærlig",), featured=("Åse",), bpm=93.7,
        key="A minor", packs=("upload", "share", "stems"),
        mix=Sound(seconds=SECONDS, integrated_lufs=-20.3, lra_lu=6.1, max_momentary_lufs=-15.0,
                  max_short_term_lufs=-17.2, true_peak_dbtp=-5.4, sample_peak_dbfs=-5.5),
        master=Sound(seconds=SECONDS, integrated_lufs=-14.0, lra_lu=5.2, max_momentary_lufs=-9.7,
                     max_short_term_lufs=-11.3, true_peak_dbtp=-1.03, sample_peak_dbfs=-1.1),
        finish=Finish(gain_db=6.3, max_reduction_db=2.3, mean_reduction_db=0.1),
        files=(
            FileRow(file="upload/mc_aerlig_blaa_dag_44k24.wav", bytes=42_700_044, sha256="0" * 64, kind="wav24",
                    rate_hz=44_100, channels=2, frames=7_117_740, integrated_lufs=-14.0, true_peak_dbtp=-1.0),
            FileRow(file="share/MC Ærlig - Blå dag.mp3", bytes=6_460_123, kind="mp3", rate_hz=44_100, channels=2,
                    integrated_lufs=-14.4, true_peak_dbtp=-1.05, lowered_db=0.4, rounds=2),
            FileRow(file="share/MC Ærlig - Blå dag.flac", bytes=24_100_000, kind="flac24", rate_hz=44_100, channels=2,
                    integrated_lufs=-14.0, true_peak_dbtp=-1.0),
            FileRow(file="scene/Blå dag.wav", bytes=1_000, kind="wav24", rate_hz=48_000, fault="lag"),
            FileRow(file="LESMEG.txt", bytes=2_345),
        ),
        simulated=(Simulated(codec="mp3-320", true_peak_dbtp=-0.8), Simulated(codec="vorbis-q5", true_peak_dbtp=-0.4),
                   Simulated(codec="aac-256", true_peak_dbtp=1.7)),
        warnings=("codec-clips", "file-left-out"), stems_null_db=-118.4,
        checks=(
            CheckRow(code="loudness", level="ok", text="Lydstyrken er −14,0 LUFS."),
            CheckRow(code="gap", level="warn", text="Det er stille i 2,4 sekunder midt i låten.", at_s=72.0),
            CheckRow(code="cover", level="info", text="Omslaget er litt lite, og er forstørret."),
            CheckRow(code="mono", level="ok", text="Låten tåler å spilles på én høyttaler."),
        ),
        marks=marks(), pictures=pictures(),
    )  # fmt: skip
