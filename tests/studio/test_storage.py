"""Where things live on this machine, what it remembers, how much room there is."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from functools import partial
from pathlib import Path

import msgspec
import pytest
from faultdisk import FaultDisk, crash_states, small_disk

from studio import storage
from studio.device import DeviceWish
from studio.errors import StudioError
from studio.song import Song
from studio.songfile import SongFolder
from studio.storage import Places, Settings

DEVICE = DeviceWish(
    host_api="JACK",
    input_name="Scarlett Solo — inngang",
    input_channel=1,
    output_name="Høyttaler",
    output_channels=2,
    block_frames=256,
)
SETTINGS = Settings(device=DEVICE, language="en", theme="light", calm=True, monitor_db=-6.0)


@pytest.fixture(autouse=True)
def runtime_room(ram_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Runtime folders of these tests go with them."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(ram_path))
    return ram_path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(storage.HOME, str(tmp_path / "Hjem æøå"))
    return tmp_path / "Hjem æøå"


FILES = ("settings", "ballast", "set_list", "hand_over")


def folders(found: Places) -> dict[str, Path]:
    return {name: path for name, path in found._asdict().items() if name not in FILES}


def test_one_folder_holds_everything(home: Path) -> None:
    found = storage.places()
    assert all(home in path.parents for name, path in found._asdict().items() if name != "runtime")
    for path in folders(found).values():
        assert path.is_dir()
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert storage.places() == found
    assert not found.settings.exists()


def test_without_it_the_system_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(storage.HOME, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    found = storage.places()
    assert all(tmp_path in path.parents for name, path in found._asdict().items() if name != "runtime")
    assert all(path.is_dir() for path in folders(found).values())


def test_the_runtime_folder_is_short_private_and_of_this_home_alone(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = storage.places().runtime
    monkeypatch.setenv(storage.HOME, str(tmp_path / ("x" * 200)))
    second = storage.places().runtime
    assert first != second
    for folder in (first, second):
        assert len(str(folder / "engine")) < 100
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="other rules of access")
def test_a_runtime_folder_that_somebody_else_laid_out_is_passed_by(home: Path, runtime_room: Path) -> None:
    mine = storage.places().runtime
    assert mine.parent == runtime_room
    mine.chmod(0o777)
    other = storage.places().runtime
    assert other.parent != runtime_room
    mine.rmdir()
    mine.symlink_to(runtime_room)
    assert storage.places().runtime == other
    other.rmdir()


def test_a_home_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv(storage.HOME, str(tmp_path / "file" / "home"))
    with pytest.raises(StudioError, match="disk-refused"):
        storage.places()


# --- songs -----------------------------------------------------------------------------------------------------------


def test_songs_are_listed_the_latest_first(tmp_path: Path) -> None:
    assert storage.songs(tmp_path / "gone") == []
    for number, title in enumerate(("Æ", "Låt", "Låt", "😀")):
        path = storage.new_song_path(tmp_path, title)
        SongFolder.create(path, Song(title=title), sync_every_s=None).close()
        os.utime(path / "song.json", (number, number))
        os.utime(path, (number, number))
    (tmp_path / "something else").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(path)
    found = storage.songs(tmp_path)
    assert [(entry.title, entry.path.name) for entry in found] == [
        ("😀", "song"),
        ("Låt", "laat-2"),
        ("Låt", "laat"),
        ("Æ", "ae"),
    ]
    (path / "song.json").unlink()
    assert {entry.title for entry in storage.songs(tmp_path)} == {"song", "Låt", "Æ"}


# --- settings --------------------------------------------------------------------------------------------------------


def test_settings_come_back(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    assert storage.read_settings(path) == Settings()
    for settings in (SETTINGS, Settings(), msgspec.structs.replace(SETTINGS, device=None)):
        storage.write_settings(path, settings)
        assert storage.read_settings(path) == settings
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        bytes(300),
        b'{"theme":3}',
        b'{"monitor_db":NaN}',
        b'{"monitor_db":1e999}',
        b'{"device":{}}',
        b"[]",
        b"[" * 900_000,
        b" " * 2_000_000,
        b'{"theme":"\xff"}',
    ],
)
def test_damaged_settings_are_put_aside(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(data)
    assert storage.read_settings(path) == Settings()
    assert (tmp_path / "settings-damaged.json").read_bytes() == data
    storage.write_settings(path, SETTINGS)
    assert storage.read_settings(path) == SETTINGS


def test_settings_from_another_version(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"theme":"light","hologram":true,"monitor_db":400.0}')
    assert storage.read_settings(path) == Settings(theme="light", monitor_db=6.0)
    assert path.exists()


def test_settings_through_a_power_cut_and_a_full_disk(tmp_path: Path) -> None:
    live, cut = tmp_path / "live", tmp_path / "cut"
    live.mkdir()
    storage.write_settings(live / "settings.json", Settings(theme="light"))
    disk = FaultDisk(live)
    storage.write_settings(live / "settings.json", SETTINGS, disk)
    for number, state in enumerate(crash_states(disk)):
        state.put_at(cut / str(number))
        assert storage.read_settings(cut / str(number) / "settings.json") in (SETTINGS, Settings(theme="light"))
    assert number > 3
    disk.room_bytes = 2
    with pytest.raises(StudioError, match="disk-full"):
        storage.write_settings(live / "settings.json", Settings(), disk)
    assert storage.read_settings(live / "settings.json") == SETTINGS
    assert [entry.name for entry in live.iterdir()] == ["settings.json"]


# --- room ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size_mb", "rate_hz", "verdict"),
    [
        (100, 48_000, "refuse"),
        (499, 48_000, "refuse"),
        (501, 48_000, "low"),
        (1_999, 48_000, "low"),
        (2_001, 48_000, "ok"),
        (2_001, 96_000, "ok"),
    ],
)
def test_how_much_can_be_recorded(tmp_path: Path, size_mb: int, rate_hz: int, verdict: str) -> None:
    with small_disk(tmp_path / "disk", size_mb * 1_000_000) as disk:
        found = storage.disk_state(disk / "songs" / "not" / "made" / "yet", rate_hz)
        assert found.verdict == verdict
        assert found.free_mb == pytest.approx(size_mb, abs=1)
        assert found.minutes == pytest.approx(size_mb * 1e6 / (rate_hz * 3 * 60), rel=0.01)


def test_an_hour_counts_where_two_gigabytes_are_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "LOW_BYTES", 0)
    with small_disk(tmp_path / "disk", 600_000_000) as disk:
        assert storage.disk_state(disk, 48_000).verdict == "ok"
        assert storage.disk_state(disk, 96_000).verdict == "low"


def test_ballast_lies_there_and_goes_when_it_must(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2_200_000_000) as disk:
        path = disk / "ballast"
        assert not storage.release_ballast(path)
        free = storage.free_bytes(disk)
        assert storage.make_ballast(path)
        assert free - storage.free_bytes(disk) == pytest.approx(storage.BALLAST_BYTES, rel=0.01), (
            "room that is really taken"
        )
        inode = path.stat().st_ino
        assert storage.make_ballast(path)
        assert path.stat().st_ino == inode
        assert storage.release_ballast(path)
        assert storage.free_bytes(disk) == free
        path.write_bytes(b"half")
        assert storage.make_ballast(path)
        assert path.stat().st_size == storage.BALLAST_BYTES


def test_no_ballast_where_there_is_little_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1_000_000_000) as disk:
        assert not storage.make_ballast(disk / "ballast")
        assert list(disk.iterdir()) == []


def test_a_ballast_that_does_not_go_in_leaves_nothing(tmp_path: Path) -> None:
    disk = FaultDisk(tmp_path)
    calls = [0]

    def fault() -> OSError | None:
        calls[0] += 1
        return OSError(errno.ENOSPC, "full") if calls[0] > 5 else None

    disk.fail("write", fault)
    assert not storage.make_ballast(tmp_path / "ballast", disk)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_and_the_song_is_saved_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "LOW_BYTES", 0)
    with small_disk(tmp_path / "disk", 80_000_000) as disk:
        ballast = disk / "ballast"
        assert storage.make_ballast(ballast)
        make_room = partial(storage.release_ballast, ballast)
        folder = SongFolder.create(disk / "song", Song(title="0"), make_room=make_room, sync_every_s=None)
        with (disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(bytes(4096))
        assert storage.free_bytes(disk) == 0
        folder.commit(Song(title="x" * 50_000), "edit")
        folder.save()
        folder.close()
        assert not ballast.exists()
        with SongFolder.open(disk / "song", sync_every_s=None) as again:
            assert again.song.title == "x" * 50_000
