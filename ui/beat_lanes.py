"""What the beat room shows of a pattern: its rows, what a sound and a step are called, and how hard a hit looks.

Pure functions of the song; they know no Qt.
"""

from __future__ import annotations

from collections.abc import Mapping

from beats.chords import in_scale, tonic
from beats.kits import SOUNDS
from beats.patterns import digit_of_velocity, velocity_of_digit
from studio.song import Lane, Note, Pattern, Song, Step
from ui import i18n
from ui.i18n import t

VELOCITY = 100
"""Of a hit or note that is set without saying how hard."""
SIZES: Mapping[str, int] = {"soft": velocity_of_digit(3), "normal": VELOCITY, "hard": 127}
"""The three sizes a hit is drawn in, and the velocity that each is set to."""
_SIZE_FROM = (("hard", 8), ("normal", 5), ("soft", 1))
"""Each size with the lowest digit 1…9 that has it."""
_SHARPS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_FLATS = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
_FLAT_MAJORS = frozenset({3, 5, 8, 10})
"""Tonics of the major keys that are written with flats, but for those that say so in their own name."""
_ORDER = {name: place for place, name in enumerate(SOUNDS)}
_Titles = Mapping[str, str]


def grid_rows(song: Song, pattern: Pattern) -> tuple[Lane, ...]:
    """The lanes of the step grid in the order of a kit: what has hits, and the empty lanes of drums."""
    roles = {track.id: track.role for track in song.tracks}
    empty = (lane for lane in pattern.lanes if not lane.notes and roles.get(lane.track_id) == "drums")
    hit = (lane for lane in pattern.lanes if lane.steps and lane.track_id in roles)
    return tuple(sorted({(lane.track_id, lane.sound): lane for lane in (*empty, *hit)}.values(), key=_place))


def melodic_rows(song: Song, pattern: Pattern) -> tuple[Lane, ...]:
    """The lanes of the piano roll in the order of a kit: what has notes, and the empty lanes of bass and melody."""
    roles = {track.id: track.role for track in song.tracks}
    empty = (lane for lane in pattern.lanes if not lane.steps and roles.get(lane.track_id) in ("bass", "melody"))
    played = (lane for lane in pattern.lanes if lane.notes and lane.track_id in roles)
    return tuple(sorted({(lane.track_id, lane.sound): lane for lane in (*empty, *played)}.values(), key=_place))


def sound_title(sound: str, titles: _Titles | None = None) -> str:
    """What a person calls a sound: as its kit says, else the house's word, with its number (`snare_2`)."""
    if titles and sound in titles:
        return titles[sound]
    base, number = _parted(sound)
    if not i18n.has(f"sound-{base}"):
        return sound.replace("_", " ").strip().capitalize()
    word = t(f"sound-{base}")
    return f"{word} {number}" if number else word


def beat_steps(pattern: Pattern, beats_per_bar: int) -> int:
    """How many steps make a group that is drawn together: a beat, where beats are whole numbers of steps."""
    if pattern.steps_per_bar % beats_per_bar == 0:
        return pattern.steps_per_bar // beats_per_bar
    return next(size for size in (4, 3, 2, 1) if pattern.steps_per_bar % size == 0)


def covered(lane: Lane) -> dict[int, Step]:
    """Every step on which something of the lane sounds, with the hit that starts there or whose ratchet reaches it."""
    return {at: step for step in lane.steps for at in range(step.at_step, step.at_step + step.over_steps)}


def place_words(pattern: Pattern, at_step: int) -> str:
    """`steg 5`, or `takt 2, steg 5` in a pattern of several bars."""
    bar, step = divmod(at_step, pattern.steps_per_bar)
    if pattern.bars == 1:
        return t("step-place", step=step + 1)
    return t("step-place-bar", bar=bar + 1, step=step + 1)


def step_words(pattern: Pattern, lane: Lane, at_step: int, title: str, step: Step | None) -> str:
    """What a screen reader says of a step: `Skarptromme, steg 5, på, styrke 7`, and what else there is to it.

    `title` is what the lane is called, `step` the hit that sounds there (`covered`).
    """
    fields = {"sound": title, "place": place_words(pattern, at_step)}
    if step is None:
        words = [t("step-off", **fields)]
    elif step.at_step != at_step:
        words = [t("step-covered", **fields, first=step.at_step % pattern.steps_per_bar + 1)]
    else:
        words = [t("step-on", **fields, velocity=digit_of_velocity(step.velocity))]
        if step.ratchet > 1:
            words.append(t("step-ratchet", hits=step.ratchet, steps=step.over_steps))
        if step.chance_percent < 100:
            words.append(t("step-chance", percent=step.chance_percent))
    if lane.mute:
        words.append(t("step-muted"))
    return ", ".join(words)


def size_of(velocity: int) -> str:
    """Which of `SIZES` a velocity is drawn in."""
    digit = digit_of_velocity(velocity)
    return next(size for size, least in _SIZE_FROM if digit >= least)


def shift_steps(song: Song, pattern: Pattern, lane: Lane, step: Step | Note) -> float:
    """How far from its place on the grid a hit or note is heard, in steps, swing left aside; negative is early."""
    beats = lane.late_ms / 1000.0 * song.bpm / 60.0
    loose = 1.0 - lane.quantise_percent / 100.0
    return loose * step.off_steps + beats * pattern.steps_per_bar / song.beats_per_bar


def pitch_name(midi_note: int, key: str = "") -> str:
    """What people call a note: as its key writes it, and in bokmål H and B for the English B and Bb."""
    pitch = midi_note % 12
    as_major = (tonic(key) + 3 * key.endswith("minor")) % 12
    flat = key[1:2] == "b" or (key[1:2] != "#" and as_major in _FLAT_MAJORS)
    # A lone A sharp is no friend of anybody's: it is Bb, unless the key has it.
    flat = flat or (pitch == 10 and not (key and in_scale(10, key)))
    name = (_FLATS if flat else _SHARPS)[pitch]
    if i18n.language() == "nb":
        name = {"B": "H", "Bb": "B"}.get(name, name)
    return f"{name}{midi_note // 12 - 1}"


def sounding(lane: Lane, at_step: int) -> tuple[Note, ...]:
    """The notes that sound on a step, the one that began last at the end."""
    return tuple(note for note in lane.notes if note.at_step <= at_step < note.at_step + note.length_steps)


def note_words(pattern: Pattern, note: Note, key: str, *, mute: bool = False) -> str:
    """What a screen reader says of a note: `A2, steg 5, lengde 3, styrke 7`, and what else there is to it."""
    words = [
        t(
            "note-on",
            note=pitch_name(note.midi_note, key), place=place_words(pattern, note.at_step),
            length=note.length_steps, velocity=digit_of_velocity(note.velocity),
        )
    ]  # fmt: skip
    if note.glide_to is not None:
        words.append(t("note-glides", note=pitch_name(note.glide_to, key)))
    if mute:
        words.append(t("step-muted"))
    return ", ".join(words)


def _place(lane: Lane) -> tuple[int, str, str]:
    base, _ = _parted(lane.sound)
    return _ORDER.get(base, len(_ORDER)), lane.sound, lane.track_id


def _parted(sound: str) -> tuple[str, str]:
    """A name and the number at its end: `snare_2` is `snare` and `2`."""
    base, _, number = sound.rpartition("_")
    return (base, number) if number.isdigit() and base else (sound, "")
