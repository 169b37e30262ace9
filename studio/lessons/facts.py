"""The facts that a lesson can look at: a read-only table, each a pure function of a song and a sitting.

A value is a number, a switch, a text or a set of words; None is what nobody knows yet. Only those that a step asks
about are computed. Names and units are the model's own; what a fact says is never taste, pitch, timing or words.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection
from typing import Literal, NamedTuple, TypeAlias, get_args

from studio import params
from studio.credits import Release
from studio.edits.takes import heard_takes, shown_take
from studio.heard import uncovered
from studio.lessons.sitting import Sitting, counts_of, roles_of
from studio.song import Pattern, SectionKind, Song, Track
from studio.spoken import rhyme_pairs, syllables
from studio.timeline import song_length_frames

Value: TypeAlias = float | bool | str | frozenset[str] | None
Kind = Literal["number", "switch", "text", "set"]
_ON = 0.5
_SENT_DB = -60.0
"""A send that is turned up this far can be heard."""
_STRAIGHT, _SWUNG = 52.0, 54.0
"""Swing in percent: up to the one it is straight, from the other on it swings."""
EFFECTS: tuple[str, ...] = (
    *(param.name.removesuffix("_on") for param in params.TRACK if param.name.endswith("_on")),
    *("delay", "reverb"),
)
"""Stages of a voice's strip that can be on, and the two that it can be sent to."""
ROLE_WORDS: tuple[str, ...] = (*params.GROUPS, "voice")
"""Roles, `beat` standing for all that is beat and `voice` for all voices."""
FIELDS: tuple[str, ...] = ("title", *(name for name in Release.__struct_fields__))
"""Fields of a release."""


class Fact(NamedTuple):
    """One row of the table."""

    kind: Kind
    unit: str
    doc: str
    changes: str
    """When it changes."""
    read: Callable[[Song, Sitting, str], Value]
    argument: str = ""
    """What it is asked about: a row of `_ARGUMENTS`; empty for nothing."""


_ARGUMENTS: dict[str, Collection[str] | re.Pattern[str]] = {
    # kind of argument: what it may be
    "sound": re.compile(r"[a-z0-9_]{1,60}"),
    "role": ROLE_WORDS,
    "line": re.compile(r"[1-9][0-9]{0,3}"),
    "effect": EFFECTS,
    "pack": re.compile(r"[a-z0-9_]{1,40}"),
    "field": FIELDS,
}


def check_argument(fact: str, argument: str) -> None:
    """ValueError, beginning with "`arg`: ", for what a fact cannot be asked about. KeyError for no fact."""
    wanted = FACTS[fact].argument
    if not wanted:
        if argument:
            raise ValueError(f"`arg`: {fact} is asked about nothing")
        return
    known = _ARGUMENTS[wanted]
    fits = known.fullmatch(argument) is not None if isinstance(known, re.Pattern) else argument in known
    if not fits:
        may_be = f"a {wanted}" if isinstance(known, re.Pattern) else f"one of {', '.join(known)}"
        raise ValueError(f"`arg`: {fact} is asked about {may_be}, not {argument!r}")


def reader(song: Song, sitting: Sitting) -> Callable[[str, str], Value]:
    """Facts of a song and a sitting by name and argument, each computed when it is asked for and once."""
    known: dict[tuple[str, str], Value] = {}

    def read(name: str, argument: str = "") -> Value:
        key = name, argument
        if key not in known:
            known[key] = FACTS[name].read(song, sitting, argument)
        return known[key]

    return read


# --- parts of them ---------------------------------------------------------------------------------------------------


def _tracks(song: Song, word: str) -> list[Track]:
    roles = roles_of(word)
    return [track for track in song.tracks if track.role in roles]


def _voices(song: Song) -> list[Track]:
    return _tracks(song, "voice")


def _hits(pattern: Pattern, sound: str) -> int:
    return sum(len(lane.steps) for lane in pattern.lanes if lane.sound == sound)


def _effects_of(track: Track) -> set[str]:
    on = {name for name in EFFECTS if f"{name}_on" in params.TRACK_INDEX and track.knob(f"{name}_on") >= _ON}
    sent = {
        name
        for name in EFFECTS
        if f"{name}_send_db" in params.TRACK_INDEX
        and max(
            track.knob(f"{name}_send_db"),
            *(point.value for point in track.automation.get(f"{name}_send_db", ())),
            params.knob(f"{name}_send_db").low,
        )
        > _SENT_DB
    }
    return on | sent


def _bars(song: Song) -> float:
    return song.beat_of(song_length_frames(song)) / song.beats_per_bar


def _heard_percent(song: Song, sitting: Sitting) -> float:
    end = song.beat_of(song_length_frames(song))
    heard = sum(max(min(to, end) - max(start, 0.0), 0.0) for start, to in sitting.heard)
    return min(100.0 * heard / end, 100.0) if end > 0.0 else 0.0


def _used_takes(song: Song) -> int:
    """Of the voice that is put together from the most."""
    takes = heard_takes(song)
    found = [0]
    for track in _voices(song):
        shown = (shown_take(takes, clip) for clip in track.clips if not clip.mute)
        found.append(len({heard.take.id for heard in shown if heard is not None}))
    return max(found)


def _syllables(song: Song, line: str) -> float:
    place = int(line) - 1
    return float(syllables(song.lines[place].text)) if place < len(song.lines) else 0.0


def _pan_span(song: Song) -> float:
    pans = [track.knob("pan") for track in song.tracks if track.clips or track.kit]
    return 100.0 * (max(pans) - min(pans)) if pans else 0.0


def _field(song: Song, name: str) -> bool:
    if name == "title":
        return bool(song.title.strip())
    value = getattr(song.release, name)
    return bool(value.strip() if isinstance(value, str) else value)


def _days_ahead(song: Song, sitting: Sitting) -> float | None:
    try:
        goes_out = datetime.date.fromisoformat(song.release.release_date)
    except ValueError:
        return None
    return None if sitting.today is None else float((goes_out - sitting.today).days)


def _both_swings(sitting: Sitting) -> bool:
    heard = sitting.swings_heard
    return any(swing <= _STRAIGHT for swing in heard) and any(swing >= _SWUNG for swing in heard)


def _worded(song: Song) -> list[str]:
    return [line.text for line in song.lines if line.text.strip()]


# --- the table -------------------------------------------------------------------------------------------------------


def _number(
    unit: str, doc: str, changes: str, read: Callable[[Song, Sitting, str], float | None], argument: str = ""
) -> Fact:
    return Fact("number", unit, doc, changes, read, argument)


def _switch(doc: str, changes: str, read: Callable[[Song, Sitting, str], bool | None], argument: str = "") -> Fact:
    return Fact("switch", "", doc, changes, read, argument)


FACTS: dict[str, Fact] = {
    # --- hearing
    "playback.bars": _number(
        "bars", "Heard since the song was opened, again and again.", "while it plays", lambda s, t, a: t.played_bars),
    "playback.bars_with_words": _number(
        "bars", "Of those, heard with the words in view.", "while it plays", lambda s, t, a: t.words_bars),
    "playback.heard_percent": _number(
        "%", "How much of the song was heard, each place once.", "while it plays",
        lambda s, t, a: _heard_percent(s, t)),
    "loop.on": _switch("Something repeats.", "when repeating is switched", lambda s, t, a: t.looping),
    "loop.bars": _number(
        "bars", "Heard while something repeated.", "while it plays", lambda s, t, a: t.looped_bars),
    # --- the song
    "song.named": _switch(
        "It has a name that somebody gave it.", "when the song is named", lambda s, t, a: t.named),
    "song.bpm": _number("beats a minute", "The tempo.", "with the tempo", lambda s, t, a: s.bpm),
    "song.bars": _number("bars", "How long it is.", "with the form and with clips", lambda s, t, a: _bars(s)),
    "song.minutes": _number(
        "minutes", "How long it lasts.", "with the form, with clips and with the tempo",
        lambda s, t, a: song_length_frames(s) / (60.0 * s.rate_hz)),
    "song.beats_per_bar": _number(
        "beats", "The metre.", "with the metre", lambda s, t, a: float(s.beats_per_bar)),
    "song.key": Fact("text", "", "`A minor`, empty when unknown.", "with the key", lambda s, t, a: s.key),
    "tempo.changes": _number(
        "times", "The tempo was changed.", "when another tempo is set", lambda s, t, a: t.count("tempo_changes")),
    # --- the beat
    "kit.heard": _number(
        "kits", "Different kits that were heard.", "while it plays", lambda s, t, a: len(t.kits_heard)),
    "kit.changed": _number(
        "times", "Another kit was taken.", "when a kit is taken", lambda s, t, a: t.count("kit_changes")),
    "pattern.hits": _number(
        "hits", "Hits of a sound, in all patterns.", "when the grid is changed",
        lambda s, t, a: sum(_hits(pattern, a) for pattern in s.patterns), "sound"),
    "pattern.notes": _number(
        "notes", "Notes of a sound with a pitch, in all patterns.", "when notes are changed",
        lambda s, t, a: sum(len(lane.notes) for p in s.patterns for lane in p.lanes if lane.sound == a), "sound"),
    "pattern.sounds": _number(
        "sounds", "Different sounds that have hits or notes.", "when the grid is changed",
        lambda s, t, a: len({lane.sound for p in s.patterns for lane in p.lanes if lane.steps or lane.notes})),
    "pattern.edits": _number(
        "times", "A pattern was changed.", "with every change of a pattern",
        lambda s, t, a: t.count("pattern_edits")),
    "pattern.count": _number(
        "patterns", "How many there are.", "when a pattern is made, copied or taken out",
        lambda s, t, a: len(s.patterns)),
    "pattern.swing": _number(
        "%", "Swing of the first pattern: 50 is straight. None without a pattern.", "when the swing is set",
        lambda s, t, a: s.patterns[0].swing_percent if s.patterns else None),
    "swing.heard_both": _switch(
        "The beat was heard straight and with swing.", "while it plays", lambda s, t, a: _both_swings(t)),
    "lanes.muted": _number(
        "sounds", "Sounds of patterns that are silent.", "when a sound is silenced or let go",
        lambda s, t, a: sum(lane.mute for pattern in s.patterns for lane in pattern.lanes)),
    # --- tracks, clips and takes
    "tracks.count": _number(
        "tracks", "Tracks of a role.", "when a track is made or taken out",
        lambda s, t, a: len(_tracks(s, a)), "role"),
    "clips.count": _number(
        "clips", "Clips on tracks of a role.", "when a clip is made, split, joined or taken out",
        lambda s, t, a: sum(len(track.clips) for track in _tracks(s, a)), "role"),
    "clips.moved": _number(
        "times", "A clip was moved.", "with every move", lambda s, t, a: t.count("clips_moved")),
    "clips.split": _number(
        "times", "A clip was split.", "with every split", lambda s, t, a: t.count("clips_split")),
    "clips.trimmed": _number(
        "times", "An edge of a clip was drawn.", "with every such move", lambda s, t, a: t.count("clips_trimmed")),
    "clips.fades": _number(
        "times", "Fades of a clip were set.", "with every such move", lambda s, t, a: t.count("clips_faded")),
    "clips.silenced": _number(
        "times", "Breath and noise between lines were silenced.", "when a voice is tidied",
        lambda s, t, a: t.count("clips_silenced")),
    "takes.count": _number(
        "takes", "Recordings that the song has.", "when a take is made or taken out", lambda s, t, a: len(s.takes)),
    "takes.new": _number(
        "takes", "Recordings made since the song was opened.", "when a take is made",
        lambda s, t, a: t.takes_new),
    "takes.last.bars": _number(
        "bars", "How long the latest of those is; None before it.", "when a take is made",
        lambda s, t, a: t.last_bars),
    "takes.last.peak_db": _number(
        "dBFS", "Its loudest frame; None before it.", "when a take is made", lambda s, t, a: t.last_peak_db),
    "takes.last.too_loud": _switch(
        "It is spoilt in places because the microphone was turned up too far; None before it.",
        "when a take is made", lambda s, t, a: t.last_too_loud),
    "takes.chosen": _number(
        "times", "A line was shown from a take that somebody chose.", "with every such choice",
        lambda s, t, a: t.count("takes_chosen")),
    "takes.used": _number(
        "takes", "Different takes that are heard in one voice.", "when takes are chosen or made",
        lambda s, t, a: _used_takes(s)),
    "lines.again": _number(
        "times", "One line was sung again.", "when such a take is made", lambda s, t, a: t.count("lines_again")),
    "level.good_seconds": _number(
        "s", "The microphone peaked between −24 and −6 dBFS.", "while the level is looked at",
        lambda s, t, a: t.good_seconds),
    # --- words
    "words.lines": _number(
        "lines", "Lines with words.", "when words are written", lambda s, t, a: len(_worded(s))),
    "words.syllables": _number(
        "syllables", "Of a line, counted from 1, by its spelling.", "when words are written",
        lambda s, t, a: _syllables(s, a), "line"),
    "words.rhyme_pairs": _number(
        "lines", "Lines that rhyme, fully or nearly, with one of the four before them.", "when words are written",
        lambda s, t, a: rhyme_pairs(_worded(s))),
    # --- the form
    "form.sections": _number(
        "sections", "How many there are.", "when the form is changed", lambda s, t, a: len(s.sections)),
    "form.kinds": Fact(
        "set", "", f"Which there are: {', '.join(get_args(SectionKind))}.", "when the form is changed",
        lambda s, t, a: frozenset(section.kind for section in s.sections)),
    "form.muted_sections": _number(
        "sections", "Sections that leave a sound of their pattern out.", "when a sound is left out or let in",
        lambda s, t, a: sum(bool(section.muted) for section in s.sections)),
    "form.muted_sounds": _number(
        "sounds", "Sounds that are left out, over all sections.", "when a sound is left out or let in",
        lambda s, t, a: sum(len(section.muted) for section in s.sections)),
    "form.drops": _number(
        "sections", "Sections before which kick and bass are silent.", "when the way into a section is set",
        lambda s, t, a: sum(section.lead_in == "drop" for section in s.sections)),
    # --- the mix
    "mix.muted": _number(
        "times", "A track was silenced.", "when a track is silenced", lambda s, t, a: t.count("mutes")),
    "mix.soloed": _number(
        "times", "A track was heard alone.", "when a track is heard alone", lambda s, t, a: t.count("solos")),
    "mix.volume_changes": _number(
        "times", "A fader of a role was moved, its group's, or the balance.", "while a fader is moved",
        lambda s, t, a: counts_of(t, "volume_changes", a), "role"),
    "mix.pan_changes": _number(
        "times", "A track of a role was placed between left and right.", "while it is placed",
        lambda s, t, a: counts_of(t, "pan_changes", a), "role"),
    "mix.pan_span": _number(
        "% of one side", "Between the furthest left and the furthest right of what plays: 0…200.",
        "when a track is placed", lambda s, t, a: _pan_span(s)),
    "mix.effects": _number(
        "stages", "Stages that are on in the strip of a role which has the most.",
        "when a stage is switched or a sound is chosen",
        lambda s, t, a: max((len(_effects_of(track)) for track in _tracks(s, a)), default=0), "role"),
    "mix.effect": _switch(
        "A voice has this stage on.", "when a stage is switched or a sound is chosen",
        lambda s, t, a: any(a in _effects_of(track) for track in _voices(s)), "effect"),
    "mix.moves": _number(
        "points", "Places where a knob of a voice moves with the song.", "when a movement is kept",
        lambda s, t, a: sum(len(points) for track in _voices(s) for points in track.automation.values())),
    "mix.voice_chosen": _number(
        "times", "A vocal sound was chosen.", "when a vocal sound is chosen",
        lambda s, t, a: t.count("voices_chosen")),
    "mix.swaps": _number(
        "times", "A and B changed places.", "when the other mix is heard", lambda s, t, a: t.count("swaps")),
    "mix.mono_checks": _number(
        "times", "The mix was heard in mono.", "when mono is switched on", lambda s, t, a: t.count("mono_checks")),
    "mix.small_speaker_checks": _number(
        "times", "The mix was heard on a small speaker.", "when the small speaker is switched on",
        lambda s, t, a: t.count("small_speaker_checks")),
    "mix.peak_db": _number(
        "dBFS", "The loudest frame of the mix; None before it is measured.", "when the mix is measured",
        lambda s, t, a: t.peak_db),
    # --- giving it out
    "release.exists": _switch(
        "This pack of a release was made, or a finished `file`, or the folder for the `stage` with this song in it.",
        "when files were made",
        lambda s, t, a: a in t.made, "pack"),
    "release.field": _switch(
        "A field of the release is filled in.", "when the form is filled in", lambda s, t, a: _field(s, a), "field"),
    "release.shares_percent": _number(
        "%", "What the writers' shares come to.", "when a share is given",
        lambda s, t, a: sum(writer.share_percent for writer in s.release.writers)),
    "release.consents": _number(
        "voices", "Voices on the song whose owners agree.", "when a consent is given or taken back",
        lambda s, t, a: sum(consent.given for consent in s.release.consents)),
    "release.voices_left": _number(
        "voices", "Voices that are heard and of which not everybody has agreed.",
        "when a consent is given or taken back, a voice is named or no longer heard",
        lambda s, t, a: len(uncovered(s))),
    "release.days_ahead": _number(
        "days", "From today to the day it goes out; None where no day is set.", "when the day is set",
        lambda s, t, a: _days_ahead(s, t)),
    "release.lufs": _number(
        "LUFS", "The loudness of the finished track; None before it is measured.",
        "when the song was checked or given out", lambda s, t, a: t.lufs),
    "release.cover": _switch(
        "There is a cover.", "when a cover is chosen or made", lambda s, t, a: bool(s.release.cover_file)),
    # --- the stage
    "stage.songs": _number("songs", "On the set list.", "when the set list is changed", lambda s, t, a: t.setlist),
    "stage.listed": _switch(
        "This song is on the set list.", "when the set list is changed", lambda s, t, a: t.listed),
    "stage.rehearsed_bars": _number(
        "bars", "Rehearsed as on a stage.", "while it is rehearsed", lambda s, t, a: t.rehearsed_bars),
    "stage.copies": _number(
        "copies", "Copies of the set that were read back.", "when a copy was read back", lambda s, t, a: t.copies),
    # --- the person's own
    "notes.kept": _number(
        "times", "An answer was kept in one's own notes.", "when it is kept", lambda s, t, a: t.count("notes_kept")),
}  # fmt: skip
