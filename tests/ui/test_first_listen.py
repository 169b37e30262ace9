"""What listening compiles is compiled once, ahead, and makes way for whoever brings a beat."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import Desk

import presets
from studio.errors import Cancelled
from ui import worker
from ui.first_listen import FirstListen, sign_of


@pytest.fixture
def new(home: Path) -> Path:
    """An installation that has listened to nothing yet; where its sign will stand."""
    sign = sign_of(home / "cache")
    sign.unlink()
    return sign


def test_a_first_start_listens_once_and_shows_nothing_of_it(new: Path, desk: Desk) -> None:
    first: FirstListen = desk.bridge.first_listen
    desk.sound_ready()
    assert desk.bridge.work is None
    desk.until(new.exists, "the sign")
    job = first.job
    desk.bridge.link.ready.emit()  # as when an engine comes back
    assert first.job is job


def test_where_one_was_listened_to_nothing_begins(desk: Desk) -> None:
    desk.sound_ready()
    assert desk.bridge.first_listen.job is None


@pytest.mark.usefixtures("unheard")
def test_it_makes_way_for_a_beat_of_ones_own(new: Path, desk: Desk) -> None:
    desk.sound_ready()
    ended = []
    desk.bridge.first_listen.job.cancelled.connect(lambda: ended.append(True))
    desk.bridge.exchange.beat_imported.emit("of a beat")
    desk.until(lambda: ended, "the end", 5.0)
    assert not new.exists(), "the next start tries again"


@pytest.mark.usefixtures("unheard")
def test_it_ends_at_once_when_it_is_told_to() -> None:
    with pytest.raises(Cancelled):
        worker.listen(presets.load_verse().path, lambda share: None, lambda: True, ahead=True)
