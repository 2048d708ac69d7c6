"""What has waited in the inbox for too long: for whoever calls people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db.models import Q, QuerySet

from oyez.domain.inbox.waiting import USUAL, Limits, overdue_since
from oyez.govern.models import Unit
from oyez.listen.keeping import Keeping
from oyez.listen.models import InboxItem
from oyez.listen.models.inbox_item import Place

MOST = 200  # of each kind; whoever is called sees the inbox itself


@dataclass(frozen=True, slots=True)
class Overdue:
    """An item whose time is over, since when, and whether it is one that nobody has read yet."""

    item: InboxItem
    since: datetime
    unread_urgent: bool


def overdue(now: datetime) -> list[Overdue]:
    """Urgent items that nobody has read within their limit, and any item that waits beyond its own.

    The limits are those of each item's unit; the longest overdue comes first, the urgent before.
    """
    found: dict[int, Overdue] = {}
    for limits, where in _by_limits():
        rows = InboxItem.objects.filter(where, open_at__isnull=False)
        urgent = rows.filter(place=Place.URGENT, read_at=None, open_at__lte=now - limits.urgent)
        others = rows.filter(open_at__lte=now - limits.other)
        for row in (*_oldest(urgent), *_oldest(others)):
            if (one := _overdue(row, limits, now)) is not None:
                found[row.pk] = one
    return sorted(
        sorted(found.values(), key=attrgetter("since")),
        key=attrgetter("unread_urgent"),
        reverse=True,
    )


def _by_limits() -> list[tuple[Limits, Q]]:
    """Each set of limits with the units to which it applies; a unit follows the nearest above."""
    keeping = Keeping()
    if not keeping.by_path:
        return [(USUAL, Q())]
    units: dict[Limits, list[int]] = defaultdict(list)
    for pk, path in Unit.objects.order_by().values_list("pk", "path"):
        units[keeping.limits(path)].append(pk)
    return [(limits, Q(channel__unit__in=pks)) for limits, pks in units.items()]


def _oldest(rows: QuerySet[InboxItem]) -> QuerySet[InboxItem]:
    return rows.select_related("channel__unit", "delivery__notice").order_by("open_at")[:MOST]


def _overdue(row: InboxItem, limits: Limits, now: datetime) -> Overdue | None:
    if row.open_at is None:
        return None
    urgent = row.place == Place.URGENT
    since = overdue_since(
        limits, urgent=urgent, waits_since=row.open_at, read_at=row.read_at, now=now
    )
    return Overdue(row, since, urgent and row.read_at is None) if since else None
