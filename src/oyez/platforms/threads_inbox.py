"""What people answer on Threads, and what can be done about it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ValidationError

from oyez.domain.delivery import FailureClass
from oyez.domain.fitting import count
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.graph import Id, Success
from oyez.platforms.heard import Heard, Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.port import Done, Failed, Outcome, Receipt
from oyez.platforms.text import seen_sha256
from oyez.platforms.threads_answers import Change, Insights, Page, Pushed, Thread
from oyez.platforms.threads_own import Owning

Model = TypeVar("Model", bound=BaseModel)

FORM: Final = "application/x-www-form-urlencoded"
WATCHED: Final = 25
AT_ONCE: Final = 50
FIELDS: Final = (
    "id,text,username,timestamp,permalink,is_reply,is_reply_owned_by_me,root_post,replied_to"
)
METRICS: Final = ("views", "likes", "replies", "reposts", "quotes", "shares")
KINDS: Final = {"replies": Heard.REPLY, "mentions": Heard.MENTION}
NOT_READY: Final = timedelta(seconds=30)
EPOCH: Final = datetime.fromtimestamp(0, UTC)


def piece(number: str) -> str:
    """An id as a piece of a path."""
    return quote(number, safe="")


class Listening(Owning):
    """Reading, moderating and counting."""

    @property
    def user(self) -> str:
        """The account in a path; the token itself knows whose it is."""
        return f"/{piece(self.channel.options.get('user_id') or 'me')}"

    def form(
        self,
        model: type[Model],
        path: str,
        fields: Mapping[str, str],
        at: datetime | None,
        *,
        creates: bool = False,
    ) -> Model | Failed:
        """Write fields as a form, which is how Threads takes them."""
        answer = self.call("POST", path, body=urlencode(fields).encode(), kind=FORM)
        return self.read(model, answer, at, creates=creates)

    def fetch_inbox(self, cursor: str | None, at: datetime) -> Inbox | Failed:
        """Replies to the recent posts, and mentions, since the time of the newest one known.

        The cursor is that time in ISO form; what has that very second comes again.
        """
        since = datetime.fromisoformat(cursor) if cursor else EPOCH
        own = self.get(Page, f"{self.user}/threads?fields=id,has_replies&limit={WATCHED}", at)
        if isinstance(own, Failed):
            return own
        places = [(f"/{piece(one.id)}/conversation", Heard.REPLY, one.id)
                  for one in own.data if one.has_replies]  # fmt: skip
        found: dict[str, InboxItem] = {}
        for path, kind, about in [*places, (f"{self.user}/mentions", Heard.MENTION, "")]:
            page = self.since(path, since, at)
            if isinstance(page, Failed):
                return page
            for one in page:
                found.setdefault(one.id, item(one, kind, one.about or about or None, at))
        ordered = sorted(found.values(), key=lambda one: (one.at, one.id))
        newest = ordered[-1].at.isoformat() if ordered else cursor
        return Inbox(tuple(ordered), newest)

    def since(self, path: str, oldest: datetime, at: datetime) -> list[Thread] | Failed:
        """What others wrote, the newest first, back to a time."""
        found: list[Thread] = []
        after = ""
        while True:
            page = self.get(Page, f"{path}?fields={FIELDS}&limit={AT_ONCE}{after}", at)
            if isinstance(page, Failed):
                return page
            fresh = [one for one in page.data if (one.timestamp or at) >= oldest]
            found += [one for one in fresh if not one.own]
            if len(fresh) < len(page.data) or not page.paging.after:
                return found
            after = f"&after={piece(page.paging.after)}"

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> Sequence[InboxItem] | Failed:
        """Check Meta's signature over the raw bytes, then read the changes."""
        if refused := self.signed(headers, body):
            return refused
        try:
            pushed = Pushed.model_validate_json(body)
        except ValidationError:
            return Failed(FailureClass.INVALID, "unreadable")
        return [happened(change, moment(pushed.time)) for change in pushed.changes]

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:
        """Answer, hide or show again; only replies of the first level can be hidden."""
        if action is Moderation.REPLY:
            return self.answer(item, text, at)
        if action not in {Moderation.HIDE, Moderation.UNHIDE}:
            return UNSUPPORTED
        fields = {"hide": "true" if action is Moderation.HIDE else "false"}
        done = self.form(Success, f"/{piece(item.id)}/manage_reply", fields, at)
        if isinstance(done, Failed):
            return done
        if not done.success:
            return Failed(FailureClass.TRANSIENT, "not_changed")
        return Done(Receipt(item.id, item.url, at))

    def answer(self, item: InboxItem, text: str, at: datetime) -> Outcome:
        """A text in answer, prepared and published in one go; one that is not ready is tried again.

        What was prepared for nothing is seen by nobody and expires.
        """
        if not count("threads", text).fits:
            return Failed(FailureClass.INVALID, "text_too_long")
        fields = {"media_type": "TEXT", "text": text, "reply_to_id": item.id}
        made = self.form(Id, f"{self.user}/threads", fields, at)
        if isinstance(made, Failed):
            return made
        place = f"{self.user}/threads_publish"
        done = self.form(Id, place, {"creation_id": made.id}, at, creates=True)
        if isinstance(done, Failed):
            unready = done.cls is FailureClass.NOT_FOUND
            return Failed(FailureClass.TRANSIENT, done.code, at + NOT_READY) if unready else done
        return Done(Receipt(done.id, None, at, text_sha256=seen_sha256(text)))

    def measure(self, receipts: Sequence[Receipt], at: datetime) -> Sequence[Measurement] | Failed:
        """The figures of each post; what is gone is left out."""
        found: list[Measurement] = []
        for receipt in receipts:
            path = f"/{piece(receipt.remote_id)}/insights?metric={','.join(METRICS)}"
            told = self.get(Insights, path, at)
            if isinstance(told, Failed):
                if told.cls is FailureClass.NOT_FOUND:
                    continue
                return told
            found += [
                Measurement(receipt.remote_id, one.name, one.number, at)
                for one in told.data
                if one.name in METRICS and one.number is not None
            ]
        return found


def item(one: Thread, kind: Heard, about: str | None, at: datetime) -> InboxItem:
    """A post of somebody else as an item."""
    return InboxItem(
        id=one.id,
        kind=kind,
        author=one.username,
        text=one.text,
        at=one.timestamp or at,
        about=about,
        url=one.permalink,
    )


def happened(change: Change, at: datetime) -> InboxItem:
    """A change as an item; of what cannot be read, a mark that tells a repetition."""
    words = json.dumps([change.field, change.value], sort_keys=True).encode()
    mark = f"{change.field}:{hashlib.sha256(words).hexdigest()}"
    try:
        thread = Thread.model_validate(change.value)
    except ValidationError:
        return InboxItem(mark, Heard.UNKNOWN, "", "", at)
    if change.field == "delete":
        return InboxItem(thread.id, Heard.DELETED, "", "", at, about=thread.id)
    if change.field not in KINDS:
        return InboxItem(mark, Heard.UNKNOWN, "", "", at)
    return item(thread, KINDS[change.field], thread.about, at)


def moment(seconds: float) -> datetime:
    """A time from seconds since 1970; one that makes no sense is 1970."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return EPOCH
