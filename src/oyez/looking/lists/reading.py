"""Names out of the block-lists that others keep: plain, hosts files, CSV, folders and archives."""

from __future__ import annotations

import gzip
import re
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import idna

PLAIN: Final = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+")
ADDRESS: Final = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]*::?[0-9a-f:]*", re.IGNORECASE)
SELF: Final = {
    "localhost", "localhost.localdomain", "local", "broadcasthost", "ip6-localhost",
    "ip6-loopback", "ip6-localnet", "ip6-mcastprefix", "ip6-allnodes", "ip6-allrouters",
    "ip6-allhosts", "0.0.0.0", "127.0.0.1",  # noqa: S104 - read, not bound to
}  # fmt: skip
COMMENTS: Final = ("#", "!", ";", "//", "[")
FORMS: Final = re.compile(r"(?:\|\||\*?\.)?(.+?)(?:\^.*|\.?)$")
LONGEST: Final = 8192


class Unreadable(Exception):
    """The list cannot be read; the sentence says what was looked for."""


@dataclass(slots=True)
class Counted:
    """How many lines there were, how many named something, and how many nobody understands."""

    lines: int = 0
    names: int = 0
    malformed: int = 0
    first_malformed: int = 0


def names_in(lines: Iterable[bytes], counted: Counted) -> Iterator[str]:
    """Every name, or name with path, in its one form; what is no name is counted."""
    for line in lines:
        counted.lines += 1
        text = line[:LONGEST].decode("utf-8", "replace").strip().lower()
        if not text or text.startswith(COMMENTS):
            continue
        if PLAIN.fullmatch(text) and text not in SELF:
            counted.names += 1
            yield text
            continue
        found = _names_of(text)
        if found is None:
            counted.malformed += 1
            counted.first_malformed = counted.first_malformed or counted.lines
            continue
        counted.names += len(found)
        yield from found


def _names_of(text: str) -> list[str] | None:
    """The names in an unusual line; none where it names only us, None where it is unclear."""
    text = text.partition(" #")[0].partition("\t#")[0].strip()
    words = text.split()
    if len(words) > 1 and ADDRESS.fullmatch(words[0]):
        names = [one for word in words[1:] if word not in SELF and (one := _one(word))]
        return names if names or set(words[1:]) <= SELF else None
    if '"' in text or "," in text or ";" in text:
        cells = [cell.strip(" \"'") for cell in re.split(r"[,;\t]", text)]
        names = [one for cell in cells if "." in cell and (one := _one(cell))]
        return names[:1] or None
    if len(words) != 1:
        return None
    one = _one(text)
    return [one] if one else ([] if text in SELF else None)


def _one(word: str) -> str | None:
    """A host, or a host with a path, in its one form."""
    if "://" in word:
        return _of_address(word)
    found = FORMS.match(word)
    host, slash, path = (found[1] if found else "").partition("/")
    named = _host(host)
    return None if named is None else named + (f"/{path}".rstrip("/") if slash else "")


def _of_address(word: str) -> str | None:
    try:
        parts = urlsplit(word)
        named = _host(parts.hostname or "")
    except ValueError:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return None if named is None else named + (parts.path + query).rstrip("/")


def _host(text: str) -> str | None:
    host = text.strip(".")
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError:
            return None
    if len(host) > 253 or not PLAIN.fullmatch(host):
        return None
    return None if host in SELF else host


@contextmanager
def opened(path: Path, category: str) -> Iterator[Iterable[bytes]]:
    """The lines of a file, of a folder's category, or of a category inside an archive."""
    if path.is_dir():
        with _in_folder(path, category).open("rb") as lines:
            yield lines
    elif path.name.endswith((".tar", ".tar.gz", ".tgz")):
        with tarfile.open(path) as archive:
            yield _in_archive(archive, category)
    elif path.suffix == ".gz":
        with gzip.open(path) as lines:
            yield lines
    else:
        with path.open("rb") as lines:
            yield lines


def _in_folder(folder: Path, category: str) -> Path:
    for place in (folder / category / "domains", folder / "domains"):
        if place.is_file():
            return place
    raise Unreadable(f"There is no file {category}/domains in {folder}.")


def _in_archive(archive: tarfile.TarFile, category: str) -> Iterable[bytes]:
    """Read inside the archive; nothing is unpacked, so no name in it leads anywhere."""
    for member in archive:
        parts = member.name.strip("./").split("/")
        if parts[-2:] == [category, "domains"] and member.isfile():
            lines = archive.extractfile(member)
            if lines is not None:
                return lines
    raise Unreadable(f"There is no file {category}/domains in the archive.")
