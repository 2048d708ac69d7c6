"""Scenarios to play in tests, and a hand that plays them without a worker's loop."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.request import ProxyHandler, Request, build_opener

from django.utils import timezone

from newsroom import Newsroom
from oyez.exercise.actions import start_drill
from oyez.exercise.models import Drill, DrillEvent
from oyez.exercise.steps import PlayDue
from oyez.publish.actions import approve
from oyez.publish.models import Delivery, Notice, Receipt
from oyez.simulator import Running

HEAD = """
title = "Wrong time"
story = "A time is wrong."
unit = "/nds/os/emsland/"
length = "10m"
"""
NOTICE = """
[[event]]
name = "bomb"
at = "5s"
kind = "notice"
headline = "Bomb disposal in Lingen"
body = "Please leave by 09:30."
"""
FAULT = """
[[event]]
name = "outage"
kind = "fault"
platform = "mastodon"
operation = "publish"
fault = "error_before"
"""
REPLY = """
[[event]]
name = "warning"
at = "10s"
kind = "reply"
notice = "bomb"
platform = "mastodon"
author = "Jess Tolland"
text = "Eight or half past nine?"
warning = true
"""
TELLING = """
[[event]]
name = "call"
at = "20s"
kind = "telling"
text = "The fire brigade calls."
"""


@dataclass
class Hand:
    """Plays what is due, one turn after the other, at times of its own."""

    now: datetime = field(default_factory=timezone.now)
    step: PlayDue = field(default_factory=lambda: PlayDue(pause=0.0))

    def claim(self, worker: str = "w1") -> list[object]:
        """What a worker would take now."""
        return list(self.step.claim("routine", 1, self.now, worker).errands)

    def turn(self, worker: str = "w1") -> int:
        """Play one; how many there were."""
        taken = self.claim(worker)
        self.step.record([(one, self.step.run(one)) for one in taken], self.now)  # type: ignore[arg-type]
        return len(taken)

    def play(self, seconds: float = 0.0) -> None:
        """Let time pass, and play all that is due then."""
        self.now += timedelta(seconds=seconds)
        for _ in range(50):
            if not self.turn():
                return
        raise AssertionError("there is no end of it")


def begin(room: Newsroom, hand: Hand, *tables: str, **more: object) -> Drill:
    """A drill of Greta's."""
    return start_drill(room.greta, HEAD + "".join(tables), at=hand.now, **more)  # type: ignore[arg-type]


def played(drill: Drill) -> dict[str, str]:
    """What came of each event."""
    return dict(drill.events.values_list("name", "outcome"))


def event(drill: Drill, name: str) -> DrillEvent:
    """An event as it is now."""
    return drill.events.select_related("notice").get(name=name)


def stands(simulator: Running, notice: Notice, platform: str = "mastodon") -> str:
    """The notice goes out to a played platform without a worker; the id it has there."""
    body = {"status": "Bomb disposal in Lingen", "visibility": "public"}
    number = str(post(simulator, body)["id"])
    row = Delivery.objects.get(notice=notice, platform=platform)
    Receipt.objects.create(delivery=row, revision=1, remote_id=number, at=notice.created_at)
    return number


def post(simulator: Running, body: dict[str, str]) -> dict[str, str]:
    """What the unit says on the played Mastodon."""
    request = Request(
        f"{simulator.mastodon}/api/v1/statuses",
        json.dumps(body).encode(),
        {"Authorization": "Bearer sim-emsland", "Content-Type": "application/json"},
    )
    with build_opener(ProxyHandler({})).open(request, timeout=20) as answer:
        found: dict[str, str] = json.load(answer)
    return found


def yes(room: Newsroom, drill: Drill) -> Notice:
    """Bob says yes to the notice of the drill."""
    notice = event(drill, "bomb").notice
    assert notice is not None
    revision = notice.revisions.get(number=1)
    approve(room.bob, revision, version=revision.version, at=notice.created_at)
    return notice
