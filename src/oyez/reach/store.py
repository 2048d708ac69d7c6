"""Documents in memory, ready to be sent, and a shelf for those that stay on the disk."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path

from oyez.reach.compress import expand, worth
from oyez.reach.manifest import Line

Headers = list[tuple[str, str]]

FRESH = "public, max-age=5, stale-while-revalidate=30, stale-if-error=86400"
CACHE = {
    "page": FRESH,
    "list": FRESH,
    "feed": FRESH,
    "alert": FRESH,
    "live": FRESH,
    "media": "public, max-age=60",
    "asset": "public, max-age=31536000, immutable",
    "widget": FRESH,
}
# Old text must not live on in caches, nor must "there is nothing here".
WITHDRAWN = "public, max-age=5"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors "
)
SAFETY: Headers = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("content-security-policy", f"{POLICY}'none'"),
    ("permissions-policy", ""),
    ("cross-origin-opener-policy", "same-origin"),
]
# The one kind of page that other websites may show in a frame.
FRAMED: Headers = [
    (name, f"{POLICY}*" if name == "content-security-policy" else value) for name, value in SAFETY
]
SUFFIX = {"br": ".br", "gzip": ".gz"}


@dataclass(frozen=True, slots=True)
class Body:
    """One representation with its headers; `again` are those of a 304."""

    etag: str
    headers: Headers
    again: Headers
    data: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One document. `file` names it instead of bodies where it stays on the disk."""

    line: Line
    size: int
    bodies: dict[str, Body]
    file: Path | None = None


class Unsettled(Exception):
    """A file is not what the manifest says: a publisher is at work or was killed."""


def entry(file: Path, line: Line, budget: int, *, strict: bool) -> Entry | None:
    """One document from the disk, or None if it is missing and that is no surprise."""
    if line.cls == "media" or budget <= 0:
        return Entry(line, 0, {}, file)
    try:
        data = file.read_bytes()
    except FileNotFoundError as missing:
        if strict:
            raise Unsettled(file.name) from missing
        return None
    digest = hashlib.sha256(data).hexdigest()
    if digest != line.sha256:
        if strict:
            raise Unsettled(file.name)
        line = replace(line, sha256=digest)
    bodies = {"": body(line, digest, "", data)} | compressed(file, line, data, strict=strict)
    return Entry(line, sum(len(b.data) for b in bodies.values()), bodies)


def compressed(file: Path, line: Line, data: bytes, *, strict: bool) -> dict[str, Body]:
    """The precompressed siblings, as far as they hold just what the name holds."""
    found: dict[str, Body] = {}
    for name, suffix in SUFFIX.items() if worth(line.media_type) else ():
        packed = file.with_name(file.name + suffix)
        content = packed.read_bytes() if packed.is_file() else b""
        if expand(suffix, content) == data:
            found[name] = body(line, line.sha256, name, content)
        elif strict:
            raise Unsettled(packed.name)
    return found


def body(line: Line, digest: str, encoding: str, data: bytes) -> Body:
    """One representation; its strong ETag differs from those of the other encodings."""
    etag = f'"{digest[:20]}-{encoding}"' if encoding else f'"{digest[:20]}"'
    keep = WITHDRAWN if line.status != 200 else CACHE[line.cls]
    again = [("etag", etag), ("cache-control", keep), ("vary", "accept-encoding")]
    again += FRAMED if line.cls == "widget" else SAFETY
    headers = [("content-type", line.media_type), *again]
    if encoding:
        headers.append(("content-encoding", encoding))
    if line.status == 410:
        headers.append(("x-robots-tag", "noindex"))
    return Body(etag, headers, again, data)


class Shelf:
    """Files that stay on the disk, the last read ones kept within a limit."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self.kept: OrderedDict[str, Body] = OrderedDict()

    def recall(self, line: Line) -> Body | None:
        """The body if it is still at hand."""
        if (found := self.kept.get(line.sha256)) is not None:
            self.kept.move_to_end(line.sha256)
        return found

    def keep(self, line: Line, found: Body) -> None:
        """Put a body on the shelf and the oldest ones off it."""
        if len(found.data) > self.limit or line.sha256 in self.kept:
            return
        self.kept[line.sha256] = found
        self.size += len(found.data)
        while self.size > self.limit:
            _, oldest = self.kept.popitem(last=False)
            self.size -= len(oldest.data)


def read(entry: Entry) -> Body | None:
    """The bytes of a file that stays on the disk, None if it is gone by now."""
    if entry.file is None or not entry.file.is_file():
        return None
    data = entry.file.read_bytes()
    return body(entry.line, hashlib.sha256(data).hexdigest(), "", data)
