"""WhatsApp channels through a gateway that the authority runs itself.

WhatsApp has no official interface to its channels. Such a gateway signs in as a linked device of
somebody's number, which may be shut out for it, so nothing goes out here without an accepted risk.
It publishes only. What it may have sent is looked for by a person, because a gateway knows no more
than its own memory; a removal is asked for and looked at, and handed to a person in any case.
"""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from typing import ClassVar, Final
from urllib.parse import quote

from oyez.domain.delivery import FailureClass, Idempotency, Support
from oyez.platforms.base import SECONDS, WebBase, content, upload_seconds
from oyez.platforms.errors import failure, parse
from oyez.platforms.port import (
    Answer,
    Delivery,
    Done,
    Failed,
    Finding,
    Health,
    Media,
    NeedsPerson,
    Outcome,
    Receipt,
    Variant,
)
from oyez.platforms.profile import Ability, MediaRule, Profile, TextRule, Window
from oyez.platforms.whatsapp_gateway_answers import Place, Refusal, Sent, Session

LONGEST: Final = 1024
ADMINS: Final = frozenset({"OWNER", "ADMIN"})
READY: Final = "WORKING"
WAKING: Final = frozenset({"STARTING", "STOPPED"})

PROFILE = Profile(
    platform="whatsapp_gateway",
    version="WAHA 2026.8",
    checked_on="2026-11-21",
    source="https://waha.devlike.pro/whatsapp-channels",
    idempotency=Idempotency.NONE,
    abilities={
        Ability.PUBLISH: Support.NATIVE,
        Ability.MEDIA: Support.NATIVE,
        Ability.FIND: Support.MANUAL,
        Ability.LOOK: Support.MANUAL,
        Ability.CORRECT: Support.EMULATED,
        Ability.RETRACT: Support.EMULATED,
    },
    text=TextRule("whatsapp", LONGEST),
    max_pictures=1,
    writes=(Window(20, timedelta(minutes=10)),),
    secrets=("token",),
    options=("session",),
    sees="api",
    media=MediaRule(mimes=("image/jpeg",), max_bytes=5_000_000),
    needs_risk=True,
    marks={
        "publish": "third_party",
        "pictures": "unverified",
        "retract": "third_party",
        "text": "unverified",
        "writes": "unverified",
        "session": "third_party",
    },
)

REMOVED = (
    "The gateway says that it has removed the post, and shows it no more. It is known to say so of "
    "posts that stand: look on a telephone."
)
STANDS = "The gateway was asked to remove the post and still shows it."
NOT_REMOVED = "The gateway could not remove the post."


class WhatsAppGateway(WebBase):
    """A self-hosted gateway with the interface of WAHA."""

    platform: ClassVar[str] = "whatsapp_gateway"

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    @property
    def session(self) -> str:
        """The gateway's name for the telephone number that it is linked to."""
        return self.channel.options.get("session") or "default"

    @property
    def chat(self) -> str:
        """The channel as the gateway calls it."""
        account = self.channel.account
        return account if account.endswith("@newsletter") else f"{account}@newsletter"

    def bearer(self) -> dict[str, str]:
        """The gateway takes its key in a header of its own."""
        return {"X-Api-Key": self.channel.secrets.get(self.credential, "")}

    def failed(self, answer: Answer, at: datetime | None, *, creates: bool = False) -> Failed:
        """A refusal that names the session's state is about the session, and nothing was done."""
        said = parse(Refusal, answer) if answer.status == 422 else None
        if said is not None:
            return not_ready(said.status)
        return failure(answer, at, creates=creates)

    def probe(self) -> Health:
        """Is the number still linked, and does it administer the channel?"""
        account, unready = self.channel.account, self.unready(None)
        if unready is not None:
            return Health(account, failure=unready)
        found = self.get(Place, f"/api/{enc(self.session)}/channels/{enc(self.chat)}", None)
        if isinstance(found, Failed):
            return Health(account, failure=found)
        ours = found.role in ADMINS
        missing = frozenset() if ours else frozenset({"administrator"})
        granted = frozenset({"send"}) if ours else frozenset()
        return Health(account, granted, missing, {"text": LONGEST})

    def unready(self, at: datetime | None) -> Failed | None:
        """Why the session cannot send, or None; a lost link and a ban look the same from here."""
        found = self.get(Session, f"/api/sessions/{enc(self.session)}", at)
        if isinstance(found, Failed):
            return found
        return None if found.status == READY else not_ready(found.status)

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """See that the session is linked, then send once; a lost answer is for a person to end."""
        if len(v.text) > LONGEST:
            return Failed(FailureClass.INVALID, "too_long")
        if len(v.media) > PROFILE.max_pictures:
            return Failed(FailureClass.INVALID, "too_many_pictures")
        picture = self.picture(v.media[0]) if v.media else None
        if isinstance(picture, Failed):
            return picture
        unready = self.unready(d.sent_at)
        if unready is not None:
            return unready
        body: dict[str, object] = {"session": self.session, "chatId": self.chat}
        said = {"file": picture, "caption": v.text} if picture else {"text": v.text}
        answer = self.transport.send(
            "POST",
            self.url("/api/sendImage" if picture else "/api/sendText"),
            headers=self.bearer(),
            json=body | said,
            timeout=upload_seconds(len(picture["data"])) if picture else SECONDS,
        )
        sent = self.read(Sent, answer, d.sent_at, creates=True)
        if isinstance(sent, Failed):
            return sent
        return Done(Receipt(sent.name, None, d.sent_at))

    def picture(self, one: Media) -> dict[str, str] | Failed:
        """The picture inside the request; the gateway has no field for its description."""
        data = content(one)
        if isinstance(data, Failed):
            return data
        name = f"{one.sha256[:16]}.{one.mime.rpartition('/')[2]}"
        return {
            "mimetype": one.mime,
            "filename": name,
            "data": base64.b64encode(data).decode(),
        }

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:  # noqa: ARG002 - the port's verb
        """Ask for the removal, look at what came of it, and hand it to a person in any case."""
        path = f"/api/{enc(self.session)}/chats/{enc(self.chat)}/messages/{enc(r.remote_id)}"
        asked = self.transport.send(
            "DELETE", self.url(path), headers=self.bearer(), timeout=SECONDS
        )
        seen = self.get(Sent, path, d.sent_at)
        if isinstance(seen, Sent):
            return NeedsPerson(STANDS)
        agreed = asked.status is not None and (200 <= asked.status < 300 or asked.status == 404)
        gone = agreed and seen.cls is FailureClass.NOT_FOUND
        return NeedsPerson(REMOVED if gone else NOT_REMOVED)


def enc(name: str) -> str:
    """A name as a piece of a path."""
    return quote(name, safe="")


def not_ready(status: str) -> Failed:
    """A session that starts will be there soon; one that has lost its number needs a person."""
    waking = status in WAKING
    known = status if status.replace("_", "").isalpha() else "unknown"
    code = f"session_{known.lower()[:40]}"
    return Failed(FailureClass.TRANSIENT if waking else FailureClass.SUSPENDED, code)
