"""How fast a campaign may go on a channel, by what its platform declares and what was used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from oyez.archive.keeping import OWN_KINDS
from oyez.archive.models import Purge, Record, Removal, RemovalCall
from oyez.domain.delivery import Held, Verb
from oyez.domain.purge import (
    CAREFUL,
    KEPT_USUALLY,
    Limit,
    Pace,
    RemovalState,
    forecast,
    opens,
)
from oyez.govern.models import Channel
from oyez.platforms.registry import profile
from oyez.publish.models import Attempt, Delivery


def limits_of(channel: Channel) -> tuple[Limit, ...]:
    """The platform's windows of deletions; a careful one where it tells none."""
    declared = profile(channel.platform).retracts
    return tuple(Limit(one.points, one.per) for one in declared) or CAREFUL


def pace_of(channel: Channel, kept: int) -> Pace:
    """How a campaign goes there."""
    return Pace(limits_of(channel), kept)


def used_on(channel: Channel, now: datetime) -> list[datetime]:
    """Every deletion that counts against the windows, whoever wished it, oldest first.

    What was let go and is not over counts as one that may be made at any moment.
    """
    since = now - max((one.per for one in limits_of(channel)), default=timedelta())
    calls = RemovalCall.objects.filter(channel_id=channel.pk, at__gt=since)
    tries = Attempt.objects.filter(channel_id=channel.pk, at__gt=since, verb=Verb.RETRACT)
    made = [*calls.values_list("at", flat=True), *tries.values_list("at", flat=True)]
    coming = Removal.objects.filter(
        purge__channel=channel, state=RemovalState.ASKED, delivery__isnull=False
    )
    return sorted([*made, *([now] * coming.count())])


def next_opening(purge: Purge, now: datetime) -> datetime | None:
    """When the campaign may delete again; None where its share leaves nothing."""
    channel = purge.channel
    return opens(limits_of(channel), purge.kept, used_on(channel, now), now)


def ends_by(purge: Purge, now: datetime) -> datetime | None:
    """When the campaign is over at the earliest, as things stand now; None where it never is."""
    left = Removal.objects.filter(purge=purge, state=RemovalState.WAITING).count()
    begin = max(now, purge.wait_until or now)
    return forecast(left, pace_of(purge.channel, purge.kept), used_on(purge.channel, now), begin)


@dataclass(frozen=True, slots=True)
class Expected:
    """A campaign that nobody has proposed: posts known by now, and when the last can be gone."""

    posts: int
    ends_at: datetime | None


def expected(channel: Channel, begin: datetime) -> Expected:
    """What a campaign that begins then would have to do, by deliveries that stand and the archive.

    What only the platform knows is not counted before the channel is archived.
    """
    stands = Delivery.objects.filter(channel=channel, held=Held.LIVE).count()
    own = Record.objects.filter(channel=channel, own=True, kind__in=OWN_KINDS, delivery=None)
    posts = stands + own.values("key").distinct().count()
    return Expected(posts, forecast(posts, pace_of(channel, KEPT_USUALLY), (), begin))
