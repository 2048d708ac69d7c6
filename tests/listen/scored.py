"""Items that a scorer has read."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from heard_of import Desk

from oyez.govern.models import Channel
from oyez.listen.handling import handle_due
from oyez.listen.hearing import take_in
from oyez.listen.models import InboxItem, Score
from oyez.listen.steps.score import ScoreDue
from oyez.platforms import heard
from oyez.platforms.heard import Heard
from oyez.publish.models import Delivery, Receipt

WARNS = "Your link shows porn, take it down!!"
HELP = "Please help, a man with a knife is attacking someone in front of me right now"
ASKS = "When will the B70 be open again?"
THANKS = "Thank you for the quick information, great work!"


def say(
    channel: Channel,
    text: str,
    number: int = 1,
    *,
    kind: Heard = Heard.REPLY,
    author: str = "robin",
    about: str = "",
    at: datetime | None = None,
) -> InboxItem:
    """Somebody says something and it is linked."""
    now = timezone.now()
    name = f"said-{number}"
    one = heard.InboxItem(name, kind, author, text, at or now, about or None)
    take_in(channel, [one], now)
    handle_due(now + timedelta(seconds=1))
    return InboxItem.objects.get(channel=channel, platform_id=name)


def score_all() -> int:
    """Everything that waits is scored; how many batches it took."""
    step, batches = ScoreDue(), 0
    while True:
        step.time.next = 0.0
        found = step.claim("routine", 1, timezone.now(), "hand").errands
        if not found:
            return batches
        step.record([(one, step.run(one)) for one in found], timezone.now())
        batches += 1


def score_of(item: InboxItem) -> Score:
    """Its only score."""
    return Score.objects.get(item=item)


def stands(desk: Desk) -> Delivery:
    """A notice of ours that stands on Mastodon as p1."""
    row = Delivery.objects.get(notice=desk.room.approved(), channel=desk.room.mastodon)
    Receipt.objects.create(delivery=row, revision=1, remote_id="p1", at=timezone.now())
    return row
