"""Which track it is: where a finished track is not what it should be because of one of its tracks, and how far that
one has to be turned."""

from __future__ import annotations

import math
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio import params
from studio.delivery import Delivery
from studio.preflight.finding import Finding, Remedy
from studio.preflight.remedies import highpass_sets
from studio.preflight.sound import HOP_S, HOPS_IN_3_S, Energies
from studio.preflight.table import band_named
from studio.song import SYNTH_ROLES, Song, Track

BLAMED: frozenset[Remedy] = frozenset(("highpass", "narrow", "centre", "mix"))
"""Remedies that need a track."""
_COARSE_HZ, _CUT_HZ = 1000.0, 20.0
_TURNED_OVER = -0.5
"""A track whose sides are so far against each other has one that is turned over."""
_DEAD = 1e-4
_WIDTHS, _PANS = (0.75, 0.5, 0.25, 0.0), np.linspace(-0.95, 0.95, 39)
_put = msgspec.structs.replace


class Powers(NamedTuple):
    """Of one track as it is mixed: sums over a stretch."""

    left: float
    right: float
    cross: float

    @property
    def together(self) -> float:
        return self.left + self.right

    @property
    def side(self) -> float:
        """Of what differs between the two."""
        return self.together - 2.0 * self.cross

    @property
    def alike(self) -> float:
        """How alike the sides are: 2·LR ÷ (LL + RR), which is the correlation of sides that are equally strong."""
        return 2.0 * self.cross / self.together if self.together > 0.0 else 1.0

    def narrowed(self, width: float) -> Powers:
        """The same with its side at a share."""
        middle, side = (self.together + 2.0 * self.cross) / 4.0, self.side / 4.0 * width**2
        lean = (self.left - self.right) / 2.0 * width
        return Powers(middle + side + lean, middle + side - lean, middle - side)

    def plus(self, other: Powers, sign: float = 1.0) -> Powers:
        return Powers(*(one + sign * two for one, two in zip(self, other, strict=True)))


class Listener:
    """Hears one track of a song, block by block; frames of shape (n, 2), which stay the caller's."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz, self._hop = rate_hz, round(HOP_S * rate_hz)
        self._grain = max(round(rate_hz / _COARSE_HZ), 1)
        self._hops: list[NDArray[np.float64]] = []
        self._coarse: list[NDArray[np.float64]] = []
        self._left = np.zeros((0, 2))
        self.peak = 0.0

    def hear(self, block: NDArray[np.float64]) -> None:
        self.peak = max(self.peak, float(np.max(np.abs(block), initial=0.0)))
        whole = np.concatenate((self._left, block))
        count = len(whole) // self._hop
        used = whole[: count * self._hop].reshape(count, self._hop, 2)
        self._left = whole[count * self._hop :].copy()
        pairs = ((0, 0), (1, 1), (0, 1))
        self._hops.append(
            np.stack([np.einsum("ij,ij->i", used[..., one], used[..., other]) for one, other in pairs], axis=1)
        )
        grains = self._hop // self._grain
        self._coarse.append(used[:, : grains * self._grain].reshape(count * grains, self._grain, 2).mean(axis=(1, 2)))

    def energies(self) -> Energies:
        """Sums of products in hops of 100 ms."""
        return Energies(*np.concatenate([*self._hops, np.zeros((1, 3))]).T)

    def powers(self, at_s: float | None = None) -> Powers:
        """Over the whole song, or over three seconds of it."""
        first = 0 if at_s is None else max(round(at_s / HOP_S), 0)
        end = None if at_s is None else first + HOPS_IN_3_S
        return Powers(*(float(one[first:end].sum()) for one in self.energies()))

    @property
    def low(self) -> float:
        """Of what lies under 20 Hz, an offset included."""
        from scipy.signal import butter, sosfilt

        coarse = np.concatenate([*self._coarse, np.zeros(1)])
        rate_hz = self._rate_hz / self._grain
        return float(np.sum(sosfilt(butter(4, _CUT_HZ, fs=rate_hz, output="sos"), coarse) ** 2))


def blamed(song: Song, finding: Finding, heard: dict[str, Listener], delivery: Delivery) -> Finding:
    """The finding with the track that it comes from and the knobs that mend it. `heard` is every track of the song by
    its id."""
    if not heard or finding.level == "ok" or finding.remedy not in BLAMED:
        return finding
    match finding.remedy:
        case "highpass":
            track_id = max(heard, key=lambda one: heard[one].low)
            return _put(finding, track_id=track_id, sets=highpass_sets(song.track(track_id).knobs, finding))
        case "narrow":
            window = finding.at_s if finding.check == "correlation-worst" else None
            whole, there = ({one: ear.powers(at) for one, ear in heard.items()} for at in (None, window))
            return _narrow(song, finding, whole, there, delivery)
        case "centre":
            return _centre(song, finding, {one: ear.powers() for one, ear in heard.items()})
    if finding.check == "surge":
        return _put(finding, track_id=max(heard, key=lambda one: heard[one].powers(finding.at_s).together))
    return _put(finding, track_id=max(heard, key=lambda one: heard[one].peak))


def _narrow(
    song: Song, finding: Finding, whole: dict[str, Powers], powers: dict[str, Powers], delivery: Delivery
) -> Finding:
    """The widest track narrower; a sound whose sides are against each other all along has one to be turned back."""
    least = min(whole, key=lambda one: whole[one].cross)
    if whole[least].alike < _TURNED_OVER and plays_stereo(song, song.track(least)):
        return _put(finding, track_id=least, remedy="flip-polarity")
    widest = max(powers, key=lambda one: powers[one].side)
    limit = band_named(delivery, finding.check).ok[0]
    alike = 2.0 * 10.0 ** ((limit + 0.3) / 10.0) - 1.0 if finding.check == "mono-loss" else limit + 0.1
    total, own = _sum(powers), powers[widest]
    width = next((one for one in _WIDTHS if total.plus(own, -1.0).plus(own.narrowed(one)).alike >= alike), _WIDTHS[-1])
    stands = song.track(widest).knob("width")
    return _put(finding, track_id=widest, sets={"width": round(stands * width, 3)})


def _centre(song: Song, finding: Finding, powers: dict[str, Powers]) -> Finding:
    """Back to the middle by the pan of the track that leans most; one that has a dead side plays on both."""
    leans = max(powers, key=lambda one: abs(powers[one].left - powers[one].right))
    own, track = powers[leans], song.track(leans)
    if min(own.left, own.right) <= _DEAD * max(own.left, own.right) and abs(track.knob("pan")) < 0.9:
        return _put(finding, track_id=leans, sets={"width": 0.0, "trim_db": _trimmed(track, 6.0)})
    rest, kept = _sum(powers).plus(own, -1.0), _panned(track.knob("pan"))

    def apart(pan: float) -> float:
        left, right = (gain / was for gain, was in zip(_panned(pan), kept, strict=True))
        both = rest.plus(Powers(own.left * left, own.right * right, 0.0))
        return abs(math.log(max(both.left, 1e-20) / max(both.right, 1e-20)))

    pan = round(float(min(_PANS, key=apart)), 2)
    left, right = (gain / was for gain, was in zip(_panned(pan), kept, strict=True))
    lost_db = 10.0 * math.log10(own.together / (own.left * left + own.right * right))
    return _put(finding, track_id=leans, sets={"pan": pan, "trim_db": _trimmed(track, lost_db)})


def _trimmed(track: Track, lost_db: float) -> float:
    """As loud as before."""
    return params.knob("trim_db").clamp(round(track.knob("trim_db") + lost_db, 1))


def _panned(pan: float) -> tuple[float, float]:
    """What a pan leaves of the power of each side, as the strip does it."""
    kept = max(math.cos(abs(pan) * math.pi / 2.0) ** 2, 1e-6)
    return (kept, 1.0) if pan > 0.0 else (1.0, kept)


def plays_stereo(song: Song, track: Track) -> bool:
    """Whether a track plays recordings of two sides."""
    return track.role not in SYNTH_ROLES and any(song.media_of(clip.media_id).channels == 2 for clip in track.clips)


def _sum(powers: dict[str, Powers]) -> Powers:
    return Powers(*(sum(one) for one in zip(*powers.values(), strict=True)))
