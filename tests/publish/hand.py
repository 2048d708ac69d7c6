"""A worker's hand: claims, calls and records in this thread, on a clock that tests move."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from press_office import Newsroom

from oyez.govern.models import Channel
from oyez.platforms.door import Door
from oyez.publish.delivering.errand import Errand
from oyez.publish.models import Delivery, Lane, Notice
from oyez.publish.steps.deliver import DeliverDue
from oyez.simulator import Running

LANES = (Lane.RETRACT, Lane.CRITICAL, Lane.ROUTINE)


@dataclass
class Hand:
    """One worker. `now` moves on when nothing is due."""

    door: Door
    name: str = "hand"
    step: DeliverDue = field(default_factory=DeliverDue)
    now: datetime = field(default_factory=timezone.now)

    def __post_init__(self) -> None:
        self.step.door = self.door  # shared by all tests, and closed after them

    def another(self, now: datetime) -> Hand:
        """A second worker, at another time."""
        return Hand(self.door, "other", now=now)

    def claim(self, *lanes: str) -> list[Errand]:
        """Take what is due."""
        found: list[Errand] = []
        for lane in lanes or LANES:
            found += self.step.claim(lane, 64, self.now, self.name).errands
        return found

    def call(self, errand: Errand) -> tuple[Errand, Any]:
        """Make one call."""
        return errand, self.step.run(errand)

    def turn(self) -> int:
        """One round over all lanes; how many calls were made."""
        results = [self.call(errand) for errand in self.claim()]
        if results:
            self.step.record(results, self.now)
        return len(results)

    def work(self, most: timedelta = timedelta(minutes=2)) -> int:
        """Go on until nothing is due within `most`; how many rounds made calls."""
        rounds, end = 0, self.now + most
        while rounds < 40:
            if self.turn():
                rounds += 1
                continue
            rows = Delivery.objects.filter(due_at__isnull=False, rank__gt=0).order_by("due_at")
            row = rows.first()
            if row is None or row.due_at is None or row.due_at > end:
                return rounds
            self.now = max(self.now, row.due_at)
        raise AssertionError("no end of work")


@dataclass
class Stage:
    """A press office whose channels are played by the simulator."""

    room: Newsroom
    sim: Running
    hand: Hand
    tag: str = field(default_factory=lambda: "p" + uuid.uuid4().hex[:10])

    def account(self, platform: str) -> str:
        """The account's name on the platform."""
        return f"{self.tag}@derby.example" if platform == "email" else self.tag

    def add(self, platform: str, **fields: object) -> Channel:
        """A channel that the simulator plays."""
        account = self.account(platform)
        fields = {"settle_ms": 50, "timeout_ms": 1500, "account": account, **fields}
        if platform == "email":
            relay = f"smtp://127.0.0.1:{self.sim.smtp_port}"
            fields["options"] = {"recipients": "a@paper.example, b@radio.example"}
            fields["secrets"] = {"relay": relay, "sender": account}
        elif platform == "bluesky":
            fields["base_url"] = self.sim.bluesky
            fields["secrets"] = {"identifier": self.tag, "app_password": "hunter2-app"}
        else:
            fields["base_url"] = self.sim.mastodon
            fields["secrets"] = {"token": f"sim-{self.tag}"}
        return self.room.add(platform, **fields)

    def fault(self, platform: str, operation: str, name: str, **more: Any) -> None:
        """Break something for this test's account only."""
        where = "mail" if platform == "email" else platform
        more.setdefault("times", 1)
        self.sim.fault(where, operation, name, account=self.account(platform), **more)

    def live(self, platform: str) -> list[dict[str, Any]]:
        """What the public sees."""
        if platform == "email":
            mails = self.sim.state()["mails"]
            return [m for m in mails if m["sender"] == self.account("email")]
        return self.sim.live(platform, self.account(platform))

    def ever(self, platform: str) -> list[dict[str, Any]]:
        """Everything that was ever made there, removed or not."""
        objects = self.sim.state(everything=True)["objects"]
        mine = (platform, self.account(platform))
        return [one for one in objects if (one["platform"], one["account"]) == mine]

    def row(self, notice: Notice, platform: str) -> Delivery:
        """The delivery as it is now."""
        return Delivery.objects.get(notice=notice, platform=platform)
