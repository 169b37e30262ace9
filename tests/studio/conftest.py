"""Music of our own for the meters and the mastering: eight bars of two styles, rendered once."""

from __future__ import annotations

import numpy as np
import pytest

MUSIC_HZ = 48_000


@pytest.fixture(scope="session")
def music(tmp_path_factory):
    """Style → float64 [frames, 2] at `MUSIC_HZ`, the tail with it. Not to be written to."""
    from beats.kits import kit_sources
    from beats.styles import style_song
    from studio.engine.offline import OfflineRenderer

    cache = tmp_path_factory.mktemp("music")
    made = {}
    for style in ("boom_bap", "trap"):
        song = style_song(style, "", bars=8)
        assert song.rate_hz == MUSIC_HZ
        sources = {track.kit: kit_sources(track.kit, MUSIC_HZ, cache) for track in song.tracks}
        blocks = OfflineRenderer(song, lambda media: cache / media.file, sources).mix()
        made[style] = np.concatenate([block.copy() for block in blocks])
        made[style].flags.writeable = False
    return made
