"""Reading what a stranger sends: so much and no more, and called what it is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, Protocol

from oyez.domain.looking import Failure

LARGEST: Final = 2 * 1024 * 1024
RATIO, RATIO_FROM = 100, 64 * 1024
PIECE: Final = 32 * 1024
GZIP: Final = frozenset({"gzip", "x-gzip"})
TEXT_TYPES: Final = re.compile(r"text/|application/(?:.+\+)?xml|application/xhtml")
STREAM_TYPES: Final = re.compile(
    r"(?:application|audio)/(?:vnd\.apple\.|x-)?mpegurl|application/dash"
)
MARKUP: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|meta|title|script|!--)",
    re.IGNORECASE,
)
PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
PROGRAMS: Final = (
    b"MZ", b"\x7fELF", b"PK\x03\x04", b"%PDF-", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b",
    b"\xca\xfe\xba\xbe",
)  # fmt: skip
WIDE: Final = (b"\xff\xfe", b"\xfe\xff")  # the marks of UTF-16, which is full of zero bytes


class Kind(StrEnum):
    """What a body is, by its own first bytes."""

    PAGE = "page"
    TEXT = "text"
    PICTURE = "picture"
    STREAM = "stream"


class BadBody(Exception):
    """The body is not read to its end; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class Source(Protocol):
    """Where bytes come from; the empty piece is the end."""

    def read1(self, amount: int, /) -> bytes:
        """At most so many bytes, as soon as there are some."""


def read_whole(source: Source, encoding: str, announced: int | None) -> bytes:
    """The body, unpacked. Raises BadBody for too much of it, or packed in an unasked way."""
    encoding = encoding.strip().lower()
    if encoding not in GZIP | {"", "identity"}:
        raise BadBody(Failure.BAD_TYPE)
    if announced is not None and announced > LARGEST:
        raise BadBody(Failure.TOO_BIG)
    body = bytearray()
    pieces = _pieces(source)
    for piece in _unpacked(pieces) if encoding in GZIP else pieces:
        body += piece
        if len(body) > LARGEST:
            raise BadBody(Failure.TOO_BIG)
    return bytes(body)


def _pieces(source: Source) -> Iterator[bytes]:
    taken = 0
    while piece := source.read1(PIECE):
        taken += len(piece)
        if taken > LARGEST:
            raise BadBody(Failure.TOO_BIG)
        yield piece


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The content of one gzip member; what follows it is none of the page's."""
    machine = zlib.decompressobj(16 + zlib.MAX_WBITS)
    packed = unpacked = 0
    for piece in pieces:
        packed += len(piece)
        rest = piece
        while rest and not machine.eof:
            try:
                out = machine.decompress(rest, PIECE)
            except zlib.error:
                raise BadBody(Failure.BAD_TYPE) from None
            rest = machine.unconsumed_tail
            unpacked += len(out)
            if unpacked > max(RATIO_FROM, RATIO * packed):
                raise BadBody(Failure.TOO_BIG)
            yield out
    if not machine.eof:
        raise BadBody(Failure.BAD_TYPE)


def kind_of(body: bytes, declared: str) -> Kind:
    """What the body is. Raises BadBody where it is neither text nor picture, or pretends."""
    declared = declared.partition(";")[0].strip().lower()
    is_picture = body.startswith(PICTURES) or (body[:4] == b"RIFF" and body[8:12] == b"WEBP")
    if is_picture:
        if declared and not declared.startswith("image/"):
            raise BadBody(Failure.BAD_TYPE)
        return Kind.PICTURE
    if body.startswith(PROGRAMS) or (b"\x00" in body[:4096] and not body.startswith(WIDE)):
        raise BadBody(Failure.BAD_TYPE)
    if STREAM_TYPES.match(declared) or body.lstrip()[:7] == b"#EXTM3U":
        return Kind.STREAM
    if declared and not TEXT_TYPES.match(declared):
        raise BadBody(Failure.BAD_TYPE)
    if "html" in declared or MARKUP.match(body):
        return Kind.PAGE
    return Kind.TEXT
