"""The command that gives a voice its sound."""

from __future__ import annotations

from typing import Annotated

import typer

from studio import params
from studio.errors import StudioError
from studio.song import Song
from ui.cli_parts import Json, SongPath, app, progress, reply, told
from ui.i18n import decimal, t


@app.command()
def voice(
    song: SongPath,
    preset: Annotated[str, typer.Option("--preset", metavar="V")],
    track: Annotated[str, typer.Option("--track", metavar="T")] = "",
    amount: Annotated[float | None, typer.Option("--amount", metavar="0–1", min=0.0, max=1.0)] = None,
    as_json: Json = False,
) -> None:
    from recorder import voices
    from ui.session import Session

    with Session(song) as session, progress(as_json) as tell:
        chosen = voices.find(preset, session.places.voices)
        track_id = _track_of(session.song, track)
        kits = session.kits(told(tell, "demo-kit"))
        sources = (session.song, session.folder.path_of, kits, track_id, chosen, amount)
        made = voices.matched_voice(*sources, progress=told(tell, "cli-measuring"))
        session.apply(made.song, "edit-set-voice")
    stands = made.song.track(track_id)
    facts = {
        "voice": chosen.id,
        "title": chosen.name or t(f"voice-{chosen.id}"),
        "track": track_id,
        "amount": stands.voice_amount,
        "trim_db": made.trim_db,
        "louder_db": made.louder_db,
        "measured": made.is_measured,
        "knobs": stands.knobs,
    }
    sentence = "cli-voice-matched" if made.is_measured else "cli-voice-laid"
    said = {"voice": facts["title"], "track": stands.name or t(f"role-{stands.role}"), "trim": decimal(made.trim_db)}
    reply(as_json, facts, t(sentence, **said))


def _track_of(song: Song, wanted: str) -> str:
    """The track of an id, a number counted from 1 or a name; without one the first voice that was sung, else the first
    voice there is. StudioError("voice-no-track"), ("bad-value")."""
    voices = [track for track in song.tracks if track.role in params.VOICE_ROLES]
    if not voices:
        raise StudioError("voice-no-track")
    if not wanted:
        return next((track.id for track in voices if track.clips), voices[0].id)
    for number, track in enumerate(song.tracks, 1):
        if wanted in (track.id, str(number), track.name) and track in voices:
            return track.id
    raise StudioError("bad-value", name="--track", value=wanted)
