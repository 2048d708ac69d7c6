"""How much of the calls that their platforms allow some channels have used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Count

from oyez.domain.delivery import Verb
from oyez.domain.quota import LONG, Quota
from oyez.govern.models import Channel
from oyez.platforms.profile import Window
from oyez.platforms.registry import PROFILES, profile
from oyez.publish.models import Attempt

Counts = dict[tuple[int, bool], int]


def limited() -> list[str]:
    """The platforms with an allowance for so long a time that it has to be planned with."""
    return [name for name in PROFILES if list(_windows(name))]


def quotas_of(channels: Iterable[Channel], now: datetime) -> dict[int, list[Quota]]:
    """Each channel's quotas, one query for each span of time; a channel without any is missing."""
    channels = list(channels)
    wanted: dict[timedelta, set[int]] = defaultdict(set)
    for channel in channels:
        for window, _removing in _windows(channel.platform):
            wanted[window.per].add(channel.pk)
    used = {per: _used(ids, now - per) for per, ids in wanted.items()}
    found = {channel.pk: list(_quotas(channel, used)) for channel in channels}
    return {pk: quotas for pk, quotas in found.items() if quotas}


def _quotas(channel: Channel, used: dict[timedelta, Counts]) -> Iterator[Quota]:
    for window, removing in _windows(channel.platform):
        yield Quota(
            name=channel.name,
            points=window.points,
            per=window.per,
            used=used[window.per].get((channel.pk, removing), 0),
            reserve=window.reserve,
            removing=removing,
        )


def _windows(platform: str) -> Iterator[tuple[Window, bool]]:
    declared = profile(platform)
    for removing, windows in ((False, declared.writes), (True, declared.retracts)):
        yield from ((one, removing) for one in windows if one.per >= LONG)


def _used(channels: set[int], since: datetime) -> Counts:
    rows = Attempt.objects.filter(channel_id__in=channels, at__gt=since).order_by()
    found: Counts = defaultdict(int)
    for channel, verb, number in rows.values_list("channel_id", "verb").annotate(Count("pk")):
        found[channel, verb == Verb.RETRACT] += number
    return found
