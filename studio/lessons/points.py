"""What a step can point at: names of controls, each with the room it stands in. `ui.controls` finds them in the
window; a lesson knows the names only."""

from __future__ import annotations

from typing import Literal

Room = Literal["beat", "record", "mix", "finish"]

POINTS: dict[str, Room | Literal[""]] = {
    # name: its room, empty for what stands beside all of them
    "header.rooms": "", "header.title": "", "header.help": "", "header.menu": "", "header.lessons": "",
    "dock.play": "", "dock.record": "", "dock.to_start": "", "dock.count_in": "", "dock.volume": "", "dock.meter": "",
    "beat.styles": "beat", "beat.kit": "beat", "beat.grid": "beat", "beat.lanes": "beat", "beat.tempo": "beat",
    "beat.swing": "beat", "beat.roll": "beat", "beat.sections": "beat", "beat.patterns": "beat",
    "beat.repeat": "beat", "beat.surprise": "beat",
    "record.check": "record", "record.lines": "record", "record.takes": "record", "record.words": "record",
    "record.layers": "record", "record.again": "record", "record.timeline": "record", "record.tidy": "record",
    "record.loop": "record",
    "mix.voices": "mix", "mix.amount": "mix", "mix.balance": "mix", "mix.mixer": "mix", "mix.fader": "mix",
    "mix.pan": "mix", "mix.mute": "mix", "mix.mono": "mix", "mix.small_speaker": "mix", "mix.compare": "mix",
    "mix.effects": "mix", "mix.moves": "mix",
    "finish.release": "finish", "finish.form": "finish", "finish.writers": "finish", "finish.consents": "finish",
    "finish.date": "finish", "finish.cover": "finish", "finish.check": "finish", "finish.report": "finish",
    "finish.stage": "finish",
}  # fmt: skip
