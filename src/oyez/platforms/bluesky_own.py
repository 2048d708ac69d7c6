"""What stands in a Bluesky repository, whoever put it there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS
from oyez.platforms.bluesky_answers import ALPHABET
from oyez.platforms.bluesky_repo import POST, Repository
from oyez.platforms.own import OwnPost
from oyez.platforms.port import Failed

REPOST: Final = "app.bsky.feed.repost"
PAGE, PAGES = 100, 10
BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Value(BaseModel):
    """A record as far as it tells when it was made and what it says."""

    text: str = ""
    created: str = Field("", alias="createdAt")
    reply: dict[str, Any] | None = None


class Kept(BaseModel):
    """A record with its address."""

    uri: str
    value: Value = Value(createdAt="")

    @property
    def key(self) -> str:
        """The record's key, which is what a receipt holds."""
        return self.uri.rpartition("/")[2]

    @property
    def at(self) -> datetime:
        """The later of the time that is claimed and the time inside the key."""
        return max(claimed(self.value.created), time_of(self.key))


class Listed(BaseModel):
    """A page of records, the highest key first."""

    records: list[Kept]
    cursor: str | None = None


class Owning(Repository):
    """Reads the repository itself, which shows what the network may not have taken in yet."""

    def fetch_own(self, since: datetime, at: datetime) -> Sequence[OwnPost] | Failed:
        """Posts and reposts since then; answers are left out."""
        if failed := self.lacks_session():
            return failed
        found: list[OwnPost] = []
        for collection in (POST, REPOST):
            records = self.listed(collection, since, at)
            if isinstance(records, Failed):
                return records
            found += [self.own(one, collection) for one in records if one.value.reply is None]
        return found

    def listed(self, collection: str, since: datetime, at: datetime) -> list[Kept] | Failed:
        """The records of a collection since then."""
        query = {"repo": self.secret("did"), "collection": collection, "limit": str(PAGE)}
        found: list[Kept] = []
        for _ in range(PAGES):
            url = self.url(f"/xrpc/com.atproto.repo.listRecords?{urlencode(query)}")
            page = self.read(Listed, self.transport.send("GET", url, timeout=SECONDS), at)
            if isinstance(page, Failed):
                return page
            young = [one for one in page.records if one.at >= since]
            found += young
            if not young or not page.cursor:
                return found
            query["cursor"] = page.cursor
        return Failed(FailureClass.TRANSIENT, "too_many_records")

    def own(self, one: Kept, collection: str) -> OwnPost:
        """The record as a post; a repost is named by its whole address."""
        web = self.channel.options.get("web", "https://bsky.app").rstrip("/")
        owner = self.secret("handle") or self.secret("did")
        if collection == REPOST:
            return OwnPost(one.uri, one.at, "", f"{web}/profile/{owner}")
        return OwnPost(one.key, one.at, one.value.text, f"{web}/profile/{owner}/post/{one.key}")


def claimed(text: str) -> datetime:
    """The time that a record gives for itself; one that is no time is very old."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return BEGINNING
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def time_of(key: str) -> datetime:
    """The time inside a record key; one that holds none is very old."""
    if len(key) != 13 or any(sign not in ALPHABET for sign in key):
        return BEGINNING
    value = 0
    for sign in key:
        value = value << 5 | ALPHABET.index(sign)
    return BEGINNING + timedelta(microseconds=(value >> 10) & (2**53 - 1))
