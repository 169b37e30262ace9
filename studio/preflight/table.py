"""Every row of what is measured: how, in what unit, and what mends it. Its range is the row of the same name in
`presets/delivery.toml`, its sentence the text `preflight-<name>`."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import Literal, NamedTuple

import msgspec

from studio.delivery import Band, Delivery
from studio.preflight import edges, loud, low, sides, voice
from studio.preflight.finding import Finding, Remedy
from studio.preflight.measured import Measured
from studio.preflight.sound import Sound

Of = Literal["track", "lossless", "lossy", "mix", "take", "room"]
"""What a row is about: any finished track, only one that is exact or only one that is not, the mix before mastering,
a recording as it came in, or what is heard of it when nobody sings."""

Measure = Callable[[Sound, Delivery], Measured | None]


class Check(NamedTuple):
    """One row."""

    name: str
    of: Of
    unit: str
    digits: int
    """What is measured is rounded to so many before it is judged: what is told is what was judged."""
    measure: Measure
    """None where there is nothing to be told."""
    remedy: Remedy = ""
    bass_remedy: Remedy = ""
    """What mends it where it is only the bass: the sides of what lies under 100 Hz."""

    def band(self, sound: Sound, delivery: Delivery) -> Band:
        """The range it is judged by."""
        if self.name == "true-peak" and sound.integrated_lufs >= delivery.louder_from_lufs:
            return delivery.true_peak_loud
        return band_named(delivery, self.name)


def band_named(delivery: Delivery, name: str) -> Band:
    band: Band = getattr(delivery, name.replace("-", "_"))
    return band


CHECKS: tuple[Check, ...] = (
    Check("loudness", "track", "LUFS", 1, lambda sound, _: loud.loudness(sound), "remaster"),
    Check("true-peak", "lossless", "dBTP", 1, lambda sound, _: loud.peak(sound), "remaster"),
    Check("lossy-peak", "lossy", "dBTP", 1, lambda sound, _: loud.peak(sound), "encode-again"),
    Check("mix-peak", "mix", "dBTP", 1, lambda sound, _: loud.peak(sound), "lower-mix"),
    Check("dynamics", "track", "dB", 1, lambda sound, _: loud.dynamics(sound), "remaster"),
    Check("range", "track", "LU", 1, lambda sound, _: loud.loudness_range(sound), "mix"),
    Check("surge", "track", "LU", 1, lambda sound, _: loud.surge(sound), "mix"),
    Check("length", "track", "s", 1, lambda sound, _: edges.length(sound), "change-form"),
    Check("head-silence", "track", "s", 2, lambda sound, its: edges.head_silence(sound, its.quiet), "trim"),
    Check("tail-silence", "track", "s", 2, lambda sound, its: edges.tail_silence(sound, its.quiet), "trim"),
    Check("gap", "track", "s", 1, lambda sound, its: edges.gap(sound, its.quiet), "jump"),
    Check("edges", "track", "dBFS", 1, lambda sound, _: edges.edges(sound), "export-again"),
    Check("start-click", "track", "dB", 1, lambda sound, _: edges.start_click(sound), "export-again"),
    Check("offset", "track", "", 4, lambda sound, _: low.offset(sound), "highpass"),
    Check("sub-bass", "track", "dB", 1, lambda sound, _: low.sub_bass(sound), "highpass"),
    Check("mono-loss", "track", "LU", 1, lambda sound, _: sides.mono_loss(sound), "narrow", "mono-bass"),
    Check("correlation", "track", "", 2, lambda sound, _: sides.correlation(sound), "narrow", "mono-bass"),
    Check("correlation-worst", "track", "", 2, lambda sound, _: sides.correlation_worst(sound), "narrow", "mono-bass"),
    Check("sides", "track", "dB", 1, lambda sound, _: sides.sides(sound), "centre"),
    Check("dual-mono", "track", "", 0, lambda sound, _: sides.dual_mono(sound)),
    Check("one-channel", "track", "", 0, lambda sound, _: sides.one_channel(sound), "export-again"),
    Check("source-clipping", "take", "/min", 1, lambda sound, its: voice.clipping(sound, its.flat), "record-again"),
    Check("noise-floor", "room", "dBFS", 1, lambda sound, its: voice.noise_floor(sound, its.quiet), "gate"),
    Check("hum", "room", "dB", 1, lambda sound, its: voice.hum(sound, its.quiet), "gate"),
)  # fmt: skip

NAMES = frozenset(row.name for row in CHECKS)

_ONCE = {"head-silence": "start-click", "start-click": "edges"}
"""Rows that another one at the very start says better: a cut clicks, and what clicks leaves no silence before it."""


SHAPE = frozenset(("length", "head-silence", "tail-silence", "edges", "start-click", "one-channel"))
"""Rows that an encoder may change although the track itself is right."""


def measured(sound: Sound, of: Iterable[Of], delivery: Delivery, rows: Container[str] = NAMES) -> list[Finding]:
    """All of `rows` that are about one of `of`, in the order of the table."""
    wanted, found = set(of), []
    for row in CHECKS:
        if row.of in wanted and row.name in rows and len(sound.samples):
            value = row.measure(sound, delivery)
            if value is not None:
                one = judged(row.name, row.unit, row.digits, value, row.band(sound, delivery), row.remedy)
                if row.bass_remedy and one.remedy and sides.is_of_the_bass(sound):
                    one = msgspec.structs.replace(one, remedy=row.bass_remedy)
                found.append(one)
    told = {finding.check for finding in found if finding.level != "ok" and finding.at_s == 0.0}
    return [finding for finding in found if finding.at_s != 0.0 or _ONCE.get(finding.check) not in told]


def judged(name: str, unit: str, digits: int, value: Measured, band: Band, remedy: Remedy) -> Finding:
    """A finding from a measurement and its range."""
    number = round(min(max(value.value, -120.0), 1e9), digits) + 0.0  # no −0.0
    level = band.level(number)
    if level == "ok":
        return Finding(check=name, level=level, value=number, unit=unit)
    return Finding(
        check=name,
        level=level,
        value=number,
        unit=unit,
        limit=band.limit(number),
        side="low" if number < band.ok[0] else "high",
        at_s=None if value.at_s is None else round(value.at_s, 2),
        remedy=remedy,
    )
