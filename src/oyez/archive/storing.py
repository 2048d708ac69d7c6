"""Files of records: each once by its digest, in the folder of pictures and in its backups."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import secrets
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final

from django.conf import settings

PIECE: Final = 1 << 20
PRIVATE: Final = 0o600
ENDINGS: Final = 10  # characters of an ending; anything longer is none
PICTURES: Final = {"image/jpeg": "jpg", "image/png": "png"}  # as pictures of notices are named


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies in the store."""

    sha256: str
    ending: str
    mime: str
    size: int


def path_of(sha256: str, ending: str) -> Path:
    """Where a file lies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / f"{sha256}.{ending}"


def store(file: IO[bytes], name: str) -> Stored:
    """Copy a file into the store, whole or not at all; the same bytes again change nothing."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{secrets.token_hex(8)}.part"
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as out:
            while piece := file.read(PIECE):
                digest.update(piece)
                size += len(piece)
                out.write(piece)
        stored = Stored(digest.hexdigest(), ending_of(name), mime_of(name), size)
        target = path_of(stored.sha256, stored.ending)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return stored


def ending_of(name: str) -> str:
    """The ending under which a file is kept: few letters and digits, or `bin`."""
    known = PICTURES.get(mime_of(name))
    plain = PurePosixPath(name).suffix.removeprefix(".").lower()
    sound = plain.isascii() and plain.isalnum() and len(plain) <= ENDINGS
    return known or (plain if sound else "bin")


def mime_of(name: str) -> str:
    """What the name says that it is."""
    return mimetypes.guess_type(name, strict=False)[0] or "application/octet-stream"
