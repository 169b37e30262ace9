"""What a person asks of the beat: hear a style, take it, another kit, a surprise, and the section that is worked on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from studio import edits
from studio.errors import StudioError
from studio.song import SYNTH_ROLES, Pattern, Section, Song, Track
from studio.timeline import bar_played
from studio.units import bars_per_line
from ui.i18n import t
from ui.steps import is_voice

if TYPE_CHECKING:
    from beats.kitshelf import KitSound
    from ui.bridge import Bridge

_PREVIEW_BARS = 4
_REPEATED_BARS = 8
"""What repeats is the chosen section, or so much of its beginning."""


class BeatDesk(QObject):
    """Belongs to the bridge, which holds the song; keeps which section is open and what repeats."""

    changed = Signal()
    """Another section was chosen, a style began or ended to be heard, repeating was switched."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._chosen = ""
        self._seed = 0
        self.previewing = ""
        """The style that is being heard before it is taken; empty for none."""
        self.repeats = False
        self._looped = (0.0, 0.0)
        self._kits: tuple[tuple[str, str], ...] = ()
        self._sounds: dict[str, tuple[KitSound, ...]] = {}

    # --- the section that is worked on

    @property
    def section(self) -> Section | None:
        """The chosen section; where none was chosen, the first verse."""
        sections = self._bridge.song.sections
        by_id = {section.id: section for section in sections}
        verse = next((section for section in sections if section.kind == "verse"), None)
        return by_id.get(self._chosen) or verse or next(iter(sections), None)

    def span(self, section: Section) -> tuple[float, float]:
        """Where a section begins and ends, in beats."""
        song = self._bridge.song
        before = 0
        for other in song.sections:
            if other.id == section.id:
                break
            before += other.bars
        return float(before * song.beats_per_bar), float((before + section.bars) * song.beats_per_bar)

    def choose(self, section_id: str) -> None:
        """Work on another section; what repeats goes along."""
        self._chosen = section_id
        if self.repeats:
            self.follow_song()
            if self._bridge.moment.moving:
                self._bridge.locate(self._looped[0])
        self.changed.emit()

    @property
    def pattern(self) -> Pattern | None:
        """What the chosen section plays."""
        section = self.section
        return self._bridge.song.pattern(section.pattern_id) if section is not None and section.pattern_id else None

    def step_at(self, beat: float) -> float | None:
        """Where in the shown pattern the playhead stands, in steps; None where something else plays."""
        song, shown = self._bridge.song, self.pattern
        place, bar = _place_of(song, int(beat // song.beats_per_bar))
        if place < 0 or shown is None:
            return None
        following = next(iter(song.sections[place + 1 :]), None)
        pattern_id, played = bar_played(song.sections[place], following, bar)
        if pattern_id != shown.id:
            return None
        return (played % shown.bars + beat % song.beats_per_bar / song.beats_per_bar) * shown.steps_per_bar

    # --- the form

    def lengthen(self, section_id: str, lines: int) -> None:
        """So many lines of rap more or fewer; a section keeps at least one."""
        song = self._bridge.song
        section = next((section for section in song.sections if section.id == section_id), None)
        if section is not None:
            line = bars_per_line(song.bpm)
            bars = max(section.bars + lines * line, line)
            self._bridge.edit("resize_section", section_id=section_id, bars=bars)

    def move(self, section_id: str, by: int) -> None:
        """So many places further along the song."""
        place = next((n for n, section in enumerate(self._bridge.song.sections) if section.id == section_id), 0)
        self._bridge.edit("move_section", section_id=section_id, to_index=max(place + by, 0))

    def remove_section(self, section_id: str) -> None:
        """Take a section out; the last one stays."""
        if len(self._bridge.song.sections) > 1:
            self._bridge.edit("remove_section", section_id=section_id)

    def add_section(self, kind: str) -> None:
        """A new section behind the chosen one, playing what such a section plays already, else what this one does."""
        song, here = self._bridge.song, self.section
        like = next((section for section in song.sections if section.kind == kind), here)
        if here is None or like is None:
            return
        place = next(n for n, section in enumerate(song.sections) if section.id == here.id) + 1
        made = edits.copy_section(song, section_id=like.id)
        copy = next(section for section in made.sections if section.id == f"s{song.next_id}")
        made = edits.set_section_kind(made, section_id=copy.id, kind=kind)
        at = next(n for n, section in enumerate(made.sections) if section.id == copy.id)
        made = edits.move_section(made, section_id=copy.id, to_index=place - (at < place))
        self._bridge.apply(made, "edit-add-section")
        self.choose(copy.id)

    def own_pattern(self, section_id: str) -> None:
        """Give a section a pattern of its own to change: a copy of the one that it plays."""
        song = self._bridge.song
        section = next(section for section in song.sections if section.id == section_id)
        if section.pattern_id:
            name, label = song.pattern(section.pattern_id).name, "edit-copy-pattern"
            made = edits.copy_pattern(song, pattern_id=section.pattern_id, name=f"{name} {len(song.patterns) + 1}")
        else:
            label = "edit-add-pattern"
            made = edits.add_pattern(song, name=t(f"section-{section.kind}"), bars=2)
        made = edits.set_section_pattern(made, section_id=section_id, pattern_id=made.patterns[-1].id)
        self._bridge.apply(made, label)

    # --- repeating

    def set_repeats(self, on: bool) -> None:
        """Play the chosen section again and again, or the song to its end."""
        self.repeats = on and self.section is not None and not self._bridge.link.recording
        self.follow_song()
        self.changed.emit()

    def toggle_repeats(self) -> None:
        """G: repeat, or no more."""
        self.set_repeats(not self.repeats)

    def follow_song(self) -> None:
        """The song, or what repeats of it, has changed: tell the engine, and go on inside of what repeats."""
        bridge = self._bridge
        if self.previewing or bridge.link.recording:
            return
        section = self.section if self.repeats else None
        wanted = (0.0, 0.0)
        if section is not None:
            start, end = self.span(section)
            wanted = start, min(end, start + _REPEATED_BARS * bridge.song.beats_per_bar)
        if wanted != self._looped:
            self._looped = wanted
            bridge.link.loop(*wanted)
            beat = bridge.moment.beat
            if bridge.moment.moving and self.start_beat(beat) != beat:
                bridge.locate(wanted[0])

    def tell_again(self) -> None:
        """The engine is a new one, or repeats something else."""
        self._looped = (-1.0, -1.0)
        self.follow_song()

    def start_beat(self, beat: float) -> float:
        """Where playing begins when the playhead stands at a beat."""
        start, end = self._looped
        return start if end > start and not start <= beat < end else beat

    # --- styles

    def preview(self, style: str) -> None:
        """Have a style heard while it is only looked at, in place of what plays. Nothing while a take is made, or as
        long as there is no sound yet."""
        bridge = self._bridge
        if style == self.previewing or bridge.link.recording or not bridge.sound.is_open:
            return
        try:
            song = _preview_song(style, bridge.song.rate_hz)
        except StudioError as error:
            bridge.trouble(error)
            return
        self.previewing = style
        bridge.listening.begin(song)
        self.changed.emit()

    def end_preview(self) -> None:
        """Back to the song that is open."""
        if self.previewing:
            self.previewing = ""
            self._bridge.listening.end()
            self.tell_again()
            self.changed.emit()

    def take_style(self, style: str) -> None:
        """Give the song the beat of a style, and play its verse."""
        from beats.styles import restyle

        bridge = self._bridge
        if not bridge.is_free():
            return
        self.end_preview()

        def dressed(song: Song) -> Song:
            song = restyle(song, style)
            voiced = any(is_voice(track) for track in song.tracks)
            return song if voiced else edits.add_track(song, role="lead")

        if not bridge.change(dressed, "edit-set-style"):
            return
        self._chosen = ""
        bridge.keep()
        self.set_repeats(True)
        self._play_section()

    def surprise(self) -> None:
        """Another beat inside the rules of the style."""
        from beats.surprise import surprised

        section = self.section
        if section is None or not section.pattern_id:
            return
        self._seed += 1
        pattern_id = section.pattern_id
        self._bridge.change(lambda song: surprised(song, pattern_id, self._seed), "edit-surprise")

    def kits(self) -> tuple[tuple[str, str], ...]:
        """The kits that can be chosen: name and title of each."""
        from beats.kitshelf import all_kits, homes_of

        if not self._kits:
            entries = all_kits(*homes_of(self._bridge.opened.path, self._bridge.shelf.places.kits))
            self._kits = tuple((entry.name, entry.title) for entry in entries)
        return self._kits

    def look_again(self) -> None:
        """There may be other kits than before: one was brought in, or another song was opened."""
        self._kits, self._sounds = (), {}

    def sounds(self) -> tuple[tuple[str, str], ...]:
        """The sounds that a pattern may have, each with the track that plays it."""
        found = []
        for track in beat_tracks(self._bridge.song):
            found += [(track.id, sound.name) for sound in self._sounds_of(track.kit) if sound.role == track.role]
        return tuple(found)

    def titles(self) -> dict[str, str]:
        """What the sounds of the song's own kits are called; the house's sounds have their words in the texts."""
        kits = {track.kit for track in beat_tracks(self._bridge.song)}
        return {sound.name: sound.title for kit in kits for sound in self._sounds_of(kit) if sound.title}

    def take_kit(self, kit: str) -> None:
        """Other sounds for the same beat, on the tracks that the kit has sounds for."""
        from beats.styles import with_kit

        roles = {sound.role for sound in self._sounds_of(kit)}
        self._bridge.apply(with_kit(self._bridge.song, kit, roles), "edit-set-kit")

    def _sounds_of(self, kit: str) -> tuple[KitSound, ...]:
        """What a kit can play; nothing if it is on no shelf of this machine."""
        from beats.kitshelf import homes_of, sounds_of

        if kit not in self._sounds:
            homes = homes_of(self._bridge.opened.path, self._bridge.shelf.places.kits)
            try:
                self._sounds[kit] = sounds_of(kit, homes)
            except StudioError:
                self._sounds[kit] = ()
        return self._sounds[kit]

    def take_form(self, name: str) -> None:
        """Lay the song out anew, with the patterns that it has."""
        from beats.form import with_form

        if self._bridge.is_free():
            self._bridge.change(lambda song: with_form(song, name), "edit-set-form")
            self.choose("")

    def chord_loop(self) -> str:
        """The row of chords that the song's style offers, in Roman numerals; empty where none is known."""
        from beats.styles import load_style, style_of

        style = style_of(self._bridge.song)
        return load_style(style).loop if style else ""

    def take_chords(self) -> None:
        """Lay the style's four chords under the pattern; hooks and fills follow."""
        from beats.chords import with_loop
        from beats.styles import followed, style_of

        pattern, loop, style = self.pattern, self.chord_loop(), style_of(self._bridge.song)
        if pattern is not None and loop:
            pattern_id = pattern.id
            self._bridge.change(
                lambda song: followed(with_loop(song, pattern_id, loop), style, pattern_id), "edit-set-chords"
            )

    def quantise(self, percent: float) -> None:
        """How far all lanes of the pattern are brought to the grid."""
        pattern = self.pattern
        if pattern is None:
            return
        lanes = tuple(msgspec.structs.replace(lane, quantise_percent=percent) for lane in pattern.lanes)
        changed = msgspec.structs.replace(pattern, lanes=lanes)
        self._bridge.change(lambda song: edits.replace_pattern(song, pattern=changed), "edit-set-quantise", "quantise")

    def hear(self, track_id: str, sound: str, velocity: int, midi_note: int | None = None) -> None:
        """Let one sound be heard now, unless the song plays: then it is heard in its place."""
        bridge = self._bridge
        if bridge.sound.is_open and not bridge.moment.moving:
            bridge.link.trigger(track_id, sound, velocity / 127.0, midi_note)

    def _play_section(self) -> None:
        bridge, section = self._bridge, self.section
        if section is not None and bridge.sound.is_open and not bridge.moment.recording:
            bridge.link.play(self.span(section)[0])
            bridge.state_changed.emit()


def beat_tracks(song: Song) -> tuple[Track, ...]:
    """The tracks that play patterns."""
    return tuple(track for track in song.tracks if track.role in SYNTH_ROLES)


def has_beat(song: Song) -> bool:
    """Whether there is a beat to work on in the grid."""
    return bool(song.patterns) and bool(song.sections) and bool(beat_tracks(song))


def _place_of(song: Song, bar: int) -> tuple[int, int]:
    """Which section a bar of the song lies in, and its number there, from 0; −1 behind the last one."""
    for place, section in enumerate(song.sections):
        if bar < section.bars:
            return place, bar
        bar -= section.bars
    return -1, bar


@lru_cache(maxsize=32)
def _preview_song(style: str, rate_hz: int) -> Song:
    from beats.styles import style_song

    return msgspec.structs.replace(style_song(style, "", bars=_PREVIEW_BARS), rate_hz=rate_hz)
