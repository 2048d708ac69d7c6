"""What was counted of a channel, by month: ten years of days read in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, QuerySet, Sum
from django.db.models.functions import Cast, Substr

from oyez.domain.review.facts import LEVELS, Counted, Metric, Source, daily
from oyez.domain.review.schedule import months_on
from oyez.review.models import Fact

YEARS = 10
SHOWN = (
    Metric.INTERACTIONS, Metric.NOTICES, Metric.REACH, Metric.VIEWS, Metric.FOLLOWERS,
    Metric.REPORTS, Metric.REPORTS_LED, Metric.HOURS, Metric.MONEY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """One month with what was counted in it, in the order of `SHOWN`; None where nobody did."""

    first: date
    values: tuple[float | None, ...]


def months_of(channel: int, today: date) -> Sequence[Month]:
    """The months of the last ten years in which anything was counted, the newest first."""
    since = months_on(today.replace(day=1), -12 * YEARS)
    rows = Fact.objects.filter(channel=channel, day__gte=since, metric__in=SHOWN).order_by()
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    mixed: set[tuple[str, str]] = set()
    for month, metric, sources, total in _summed(rows):
        if sources == 1 and metric not in LEVELS:
            found[month][metric] = total
        else:
            mixed.add((month, metric))
    for month, metric, value in _by_day(rows, mixed):
        known = 0.0 if metric in LEVELS else found[month].get(metric, 0.0)
        found[month][metric] = known + value
    return [
        Month(date.fromisoformat(f"{month}-01"), tuple(found[month].get(one) for one in SHOWN))
        for month in sorted(found, reverse=True)
    ]


def _summed(rows: QuerySet[Fact]) -> QuerySet[Fact, tuple[str, str, int, float]]:
    """The sum of every month and metric, worked out by the database."""
    dated = rows.annotate(month=Substr(Cast("day", CharField()), 1, 7))
    grouped = dated.values_list("month", "metric")
    return grouped.annotate(Count("source", distinct=True), Sum("value"))


def _by_day(rows: QuerySet[Fact], wanted: set[tuple[str, str]]) -> Iterator[tuple[str, str, float]]:
    """The days of what no sum tells: levels, and what several sources have counted."""
    metrics = {metric for _, metric in wanted}
    columns = rows.filter(metric__in=metrics).values_list("day", "metric", "value", "source")
    known = daily(
        Counted(day, Metric(metric), value, Source(source))
        for day, metric, value, source in columns
        if (f"{day:%Y-%m}", metric) in wanted
    )
    for metric, days in known.items():
        for day, value in sorted(days.items()):
            yield f"{day:%Y-%m}", metric, value
