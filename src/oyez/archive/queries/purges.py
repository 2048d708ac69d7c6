"""Campaigns and how far they are."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from oyez.archive.models import Purge, Removal
from oyez.domain.purge import RemovalState
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.publish.queries import Who, where

WITH = ("channel__unit", "proposed_by", "confirmed_by")


def purges_seen(who: Who) -> QuerySet[Purge]:
    """The campaigns on the person's channels, the newest first."""
    rows = Purge.objects.filter(where(who, Verb.SEE, "channel__unit__path"))
    return rows.select_related(*WITH)


def purges_of(channel: Channel) -> QuerySet[Purge]:
    """The campaigns on a channel, the newest first."""
    return Purge.objects.filter(channel=channel).select_related(*WITH)


def purge_by_id(pk: int) -> Purge | None:
    """One campaign."""
    rows = Purge.objects.filter(pk=pk) if pk < 2**63 else Purge.objects.none()
    return rows.select_related(*WITH).first()


def counts_of(purges: list[int]) -> dict[int, dict[str, int]]:
    """How many posts of each campaign are in which state, in one query."""
    rows = Removal.objects.filter(purge__in=purges).order_by()
    found: dict[int, dict[str, int]] = {
        pk: dict.fromkeys((state.value for state in RemovalState), 0) for pk in purges
    }
    for pk, state, number in rows.values_list("purge", "state").annotate(Count("pk")):
        found[pk][state] = number
    return found


def newest_removals(purge: Purge, most: int) -> QuerySet[Removal]:
    """What was proved gone last."""
    rows = Removal.objects.filter(purge=purge, state=RemovalState.GONE)
    return rows.select_related("record").order_by("-gone_at", "-pk")[:most]


def kept_of(purge: Purge) -> QuerySet[Removal]:
    """What a machine cannot delete, the oldest first."""
    rows = Removal.objects.filter(purge=purge, state=RemovalState.KEPT)
    return rows.select_related("record").order_by("at", "pk")


def reasons_of(purge: Purge) -> list[tuple[dict[str, Any], int]]:
    """Why posts stay, and how many for each reason, the most frequent first."""
    rows = Removal.objects.filter(purge=purge, state=RemovalState.KEPT).order_by()
    counted = rows.values_list("why").annotate(number=Count("pk")).order_by("-number")
    return [(why or {}, number) for why, number in counted]
