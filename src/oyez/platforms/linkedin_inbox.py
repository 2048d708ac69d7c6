"""What people say below an organisation's posts on LinkedIn, and what can be done about it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from pydantic import ValidationError

from oyez.domain.delivery import FailureClass
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.heard import Heard, Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.linkedin_answers import (
    COMMENT_URN,
    POST_URN,
    Comment,
    Decorated,
    Generated,
    Notification,
    Notifications,
    Pushed,
    Statistics,
    Words,
    moment,
    stamp,
    whole_urn,
)
from oyez.platforms.linkedin_comments import Commenting, path_of
from oyez.platforms.linkedin_rest import accepted, enc
from oyez.platforms.port import Absent, Done, Failed, Outcome, Receipt

ASKED: Final = "COMMENT,COMMENT_EDIT,COMMENT_DELETE,SHARE,SHARE_MENTION"
PAGE: Final = 100
KEPT: Final = timedelta(days=60)  # LinkedIn forgets older ones
AT_ONCE: Final = 20
KINDS: Final = {
    "COMMENT": Heard.REPLY,
    "ADMIN_COMMENT": Heard.REPLY,
    "COMMENT_EDIT": Heard.REPLY,
    "COMMENT_DELETE": Heard.DELETED,
    "SHARE": Heard.QUOTE,
    "SHARE_MENTION": Heard.MENTION,
    "LIKE": Heard.REACTION,
}
SPOKEN: Final = frozenset({Heard.REPLY, Heard.QUOTE, Heard.MENTION})
METRICS: Final = ("views", "reach", "clicks", "likes", "replies", "reposts", "engagement")


class Listening(Commenting):
    """Reading, moderating and counting; single comments are deleted, not hidden."""

    def fetch_inbox(self, cursor: str | None, at: datetime) -> Inbox | Failed:
        """Notifications since the time of the newest one known, which comes again.

        The cursor is that time in milliseconds; without one it is as far back as LinkedIn keeps.
        """
        since = int(cursor) if cursor and cursor.isdecimal() else stamp(at - KEPT)
        found = self.notifications(since, at)
        if isinstance(found, Failed):
            return found
        items = []
        for one in sorted(found, key=lambda note: (note.at, str(note.id))):
            whole = self.whole(one, at)
            if isinstance(whole, Failed):
                return whole
            items += self.items(whole)
        newest = str(max((one.at for one in found), default=0) or since)
        return Inbox(tuple(items), newest if found else cursor)

    def notifications(self, since: int, at: datetime) -> list[Notification] | Failed:
        """All pages of what happened since; the pages end where nothing new comes."""
        found: dict[str, Notification] = {}
        query = f"q=criteria&actions=List({ASKED})&organizationalEntity={enc(self.organization)}"
        span = f"timeRange=(start:{since},end:{stamp(at)})"
        while True:
            path = f"/rest/organizationalEntityNotifications?{query}&{span}&count={PAGE}"
            page = self.read(Notifications, self.ask("GET", f"{path}&start={len(found)}"), at)
            if isinstance(page, Failed):
                return page
            before = len(found)
            for raw in page.elements:
                note = notification(raw)
                found.setdefault(f"{note.id} {note.action} {note.at}", note)
            if len(found) == before:
                return list(found.values())

    def whole(self, note: Notification, at: datetime) -> Notification | Failed:
        """The notification with the words of its comment, which some come without."""
        comment = whole_urn(note.activity)
        bare = KINDS.get(note.action) is Heard.REPLY and words_of(note) is None
        if not bare or not COMMENT_URN.fullmatch(comment):
            return note
        found = self.read(Comment, self.ask("GET", path_of(comment)), at)
        if isinstance(found, Failed):  # deleted in the meantime: the notification is still news
            return note if found.cls is FailureClass.NOT_FOUND else found
        said = Decorated(entity=comment, owner=found.actor, message=Words(text=found.message.text))
        return note.model_copy(update={"generated": Generated(comment=said)})

    def items(self, note: Notification) -> list[InboxItem]:
        """What a notification tells, without what the organisation itself has said."""
        written = written_of(note)
        if written and written.owner == self.organization:
            return []
        kind, text = KINDS.get(note.action, Heard.UNKNOWN), words_of(note)
        urn = whole_urn((written.entity if written else "") or note.activity)
        if not urn or (kind in SPOKEN and text is None):
            # Without words it must not take the place of the same comment with its words.
            kind = kind if kind not in SPOKEN else Heard.UNKNOWN
            urn = f"notification:{note.id}"
        number = f"{urn}#{note.at}" if note.action == "COMMENT_EDIT" else urn
        return [
            InboxItem(
                id=number if kind is not Heard.REACTION else f"notification:{note.id}",
                kind=kind,
                author=written.owner if written else "",
                text=text or "",
                at=moment(note.at),
                about=note.about,
                url=self.address(urn) if COMMENT_URN.fullmatch(urn) else None,
            )
        ]

    def challenge(self, code: str) -> Mapping[str, str]:
        """What to answer, as JSON, when LinkedIn asks the webhook for `challengeCode`."""
        return {"challengeCode": code, "challengeResponse": self.signature(code.encode())}

    def handshake(self, query: Mapping[str, str]) -> str | None:
        """The answer to LinkedIn's `challengeCode`, as JSON."""
        code, secret = query.get("challengeCode", ""), self.channel.secrets.get("client_secret")
        return json.dumps(self.challenge(code)) if code and secret else None

    def signature(self, data: bytes) -> str:
        """The digest with the application's secret, in hexadecimal digits."""
        secret = self.channel.secrets.get("client_secret", "").encode()
        return hmac.new(secret, data, hashlib.sha256).hexdigest()

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> Sequence[InboxItem] | Failed:
        """Check `X-LI-Signature` over the raw bytes, then read the notifications."""
        if not self.channel.secrets.get("client_secret"):
            return Failed(FailureClass.PERMISSION, "no_client_secret")
        given = headers.get("x-li-signature", "")
        right = self.signature(b"hmacsha256=" + body)
        if not hmac.compare_digest(given.encode(), right.encode()):
            return Failed(FailureClass.PERMISSION, "bad_signature")
        try:
            pushed = Pushed.model_validate_json(body)
        except ValidationError:
            number = hashlib.sha256(body).hexdigest()
            return [InboxItem(f"body:{number}", Heard.UNKNOWN, "", "", moment(0))]
        return [item for raw in pushed.notifications for item in self.items(notification(raw))]

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:
        """Answer or delete a comment, close or open the post it is about to comments."""
        urn = item.id.partition("#")[0]
        if action is Moderation.REPLY:
            return self.say(urn, text, at)
        if action is Moderation.DELETE:
            erased = self.erase_comment(urn, at)
            return Done(Receipt(urn, None, at)) if isinstance(erased, Absent) else erased
        if action in {Moderation.CLOSE_REPLIES, Moderation.OPEN_REPLIES}:
            post = urn if POST_URN.fullmatch(urn) else item.about or ""
            state = "CLOSED" if action is Moderation.CLOSE_REPLIES else "OPEN"
            return self.set_comments(post, state, at)
        return UNSUPPORTED

    def set_comments(self, post: str, state: str, at: datetime) -> Outcome:
        """Close or open a post to comments."""
        answer = self.ask(
            "POST",
            f"/rest/socialMetadata/{enc(post)}?actor={enc(self.organization)}",
            verb="PARTIAL_UPDATE",
            json={"patch": {"$set": {"commentsState": state}}},
        )
        return Done(Receipt(post, None, at)) if accepted(answer) else self.failed(answer, at)

    def measure(self, receipts: Sequence[Receipt], at: datetime) -> Sequence[Measurement] | Failed:
        """Figures of posts, some at a time; comments have none, and what is gone is left out."""
        found: list[Measurement] = []
        for word, kind in (("shares", "share"), ("ugcPosts", "ugcPost")):
            start = f"urn:li:{kind}:"
            urns = [one.remote_id for one in receipts if one.remote_id.startswith(start)]
            for place in range(0, len(urns), AT_ONCE):
                figures = self.figures(f"{word}=List({joined(urns[place : place + AT_ONCE])})", at)
                if isinstance(figures, Failed):
                    return figures
                found += figures
        return found

    def figures(self, chosen: str, at: datetime) -> list[Measurement] | Failed:
        """The figures of the posts chosen by a part of the query."""
        query = f"q=organizationalEntity&organizationalEntity={enc(self.organization)}&{chosen}"
        answer = self.ask("GET", f"/rest/organizationalEntityShareStatistics?{query}")
        page = self.read(Statistics, answer, at)
        if isinstance(page, Failed):
            return page
        return [
            Measurement(one.share or one.other, metric, value, at)
            for one in page.elements
            for metric in METRICS
            if (value := getattr(one.total, metric)) is not None
        ]


def joined(urns: list[str]) -> str:
    """A list of names; the comma between them is structure and stays."""
    return ",".join(map(enc, urns))


def notification(raw: dict[str, Any]) -> Notification:
    """A notification; of one that cannot be read, what tells it from others."""
    try:
        return Notification.model_validate(raw)
    except ValidationError:
        number = raw.get("notificationId")
        told = str(number) if number else hashlib.sha256(repr(raw).encode()).hexdigest()
        return Notification(notificationId=told)


def written_of(note: Notification) -> Decorated | None:
    """The comment or post somebody made."""
    made = note.generated
    return (made.comment or made.share) if made else None


def words_of(note: Notification) -> str | None:
    """What was said, or None where the notification does not tell."""
    written = written_of(note)
    return written.words if written else None
