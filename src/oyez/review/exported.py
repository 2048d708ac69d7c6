"""The lines of an export, one by one: whose they are, when they were said, and what they say."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from oyez.domain.errors import NotAllowed, say
from oyez.govern.models import Authority, Channel
from oyez.platforms.heard import SPOKEN, Heard, InboxItem

WORDS: Final = ("at", "text")  # without these nothing can be labelled
EARLIEST: Final = datetime(2004, 1, 1, tzinfo=UTC)  # before any platform
YES: Final = ("true", "1", "yes")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that can be read; `place` is the channel it names, None where nobody knows it."""

    place: int | None
    item: InboxItem
    spoken: bool


def demand_file(path: Path) -> None:
    """NotAllowed where there is no such file."""
    if not path.is_file():
        raise NotAllowed(say("{file} cannot be read.", file=path.name))


def channels_of(authority: Authority, channel: Channel | None) -> Sequence[Channel]:
    """The channels that an export of this authority may be about."""
    if channel is not None and channel.unit.authority_id != authority.pk:
        raise NotAllowed(say("Choose channels of this authority."), "channel")
    return list(Channel.objects.filter(unit__authority=authority).order_by("pk"))


def names_of(channels: Sequence[Channel]) -> Mapping[str, int]:
    """How a line may name a channel: by number, or by a name or account that only one has."""
    found: dict[str, set[int]] = {}
    for one in channels:
        for name in (str(one.pk), one.name, one.account):
            if name:
                found.setdefault(name, set()).add(one.pk)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


def read(
    path: Path, shape: str, names: Mapping[str, int], usual: int | None
) -> Iterator[Line | None]:
    """Every line of a file in UTF-8; None for one that cannot be read."""
    for row in _objects(path) if shape == "jsonl" else _cells(path):
        yield _line(row, names, usual) if row is not None else None


def _objects(path: Path) -> Iterator[Mapping[str, Any] | None]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for text in file:
            if text.strip():
                yield _object(text)


def _object(text: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _cells(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.DictReader(line.replace("\0", "") for line in file)
        lacking = [name for name in WORDS if name not in (rows.fieldnames or ())]
        if lacking:
            template = "{file} has no column “{name}”, so nobody could label what it holds."
            raise NotAllowed(say(template, file=path.name, name=lacking[0]))
        yield from rows


def _line(row: Mapping[str, Any], names: Mapping[str, int], usual: int | None) -> Line | None:
    at = _moment(row.get("at"))
    if at is None:
        return None
    said = {name: _text(row.get(name)) for name in ("id", "post", "author", "kind", "text")}
    kind = said["kind"].lower() or Heard.REPLY.value
    channel = _text(row.get("channel"))
    gone = _text(row.get("deleted")).lower() in YES
    item = InboxItem(
        id=said["id"] or _name_of(at, said),
        kind=Heard(kind) if kind in SPOKEN else Heard.UNKNOWN,
        author="" if gone else said["author"],
        text=said["text"],
        at=at,
        about=said["post"] or None,
    )
    return Line(names.get(channel) if channel else usual, item, kind in SPOKEN)


def _name_of(at: datetime, said: Mapping[str, str]) -> str:
    """A name for what has none: the same line gets the same."""
    words = "\x1f".join((at.isoformat(), *(said[name] for name in sorted(said))))
    return "sha256:" + hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _moment(value: object) -> datetime | None:
    """A time, a day, or seconds since 1970; what lies before any platform is none."""
    text = _text(value)
    try:
        number = float(text)
    except ValueError:
        found = _written(text)
    else:
        found = datetime.fromtimestamp(number, UTC) if 9e8 <= number <= 4e9 else None
    return found if found is not None and found >= EARLIEST else None


def _written(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo is not None:
        return found
    return timezone.make_aware(found, timezone.get_default_timezone())
