"""What the robot does for each action of a lesson's answers, by the same edits that the window makes. Knows no Qt."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

import presets
from beats.chords import in_scale
from beats.kits import SOUNDS, load_kit
from beats.styles import restyle, with_kit
from beats.surprise import surprised
from recorder import takes, tidy, voices
from studio import automation, edits, params
from studio.credits import Consent, Writer
from studio.errors import StudioError
from studio.heard import singers, uncovered
from studio.lessons import sitting
from studio.lessons.facts import FIELDS
from studio.lines import line_spans
from studio.preflight.rights import to_ask
from studio.song import Clip, Lane
from ui import giving
from ui.lesson_room import PEAK_DB, LessonRoom

put = msgspec.structs.replace
_SENT_DB = -12.0
_FULL_PAN = 100.0
_LEVEL_S = 3.0


# --- hearing


def _play_bars(room: LessonRoom, bars: float, words: bool = False) -> None:
    room.play(bars, words)


def _loop(room: LessonRoom, on: bool) -> None:
    room.loops = on
    room.done = sitting.repeats(room.done, on)


# --- the beat


def _style(room: LessonRoom, name: str) -> None:
    room.apply(restyle(room.song, name), "edit-set-style")


def _kit(room: LessonRoom, name: str) -> None:
    load_kit(name)
    room.apply(with_kit(room.song, name), "edit-set-kit")


def _lane_of(room: LessonRoom, sound: str) -> dict[str, str]:
    """What edits of a sound's lane are told: where the pattern has it, else where the kit would."""
    pattern = room.pattern
    lane = next((lane for lane in pattern.lanes if lane.sound == sound), None)
    if lane is None and sound not in SOUNDS:
        raise StudioError("song-invalid", field="sound", value=sound)
    track_id = lane.track_id if lane else room.tracks(SOUNDS[sound].role)[0].id
    return {"pattern_id": pattern.id, "track_id": track_id, "sound": sound}


def _hit(room: LessonRoom, sound: str, steps: Sequence[int]) -> None:
    for step in steps:
        room.edit("set_step", **_lane_of(room, sound), at_step=step - 1)


def _clear(room: LessonRoom, sound: str, steps: Sequence[int] = ()) -> None:
    pattern = room.pattern
    lane = next((lane for lane in pattern.lanes if lane.sound == sound), Lane(sound=sound, track_id=""))
    for step in steps or [step.at_step + 1 for step in lane.steps]:
        room.edit("clear_step", **_lane_of(room, sound), at_step=step - 1)


def _note(room: LessonRoom, sound: str, step: int, midi: int, length: int = 2) -> None:
    if room.song.key and not in_scale(midi, room.song.key):
        raise StudioError("bad-value", name="midi", value=str(midi))
    room.edit("add_note", **_lane_of(room, sound), at_step=step - 1, length_steps=length, midi_note=midi)


def _tempo(room: LessonRoom, bpm: float) -> None:
    room.edit("set_tempo", bpm=bpm)


def _swing(room: LessonRoom, percent: float) -> None:
    room.edit("set_swing", pattern_id=room.pattern.id, swing_percent=percent)


def _surprise(room: LessonRoom) -> None:
    room.apply(surprised(room.song, room.pattern.id, 1), "edit-surprise")


def _mute_lane(room: LessonRoom, sound: str) -> None:
    room.edit("mute_lane", **_lane_of(room, sound), mute=True)


def _pattern_copy(room: LessonRoom) -> None:
    section, pattern = room.section, room.pattern
    song = edits.copy_pattern(room.song, pattern_id=pattern.id, name=f"{pattern.name} 2")
    room.apply(
        edits.set_section_pattern(song, section_id=section.id, pattern_id=song.patterns[-1].id), "edit-copy-pattern"
    )


# --- the song


def _name_song(room: LessonRoom, title: str) -> None:
    room.edit("set_title", title=title)


def _section(room: LessonRoom, kind: str, bars: int = 0) -> None:
    song, last = room.song, room.song.sections[-1] if room.song.sections else None
    if last is None:
        room.edit("add_section", kind=kind, bars=bars or 8)
        return
    like = next((section for section in song.sections if section.kind == kind), room.section)
    made = edits.copy_section(song, section_id=like.id)
    made_id = f"s{song.next_id}"
    made = edits.set_section_kind(made, section_id=made_id, kind=kind)
    made = edits.move_section(made, section_id=made_id, to_index=len(made.sections) - 1)
    room.apply(edits.resize_section(made, section_id=made_id, bars=bars or like.bars), "edit-add-section")


def _section_of(room: LessonRoom, kind: str) -> str:
    for section in room.song.sections:
        if section.kind == kind:
            return section.id
    raise StudioError("song-invalid", field="kind", value=kind)


def _mute_in_section(room: LessonRoom, kind: str, sound: str) -> None:
    room.edit("mute_in_section", section_id=_section_of(room, kind), sound=sound, mute=True)


def _drop(room: LessonRoom, kind: str) -> None:
    room.edit("set_lead_in", section_id=_section_of(room, kind), lead_in="drop")


def _write(room: LessonRoom, lines: Sequence[str]) -> None:
    texts = [line.text for line in room.song.lines if line.text.strip()]
    room.edit("set_lines", texts=[*texts, *lines])


# --- the voice


def _level_ok(room: LessonRoom) -> None:
    room.done = sitting.level(room.done, PEAK_DB, _LEVEL_S)


def _record(room: LessonRoom, bars: float, layer: str = "lead", passes: int = 1) -> None:
    room.sing(bars, layer, passes)


def _choose_take(room: LessonRoom, line: int, take: int) -> None:
    found = takes.takes_of(room.song, room.lead.id)
    if not 1 <= take <= len(found):
        raise StudioError("song-invalid", field="take", value=str(take))
    song = takes.comp(room.song, room.lead.id, line - 1, found[take - 1].id, room.path_of)
    room.apply(song, "edit-comp-line")


def _again(room: LessonRoom, line: int) -> None:
    room.sing_again(line - 1)


def _clip(room: LessonRoom, place: int = 0) -> Clip:
    if not room.lead.clips:
        raise StudioError("song-empty")
    return room.lead.clips[place]


def _split(room: LessonRoom) -> None:
    clip = _clip(room)
    room.edit("split_clip", clip_id=clip.id, at_beat=clip.at_beat + room.song.beat_of(clip.length_frames // 2))


def _trim(room: LessonRoom) -> None:
    clip = _clip(room)
    end = clip.at_beat + room.song.beat_of(clip.length_frames)
    room.edit("trim_clip", clip_id=clip.id, to_beat=end - 0.5)


def _fade(room: LessonRoom) -> None:
    clip, frames = _clip(room), room.song.rate_hz // 20
    grown = clip.fade_in_frames + frames
    room.edit("set_clip_fades", clip_id=clip.id, fade_in_frames=grown, fade_out_frames=clip.fade_out_frames + frames)


def _move_clip(room: LessonRoom, beats: float) -> None:
    clip = _clip(room, -1)
    room.edit("move_clip", clip_id=clip.id, at_beat=clip.at_beat + beats)


def _silence_between(room: LessonRoom) -> None:
    room.apply(tidy.tidied(room.song, room.lead.id, room.path_of), "edit-tidy-lines")


# --- the mix


def _turn(room: LessonRoom, track_id: str, name: str, value: float) -> None:
    room.edit("set_knob", track_id=track_id, name=name, value=value)


def _fader(room: LessonRoom, role: str, db: float) -> None:
    for track in room.tracks(role):
        _turn(room, track.id, "gain_db", db)


def _pan(room: LessonRoom, role: str, percent: float) -> None:
    _turn(room, room.tracks(role)[-1].id, "pan", percent / _FULL_PAN)


def _switched(name: str) -> Callable[..., None]:
    def switch(room: LessonRoom, role: str) -> None:
        for value in (1.0, 0.0):
            _turn(room, room.tracks(role)[0].id, name, value)

    return switch


def _balance(room: LessonRoom, db: float) -> None:
    room.edit("set_master_knob", name="balance_db", value=db)


def _voice(room: LessonRoom, name: str, amount: float | None = None) -> None:
    voice = voices.find(name, room.folder)
    room.apply(voices.with_voice(room.song, room.lead.id, voice, amount), "edit-set-voice")


def _effect(room: LessonRoom, name: str) -> None:
    knob = f"{name}_on" if f"{name}_on" in params.TRACK_INDEX else f"{name}_send_db"
    if knob not in params.TRACK_INDEX:
        raise StudioError("song-invalid", field="effect", value=name)
    _turn(room, room.lead.id, knob, 1.0 if knob.endswith("_on") else _SENT_DB)


def _echo_last_word(room: LessonRoom, line: int) -> None:
    spans = line_spans(room.song)
    if not 1 <= line <= len(spans):
        raise StudioError("song-invalid", field="line", value=str(line))
    end, track, name = spans[line - 1].to_beat, room.lead, "delay_send_db"
    points = automation.with_echoes(track.automation.get(name, ()), track.knob(name), [(end - 1.0, end)])
    room.edit("set_automation", track_id=track.id, name=name, points=points)


def _keep_mix(room: LessonRoom) -> None:
    room.edit("keep_mix")


def _swap(room: LessonRoom) -> None:
    room.edit("swap_mixes")


def _mono(room: LessonRoom) -> None:
    room.done = sitting.mono(sitting.mono(room.done, True), False)


def _small_speaker(room: LessonRoom) -> None:
    room.done = sitting.small_speaker(sitting.small_speaker(room.done, True), False)


def _measure(room: LessonRoom) -> None:
    from beats.kitshelf import song_sources
    from studio.release.lookover import Rules, check_song

    song, rules = room.song, Rules(presets.load_delivery(), presets.load_explicit_words())
    findings = check_song(song, room.folder, room.path_of, song_sources(song, room.cache, ()), rules)
    found = {finding.check: finding.value for finding in findings}
    room.done = sitting.measured(room.done, found.get("mix-peak"), found.get("loudness"))


# --- giving it out


def _release(room: LessonRoom, **fields: object) -> None:
    room.edit("set_release", release=put(room.song.release, **fields))


def _field(room: LessonRoom, name: str, value: str) -> None:
    if name not in FIELDS:
        raise StudioError("song-invalid", field="name", value=name)
    if name == "title":
        _name_song(room, value)
        return
    stands: Any = getattr(room.song.release, name)
    as_it_is = (value,) if isinstance(stands, tuple) else int(value) if isinstance(stands, int) else value
    _release(room, **{name: as_it_is})


def _writer(room: LessonRoom, share: float) -> None:
    writers = room.song.release.writers
    _release(room, writers=(*writers, Writer(name=f"L {len(writers) + 1}", share_percent=share)))


def _consent(room: LessonRoom) -> None:
    left, consents = uncovered(room.song), room.song.release.consents
    if not left:
        _release(room, consents=(*consents, Consent(name=f"S {len(consents) + 1}", given=True)))
        return
    if not singers(room.song, left[0]):
        name = f"S {len(room.song.release.performers) + 1}"
        room.edit("set_singers", track_id=left[0].id, names=(name,))
    people = {one.id for one in singers(room.song, left[0])}
    asked = to_ask(room.song)
    _release(room, consents=tuple(put(one, given=one.given or one.performer_id in people) for one in asked))


def _wait(room: LessonRoom, days: int) -> None:
    _release(room, release_date=str(datetime.date.today() + datetime.timedelta(days=days)))


def _cover(room: LessonRoom) -> None:
    _release(room, cover_file="papers/cover.jpg")


def _give_out(room: LessonRoom, packs: Sequence[str]) -> None:
    staged = {"stage"} if room.done.listed else set()
    barred = set(packs) - staged - {*giving.packs(room.song, presets.load_delivery()), "file"}
    if barred:
        raise StudioError("bad-value", name="packs", value=", ".join(sorted(barred)))
    room.done = sitting.exported(room.done, packs)


# --- the stage, and the lesson itself


def _setlist(room: LessonRoom) -> None:
    room.done = sitting.listed(room.done, room.done.setlist + 1, with_this=True)


def _rehearse(room: LessonRoom, bars: float) -> None:
    room.done = sitting.rehearsed(room.done, bars)


def _copy_twice(room: LessonRoom) -> None:
    room.done = sitting.copied(sitting.copied(room.done))


def _keep_note(room: LessonRoom) -> None:
    room.done = sitting.noted(room.done)


def _by_button(room: LessonRoom, option: str = "") -> None:
    """The step's own button: the walk's to tick."""


DOES: dict[str, Callable[..., None]] = {
    "play": _play_bars, "loop": _loop, "style": _style, "kit": _kit, "hit": _hit, "clear": _clear, "note": _note,
    "tempo": _tempo, "swing": _swing, "surprise": _surprise, "mute_lane": _mute_lane, "pattern_copy": _pattern_copy,
    "name_song": _name_song, "section": _section, "mute_in_section": _mute_in_section, "drop": _drop, "write": _write,
    "level_ok": _level_ok, "record": _record, "choose_take": _choose_take, "again": _again, "split": _split,
    "trim": _trim, "fade": _fade, "move_clip": _move_clip, "silence_between": _silence_between, "fader": _fader,
    "pan": _pan, "mute": _switched("mute"), "solo": _switched("solo"), "balance": _balance, "voice": _voice,
    "effect": _effect, "echo_last_word": _echo_last_word, "keep_mix": _keep_mix, "swap": _swap, "mono": _mono,
    "small_speaker": _small_speaker, "measure": _measure, "field": _field, "writer": _writer, "consent": _consent,
    "wait": _wait, "cover": _cover, "release": _give_out, "setlist": _setlist, "rehearse": _rehearse,
    "copy_twice": _copy_twice, "keep_note": _keep_note, "choose": _by_button, "tick": _by_button,
}  # fmt: skip
"""What the robot does for each row of `studio.lessons.actions.ACTIONS`."""
