"""Counting what our own rows say of each channel and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from oyez.domain.budget import Month
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.labels import Label
from oyez.domain.inbox.sending import State
from oyez.domain.review.facts import Metric, Source
from oyez.domain.review.ordered import ordered
from oyez.domain.review.people import KEPT, quarter_of
from oyez.govern.models import Channel
from oyez.listen.channels import is_read
from oyez.listen.models import InboxItem
from oyez.publish.costs import charges
from oyez.publish.models import Delivery
from oyez.publish.spending import spent
from oyez.review.gathering.counts import proved_gone
from oyez.review.gathering.frame import Span, spoken
from oyez.review.gathering.people import remember
from oyez.review.models import Fact, Measuring, Salt
from oyez.review.opening import today

AGAIN = timedelta(days=7)  # an answer may come days after it was asked for
AT_ONCE = timedelta(days=92)
SAID = {label.value: Metric(f"said_{label.value}") for label in Label}

Days = defaultdict[tuple[date, Metric], float]


@dataclass(frozen=True, slots=True)
class Errand:
    """Days of a channel that are to be counted, and up to where they were when it was taken."""

    channel: Channel
    span: Span
    was: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """What the rows say of these days: figures, and who wrote on each."""

    facts: Mapping[tuple[date, Metric], float]
    names: Mapping[date, frozenset[str]]


def due(now: datetime, most: int) -> list[Errand]:
    """The channels that lag behind; the last days are counted again, a long time in parts."""
    yesterday = today(now) - timedelta(days=1)
    rows = Measuring.objects.filter(Q(counted_until=None) | Q(counted_until__lt=yesterday))
    found = []
    for row in rows.select_related("channel__unit").order_by("counted_until", "pk")[:most]:
        was = row.counted_until
        begins = was - AGAIN if was else _first(row.channel, yesterday)
        ends = min(yesterday, (was or begins) + AT_ONCE) + timedelta(days=1)
        found.append(Errand(row.channel, Span(begins, ends), was))
    return found


def read(errand: Errand) -> Found:
    """Every figure of the days."""
    channel, span = errand.channel, errand.span
    found: Days = defaultdict(float)
    names = _said(channel, span, found)
    _sent(channel, span, found)
    _answered(channel, span, found)
    _spent(channel, span, found)
    return Found(found, names)


@transaction.atomic
def keep(errand: Errand, found: Found) -> None:
    """Write it over what was counted of these days before; the same rows give the same facts."""
    channel = errand.channel
    Fact.objects.bulk_create(
        (
            Fact(channel=channel, day=day, metric=metric, source=Source.OURS, value=value)
            for (day, metric), value in sorted(found.facts.items())
        ),
        update_conflicts=True,
        unique_fields=("channel", "day", "metric", "source"),
        update_fields=("value",),
    )
    for day, names in sorted(found.names.items()):
        remember(channel.pk, day, names)
    rows = Measuring.objects.filter(channel=channel, counted_until=errand.was)
    rows.update(counted_until=errand.span.ends_on - timedelta(days=1))


def forget_salts(now: datetime) -> int:
    """Without its salt nobody can find a name in the digests of an old quarter; how many went."""
    oldest = quarter_of(today(now) - KEPT)
    many, _ = Salt.objects.filter(quarter__lt=oldest, made_at__lt=now - KEPT).delete()
    return many


def _first(channel: Channel, until: date) -> date:
    """The first day of which our rows know anything."""
    heard = InboxItem.objects.filter(channel=channel).aggregate(at=Min("first_seen"))["at"]
    sent = Delivery.objects.filter(channel=channel).aggregate(at=Min("live_at"))["at"]
    days = [_day(at) for at in (heard, sent) if at is not None]
    return min([*days, until])


def _said(channel: Channel, span: Span, found: Days) -> dict[date, frozenset[str]]:
    """What was said by day; returns who said it."""
    if is_read(channel):
        for day in _days(span):
            found[day, Metric.INTERACTIONS] += 0
    names: defaultdict[date, set[str]] = defaultdict(set)
    rows = spoken([channel.pk], span).values_list("first_seen", "label", "suggested", "author")
    for seen, label, suggested, author in rows.iterator(chunk_size=2000):
        day = _day(seen)
        if author:
            names[day].add(author)
        found[day, Metric.INTERACTIONS] += 1
        if metric := SAID.get(label or suggested):
            found[day, metric] += 1
    return {day: frozenset(those) for day, those in names.items()}


def _sent(channel: Channel, span: Span, found: Days) -> None:
    rows = Delivery.objects.filter(
        channel=channel, live_at__gte=span.begins_at, live_at__lt=span.ends_at
    )
    for live in rows.order_by().values_list("live_at", flat=True):
        if live:
            found[_day(live), Metric.NOTICES] += 1
    times: defaultdict[date, list[float]] = defaultdict(list)
    for asked, seconds in proved_gone(channel.pk, span):
        times[_day(asked)].append(seconds)
    for day, values in times.items():
        if middle := ordered(values):
            found[day, Metric.GONE_IN] = middle.value


def _answered(channel: Channel, span: Span, found: Days) -> None:
    by_people = Q(deeds__kind=Kind.REPLY, deeds__state=State.DONE, deeds__automatic=False)
    rows = spoken([channel.pk], span).annotate(first=Min("deeds__done_at", filter=by_people))
    times: defaultdict[date, list[float]] = defaultdict(list)
    for seen, first in rows.exclude(first=None).values_list("first_seen", "first"):
        times[_day(seen)].append(max(0.0, (first - seen).total_seconds()))
    for day, values in times.items():
        found[day, Metric.ANSWERED] = len(values)
        for metric, share in ((Metric.ANSWER_MEDIAN, 0.5), (Metric.ANSWER_P90, 0.9)):
            if one := ordered(values, share):
                found[day, metric] = one.value
    for seen in (
        spoken([channel.pk], span)
        .filter(open_at__isnull=False)
        .values_list("first_seen", flat=True)
    ):
        found[_day(seen), Metric.UNANSWERED] += 1


def _spent(channel: Channel, span: Span, found: Days) -> None:
    if not charges(channel):
        return
    for day in _days(span):
        one = Span(day, day + timedelta(days=1))
        money = spent([channel], Month(one.begins_at, one.ends_at)).get(channel.pk)
        if money:
            found[day, Metric.MONEY] += float(money)


def _days(span: Span) -> Iterator[date]:
    many = (span.ends_on - span.begins_on).days
    return (span.begins_on + timedelta(days=number) for number in range(many))


def _day(at: datetime) -> date:
    return timezone.localdate(at, timezone.get_default_timezone())
