"""Songs as hypothesis makes them: everything that may be in one, in any combination that makes sense."""

from __future__ import annotations

from hypothesis import strategies as st

from studio import params
from studio.song import (
    Clip,
    Gap,
    Lane,
    Line,
    Media,
    Note,
    Pattern,
    Section,
    Song,
    Step,
    Take,
    Track,
)

text = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
beats = st.floats(-64, 100_000)
frames = st.integers(0, 10**10)


def ids(prefix: str, most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.integers(1, 30).map(lambda number: f"{prefix}{number}"), max_size=most, unique=True)


def knobs(table: tuple[params.Param, ...]) -> st.SearchStrategy[dict[str, float]]:
    rows = [st.tuples(st.just(row.name), st.floats(row.low, row.high)) for row in table]
    return st.lists(st.one_of(rows), max_size=4).map(dict)


steps = st.builds(
    Step,
    at_step=st.integers(0, 63),
    velocity=st.integers(1, 127),
    ratchet=st.integers(1, 8),
    over_steps=st.integers(1, 8),
)
notes = st.builds(
    Note,
    at_step=st.integers(0, 63),
    length_steps=st.integers(1, 16),
    midi_note=st.integers(0, 127),
    velocity=st.integers(1, 127),
    glide_to=st.none() | st.integers(0, 127),
)


@st.composite
def songs(draw: st.DrawFn) -> Song:
    media = tuple(
        Media(
            id=name,
            file=f"{draw(st.sampled_from(('media', 'takes')))}/{name}.wav",
            frames=draw(frames),
            channels=draw(st.integers(1, 2)),
            rate_hz=48_000,
            name=draw(text),
        )
        for name in draw(ids("m"))
    )
    some_media = st.sampled_from([one.id for one in media]) if media else st.nothing()
    clip_names = iter(draw(ids("c", 8)))
    tracks = []
    for name in draw(ids("t")):
        count = draw(st.integers(0, 3)) if media else 0
        clips = tuple(
            Clip(
                id=clip_name,
                media_id=draw(some_media),
                at_beat=draw(beats),
                length_frames=draw(frames),
                offset_frames=draw(frames),
                gain_db=draw(st.floats(-120, 24)),
                fade_in_frames=draw(frames),
                fade_out_frames=draw(frames),
                fade_in_shape=draw(st.sampled_from(("gain", "power"))),
                fade_out_shape=draw(st.sampled_from(("gain", "power"))),
                mute=draw(st.booleans()),
            )
            for clip_name, _ in zip(clip_names, range(count), strict=False)
        )
        role = draw(st.sampled_from(("beat", "drums", "bass", "lead", "double", "adlib", "hook")))
        tracks.append(Track(id=name, role=role, name=draw(text), clips=clips, knobs=draw(knobs(params.TRACK))))
    some_track = st.sampled_from([one.id for one in tracks]) if tracks else st.nothing()
    lanes = st.builds(
        Lane,
        sound=st.sampled_from(("kick", "snare", "closed_hat", "sub")),
        track_id=some_track,
        steps=st.lists(steps, max_size=3).map(tuple),
        notes=st.lists(notes, max_size=3).map(tuple),
        mute=st.booleans(),
        late_ms=st.floats(-50, 50),
    )
    patterns = tuple(
        Pattern(
            id=name,
            name=draw(text),
            bars=draw(st.integers(1, 8)),
            swing_percent=draw(st.floats(50, 75)),
            lanes=tuple(draw(st.lists(lanes, max_size=2))) if tracks else (),
        )
        for name in draw(ids("p"))
    )
    some_pattern = st.sampled_from(["", *(one.id for one in patterns)])
    sections = tuple(
        Section(id=name, kind="verse", bars=draw(st.integers(1, 32)), pattern_id=draw(some_pattern))
        for name in draw(ids("s"))
    )
    takes = tuple(
        Take(
            id=name,
            media_id=draw(some_media),
            track_id="t1",
            at_beat=draw(beats),
            gaps=tuple(draw(st.lists(st.builds(Gap, at_frame=frames, length_frames=frames), max_size=2))),
            rescued=draw(st.booleans()),
        )
        for name in draw(ids("k") if media else st.just([]))
    )
    return Song(
        title=draw(text),
        bpm=draw(st.floats(40, 240)),
        beats_per_bar=draw(st.integers(1, 12)),
        rate_hz=draw(st.sampled_from((44_100, 48_000, 88_200, 96_000))),
        style=draw(text),
        tracks=tuple(tracks),
        patterns=patterns,
        sections=sections,
        media=media,
        takes=takes,
        lines=tuple(draw(st.lists(st.builds(Line, text=text), max_size=3))),
        master=draw(knobs(params.MASTER)),
        next_id=draw(st.integers(1, 10**6)),
    )
