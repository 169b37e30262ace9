"""How loud tracks are beside each other and beside themselves: measured through the same kernels that play them.

Two questions: by how much is a strip to be trimmed so that other knobs leave it as loud as it was, and by how much are
the voices to be turned so that they lie right over the beat. Both are answered from stretches where something sounds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio import params, timeline
from studio.kweight import k_weighting
from studio.progress import ticker
from studio.song import SYNTH_ROLES, Media, Song, Track

if TYPE_CHECKING:  # the compiler is for who measures
    from studio.engine.offline import OfflineRenderer
    from studio.engine.sounds import Kits
    from studio.mastering import Meter

MATCH_S = 20.0
"""So much of a track's sound says how loud it is."""
BALANCE_S = 36.0
"""So much of the rapping, spread over the song, says how voice and beat lie to each other."""
TARGET_LU = 1.0
"""How far above the beat the voice lies at the middle of the slider. A little, since the meter counts the bass of a
beat, which small speakers leave out, and since words that are not understood are what a listener misses first. House
judgement, inside the −3…+4 LU that preflight finds right."""
WITHIN_LU = (-3.0, 4.0)

PathOf = Callable[[Media], Path]
Progress = Callable[[float], None] | None
Asked = Callable[[], bool] | None
Range = tuple[int, int]
"""First frame and end, both on a whole hop."""

_put = msgspec.structs.replace
_HOP_S = 0.1
_HOPS_A_BLOCK = 3
_SETTLE_S = 0.5
"""Before each measured stretch, so that compressor and filters are where they would be."""
_GAP_S = 1.0
"""Silence up to here belongs to the sounding around it."""
_LEAST_S = 0.4
_SHORT_TERM_S = 3.0
_QUIETEST_DB, _BELOW_PEAK_DB = -60.0, -30.0
_GATE_LUFS, _GATE_LU = -70.0, -10.0
_SPANS = 6
_ITS_OWN = {"gain_db": 0.0, "mute": 0.0, "solo": 0.0, "pan": 0.0}
"""Knobs of the mix, as they stand where a strip is measured by itself."""


class Balance(NamedTuple):
    """How the voices lie over the beat."""

    voice_start_db: float | None
    """The place of `params.MASTER`'s row, so that the voice lies `TARGET_LU` above the beat at the middle of the
    slider; None where nothing can be said."""
    voice_lufs: float | None
    """Short-term loudness while somebody raps, gated, without balance; None for silence."""
    beat_lufs: float | None
    """Of the beat in the same moments."""
    seconds: float
    """Of rapping that was listened to."""
    missing: str
    """What there is not yet: `voice`, `beat`, or empty."""


def loudness(
    song: Song,
    path_of: PathOf,
    kits: Kits,
    track_id: str,
    knobs: Mapping[str, float],
    places: list[Range],
    tick: Callable[..., None] = lambda share=0.0: None,
) -> float:
    """Integrated loudness (LUFS) of a track's strip alone with other knobs, in those places; −inf for silence. Fader,
    pan and sends are left out."""
    from studio.mastering import Meter

    track = _put(song.track(track_id), knobs={**knobs, **_ITS_OWN}, automation={})
    renderer = _renderer(song, (track,))
    meter = Meter(song.rate_hz)
    return _fed(renderer(path_of, kits), meter, places, tick)


def mix_loudness(
    song: Song, path_of: PathOf, kits: Kits, *, progress: Progress = None, cancelled: Asked = None
) -> float:
    """Integrated loudness (LUFS) of the whole mix as it is exported, its tail included; −inf for silence. Cancelled."""
    from studio.engine.offline import OfflineRenderer
    from studio.mastering import Meter

    tick = ticker(progress, cancelled)
    renderer = OfflineRenderer(song, path_of, kits)
    meter = Meter(song.rate_hz, true_peak=False)
    for block in renderer.mix():
        meter.add(block)
        tick(min(meter.frames / max(renderer.length_frames, 1), 1.0))
    return meter.integrated_lufs


def matched_trim(
    song: Song,
    path_of: PathOf,
    kits: Kits,
    track_id: str,
    before: Mapping[str, float],
    after: Mapping[str, float],
    *,
    progress: Progress = None,
    cancelled: Asked = None,
) -> float | None:
    """The `trim_db` with which the knobs `after` leave a track as loud as `before`, whatever trim stands in `after`;
    None where nothing sounds. KeyError for an unknown track, Cancelled."""
    tick = ticker(progress, cancelled)
    places = sounding(song, path_of, kits, track_id, tick=lambda share=0.0: tick(0.2 * share))
    was = loudness(song, path_of, kits, track_id, before, places, lambda share=0.0: tick(0.2 + 0.4 * share))
    untrimmed = {**after, "trim_db": 0.0}
    becomes = loudness(song, path_of, kits, track_id, untrimmed, places, lambda share=0.0: tick(0.6 + 0.4 * share))
    return trim_between(was, becomes)


def trim_between(was_lufs: float, becomes_lufs: float) -> float | None:
    """The trim that makes up for a change of loudness; None if either of them is silence."""
    if math.isinf(was_lufs) or math.isinf(becomes_lufs):
        return None
    return params.TRACK[params.TRACK_INDEX["trim_db"]].clamp(round(was_lufs - becomes_lufs, 2))


def sounding(
    song: Song,
    path_of: PathOf,
    kits: Kits,
    track_id: str,
    seconds: float = MATCH_S,
    tick: Callable[..., None] = lambda share=0.0: None,
) -> list[Range]:
    """Where a track sounds before its strip, up to so many seconds of it, the clips of its last take first."""
    track = song.track(track_id)
    renderer = _renderer(song, (_put(track, knobs=_ITS_OWN, automation={}),))(path_of, kits)
    wanted = _candidates(renderer.song, track)
    left = round(seconds / _HOP_S)
    found: list[Range] = []
    for number, stretch in enumerate(wanted):
        for first, end in _runs(_powers(renderer, [stretch], tick), stretch[0], _hop(song)):
            taken = min((end - first) // _hop(song), left)
            found.append((first, first + taken * _hop(song)))
            left -= taken
            if left <= 0:
                return sorted(found)
        tick((number + 1) / len(wanted))
    return sorted(found)


def measured_balance(
    song: Song, path_of: PathOf, kits: Kits, *, progress: Progress = None, cancelled: Asked = None
) -> Balance:
    """How loud the voices are beside the beat while somebody raps, and where the slider is to begin.

    Faders, groups, strips, echo and reverb count as they stand; muted tracks do not; solo, the slider itself and the
    beat's stepping back are left out. Cancelled.
    """
    tick = ticker(progress, cancelled)
    audible = [track for track in song.tracks if track.knob("mute") < 0.5]
    voices = tuple(_put(track, knobs={**track.knobs, "solo": 0.0}) for track in audible if _is_voice(track))
    beat = tuple(_put(track, knobs={**track.knobs, "solo": 0.0}) for track in audible if not _is_voice(track))
    if not voices:
        return Balance(None, None, None, 0.0, "voice")
    places = _rapped(song, path_of, kits, voices, lambda share=0.0: tick(0.3 * share))
    if not places:
        return Balance(None, None, None, 0.0, "voice")
    level = dict.fromkeys(("balance_db", "voice_start_db", "room_db", "master_db"), 0.0)
    mix = _put(song, master={**song.master, **level})
    heard = []
    for number, tracks in enumerate((voices, beat)):
        if not tracks:
            return Balance(None, None, None, 0.0, "beat")
        renderer = _renderer(mix, tracks, master=True)(path_of, kits)
        at = 0.3 + 0.35 * number
        heard.append(_short_term(renderer, places, lambda share=0.0, at=at: tick(at + 0.35 * share)))
    rapping = _gated(heard[0])
    voice, under = (_lufs(float(np.mean(part[rapping]))) if rapping.any() else None for part in heard)
    seconds = sum(end - first for first, end in places) / song.rate_hz
    if voice is None or under is None:
        return Balance(None, voice, under, seconds, "voice" if voice is None else "beat")
    row = params.MASTER[params.MASTER_INDEX["voice_start_db"]]
    return Balance(row.clamp(round(TARGET_LU - (voice - under), 1)), voice, under, seconds, "")


# --- where something sounds -----------------------------------------------------------------------------------------


def _is_voice(track: Track) -> bool:
    return track.role in params.VOICE_ROLES


def _hop(song: Song) -> int:
    return round(_HOP_S * song.rate_hz)


def _renderer(
    song: Song, tracks: tuple[Track, ...], *, master: bool = False
) -> Callable[[PathOf, Kits], OfflineRenderer]:
    """A renderer of some tracks of a song, in blocks of whole hops."""
    from studio.engine.offline import OfflineRenderer

    alone = _put(song, tracks=tracks, master=song.master if master else {}, other_mix=None)
    threads = 1 if len(tracks) == 1 else 2
    return lambda path_of, kits: OfflineRenderer(
        alone, path_of, kits, chunk=_HOPS_A_BLOCK * _hop(song), threads=threads
    )


def _candidates(alone: Song, track: Track) -> list[Range]:
    """Where a track of a song may sound: the last take's clips first, then the others from the song's start; a track
    that plays patterns may sound everywhere."""
    hop = _hop(alone)
    if track.role in SYNTH_ROLES:
        length = timeline.song_length_frames(alone)
        step = round(MATCH_S / _HOP_S) * hop
        return [(first, min(first + step, -(-length // hop) * hop)) for first in range(0, length, step)]
    last = next((take.media_id for take in reversed(alone.takes) if take.track_id == track.id), "")
    numbers = {media.id: number for number, media in enumerate(alone.media)}
    regions = timeline.clip_regions(alone)
    own = regions["media"] == numbers.get(last, -1)
    ranges: list[Range] = []
    for part in (regions[own], regions[~own]):
        for row in part:
            first, end = int(row["at_frame"]), int(row["at_frame"] + row["length_frames"])
            ranges.append((first // hop * hop, -(-end // hop) * hop))
    return _apart(ranges)


def _apart(ranges: list[Range]) -> list[Range]:
    """The same places in the same order, each of them once."""
    found: list[Range] = []
    for first, end in ranges:
        pieces = [(first, end)]
        for low, high in found:
            pieces = [part for a, b in pieces for part in ((a, min(b, low)), (max(a, high), b)) if part[0] < part[1]]
        found += pieces
    return found


def _powers(renderer: OfflineRenderer, ranges: list[Range], tick: Callable[..., None]) -> NDArray[np.float64]:
    """Mean square of the tracks' sum in every hop of some stretches."""
    hop, powers = _hop(renderer.song), []
    for first, end in ranges:
        for blocks in renderer.stems(first, end):
            total = np.sum(blocks, axis=0) if len(blocks) > 1 else blocks[0]
            powers.append(np.mean(np.square(total).reshape(-1, hop * 2), axis=1))
            tick()
    return np.concatenate(powers) if powers else np.zeros(0)


def _runs(powers: NDArray[np.float64], at_frame: int, hop: int) -> list[Range]:
    """The stretches that are loud enough to say something, short silences inside of them included."""
    floor = max(10.0 ** (_QUIETEST_DB / 10.0), float(np.max(powers, initial=0.0)) * 10.0 ** (_BELOW_PEAK_DB / 10.0))
    loud = np.flatnonzero(powers > floor)
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) > round(_GAP_S / _HOP_S))
    starts, ends = loud[np.concatenate(([0], breaks + 1))], loud[np.concatenate((breaks, [len(loud) - 1]))] + 1
    return [
        (at_frame + int(first) * hop, at_frame + int(end) * hop)
        for first, end in zip(starts, ends, strict=True)
        if end - first >= round(_LEAST_S / _HOP_S)
    ]


def _rapped(
    song: Song, path_of: PathOf, kits: Kits, voices: tuple[Track, ...], tick: Callable[..., None]
) -> list[Range]:
    """Where the voices sound, at most `BALANCE_S` of it, in spans spread evenly over the rapping."""
    dry = tuple(_put(track, knobs=_ITS_OWN, automation={}) for track in voices)
    renderer = _renderer(song, dry)(path_of, kits)
    hop = _hop(song)
    joined: list[Range] = []
    for first, end in sorted(stretch for track in dry for stretch in _candidates(_put(song, tracks=(track,)), track)):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((first, end))
    runs: list[Range] = []
    for number, stretch in enumerate(joined):
        runs += _runs(_powers(renderer, [stretch], tick), stretch[0], hop)
        tick((number + 1) / len(joined))
    hops = np.concatenate([np.arange(first, end, hop) for first, end in runs]) if runs else np.zeros(0, np.int64)
    limit = round(BALANCE_S / _HOP_S)
    if len(hops) > limit:
        each = limit // _SPANS
        starts = np.linspace(0, len(hops) - each, _SPANS).astype(int)
        hops = np.unique(np.concatenate([hops[start : start + each] for start in starts]))
    if not len(hops):
        return []
    breaks = np.flatnonzero(np.diff(hops) > hop)
    starts, ends = np.concatenate(([0], breaks + 1)), np.concatenate((breaks, [len(hops) - 1]))
    return [(int(hops[a]), int(hops[b]) + hop) for a, b in zip(starts, ends, strict=True)]


# --- how loud it is there -------------------------------------------------------------------------------------------


def _fed(renderer: OfflineRenderer, meter: Meter, places: list[Range], tick: Callable[..., None]) -> float:
    settle = round(_SETTLE_S / _HOP_S) * _hop(renderer.song)
    for number, (first, end) in enumerate(places):
        skip = min(settle, first)
        for blocks in renderer.stems(first - skip, end):
            meter.add(blocks[0][skip:])
            skip = max(skip - len(blocks[0]), 0)
            tick((number + 1) / len(places))
    return meter.integrated_lufs


def _short_term(renderer: OfflineRenderer, places: list[Range], tick: Callable[..., None]) -> NDArray[np.float64]:
    """K-weighted energy of the mix over every three seconds, hop by hop, that lie inside one of the places; over all of
    a place that is shorter."""
    from scipy.signal import sosfilt

    hop, window = _hop(renderer.song), round(_SHORT_TERM_S / _HOP_S)
    sections = k_weighting(renderer.song.rate_hz)
    found = []
    for number, (first, end) in enumerate(places):
        settle = min(round(_SETTLE_S / _HOP_S), first // hop)
        state, parts = np.zeros((2, 2, 2)), []
        for block in renderer.mix(first - settle * hop, end):
            weighted, state = sosfilt(sections, block, axis=0, zi=state)
            parts.append(np.sum(np.mean(np.square(weighted).reshape(-1, hop, 2), axis=1), axis=1))
            tick((number + 1) / len(places))
        hops = np.concatenate(parts)[settle:]
        width = min(window, len(hops))
        found.append(np.convolve(hops, np.full(width, 1.0 / width), "valid"))
    return np.concatenate(found)


def _gated(energies: NDArray[np.float64]) -> NDArray[np.bool_]:
    """What is above −70 LUFS and no more than 10 LU below the rest of it."""
    above = energies > _energy(_GATE_LUFS)
    if not above.any():
        return above
    loud: NDArray[np.bool_] = above & (energies > np.mean(energies[above]) * 10.0 ** (_GATE_LU / 10.0))
    return loud


def _energy(lufs: float) -> float:
    return float(10.0 ** ((lufs + 0.691) / 10.0))


def _lufs(energy: float) -> float | None:
    return -0.691 + 10.0 * math.log10(energy) if energy > _energy(_GATE_LUFS) else None
