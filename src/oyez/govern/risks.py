"""Which risks were accepted for which channels, which end soon, and who was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import attrgetter

from django.db.models import QuerySet
from django.utils import timezone

from oyez.domain.channel import Mode
from oyez.domain.errors import Sentence
from oyez.domain.health import WARNINGS, Known, Way, days_left, warning
from oyez.domain.risk import Acceptance, unaccepted
from oyez.govern.models import Channel, RiskAcceptance
from oyez.platforms.registry import PROFILES

RISKY = frozenset(name for name, one in PROFILES.items() if one.needs_risk)

Accepted = dict[int, list[RiskAcceptance]]


@dataclass(frozen=True, slots=True)
class Ending:
    """An accepted risk that ends in so many days, begun ones counted."""

    risk: RiskAcceptance
    days: int


def risks_of(channel: Channel) -> QuerySet[RiskAcceptance]:
    """Everything that was ever decided about the channel's risk, the newest first."""
    rows = RiskAcceptance.objects.filter(channel=channel)
    return rows.select_related("accepted_by", "confirmed_by", "withdrawn_by")


def risk_of(channel: Channel, pk: int) -> RiskAcceptance | None:
    """One decision about this channel."""
    rows = RiskAcceptance.objects.filter(channel=channel, pk=pk)
    return rows.select_related("channel__unit", "accepted_by").first()


def acceptance(row: RiskAcceptance) -> Acceptance:
    """The row as the rules know it."""
    taken = row.withdrawn_at and day_of(row.withdrawn_at)
    return Acceptance(row.ends_on, row.confirmed_at is not None, taken)


def acceptances_of(channels: Iterable[tuple[int, str]]) -> Accepted:
    """Everything that was decided about these channels, given as number and platform.

    Nothing is asked where no channel has a risk that somebody must accept.
    """
    risky = [pk for pk, platform in channels if platform in RISKY]
    known: Accepted = {}
    for row in RiskAcceptance.objects.filter(channel_id__in=risky).order_by():
        known.setdefault(row.channel_id, []).append(row)
    return known


def refusals_of_risk(
    channels: Iterable[tuple[int, str, str]], accepted: Accepted, at: datetime
) -> dict[int, Sentence]:
    """Why nothing goes out, by number; for channels given as number, name and platform."""
    risky, today = {pk: name for pk, name, platform in channels if platform in RISKY}, day_of(at)
    known = {pk: [acceptance(row) for row in rows] for pk, rows in accepted.items()}
    found = {pk: unaccepted(name, known.get(pk, ()), today) for pk, name in risky.items()}
    return {pk: said for pk, said in found.items() if said is not None}


def endings(channels: Iterable[Channel], now: datetime) -> dict[int, Ending]:
    """The accepted risks of these channels that end within the longest warning, by channel."""
    return endings_in(acceptances_of((one.pk, one.platform) for one in channels), now)


def endings_in(accepted: Accepted, now: datetime) -> dict[int, Ending]:
    """The same where everything that was decided is read already."""
    rows = (row for of_channel in accepted.values() for row in of_channel)
    return _endings([row for row in rows if _holds(row, now)], now)


def warn_due(now: datetime) -> list[Ending]:
    """Those whose next warning is due; each is given out once, also to several workers."""
    found = []
    for one in _endings(_in_force(now).exclude(channel__mode=Mode.CLOSED), now).values():
        risk = one.risk
        known = Known(Way.OK, now, ends_at=end_of(risk), warned=risk.warned)
        step = warning(known, now)
        if step is None:
            continue
        same = RiskAcceptance.objects.filter(pk=risk.pk, warned=risk.warned)
        if same.update(warned=step) == 1:
            found.append(one)
    return found


def _endings(rows: Iterable[RiskAcceptance], now: datetime) -> dict[int, Ending]:
    """Of several acceptances of a channel the one that ends last counts."""
    last = day_of(now) + timedelta(days=max(WARNINGS))
    latest = {row.channel_id: row for row in sorted(rows, key=attrgetter("ends_on"))}
    return {
        pk: Ending(row, days_left(end_of(row), now))
        for pk, row in latest.items()
        if row.ends_on < last
    }


def _holds(row: RiskAcceptance, now: datetime) -> bool:
    """What `_in_force` asks the database, of a row that is read already."""
    taken = row.withdrawn_at is not None or row.confirmed_at is None
    return not taken and row.ends_on >= day_of(now)


def _in_force(now: datetime) -> QuerySet[RiskAcceptance]:
    rows = RiskAcceptance.objects.filter(withdrawn_at=None, confirmed_at__isnull=False)
    return rows.filter(ends_on__gte=day_of(now)).select_related("channel__unit")


def end_of(risk: RiskAcceptance) -> datetime:
    """The moment after its last day."""
    after = datetime.combine(risk.ends_on + timedelta(days=1), time.min)
    return timezone.make_aware(after, timezone.get_default_timezone())


def day_of(at: datetime) -> date:
    """The authority's day, whatever time zone a person who looks has chosen."""
    return timezone.localtime(at, timezone.get_default_timezone()).date()
