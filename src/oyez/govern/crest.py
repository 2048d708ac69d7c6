"""The crest of an authority: made anew from its pixels as a small PNG, kept by its digest."""

from __future__ import annotations

import hashlib
import io
import os
import warnings
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from oyez.domain.errors import NotAllowed, say

MOST_BYTES, MOST_PIXELS, SIDE = 2_000_000, 16_000_000, 256
FORMATS = ("PNG", "JPEG", "WEBP")


def take_crest(data: bytes) -> str:
    """Check, shrink and keep a picture; the digest it is kept by, or NotAllowed."""
    encoded = _encode(_open(data))
    digest = hashlib.sha256(encoded).hexdigest()
    _store(crest_path(digest), encoded)
    return digest


def crest_path(digest: str) -> Path:
    """Where the PNG lies."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / f"{digest}.png"


def _open(data: bytes) -> Image.Image:
    if len(data) > MOST_BYTES:
        raise NotAllowed(say("A crest has 2 MB at most."), "crest")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise NotAllowed(say("A crest has 16 megapixels at most."), "crest")
            image.load()
            return ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        template = "This file is not a picture we can read. A crest is PNG, JPEG or WebP."
        raise NotAllowed(say(template), "crest") from None


def _encode(image: Image.Image) -> bytes:
    # A new picture: pasting copies pixels and nothing that was hidden beside them.
    image.thumbnail((SIDE, SIDE))
    clean = Image.new("RGBA", image.size)
    clean.paste(image)
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _store(path: Path, data: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)
