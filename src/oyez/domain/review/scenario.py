"""A made-up review: channels with what is really true of them, week by week.

It is read from JSON as somebody wrote it; what cannot be understood is refused with its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from statistics import fmean
from typing import Any, Final

from oyez.domain.errors import NotAllowed, say
from oyez.domain.inbox.labels import Label
from oyez.domain.review import values
from oyez.domain.review.rules import Bars
from oyez.domain.review.values import Place

AUDIENCES: Final = ("general", "urgent", "critical")
LEAST_LABELS: Final = 100  # an authority may ask for more, never for fewer


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in one week; None where nobody knows."""

    name: str
    counts: Mapping[Label, int] | None
    reach: float | None
    reports: int | None

    @property
    def total(self) -> int:
        """How many interactions there were."""
        return sum(self.counts.values()) if self.counts else 0

    def of(self, *labels: Label) -> int:
        """How many of them were of these kinds."""
        return sum(self.counts.get(label, 0) for label in labels) if self.counts else 0


@dataclass(frozen=True, slots=True)
class Successor:
    """The channel that would take over; `reach` in people a week, None where nobody knows."""

    channel: str
    platform: str
    reach: float | None


@dataclass(frozen=True, slots=True)
class Described:
    """One channel: its weeks in order, its sample, and what is known beside the counts.

    `routes` are other ways to reach the authority; None where the scenario names none.
    """

    channel: str
    platform: str
    audience: str
    weeks: tuple[Week, ...]
    missing: int
    labelled: int
    labelled_twice: int | None
    cannot_tell: int
    community: float | None
    people: int | None
    successor: Successor | None
    routes: tuple[str, ...] | None

    @property
    def total(self) -> int:
        """All interactions of all weeks."""
        return sum(week.total for week in self.weeks)

    @property
    def reach(self) -> list[float]:
        """How many people it reached, in the weeks in which that was counted."""
        return [week.reach for week in self.weeks if week.reach is not None]

    @property
    def sample(self) -> int:
        """How many are labelled; no more than there are can be."""
        return min(self.labelled, self.total)


@dataclass(frozen=True, slots=True)
class Scenario:
    """All channels of an authority, and the figures at which its rules change their mind.

    `widest` is the mean reach of the channel that reaches most people.
    """

    channels: tuple[Described, ...]
    approved: frozenset[str]
    bars: Bars
    widest: float


def read(data: object) -> Scenario:
    """The scenario in a JSON document; NotAllowed says what is wrong, and where."""
    whole = values.mapping(data, Place("The scenario"))
    routes = values.texts(whole, "routes", Place()) if "routes" in whole else None
    given = values.listed(whole.get("channels"), Place("channels"))
    if not given:
        raise NotAllowed(say("{place} names no channel.", place="channels"), "channels")
    channels = [_channel(one, Place(f"channels[{n}]"), routes) for n, one in enumerate(given)]
    values.once([one.channel for one in channels], Place("channels"), "channel")
    return Scenario(
        channels=tuple(channels),
        approved=frozenset(values.texts(whole, "approved_platforms", Place())),
        bars=bars_from(values.mapping(whole.get("rules", {}), Place("rules"))),
        widest=max(fmean(one.reach or [0.0]) for one in channels),
    )


def _channel(data: object, place: Place, routes: tuple[str, ...] | None) -> Described:
    one = values.mapping(data, place)
    given = values.listed(one.get("weeks"), place / "weeks")
    weeks = [_week(week, place / f"weeks[{n}]") for n, week in enumerate(given)]
    values.once([week.name for week in weeks if week.name], place / "weeks", "week")
    labelled = values.whole(one, "labelled", place) or 0
    return Described(
        channel=values.text(one, "channel", place),
        platform=values.text(one, "platform", place, needed=False),
        audience=values.one_of(one, "audience", place, AUDIENCES),
        weeks=_in_order(weeks),
        missing=_gaps(weeks),
        labelled=labelled,
        labelled_twice=values.whole(one, "labelled_twice", place, most=labelled),
        cannot_tell=values.whole(one, "cannot_tell", place, most=labelled) or 0,
        community=values.number(one, "community_share", place, most=1),
        people=values.whole(one, "people", place),
        successor=_successor(one.get("successor"), place / "successor"),
        routes=values.texts(one, "routes", place) if "routes" in one else routes,
    )


def _week(data: object, place: Place) -> Week:
    one = values.mapping(data, place)
    name = values.text(one, "week", place, needed=False)
    if name:
        values.monday(name, place / "week")
    return Week(
        name=name,
        counts=_counts(one.get("interactions"), place / "interactions"),
        reach=values.number(one, "reach", place),
        reports=values.whole(one, "reports", place),
    )


def _counts(data: object, place: Place) -> Mapping[Label, int] | None:
    if data is None:
        return None
    given = values.mapping(data, place)
    for key in given:
        values.one_of({"label": key}, "label", place, tuple(Label), shown=place)
    return {Label(key): values.whole(given, key, place) or 0 for key in given}


def _successor(data: object, place: Place) -> Successor | None:
    if data is None:
        return None
    one = values.mapping(data, place)
    return Successor(
        channel=values.text(one, "channel", place),
        platform=values.text(one, "platform", place),
        reach=values.number(one, "reach", place),
    )


def _in_order(weeks: list[Week]) -> tuple[Week, ...]:
    """By their names where all have one, else as they were written."""
    named = all(week.name for week in weeks)
    return tuple(sorted(weeks, key=lambda week: values.week_of(week.name)) if named else weeks)


def _gaps(weeks: list[Week]) -> int:
    """How many weeks of the period nobody counted the interactions of."""
    uncounted = sum(week.counts is None for week in weeks)
    if not weeks or not all(week.name for week in weeks):
        return uncounted
    mondays = [values.monday(week.name, Place()) for week in weeks]
    return uncounted + (max(mondays) - min(mondays)).days // 7 + 1 - len(weeks)


def bars_from(given: Mapping[str, Any]) -> Bars:
    """The bars with what the authority has set."""
    place = Place("rules")
    known = {one.name: one.type for one in fields(Bars)}
    for key in given:
        values.one_of({"name": key}, "name", place, tuple(known), shown=place)
    set_here: dict[str, Any] = {
        key: _bar(given, key, is_whole=known[key] == "int") for key in given
    }
    bars = replace(Bars(), **set_here)
    if bars.reports_few > bars.reports_many:
        template = "{place}: reports_few must not be more than reports_many."
        raise NotAllowed(say(template, place=str(place)), str(place))
    return bars


def _bar(given: Mapping[str, Any], key: str, *, is_whole: bool) -> float:
    place = Place("rules")
    if is_whole:
        least = LEAST_LABELS if key == "labels_needed" else 1
        found: float | None = values.whole(given, key, place, least=least)
    else:
        share = 0 <= getattr(Bars(), key) < 1
        found = values.number(given, key, place, most=1 if share else values.MOST)
    return getattr(Bars(), key) if found is None else found
