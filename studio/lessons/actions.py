"""What a lesson's answers are written in: one vocabulary of actions, carried out on a song alone by `ui.lesson_robot`
and with the window's own widgets by `ui.lesson_hands`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Answer = Mapping[str, Any]
"""One action as it stands in a lesson: `do` is its name, every other key an argument."""


class Argument(NamedTuple):
    """What an action is told."""

    kind: str
    """A row of `_KINDS` or of `_INSIDE`."""
    needed: bool = True


class Action(NamedTuple):
    """One row of the vocabulary."""

    doc: str
    arguments: dict[str, Argument] = {}  # noqa: RUF012  a table, never written to


_KINDS: dict[str, tuple[type, ...]] = {
    "number": (int, float),
    "whole": (int,),
    "text": (str,),
    "switch": (bool,),
}
_INSIDE = {"texts": "text", "wholes": "whole"}
"""Lists, and what is in them."""


def _row(doc: str, **kinds: str) -> Action:
    """`name="number"` is an argument that has to be there, `name="number?"` one that may be left out."""
    arguments = {name: Argument(kind.removesuffix("?"), not kind.endswith("?")) for name, kind in kinds.items()}
    return Action(doc, arguments)


ACTIONS: dict[str, Action] = {
    # --- hearing
    "play": _row("Hear so many bars from the start, on from where it stopped last, with the words in view or not.",
                 bars="number", words="switch?"),
    "loop": _row("Have a section repeat, or no more.", on="switch"),
    # --- the beat
    "style": _row("Take a style of `presets/styles`.", name="text"),
    "kit": _row("Take a kit of `presets/kits`.", name="text"),
    "hit": _row("Lay hits of a sound on steps of the first bar, counted from 1.", sound="text", steps="wholes"),
    "clear": _row("Take hits of a sound off steps of the first bar, all of them if none are named.",
                  sound="text", steps="wholes?"),
    "note": _row("Lay a note of a pitched sound.", sound="text", step="whole", midi="whole", length="whole?"),
    "tempo": _row("Another tempo.", bpm="number"),
    "swing": _row("Another swing: 50 is straight.", percent="number"),
    "surprise": _row("Have the style vary the pattern."),
    "mute_lane": _row("Silence a sound of the pattern.", sound="text"),
    "pattern_copy": _row("Give a section a copy of its pattern to change."),
    # --- the song
    "name_song": _row("Give the song a name.", title="text"),
    "section": _row("Add a section behind the last one: intro, verse, hook, bridge, interlude, outro.",
                    kind="text", bars="whole?"),
    "mute_in_section": _row("Leave a sound of the beat out of the first section of a kind.", kind="text", sound="text"),
    "drop": _row("Have kick and bass silent just before the first section of a kind.", kind="text"),
    "write": _row("Write lines of words, from the first empty line on.", lines="texts"),
    # --- the voice
    "level_ok": _row("Speak for three seconds at a good level."),
    "record": _row("Record so many bars on a layer, round and round for more than one pass.",
                   bars="number", layer="text?", passes="whole?"),
    "choose_take": _row("Show a line, counted from 1, from a take, counted from 1.", line="whole", take="whole"),
    "again": _row("Sing one line again, counted from 1.", line="whole"),
    "split": _row("Split the first clip of a voice in the middle of it."),
    "trim": _row("Draw in the end of a voice's clip by half a beat."),
    "fade": _row("Fade a voice's clip in and out."),
    "move_clip": _row("Move the last clip of a voice by beats.", beats="number"),
    "silence_between": _row("Silence breath and noise between the lines of a voice."),
    # --- the mix
    "fader": _row("Set the volume of a role, `voice` or `beat`.", role="text", db="number"),
    "pan": _row("Place the last track of a role: −100 left, 100 right.", role="text", percent="number"),
    "mute": _row("Silence the first track of a role, and let it sound again.", role="text"),
    "solo": _row("Hear the first track of a role alone, and all of them again.", role="text"),
    "balance": _row("Set the slider between voice and beat.", db="number"),
    "voice": _row("Give the voice a sound of `presets/chains`.", name="text", amount="number?"),
    "effect": _row("Switch a stage of the voice's strip on, or turn up its echo or reverb.", name="text"),
    "echo_last_word": _row("Have the echo of the voice come up on the last beat of a line, counted from 1.",
                           line="whole"),
    "keep_mix": _row("Keep the mix as the one to compare with."),
    "swap": _row("Hear the other mix: one was kept before, and differs."),
    "mono": _row("Hear the mix in mono, and in stereo again."),
    "small_speaker": _row("Hear the mix on a small speaker, and on a large one again."),
    "measure": _row("Have the song checked: its mix, and the track that comes of it."),
    # --- giving it out
    "field": _row("Fill in a field of the release.", name="text", value="text"),
    "writer": _row("Name a songwriter with a share in percent.", share="number"),
    "consent": _row("The first voice that has not agreed does, named if it is nobody's yet; else one more is asked."),
    "wait": _row("Set the day it goes out, so many days from now.", days="whole"),
    "cover": _row("Make a cover."),
    "release": _row("Make the folder to give out with these packs, or `stage`: that of the set list.", packs="texts"),
    # --- the stage
    "setlist": _row("Put the song on the set list."),
    "rehearse": _row("Rehearse so many bars, standing.", bars="number"),
    "copy_twice": _row("Copy the set to two places and read both back."),
    # --- the lesson itself
    "keep_note": _row("Keep an answer in one's own notes."),
    "choose": _row("Choose one of the step's options.", option="text"),
    "tick": _row("Press the step's own button."),
}  # fmt: skip


def check_answer(answer: Answer) -> None:
    """ValueError, beginning with "`answer`: ", for what is no action of the table or is told the wrong things."""
    name = answer.get("do")
    row = ACTIONS.get(name) if isinstance(name, str) else None
    if row is None:
        raise ValueError(f"`answer`: no action {name!r}; there are {', '.join(ACTIONS)}")
    for given in answer:
        if given != "do" and given not in row.arguments:
            known = ", ".join(row.arguments) or "nothing"
            raise ValueError(f"`answer`: {name} is not told {given!r}, but {known}")
    for argument, (kind, needed) in row.arguments.items():
        if argument not in answer:
            if needed:
                raise ValueError(f"`answer`: {name} lacks {argument!r}")
        elif not _fits(answer[argument], kind):
            raise ValueError(f"`answer`: {argument!r} of {name} is to be a {kind}")


def _fits(value: Any, kind: str) -> bool:
    if kind in _INSIDE:
        return isinstance(value, list | tuple) and all(_fits(one, _INSIDE[kind]) for one in value)
    return isinstance(value, _KINDS[kind]) and isinstance(value, bool) == (kind == "switch")
