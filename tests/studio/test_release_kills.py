"""A release that is killed: whatever moment it was, the folder before it or the new one stands, whole."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import msgspec
import pytest
from songs import clip_song, noise
from victims import Nursery

from studio.release import PACKS
from studio.song import Track
from studio.wholefolder import settle

TITLES = ("Den gamle", "Den nye")
KILLS = 20


class Studio:
    """A song of half a second on a disk in memory, and the folders that come of it."""

    def __init__(self, home: Path, nursery: Nursery, packs: frozenset[str]) -> None:
        self.home, self._nursery, self._packs = home, nursery, sorted(packs)
        self.target = home / "ut/Gi ut"
        self.target.parent.mkdir()
        song = clip_song(home, noise(0.5, 1), noise(0.5, 2), bpm=180.0, reverb_send_db=-12.0)
        lead: Track = msgspec.structs.replace(song.tracks[1], role="lead")
        song = msgspec.structs.replace(song, tracks=(song.tracks[0], lead))
        (home / "song.json").write_bytes(msgspec.json.encode(song))

    def made(self, title: str, last: int = 0) -> bool:
        """Has a process make the folder, and die before its operation `last`; True if it came to its end."""
        told = (str(self.home), title, str(self.target), self._packs, last)
        return bool(self._nursery.lived("release", self.home / "said", *told))

    @property
    def operations(self) -> list[tuple[str, str]]:
        """What was done to the disk when the folder was last made undisturbed."""
        return [(event, name) for event, name in json.loads((self.home / "operations.json").read_text())]

    @property
    def held(self) -> dict[str, bytes]:
        """What stands at the folder's place."""
        paths = sorted(self.target.rglob("*"))
        return {path.relative_to(self.target).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def moments(operations: list[tuple[str, str]], chance: random.Random) -> list[int]:
    """Twenty of them: twelve spread over the making, and eight over the putting in place, both of its steps among
    them."""
    steps = [number for number, (event, name) in enumerate(operations, 1) if event == "os.rename" and "/" not in name]
    assert [operations[number - 1][1] for number in steps] == ["Gi ut", "Gi ut.new.tmp"]
    first, count = steps[0], len(operations)
    making = [chance.randint(1 + part * first // 12, (part + 1) * first // 12) for part in range(12)]
    return sorted([*making, *steps, *chance.sample(range(steps[1] + 1, count + 1), 6)])


def check_kills(studio: Studio, seed: int) -> None:
    wanted = []
    for title in TITLES:
        assert studio.made(title)
        wanted.append(studio.held)
    assert wanted[0] != wanted[1]
    stands, came = 1, 0
    chosen = moments(studio.operations, random.Random(seed))
    print(f"seed {seed}: killed before operations {chosen} of {len(studio.operations)}")
    assert len(chosen) == KILLS
    for last in chosen:
        new = 1 - stands
        assert not studio.made(TITLES[new], last)
        found = studio.held
        between = studio.operations[last - 1] == ("os.rename", "Gi ut.new.tmp")
        assert found in ([{}] if between else [wanted[stands], wanted[new]])  # never half
        settle(studio.target)
        assert studio.held == (found or wanted[stands])
        assert os.listdir(studio.target.parent) == ["Gi ut"]
        came += studio.held == wanted[new]
        stands = wanted.index(studio.held)
    assert 0 < came < KILLS
    assert not studio.made(TITLES[stands], chosen[10])
    assert len(os.listdir(studio.target.parent)) == 2
    assert studio.made(TITLES[stands])  # the next one begins by clearing what is left
    assert os.listdir(studio.target.parent) == ["Gi ut"]
    assert studio.held == wanted[stands]


def test_twenty_kills_leave_the_old_folder_or_the_new_one(nursery: Nursery, ram_path: Path) -> None:
    check_kills(Studio(ram_path, nursery, frozenset({"upload", "stems"})), seed=20)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_twenty_kills_of_a_whole_release(seed: int, nursery: Nursery, ram_path: Path) -> None:
    check_kills(Studio(ram_path, nursery, frozenset(PACKS)), seed)
