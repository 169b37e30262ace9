"""What somebody does, proposed as the steps of a lesson: "You laid 4 hits of the snare. Shall that be a step?"

A table says which facts are worth a step, what the step points at and which actions answer it. Pure functions: a
draft grows with every moment that it is shown, and what undo takes back falls out of it again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import msgspec

from studio.lessons.facts import EFFECTS, FIELDS, reader
from studio.lessons.lesson import MOST_STEPS, Step, StepKind
from studio.lessons.rules import Change, Rule
from studio.lessons.sitting import Sitting
from studio.lines import line_spans
from studio.params import GROUP_NAMES
from studio.song import Song

Answers = tuple[dict[str, Any], ...]
_STEPS_OF_BAR = 16
_A_LINE = "…"
"""Stands for words that somebody wrote: a lesson keeps none of them."""


class Moment(NamedTuple):
    """How things stand."""

    song: Song
    sitting: Sitting


class Proposal(NamedTuple):
    """A step that could be."""

    row: str
    """Of `PROPOSALS`; texts word it."""
    arg: str
    """What it is about: a sound, a role, a stage, a field; empty for nothing."""
    times: int
    """How many, or how much, of it was done."""
    step: Step


class Draft(NamedTuple):
    """Proposals in the order of what was done."""

    proposals: tuple[Proposal, ...]
    began: Moment
    """Before the last of them."""
    since: Moment
    """Behind the last of them; what is done from here on is new."""


class Row(NamedTuple):
    """Something that is worth a step once its fact has grown by `least`."""

    fact: str
    kind: StepKind
    point: str
    answer: Callable[[Moment, Moment, str, int], Answers]
    """From before and after, what it is about and how many: the actions that do the same. None: nothing to propose."""
    args: Callable[[Song], Iterable[str]] = lambda song: ("",)
    least: float = 1.0
    switch: bool = False
    """A fact that is on or off, instead of a number."""


def begun(moment: Moment) -> Draft:
    """Nothing is done yet."""
    return Draft((), moment, moment)


def noted(draft: Draft, moment: Moment) -> Draft:
    """The draft after something was done or undone. At most `MOST_STEPS` proposals; what is done then is not noted."""
    if draft.proposals:
        last, kept = draft.proposals[-1], draft.proposals[:-1]
        whole = _proposal(last.row, last.arg, draft.began, moment)
        if whole is None:  # taken back
            return Draft(kept, draft.began, moment)
        if whole.times != last.times:
            return Draft((*kept, _numbered(whole, len(kept))), draft.began, moment)
    if len(draft.proposals) < MOST_STEPS:
        for name, row in PROPOSALS.items():
            for arg in row.args(moment.song):
                found = _proposal(name, arg, draft.since, moment)
                if found is not None:
                    return Draft((*draft.proposals, _numbered(found, len(draft.proposals))), draft.since, moment)
    return draft


def _numbered(proposal: Proposal, place: int) -> Proposal:
    return proposal._replace(step=msgspec.structs.replace(proposal.step, id=f"step{place + 1}"))


def _proposal(name: str, arg: str, before: Moment, after: Moment) -> Proposal | None:
    row = PROPOSALS[name]
    was, now = (reader(moment.song, moment.sitting)(row.fact, arg) for moment in (before, after))
    if row.switch:
        if bool(was) or not bool(now):
            return None
        count, check = 1, Rule(fact=row.fact, arg=arg, eq=True)
    else:
        grown = (float(now) if isinstance(now, int | float) else 0.0) - (
            float(was) if isinstance(was, int | float) else 0.0
        )
        if grown < row.least:
            return None
        count = math.floor(grown)
        check = Rule(fact=row.fact, arg=arg, change=Change(ge=float(count)))
    answer = row.answer(before, after, arg, count)
    if not answer:
        return None
    step = Step(id="step1", kind=row.kind, point=row.point, check=check, answer=answer, show=row.kind != "record")
    return Proposal(name, arg, count, step)


# --- what it is about ------------------------------------------------------------------------------------------------


def _sounds(song: Song) -> Iterable[str]:
    return dict.fromkeys(lane.sound for pattern in song.patterns for lane in pattern.lanes)


def _roles(song: Song) -> Iterable[str]:
    return dict.fromkeys(track.role for track in song.tracks)


def _fields(song: Song) -> Iterable[str]:
    return (field for field in FIELDS if field not in ("title", "consents", "cover_file", "licence_file"))


# --- which actions do the same ---------------------------------------------------------------------------------------


def _hits(before: Moment, after: Moment, sound: str, count: int) -> Answers:
    """The steps of the first bar that are new."""
    had, has = _first_bar(before.song, sound), _first_bar(after.song, sound)
    new = sorted(step + 1 for step in has - had)
    return ({"do": "hit", "sound": sound, "steps": new},) if len(new) >= count else ()


def _first_bar(song: Song, sound: str) -> set[int]:
    return {
        step.at_step
        for pattern in song.patterns[:1]
        for lane in pattern.lanes
        if lane.sound == sound
        for step in lane.steps
        if step.at_step < _STEPS_OF_BAR
    }


def _kit(before: Moment, after: Moment, arg: str, count: int) -> Answers:
    kits = [track.kit for track in after.song.tracks if track.role == "drums" and track.kit]
    return ({"do": "kit", "name": kits[0]},) if kits else ()


def _muted_lanes(before: Moment, after: Moment, arg: str, count: int) -> Answers:
    new = _silent(after.song) - _silent(before.song)
    return tuple({"do": "mute_lane", "sound": sound} for sound in sorted(new))


def _silent(song: Song) -> set[str]:
    return {lane.sound for pattern in song.patterns for lane in pattern.lanes if lane.mute}


def _sections(before: Moment, after: Moment, arg: str, count: int) -> Answers:
    known = {section.id for section in before.song.sections}
    new = [section for section in after.song.sections if section.id not in known]
    return tuple({"do": "section", "kind": section.kind, "bars": section.bars} for section in new)


def _left_out(before: Moment, after: Moment, arg: str, count: int) -> Answers:
    had = {(section.kind, sound) for section in before.song.sections for sound in section.muted}
    has = dict.fromkeys((section.kind, sound) for section in after.song.sections for sound in section.muted)
    return tuple(
        {"do": "mute_in_section", "kind": kind, "sound": sound} for kind, sound in has if (kind, sound) not in had
    )


def _recorded(before: Moment, after: Moment, arg: str, count: int) -> Answers:
    take = after.song.takes[-1] if after.song.takes else None
    bars = after.sitting.last_bars
    if take is None or bars is None:
        return ()
    role = next((track.role for track in after.song.tracks if track.id == take.track_id), "lead")
    return ({"do": "record", "bars": max(math.floor(bars), 1), "layer": role, "passes": count},)


def _chosen(before: Moment, after: Moment, arg: str, count: int) -> Answers:
    lines = len(line_spans(after.song))
    return ({"do": "choose_take", "line": 1, "take": 1},) if lines and after.song.takes else ()


def _fader(before: Moment, after: Moment, role: str, count: int) -> Answers:
    group = "beat" if role in ("beat", "drums", "bass", "melody") else "voice"
    tracks = [track for track in after.song.tracks if track.role == role]
    db = tracks[0].knob("gain_db") if tracks else 0.0
    if role in GROUP_NAMES:
        db += after.song.master_knob(f"{role}_group_db")
    return ({"do": "fader", "role": group, "db": round(db, 1)},)


def _pan(before: Moment, after: Moment, role: str, count: int) -> Answers:
    tracks = [track for track in after.song.tracks if track.role == role]
    return ({"do": "pan", "role": role, "percent": round(100 * tracks[-1].knob("pan"))},) if tracks else ()


def _switched(name: str, knob: str) -> Callable[[Moment, Moment, str, int], Answers]:
    def answer(before: Moment, after: Moment, arg: str, count: int) -> Answers:
        track = next((track for track in after.song.tracks if track.knob(knob) > 0.5), None)
        return ({"do": name, "role": track.role},) if track is not None else ()

    return answer


def _voice(before: Moment, after: Moment, arg: str, count: int) -> Answers:
    chosen = [track.voice for track in after.song.tracks if track.voice]
    return ({"do": "voice", "name": chosen[-1]},) if chosen else ()


def _filled(before: Moment, after: Moment, field: str, count: int) -> Answers:
    value = getattr(after.song.release, field)
    return ({"do": "field", "name": field, "value": _A_LINE},) if isinstance(value, str) else ()


def _plain(name: str, **fixed: Any) -> Callable[[Moment, Moment, str, int], Answers]:
    """The same action, as often as it was done."""

    def answer(before: Moment, after: Moment, arg: str, count: int) -> Answers:
        return tuple({"do": name, **fixed} for _ in range(count))

    return answer


PROPOSALS: dict[str, Row] = {
    # the nearest first: one thing done may change several facts
    "hits": Row("pattern.hits", "do", "beat.grid", _hits, _sounds),
    "kit": Row("kit.changed", "do", "beat.kit", _kit),
    "tempo": Row("tempo.changes", "do", "beat.tempo", lambda was, now, arg, n: ({"do": "tempo", "bpm": now.song.bpm},)),
    "quiet": Row("lanes.muted", "do", "beat.lanes", _muted_lanes),
    "pattern": Row("pattern.count", "do", "beat.patterns", _plain("pattern_copy")),
    "sections": Row("form.sections", "do", "beat.sections", _sections),
    "left_out": Row("form.muted_sounds", "do", "beat.sections", _left_out),
    "words": Row("words.lines", "write", "record.words",
                 lambda was, now, arg, n: ({"do": "write", "lines": [_A_LINE] * n},)),
    "record": Row("takes.new", "record", "dock.record", _recorded),
    "choose": Row("takes.chosen", "do", "record.takes", _chosen),
    "split": Row("clips.split", "do", "record.timeline", _plain("split")),
    "trim": Row("clips.trimmed", "do", "record.timeline", _plain("trim")),
    "fade": Row("clips.fades", "do", "record.timeline", _plain("fade")),
    "tidy": Row("clips.silenced", "do", "record.tidy", _plain("silence_between")),
    "sound": Row("mix.voice_chosen", "do", "mix.voices", _voice),
    "volume": Row("mix.volume_changes", "do", "mix.fader", _fader, _roles),
    "pan": Row("mix.pan_changes", "do", "mix.pan", _pan, _roles),
    "mute": Row("mix.muted", "do", "mix.mute", _switched("mute", "mute")),
    "solo": Row("mix.soloed", "do", "mix.mute", _switched("solo", "solo")),
    "effect": Row("mix.effect", "do", "mix.effects", lambda was, now, arg, n: ({"do": "effect", "name": arg},),
                  lambda song: EFFECTS, switch=True),
    "swap": Row("mix.swaps", "compare", "mix.compare", _plain("swap")),
    "mono": Row("mix.mono_checks", "compare", "mix.mono", _plain("mono")),
    "small": Row("mix.small_speaker_checks", "compare", "mix.small_speaker", _plain("small_speaker")),
    "cover": Row("release.cover", "do", "finish.cover", _plain("cover"), switch=True),
    "consent": Row("release.consents", "do", "finish.consents", _plain("consent")),
    "field": Row("release.field", "do", "finish.form", _filled, _fields, switch=True),
    "play": Row("playback.bars", "listen", "dock.play",
                lambda was, now, arg, n: ({"do": "play", "bars": n},), least=4.0),
}  # fmt: skip
