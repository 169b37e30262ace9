"""Every change of a song, as a function song → song.

An edit takes the song and keyword arguments and gives back a new song; the old one stays true. Numbers are brought
inside their range; StudioError("song-invalid") names something that the song has not got, StudioError("bad-value") a
value that means nothing (NaN, an unknown knob, a step outside of the grid). New things get their id from
`Song.next_id`, with a letter for their kind in front.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from studio.edits.clips import (
    FADE_SHAPES,
    add_clip,
    add_media,
    copy_clip,
    crossfade_clips,
    join_clips,
    move_clip,
    mute_clip,
    record,
    remove_clip,
    replace_media,
    set_clip_fades,
    set_clip_gain,
    split_clip,
    trim_clip,
)
from studio.edits.form import (
    add_section,
    copy_section,
    move_section,
    mute_in_section,
    remove_section,
    rename_section,
    resize_section,
    set_lead_in,
    set_muffled,
    set_section_cycle,
    set_section_kind,
    set_section_pattern,
)
from studio.edits.parts import LEAD_INS, LIMITS, MAX_PATTERN_BARS, ROLES, SECTION_KINDS, WHOLE_LIMITS
from studio.edits.patterns import (
    add_lane,
    add_note,
    add_pattern,
    clear_step,
    copy_pattern,
    mute_lane,
    remove_lane,
    remove_note,
    remove_pattern,
    rename_pattern,
    replace_pattern,
    resize_pattern,
    set_grid,
    set_lane_gain,
    set_lane_late,
    set_notes,
    set_quantise,
    set_step,
    set_steps,
    set_swing,
)
from studio.edits.takes import add_take, lay_clip, remove_take
from studio.edits.tracks import (
    add_track,
    move_track,
    remove_track,
    rename_track,
    set_automation,
    set_kit,
    set_knob,
    set_tweak,
    set_voice,
)
from studio.edits.whole import (
    add_line,
    keep_mix,
    remove_line,
    set_finish,
    set_key,
    set_line,
    set_lines,
    set_master_knob,
    set_release,
    set_singers,
    set_tempo,
    set_title,
    swap_mixes,
)
from studio.song import Song

__all__ = [
    "EDITS",
    "FADE_SHAPES",
    "LEAD_INS",
    "LIMITS",
    "MAX_PATTERN_BARS",
    "ROLES",
    "SECTION_KINDS",
    "WHOLE_LIMITS",
    "Edit",
    "add_clip",
    "add_lane",
    "add_line",
    "add_media",
    "add_note",
    "add_pattern",
    "add_section",
    "add_take",
    "add_track",
    "clear_step",
    "copy_clip",
    "copy_pattern",
    "copy_section",
    "crossfade_clips",
    "join_clips",
    "keep_mix",
    "lay_clip",
    "move_clip",
    "move_section",
    "move_track",
    "mute_clip",
    "mute_in_section",
    "mute_lane",
    "record",
    "remove_clip",
    "remove_lane",
    "remove_line",
    "remove_note",
    "remove_pattern",
    "remove_section",
    "remove_take",
    "remove_track",
    "rename_pattern",
    "rename_section",
    "rename_track",
    "replace_media",
    "replace_pattern",
    "resize_pattern",
    "resize_section",
    "set_automation",
    "set_clip_fades",
    "set_clip_gain",
    "set_finish",
    "set_grid",
    "set_key",
    "set_kit",
    "set_knob",
    "set_lane_gain",
    "set_lane_late",
    "set_lead_in",
    "set_line",
    "set_lines",
    "set_master_knob",
    "set_muffled",
    "set_notes",
    "set_quantise",
    "set_release",
    "set_section_cycle",
    "set_section_kind",
    "set_section_pattern",
    "set_singers",
    "set_step",
    "set_steps",
    "set_swing",
    "set_tempo",
    "set_title",
    "set_tweak",
    "set_voice",
    "split_clip",
    "swap_mixes",
    "trim_clip",
]


class Edit(NamedTuple):
    """One row of the table of edits."""

    function: Callable[..., Song]
    label: str
    """The message id of what undo calls it."""


EDITS: dict[str, Edit] = {
    name: Edit(globals()[name], f"edit-{name.replace('_', '-')}") for name in __all__ if name.islower()
}
"""Name → edit, for every function here. Tests walk it, and every language has a sentence for every label."""
