"""Pictures: taken in once, made anew from their pixels, stored by their digest."""

from __future__ import annotations

import hashlib
import io
import os
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from oyez.domain.errors import NotAllowed, say
from oyez.looking.pictures import on_white, upright
from oyez.looking.vision import is_installed, nudity
from oyez.publish.draft import typed
from oyez.publish.models import Picture, Revision
from oyez.publish.where_taken import says_place

MOST_BYTES, MOST_PIXELS, LONGEST_SIDE, MOST_PICTURES = 16_000_000, 40_000_000, 2400, 4
ALT = 1500
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture in the store, not yet part of a revision.

    `location`: its file told where it was taken; `nudity`: 0 to 1. None where nobody looked.
    """

    sha256: str
    mime: str
    width: int
    height: int
    alt: str
    location: bool | None = None
    nudity: float | None = None


def signal(image: Image.Image) -> float | None:
    """How likely it shows nudity, as people see it; None where the extra `vision` is missing."""
    return nudity(on_white(image)) if is_installed() else None


def take(data: bytes, alt: str, *, score: Callable[[Image.Image], float | None] = signal) -> Taken:
    """Check and re-encode an uploaded picture; everything but its pixels is left behind.

    Whether it told where it was taken is noted from the file as it came; `score` sees its pixels.
    """
    alt = check_alt(alt)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is broken beside the pixels costs nobody the picture
        original = _open(data)
        location, image = says_place(original), upright(original)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))  # no platform shows more
    encoded, mime = _encode(image)
    digest = hashlib.sha256(encoded).hexdigest()
    _store(path_of(digest, mime), encoded)
    return Taken(digest, mime, image.width, image.height, alt, location, score(image))


def check_alt(alt: str) -> str:
    """The description as it is stored, or NotAllowed at `alt`."""
    if not alt.strip():
        raise NotAllowed(say("Describe the picture in words, for people who cannot see it."), "alt")
    return typed("alt", alt, ALT)


def path_of(sha256: str, mime: str) -> Path:
    """Where a picture lies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / f"{sha256}.{ENDINGS[mime]}"


def attach(revision: Revision, pictures: Iterable[Taken]) -> None:
    """Make pictures part of a revision, in order."""
    taken = list(pictures)
    if len(taken) > MOST_PICTURES:
        raise NotAllowed(say("At most {most} pictures.", most=MOST_PICTURES), "pictures")
    Picture.objects.bulk_create(
        Picture(
            revision=revision,
            position=position,
            sha256=one.sha256,
            mime=one.mime,
            width=one.width,
            height=one.height,
            alt=one.alt,
            location=one.location,
            nudity=one.nudity,
        )
        for position, one in enumerate(taken)
    )


def taken_of(revision: Revision) -> tuple[Taken, ...]:
    """The pictures of a revision, to become part of another."""
    return tuple(
        Taken(one.sha256, one.mime, one.width, one.height, one.alt, one.location, one.nudity)
        for one in revision.pictures.all()
    )


def alts_of(revision: Revision) -> list[str]:
    """What the pictures of a revision are described as, in order."""
    return list(revision.pictures.values_list("alt", flat=True))


def _open(data: bytes) -> Image.Image:
    if len(data) > MOST_BYTES:
        raise NotAllowed(say("The picture has more than 16 MB."), "pictures")
    try:
        image = Image.open(io.BytesIO(data), formats=list(FORMATS))
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise NotAllowed(
                say(
                    "The picture has {pixels} megapixels; at most {most} are possible.",
                    pixels=round(width * height / 1e6),
                    most=MOST_PIXELS // 1_000_000,
                ),
                "pictures",
            )
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise NotAllowed(
            say("This file is not a picture we can read (JPEG, PNG, WebP or GIF)."), "pictures"
        ) from None
    return image


def _encode(image: Image.Image) -> tuple[bytes, str]:
    out = io.BytesIO()
    if "A" in image.mode or image.mode == "P":
        clean = Image.new("RGBA", image.size)
        clean.paste(image.convert("RGBA"))
        clean.save(out, "PNG", optimize=True)
        return out.getvalue(), "image/png"
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    clean.save(out, "JPEG", quality=88)
    return out.getvalue(), "image/jpeg"


def _store(path: Path, data: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)
