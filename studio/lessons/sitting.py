"""What has been done with the open song since it was opened in this window: counts and marks, never content.

A sitting belongs to one song and to one stretch at the program; with another song a new one begins. It is told what a
person did, as the program sees it: what was played, which edits were made, which takes came of it. What undo takes back
was done all the same, and making it again is not doing it: the caller leaves undo and redo out.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection

import msgspec

from studio import params
from studio.song import Song, Take, Track

GOOD_DB = (-24.0, -6.0)
"""Peaks in dBFS between which a voice is recorded well."""
_ON = 0.5
_NEARLY_BEATS = 1e-6
put = msgspec.structs.replace


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """What was done. Bars are counted as they were heard, in fractions."""

    today: datetime.date | None = None
    """As whoever begins it says; None where nothing is asked about days."""
    named: bool = False
    """The song has a name that somebody gave it."""
    played_bars: float = 0.0
    words_bars: float = 0.0
    """Of those, heard with the words in view."""
    looped_bars: float = 0.0
    """Of those, heard while something repeated."""
    looping: bool = False
    heard: tuple[tuple[float, float], ...] = ()
    """The stretches of the song that were heard, in beats: apart from each other, in order."""
    kits_heard: frozenset[str] = frozenset()
    swings_heard: frozenset[float] = frozenset()
    """In percent."""
    counts: dict[str, int] = {}
    """How often something was done: names of `COUNTED`, of those `<name>(<role>)`."""
    takes_new: int = 0
    last_bars: float | None = None
    """Of the latest take; None before the first of the sitting."""
    last_peak_db: float | None = None
    last_too_loud: bool | None = None
    good_seconds: float = 0.0
    """The microphone was at a good level."""
    mono: bool = False
    small_speaker: bool = False
    peak_db: float | None = None
    """Of the mix, when it was measured last."""
    lufs: float | None = None
    """Of the finished track, when it was measured last."""
    made: frozenset[str] = frozenset()
    """What was made to be given out: packs of a release, and `file` for a finished file."""
    setlist: int = 0
    """Songs on the set list of this machine."""
    listed: bool = False
    """This song is one of them."""
    rehearsed_bars: float = 0.0
    copies: int = 0
    """Copies of the set that were read back and are whole."""

    def count(self, name: str, role: str = "") -> int:
        """How often something was done, on tracks of a role if one is named."""
        return self.counts.get(f"{name}({role})" if role else name, 0)


COUNTED: dict[str, str] = {
    # what is counted: how it is seen
    "pattern_edits": "a pattern is another than before",
    "tempo_changes": "the tempo is another",
    "kit_changes": "a track has another kit",
    "volume_changes": "a fader, a group's fader or the balance stands elsewhere; by role too",
    "pan_changes": "a voice or the beat stands elsewhere between left and right; by role too",
    "mutes": "a track was silenced",
    "solos": "a track was heard alone",
    "voices_chosen": "a vocal sound was chosen",
    "swaps": "A and B changed places",
    "mono_checks": "the mix was heard in mono",
    "small_speaker_checks": "the mix was heard on a small speaker",
    "clips_moved": "by the label of the edit, as the rows below",
    "clips_split": "",
    "clips_trimmed": "",
    "clips_faded": "",
    "clips_silenced": "",
    "takes_chosen": "",
    "lines_again": "a line was sung again",
    "notes_kept": "an answer was kept in one's own notes",
}
LABELS: dict[str, str] = {
    # label of an edit: what it counts as
    "edit-move-clip": "clips_moved",
    "edit-split-clip": "clips_split",
    "edit-trim-clip": "clips_trimmed",
    "edit-set-clip-fades": "clips_faded",
    "edit-crossfade-clips": "clips_faded",
    "edit-tidy-lines": "clips_silenced",
    "edit-comp-line": "takes_chosen",
    "edit-use-take": "takes_chosen",
    "edit-swap-mixes": "swaps",
    "edit-set-voice": "voices_chosen",
}


def roles_of(role: str) -> frozenset[str]:
    """The roles of tracks that a word means: a role, `voice` for all voices, `beat` for all that is beat."""
    if role == "voice":
        return params.VOICE_ROLES
    return frozenset(params.GROUPS) - params.VOICE_ROLES if role == "beat" else frozenset({role})


# --- hearing ---------------------------------------------------------------------------------------------------------


def played(
    sitting: Sitting, song: Song, from_beat: float, to_beat: float, *, words_shown: bool = False, looping: bool = False
) -> Sitting:
    """A stretch was heard, up to where the playhead stands now. For every moment of the transport: cheap."""
    beats = to_beat - from_beat
    if beats <= 0.0:
        return sitting
    bars = beats / song.beats_per_bar
    kits = frozenset(track.kit for track in song.tracks if track.kit and track.role == "drums")
    swing = _swing_at(song, from_beat)
    swings = sitting.swings_heard if swing is None else sitting.swings_heard | {swing}
    return put(
        sitting,
        played_bars=sitting.played_bars + bars,
        words_bars=sitting.words_bars + (bars if words_shown else 0.0),
        looped_bars=sitting.looped_bars + (bars if looping else 0.0),
        heard=_with_stretch(sitting.heard, from_beat, to_beat),
        kits_heard=sitting.kits_heard | kits,
        swings_heard=swings,
    )


def repeats(sitting: Sitting, on: bool) -> Sitting:
    """Something repeats from now on, or no more."""
    return put(sitting, looping=on)


def mono(sitting: Sitting, on: bool) -> Sitting:
    """The mix is heard in mono from now on, or no more."""
    return put(_counted(sitting, "mono_checks") if on and not sitting.mono else sitting, mono=on)


def small_speaker(sitting: Sitting, on: bool) -> Sitting:
    """The mix is heard on a small speaker from now on, or no more."""
    counted = _counted(sitting, "small_speaker_checks") if on and not sitting.small_speaker else sitting
    return put(counted, small_speaker=on)


# --- making ----------------------------------------------------------------------------------------------------------


def edited(sitting: Sitting, before: Song, after: Song, label: str) -> Sitting:
    """A person made an edit: one that was not there before, under the label that undo calls it by."""
    names = [LABELS[label]] if label in LABELS else []
    if before.patterns != after.patterns:
        names.append("pattern_edits")
    if before.bpm != after.bpm:
        names.append("tempo_changes")
    if before.title != after.title:
        sitting = put(sitting, named=True)
    if before.tracks != after.tracks:
        names += _of_tracks(before, after)
    if before.master != after.master:
        names += _of_master(before, after)
    return _counted(sitting, *names)


def took(sitting: Sitting, take: Take, peak_db: float, bars: float, *, again: bool = False) -> Sitting:
    """A take was made, so many bars long, its loudest frame at a peak in dBFS; `again`: of one line only."""
    if again:
        sitting = _counted(sitting, "lines_again")
    return put(
        sitting,
        takes_new=sitting.takes_new + 1,
        last_bars=bars,
        last_peak_db=peak_db,
        last_too_loud=bool(take.loud_at) or take.clipped_frames > 0,
    )


def recorded(sitting: Sitting, before: Song, after: Song, peak_db: float, *, again: bool = False) -> Sitting:
    """A recording was put into the song: every take of `after` that `before` has not got, the passes of a loop each."""
    known = {take.id for take in before.takes}
    for take in after.takes:
        if take.id not in known:
            media = after.media_of(take.media_id)
            frames = take.length_frames or media.frames - take.offset_frames
            bars = frames / media.rate_hz * after.bpm / 60.0 / after.beats_per_bar
            sitting = took(sitting, take, peak_db, bars, again=again)
    return sitting


def level(sitting: Sitting, peak_db: float, seconds: float) -> Sitting:
    """The microphone peaked at so many dBFS for some time."""
    good = GOOD_DB[0] <= peak_db <= GOOD_DB[1]
    return put(sitting, good_seconds=sitting.good_seconds + seconds) if good and seconds > 0.0 else sitting


def measured(sitting: Sitting, peak_db: float | None, lufs: float | None) -> Sitting:
    """The song was measured: the peak of its mix, the loudness of the track that comes of it."""
    return put(sitting, peak_db=peak_db, lufs=lufs)


# --- giving out ------------------------------------------------------------------------------------------------------


def exported(sitting: Sitting, kinds: Collection[str]) -> Sitting:
    """Files were made: packs of a release, or `file` for a finished file alone."""
    return put(sitting, made=sitting.made | frozenset(kinds))


def listed(sitting: Sitting, songs: int, *, with_this: bool) -> Sitting:
    """The set list has so many songs, with this one or without it."""
    return put(sitting, setlist=songs, listed=with_this)


def rehearsed(sitting: Sitting, bars: float) -> Sitting:
    """So many bars more were rehearsed."""
    return put(sitting, rehearsed_bars=sitting.rehearsed_bars + max(bars, 0.0))


def copied(sitting: Sitting) -> Sitting:
    """One more copy of the set was made, read back and found whole."""
    return put(sitting, copies=sitting.copies + 1)


def noted(sitting: Sitting) -> Sitting:
    """Somebody kept an answer in their own notes."""
    return _counted(sitting, "notes_kept")


# --- inside ----------------------------------------------------------------------------------------------------------


def _counted(sitting: Sitting, *names: str) -> Sitting:
    if not names:
        return sitting
    counts = dict(sitting.counts)
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return put(sitting, counts=counts)


def _of_tracks(before: Song, after: Song) -> list[str]:
    names: list[str] = []
    old = {track.id: track for track in before.tracks}
    for now in after.tracks:
        was = old.get(now.id)
        if was is None or was is now:
            continue
        if was.kit != now.kit and now.role == "drums":
            names.append("kit_changes")
        if was.knobs != now.knobs:
            names += _of_knobs(was, now)
    return names


def _of_knobs(was: Track, now: Track) -> list[str]:
    names = []
    for knob, name in (("gain_db", "volume_changes"), ("pan", "pan_changes")):
        if was.knob(knob) != now.knob(knob):
            names += [name, f"{name}({now.role})"]
    for knob, name in (("mute", "mutes"), ("solo", "solos")):
        if was.knob(knob) < _ON <= now.knob(knob):
            names.append(name)
    return names


def _of_master(before: Song, after: Song) -> list[str]:
    names: list[str] = []
    for group in params.GROUP_NAMES:
        if before.master_knob(f"{group}_group_db") != after.master_knob(f"{group}_group_db"):
            names += ["volume_changes", f"volume_changes({group})"]
    if before.master_knob("balance_db") != after.master_knob("balance_db"):
        names += ["volume_changes", "volume_changes(lead)", "volume_changes(beat)"]
    return names


def _swing_at(song: Song, beat: float) -> float | None:
    """The swing of the pattern that plays at a beat."""
    bar, patterns = int(beat // song.beats_per_bar), {pattern.id: pattern for pattern in song.patterns}
    for section in song.sections:
        if bar < section.bars:
            found = patterns.get(section.pattern_id)
            return None if found is None else found.swing_percent
        bar -= section.bars
    return None


def _with_stretch(
    heard: tuple[tuple[float, float], ...], from_beat: float, to_beat: float
) -> tuple[tuple[float, float], ...]:
    rest = []
    for start, end in heard:
        if end < from_beat - _NEARLY_BEATS or start > to_beat + _NEARLY_BEATS:
            rest.append((start, end))
        else:
            from_beat, to_beat = min(start, from_beat), max(end, to_beat)
    return tuple(sorted((*rest, (from_beat, to_beat))))


def counts_of(sitting: Sitting, name: str, role: str) -> int:
    """How often something was done on tracks of the roles that a word means (`roles_of`)."""
    return sum(sitting.count(name, one) for one in roles_of(role))
