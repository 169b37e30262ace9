"""What is said of a take when it is over: nothing is lost, why it ended, and what can be done now."""

from __future__ import annotations

import msgspec
import pytest

from studio.engine.messages import TakeClosed
from studio.song import Gap
from ui import notices
from ui.i18n import t

CLOSED = TakeClosed(
    take_id="k1",
    path="song/takes/k1.wav",
    track_id="t1",
    frames=37 * 48_000,
    rate_hz=48_000,
    at_beat=0.0,
    lead_frames=0,
)


@pytest.mark.parametrize(
    ("changes", "message", "action"),
    [
        ({}, "told-take-kept", "ok"),
        ({"clipped_frames": 3}, "told-take-loud", "ok"),
        ({"gaps": (Gap(at_frame=9, length_frames=960),)}, "told-take-kept", "ok"),  # 20 ms, and not more
        ({"gaps": (Gap(at_frame=9, length_frames=961),), "clipped_frames": 3}, "told-take-gaps", "again"),
        ({"xruns": 1}, "told-take-kept", "ok"),  # a round trip of 10 ms each
        ({"xruns": 3}, "told-take-gaps", "again"),
        ({"xruns": 1, "gaps": (Gap(at_frame=9, length_frames=481),)}, "told-take-gaps", "again"),
        ({"path": "spool/a1b2/k1.wav", "clipped_frames": 3}, "told-take-spooled", "ok"),
        ({"why": "slept"}, "told-take-slept", "again"),
        ({"why": "disk-full"}, "told-take-disk-full", "room"),
        ({"why": "disk-refused"}, "told-take-disk-refused", "ok"),
    ],
)
def test_a_take_that_is_over(changes: dict[str, object], message: str, action: str) -> None:
    notice = notices.of_closed(msgspec.structs.replace(CLOSED, **changes), 480)
    assert (notice.message, notice.action) == (message, action)
    assert "0:37" in notice.text()
    assert t(f"action-{action}")
    assert t(f"action-{action}.help")


@pytest.mark.parametrize("code", ["disk-low", "disk-full"])
def test_where_room_is_short_the_button_makes_room(code: str) -> None:
    assert notices.ACTIONS[code] == "room"
