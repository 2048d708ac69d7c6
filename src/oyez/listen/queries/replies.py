"""Reads of what is said about notices, with what the scorer says of it: for whoever watches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet

from oyez.domain.habit import APART, FLOOR, SPAN, usual_rate
from oyez.listen.models import InboxItem, Score
from oyez.platforms.heard import SPOKEN


@dataclass(frozen=True, slots=True)
class Reply:
    """An item about a delivery, and its newest score: None until it has one."""

    item: InboxItem
    score: Score | None


def replies_to(deliveries: Iterable[int], since: datetime) -> list[Reply]:
    """What the public said to these deliveries (by their keys) and we have heard since then.

    The oldest first, without what our own accounts said and without what its author has deleted.
    """
    return _with_scores(_spoken().filter(delivery__in=list(deliveries), first_seen__gte=since))


def replies_to_notice(notice: int, since: datetime) -> list[Reply]:
    """The same for every delivery of a notice."""
    return _with_scores(_spoken().filter(delivery__notice=notice, first_seen__gte=since))


def scored_since(since: datetime) -> list[tuple[int, int]]:
    """The deliveries, each with its notice, of which a reply was scored since then."""
    rows = Score.objects.filter(at__gte=since, item__delivery__isnull=False, item__own=False)
    pairs = rows.order_by().values_list("item__delivery", "item__delivery__notice").distinct()
    return [(delivery, notice) for delivery, notice in pairs if delivery and notice]


def usual_rates(channels: Iterable[int], now: datetime) -> dict[int, float]:
    """Replies a minute that each channel is used to, over 28 days and without the newest hour."""
    wanted = set(channels)
    begin, end = now - SPAN, now - APART
    rows = _spoken().filter(channel__in=wanted, first_seen__gte=begin, first_seen__lt=end)
    counted = rows.order_by().values_list("channel").annotate(Count("pk"), Min("first_seen"))
    found = {pk: usual_rate(count, end - first) for pk, count, first in counted}
    return {pk: found.get(pk, FLOOR) for pk in wanted}


def _spoken() -> QuerySet[InboxItem]:
    return InboxItem.objects.filter(kind__in=SPOKEN, own=False, deleted_at=None)


def _with_scores(rows: QuerySet[InboxItem]) -> list[Reply]:
    items = list(rows.order_by("first_seen", "pk"))
    newest = newest_scores([item.pk for item in items])
    return [Reply(item, newest.get(item.pk)) for item in items]


def newest_scores(items: Sequence[int]) -> dict[int, Score]:
    """The newest score of each of these items that has one."""
    return {one.item_id: one for one in Score.objects.filter(item__in=items).order_by("at", "pk")}
