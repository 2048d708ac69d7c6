"""Channels that cost money, on the played platforms."""

from __future__ import annotations

from decimal import Decimal

from hand import Stage
from press_office import said

from oyez.domain.notice import Urgency
from oyez.govern.actions import set_budget
from oyez.govern.models import Channel
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Delivery, Notice

WITH_LINK = Decimal("0.200")  # what a post with a link costs on X; every variant ends with one


def add_x(stage: Stage, name: str = "X Derby", **fields: object) -> Channel:
    """An account on X."""
    return stage.room.add(
        "x",
        name=name,
        account=stage.tag,
        base_url=stage.sim.platforms["x"],
        options={"username": stage.tag},
        secrets={"token": f"sim-{stage.tag}", "client_id": "sim-client"},
        settle_ms=50,
        timeout_ms=1500,
        **fields,
    )


def add_sms(stage: Stage, *numbers: str) -> Channel:
    """A gateway for short messages."""
    return stage.room.add(
        "sms",
        name="SMS Derby",
        base_url=stage.sim.platforms["sms"],
        options={"recipients": ",".join(numbers), "account_path": "/account"},
        secrets={"token": f"sim-{stage.tag}"},
        timeout_ms=1500,
    )


def afford(channel: Channel, amount: str, *, reserve: int = 0, path: str = "") -> None:
    """Set a budget."""
    set_budget(None, channel, Decimal(amount), path=path, reserve=reserve)


def words(number: int, urgency: Urgency = Urgency.ROUTINE, **more: object) -> Draft:
    """A text that no other notice has."""
    ready = [Words("en", "Over", "It is over.")] if urgency is Urgency.CRITICAL else []
    texts = [Words("en", f"Notice {number}", f"This is notice number {number}.")]
    return said(texts=texts, urgency=urgency, prepared=ready, **more)


def row_of(notice: Notice, channel: Channel) -> Delivery:
    """The notice on the channel."""
    return Delivery.objects.get(notice=notice, channel=channel)
