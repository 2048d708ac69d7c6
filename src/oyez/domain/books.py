"""Which posts on an account of ours are not in our books."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

# So long a post that looks like none of ours may still be one of a send that is under way.
GRACE: Final = timedelta(minutes=2)
OVERLAP: Final = timedelta(minutes=10)  # by which readings overlap: platforms list late
LONGEST: Final = timedelta(days=7)  # back to which a stranger is looked for again


@dataclass(frozen=True, slots=True)
class Posted:
    """One post on the account: its id, the platform's time, a digest of its text, its addresses."""

    id: str
    at: datetime
    digest: str
    text: str


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A send whose outcome is not known: the digest of its text, and our address in it."""

    digest: str
    marker: str


def strangers(
    posts: Iterable[Posted],
    known: Collection[str],
    under_way: Collection[UnderWay],
    now: datetime,
) -> list[Posted]:
    """The posts that are nobody's of ours.

    What carries the text or the address of a send under way is that send's; anything else is
    given the grace while a send is under way, because platforms change texts.
    """
    return [
        post
        for post in posts
        if post.id not in known
        and not any(_is(post, one) for one in under_way)
        and not (under_way and post.at > now - GRACE)
    ]


def _is(post: Posted, one: UnderWay) -> bool:
    return post.digest == one.digest or (bool(one.marker) and one.marker in post.text)


def read_since(
    begun: datetime, last: datetime | None, oldest: datetime | None, now: datetime
) -> datetime:
    """From when on posts are read: with an overlap, and back to the oldest open stranger."""
    start = max(begun, (last or begun) - OVERLAP)
    if oldest is not None:
        start = min(start, oldest - OVERLAP)
    return max(start, now - LONGEST, begun)
