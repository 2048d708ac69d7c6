"""One claimed call: everything a thread needs, so that it reads no rows."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from oyez.domain.delivery import Abilities, Call
from oyez.platforms.port import (
    Answer,
    Channel,
    Delivery,
    Envelope,
    MailAnswer,
    Receipt,
    Transport,
    Variant,
)

FRESH = 0.8  # seconds for which the check before sending may be trusted


@dataclass(frozen=True, slots=True)
class Errand:
    """A call under a lease. `receipt` is the copy it is about; times are monotonic seconds.

    `changes_at` is when the channel's mode is planned to change: near that, the check before
    sending is trusted for no time at all.

    `meant` are the words that a copy should show which could not be read back yet.

    `born` never changes for a revision: ids that we choose are derived from it, so they are known
    before the first byte leaves and the same after any crash.
    """

    row: int
    lease: str
    step: Call
    platform: str
    code: str
    channel_id: int
    channel: Channel
    variant: Variant
    delivery: Delivery
    receipt: Receipt | None
    born: datetime
    abilities: Abilities
    timeout: float
    claimed: float
    stop_at: float
    sealed: bytes = field(default=b"", repr=False)
    changes: bool = True
    meant: str = field(default="", repr=False)
    changes_at: float = math.inf


@dataclass(slots=True)
class Bounded:
    """The door for one errand: keeps its timeout, its lease, and asks again before a late send.

    A refused request answers with phase `nothing`: surely not sent.
    """

    door: Transport
    errand: Errand
    may: Callable[[], bool]
    fresh_until: float = 0.0

    def __post_init__(self) -> None:
        self.fresh_until = self.trusted(self.errand.claimed)

    def trusted(self, asked: float) -> float:
        """Until when an answer of that moment counts."""
        near = abs(asked - self.errand.changes_at) <= FRESH
        return asked if near else asked + FRESH

    def refusal(self, *, changes: bool) -> str:
        """Why nothing may leave now, or nothing."""
        now = time.monotonic()
        if now > self.errand.stop_at:
            return "lease"
        if not changes or not self.errand.changes or now <= self.fresh_until:
            return ""
        if not self.may():
            return "held"
        self.fresh_until = self.trusted(time.monotonic())
        return ""

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
        """Make one HTTP request if the errand may still make one."""
        if refusal := self.refusal(changes=method not in {"GET", "HEAD"}):
            return Answer("nothing", None, error=refusal)
        limit = min(timeout, self.errand.timeout)
        return self.door.send(method, url, headers=headers, json=json, body=body, timeout=limit)

    def mail(
        self, relay: str, envelope: Envelope, *, user: str = "", password: str = "", timeout: float
    ) -> MailAnswer:
        """Hand over one mail if the errand may still send one."""
        if refusal := self.refusal(changes=True):
            return MailAnswer("nothing", None, error=refusal)
        limit = min(timeout, self.errand.timeout)
        return self.door.mail(relay, envelope, user=user, password=password, timeout=limit)
