"""What is counted of a channel day by day, and how days come together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Metric(StrEnum):
    """One thing that is counted. Days of it add up, unless it is in `LEVELS`."""

    NOTICES = "notices"
    REACH = "reach"
    VIEWS = "views"
    REPLIES = "replies"
    REPOSTS = "reposts"
    LIKES = "likes"
    QUOTES = "quotes"
    SHARES = "shares"
    CLICKS = "clicks"
    FOLLOWERS = "followers"
    INTERACTIONS = "interactions"
    REPORT = "said_report"
    QUESTION = "said_question"
    THANKS = "said_thanks"
    ABUSE = "said_abuse"
    SPAM = "said_spam"
    OTHER = "said_other"
    URGENT = "said_urgent"
    ANSWERED = "answered"
    ANSWER_MEDIAN = "answer_median"
    ANSWER_P90 = "answer_p90"
    UNANSWERED = "unanswered"
    REPORTS = "reports"
    REPORTS_LED = "reports_led"
    HOURS = "hours"
    MONEY = "money"
    GONE_IN = "gone_in"


class Source(StrEnum):
    """Where a figure comes from; of several for one day the first in this order counts."""

    ENTERED = "entered"
    IMPORTED = "imported"
    MEASURED = "measured"
    OURS = "ours"


# A state at the end of a day, or a time: the last one stands for a longer span.
LEVELS: Final = frozenset(
    {Metric.FOLLOWERS, Metric.UNANSWERED, Metric.ANSWER_MEDIAN, Metric.ANSWER_P90, Metric.GONE_IN}
)
# What people count at the contact centre or on their time sheet.
BY_HAND: Final = (
    Metric.REACH,
    Metric.REPORTS,
    Metric.REPORTS_LED,
    Metric.FOLLOWERS,
    Metric.HOURS,
    Metric.MONEY,
)
# What the platforms call it, in our words.
PLATFORM: Final[Mapping[str, Metric]] = {
    "views": Metric.VIEWS,
    "impressions": Metric.VIEWS,
    "reach": Metric.REACH,
    "replies": Metric.REPLIES,
    "comments": Metric.REPLIES,
    "reposts": Metric.REPOSTS,
    "likes": Metric.LIKES,
    "reactions": Metric.LIKES,
    "quotes": Metric.QUOTES,
    "shares": Metric.SHARES,
    "clicks": Metric.CLICKS,
    "members": Metric.FOLLOWERS,
    "followers": Metric.FOLLOWERS,
}
ORDER: Final = {source: place for place, source in enumerate(Source)}


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure of one day."""

    day: date
    metric: Metric
    value: float
    source: Source


def daily(rows: Iterable[Counted]) -> dict[Metric, dict[date, float]]:
    """Each metric by day: what people entered counts before what a machine found."""
    best: dict[tuple[Metric, date], Counted] = {}
    for row in rows:
        key = row.metric, row.day
        if key not in best or ORDER[row.source] < ORDER[best[key].source]:
            best[key] = row
    found: defaultdict[Metric, dict[date, float]] = defaultdict(dict)
    for (metric, day), row in best.items():
        found[metric][day] = row.value
    return dict(found)


def weeks_of(begins: date, ends: date) -> list[date]:
    """The Mondays of the whole weeks from `begins` until `ends`, which is not included."""
    first = begins + timedelta(days=-begins.weekday() % 7)
    many = (ends - first).days // 7
    return [first + timedelta(weeks=number) for number in range(max(0, many))]


def weekly(
    days: Mapping[date, float], mondays: Sequence[date], *, level: bool = False
) -> list[float | None]:
    """The sum of each week, or its last value; None where no day of it was counted."""
    weeks: defaultdict[date, list[tuple[date, float]]] = defaultdict(list)
    for day, value in days.items():
        weeks[day - timedelta(days=day.weekday())].append((day, value))
    found: list[float | None] = []
    for monday in mondays:
        values = [value for _, value in sorted(weeks.get(monday, ()))]
        found.append((values[-1] if level else sum(values)) if values else None)
    return found


def change(days: Mapping[date, float]) -> float | None:
    """From the first to the last day of a level; None where it was not counted twice."""
    kept = sorted(days)
    return days[kept[-1]] - days[kept[0]] if len(kept) > 1 else None


def _check() -> None:
    if (LEVELS | set(PLATFORM.values())) - set(Metric):
        raise AssertionError("a table of facts names something that is not counted")


_check()
