"""A picture as a platform takes it: format, size, sides and shape, made from its pixels."""

from __future__ import annotations

import hashlib
import io
import math
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PIL import Image

from oyez.platforms.port import Media
from oyez.platforms.profile import MediaRule

QUALITIES: Final = (88, 80, 70, 60, 50)
SMALLER: Final = 0.75
SMALLEST_SIDE: Final = 200
GROUND: Final = "white"


@dataclass(frozen=True, slots=True)
class Shape:
    """Pixels of the picture, and of the ground it stands on."""

    width: int
    height: int
    ground_width: int
    ground_height: int


def fitted(picture: Media, rule: MediaRule) -> Media:
    """The picture itself where the platform takes it, else one made for it and kept beside it.

    Nothing is cropped: what is too wide or too tall gets a white ground. Raises OSError for a
    file that cannot be read, and ValueError for one that no quality makes small enough.
    """
    path = Path(picture.path)
    if suits(picture, path.stat().st_size, rule):
        return picture
    made = path.with_name(f"{picture.sha256}-{_name(rule)}.jpg")
    if not made.exists():
        _store(made, _encoded(path, rule))
    with Image.open(made) as image:
        width, height = image.size
    return replace(
        picture,
        sha256=hashlib.sha256(made.read_bytes()).hexdigest(),
        mime="image/jpeg",
        path=str(made),
        width=width,
        height=height,
    )


def suits(picture: Media, size: int, rule: MediaRule) -> bool:
    """Whether the platform takes the file as it is."""
    sides = max(picture.width, picture.height) <= rule.max_side
    return (
        picture.mime in rule.mimes
        and size <= rule.max_bytes
        and sides
        and _ground(picture.width, picture.height, rule) == (picture.width, picture.height)
    )


def shape(width: int, height: int, rule: MediaRule) -> Shape:
    """The picture shrunk to the longest side, on the smallest ground of an allowed shape."""
    ground = _ground(width, height, rule)
    scale = min(1.0, rule.max_side / max(ground))
    inner = (max(1, round(width * scale)), max(1, round(height * scale)))
    outer = _ground(*inner, rule)
    return Shape(*inner, *outer)


def _ground(width: int, height: int, rule: MediaRule) -> tuple[int, int]:
    """The sides of the smallest surface with an allowed ratio that holds the picture."""
    ratio = width / height if height else 1.0
    if rule.min_ratio and ratio < rule.min_ratio:
        return math.ceil(height * rule.min_ratio), height
    if rule.max_ratio and ratio > rule.max_ratio:
        return width, math.ceil(width / rule.max_ratio)
    return width, height


def _encoded(path: Path, rule: MediaRule) -> bytes:
    with Image.open(path) as opened:
        image = opened.convert("RGBA") if "A" in opened.mode else opened.convert("RGB")
    side = rule.max_side
    while side >= SMALLEST_SIDE:
        drawn = _drawn(image, replace(rule, max_side=side))
        for quality in QUALITIES:
            out = io.BytesIO()
            drawn.save(out, "JPEG", quality=quality)
            if out.tell() <= rule.max_bytes:
                return out.getvalue()
        side = int(side * SMALLER)
    raise ValueError("no quality makes the picture small enough")


def _drawn(image: Image.Image, rule: MediaRule) -> Image.Image:
    wanted = shape(image.width, image.height, rule)
    small = image.resize((wanted.width, wanted.height), Image.Resampling.LANCZOS)
    ground = Image.new("RGB", (wanted.ground_width, wanted.ground_height), GROUND)
    left = (wanted.ground_width - wanted.width) // 2
    top = (wanted.ground_height - wanted.height) // 2
    ground.paste(small, (left, top), small if small.mode == "RGBA" else None)
    return ground


def _name(rule: MediaRule) -> str:
    return hashlib.sha256(repr(rule).encode()).hexdigest()[:12]


def _store(path: Path, data: bytes) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)
