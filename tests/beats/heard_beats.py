"""A song read back as it will sound: which steps of which bar each sound is heard on."""

from collections import defaultdict

from beats import kits
from studio import timeline
from studio.song import Song


def kit_facts(song: Song):
    return {track.kit: kits.load_kit(track.kit).sounds for track in song.tracks if track.kit}


def heard(song: Song, kind: str = "verse", bars: int = 8) -> list[dict[str, dict[int, float]]]:
    """The first bars of the first section of a kind, as they sound: for each bar, sound → step from 1 → gain.

    A hit belongs to the step that it comes in: swing and micro-timing only delay, and by less than one.
    """
    start = 0
    for section in song.sections:
        if section.kind == kind:
            break
        start += section.bars
    found = timeline.hits(song, kits=kit_facts(song))
    step_frames = 60 * song.rate_hz / song.bpm / 4
    made: list[dict[str, dict[int, float]]] = [defaultdict(dict) for _ in range(bars)]
    for hit in found.array:
        step = int(hit["at_frame"] / step_frames + 0.01) - start * 16
        if 0 <= step < bars * 16:
            made[step // 16][found.sounds[hit["sound"]][1]][step % 16 + 1] = float(hit["gain"])
    return made


def frames(song: Song, sound: str) -> list[int]:
    found = timeline.hits(song, kits=kit_facts(song))
    number = [pair[1] for pair in found.sounds].index(sound)
    return found.array["at_frame"][found.array["sound"] == number].tolist()
