"""Draw a sample of what was said on a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.domain.sampling import Drawn, Method, digest_of, draw, group_of
from oyez.govern.models import Channel
from oyez.listen.models import InboxItem, Sample, SampleItem
from oyez.platforms.heard import SPOKEN

FEWEST, MOST = 10, 2000


@dataclass(frozen=True, slots=True)
class Wish:
    """From when until when (not included), how many, how, and the number that decides the draw."""

    begins_at: datetime
    ends_at: datetime
    size: int
    seed: int
    method: Method = Method.TWO_STAGE


@transaction.atomic
def draw_sample(by: Person | None, channel: Channel, wish: Wish, *, at: datetime) -> Sample:
    """Freeze the frame and draw from it; what was hidden or deleted there is in it as well."""
    actor = demand(by, Verb.DRAW_SAMPLE, channel.unit.path)
    _refuse(wish, at)
    frame = _frame(channel, wish)
    if not frame:
        raise NotAllowed(say("Nothing was said on this channel in this time."))
    sample = Sample.objects.create(
        channel=channel,
        begins_at=wish.begins_at,
        ends_at=wish.ends_at,
        method=wish.method,
        wanted=wish.size,
        seed=wish.seed,
        frame=len(frame),
        digest=digest_of(frame),
        drawn_by=by,
        drawn_at=at,
    )
    _keep(sample, draw(frame, wish.size, wish.seed, wish.method))
    facts = {"seed": wish.seed, "fingerprint": sample.digest, "channels": channel.pk}
    record(actor, "listen.draw_sample", f"sample:{sample.pk}", **facts)
    return sample


def _frame(channel: Channel, wish: Wish) -> dict[int, int]:
    """Everything that was said there in the time, by the post it is about, 0 for none."""
    rows = InboxItem.objects.filter(
        channel=channel,
        kind__in=SPOKEN,
        own=False,
        first_seen__gte=wish.begins_at,
        first_seen__lt=wish.ends_at,
    )
    found = rows.order_by().values_list("pk", "delivery", "about")
    return {pk: group_of(delivery, about) for pk, delivery, about in found}


def _keep(sample: Sample, drawn: Sequence[Drawn]) -> None:
    SampleItem.objects.bulk_create(
        SampleItem(
            sample=sample,
            item_id=one.item,
            position=position,
            group=one.group,
            chance=one.chance,
            twice=one.twice,
        )
        for position, one in enumerate(drawn, start=1)
    )


def _refuse(wish: Wish, at: datetime) -> None:
    if not FEWEST <= wish.size <= MOST:
        template = "Draw from {least} to {most} of them."
        raise NotAllowed(say(template, least=FEWEST, most=MOST), "size")
    if wish.begins_at >= wish.ends_at:
        raise NotAllowed(say("The end has to come after the beginning."), "ends_at")
    if wish.ends_at > at:
        sentence = "The time has to be over, so that nothing is added to what is drawn from."
        raise NotAllowed(say(sentence), "ends_at")
