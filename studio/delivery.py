"""What a finished track is held against before it goes out: the shape of `presets/delivery.toml`.

The numbers change as the services change their minds, so they live in a dated file that a person can correct; here is
only what such a file may say, and what it means.
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

Level = Literal["ok", "info", "warn", "block"]
"""How much it matters: nothing, worth knowing, worth a look, not to be sent out like this."""


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file: nothing may be left out, nothing else may stand there."""


class Band(_Table, frozen=True):
    """Two ranges around what is good, both ends included."""

    ok: tuple[float, float]
    warn: tuple[float, float]
    """Contains `ok`; between the two it is worth a look."""
    beyond: Level = "block"
    """What it is outside of both."""

    def __post_init__(self) -> None:
        if not self.ok[0] <= self.ok[1]:
            raise ValueError("`ok`: the smaller number comes first")
        if not self.warn[0] <= self.ok[0] <= self.ok[1] <= self.warn[1]:
            raise ValueError("`warn`: has to contain the range of ok")

    def level(self, value: float) -> Level:
        """Where a number lies; NaN lies outside."""
        if self.ok[0] <= value <= self.ok[1]:
            return "ok"
        return "warn" if self.warn[0] <= value <= self.warn[1] else self.beyond

    def limit(self, value: float) -> float:
        """The edge of what is good that a number is nearest to."""
        return self.ok[0] if value < self.ok[0] else self.ok[1]


class Upload(_Table, frozen=True):
    """What the strictest of the services takes, as a file."""

    rate_hz: int
    bits: tuple[int, ...]
    channels: int


class Quiet(_Table, frozen=True):
    """What counts as silence."""

    edge_dbfs: float
    """At the head and the tail: a sample below this is silent."""
    inside_dbfs: float
    """In the middle of the song."""
    pause_db: float
    """A voice pauses where it is so far below its own loudest tenth."""
    hum_dbfs: float
    """Hum below this is not heard."""


class Flat(_Table, frozen=True):
    """What a converter or a plug leaves when it was driven too far."""

    dbfs: float
    frames: int
    """So many equal samples in a row at or above `dbfs` are one place."""


class Cover(_Table, frozen=True):
    """What the shops demand of a cover."""

    side_px: int
    quality: int
    """Of the JPEG, 1…95."""
    largest_bytes: int
    source_block_px: int
    """A picture with a shorter side is refused."""
    source_warn_px: int
    """One with a shorter side has to be enlarged, which shows."""
    blur: float
    """Variance of the Laplacian, of a picture of 1000 px and levels 0…255, below which it counts as blurred."""
    contrast: float
    """Of letters on what is behind them, WCAG 2."""


class Titles(_Table, frozen=True):
    """What the shops refuse in a title."""

    guests: tuple[str, ...]
    """Words that announce a guest, who belongs in a field of their own."""
    capitals: int
    """A title of capitals alone is refused from so many letters on."""
    on_cover: tuple[str, ...]
    """What must not stand on a cover, as far as a title or a name could bring it there."""


class Delivery(_Table, frozen=True):
    """The whole file. A row of `studio.preflight.table.CHECKS` is judged by the band of its name."""

    dated: datetime.date
    louder_from_lufs: float
    """From here on a track counts as loud, and `true_peak_loud` holds instead of `true_peak`."""
    upload: Upload
    quiet: Quiet
    flat: Flat
    cover: Cover
    titles: Titles
    loudness: Band
    true_peak: Band
    true_peak_loud: Band
    lossy_peak: Band
    source_clipping: Band
    mix_peak: Band
    dynamics: Band
    range: Band
    surge: Band
    length: Band
    head_silence: Band
    tail_silence: Band
    gap: Band
    edges: Band
    start_click: Band
    offset: Band
    sub_bass: Band
    noise_floor: Band
    hum: Band
    mono_loss: Band
    correlation: Band
    correlation_worst: Band
    sides: Band
    dual_mono: Band
    one_channel: Band
    bad_samples: Band
    voice_balance: Band
