"""An office with a short-message channel whose gateway calls, and one that the simulator plays."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from newsroom import Newsroom, build
from oyez.govern.actions import approve_platform, create_channel, set_secrets
from oyez.govern.models import Channel
from oyez.listen.actions import make_webhook
from oyez.listen.models import Polling, Webhook
from oyez.listen.steps.poll import Poll
from oyez.platforms.door import Door
from oyez.publish.models import Delivery, Notice
from oyez.publish.steps.deliver import DeliverDue
from oyez.simulator import Running

SECRET = "gateway-secret"
TO = ("+491701234567", "+491701234568")


@dataclass
class Desk:
    """A newsroom with a channel for short messages to two people, and its webhook."""

    room: Newsroom
    sms: Channel
    address: str

    @property
    def path(self) -> str:
        """The address below the console's."""
        return "/" + self.address.split("/", 3)[3]

    @property
    def hook(self) -> Webhook:
        """The row as it is now."""
        return Webhook.objects.get(channel=self.sms)

    def call(self, data: object, secret: str = SECRET, **headers: str) -> HttpResponse:
        """The gateway calls with these data."""
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        return self.send(body, {"X-Signature": signature(body, secret), **headers})

    def send(self, body: bytes, headers: dict[str, str] | None = None) -> HttpResponse:
        """Somebody sends bytes."""
        client = Client(enforce_csrf_checks=True)
        return client.post(self.path, body, content_type="application/json", headers=headers)

    def in_doubt(self, at: datetime | None = None, **fields: object) -> Delivery:
        """A delivery whose answer got lost a moment ago."""
        notice = self.room.approved()
        sent = at or timezone.now()
        row = Delivery.objects.get(notice=notice, channel=self.sms)
        lost: dict[str, object] = {
            **{"held": "unknown", "doubt": 1, "revision": 1, "verb": "publish", "attempt": 1},
            **{"first_sent_at": sent, "sent_at": sent, "placed_at": sent, "due_at": None},
        }
        Delivery.objects.filter(pk=row.pk).update(**(lost | fields))
        row.refresh_from_db()
        return row


def build_desk() -> Desk:
    """Everything."""
    room = build()
    approve_platform(None, room.police.superior, "sms", starts_on=date(2024, 9, 1))
    options = {"recipients": ", ".join(TO)}
    sms = create_channel(
        None, room.unit, platform="sms", name="SMS Emsland", base_url="https://gateway.example"
    )
    Channel.objects.filter(pk=sms.pk).update(options=options)
    sms.refresh_from_db()
    set_secrets(None, sms, {"token": "t", "webhook_secret": SECRET})
    sms.refresh_from_db()
    return Desk(room, sms, make_webhook(None, sms))


def signature(body: bytes, secret: str = SECRET) -> str:
    """As the gateway signs."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def report(row: Delivery, status: str, to: str = TO[0], **more: object) -> dict[str, object]:
    """What the gateway says of one recipient, now."""
    at = more.pop("at", timezone.now())
    when = at.isoformat() if isinstance(at, datetime) else at
    return {"reference": f"{row.key}-1", "to": to, "status": status, "time": when, **more}


@dataclass
class Played:
    """A newsroom whose Mastodon the simulator plays, and the steps of a worker, by hand."""

    room: Newsroom
    sim: Running
    door: Door
    tag: str = field(default_factory=lambda: "l" + uuid.uuid4().hex[:10])
    deliver: DeliverDue = field(default_factory=DeliverDue)
    poll: Poll = field(default_factory=Poll)

    def __post_init__(self) -> None:
        self.deliver.door = self.poll.door = self.door
        channel = self.room.mastodon
        Channel.objects.filter(pk=channel.pk).update(
            base_url=self.sim.mastodon, account=self.tag, settle_ms=50
        )
        set_secrets(None, Channel.objects.get(pk=channel.pk), {"token": f"sim-{self.tag}"})
        Channel.objects.filter(platform="bluesky").update(secrets=b"")
        channel.refresh_from_db()

    def out(self) -> Notice:
        """A notice that is live on the played platform."""
        notice = self.room.approved()
        for _ in range(4):
            found = self.deliver.claim("routine", 9, timezone.now(), "hand").errands
            self.deliver.record([(one, self.deliver.run(one)) for one in found], timezone.now())
        return notice

    def reply(self, text: str, author: str = "Robin Fields") -> dict[str, Any]:
        """Somebody answers what stands there."""
        [there] = self.sim.live("mastodon", self.tag)
        return self.sim.reply("mastodon", there["id"], author, text)

    def ask(self) -> int:
        """Everybody whose turn it is, is asked, whatever the time; how many were."""
        now = timezone.now()
        self.poll.time.next = self.poll.filled.next = 0.0
        self.poll.claim("routine", 0, now, "hand")
        Polling.objects.update(due_at=now)
        self.poll.time.next = 0.0
        turns = self.poll.claim("routine", 8, now, "hand").errands
        self.poll.record([(turn, self.poll.run(turn)) for turn in turns], timezone.now())
        return len(turns)
