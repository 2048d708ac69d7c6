"""What people answer on Mastodon, and what can be done about it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote, urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS, WebBase
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.heard import Heard, Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.mastodon_answers import Account, Notification, Notifications, Status
from oyez.platforms.port import Done, Failed, Outcome, Receipt
from oyez.platforms.text import visible

PAGE: Final = 80
ANSWER: Final = "@{author} {text}"
KINDS: Final = {"mention": Heard.MENTION, "quote": Heard.QUOTE}
WATCHED: Final = (("types[]", "mention"), ("types[]", "quote"))
METRICS: Final = {
    "replies": "replies_count",
    "reposts": "reblogs_count",
    "likes": "favourites_count",
    "quotes": "quotes_count",
}


class Listening(WebBase):
    """Reading, moderating and counting; no server hides a single answer of somebody else."""

    def fetch_inbox(self, cursor: str | None, at: datetime) -> Inbox | Failed:
        """Mentions and quotes after a notification's id; without one the newest page."""
        query = [*WATCHED, ("limit", str(PAGE)), *([("min_id", cursor)] if cursor else [])]
        found = self.get(Notifications, f"/api/v1/notifications?{urlencode(query)}", at)
        if isinstance(found, Failed):
            return found
        ordered = sorted(found.root, key=lambda one: (len(one.id), one.id))
        newest = ordered[-1].id if ordered else cursor
        return Inbox(tuple(map(item, ordered)), newest)

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:
        """Answer a post, or block whoever wrote it."""
        if action is Moderation.REPLY:
            return self.answer(item, text, at)
        if action is Moderation.BLOCK:
            return self.block(item, at)
        return UNSUPPORTED

    def answer(self, item: InboxItem, text: str, at: datetime) -> Outcome:
        """The same answer to the same post is made once, however often it is sent."""
        key = hashlib.sha256(f"{item.id}\n{text}".encode()).hexdigest()
        answer = self.transport.send(
            "POST",
            self.url("/api/v1/statuses"),
            headers={**self.bearer(), "Idempotency-Key": key},
            json={
                "status": ANSWER.format(author=item.author, text=text),
                "in_reply_to_id": item.id,
            },
            timeout=SECONDS,
        )
        status = self.read(Status, answer, at, creates=True)
        if isinstance(status, Failed):
            return status
        seen = visible(status.content).sha256
        return Done(Receipt(status.id, status.url, status.created_at, text_sha256=seen))

    def block(self, item: InboxItem, at: datetime) -> Outcome:
        """Find the account by its name, then block it."""
        query = urlencode({"acct": item.author})
        account = self.get(Account, f"/api/v1/accounts/lookup?{query}", at)
        if isinstance(account, Failed):
            return account
        url = self.url(f"/api/v1/accounts/{quote(account.id, safe='')}/block")
        answer = self.transport.send("POST", url, headers=self.bearer(), timeout=SECONDS)
        if answer.status != 200:
            return self.failed(answer, at)
        return Done(Receipt(account.id, None, at))

    def measure(self, receipts: Sequence[Receipt], at: datetime) -> Sequence[Measurement] | Failed:
        """Answers, reposts, likes and quotes, but no views; what is gone is left out."""
        found = []
        for receipt in receipts:
            path = f"/api/v1/statuses/{quote(receipt.remote_id, safe='')}"
            status = self.get(Status, path, at)
            if isinstance(status, Failed):
                if status.cls is FailureClass.NOT_FOUND:
                    continue
                return status
            for metric, name in METRICS.items():
                if (value := getattr(status, name)) is not None:
                    found.append(Measurement(receipt.remote_id, metric, value, at))
        return found


def item(one: Notification) -> InboxItem:
    """A notification as an item; of a kind we do not know, what is known of it."""
    status = one.status
    kind = KINDS.get(one.type, Heard.UNKNOWN)
    if status is None:
        return InboxItem(one.id, Heard.UNKNOWN, one.account.acct, "", one.created_at)
    if kind is Heard.MENTION and status.in_reply_to_id:
        kind = Heard.REPLY
    return InboxItem(
        id=status.id,
        kind=kind,
        author=one.account.acct,
        text=visible(status.content).text.strip(),
        at=one.created_at,
        about=status.in_reply_to_id,
        url=status.url,
        account_days=_age(one),
    )


def _age(one: Notification) -> float | None:
    """How many days the account had existed when it said so."""
    made = one.account.created_at
    return max(0.0, (one.created_at - made) / timedelta(days=1)) if made else None
