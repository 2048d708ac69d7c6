"""What every reader of an export answers with, and what they ask an export for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

from oyez.domain.exports.stream import Elements, Text


class Kind(StrEnum):
    """What something is: an own post or answer, or what others wrote to the channel."""

    POST = "post"
    ANSWER = "answer"
    REPLY = "reply"
    MENTION = "mention"
    QUOTE = "quote"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of the export that belongs to a thing, with its description."""

    name: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing of an export. `id` is the platform's own, '' where the export tells none."""

    kind: Kind
    own: bool
    id: str
    at: datetime | None
    text: str = field(repr=False)
    author: str = ""
    url: str = ""
    media: tuple[Attached, ...] = ()
    original: Mapping[str, Any] = field(repr=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read: in which file, and `why`: cut_off, no_thing, no_array."""

    file: str
    why: str


class Export(Protocol):
    """An export that was opened: its files by name, in order."""

    def names(self) -> Iterable[str]:
        """Every file's name."""

    def text(self, name: str) -> AbstractContextManager[Text]:
        """A file's characters, whatever its encoding."""


def things(export: Export, name: str, begins: Any) -> Iterator[dict[str, Any] | Unread]:
    """The objects of the arrays in a file; what is none, and a cut-off end, is told."""
    with export.text(name) as text:
        elements = Elements(text, begins)
        for one in elements:
            yield one if isinstance(one, dict) else Unread(name, "no_thing")
    if not elements.whole:
        yield Unread(name, "cut_off")
    elif not elements.arrays:
        yield Unread(name, "no_array")


def seconds(value: object) -> datetime | None:
    """A time told in seconds since 1970, as a number or as digits."""
    try:
        return datetime.fromtimestamp(float(value), UTC)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def words(value: object) -> str:
    """A text, or nothing for what is none."""
    return value if isinstance(value, str) else ""


def part(value: object) -> dict[str, Any]:
    """An object, or an empty one for what is none."""
    return value if isinstance(value, dict) else {}


def parts(value: object) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
