"""What a Bluesky server answers, as far as Oyez reads it, and how it spells records."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, Field

ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"


class Trouble(BaseModel):
    """A failure names itself in `error`."""

    error: str = ""


class Session(BaseModel):
    """A pair of tokens and whose they are."""

    access_jwt: str = Field(alias="accessJwt")
    refresh_jwt: str = Field(alias="refreshJwt")
    did: str
    handle: str


class Account(BaseModel):
    """Who the token speaks for."""

    did: str
    handle: str
    active: bool = True


class Reference(BaseModel):
    """A record and the exact version of it."""

    uri: str
    cid: str


class Thread(BaseModel):
    """Where a reply belongs."""

    root: Reference


class Post(BaseModel):
    """The record of a post."""

    text: str
    reply: Thread | None = None


class Record(Reference):
    """A record as the repository holds it."""

    value: Post


class PostView(Reference):
    """A post as the network shows it."""

    record: Post
    reply_count: int | None = Field(None, alias="replyCount")
    repost_count: int | None = Field(None, alias="repostCount")
    like_count: int | None = Field(None, alias="likeCount")
    quote_count: int | None = Field(None, alias="quoteCount")


class PostViews(BaseModel):
    """Those of the posts asked for that the network shows."""

    posts: list[PostView]


class Said(BaseModel):
    """The record that a notification is about; of other kinds than a post only a part fits."""

    text: str = ""


class Name(BaseModel):
    """An account by its lasting name and its present one."""

    did: str
    handle: str = ""


class Notification(BaseModel):
    """Somebody did something about us; `indexed_at` is kept as the network spells it."""

    uri: str
    author: Name
    reason: str
    subject: str | None = Field(None, alias="reasonSubject")
    record: Said = Said()
    indexed_at: str = Field(alias="indexedAt")

    @property
    def at(self) -> datetime:
        """When the network took it in."""
        return datetime.fromisoformat(self.indexed_at)


class Feed(BaseModel):
    """A page of notifications, the newest first."""

    notifications: list[Notification]
    cursor: str | None = None


class Own(BaseModel):
    """The newest records of the own repository."""

    records: list[Reference]


class Answered(PostView):
    """A post in a thread, with who wrote it and when the network took it in."""

    author: Name
    indexed_at: str = Field(alias="indexedAt")


class Branch(BaseModel):
    """A post and what was answered to it; what is hidden or gone has no post."""

    post: Answered | None = None
    replies: list[Branch] = []


class Tree(BaseModel):
    """A thread as the network shows it."""

    thread: Branch


class Gate(BaseModel):
    """Who may answer a post (None is everybody) and which answers are hidden."""

    allow: list[dict[str, Any]] | None = None
    hidden: list[str] = Field([], alias="hiddenReplies")


class GateRecord(BaseModel):
    """A gate as the repository holds it."""

    value: Gate


class Blob(BaseModel):
    """An uploaded picture; its reference goes back exactly as it came."""

    blob: dict[str, Any]


def tid(seed: str, at: datetime) -> str:
    """A record key: the millisecond in front, twenty bits of the seed behind."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    micros = int(at.timestamp() * 1000) * 1000 + (number >> 10) % 1000
    value = (micros & (2**53 - 1)) << 10 | number & 1023
    return "".join(ALPHABET[value >> shift & 31] for shift in range(60, -1, -5))


def moment(at: datetime) -> str:
    """A time as records write it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def facet(start: int, end: int, url: str) -> dict[str, object]:
    """Makes a stretch of the text, counted in bytes, a link."""
    link = {"$type": "app.bsky.richtext.facet#link", "uri": url}
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [link]}
