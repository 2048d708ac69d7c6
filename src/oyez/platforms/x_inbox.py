"""What people say on X, and what can be done about it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import quote

from pydantic import ValidationError

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.heard import Heard, Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.port import Done, Failed, NeedsPerson, Outcome, Receipt
from oyez.platforms.x_answers import Created, Event, Hidden, Posts
from oyez.platforms.x_post import Post
from oyez.platforms.x_session import Session, instead
from oyez.platforms.x_webhook import EVENTS, crc, unsigned

PAGE: Final = 100
PAGES: Final = 10
AT_ONCE: Final = 100
# Numbers of posts begin with the milliseconds since then.
BEGINNING: Final = datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=UTC)
ANSWERED: Final = {
    Heard.REPLY: ("replied_to",),
    Heard.QUOTE: ("quoted",),
    Heard.REACTION: ("retweeted", "reposted"),
}
# Who answers a post of ours or quotes it has called us by that.
CALLING: Final = frozenset({Heard.REPLY, Heard.QUOTE})
METRICS: Final = {
    "replies": "reply_count",
    "reposts": "repost_count",
    "likes": "like_count",
    "quotes": "quote_count",
    "bookmarks": "bookmark_count",
    "views": "impression_count",
}
BY_HAND: Final = "X takes an answer only from a person here: answer on X itself."


class Listening(Session):
    """Reading, moderating and counting."""

    def fetch_inbox(self, cursor: str | None, at: datetime) -> Inbox | Failed:
        """Mentions and answers after a post's number; without one the newest page."""
        own = self.own_id(at)
        if isinstance(own, Failed):
            return own
        found: list[InboxItem] = []
        query = {"max_results": str(PAGE), "expansions": "author_id", "user.fields": "username"}
        if cursor:
            query["since_id"] = cursor
        for _ in range(PAGES):
            page = self.ask(Posts, f"/2/users/{quote(own, safe='')}/mentions", at, **query)
            if isinstance(page, Failed):
                return page
            if page.meta is None:
                return instead(page.errors)
            found += [self.item(post, kind_of(post, own), page.names) for post in page.data]
            if not (cursor and page.meta.next_token):
                ordered = sorted(found, key=lambda one: (len(one.id), one.id))
                return Inbox(tuple(ordered), ordered[-1].id if ordered else cursor)
            query["pagination_token"] = page.meta.next_token
        return Failed(FailureClass.TRANSIENT, "too_many_mentions")

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> Sequence[InboxItem] | Failed:
        """One event that X has signed; of a kind we do not know, what is known of it."""
        secret = self.channel.secrets.get("consumer_secret", "")
        if refused := unsigned(headers, body, secret):
            return refused
        try:
            event = Event.model_validate_json(body).data
        except ValidationError:
            return Failed(FailureClass.INVALID, "unreadable")
        kind = EVENTS.get(event.event_type, Heard.UNKNOWN)
        post, names = event.payload, {one.id: one.username for one in event.includes.users}
        item = self.item(post, kind, names, event.event_uuid)
        return [item]

    def handshake(self, query: Mapping[str, str]) -> str | None:
        """The response token to X's `crc_token`, as JSON."""
        secret, token = self.channel.secrets.get("consumer_secret", ""), query.get("crc_token", "")
        return json.dumps({"response_token": crc(secret, token)}) if secret and token else None

    def item(self, post: Post, kind: Heard, names: Mapping[str, str], event: str = "") -> InboxItem:
        """A post of somebody as an item; a deletion is known by its event and names the post."""
        about = post.refers(*ANSWERED.get(kind, ()))
        if kind is Heard.DELETED:
            about = post.id
        name = names.get(post.author_id, "")
        text = (post.text if post.shown is None else post.shown).strip()
        if kind is Heard.REPLY:  # X puts the answered name before it, which readers are not shown
            text = re.sub(rf"\A@{re.escape(self.username)}\s+", "", text, flags=re.IGNORECASE)
        return InboxItem(
            id=event if kind is Heard.DELETED or not post.id else post.id,
            kind=kind,
            author=name or post.author_id,
            text=text,
            at=moment(post),
            about=about,
            url=self.address(post.id, name) if post.id else None,
        )

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:
        """Answer who has called us, hide an answer below our post, or show it again."""
        if action is Moderation.REPLY:
            return self.answer(item, text, at)
        if action in {Moderation.HIDE, Moderation.UNHIDE}:
            return self.hide(item, at, hidden=action is Moderation.HIDE)
        return UNSUPPORTED

    def answer(self, item: InboxItem, text: str, at: datetime) -> Outcome:
        """X lets apps answer only whoever has called the account; a person answers the others."""
        by_hand = NeedsPerson(BY_HAND, item.url or self.address(item.id))
        name = rf"(?<!\w)@{re.escape(self.username)}(?!\w)"
        if item.kind not in CALLING and not re.search(name, item.text, re.IGNORECASE):
            return by_hand
        number = self.create({"text": text, "reply": {"in_reply_to_tweet_id": item.id}}, at)
        if isinstance(number, Failed):
            return by_hand if number.code == "http_403" else number
        return Done(self.receipt(number, at))

    def hide(self, item: InboxItem, at: datetime, *, hidden: bool) -> Outcome:
        """Hide an answer or show it again; both can be repeated."""
        answer = self.transport.send(
            "PUT",
            self.url(f"/2/tweets/{quote(item.id, safe='')}/hidden"),
            headers=self.bearer(),
            json={"hidden": hidden},
            timeout=SECONDS,
        )
        found = self.read(Hidden, answer, at)
        if isinstance(found, Failed):
            return found
        if found.data.hidden is not hidden:
            return Failed(FailureClass.TRANSIENT, "not_changed")
        return Done(Receipt(item.id, item.url, at))

    def create(self, body: Mapping[str, object], at: datetime) -> str | Failed:
        """Make a post, once; its number."""
        answer = self.transport.send(
            "POST", self.url("/2/tweets"), headers=self.bearer(), json=body, timeout=SECONDS
        )
        made = self.read(Created, answer, at, creates=True)
        return made if isinstance(made, Failed) else made.data.id

    def measure(self, receipts: Sequence[Receipt], at: datetime) -> Sequence[Measurement] | Failed:
        """Counts of a hundred posts a request; a post that is gone is left out."""
        found: list[Measurement] = []
        for start in range(0, len(receipts), AT_ONCE):
            numbers = [one.remote_id for one in receipts[start : start + AT_ONCE]]
            page = self.ask(Posts, "/2/tweets", at, ids=",".join(numbers))
            if isinstance(page, Failed):
                return page
            if not page.data and (why := instead(page.errors)).cls is not FailureClass.NOT_FOUND:
                return why
            for post in page.data:
                counts = ((metric, getattr(post.metrics, name)) for metric, name in METRICS.items())
                found += [
                    Measurement(post.id, m, value, at) for m, value in counts if value is not None
                ]
        return found


def kind_of(post: Post, own: str) -> Heard:
    """What a mention is: an answer to us, a quote, or no more than a mention."""
    if post.in_reply_to_user_id == own and post.refers("replied_to"):
        return Heard.REPLY
    return Heard.QUOTE if post.refers("quoted") else Heard.MENTION


def moment(post: Post) -> datetime:
    """When it was written; its number tells where X does not say it."""
    if post.created_at:
        return post.created_at
    number = int(post.id) if re.fullmatch(r"[0-9]{1,19}", post.id) else 0
    return BEGINNING + timedelta(milliseconds=number >> 22)
