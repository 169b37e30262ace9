"""Own lessons: every version is kept, a lesson is shown once a second person has done it, and packages pass a gate."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import a_lesson
import pytest
from faultdisk import FaultDisk

from presets import teaching
from studio import riff
from studio.errors import StudioError
from studio.lessons import own, package

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
FILES = {"lesson.toml": a_lesson.TOML.encode(), "nb.ftl": a_lesson.NB.encode(), "en.ftl": a_lesson.EN.encode()}
WAV = riff.header(riff.Form(riff.PCM, 1, 48_000, 16), 4800) + b"\0" * 9600


def put(home: Path, files: dict[str, bytes] = FILES, lesson_id: str = a_lesson.ID) -> Path:
    folder = home / lesson_id
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def toml(version: int, **changes: str) -> dict[str, bytes]:
    """The lesson in another version, some words changed."""
    text = a_lesson.TOML.replace("version = 2", f"version = {version}")
    for old, new in changes.items():
        text = text.replace(old, new)
    return {**FILES, "lesson.toml": text.encode()}


def package_of(path: Path, files: dict[str, bytes], folder: str = a_lesson.ID) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(f"{folder}/{name}" if folder else name, data)
    return path


def tree(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


@pytest.fixture
def home(tmp_path):
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


# --- versions


def test_every_version_is_kept(home):
    assert own.keep(home, a_lesson.ID, FILES) == "new"
    assert own.keep(home, a_lesson.ID, FILES) == "same"
    newer, beside = toml(3), toml(3, boom_bap="trap")
    assert own.keep(home, a_lesson.ID, newer) == "newer"
    assert own.files_of(home / a_lesson.ID) == newer
    assert own.keep(home, a_lesson.ID, beside) == "beside"
    assert own.keep(home, a_lesson.ID, toml(1)) == "beside"
    assert own.files_of(home / a_lesson.ID) == newer
    assert [own.files_of(path) for path in own.older(home, a_lesson.ID)] == [toml(1), FILES, beside]
    assert teaching.lesson_ids(home) == (a_lesson.ID,)


def test_a_lesson_is_shown_when_a_second_person_has_done_just_this_version(home):
    own.keep(home, a_lesson.ID, FILES)
    folder = home / a_lesson.ID
    assert not own.is_tried(folder)
    own.mark_tried(folder)
    assert own.is_tried(folder)
    (folder / "nb.ftl").write_text(a_lesson.NB.replace("Myk", "Rolig"), encoding="utf-8")
    assert not own.is_tried(folder)
    for data in (b"", b"[]", b'{"format":2,"digest":""}', b'{"format":1,"digest":"0","more":1}'):
        (folder / own.TRIED_FILE).write_bytes(data)
        assert not own.is_tried(folder)


def test_other_files_of_a_folder_are_left_out(home):
    folder = put(home)
    (folder / "notes.odt").write_bytes(b"1")
    (folder / "link.svg").symlink_to("/etc/passwd")
    (folder / "nb").mkdir()
    (folder / "nb" / "listen.wav").write_bytes(WAV)
    assert set(own.files_of(folder)) == {*FILES, "nb/listen.wav"}
    with pytest.raises(StudioError):
        own.keep(home, "02-x", {**FILES, "notes.odt": b""})
    assert not (home / "02-x").exists()


def test_a_disk_that_is_full_leaves_what_was_there(home):
    own.keep(home, a_lesson.ID, FILES)
    for room_bytes in range(0, 12_000, 300):
        disk = FaultDisk(home)
        disk.room_bytes = room_bytes
        try:
            own.keep(home, a_lesson.ID, toml(3), disk)
        except StudioError as error:
            assert error.code == "disk-full"  # noqa: PT017
            assert own.files_of(home / a_lesson.ID) == FILES
        else:
            assert own.files_of(home / a_lesson.ID) == toml(3)
            assert [own.files_of(path) for path in own.older(home, a_lesson.ID)] == [FILES]
            return
    raise AssertionError("there was room enough")


# --- carried


def test_a_lesson_goes_from_one_machine_to_another_as_one_file(home, tmp_path):
    source = put(tmp_path / "here", {**FILES, "head.svg": SVG, "nb/listen.wav": WAV})
    own.mark_tried(source)
    file = tmp_path / f"a{package.SUFFIX}"
    package.pack(source, file)
    assert package.TakenIn(a_lesson.ID, 2, "new") == teaching.take_in(file, home)
    assert own.files_of(home / a_lesson.ID) == own.files_of(source)
    assert own.is_tried(home / a_lesson.ID)
    assert teaching.take_in(file, home).kept == "same"
    again = tmp_path / "b.leksjon"
    package.pack(home / a_lesson.ID, again)
    assert again.read_bytes() == file.read_bytes()
    assert sorted(path.name for path in home.iterdir()) == [a_lesson.ID]


def test_nothing_is_packed_that_no_machine_would_take_in(home, tmp_path):
    def refused(files: dict[str, bytes]) -> str:
        source = put(tmp_path / f"{len(list(tmp_path.iterdir()))}", files)
        with pytest.raises(StudioError) as caught:
            package.pack(source, tmp_path / "a.leksjon")
        assert not (tmp_path / "a.leksjon").exists()
        return caught.value.code

    assert refused({"nb.ftl": FILES["nb.ftl"]}) == "package-foreign"
    assert refused({**FILES, "nb/listen.wav": b"no sound"}) == "package-foreign"
    five_minutes = riff.header(riff.Form(riff.PCM, 1, 8_000, 8), 300 * 8_000) + b"\0" * (300 * 8_000)
    assert refused({**FILES, "nb/listen.wav": five_minutes}) == "package-foreign"
    minute = riff.header(riff.Form(riff.PCM, 1, 80_000, 16), 60 * 80_000) + b"\0" * (2 * 60 * 80_000)
    assert refused({**FILES, **{f"nb/s{number}.wav": minute for number in range(7)}}) == "package-too-big"


def test_a_newer_version_comes_in_above_the_one_that_is_there(home, tmp_path):
    own.keep(home, a_lesson.ID, FILES)
    assert teaching.take_in(package_of(tmp_path / "a.leksjon", toml(7)), home).kept == "newer"
    assert teaching.load_lesson(a_lesson.ID, home).lesson.version == 7
    assert len(own.older(home, a_lesson.ID)) == 1


def text(old: str, new: str) -> dict[str, bytes]:
    assert old in a_lesson.NB
    return {**FILES, "nb.ftl": a_lesson.NB.replace(old, new).encode()}


def logic(old: str, new: str) -> dict[str, bytes]:
    assert old in a_lesson.TOML
    return {**FILES, "lesson.toml": a_lesson.TOML.replace(old, new, 1).encode()}


HOSTILE = {
    # --- script in text
    "html": (text("Myk", "<b>Myk</b>"), "preset-broken"),
    "script": (text("Myk", "<script>alert(1)</script>"), "preset-broken"),
    "entity": (text("Myk", "&lt;b&gt;"), "preset-broken"),
    "function": (text("Myk", "{ NUMBER(1) }"), "preset-broken"),
    "reference": (text("Myk", "{ title }"), "preset-broken"),
    "term": (text("Myk", "{ -brand }"), "preset-broken"),
    "address": (text("Myk", "http://a.no"), "preset-broken"),
    "file address": (text("Myk", "file:///etc/passwd"), "preset-broken"),
    "turned round": (text("Myk", "\u202eMyk"), "preset-broken"),
    "deep text": ({**FILES, "nb.ftl": b"title = " + b"{" * 5000}, "preset-broken"),
    "no utf-8": ({**FILES, "nb.ftl": b"title = \xff"}, "preset-broken"),
    "long text": ({**FILES, "nb.ftl": b"# a\n" * 20_000}, "package-foreign"),
    # --- logic
    "unknown fact": (logic("playback.bars", "os.system"), "preset-broken"),
    "unknown action": (logic('do = "play"', 'do = "run"'), "preset-broken"),
    "unknown control": (logic("beat.kit", "beat.__class__"), "preset-broken"),
    "own next": (logic("low = [", f'next = ["{a_lesson.ID}"]\nlow = ['), "preset-broken"),
    "next to nowhere": (logic("low = [", 'next = ["77-nowhere"]\nlow = ['), "preset-broken"),
    "next in a ring": (logic("low = [", 'next = ["30-back"]\nlow = ['), "preset-broken"),
    "newer format": (logic("format = 1", "format = 2"), "preset-broken"),
    "deep logic": ({**FILES, "lesson.toml": b"a = " + b"[" * 9000}, "preset-broken"),
    "endless number": ({**FILES, "lesson.toml": b"version = " + b"9" * 9000}, "preset-broken"),
    "no toml": ({**FILES, "lesson.toml": b"\0\0\0"}, "preset-broken"),
    "not a number": (logic("ge = 4", "ge = nan"), "preset-broken"),
    "picture outside": (logic("hints = 1", 'hints = 1\npicture = "../../x.svg"'), "preset-broken"),
    # --- files
    "program": ({**FILES, "run.py": b"import os"}, "package-foreign"),
    "deep folder": ({**FILES, "nb/more/listen.wav": WAV}, "package-foreign"),
    "svg that runs": ({**FILES, "a.svg": SVG.replace(b"<path", b"<script")}, "package-foreign"),
    "no picture": ({**FILES, "a.png": b"GIF89a"}, "package-foreign"),
    "large picture": ({**FILES, "a.png": b"\x89PNG\r\n\x1a\n" + os.urandom(1_100_000)}, "package-foreign"),
    "picture of 100 MB": ({**FILES, "a.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 100_000_000}, "package-too-big"),
    "no sound": ({**FILES, "nb/listen.wav": b"MZ\0\0"}, "package-foreign"),
    "long sound": ({**FILES, "nb/listen.wav": riff.header(riff.Form(riff.PCM, 1, 8000, 8), 481_000) + b"\0" * 481_000},
                   "package-foreign"),
    "no lesson": ({"nb.ftl": FILES["nb.ftl"]}, "package-foreign"),
    "no texts": ({"lesson.toml": FILES["lesson.toml"]}, "preset-broken"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_is_refused_and_nothing_of_it_stays(home, tmp_path, name):
    put(home, logic("low = [", f'next = ["{a_lesson.ID}"]\nlow = ['), "30-back")
    files, code = HOSTILE[name]
    path = package_of(tmp_path / "a.leksjon", files)
    before = tree(tmp_path)
    with pytest.raises(StudioError) as caught:
        teaching.take_in(path, home)
    assert caught.value.code == code
    assert tree(tmp_path) == before
    assert sorted(entry.name for entry in home.iterdir()) == ["30-back"]


@pytest.mark.parametrize("folder", ["", "lesson", "../01-first-hits", "01-First-Hits"])
def test_a_package_holds_one_folder_called_as_lessons_are(home, tmp_path, folder):
    with pytest.raises(StudioError) as caught:
        teaching.take_in(package_of(tmp_path / "a.leksjon", FILES, folder), home)
    assert caught.value.code in ("package-foreign", "package-unsafe")
    assert list(home.iterdir()) == []


def test_two_lessons_in_one_package_are_refused(home, tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for folder in ("01-a", "02-b"):
            for name, data in FILES.items():
                made.writestr(f"{folder}/{name}", data)
    (tmp_path / "a.leksjon").write_bytes(buffer.getvalue())
    with pytest.raises(StudioError) as caught:
        teaching.take_in(tmp_path / "a.leksjon", home)
    assert caught.value.code == "package-foreign"
