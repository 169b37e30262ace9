"""The cover of a release: made from colours or a photo with the title and the artist, and looked at as a shop does.

What comes out is what every shop takes: a square sRGB JPEG without a profile, without a note of the camera or the
place. The only file that knows Pillow. The letters are Fjalla One and Roboto, from packages that hold nothing else.
"""

from __future__ import annotations

import io
import unicodedata
import warnings
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageDraw, ImageFilter, ImageFont, ImageOps, UnidentifiedImageError

from studio import delivery
from studio.cover_art import PALETTES, Palette, shapes
from studio.disk import open_to_read
from studio.errors import StudioError

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
"""Pictures that are taken."""
MOST_PIXELS = 85_000_000
LARGEST_BYTES = 60_000_000
_MARGIN = 0.07
_TITLE_HIGH, _TITLE_LARGEST, _TITLE_SMALLEST = 0.24, 0.20, 0.03
_ARTIST_HIGH, _ARTIST_LARGEST, _ARTIST_SMALLEST = 0.065, 0.05, 0.022
_APART = 0.04
_LEADING, _BELOW = 1.12, 0.22
"""From line to line, and what hangs below the last one, in sizes of the letters."""
_SETTINGS = ((None, 0), (90, 0), (90, 2))
"""Quality (None: as asked for) and colour subsampling, tried in this order until the file is small enough."""
_SOFTER = (0.8, 1.6, 3.2, 6.4)
_BLUR_SIDE = 1000
_DISPLAY = ("font_fjallaone", "FjallaOne-Regular.ttf")
_BROAD = ("font_roboto", "Roboto-Bold.ttf")
_PLAIN = ("font_roboto", "Roboto-Medium.ttf")


class Made(NamedTuple):
    """A cover."""

    jpeg: bytes
    notes: tuple[str, ...]
    """`cover-enlarged`, `cover-blurred`: what a person should look at. `cover-signs`: letters left out of the picture,
    because no typeface here has them."""
    cut: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    """Left, top, width and height of what is seen of the photo, as shares of its width and height."""


class Facts(NamedTuple):
    """What a picture file is."""

    kind: str
    """Pillow's name: `JPEG`, `PNG` …"""
    mode: str
    """`RGB`, `CMYK`, `RGBA` …"""
    width_px: int
    height_px: int
    bytes: int
    has_profile: bool
    has_notes: bool
    """EXIF, XMP or a comment."""
    sharpness: float
    """Variance of the Laplacian at `_BLUR_SIDE`, levels 0…255."""


def make_cover(
    rules: delivery.Cover,
    title: str,
    artist: str,
    *,
    palette: str = "night",
    photo: Path | None = None,
    focus: tuple[float, float] = (0.5, 0.5),
) -> Made:
    """A cover from a row of `PALETTES`, or from a photo in the colours of that row. The same call gives the same bytes.

    Title and artist are written as they are; either may be empty. `focus` is the middle of the square that is cut out
    of the photo, 0…1 from its left and top. StudioError: cover-unreadable, cover-format, cover-too-small,
    cover-too-large, cover-text-long, disk-refused; KeyError for a palette that is none.
    """
    colours, side, notes, cut = PALETTES[palette], rules.side_px, [], (0.0, 0.0, 1.0, 1.0)
    if photo is None:
        picture = _drawn(colours, f"{title}\n{artist}", side)
    else:
        picture, found, cut = _cut(photo, colours, rules, focus)
        notes += found
    written = [_writable(_one_line(text)) for text in (title, artist)]
    if any(kept != _one_line(text) for kept, text in zip(written, (title, artist), strict=True)):
        notes.append("cover-signs")
    _write(picture, written[0], written[1], colours, rules, on_photo=photo is not None)
    return Made(_encoded(picture, rules), tuple(notes), cut)


def preview(jpeg: bytes, side_px: int) -> bytes:
    """A cover as it is seen in a list (64) or on a phone (300), as PNG."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
        picture.draft("RGB", (side_px, side_px))
        small = picture.convert("RGB").resize((side_px, side_px), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG")
    return out.getvalue()


def examine(path: Path) -> Facts:
    """What a picture file is. StudioError as `make_cover`."""
    data = _read(path)
    with _opened(data, path.name) as picture:
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)  # what some phones make of a JPEG
        mode, profile = picture.mode, bool(picture.info.get("icc_profile"))
        sharpness = _sharpness(_loaded(picture, path.name))
        return Facts(kind, mode, *picture.size, len(data), profile, _has_notes(picture), sharpness)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0…1 (WCAG 2)."""
    return float(_luminance(np.array(_rgb(colour), np.float64)))


def contrast(one: float, other: float) -> float:
    """Of two luminances, 1…21 (WCAG 2)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


# --- pictures of others ----------------------------------------------------------------------------------------------


def _read(path: Path) -> bytes:
    try:
        with open(open_to_read(path), "rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise StudioError("cover-unreadable", name=path.name) from error
    if len(data) > LARGEST_BYTES:
        raise StudioError("cover-too-large", name=path.name)
    return data


def _opened(data: bytes, name: str) -> Image.Image:
    """A picture with its header read and its size found bearable; nothing of it is decoded yet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a size is judged below, and odd notes of a camera are of no interest
        try:
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
        except UnidentifiedImageError as error:
            raise StudioError("cover-format", name=name) from error
        except Image.DecompressionBombError as error:
            raise StudioError("cover-too-large", name=name) from error
        except Exception as error:  # Pillow's readers raise whatever a broken header leads them to
            raise StudioError("cover-unreadable", name=name) from error
    if picture.width * picture.height > MOST_PIXELS:
        raise StudioError("cover-too-large", name=name)
    return picture


def _has_notes(picture: Image.Image) -> bool:
    try:
        return any(key in picture.info for key in ("exif", "xmp", "comment", "photoshop")) or bool(picture.getexif())
    except Exception:  # notes that cannot be read are notes all the same
        return True


def _loaded(picture: Image.Image, name: str) -> Image.Image:
    """Upright, in sRGB, of mode RGB or RGBA."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            profile = picture.info.get("icc_profile")
            picture.load()
            upright = ImageOps.exif_transpose(picture) or picture
            return _as_rgb(upright, profile)
    except Exception as error:  # as above, for the rest of the file
        raise StudioError("cover-unreadable", name=name) from error


def _as_rgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    if picture.mode.startswith("I"):  # 16 bits a level
        levels = np.asarray(picture).astype(np.float64) / 257.0
        picture = Image.fromarray(levels.clip(0.0, 255.0).astype(np.uint8))
    if picture.mode in ("P", "PA", "LA", "1") or (has_alpha and picture.mode != "RGBA"):
        picture = picture.convert("RGBA" if has_alpha else "RGB")
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colour = picture.convert("RGB") if alpha is not None else picture
    if profile:
        try:
            its_own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(colour, its_own, srgb, outputMode="RGB")
            colour = converted if converted is not None else colour
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that is none, or for other colours than these
    colour = colour.convert("RGB")
    if alpha is not None:
        colour.putalpha(alpha)
    return colour


def _cut(
    photo: Path, colours: Palette, rules: delivery.Cover, focus: tuple[float, float]
) -> tuple[Image.Image, list[str], tuple[float, float, float, float]]:
    """The square of a photo, what is to be looked at in it, and where it lies."""
    with _opened(_read(photo), photo.name) as opened:
        least = min(opened.size)
        if least < rules.source_block_px:
            raise StudioError(
                "cover-too-small",
                name=photo.name,
                width=opened.width,
                height=opened.height,
                least=rules.source_block_px,
            )
        picture = _loaded(opened, photo.name)
    if picture.mode == "RGBA":
        ground = Image.new("RGBA", picture.size, colours.ground)
        picture = Image.alpha_composite(ground, picture).convert("RGB")
    left = round(min(max(focus[0] * picture.width - least / 2, 0), picture.width - least))
    top = round(min(max(focus[1] * picture.height - least / 2, 0), picture.height - least))
    notes = ["cover-enlarged"] if least < rules.source_warn_px else []
    square = picture.crop((left, top, left + least, top + least))
    if _sharpness(square) < rules.blur:
        notes.append("cover-blurred")
    wide, high = picture.size
    cut = (left / wide, top / high, least / wide, least / high)
    return square.resize((rules.side_px, rules.side_px), Image.Resampling.LANCZOS), notes, cut


def _sharpness(picture: Image.Image) -> float:
    grey = ImageOps.fit(picture.convert("L"), (_BLUR_SIDE, _BLUR_SIDE), Image.Resampling.BOX)
    x = np.asarray(grey, np.float64)
    inner = x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, :-2] + x[1:-1, 2:] - 4.0 * x[1:-1, 1:-1]
    return float(inner.var())


# --- our own ---------------------------------------------------------------------------------------------------------


def _drawn(colours: Palette, name: str, side: int) -> Image.Image:
    """Ground and shapes, drawn at twice the size for smooth edges."""
    inks = {"first": colours.first, "second": colours.second, "ground": colours.ground}
    picture = Image.new("RGB", (2 * side, 2 * side), colours.ground)
    brush = ImageDraw.Draw(picture)
    for shape in shapes(colours.motif, name):
        points = [(x * 2 * side, y * 2 * side) for x, y in shape.points]
        draw = brush.polygon if shape.kind == "polygon" else brush.ellipse
        draw(points, fill=inks[shape.ink])
    return picture.reduce(2)


class _Text(NamedTuple):
    lines: list[str]
    font: ImageFont.FreeTypeFont
    leading: int
    capital: int
    """How high its capitals stand."""

    @property
    def height(self) -> int:
        return self.capital + self.leading * (len(self.lines) - 1) + round(_BELOW * self.font.size)


def _write(
    picture: Image.Image, title: str, artist: str, colours: Palette, rules: delivery.Cover, *, on_photo: bool
) -> None:
    """The title at the foot, the artist under it, both inside the margin."""
    side = picture.width
    margin, width = round(_MARGIN * side), round((1 - 2 * _MARGIN) * side)
    below = side - margin
    parts: list[tuple[_Text, int, str]] = []
    if artist:
        text = _fitted(artist, (_PLAIN, _BROAD), width, (_ARTIST_HIGH, _ARTIST_LARGEST, _ARTIST_SMALLEST), side)
        below -= text.height
        parts.append((text, below, colours.accent))
        below -= round(_APART * side)
    if title:
        text = _fitted(title, (_DISPLAY, _BROAD), width, (_TITLE_HIGH, _TITLE_LARGEST, _TITLE_SMALLEST), side)
        below -= text.height
        parts.append((text, below, colours.letters))
    if not parts:
        return
    if on_photo:
        _shade(picture, below - round(0.03 * side), colours, rules.contrast)
    brush = ImageDraw.Draw(picture)
    for text, top, colour in parts:
        for number, line in enumerate(text.lines):
            foot = top + text.capital + number * text.leading
            brush.text((margin, foot), line, fill=colour, font=text.font, anchor="ls")


def _shade(picture: Image.Image, top: int, colours: Palette, least: float) -> None:
    """Lays the ground over the foot of a photo, just so dense that the letters can be read on its worst spots."""
    side = picture.width
    floor = min(
        luminance(colours.letters), luminance(colours.accent), key=lambda one: contrast(one, luminance(colours.ground))
    )
    ground = np.array(_rgb(colours.ground), np.float64)
    foot = np.asarray(picture)[top::3, ::3].reshape(-1, 3).astype(np.float64)
    light = _luminance(foot)
    darkest, brightest = np.quantile(light, (0.002, 0.998))
    worst = foot[(light <= darkest) | (light >= brightest)]
    density = 1.0
    for tried in np.arange(0.0, 1.0, 0.05):
        spots = _luminance(worst * (1.0 - tried) + ground * tried)
        if min(contrast(floor, float(spots.min())), contrast(floor, float(spots.max()))) >= least * 1.1:
            density = float(tried)
            break
    rise = round(0.22 * side)
    rows = np.clip((np.arange(side) - (top - rise)) / rise, 0.0, 1.0)
    veil = np.round(255.0 * density * (rows * rows * (3.0 - 2.0 * rows))).astype(np.uint8)
    mask = Image.fromarray(np.repeat(veil[:, None], side, axis=1))
    picture.paste(Image.new("RGB", picture.size, colours.ground), (0, 0), mask)


def _fitted(
    text: str, faces: tuple[tuple[str, str], ...], width: int, sizes: tuple[float, float, float], side: int
) -> _Text:
    """The text as large as it goes into a box, turned at words. StudioError("cover-text-long")."""
    face = next((face for face in faces if not _missing(face, text)), faces[-1])
    high, largest, smallest = (round(part * side) for part in sizes)
    best: _Text | None = None
    low = smallest
    while low <= largest:
        size = (low + largest) // 2
        tried = _turned(text, face, size, width)
        if tried is not None and tried.height <= high:
            best, low = tried, size + 1
        else:
            largest = size - 1
    if best is None:
        raise StudioError("cover-text-long", name=text[:40])
    return best


def _turned(text: str, face: tuple[str, str], size: int, width: int) -> _Text | None:
    """The text in lines no wider than `width`; None where a word is wider."""
    font = _font(face, size)
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        elif font.getlength(word) <= width:
            lines.append(word)
        else:
            return None
    return _Text(lines, font, round(size * _LEADING), -round(font.getbbox("H", anchor="ls")[1]))


def _encoded(picture: Image.Image, rules: delivery.Cover) -> bytes:
    """A JPEG with nothing in it but the picture, small enough to be sent."""
    for softer in (0.0, *_SOFTER):
        soft = picture.filter(ImageFilter.GaussianBlur(softer)) if softer else picture
        bare = Image.frombytes("RGB", soft.size, soft.tobytes())  # whatever was known of the photo stays behind
        for quality, subsampling in _SETTINGS:
            out = io.BytesIO()
            bare.save(out, "JPEG", quality=quality or rules.quality, subsampling=subsampling, optimize=True)
            if out.tell() <= rules.largest_bytes:
                return out.getvalue()
    raise StudioError("cover-too-large", name="")


# --- letters ---------------------------------------------------------------------------------------------------------


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _writable(text: str) -> str:
    """The text without the signs that no typeface here has."""
    return " ".join("".join(sign for sign in text if not _missing(_BROAD, sign)).split())


def _missing(face: tuple[str, str], text: str) -> bool:
    return any(not sign.isspace() and not _has(face, sign) for sign in text)


@cache
def _has(face: tuple[str, str], sign: str) -> bool:
    """A typeface draws the same box for every sign that it does not have."""
    if unicodedata.category(sign)[0] == "C":
        return False
    font = _font(face, 64)
    return bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))


@cache
def _file(face: tuple[str, str]) -> bytes:
    package, name = face
    return (files(package) / "files" / name).read_bytes()


def _font(face: tuple[str, str], size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(_file(face)), size, layout_engine=ImageFont.Layout.BASIC)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(rgb: NDArray[np.float64]) -> Any:
    part = rgb / 255.0
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])
