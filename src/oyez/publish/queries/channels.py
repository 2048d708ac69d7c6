"""What happened last on channels, and what waits behind a freeze."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from oyez.domain.delivery import Held
from oyez.govern.models import Channel
from oyez.publish.models import Delivery
from oyez.publish.queries.scope import SHOWN

BROKEN = (Held.REFUSED, Held.UNKNOWN, Held.NEEDS_PERSON)


def last_results(channels: Iterable[int]) -> dict[int, Delivery]:
    """The newest delivery of each channel for which something has happened."""
    rows = Delivery.objects.filter(pk__in=_newest(channels)).select_related("notice")
    return {row.channel_id: row for row in rows.order_by()}


def live_by_day(channel: Channel, since: date) -> dict[date, int]:
    """How many notices went live on a channel each day from then on, on the authority's clock."""
    begun = timezone.make_aware(datetime.combine(since, time()))
    rows = channel.deliveries.filter(live_at__gte=begun).order_by()
    return dict(rows.annotate(day=TruncDate("live_at")).values_list("day").annotate(Count("pk")))


def last_failed(channels: Iterable[int]) -> set[int]:
    """The channels whose newest delivery did not become what it should."""
    broken = Q(held__in=BROKEN) | Q(failures__gt=0)
    rows = Delivery.objects.filter(broken, pk__in=_newest(channels)).order_by()
    return set(rows.values_list("channel_id", flat=True))


def _newest(channels: Iterable[int]) -> list[int]:
    done = Delivery.objects.filter(channel=OuterRef("pk")).exclude(held=Held.NOTHING)
    # One look at the end of an index per channel, however many deliveries it has had.
    rows = Channel.objects.filter(pk__in=list(channels)).order_by()
    rows = rows.annotate(last=Subquery(done.order_by("-pk").values("pk")[:1]))
    return [pk for pk in rows.values_list("last", flat=True) if pk]


def waiting_by_urgency(channel: Channel) -> dict[str, int]:
    """How many notices of each urgency still wait to go out on a channel."""
    rows = channel.deliveries.filter(held=Held.NOTHING, wanted__isnull=False, attempt=0)
    counted = rows.order_by().values_list("notice__urgency").annotate(Count("pk"))
    return dict(counted)


def waiting_under(scopes: Iterable[str], now: datetime) -> QuerySet[Delivery]:
    """What goes out as soon as freezes of these scopes are lifted."""
    where = Q(pk__in=[])
    for scope in scopes:
        _unit, _, number = scope.rstrip("/").partition("@")
        where |= Q(channel_id=int(number)) if number else Q(notice__unit__path__startswith=scope)
    rows = Delivery.objects.filter(where, held=Held.NOTHING, wanted__isnull=False, due_at__lte=now)
    return rows.select_related("notice__unit", "channel__unit").order_by("wanted_at")[:SHOWN]
