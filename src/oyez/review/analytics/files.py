"""Looking at a file before it is read in: its shape, its encoding, its first bad lines."""

from __future__ import annotations

import codecs
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from oyez.domain.errors import NotAllowed, say

CHUNK: Final = 1 << 22
SHOWN, LOOKED = 5, 200_000
BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
               (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


def shape(path: Path) -> str:
    """`jsonl` or `csv`, by the first thing that stands in it."""
    with path.open("rb") as file:
        begin = file.read(4096)
    for bom, encoding in BOMS:
        if begin.startswith(bom):
            even = len(begin) - len(begin) % 2
            begin = begin[:even].decode(encoding, "ignore").encode()
    text = begin.lstrip()
    if not text:
        raise NotAllowed(say("{file} is empty.", file=path.name))
    if text.startswith(b"["):
        template = "{file} is one JSON list. Write one object a line (JSON Lines)."
        raise NotAllowed(say(template, file=path.name))
    return "jsonl" if text.startswith(b"{") else "csv"


def encoding_of(path: Path) -> str:
    """UTF-8, with or without a mark; UTF-16 by its mark; else what Windows writes in the west."""
    with path.open("rb") as file:
        begin = file.read(4)
        for bom, encoding in BOMS:
            if begin.startswith(bom):
                return encoding
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(begin)
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"  # a character that the end cuts off belongs to a line that is cut off too


@contextmanager
def as_utf8(path: Path) -> Iterator[tuple[Path, str]]:
    """The file itself, or a copy in UTF-8 that goes away; and the encoding that was found."""
    encoding = encoding_of(path)
    if encoding == "utf-8":
        yield path, encoding
        return
    with tempfile.TemporaryDirectory(prefix="oyez-facts-") as folder:
        copy = Path(folder) / path.name
        with (
            path.open(encoding=encoding, errors="replace", newline="") as source,
            copy.open("w", encoding="utf-8", newline="") as target,
        ):
            while text := source.read(CHUNK):
                target.write(text)
        yield copy, encoding


def bad_lines(path: Path) -> list[int]:
    """The first lines that are no JSON object; only the beginning of a long file is looked at."""
    found: list[int] = []
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if number > LOOKED or len(found) == SHOWN:
                break
            if line.strip() and not _object(line):
                found.append(number)
    return found


def _object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
