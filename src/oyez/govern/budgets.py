"""Budgets as entered, and what reading has cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F, Q, Sum
from django.utils import timezone

from oyez.domain.budget import Month
from oyez.domain.roles import covers
from oyez.govern.models import Authority, Budget, Channel, Reading


def month_of(now: datetime) -> Month:
    """The month on the authority's clock, whatever time zone a person who looks has chosen."""
    zone = timezone.get_default_timezone()
    first = now.astimezone(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    after = (first.year + first.month // 12, first.month % 12 + 1)
    return Month(first, first.replace(year=after[0], month=after[1]))


def budgets_over(channels: Iterable[Channel]) -> dict[int, list[Budget]]:
    """The budgets that bind each of these channels, the nearest last."""
    channels = list(channels)
    platforms = {channel.platform for channel in channels}
    rows = list(Budget.objects.filter(platform__in=platforms)) if platforms else []
    if not rows:
        return {}
    numbers = [channel.pk for channel in channels]
    found = Channel.objects.filter(pk__in=numbers).order_by()
    return {
        pk: [row for row in rows if row.platform == platform and covers(row.path, f"{unit}@{pk}/")]
        for pk, platform, unit in found.values_list("pk", "platform", "unit__path")
    }


def binds(row: Budget, channel: Channel) -> bool:
    """Whether the budget is for this channel, or for all of its authority's on its platform."""
    return row.platform == channel.platform and covers(row.path, channel.path)


def channels_under(rows: Sequence[Budget]) -> list[Channel]:
    """Every channel that spends from one of these budgets, closed ones too."""
    wanted = Q(pk__in=[])
    for row in rows:
        _unit, _at, number = row.path.rstrip("/").partition("@")
        here = Q(pk=int(number)) if number else Q(unit__path__startswith=row.path)
        wanted |= here & Q(platform=row.platform)
    return list(Channel.objects.filter(wanted).select_related("unit").defer("secrets"))


def budget_for(path: str, platform: str) -> Budget | None:
    """The budget that was entered for exactly this place."""
    return Budget.objects.filter(path=path, platform=platform).first()


def name_of(row: Budget, label: str) -> str:
    """What the budget is for: the channel's name, or the platform at the authority."""
    unit, _at, number = row.path.rstrip("/").partition("@")
    if number:
        found = Channel.objects.filter(pk=int(number), unit__path=unit)
        return found.values_list("name", flat=True).first() or label
    place = Authority.objects.filter(path=row.path).values_list("name", flat=True).first()
    return f"{label}, {place}" if place else label


def note_reading(channel: Channel, things: int, amount: Decimal, at: datetime) -> None:
    """Add what reading has cost to the day's sum."""
    day = at.astimezone(timezone.get_default_timezone()).date()
    row, _new = Reading.objects.get_or_create(channel=channel, day=day)
    more = {"things": F("things") + things, "amount": F("amount") + amount}
    Reading.objects.filter(pk=row.pk).update(**more)


def read_for(channels: Iterable[int], first: date, after: date) -> dict[int, Decimal]:
    """What reading each of these channels cost in a stretch of days."""
    rows = Reading.objects.filter(channel_id__in=list(channels), day__gte=first, day__lt=after)
    sums = rows.order_by().values_list("channel_id").annotate(Sum("amount"))
    return dict(sums)
