"""What is planned: notices that wait for their time, and times that end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from oyez.domain.notice import NoticeState, RevisionKind
from oyez.domain.timetable import Planned, clashes
from oyez.publish.models import Notice, Variant
from oyez.publish.queries.scope import within

MOST = 400
WAITING = (
    NoticeState.DRAFT,
    NoticeState.SUBMITTED,
    NoticeState.RETURNED,
    NoticeState.APPROVED,
)
STANDING = (NoticeState.APPROVED, NoticeState.LIVE, NoticeState.CORRECTED)


def waiting_for_time(
    paths: Iterable[str], since: datetime, until: datetime, unit: int = 0
) -> list[Notice]:
    """Notices that have not gone out and have a time in this stretch, the earliest first."""
    rows = _seen(paths, unit).filter(
        state__in=WAITING, scheduled_at__gte=since, scheduled_at__lt=until
    )
    return list(rows.order_by("scheduled_at", "pk")[:MOST])


def ending(paths: Iterable[str], since: datetime, until: datetime, unit: int = 0) -> list[Notice]:
    """Notices that are out and stop being valid in this stretch, the earliest first."""
    rows = _seen(paths, unit).filter(
        state__in=STANDING, valid_until__gte=since, valid_until__lt=until
    )
    return list(rows.order_by("valid_until", "pk")[:MOST])


def clashing(notices: Iterable[Notice]) -> dict[str, list[str]]:
    """Which of these would go out within ten minutes of another one on the same channel."""
    at = {one.pk: (one.code, one.scheduled_at) for one in notices if one.scheduled_at}
    rows = Variant.objects.filter(
        revision__notice__in=list(at), revision__kind=RevisionKind.FIRST, held_back__isnull=True
    )
    channels: dict[int, set[int]] = {}
    for notice, channel in rows.order_by().values_list("revision__notice", "channel"):
        channels.setdefault(notice, set()).add(channel)
    return clashes(
        Planned(code, time, frozenset(channels.get(pk, ()))) for pk, (code, time) in at.items()
    )


def _seen(paths: Iterable[str], unit: int) -> QuerySet[Notice]:
    where = within(paths, "unit__path") & (Q(unit=unit) if unit else Q())
    return Notice.objects.filter(where).select_related("unit")
