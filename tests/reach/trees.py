"""Small trees: their states, what they hold, and how they looked before there were shards."""

from __future__ import annotations

import json
import shutil

from oyez.reach import manifest
from oyez.reach.document import Document


def page(text, cls="page", status=200):
    return Document(text.encode(), "text/html; charset=utf-8", cls, status)


def state(number):
    """Successive states of a small tree: texts change, pictures come and go."""
    same = {f"p/{name}/index.html": page(f"{name} {number} " * 400) for name in "abcdef"}
    here, gone = ("m/x.png", "m/y.png")[:: 1 if number % 2 else -1]
    return same | {here: Document(b"\x89" * 900, "image/png", "media")}, (gone,)


def content(root):
    """Every public file with its bytes."""
    own = {manifest.GENERATION, manifest.LOCK}
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name not in own
    }


def make_former(root):
    """Give a tree the one file that named all its documents."""
    lines = manifest.read(root)
    rows = {path: [one.sha256, one.media_type, one.cls, one.status] for path, one in lines.items()}
    data = json.dumps(rows).encode()
    number = manifest.read_generation(root).number
    shutil.rmtree(root / manifest.FOLDER)
    (root / manifest.FORMER).write_bytes(data)
    (root / manifest.GENERATION).write_text(f"{number} {manifest.digest(data)}\n")
