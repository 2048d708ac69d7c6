"""Checking an exported archive: whether it is whole, and every record the one that was kept.

It reads nothing but the file, so that it says the same wherever it is run.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

FORMAT: Final = 1
RECORDS, INDEX, MANIFEST = "records.jsonl", "index.jsonl", "manifest.json"
PIECE: Final = 1 << 20
LONGEST: Final = 64 * 1024**2
MEDIUM: Final = re.compile(r"media/([0-9a-f]{64})\.[a-z0-9]{1,10}")
UNREADABLE: Final = (
    *(OSError, EOFError, RuntimeError, ValueError, KeyError, TypeError, AttributeError),
    *(zipfile.BadZipFile, zlib.error),
)
LISTED: Final = ("key", "kind", "at", "source", "sha256", "media")


@dataclass
class Verified:
    """What was found: how many records and files, the digest of the list, and what is wrong."""

    records: int = 0
    files: int = 0
    index: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(path: Path) -> Verified:
    """Read the whole file once and say what does not agree."""
    found = Verified()
    try:
        with zipfile.ZipFile(path) as file:
            _verify(file, found)
    except UNREADABLE as error:
        found.problems.append(f"The file cannot be read to its end: {error}.")
    return found


def _verify(file: zipfile.ZipFile, found: Verified) -> None:
    manifest = json.loads(_short(file, MANIFEST))
    if manifest.get("format") != FORMAT:
        found.problems.append("The file was written by another program, or by another version.")
        return
    names = set(file.namelist()) - {MANIFEST}
    listed = {str(name): tuple(facts) for name, facts in manifest["files"].items()}
    for name in sorted(names - set(listed)):
        found.problems.append(f"{name} is in the file and not on its list.")
    for name in sorted(set(listed) - names):
        found.problems.append(f"{name} is on the list and not in the file.")
    for name in sorted(names & set(listed)):
        found.files += 1
        _file(file, name, listed[name], found)
    found.problems += [f"{name} was lacking when it was written." for name in manifest["lacking"]]
    _records(file, manifest, listed, found)


def _short(file: zipfile.ZipFile, name: str) -> bytes:
    if file.getinfo(name).file_size > LONGEST:
        raise ValueError(f"{name} is far too long")
    return file.read(name)


def _file(file: zipfile.ZipFile, name: str, listed: tuple[Any, ...], found: Verified) -> None:
    digest, size = hashlib.sha256(), 0
    with file.open(name) as opened:
        while piece := opened.read(PIECE):
            digest.update(piece)
            size += len(piece)
    if (size, digest.hexdigest()) != listed:
        found.problems.append(f"{name} is not what was written.")
    medium = MEDIUM.fullmatch(name)
    if medium and medium[1] != digest.hexdigest():
        found.problems.append(f"{name} is not the file that its records name.")


def _records(
    file: zipfile.ZipFile, manifest: dict[str, Any], listed: dict[str, Any], found: Verified
) -> None:
    """Each record against its own digest, and all of them against the list."""
    digest = hashlib.sha256()
    for number, one in enumerate(_lines(file), 1):
        found.records = number
        told = {name: one[name] for name in LISTED}
        digest.update(json.dumps(told, ensure_ascii=False, sort_keys=True).encode() + b"\n")
        if one["original"] is None:
            continue  # its time was over
        original = str(one["original"]).encode("utf-8", "surrogatepass")
        if hashlib.sha256(original).hexdigest() != one["sha256"]:
            found.problems.append(f"Record {number} is not the one that was kept.")
        for name in (each["name"] for each in one["files"]):
            if name not in listed and name not in manifest["lacking"]:
                found.problems.append(f"Record {number} names {name}, which is not there.")
    found.index = digest.hexdigest()
    if found.index != manifest["index"] or found.index != listed.get(INDEX, ("", ""))[1]:
        found.problems.append("The records are not those of the list.")
    if found.records != manifest["records"]:
        found.problems.append(f"{found.records} of {manifest['records']} records are there.")


def _lines(file: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
    with file.open(RECORDS) as opened:
        while line := opened.readline(LONGEST):
            yield json.loads(line)
