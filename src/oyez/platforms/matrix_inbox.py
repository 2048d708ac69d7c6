"""What people say in a Matrix room, and what can be done about it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.heard import Heard, Inbox, InboxItem, Moderation
from oyez.platforms.matrix_answers import Event, Room, Sync, Timeline, event
from oyez.platforms.matrix_room import CLIENT, PAGES, InRoom
from oyez.platforms.port import Done, Failed, Outcome, Receipt
from oyez.platforms.text import seen_sha256

PAGE: Final = 100
WATCHED: Final = (
    "m.room.message",
    "m.room.encrypted",
    "m.room.redaction",
    "m.reaction",
    "m.sticker",
)


class Listening(InRoom):
    """Reading and moderating; everybody in a room sees the same, so nothing can be hidden."""

    def fetch_inbox(self, cursor: str | None, at: datetime) -> Inbox | Failed:
        """What others did in the room since a sync token; without one the newest page."""
        me = self.lacks_room() or self.me(at)
        if isinstance(me, Failed):
            return me
        wanted = {"types": list(WATCHED), "not_senders": [me], "limit": PAGE}
        nothing: dict[str, object] = {"types": []}
        rooms = {"rooms": [self.room], "timeline": wanted, "state": nothing}
        rooms |= {"ephemeral": nothing, "account_data": nothing}
        asked = {"room": rooms, "presence": nothing, "account_data": nothing}
        words = {"timeout": "0", "filter": json.dumps(asked, separators=(",", ":"))}
        words |= {"since": cursor} if cursor else {}
        news = self.get(Sync, f"{CLIENT}/sync?{urlencode(words)}", at)
        if isinstance(news, Failed):
            return news
        timeline = news.rooms.join.get(self.room, Room()).timeline
        before = self.skipped(timeline, cursor, wanted, at) if cursor else []
        if isinstance(before, Failed):
            return before
        found = [item(one, me) for one in (*before, *timeline.events)]
        return Inbox(tuple(found), news.next_batch)

    def skipped(
        self, timeline: Timeline, cursor: str | None, wanted: dict[str, object], at: datetime
    ) -> list[dict[str, Any]] | Failed:
        """What lies between the cursor and a page that was too short for all, the oldest first."""
        found: list[dict[str, Any]] = []
        start = timeline.prev_batch if timeline.limited else None
        for _ in range(PAGES):
            if not start:
                return found[::-1]
            page = self.backwards(wanted, start, at, until=cursor)
            if isinstance(page, Failed):
                return page
            found += page.chunk
            start = page.end if page.leads_on(start) else None
        return Failed(FailureClass.TRANSIENT, "too_many_events")

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:
        """Answer an event, redact it, or shut its author out of the room."""
        if failed := self.lacks_room():
            return failed
        if action is Moderation.REPLY:
            return self.answer(item, text, at)
        if action is Moderation.DELETE:
            failed = self.redact(item.id, digest(item.id, "redact", at.isoformat()), at)
            return failed or Done(Receipt(item.id, None, at))
        if action is Moderation.BLOCK:
            return self.ban(item.author, at)
        return UNSUPPORTED

    def answer(self, item: InboxItem, text: str, at: datetime) -> Outcome:
        """The same answer to the same event is made once, however often it is sent."""
        content = {**words_of(text), "m.mentions": {"user_ids": [item.author]}}
        content["m.relates_to"] = {"m.in_reply_to": {"event_id": item.id}}
        number = self.say(content, digest(item.id, text), at)
        if isinstance(number, Failed):
            return number
        return Done(Receipt(number, self.address(number), at, text_sha256=seen_sha256(text)))

    def ban(self, user: str, at: datetime) -> Outcome:
        """Out of the room until somebody lifts it."""
        url = self.url(self.path("ban"))
        answer = self.transport.send(
            "POST", url, headers=self.bearer(), json={"user_id": user}, timeout=SECONDS
        )
        if answer.status != 200:
            return self.failed(answer, at)
        return Done(Receipt(user, None, at))


def words_of(text: str) -> dict[str, object]:
    """A text as it is sent: plain, and calling nobody by name unless told so."""
    return {"msgtype": "m.text", "body": text, "m.mentions": {}}


def digest(*words: str) -> str:
    """A transaction id."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def item(data: dict[str, Any], me: str) -> InboxItem:
    """An event as an item; of a kind we do not know, what is known of it."""
    one = event(data)
    if one is None:
        number, sender = str(data.get("event_id", "")), str(data.get("sender", ""))
        return InboxItem(number, Heard.UNKNOWN, sender, "", datetime.fromtimestamp(0, UTC))
    said = one.said
    relation = said.relation
    about = relation.above.event_id if relation.above else relation.event_id or None
    kind, text = kind_of(one, me), (said.new or said).body
    if kind is Heard.REACTION:
        text = relation.key
    if kind is Heard.DELETED:
        about, text = one.redacts or said.redacts or None, ""
    return InboxItem(one.event_id, kind, one.sender, text, one.at, about)


def kind_of(one: Event, me: str) -> Heard:
    """What somebody did."""
    if one.type == "m.reaction" and not one.gone:
        return Heard.REACTION
    if one.type == "m.room.redaction":
        return Heard.DELETED
    if one.type != "m.room.message" or one.gone:
        return Heard.UNKNOWN
    said = one.said
    if said.relation.above or said.relation.rel_type == "m.thread":
        return Heard.REPLY
    return Heard.MENTION if me in said.mentions.user_ids else Heard.MESSAGE
