"""Opening an export of a platform: a zip file or a folder, neither of which is trusted."""

from __future__ import annotations

import codecs
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Final, Protocol

from oyez.domain.errors import NotAllowed, say
from oyez.domain.exports.stream import Text

MOST_FILES: Final = 500_000
MOST_BYTES: Final = 200 * 1024**3
RATIO, RATIO_FROM = 200, 4 * 1024**2  # JSON is packed 10 to 60 times; a bomb a thousand times
SMALL: Final = 16 * 1024  # of a damaged file no more than this before the damage is lost
DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)

NO_EXPORT: Final = say(
    "This is neither a zip file nor a folder that can be read. Ask the platform for the export "
    "again, in JSON."
)
STRANGE_NAME: Final = "The export names a file {name}, which would lie outside of it."
BOMB: Final = say(
    "The export would grow far beyond its size when it is unpacked, as no platform’s does. "
    "Nothing of it was read."
)
LOCKED: Final = say("The export is locked with a password. Unpack it first and name the folder.")


class Opened(Protocol):
    """An export whose files can be read."""

    def names(self) -> Iterable[str]:
        """Every file's name, in order."""

    def text(self, name: str) -> AbstractContextManager[Text]:
        """A file's characters, whatever its encoding."""

    def bytes_of(self, name: str) -> IO[bytes]:
        """A file's bytes."""


class Encoded:
    """What reads a file as UTF-8, as UTF-16 by its mark, or else as Windows does."""

    def __init__(self, file: IO[bytes], encoding: str, skip: int) -> None:
        file.read(skip)
        self.file = file
        self.decoder = codecs.getincrementaldecoder(encoding)("replace")

    def read(self, amount: int, /) -> str:
        """At most so many characters; the empty piece is the end."""
        while piece := _sound(self.file, amount):
            if text := self.decoder.decode(piece):
                return text
        return self.decoder.decode(b"", final=True)


def encoding_of(file: IO[bytes]) -> tuple[str, int]:
    """The encoding of a file, read through once, and the length of its mark."""
    head = file.read(4)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return name, len(mark)
    strict = codecs.getincrementaldecoder("utf-8")()
    try:
        strict.decode(head)
        while piece := _sound(file, SMALL):
            strict.decode(piece)
    except UnicodeDecodeError:
        return "cp1252", 0
    return "utf-8", 0


def _sound(file: IO[bytes], amount: int) -> bytes:
    """The next bytes; a packed file that is damaged ends where the damage begins."""
    try:
        return file.read(min(amount, SMALL))
    except DAMAGED:
        return b""


class Zipped:
    """A zip file; every name and size is judged before anything is read."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file = file
        entries = [one for one in file.infolist() if not one.is_dir()]
        if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > MOST_BYTES:
            raise NotAllowed(BOMB, "path")
        for one in entries:
            _judge(one)
        self.entries = {one.filename: one for one in entries}

    def names(self) -> list[str]:
        """Every file's name, in order."""
        return sorted(self.entries)

    @contextmanager
    def text(self, name: str) -> Iterator[Text]:
        """A file's characters."""
        with self.bytes_of(name) as first:
            encoding = encoding_of(first)
        with self.bytes_of(name) as file:
            yield Encoded(file, *encoding)

    def bytes_of(self, name: str) -> IO[bytes]:
        """A file's bytes; the module itself reads no more than the name promises."""
        return self.file.open(self.entries[name])


def _judge(one: zipfile.ZipInfo) -> None:
    if one.flag_bits & 1:
        raise NotAllowed(LOCKED, "path")
    if one.file_size > RATIO_FROM and one.file_size > RATIO * max(1, one.compress_size):
        raise NotAllowed(BOMB, "path")
    path = PurePosixPath(one.filename)
    leads_away = path.is_absolute() or ".." in path.parts or "\\" in one.filename
    if leads_away or ":" in path.parts[0] or stat.S_ISLNK(one.external_attr >> 16):
        raise NotAllowed(say(STRANGE_NAME, name=one.filename[:80]), "path")


class Folder:
    """A folder; links in it are not followed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def names(self) -> list[str]:
        """Every file's name, in order."""
        found = (
            path for path in self.root.rglob("*") if path.is_file() and _inside(self.root, path)
        )
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    @contextmanager
    def text(self, name: str) -> Iterator[Text]:
        """A file's characters."""
        with self.bytes_of(name) as first:
            encoding = encoding_of(first)
        with self.bytes_of(name) as file:
            yield Encoded(file, *encoding)

    def bytes_of(self, name: str) -> IO[bytes]:
        """A file's bytes."""
        return (self.root / name).open("rb")


def _inside(root: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """The export at a path, or NotAllowed with what is wrong with it."""
    if path.is_dir():
        yield Folder(path)
        return
    try:
        file = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise NotAllowed(NO_EXPORT, "path") from error
    with file:
        yield Zipped(file)
