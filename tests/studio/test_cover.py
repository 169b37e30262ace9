"""Covers: what comes out is what every shop takes, whatever came in; what cannot be used is refused with a sentence."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

import presets
from studio.cover import contrast, examine, luminance, make_cover, preview
from studio.cover_art import MOTIFS, PALETTES, TEXT_FROM, shapes
from studio.errors import StudioError
from studio.preflight.artwork import check_cover

RULES = presets.load_delivery().cover


def markers(jpeg: bytes) -> list[int]:
    """The markers of a JPEG up to its picture."""
    assert jpeg[:2] == b"\xff\xd8"
    at, found = 2, []
    while True:
        mark, size = struct.unpack(">HH", jpeg[at : at + 4])
        found.append(mark)
        if mark == 0xFFDA:
            return found
        at += 2 + size


@cache
def photo_levels(side: int = 1500) -> np.ndarray:
    """A picture with edges: a red left half, a blue right one, and squares."""
    made = np.zeros((side, side, 3), np.uint8)
    made[:, : side // 2] = (200, 40, 40)
    made[:, side // 2 :] = (40, 40, 200)
    made[::40, :] = made[:, ::40] = 250
    return made


def saved(path: Path, picture: Image.Image, **how: object) -> Path:
    picture.save(path, **how)
    return path


def pixels(jpeg: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(jpeg)))


def refused(path: Path) -> str:
    with pytest.raises(StudioError) as caught:
        make_cover(RULES, "A", "B", photo=path)
    assert caught.value.fields["name"] == path.name
    with pytest.raises(StudioError):
        examine(path)
    return caught.value.code


def test_a_cover_is_what_every_shop_takes(tmp_path: Path) -> None:
    made = make_cover(RULES, "Hele byen søv", "Kari Ås", palette="night")
    assert made.notes == ()
    assert not {0xFFE1, 0xFFE2, 0xFFFE} & set(markers(made.jpeg))  # EXIF and XMP, ICC, comment
    assert 0xFFC0 in markers(made.jpeg)
    (tmp_path / "c.jpg").write_bytes(made.jpeg)
    facts = examine(tmp_path / "c.jpg")
    assert (facts.kind, facts.mode, facts.width_px, facts.height_px) == ("JPEG", "RGB", 3000, 3000)
    assert len(made.jpeg) <= 10_000_000
    assert made.jpeg == make_cover(RULES, "Hele byen søv", "Kari Ås", palette="night").jpeg
    assert [one.level for one in check_cover(tmp_path / "c.jpg", RULES)] == ["ok"]


def test_a_photo_is_turned_upright_stripped_and_converted(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Secret Camera"  # lies on its side; the maker
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = saved(tmp_path / "p.jpg", Image.fromarray(photo_levels()), exif=exif, icc_profile=profile, quality=95)
    made = make_cover(RULES, "", "", photo=path)
    assert made.notes == ("cover-enlarged",)
    assert not {0xFFE1, 0xFFE2} & set(markers(made.jpeg))
    assert b"Secret" not in made.jpeg
    top, bottom = (pixels(made.jpeg)[row : row + 30, 1010:1030].mean(axis=(0, 1)) for row in (1015, 2015))
    assert top[0] > 150 > top[2]  # what was left is up
    assert bottom[2] > 150 > bottom[0]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "CMYK", "I;16", "1"])
def test_pictures_of_any_kind_become_rgb(tmp_path: Path, mode: str) -> None:
    if mode == "I;16":
        picture = Image.fromarray(np.full((1500, 1500), 32896, np.uint16))
    else:
        picture = Image.fromarray(photo_levels()).convert("L" if mode == "LA" else "RGB").convert(mode)
    path = saved(tmp_path / ("p.tif" if mode == "CMYK" else "p.png"), picture)
    made = pixels(make_cover(RULES, "", "", photo=path).jpeg)
    assert made.shape == (3000, 3000, 3)
    if mode == "I;16":
        assert abs(int(made[700, 700, 0]) - 128) <= 2


def test_what_is_too_small_is_refused_and_what_is_blurred_is_told(tmp_path: Path) -> None:
    small = saved(tmp_path / "s.png", Image.fromarray(photo_levels()[:1399]))
    with pytest.raises(StudioError) as caught:
        make_cover(RULES, "", "", photo=small)
    assert (caught.value.code, caught.value.fields["least"], caught.value.fields["height"]) == (
        "cover-too-small",
        1400,
        1399,
    )
    slope = np.repeat(np.linspace(0, 255, 3000).astype(np.uint8)[None, :], 3000, axis=0)
    assert make_cover(RULES, "", "", photo=saved(tmp_path / "b.png", Image.fromarray(slope))).notes == (
        "cover-blurred",
    )


def png_of_size(width: int, height: int) -> bytes:
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    head = b"IHDR" + body
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return start + struct.pack(">I", 20) + b"IDAT" + bytes(24)


def test_hostile_files_are_refused_with_a_sentence(tmp_path: Path) -> None:
    good = io.BytesIO()
    Image.fromarray(photo_levels()).save(good, "JPEG")
    gif = io.BytesIO()
    Image.fromarray(photo_levels()[:, :, 0]).save(gif, "GIF")
    for name, data, code in (
        ("empty.jpg", b"", "cover-format"),
        ("gif.jpg", gif.getvalue(), "cover-format"),
        ("svg.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cover-format"),
        ("pdf.jpg", b"%PDF-1.7\n%...", "cover-format"),
        ("eps.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 3000 3000\n", "cover-format"),
        ("cut.jpg", good.getvalue()[: len(good.getvalue()) // 2], "cover-unreadable"),
        ("bomb.png", png_of_size(100_000, 100_000), "cover-too-large"),
        ("big.png", png_of_size(12_000, 12_000), "cover-too-large"),
        ("hollow.png", png_of_size(2000, 2000), "cover-unreadable"),
    ):
        (tmp_path / name).write_bytes(data)
        assert refused(tmp_path / name) == code, name
        assert check_cover(tmp_path / name, RULES)[0].level == "block"
    assert refused(tmp_path / "gone.jpg") == "cover-unreadable"
    (tmp_path / "folder.jpg").mkdir()
    assert refused(tmp_path / "folder.jpg") == "cover-unreadable"


def test_broken_bytes_never_do_more_than_be_refused(tmp_path: Path) -> None:
    small = io.BytesIO()
    Image.fromarray(photo_levels()[:200, :200]).save(small, "PNG")
    dice, path = np.random.default_rng(4), tmp_path / "m.png"
    for _ in range(60):
        data = bytearray(small.getvalue())
        for at in dice.integers(0, len(data), 4):
            data[at] = dice.integers(0, 256)
        path.write_bytes(bytes(data))
        with contextlib.suppress(StudioError):
            examine(path)


def test_signs_that_no_typeface_has_and_texts_that_are_too_long() -> None:
    assert make_cover(RULES, "Natta 😀", "Ж", palette="sun").notes == ("cover-signs",)
    with pytest.raises(StudioError) as caught:
        make_cover(RULES, "mellom " * 400, "")
    assert caught.value.code == "cover-text-long"


@pytest.mark.parametrize("name", PALETTES)
def test_letters_can_be_read_on_whatever_lies_behind_them(name: str) -> None:
    palette = PALETTES[name]
    assert palette.motif in MOTIFS
    inks = {"ground": palette.ground, "first": palette.first, "second": palette.second}
    for song in ("Rust", "Sola", "Hele byen sover", "x" * 50):
        behind = {shape.ink for shape in shapes(palette.motif, song) if max(y for _, y in shape.points) > TEXT_FROM}
        for ink in {*behind, "ground"}:
            for letters in (palette.letters, palette.accent):
                assert contrast(luminance(letters), luminance(inks[ink])) >= RULES.contrast, (name, ink)


def test_letters_on_a_photo_stand_on_a_veil(tmp_path: Path) -> None:
    """On a chequered photo, the foot is dark enough for light letters: every spot of it, but the letters."""
    path = saved(tmp_path / "p.png", Image.fromarray(photo_levels()))
    made = pixels(make_cover(RULES, "Natta", "Kari", photo=path, palette="night").jpeg)
    spots = made[2400:2990:10, 2900:2990:10].reshape(-1, 3)
    letters = luminance(PALETTES["night"].accent)
    assert min(contrast(letters, luminance("#" + bytes(spot).hex())) for spot in spots) >= RULES.contrast


def test_previews() -> None:
    jpeg = make_cover(RULES, "Rust", "Kari", palette="rust").jpeg
    for side in (64, 300):
        with Image.open(io.BytesIO(preview(jpeg, side))) as small:
            assert (small.size, small.format) == ((side, side), "PNG")


def test_a_cover_that_is_sent_back_says_why(tmp_path: Path) -> None:
    picture = Image.fromarray(photo_levels())
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    for name, made, how, rows in (
        ("a.png", picture.resize((3000, 3000)), {}, {"cover-kind"}),
        ("b.jpg", picture, {}, {"cover-side"}),
        ("c.jpg", picture.resize((3000, 2000)), {}, {"cover-square"}),
        ("d.jpg", picture.resize((3000, 3000)), {"icc_profile": profile}, {"cover-profile"}),
        ("e.jpg", picture.resize((3000, 3000)), {"exif": exif}, {"cover-notes"}),
        ("f.jpg", picture.resize((3000, 3000)).convert("CMYK"), {}, {"cover-colours"}),
        ("g.jpg", Image.new("RGB", (3000, 3000), "#336699"), {}, {"cover-blurred"}),
    ):
        assert {one.check for one in check_cover(saved(tmp_path / name, made, **how), RULES)} == rows, name
    assert [(one.check, one.level) for one in check_cover(None, RULES)] == [("cover-missing", "block")]
