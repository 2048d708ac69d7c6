"""What comes back from a platform: what people say, what became of a send, and counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Heard(StrEnum):
    """What kind of thing an inbox item is; what cannot be parsed is kept as UNKNOWN."""

    REPLY = "reply"
    MENTION = "mention"
    QUOTE = "quote"
    MESSAGE = "message"
    REACTION = "reaction"
    REPORT = "report"
    DELETED = "deleted"
    UNKNOWN = "unknown"


# What people say in words, and what an inbox is about.
SPOKEN = (Heard.REPLY, Heard.MENTION, Heard.QUOTE, Heard.MESSAGE)


class Moderation(StrEnum):
    """What can be done about something that others wrote."""

    REPLY = "reply"
    HIDE = "hide"
    UNHIDE = "unhide"
    DELETE = "delete"
    BLOCK = "block"
    CLOSE_REPLIES = "close_replies"
    OPEN_REPLIES = "open_replies"


@dataclass(frozen=True, slots=True)
class InboxItem:
    """Something the public said or did, or a delivery report.

    `id` is the platform's own and serves to tell repeats; `about` is the remote id of our post,
    or the key of the delivery that a report is about, whose outcome is then the `text`.
    `account_days` is the age of the author's account, where the platform tells it.
    """

    id: str
    kind: Heard
    author: str
    text: str = field(repr=False)
    at: datetime
    about: str | None = None
    url: str | None = None
    account_days: float | None = None


@dataclass(frozen=True, slots=True)
class Calling:
    """A platform calls a webhook: how much waits there, and whether its last call failed."""

    waiting: int = 0
    failing: bool = False

    @property
    def code(self) -> str:
        """In a word, for a row."""
        return f"{'webhook_failing' if self.failing else 'webhook'}:{self.waiting}"


@dataclass(frozen=True, slots=True)
class Inbox:
    """Items, the oldest first, and where to go on; asking again from the same cursor is safe.

    `calling` is set where the platform tells nothing when asked, because it calls a webhook.
    """

    items: tuple[InboxItem, ...]
    cursor: str | None
    calling: Calling | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number about one of our posts; what a platform does not tell is left out, never 0."""

    remote_id: str
    metric: str
    value: float
    at: datetime
