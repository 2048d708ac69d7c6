"""Everything that is kept of a channel in one file that others can read and check without us.

`records.jsonl` holds a record a line, with its words and its original; `index.jsonl` the list whose
digest a run has written into the ledger; `manifest.json` the digest of every file. Pictures, films
and web archives lie under `media/` by their digests.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from oyez.archive.keeping import original_of
from oyez.archive.manifest import as_line, line_of, rows_of
from oyez.archive.models import Medium, Record
from oyez.archive.storing import path_of
from oyez.archive.verifying import FORMAT, INDEX, MANIFEST, PIECE, RECORDS
from oyez.govern.models import Channel


@dataclass
class Writer:
    """An export that is being written; `files` maps names to size and digest."""

    file: zipfile.ZipFile
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    media: dict[str, Path] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)
    count: int = 0

    def stream(self, name: str, lines: Iterator[bytes]) -> str:
        """Write a file line by line; its digest."""
        digest, size = hashlib.sha256(), 0
        with self.file.open(name, "w", force_zip64=True) as out:
            for line in lines:
                digest.update(line)
                size += len(line)
                out.write(line)
        self.files[name] = (size, digest.hexdigest())
        return digest.hexdigest()

    def copy(self, name: str, path: Path) -> None:
        """Copy a file; one that is not there is named as lacking."""
        try:
            with path.open("rb") as file:
                self.stream(name, iter(lambda: file.read(PIECE), b""))
        except FileNotFoundError:
            self.lacking.append(name)


def export(channel: Channel, into: IO[bytes], now: datetime) -> dict[str, Any]:
    """Write all records of the channel as they are now; what the file says of itself."""
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as file:
        writer = Writer(file)
        writer.stream(RECORDS, _records(channel, writer))
        index = writer.stream(INDEX, _index(channel))
        for name, path in sorted(writer.media.items()):
            writer.copy(name, path)
        told = {
            "format": FORMAT,
            "oyez": version("oyez"),
            "made_at": now.isoformat(timespec="seconds"),
            "channel": {
                "name": channel.name,
                "platform": channel.platform,
                "account": channel.account,
                "unit": channel.unit.path,
            },
            "records": writer.count,
            "index": index,
            "lacking": writer.lacking,
            "files": writer.files,
        }
        file.writestr(MANIFEST, json.dumps(told, indent=1, ensure_ascii=False))
    return told


def _index(channel: Channel) -> Iterator[bytes]:
    for row, media in rows_of(channel):
        yield as_line(line_of(row, media))


def _records(channel: Channel, writer: Writer) -> Iterator[bytes]:
    for row, media in rows_of(channel):
        writer.count += 1
        if row.forgotten_at is None:
            for one in media:
                writer.media[_name(one)] = path_of(one.sha256, one.ending)
        yield as_line(_told(row, media))


def _name(one: Medium) -> str:
    return f"media/{one.sha256}.{one.ending}"


def _told(row: Record, media: list[Medium]) -> dict[str, Any]:
    """A record with everything that is still kept of it; its original is the hashed text."""
    forgotten = row.forgotten_at.isoformat() if row.forgotten_at else None
    original = original_of(row).decode("utf-8", "surrogatepass")
    return line_of(row, media) | {
        "own": row.own,
        "platform_id": row.platform_id,
        "url": row.url,
        "author": row.author,
        "text": row.text,
        "original": original if row.forgotten_at is None else None,
        "retention": row.retention,
        "kept_at": row.kept_at.isoformat(),
        "forgotten_at": forgotten,
        "files": [{"name": _name(one), "mime": one.mime, "alt": one.alt} for one in media],
    }
