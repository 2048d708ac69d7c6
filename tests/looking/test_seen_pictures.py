"""Foreign pictures: made anew, told by their digests, and never too large."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime

import pytest
from PIL import Image, ImageDraw, ImageOps

from oyez.domain.simhash import distance
from oyez.looking.pictures import NotAPicture, digests, perceptual, picture_of, small_copy

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
RTA = "RTA-5042-1996-1400-1577-RTA"
HOSTS = ("a.example", "b.example", "cdn.example")


def drawn(seed: int = 1, size: tuple[int, int] = (120, 80)) -> Image.Image:
    chance = random.Random(seed)
    picture = Image.new("RGB", size, (200, 220, 240))
    pen = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        colour = tuple(chance.randrange(256) for _ in range(3))
        pen.ellipse((x, y, x + size[0] // 3, y + size[1] // 3), fill=colour)
    return picture


def encoded(picture: Image.Image, form: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def test_a_perceptual_digest_survives_another_encoding_and_size() -> None:
    one = drawn(7, (640, 480))
    same = picture_of(encoded(one.resize((320, 240)), "JPEG", quality=50))
    assert distance(perceptual(one), perceptual(same)) <= 10
    assert digests(one).sha256 != digests(same).sha256
    others = [distance(perceptual(one), perceptual(drawn(seed, (640, 480)))) for seed in range(20)]
    assert sum(bits <= 10 for bits in others if bits) == 0


def test_a_picture_is_made_anew_from_its_pixels() -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    exif[0x0112] = 6
    data = encoded(drawn(), "JPEG", exif=exif) + b"<script>trailing</script>"
    picture = picture_of(data)
    assert picture.size == (80, 120)
    copy = small_copy(picture)
    assert b"secret" not in copy
    assert b"script" not in copy
    assert not Image.open(io.BytesIO(copy)).getexif()


@pytest.mark.parametrize("orientation", range(10))
def test_a_picture_stands_as_the_camera_meant_it(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(drawn(), "PNG", exif=exif)
    meant = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert picture_of(data).tobytes() == meant.tobytes()


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_broken_exif_leaves_the_pixels_alone(form: str) -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112], exif[0x8825] = "a", 6, {1: "N", 2: (52.9, 0.0, 0.0)}
    data = encoded(drawn(), form, exif=exif)
    at = data.index(b"MM\0*")
    for place in range(at, at + 90):
        for byte in (b"\x00", b"\x05", b"\xff"):
            assert picture_of(data[:place] + byte + data[place + 1 :]).width in (80, 120)


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", encoded(Image.new("1", (5000, 5000))), b"<svg></svg>",
     encoded(drawn(), "BMP"), encoded(drawn(), "TIFF")],
)  # fmt: skip
def test_what_is_no_picture_or_too_large_is_said_to_be(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        picture_of(data)
