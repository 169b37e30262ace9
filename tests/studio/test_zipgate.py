"""The gate for packages: whole and plain ones are read, every other is refused with a sentence and in little time."""

from __future__ import annotations

import io
import os
import stat
import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio.errors import StudioError
from studio.zipgate import MOST_ENTRIES, Limits, read_package

LIMITS = Limits(total_mb=60, entry_mb=40)
DEFLATED = zipfile.ZIP_DEFLATED


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], packed: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packed) as package:
        for name, data in entries:
            package.writestr(name, data)
    return buffer.getvalue()


def info(name: str, mode: int = 0, **fields: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    for field, value in fields.items():
        setattr(entry, field, value)
    return entry


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """A name changed in both places where a zip has it, its length kept."""
    assert len(old) == len(new)
    assert data.count(old) == 2
    return data.replace(old, new)


def patched(data: bytes, signature: bytes, at: int, value: int, width: str = "<H") -> bytes:
    """A field of the first header of a kind."""
    place = data.rindex(signature) + at
    return data[:place] + struct.pack(width, value) + data[place + struct.calcsize(width) :]


def refused(path: Path, data: bytes, limits: Limits = LIMITS) -> str:
    path.write_bytes(data)
    began = time.process_time()
    with pytest.raises(StudioError) as caught:
        read_package(path, limits)
    assert time.process_time() - began < 2.0
    assert caught.value.fields["name"] == path.name
    return caught.value.code


def test_a_plain_package_is_read(tmp_path):
    path = tmp_path / "a.leksjon"
    path.write_bytes(zipped(("b/", b""), ("b/to.txt", b"to"), ("b/en.txt", b"en" * 9), packed=DEFLATED))
    assert read_package(path, LIMITS) == {"b/en.txt": b"en" * 9, "b/to.txt": b"to"}


@pytest.mark.parametrize(
    "name",
    [
        "../a", "a/../../b", "a/..", "/a", "//a/b", "C:/a", "c:a", "a/./b", "a//b", "a/b.", "a /b", "a/ b", "CON",
        "a/nul.txt", "a/com1", "a\u202eb", "a\tb", "a:b", 'a"b', "a*b", "a|b", "<a>", "a" * 121, ".", "a/b/../c",
    ],
)  # fmt: skip
def test_names_that_lead_out_or_mean_two_places_are_refused(tmp_path, name):
    assert refused(tmp_path / "a.zip", zipped(("x/ok.txt", b"1"), (name, b"2"))) == "package-unsafe"


@pytest.mark.parametrize("new", [b"..\\aa", b"x\\aaa", b"\\\\aaa", b"x\x00aaa"[:5], b"C:\\aa"])
def test_backslashes_and_noughts_in_names_are_refused(tmp_path, new):
    data = renamed(zipped(("xzaaa", b"1")), b"xzaaa", new)
    assert refused(tmp_path / "a.zip", data) == "package-unsafe"


@pytest.mark.parametrize(
    "names",
    [("x/a.txt", "x/A.txt"), ("x/é.txt", "x/e\u0301.txt"), ("x/a", "x/a/b"), ("X/a", "x/a"), ("x/ß", "x/SS")],
)
def test_names_that_one_disk_tells_apart_and_another_does_not_are_refused(tmp_path, names):
    data = zipped(*((name, b"1") for name in names))
    assert refused(tmp_path / "a.zip", data) == "package-unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_is_refused(tmp_path):
    assert refused(tmp_path / "a.zip", zipped(("x/a", b"1"), ("x/a", b"2"))) == "package-unsafe"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR])
def test_links_and_devices_are_refused(tmp_path, kind):
    data = zipped((info("x/a", kind | 0o644), b"/etc/passwd"))
    assert refused(tmp_path / "a.zip", data) == "package-unsafe"


def test_what_is_encrypted_or_packed_in_another_way_is_refused(tmp_path):
    data = zipped(("x/a", b"1"))
    locked = patched(patched(data, b"PK\x01\x02", 8, 1), b"PK\x03\x04", 6, 1)
    assert refused(tmp_path / "a.zip", locked) == "package-unsafe"
    other = zipped(("x/a", b"1" * 900), packed=zipfile.ZIP_LZMA)
    assert refused(tmp_path / "b.zip", other) == "package-unsafe"


@pytest.mark.parametrize("inside", [zipped(("a", b"1")), b"\x1f\x8b" + b"0" * 9, b"Rar!" + b"0" * 9,
                                    b"7z\xbc\xaf" + b"0" * 9, b"\0" * 257 + b"ustar" + b"\0" * 9],
                         ids=["zip", "gzip", "rar", "7z", "tar"])  # fmt: skip
def test_an_archive_inside_is_refused(tmp_path, inside):
    assert refused(tmp_path / "a.zip", zipped(("x/a.svg", inside))) == "package-unsafe"


def test_bombs_are_refused_before_they_go_off(tmp_path):
    steep = zipped(("x/a", b"\0" * 12_000_000), packed=DEFLATED)
    assert len(steep) < 20_000
    assert refused(tmp_path / "steep.zip", steep) == "package-too-big"
    big = zipped(("x/a.png", os.urandom(1000) * 100_000), packed=zipfile.ZIP_STORED)
    assert refused(tmp_path / "big.zip", big) == "package-too-big"
    many = zipped(*((f"x/{number}", b"") for number in range(MOST_ENTRIES + 1)))
    assert refused(tmp_path / "many.zip", many) == "package-too-big"
    whole = zipped(*((f"x/{number}", os.urandom(999_000)) for number in range(61)))
    assert refused(tmp_path / "sum.zip", whole) == "package-too-big"


def test_an_entry_that_says_it_is_small_and_is_not_is_refused(tmp_path):
    data = zipped(("x/a", b"\0" * 30_000_000), packed=DEFLATED)
    lies = patched(patched(data, b"PK\x01\x02", 24, 100, "<I"), b"PK\x03\x04", 22, 100, "<I")
    assert refused(tmp_path / "a.zip", lies) in ("package-too-big", "package-unreadable")


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"<html>" * 99,
                                  b"MZ" + zipped(("x/a", b"1")), zipped(("x/a", b"1"))[:-9]],
                         ids=["empty", "two", "four", "no end", "page", "program first", "cut off"])  # fmt: skip
def test_what_is_no_whole_zip_is_refused(tmp_path, data):
    assert refused(tmp_path / "a.zip", data) == "package-unreadable"


def test_a_link_a_folder_and_nothing_are_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(("x/a", b"1")))
    (tmp_path / "link.zip").symlink_to(tmp_path / "a.zip")
    (tmp_path / "folder.zip").mkdir()
    for name in ("link.zip", "folder.zip", "none.zip"):
        with pytest.raises(StudioError):
            read_package(tmp_path / name, LIMITS)


SOUND = zipped(("x/a.txt", b"hello " * 50), ("x/b.txt", b"1" * 300), packed=DEFLATED)


@settings(max_examples=300, deadline=None)
@example([(SOUND.index(b"x/a.txt", SOUND.index(b"PK\x01\x02")), 0)])  # its name ends where it begins
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_whatever_is_changed_it_is_read_as_it_was_or_refused(ram_home, changes):
    data = bytearray(SOUND)
    for at, value in changes:
        data[at] = value
    path = ram_home / "a.zip"
    path.write_bytes(bytes(data))
    try:
        found = read_package(path, LIMITS)
    except StudioError as error:
        assert error.code.startswith("package-")  # noqa: PT017
    else:
        assert {b"hello " * 50, b"1" * 300} >= set(found.values())


@pytest.fixture(scope="module")
def ram_home(tmp_path_factory):
    return tmp_path_factory.mktemp("packages")
