"""Foreign pictures: decoded within limits, made anew from their pixels, told by two digests."""

from __future__ import annotations

import hashlib
import io
import math
import warnings
from functools import cache
from typing import Final

from PIL import Image
from PIL.ExifTags import Base
from PIL.Image import Transpose

from oyez.domain.looking import PictureSeen

FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP")
MOST_PIXELS: Final = 24_000_000
SIDE: Final = 640  # of the copy that people are shown
GRID, KEPT = 32, 8
WHITE: Final = (255, 255, 255)
# By the number under which EXIF knows an orientation.
TURNS: Final = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


class NotAPicture(Exception):
    """These bytes are no picture that is read here: another format, broken, or too large."""


def picture_of(data: bytes) -> Image.Image:
    """The pixels, upright, in RGB on white. Raises NotAPicture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            if image.width * image.height > MOST_PIXELS or not image.width * image.height:
                raise NotAPicture
            image.load()
            return on_white(upright(image))
    except (OSError, ValueError, SyntaxError, OverflowError, Image.DecompressionBombError) as error:
        raise NotAPicture from error


def upright(image: Image.Image) -> Image.Image:
    """Turned as the camera meant it.

    Pillow's own way also writes the rest of EXIF anew, and fails where some of that is broken.
    """
    turn = TURNS.get(exif_of(image).get(Base.Orientation, 1))
    return image if turn is None else image.transpose(turn)


def exif_of(image: Image.Image) -> Image.Exif:
    """What its file says about it; nothing where that cannot be read."""
    try:
        return image.getexif()
    except (OSError, ValueError, SyntaxError):
        return Image.Exif()


def on_white(image: Image.Image) -> Image.Image:
    """The pixels as people see them, in RGB; what is transparent shows white."""
    pixels = image.convert("RGBA")
    plain = Image.new("RGB", pixels.size, WHITE)
    plain.paste(pixels, mask=pixels.getchannel("A"))
    return plain


def digests(picture: Image.Image) -> PictureSeen:
    """The digest of its pixels and size, and the perceptual one."""
    size = f"{picture.width}x{picture.height}:".encode()
    return PictureSeen(hashlib.sha256(size + picture.tobytes()).hexdigest(), perceptual(picture))


def small_copy(picture: Image.Image) -> bytes:
    """A JPEG of at most 640 pixels a side, of pixels only."""
    copy = picture.copy()
    copy.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=82)
    return out.getvalue()


def perceptual(picture: Image.Image) -> int:
    """The 64-bit pHash: which of the lowest waves of the brightness lie above their median."""
    grey = list(picture.convert("L").resize((GRID, GRID), Image.Resampling.LANCZOS).tobytes())
    rows = [_waves(grey[start : start + GRID]) for start in range(0, GRID * GRID, GRID)]
    columns = [_waves([row[place] for row in rows]) for place in range(KEPT)]
    values = [columns[x][y] for y in range(KEPT) for x in range(KEPT)]
    ordered = sorted(values)
    middle = (ordered[31] + ordered[32]) / 2
    return sum(1 << place for place, value in enumerate(values) if value > middle)


def _waves(line: list[float] | list[int]) -> list[float]:
    """The first eight parts of the line's cosine transform."""
    return [sum(map(float.__mul__, wave, map(float, line))) for wave in _cosines()]


@cache
def _cosines() -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(math.cos(math.pi * wave * (2 * place + 1) / (2 * GRID)) for place in range(GRID))
        for wave in range(KEPT)
    )
