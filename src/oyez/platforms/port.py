"""What an adapter receives and gives back: the whole language between Oyez and a platform.

An adapter knows one platform and nothing of us. It gets a frozen `Variant`, makes the requests
the wire protocol needs, each once, and answers with a receipt or a typed failure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Protocol

from oyez.domain.delivery import FailureClass
from oyez.platforms.heard import Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.own import OwnPosts
from oyez.platforms.profile import Profile


@dataclass(frozen=True, slots=True)
class Channel:
    """All an adapter may know about the account it speaks for."""

    account: str
    base_url: str
    secrets: Mapping[str, str] = field(repr=False, default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of what stands; read back, `version` begins whole, truncated, changed or unread."""

    remote_id: str
    url: str | None
    at: datetime
    version: str | None = None
    parts: tuple[str, ...] = ()
    text_sha256: str | None = None
    seen_from: str = "api"


@dataclass(frozen=True, slots=True)
class Media:
    """One picture, re-encoded, with its description; `url` is a single-use address of ours."""

    sha256: str
    mime: str
    alt: str
    path: str
    width: int = 0
    height: int = 0
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """The approved text for one channel, frozen. An adapter never shortens it."""

    sha256: str
    text: str
    language: str
    title: str = ""
    media: tuple[Media, ...] = ()
    marker_url: str | None = None
    reply_to: Receipt | None = None
    known: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """The intention, committed before the first byte leaves; `sent_at` is this attempt's time."""

    id: str
    attempt: int
    key: str
    created_at: datetime
    sent_at: datetime
    remote_id: str | None = None
    staged: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The platform has it; the receipt says where."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Staged:
    """Invisible preparation is done; `publish` may follow from `ready_after` on."""

    token: str
    ready_after: datetime


@dataclass(frozen=True, slots=True)
class NeedsPerson:
    """No machine can do this; `task` is a sentence, `deep_link` leads to the place."""

    task: str
    deep_link: str | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """Looked, and it was not there; `evidence` says what was read, without any content."""

    evidence: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A typed failure with the platform's own code; `staged` is given to the next attempt."""

    cls: FailureClass
    code: str
    retry_at: datetime | None = None
    support_id: str | None = None
    staged: str = ""


Outcome = Done | NeedsPerson | Failed
Finding = Done | Absent | NeedsPerson | Failed


@dataclass(frozen=True, slots=True)
class Health:
    """What a probe found, unseen; `expires_at` is when the way in ends unless a person acts."""

    account: str
    granted: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    limits: Mapping[str, int] = field(default_factory=dict)
    failure: Failed | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back through the HTTP door. `status` is None when no whole answer came.

    `phase` is the furthest point reached: nothing, connected, body_sent or done.
    """

    phase: str
    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(repr=False, default=b"")
    error: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One mail to hand to a relay."""

    sender: str
    recipients: Sequence[str]
    message: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class MailAnswer:
    """What the relay said; `code` is its last reply, `refused` maps recipient to reply code."""

    phase: str
    code: int | None
    refused: Mapping[str, int] = field(default_factory=dict)
    error: str = ""


class Transport(Protocol):
    """The only way out. It never raises for what the network or the other side does."""

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        json: object = None,
        body: bytes | None = None,
        timeout: float = 10.0,
    ) -> Answer:
        """Make one HTTP request, once."""

    def mail(
        self, relay: str, envelope: Envelope, *, user: str = "", password: str = "", timeout: float
    ) -> MailAnswer:
        """Hand one mail to the relay at `smtp://host:port` (STARTTLS) or `smtps://host:port`."""


class Adapter(OwnPosts, Protocol):
    """One platform. Serves one thread at a time and keeps no state between calls."""

    platform: ClassVar[str]

    def __init__(self, channel: Channel, transport: Transport) -> None: ...

    @staticmethod
    def profile() -> Profile:
        """The default profile; touches no network."""

    def probe(self) -> Health:
        """Check credentials and live limits without posting anything visible."""

    def refresh(self, at: datetime) -> Mapping[str, str] | Failed:
        """New secrets to store, or AUTH where the platform has no refresh."""

    def choose_id(self, seed: str, at: datetime) -> str | None:
        """The remote id to store before sending, on platforms that let the client choose."""

    def stage(self, v: Variant, d: Delivery) -> Staged | Failed:
        """Prepare it invisibly, on platforms with two steps; repeating it does no harm."""

    def publish(self, v: Variant, d: Delivery) -> Outcome:
        """Upload what is needed, then make the single visible request."""

    def find(self, v: Variant, d: Delivery) -> Finding:
        """After an unknown outcome: is there a copy of this delivery? Creates nothing."""

    def look(self, r: Receipt, at: datetime) -> Finding:
        """Is it visible now, and with which text? From outside where the platform allows it."""

    def correct(self, r: Receipt, v: Variant, d: Delivery) -> Outcome:
        """Change the published text in place, where readers then see the new one."""

    def retract(self, r: Receipt, v: Variant, d: Delivery) -> Finding:
        """Remove it. Done means the platform said yes, Absent that it was already gone."""

    def fetch_inbox(self, cursor: str | None, at: datetime) -> Inbox | Failed:
        """What people said after the cursor, the oldest first; safe to repeat."""

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> Sequence[InboxItem] | Failed:
        """Check the signature over the raw bytes (header names in lower case), then read them."""

    def handshake(self, query: Mapping[str, str]) -> str | None:
        """What to answer when the platform asks whether a webhook is ours; None: nothing."""

    def reported(self, item: InboxItem) -> Receipt:
        """The copy whose arrival a report proves, as `publish` would have answered with it."""

    def moderate(self, item: InboxItem, action: Moderation, text: str, at: datetime) -> Outcome:
        """Do one thing about one item; `text` is for a reply."""

    def measure(self, receipts: Sequence[Receipt], at: datetime) -> Sequence[Measurement] | Failed:
        """Numbers for these posts."""
