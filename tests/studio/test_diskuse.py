"""What takes room on this machine, and what of it goes when a person empties it: never a song."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio import storage
from studio.diskuse import DiskUse, disk_use, empty_bins, empty_cache
from studio.errors import Cancelled
from studio.song import Media, Song
from studio.songbin import binned_path
from studio.songfile import SongFolder
from studio.storage import Places


@pytest.fixture
def places(tmp_path: Path, ram_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setenv(storage.HOME, str(tmp_path / "hjem"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(ram_path))
    return storage.places()


def song_with_bin(places: Places, title: str, binned_bytes: int) -> Path:
    """A song that has a sound, and one that was taken out of it."""
    path = storage.new_song_path(places.songs, title)
    media = Media(id="m1", file="media/m1.wav", frames=1, channels=1, rate_hz=48_000)
    with SongFolder.create(path, Song(title=title, media=(media,)), sync_every_s=None) as folder:
        (path / "media" / "m1.wav").write_bytes(bytes(700))
        (path / "takes" / "gone.wav").write_bytes(bytes(binned_bytes))
        folder.move_to_bin("takes/gone.wav")
    return path


def everything(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def test_all_is_counted_once_by_what_it_is_for(places: Places, tmp_path: Path) -> None:
    assert disk_use(places) == DiskUse(0, 0, 0, 0)
    path = song_with_bin(places, "Æ", 5_000)
    (places.finished / "Æ.wav").write_bytes(bytes(300))
    (places.cache / "peaks" / "æ").mkdir(parents=True)
    (places.cache / "peaks" / "æ" / "m1").write_bytes(bytes(40))
    (places.cache / "kernels" / "x").mkdir(parents=True)
    (places.cache / "kernels" / "x" / "code").write_bytes(bytes(9_000))
    (tmp_path / "big").write_bytes(bytes(100_000))
    (places.finished / "link.wav").symlink_to(tmp_path / "big")
    found = disk_use(places)
    index = (path / "bin" / "bin.json").stat().st_size
    assert found == DiskUse(
        songs=sum(everything(path).values()) - 5_000 - index, bins=5_000 + index, finished=300, cache=40
    )


def test_bins_are_emptied_and_songs_are_as_they_were(places: Places) -> None:
    paths = [song_with_bin(places, title, 5_000) for title in ("A", "B", "C")]
    before = [everything(path) for path in paths]
    held = SongFolder.open(paths[1], sync_every_s=None)  # as by another window
    assert empty_bins(places.songs, but=paths[2]) == 5_000
    held.close()
    assert not binned_path(paths[0], "takes/gone.wav").exists()
    for path, was in zip(paths[1:], before[1:], strict=True):
        assert binned_path(path, "takes/gone.wav").stat().st_size == 5_000
        assert {name for name in was if not name.startswith("lock")} <= set(everything(path))
    left = {name: size for name, size in everything(paths[0]).items() if not name.startswith("bin/")}
    assert left == {name: size for name, size in before[0].items() if not name.startswith("bin/")}
    with SongFolder.open(paths[0], sync_every_s=None) as again:
        assert again.song.title == "A"
        assert (paths[0] / "media" / "m1.wav").stat().st_size == 700
    assert empty_bins(places.songs, but=paths[2]) == 5_000  # the one that was held


def test_the_cache_goes_but_not_what_is_in_use(places: Places, tmp_path: Path) -> None:
    names = ("kits/a.wav", "kits/b.wav", "peaks/old/m1", "peaks/open/m1", "kernels/x/code")
    for name in names:
        (places.cache / name).parent.mkdir(parents=True, exist_ok=True)
        (places.cache / name).write_bytes(bytes(1_000))
    (tmp_path / "theirs").write_bytes(b"theirs")
    (places.cache / "link").symlink_to(tmp_path / "theirs")
    (places.cache / "door").symlink_to(tmp_path, target_is_directory=True)
    used = (places.cache / "kits" / "b.wav", places.cache / "peaks" / "open")
    assert empty_cache(places.cache, but=used) == 2_000
    left = {
        str(Path(home, name).relative_to(places.cache)) for home, _, files in os.walk(places.cache) for name in files
    }
    assert left >= {"kits/b.wav", "peaks/open/m1", "kernels/x/code"}
    assert not {"kits/a.wav", "peaks/old/m1"} & left
    assert (tmp_path / "theirs").read_bytes() == b"theirs"


def test_counting_and_emptying_can_be_stopped(places: Places) -> None:
    song_with_bin(places, "A", 5_000)
    with pytest.raises(Cancelled):
        disk_use(places, stopped=lambda: True)
    with pytest.raises(Cancelled):
        empty_bins(places.songs, stopped=lambda: True)
    assert disk_use(places).bins >= 5_000
