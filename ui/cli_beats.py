"""The commands that make beats: styles, a beat alone as a file, MIDI in and out, an imported beat, own kits."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from studio.errors import StudioError
from studio.song import SYNTH_ROLES, Song
from ui.cli_parts import Json, SongPath, app, progress, reply, told
from ui.i18n import clock, decimal, t

File = Annotated[Path, typer.Argument(metavar="FILE")]
Out = Annotated[Path, typer.Option("-o", "--out", metavar="FILE")]


@app.command()
def styles(as_json: Json = False) -> None:
    from beats.styles import load_style, style_names

    found = {name: load_style(name) for name in style_names()}
    rows = [
        {
            "name": name,
            "title": style.title,
            "kit": style.kit,
            "key": style.key,
            "bpm": [style.tempo.low, style.tempo.default, style.tempo.high],
            "swing_percent": style.swing.default,
        }
        for name, style in found.items()
    ]
    lines = [
        t("cli-style", name=name, about=t(f"style-{name}.text"), low=style.tempo.low, high=style.tempo.high)
        for name, style in found.items()
    ]
    reply(as_json, {"styles": rows}, *lines)


@app.command()
def beat(
    song: SongPath,
    out: Out,
    bars: Annotated[int | None, typer.Option("--bars", metavar="N", min=1, max=256)] = None,
    as_json: Json = False,
) -> None:
    from studio import export
    from ui.session import Session

    with Session(song) as session, progress(as_json) as tell:
        alone = _beat_alone(session.song, bars)
        kits = session.kits(told(tell, "demo-kit"))
        done = export.render(alone, session.folder.path_of, kits, out, "wav24", progress=told(tell, "cli-rendering"))
    facts = {"file": out.name, "seconds": done.seconds, "clipped_samples": done.clipped_samples}
    reply(as_json, facts, t("cli-rendered", name=out.name, length=clock(done.seconds)))


def _beat_alone(song: Song, bars: int | None) -> Song:
    """The song without what was recorded or brought in; with `bars` only its first pattern, for so long."""
    tracks = tuple(track for track in song.tracks if track.role in SYNTH_ROLES)
    verse = next((section for section in song.sections if section.kind == "verse" and section.pattern_id), None)
    section = verse or next((section for section in song.sections if section.pattern_id), None)
    if not tracks or section is None:
        raise StudioError("song-empty")
    sections = song.sections
    if bars is not None:
        sections = (msgspec.structs.replace(section, bars=bars, lead_in="none", muffled=False),)
    return msgspec.structs.replace(song, tracks=tracks, sections=sections)


@app.command()
def midi(song: SongPath, out: Out, as_json: Json = False) -> None:
    from beats.midi import export_midi
    from ui.session import Session

    with Session(song) as session, progress(as_json) as tell:
        export_midi(session.song, out, session.kits(told(tell, "demo-kit")))
    reply(as_json, {"file": out.name}, t("cli-midi-made", name=out.name))


@app.command("midi-import")
def midi_import(song: SongPath, file: File, as_json: Json = False) -> None:
    from beats.midi import import_midi
    from studio.songfile import SongFolder
    from ui.session import Session

    if not song.exists():
        made, notices = import_midi(file)
        made = msgspec.structs.replace(made, title=made.title or song.name)
        SongFolder.create(song, made).close()
    else:
        with Session(song) as session:
            made, notices = import_midi(file, session.song)
            session.apply(made, "edit-import-midi")
    facts = {
        "title": made.title,
        "bpm": made.bpm,
        "patterns": len(made.patterns),
        "bars": sum(section.bars for section in made.sections),
        "notes": [{"code": notice.code, **notice.fields} for notice in notices],
    }
    sentences = [t(f"midi-note-{notice.code}", **notice.fields) for notice in notices]
    reply(as_json, facts, t("cli-midi-brought", name=file.name, bars=facts["bars"]), *sentences)


@app.command()
def analyse(file: File, as_json: Json = False) -> None:
    from beats.analysis import analyse as listen

    with progress(as_json) as tell:
        heard = listen(file, progress=told(tell, "job-analyse"))
    if as_json:
        reply(True, msgspec.to_builtins(heard))
        return
    if heard.bpm is None:
        print(t("cli-no-tempo"))
        return
    others = ", ".join(decimal(other.bpm, 2) for other in heard.candidates[1:])
    print(t("cli-tempo", bpm=decimal(heard.bpm, 2), others=others, sure=_sure(heard.tempo_doubt)))
    if heard.is_variable and heard.bpm_range is not None:
        print(t("cli-tempo-wanders", low=decimal(heard.bpm_range[0]), high=decimal(heard.bpm_range[1])))
    print(t("cli-first-beat", at=decimal(heard.first_beat_s, 3), sure=_sure(heard.first_beat_doubt)))
    if heard.key:
        print(t("cli-key", key=heard.key, sure=_sure(heard.key_doubt)))


@app.command("kit-import")
def kit_import(source: Annotated[Path, typer.Argument(metavar="FOLDER|FILE")], as_json: Json = False) -> None:
    from beats.ownkits import import_kit
    from studio.storage import places

    with progress(as_json) as tell:
        kit = import_kit(source, places().kits, progress=told(tell, "job-kit"))
    facts = {
        "kit": kit.id,
        "title": kit.title,
        "sounds": [sound.name for sound in kit.sounds],
        "missing": list(kit.missing),
    }
    more = (t("told-kit-missing", count=len(kit.missing)),) if kit.missing else ()
    reply(as_json, facts, t("cli-kit-brought", name=kit.title, count=len(kit.sounds)), *more)


def _sure(doubt: float) -> str:
    """A doubt as a word that the texts choose by."""
    return "sure" if doubt < 0.34 else "maybe" if doubt < 0.67 else "guess"
