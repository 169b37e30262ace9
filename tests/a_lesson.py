"""A small sound lesson that tests write down, and may break."""

from __future__ import annotations

from pathlib import Path

ID = "01-first-hits"
TOML = """\
format = 1
version = 2
minutes = 8
energy = "low"
needs = ["headphones"]
start = { style = "boom_bap", bars = 8, without = ["kick"] }
room = "beat"
short = 2
low = ["listen", "kick", "rest"]

[[step]]
id = "listen"
kind = "do"
point = "dock.play"
check = { fact = "playback.bars", change = { ge = 4 } }
answer = [{ do = "play", bars = 4 }]
hints = 1
show = true

[[step]]
id = "kick"
kind = "do"
point = "beat.grid"
check = { all = [{ fact = "pattern.hits", arg = "kick", ge = 2 }, { fact = "pattern.edits", change = { ge = 1 } }] }
answer = [{ do = "hit", sound = "kick", steps = [1, 9] }]
hints = 2
show = true

[[step]]
id = "how"
kind = "choose"
point = "beat.kit"
options = ["soft", "hard"]

[[step]]
id = "rest"
kind = "breathe"
point = "dock.play"
"""
NB = """\
title = Første slag
about = Lag et slag som er ditt.
goal = Alle har lagt to slag.
tip1 = Sitt godt.
tip2 = Skru ned først.
tip3 = Ta pauser.
kit = Hodetelefoner.
problem1 = Det er stille: skru opp.
problem2 = Det er høyt: skru ned.
problem3 = Noen er sliten: stopp.
stop = Stopp når det er gøy.
listen = Trykk på mellomrom og hør beaten.
    .hint1 = Se etter den store knappen.
kick = Legg basstromme på 1 og 3.
    .hint1 = Rutene ligger i rader.
    .hint2 = Trykk på den første ruta.
how = Skal den være myk eller hard?
    .soft = Myk
    .hard = Hard
rest = Hør det. Her kan du stoppe for i dag.
"""
EN = """\
title = First hits
about = Make a hit of your own.
goal = Everybody has laid two hits.
tip1 = Sit well.
tip2 = Turn down first.
tip3 = Take breaks.
kit = Headphones.
problem1 = It is quiet: turn up.
problem2 = It is loud: turn down.
problem3 = Somebody is tired: stop.
stop = Stop while it is fun.
listen = Press space and hear the beat.
    .hint1 = Look for the big button.
kick = Put the kick on 1 and 3.
    .hint1 = The boxes stand in rows.
    .hint2 = Press the first box.
how = Soft or hard?
    .soft = Soft
    .hard = Hard
rest = Listen. You can stop here for today.
"""


def write(home: Path, lesson_id: str = ID, toml: str = TOML, nb: str = NB, en: str = EN) -> Path:
    """The lesson in a folder of lessons; its own folder."""
    folder = home / lesson_id
    folder.mkdir(parents=True)
    for name, text in (("lesson.toml", toml), ("nb.ftl", nb), ("en.ftl", en)):
        if text:
            (folder / name).write_text(text, encoding="utf-8")
    return folder
