"""What was counted of a channel week by week, and how long people waited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean

from django.db.models import Max, Min, Q

from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.sending import State
from oyez.domain.review import expected
from oyez.domain.review.expected import Rate
from oyez.domain.review.facts import (
    LEVELS,
    Counted,
    Metric,
    Source,
    change,
    daily,
    weekly,
    weeks_of,
)
from oyez.domain.review.ordered import Ordered, ordered
from oyez.publish.models import Delivery
from oyez.review.gathering.frame import Said, Span, spoken
from oyez.review.models import Fact, Figure

Weekly = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Counts:
    """The facts of a channel: by day, and the Mondays of the whole weeks of the period."""

    days: Mapping[Metric, Mapping[date, float]]
    mondays: Sequence[date]

    def weeks(self, metric: Metric) -> Weekly:
        """A metric by week; None where nobody counted."""
        return weekly(self.days.get(metric, {}), self.mondays, level=metric in LEVELS)

    def known(self, metric: Metric) -> list[float]:
        """Only the weeks in which it was counted."""
        return [value for value in self.weeks(metric) if value is not None]

    def total(self, metric: Metric) -> float | None:
        """Its sum in the period; None where nobody counted it."""
        found = self.days.get(metric)
        return sum(found.values()) if found else None

    def rate(self, metric: Metric) -> Rate | None:
        """Its mean a week with an interval."""
        return expected.rate(self.known(metric))

    def halves(self, metric: Metric) -> tuple[float, ...]:
        """Its mean a week in both halves of the period, without a half in which nobody counted."""
        weeks = self.weeks(metric)
        middle = len(weeks) // 2
        parts = (
            [one for one in half if one is not None] for half in (weeks[:middle], weeks[middle:])
        )
        return tuple(fmean(part) for part in parts if part)

    def change(self, metric: Metric) -> float | None:
        """From the first to the last day on which a level was counted."""
        return change(self.days.get(metric, {}))


def counts_of(channel: int, span: Span) -> Counts:
    """Everything that was counted of a channel in a period."""
    rows = Fact.objects.filter(channel=channel, day__gte=span.begins_on, day__lt=span.ends_on)
    facts = rows.order_by().values_list("day", "metric", "value", "source")
    found = daily(
        Counted(day, Metric(metric), value, Source(source)) for day, metric, value, source in facts
    )
    return Counts(found, weeks_of(span.begins_on, span.ends_on))


def interactions(counts: Counts, said: Said) -> Weekly:
    """What was said, by week: read in from exports until we heard the first thing, then heard.

    A week of which neither is known is None; one after that day is 0 where nothing came.
    """
    first = min(said.days.values(), default=None)
    imported = counts.days.get(Metric.INTERACTIONS, {})
    days = {day: value for day, value in imported.items() if first is None or day < first}
    for day in said.days.values():
        days[day] = days.get(day, 0) + 1
    found = weekly(days, counts.mondays)
    return [
        0 if value is None and first is not None and monday > first else value
        for monday, value in zip(counts.mondays, found, strict=True)
    ]


def answer_times(channel: int, span: Span) -> tuple[Ordered | None, Ordered | None, int]:
    """Median and 90th percentile of seconds to the first answer by a person; what is still open."""
    rows = spoken([channel], span)
    by_people = Q(deeds__kind=Kind.REPLY, deeds__state=State.DONE, deeds__automatic=False)
    answered = rows.annotate(first=Min("deeds__done_at", filter=by_people)).exclude(first=None)
    pairs = answered.values_list("first_seen", "first")
    times = [max(0.0, (first - seen).total_seconds()) for seen, first in pairs]
    waiting = rows.filter(open_at__isnull=False).count()
    return ordered(times), ordered(times, 0.9), waiting


def gone_times(channel: int, span: Span) -> Ordered | None:
    """Seconds from taking a notice back until its copy here was proved gone."""
    return ordered([seconds for _, seconds in proved_gone(channel, span)])


def proved_gone(channel: int, span: Span) -> Iterator[tuple[datetime, float]]:
    """When each notice of the period was taken back, and the seconds until it was gone here."""
    rows = Delivery.objects.filter(
        channel=channel,
        notice__retracted_at__gte=span.begins_at,
        notice__retracted_at__lt=span.ends_at,
    ).order_by()
    for asked, gone in rows.values_list("notice__retracted_at", "gone_at"):
        if asked is not None and gone is not None:
            yield asked, max(0.0, (gone - asked).total_seconds())


def notices_on(channel: int, span: Span) -> int:
    """How many notices went live there in the period."""
    rows = Delivery.objects.filter(channel=channel, live_at__gte=span.begins_at)
    return rows.filter(live_at__lt=span.ends_at).count()


def known_replies(channel: int, span: Span) -> tuple[int | None, int]:
    """How many replies the platform counts to our notices of the period, and how many we heard."""
    ours = Delivery.objects.filter(
        channel=channel, live_at__gte=span.begins_at, live_at__lt=span.ends_at
    ).order_by()
    figures = Figure.objects.filter(delivery__in=ours, metric=Metric.REPLIES).order_by()
    known = dict(figures.values_list("delivery").annotate(Max("value")))
    heard = spoken([channel], span).filter(delivery__in=list(known)).count()
    return (round(sum(known.values())) if known else None), heard
