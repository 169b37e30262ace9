"""A song before it goes out, all of it: its mix and the track that comes of it, its voices over the beat, its
recordings, its papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.delivery import Delivery
from studio.params import VOICE_ROLES
from studio.preflight.blame import BLAMED, Listener, blamed
from studio.preflight.finding import Finding
from studio.preflight.papers import check_papers
from studio.preflight.recordings import check_recordings
from studio.preflight.remedies import with_sets
from studio.preflight.sound import Sound
from studio.preflight.track import check_balance, check_mix, check_track
from studio.progress import ticker
from studio.release import sounds
from studio.release.parts import Frames, Source
from studio.song import Media, Song
from studio.timeline import song_length_frames

if TYPE_CHECKING:
    from studio.engine.sounds import Kits
    from studio.mastering import Report

_RENDERED, _MASTERED, _LOOKED_AT = 0.3, 0.8, 0.9
"""Shares of the way."""


class Rules(NamedTuple):
    """What a song is held against."""

    delivery: Delivery
    explicit_words: Sequence[str]


class Voices:
    """The voices of a song and everything else, as they are mixed, without echo and room; heard block by block."""

    def __init__(self, song: Song) -> None:
        self._is_voice = [track.role in VOICE_ROLES for track in song.tracks]
        self._parts: tuple[list[NDArray[np.float32]], list[NDArray[np.float32]]] = ([], [])
        self._rate_hz = song.rate_hz

    def hear(self, strips: Sequence[Frames]) -> None:
        for parts, wanted in zip(self._parts, (True, False), strict=True):
            part = np.zeros(strips[0].shape, np.float32)
            for strip, voice in zip(strips, self._is_voice, strict=True):
                if voice == wanted:
                    part += strip.astype(np.float32)
            parts.append(part)

    def findings(self, delivery: Delivery) -> list[Finding]:
        voices, rest = (Sound(np.concatenate(parts), self._rate_hz) for parts in self._parts)
        return check_balance(voices, rest, delivery)


def check_song(
    song: Song,
    folder: Path,
    path_of: Callable[[Media], Path],
    kits: Kits,
    rules: Rules,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Finding]:
    """Everything that can be said of a song and of the track that would come of it now; `folder` is the song's own.

    `kits` as `studio.export.render` wants them. StudioError capacity; Cancelled.
    """
    from studio.mastering import finish

    tick = ticker(progress, cancelled)
    seconds = song_length_frames(song) / song.rate_hz
    found: list[Finding] = []
    if seconds > 0.0:
        source, voices = Source(song, path_of, kits), Voices(song)
        mix = _rendered(source, voices, lambda share: tick(_RENDERED * share))
        cut = sounds.cut(mix, song)
        track = sounds.delivered(mix[cut.first : cut.end], song.rate_hz)
        made = finish(
            track,
            sounds.RATE_HZ,
            song.finish,
            lambda share: tick(_RENDERED + (_MASTERED - _RENDERED) * share),
            cancelled,
        )
        master = sounds.silent_edges(made.samples)
        seconds = len(master) / sounds.RATE_HZ
        sources = (source, mix, master, made.report, rules.delivery, sounds.begins_s(cut, song))
        found = check_sound(*sources, lambda: tick(_MASTERED))
        found += voices.findings(rules.delivery)
        found += check_recordings(song, path_of, rules.delivery, lambda: tick(_LOOKED_AT))
    tick(_LOOKED_AT)
    return with_papers(song, folder, rules, found, seconds)


def check_sound(
    source: Source,
    mix: Frames,
    master: Frames,
    report: Report,
    delivery: Delivery,
    starts_s: float,
    tick: Callable[[], None],
) -> list[Finding]:
    """The mix and the finished track, with the track of the song that a finding comes from. `report` is mastering's,
    `starts_s` where beat 0 lies in the finished track. Places are told in the song's own time."""
    song = source.song
    found = check_mix(Sound(mix, song.rate_hz), delivery)
    tick()
    found += [in_song(one, starts_s) for one in check_track(Sound(master, sounds.RATE_HZ), delivery)]
    tick()
    if song.finish_knob("mono_bass_on") > 0.5:
        found = [_put(one, remedy="narrow") if one.remedy == "mono-bass" else one for one in found]
    found = [with_sets(song, finding, report.guard) for finding in found]
    if not any(finding.remedy in BLAMED for finding in found):
        return found
    heard = _listened(source, tick)
    return [blamed(song, finding, heard, delivery) for finding in found]


def in_song(finding: Finding, starts_s: float) -> Finding:
    """A finding of the finished track with its place in the song."""
    return finding if finding.at_s is None else _put(finding, at_s=round(max(finding.at_s - starts_s, 0.0), 2))


def with_papers(song: Song, folder: Path, rules: Rules, found: Iterable[Finding], seconds: float) -> list[Finding]:
    """What was found in the sound and the recordings, and then in the papers."""
    papers = check_papers(song, folder, rules.delivery, rules.explicit_words, seconds=seconds)
    sounding = (with_sets(song, finding) if finding.check == "voice-balance" else finding for finding in found)
    return [*sounding, *papers]


_put = msgspec.structs.replace


def _rendered(source: Source, voices: Voices, tick: Callable[[float], None]) -> Frames:
    """The mix before mastering, with its tail."""
    from studio.engine.offline import TAIL_S, audible_frames

    renderer = source.renderer(source.song, threads=2)
    length = renderer.length_frames
    mix, at = np.empty((length + round(TAIL_S * source.song.rate_hz), 2)), 0
    for block, strips in renderer.mix_and_stems(0, len(mix)):
        mix[at : at + len(block)] = block
        at += len(block)
        voices.hear(strips)
        tick(at / len(mix))
    return mix[: length + audible_frames(mix[length:], 0)]


def _listened(source: Source, tick: Callable[[], None]) -> dict[str, Listener]:
    """Every track of the song, as it is mixed."""
    song = source.song
    heard = {track.id: Listener(song.rate_hz) for track in song.tracks}
    renderer = source.renderer(song, threads=2)
    for _, strips in renderer.mix_and_stems(0, renderer.length_frames):
        tick()
        for listener, strip in zip(heard.values(), strips, strict=True):
            listener.hear(strip)
    return heard
