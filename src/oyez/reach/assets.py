"""The portal's own style sheet and script, under names that carry their digest."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from oyez.reach.document import Document

FOLDER = Path(__file__).parent / "public"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@cache
def assets() -> dict[str, Document]:
    """Every asset by its path in the tree."""
    found: dict[str, Document] = {}
    for file in sorted(FOLDER.iterdir()):
        if file.suffix in TYPES:
            data = file.read_bytes()
            digest = hashlib.sha256(data).hexdigest()[:16]
            name = f"s/{file.stem}.{digest}{file.suffix}"
            found[name] = Document(data, TYPES[file.suffix], "asset")
    return found


@cache
def asset(stem: str) -> str:
    """The path of the asset whose file name begins with `stem`."""
    return next(name for name in assets() if name.startswith(f"s/{stem}."))
