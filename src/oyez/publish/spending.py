"""What channels have spent in a month, read from what was really sent.

Every copy that stands or stood somewhere was charged, and so was every withdrawal by message. A
send whose outcome is not known yet counts until it is. What reading has cost is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Q, QuerySet

from oyez.domain.budget import Month
from oyez.domain.delivery import Held, Support, Task, Verb
from oyez.govern.budgets import read_for
from oyez.govern.models import Channel
from oyez.platforms.profile import Ability
from oyez.platforms.registry import profile
from oyez.publish.costs import charges, cost_on
from oyez.publish.models import Attempt, Delivery, Receipt, Variant
from oyez.publish.variants import withdrawal_of

EARLIER: Final = timedelta(hours=1)  # an answer may come into a month after its attempt

Place = tuple[int, int, int]  # notice, number of the revision, channel


@dataclass(frozen=True, slots=True)
class Sale:
    """One text that a channel sent; `recipients` None stands for everybody on its list."""

    channel: int
    text: str
    recipients: int | None = None


def spent(
    channels: Iterable[Channel], month: Month, but: Collection[int] = ()
) -> dict[int, Decimal]:
    """What each of these channels has spent; sends in doubt of the deliveries `but` are left out.

    A channel that is charged nothing is missing.
    """
    charged = {channel.pk: channel for channel in channels if charges(channel)}
    if not charged:
        return {}
    found: dict[int, Decimal] = defaultdict(Decimal)
    found |= read_for(charged, month.begins.date(), month.ends.date())
    for sale in _sales(list(charged.values()), month, but):
        cost = cost_on(charged[sale.channel], sale.text, sale.recipients)
        found[sale.channel] += cost.amount if cost else 0
    return {pk: found[pk] for pk in charged}


def _sales(channels: Sequence[Channel], month: Month, but: Collection[int]) -> Iterator[Sale]:
    ids = [channel.pk for channel in channels]
    yield from _sent(_tried(ids, Verb.PUBLISH, month), month)
    yield from _in_doubt(ids, month, but)
    # Where a withdrawal is one more message, it is charged like one.
    telling = [c.pk for c in channels if _removal(c) is Support.EMULATED]
    if telling:
        yield from _withdrawn(_tried(telling, Verb.RETRACT, month))


def _removal(channel: Channel) -> Support:
    return profile(channel.platform).support(Ability.RETRACT)


def _tried(channels: Sequence[int], verb: Verb, month: Month) -> QuerySet[Attempt, int]:
    """The deliveries for which a call of this kind was made around the month."""
    rows = Attempt.objects.filter(channel_id__in=channels, verb=verb)
    rows = rows.filter(at__gte=month.begins - EARLIER, at__lt=month.ends)
    return rows.order_by().values_list("delivery_id", flat=True)


def _sent(tried: QuerySet[Attempt, int], month: Month) -> Iterator[Sale]:
    rows = Receipt.objects.filter(delivery__in=tried, at__gte=month.begins, at__lt=month.ends)
    columns = ("delivery__notice_id", "revision", "delivery__channel_id", "parts")
    found = list(rows.order_by().values_list(*columns))
    texts = texts_of((notice, number, channel) for notice, number, channel, _parts in found)
    for notice, number, channel, parts in found:
        yield Sale(channel, texts.get((notice, number, channel), ""), len(parts))


def _in_doubt(channels: Sequence[int], month: Month, but: Collection[int]) -> Iterator[Sale]:
    open_still = Q(doubt__isnull=False) | Q(held=Held.SENDING, verb=Verb.PUBLISH)
    rows = Delivery.objects.filter(open_still, channel_id__in=channels).exclude(pk__in=but)
    rows = rows.filter(sent_at__gte=month.begins, sent_at__lt=month.ends)
    found = [(row.notice_id, row.doubt or row.revision or 0, row.channel_id) for row in rows]
    texts = texts_of(found)
    for place in found:
        yield Sale(place[2], texts.get(place, ""))


def _withdrawn(tried: QuerySet[Attempt, int]) -> Iterator[Sale]:
    # It was sent, and a person does the rest; or the person has done it.
    agreed = Q(retract_at__isnull=False) | Q(held=Held.GONE) | Q(task=Task.BY_HAND)
    rows = Delivery.objects.filter(agreed, pk__in=tried).select_related("notice")
    for row in rows.prefetch_related("receipts"):
        told = {part for receipt in row.receipts.all() for part in receipt.parts}
        yield Sale(row.channel_id, withdrawal_of(row.notice), len(told))


def texts_of(places: Iterable[Place]) -> dict[Place, str]:
    """The texts of these revisions on these channels."""
    wanted = set(places)
    if not wanted:
        return {}
    rows = Variant.objects.filter(
        revision__notice__in={notice for notice, _number, _channel in wanted},
        channel__in={channel for _notice, _number, channel in wanted},
    )
    columns = ("revision__notice_id", "revision__number", "channel_id", "text")
    found = rows.order_by().values_list(*columns)
    return {(notice, number, channel): text for notice, number, channel, text in found}
