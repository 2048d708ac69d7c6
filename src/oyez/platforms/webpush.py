"""Notices to the browsers that subscribed, through the push services of their makers.

Class CLIENT_ID: topic and tag are ours and the same for every message about one notice, so a push
service replaces what it has not delivered yet, and a browser replaces what it shows. Whoever gets
a message twice therefore sees one, and repeating after a lost answer is the way to lose nobody.
KEY would be wrong: no push service remembers a request or forgets it after a time. As nothing can
be read back there is no FIND: a doubt that three repeats do not end goes to a person.
"""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import BaseModel, RootModel, ValidationError

from oyez.domain.delivery import FailureClass, Idempotency, Support
from oyez.platforms.base import SECONDS, Base
from oyez.platforms.port import (
    Delivery,
    Done,
    Failed,
    Finding,
    Health,
    NeedsPerson,
    Outcome,
    Receipt,
    Variant,
)
from oyez.platforms.profile import Ability, Profile, TextRule
from oyez.platforms.webpush_codes import ACCEPTED, GONE, failed
from oyez.platforms.webpush_crypto import LONGEST, b64, encrypt, private_key, vapid
from oyez.platforms.webpush_tally import Tally, name_of

MOST: Final = 100
LINES: Final = 8
LIFE: Final = 86_400  # seconds a push service keeps it for a browser that is off

PROFILE = Profile(
    platform="webpush",
    version="RFC 8030",
    checked_on="2026-11-21",
    source="https://www.rfc-editor.org/rfc/rfc8030",
    idempotency=Idempotency.CLIENT_ID,
    abilities={
        Ability.PUBLISH: Support.NATIVE,
        Ability.CORRECT: Support.EMULATED,
        Ability.RETRACT: Support.EMULATED,
    },
    text=TextRule("webpush", 2900, byte_limit=2900),
    secrets=("vapid_private",),
    options=("subscriptions", "subject"),
    marks={"wire": "documented", "limits": "unverified"},
)

REMAINS = (
    "What people have read cannot be taken back. "
    "The withdrawal replaces the notice on every device that had received it."
)
REMAINS_UNTOLD = (
    "What people have read cannot be taken back. The withdrawal was sent, "
    "but some of the devices that had received the notice cannot be reached any more."
)


class Subscription(BaseModel):
    """Where one browser is reached, and its keys; the address is a secret."""

    endpoint: str
    p256dh: str
    auth: str

    @property
    def origin(self) -> str:
        """The push service."""
        parts = urlsplit(self.endpoint)
        return f"{parts.scheme}://{parts.netloc}"


class Subscriptions(RootModel[list[Subscription]]):
    """Everybody who subscribed."""


@dataclass(frozen=True, slots=True)
class Note:
    """What every browser gets, and how it is sent."""

    tag: str
    payload: bytes
    proofs: dict[str, str]


class WebPush(Base):
    """Nothing can be deleted, but what follows replaces what is still shown."""

    platform: ClassVar[str] = "webpush"

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""
        return PROFILE

    def subscribers(self) -> list[Subscription] | Failed:
        """Everybody listed, each address once."""
        text = self.channel.options.get("subscriptions") or "[]"
        try:
            found = Subscriptions.model_validate_json(text).root
        except ValidationError:
            return Failed(FailureClass.INVALID, "subscriptions")
        return list({one.endpoint: one for one in found}.values())

    def key(self) -> ec.EllipticCurvePrivateKey | Failed:
        """The key that the browsers were told to accept."""
        try:
            return private_key(self.channel.secrets.get("vapid_private", ""))
        except ValueError:
            return Failed(FailureClass.AUTH, "vapid_key")

    def probe(self) -> Health:
        """Check the key and the list; a push service says nothing before a message comes."""
        account, key, listed = self.channel.account, self.key(), self.subscribers()
        for found in (key, listed):
            if isinstance(found, Failed):
                return Health(account, failure=found)
        number = 0 if isinstance(listed, Failed) else len(listed)
        missing = {"subject"} if not self.channel.options.get("subject") else set()
        missing |= set() if 0 < number <= MOST else {"subscriptions"}
        return Health(account, frozenset({"push"}), frozenset(missing), {"subscribers": number})

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """One message to each subscriber; who cannot be reached now is told from who is gone.

        When somebody got it and for others it is open, the first answer is AMBIGUOUS, so that all
        get it again; the second settles for whoever was reached, and counts the rest. The receipt
        names those who perhaps got it too: a withdrawal must not miss them.
        """
        listed = self.subscribers()
        if isinstance(listed, Failed):
            return listed
        if not listed:
            return Failed(FailureClass.INVALID, "no_subscribers")
        tag = tag_of(v, d, v.reply_to)
        tally = self.push(listed, tag, payload_of(v, tag, again=v.reply_to is not None), d)
        if isinstance(tally, Failed):
            return tally
        if tally.reached and tally.open and d.sent_at == d.created_at:
            return Failed(FailureClass.AMBIGUOUS, "partly")
        if not tally.reached and tally.failures:
            return tally.worst
        return Done(
            Receipt(
                remote_id=f"{tag}/{d.id}",
                url=None,
                at=d.sent_at,
                version=tally.words,
                parts=(*tally.reached, *tally.perhaps),
            )
        )

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:
        """Put the withdrawal in the notice's place on the devices that got it, then ask a person.

        A second withdrawal does no harm, a missing one does: never ambiguous.
        """
        listed = self.subscribers()
        if isinstance(listed, Failed):
            return listed
        told = [one for one in listed if name_of(one.endpoint) in r.parts]
        tag = tag_of(v, d, r)
        tally = self.push(told, tag, payload_of(v, tag, again=True), d)
        if isinstance(tally, Failed):
            return tally
        first = d.sent_at == d.created_at
        if (tally.failures and not tally.reached) or (tally.open and first):
            worst = tally.worst
            sure = worst.cls is not FailureClass.AMBIGUOUS
            return worst if sure else Failed(FailureClass.TRANSIENT, worst.code, worst.retry_at)
        return NeedsPerson(REMAINS if len(tally.reached) == len(r.parts) else REMAINS_UNTOLD)

    def push(self, to: list[Subscription], tag: str, payload: bytes, d: Delivery) -> Tally | Failed:
        """Send it to all of them, some side by side, each once."""
        key = self.key()
        if isinstance(key, Failed):
            return key
        if len(to) > MOST:
            return Failed(FailureClass.INVALID, "too_many_subscribers")
        if len(payload) > LONGEST:
            return Failed(FailureClass.INVALID, "too_large")
        subject = self.channel.options.get("subject", "")
        proofs = {each: vapid(key, each, subject, d.sent_at) for each in {s.origin for s in to}}
        note, tally = Note(tag, payload, proofs), Tally()
        with ThreadPoolExecutor(LINES) as beside:
            for one, no in zip(to, beside.map(lambda one: self.send(one, note), to), strict=True):
                tally.note(one.endpoint, no)
        return tally

    def send(self, to: Subscription, note: Note) -> Failed | None:
        """The one request to a subscriber; None when the push service has taken it."""
        try:
            body = encrypt(note.payload, to.p256dh, to.auth)
        except ValueError:
            return Failed(FailureClass.INVALID, "browser_key")
        headers = {
            "TTL": str(LIFE),
            "Urgency": "high",
            "Topic": note.tag,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "Authorization": note.proofs[to.origin],
        }
        answer = self.transport.send(
            "POST", to.endpoint, headers=headers, body=body, timeout=SECONDS
        )
        if answer.status in ACCEPTED:
            return None
        return Failed(FailureClass.NOT_FOUND, "gone") if answer.status in GONE else failed(answer)


def tag_of(v: Variant, d: Delivery, about: Receipt | None) -> str:
    """The same for every message about one notice: as the earlier receipt says, or by its link."""
    if about:
        return about.remote_id.partition("/")[0]
    return b64(hashlib.sha256((v.marker_url or d.id).encode()).digest())[:22]


def payload_of(v: Variant, tag: str, *, again: bool) -> bytes:
    """What the service worker of the portal shows; `renotify` alerts anew for a changed text."""
    words = {
        "tag": tag,
        "title": v.title,
        "body": v.text,
        "url": v.marker_url or "",
        "lang": v.language,
        "renotify": again,
    }
    return json.dumps(words, ensure_ascii=False).encode()
