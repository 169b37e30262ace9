"""One stem of a release, as everything that speaks of stems knows it."""

from __future__ import annotations

from typing import Literal

from studio.credits import Value

StemKind = Literal["wet", "dry", "return"]
"""With everything that the mix does to it; as it was sung, without effects; what a send gave back."""


class Stem(Value, frozen=True):
    """A stereo 24-bit WAV at the song's rate that begins at beat 0; all stems of a release are equally long.

    The stems of kind `wet` and `return`, each turned by its `gain_db` and added up, are the mix before mastering. Those
    of kind `dry` are spare: they lie beside their wet twin and start muted.
    """

    name: str
    """What a person calls it, any script: the track's name, or the name of the return."""
    file: str
    """Its place in the folder of the release, with forward slashes: `stems/01_Beat_90bpm_Am.wav`."""
    role: str
    """The role of its track (`studio.song.Role`); `delay` or `reverb` for a return."""
    kind: StemKind
    gain_db: float = 0.0
    """How far a fader has to stand above 0 to sound as in the mix; the same for all wet stems and returns, and above 0
    only where the loudest of them did not fit below full scale."""
    pan: float = 0.0
    """−1…1, of a dry stem; what is wet holds its place already."""
    track_id: str = ""
    """Of its track; empty for a return."""
    frames: int = 0
