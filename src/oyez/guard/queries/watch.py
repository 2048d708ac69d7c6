"""Reads of what is watched and of what was found."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from oyez.guard.models import Drift, Look, Stranger, Watch
from oyez.publish.models import Notice

MANY = 200


def fresh_drift() -> QuerySet[Drift]:
    """Changes of which nobody has made an alarm yet, the oldest first.

    Whoever does sets `handled_at` in the same transaction. One whose `over_at` is set has passed
    again and is told all the same.
    """
    rows = Drift.objects.filter(handled_at=None)
    return rows.select_related("watch__notice__unit").order_by("at", "pk")[:MANY]


def fresh_strangers() -> QuerySet[Stranger]:
    """Posts that are not in our books, of which nobody has made an alarm yet."""
    rows = Stranger.objects.filter(handled_at=None, cleared_at=None)
    return rows.select_related("channel__unit").order_by("first_seen", "pk")[:MANY]


@dataclass(frozen=True, slots=True)
class Watched:
    """One watched address, its newest look and the changes that last."""

    watch: Watch
    last: Look | None
    drifts: tuple[Drift, ...]


def watched_of(notice: Notice) -> list[Watched]:
    """What is or was watched for a notice, in the order it was entered."""
    lasting = Prefetch("drifts", queryset=Drift.objects.filter(over_at=None))
    rows = list(Watch.objects.filter(notice=notice).prefetch_related(lasting))
    numbers = [row.pk for row in rows]
    newest = {look.watch_id: look for look in Look.objects.filter(watch__in=numbers).order_by("pk")}
    return [Watched(row, newest.get(row.pk), tuple(row.drifts.all())) for row in rows]


def watch_of(notice: Notice, number: int) -> Watch | None:
    """One watched address of this notice."""
    return Watch.objects.filter(notice=notice, pk=number).select_related("notice__unit").first()
