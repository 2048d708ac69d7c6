"""An authority with two people and one channel, and a worker, all through the product's verbs."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from PIL import Image

from oyez.accounts.actions import create_person, grant
from oyez.accounts.models import Person
from oyez.domain.delivery import Held
from oyez.domain.roles import Role
from oyez.govern.actions import (
    approve_platform,
    create_authority,
    create_channel,
    create_unit,
    set_secrets,
)
from oyez.govern.models import Channel, Unit
from oyez.publish.actions import approve, compose, correct, retract, submit
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Delivery, Notice, Revision
from oyez.publish.pictures import Taken, take
from oyez.work.loop import Worker
from oyez.work.wake import make_wake

ALT = "A lorry lies across both lanes of the road."


@dataclass
class Office:
    """Alice writes, Bob approves, and the unit speaks on `channel`."""

    unit: Unit
    channel: Channel
    alice: Person
    bob: Person

    def say(self, body: str, *, pictures: tuple[Taken, ...] = ()) -> Delivery:
        """Write a notice and let it go out; nothing is sent yet."""
        now = timezone.now()
        draft = Draft(texts=[Words("en", "Road closed", body)])
        notice = compose(self.alice, self.unit, draft, at=now, pictures=pictures)
        self.issue(notice.revisions.get())
        return notice.deliveries.get()

    def correct(self, delivery: Delivery, body: str) -> Revision:
        """Write a correction and let it go out."""
        words = [Words("en", "Road open", body)]
        notice = fresh(delivery).notice
        draft = Draft(texts=words, note="The road was opened earlier.")
        return self.issue(correct(self.alice, notice, draft, at=timezone.now()))

    def issue(self, revision: Revision) -> Revision:
        """Submit and approve, by two people."""
        submit(self.alice, revision, at=timezone.now())
        approve(self.bob, revision, version=revision.version, at=timezone.now())
        return revision

    def take_back(self, delivery: Delivery) -> None:
        """Bob takes the notice back."""
        notice = Notice.objects.get(pk=delivery.notice_id)
        retract(self.bob, notice, "The notice was wrong.", at=timezone.now())


def build(platform: str, secrets: dict[str, str], **channel: object) -> Office:
    """The people, the approval of the platform, and the channel with its credentials."""
    authority = create_authority(None, slug="police", name="Police")
    unit = create_unit(None, authority, slug="emsland", name="Emsland")
    alice = create_person(None, email="alice@police.example", name="Alice")
    bob = create_person(None, email="bob@police.example", name="Bob")
    grant(None, alice, Role.AUTHOR, authority.path)
    grant(None, bob, Role.DUTY_OFFICER, authority.path)
    approve_platform(None, authority, platform, starts_on=date(2026, 1, 1))
    fields = {"language": "en", "settle_ms": 400, "timeout_ms": 5000} | channel
    made = create_channel(None, unit, platform=platform, name=f"Emsland on {platform}", **fields)
    set_secrets(None, made, secrets)
    made.refresh_from_db()
    return Office(unit, made, alice, bob)


def work(done: Callable[[], bool], *, seconds: float = 20) -> None:
    """Run a worker until `done` says so; it must before the time is over."""
    end = time.monotonic() + seconds
    wake = make_wake()
    try:
        Worker(wake).run(lambda: time.monotonic() > end or done())
    finally:
        wake.close()
    assert done(), "the worker did not get there in time"


def work_for(seconds: float) -> None:
    """Run a worker for a while."""
    end = time.monotonic() + seconds
    work(lambda: time.monotonic() > end, seconds=seconds + 5)


def fresh(delivery: Delivery) -> Delivery:
    """The row as it is now."""
    return Delivery.objects.select_related("notice").get(pk=delivery.pk)


def work_until(delivery: Delivery, held: Held, *, revision: int | None = None) -> Delivery:
    """Work until the delivery is held so for good, with the revision if one is named."""

    def reached() -> bool:
        row = fresh(delivery)
        newest = row.receipts.filter(gone_at=None).last()
        right = revision is None or (newest is not None and newest.revision == revision)
        proved = held is not Held.GONE or row.due_at is None
        return row.held == held and right and proved

    work(reached)
    return fresh(delivery)


def picture(colour: str = "navy") -> Taken:
    """A small picture with its description, taken in as from a form."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return take(out.getvalue(), ALT)
