"""Pictures as each platform takes them: nothing is cropped, nothing but pixels is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from oyez.platforms.port import Media
from oyez.platforms.profile import MediaRule
from oyez.platforms.registry import PROFILES
from oyez.publish.fitted import fitted, shape, suits

JPEG_ONLY = MediaRule(("image/jpeg",), 8_000_000, 1440, min_ratio=0.8, max_ratio=1.91)


def media(folder: Path, size: tuple[int, int], mode: str = "RGB", kind: str = "PNG") -> Media:
    path = folder / f"aa.{kind.lower()}"
    Image.effect_noise(size, 80).convert(mode).save(path)
    return Media("aa", f"image/{kind.lower()}", "A map", str(path), *size)


@given(st.integers(1, 4000), st.integers(1, 4000))
def test_the_whole_picture_stands_on_a_ground_of_an_allowed_shape(width: int, height: int) -> None:
    found = shape(width, height, JPEG_ONLY)
    assert max(found.width, found.height) <= JPEG_ONLY.max_side
    assert found.ground_width >= found.width
    assert found.ground_height >= found.height
    ratio = found.ground_width / found.ground_height
    small = 1 / min(found.ground_width, found.ground_height)  # what rounding to a pixel does
    assert 0.8 * (1 - 2 * small) <= ratio <= 1.91 * (1 + 2 * small)
    drawn = found.width / found.height
    assert drawn == pytest.approx(width / height, rel=2 / min(found.width, found.height))


def test_what_fits_is_sent_as_it_is(tmp_path: Path) -> None:
    picture = media(tmp_path, (800, 600))
    assert fitted(picture, MediaRule()) is picture


def test_a_panorama_with_transparency_becomes_a_jpeg_with_bars(tmp_path: Path) -> None:
    picture = media(tmp_path, (2000, 200), "RGBA")
    made = fitted(picture, JPEG_ONLY)
    assert (made.mime, made.alt) == ("image/jpeg", "A map")
    assert made.sha256 != picture.sha256
    with Image.open(made.path) as image:
        assert (image.format, image.size) == ("JPEG", (made.width, made.height))
        assert image.size == (1440, 754)
        assert image.getpixel((700, 5)) == (255, 255, 255), "the bars are white"
        assert not image.getexif()
    assert fitted(picture, JPEG_ONLY) == made, "the same again is the same file"


def test_a_heavy_picture_gets_lighter_until_it_passes(tmp_path: Path) -> None:
    picture = media(tmp_path, (1200, 1200))
    rule = MediaRule(max_bytes=60_000)
    made = fitted(picture, rule)
    assert Path(made.path).stat().st_size <= 60_000
    assert suits(made, Path(made.path).stat().st_size, rule)
    with pytest.raises(ValueError, match="small enough"):
        fitted(picture, MediaRule(max_bytes=500))


def test_every_platform_takes_what_is_made_for_it(tmp_path: Path) -> None:
    picture = media(tmp_path, (2400, 300), "RGBA")
    for name, profile in PROFILES.items():
        made = fitted(picture, profile.media)
        size = Path(made.path).stat().st_size
        assert size <= profile.media.max_bytes, name
        assert made.mime in profile.media.mimes, name
        assert max(made.width, made.height) <= profile.media.max_side, name
