"""What Telegram's own program exports of a channel or a group: `result.json`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from oyez.domain.exports.common import (
    Attached,
    Export,
    Found,
    Kind,
    Unread,
    seconds,
    things,
    words,
)

RESULT: Final = re.compile(r"(?:^|/)result\.json$")
MESSAGES: Final = re.compile(r"(?<!\\)\"messages\"\s*:\s*\[")
FILES: Final = ("photo", "file")
SERVICE: Final = "service"


def read_telegram(export: Export) -> Iterator[Found | Unread]:
    """Messages; those in the name of a channel are own posts, those of people are answers."""
    for path in export.names():
        if RESULT.search(path):
            folder = path.rpartition("/")[0]
            for one in things(export, path, MESSAGES):
                if isinstance(one, Unread):
                    yield one
                elif one.get("type") != SERVICE:
                    yield _message(path, folder, one)


def _message(path: str, folder: str, one: dict[str, Any]) -> Found | Unread:
    number = one.get("id")
    if isinstance(number, bool) or not isinstance(number, int):
        return Unread(path, "no_thing")
    sender = words(one.get("from_id"))
    own = not sender.startswith("user")
    return Found(
        kind=Kind.POST if own else Kind.REPLY,
        own=own,
        id=str(number),
        at=seconds(one.get("date_unixtime")) or _plain(words(one.get("date"))),
        text=flat(one.get("text")),
        author="" if own else words(one.get("from")),
        media=tuple(_files(folder, one)),
        original=one,
    )


def flat(text: object) -> str:
    """A text that may be told in pieces with their looks."""
    if isinstance(text, list):
        return "".join(flat(one) for one in text)
    return words(text.get("text")) if isinstance(text, dict) else words(text)


def _files(folder: str, one: dict[str, Any]) -> Iterator[Attached]:
    for name in FILES:
        file = words(one.get(name))
        # What was left out of the export is named by a sentence in brackets.
        if file and not file.startswith("("):
            yield Attached(f"{folder}/{file}" if folder else file)


def _plain(text: str) -> datetime | None:
    """Older exports tell the clock of the machine that made them; nobody knows its zone."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None
