"""What is known about the way in to each channel, and whose turn it is to be probed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from oyez.domain.channel import Mode
from oyez.domain.health import Known, Probed, Way, days_left, judge, next_probe, warning, way_of
from oyez.govern.models import Channel, ChannelHealth
from oyez.platforms import port
from oyez.platforms.oauth import ENDS
from oyez.platforms.registry import ADAPTERS

LEASE = timedelta(minutes=5)  # longer than a probe takes
ATTENTION = 14  # days before the end
MANY = 500


def healths(channels: Iterable[int]) -> dict[int, ChannelHealth]:
    """What is known of these channels; one that was never probed is missing."""
    return {one.pk: one for one in ChannelHealth.objects.filter(pk__in=list(channels))}


def health_of(channel: Channel) -> ChannelHealth | None:
    """The same of one channel; it is asked for only where it was not read with the channel."""
    return getattr(channel, "health", None)


def needing_attention(channels: Iterable[int], now: datetime) -> set[int]:
    """Those that are refused, and those whose way in ends soon."""
    rows = ChannelHealth.objects.filter(pk__in=list(channels)).exclude(channel__mode=Mode.CLOSED)
    soon = now + timedelta(days=ATTENTION)
    found = rows.filter(state=Way.REFUSED) | rows.filter(ends_at__lte=soon)
    return set(found.values_list("pk", flat=True))


def days_until_end(health: ChannelHealth, now: datetime) -> int | None:
    """Days until the way in ends, where that is near enough to be said."""
    if health.ends_at is None:
        return None
    left = days_left(health.ends_at, now)
    return left if left <= ATTENTION else None


def enter_missing(now: datetime) -> None:
    """A row for every channel that can be probed and has none, its turn spread over the day."""
    bare = Channel.objects.filter(health=None, needs_secrets=True, platform__in=ADAPTERS)
    rows = bare.exclude(secrets=b"").exclude(mode=Mode.CLOSED).order_by("pk")
    ChannelHealth.objects.bulk_create(
        [
            ChannelHealth(channel_id=pk, since=now, due_at=next_probe(pk, Way.OK, now))
            for pk in rows.values_list("pk", flat=True)[:MANY]
        ],
        ignore_conflicts=True,
    )


def take_due(now: datetime, most: int) -> list[Channel]:
    """The channels whose turn it is; each is taken by one worker only, for the time of a probe."""
    due = ChannelHealth.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    waiting = list(due.values_list("pk", "due_at")[:most])
    mine = [
        pk
        for pk, at in waiting
        if ChannelHealth.objects.filter(pk=pk, due_at=at).update(due_at=now + LEASE) == 1
    ]
    rows = Channel.objects.filter(pk__in=mine, needs_secrets=True, platform__in=ADAPTERS)
    found = list(rows.exclude(secrets=b"").exclude(mode=Mode.CLOSED))
    silent = set(mine) - {row.pk for row in found}
    # Without credentials there is nothing to ask; storing some brings the turn back.
    ChannelHealth.objects.filter(pk__in=silent).update(due_at=now + timedelta(days=1))
    return found


def probe_soon(channels: Iterable[int], now: datetime) -> None:
    """Their turn is now."""
    ChannelHealth.objects.filter(pk__in=list(channels), due_at__gt=now).update(due_at=now)


def start_anew(channel: Channel, now: datetime, declined: Iterable[str] = ()) -> None:
    """Other credentials: nothing is known of them, and they are probed at once."""
    fresh = {"state": Way.UNKNOWN, "since": now, "due_at": now, "ends_at": None, "warned": None}
    blank = {"granted": [], "missing": [], "limits": {}, "failure": "", "code": ""}
    blank["declined"] = list(declined)
    ChannelHealth.objects.update_or_create(channel=channel, defaults=fresh | blank)


def end_of(secrets: Mapping[str, str]) -> datetime | None:
    """When the way in ends, as its secrets say."""
    try:
        found = parse_datetime(secrets.get(ENDS, ""))
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None


@transaction.atomic
def note(
    channel: Channel, found: port.Health, ends_at: datetime | None, now: datetime
) -> tuple[ChannelHealth, list[str]]:
    """Write what a probe found; returns the row and what people must hear: refused, ends."""
    row, _new = ChannelHealth.objects.select_for_update().get_or_create(
        channel=channel, defaults={"since": now}
    )
    before = Known(Way(row.state), row.since, row.failure, row.code, row.ends_at, row.warned)
    failed = found.failure
    probed = Probed(failed.cls if failed else None, failed.code if failed else "", ends_at)
    after = judge(before, probed, now)
    news = ["refused"] if after.way is Way.REFUSED and before.way is not Way.REFUSED else []
    step = warning(after, now)
    if step is not None:
        news.append("ends")
    row.state, row.since, row.failure, row.code = after.way, after.since, after.failure, after.code
    row.ends_at, row.warned = after.ends_at, after.warned if step is None else step
    row.probed_at = now
    if failed is None:
        row.succeeded_at = now
        row.granted, row.missing = sorted(found.granted), sorted(found.missing)
        row.limits = dict(found.limits)
    row.due_at = next_probe(channel.pk, way_of(probed.failure), now)
    row.save()
    return row, news
