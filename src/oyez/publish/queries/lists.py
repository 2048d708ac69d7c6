"""All notices, searched and paged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from oyez.domain.roles import Verb
from oyez.govern.models import Channel, Unit
from oyez.publish.models import Notice
from oyez.publish.queries.scope import SHOWN, Who, where
from oyez.publish.queries.tongue import said_in

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for; empty means everything."""

    words: str = ""
    state: str = ""
    unit: str = ""
    urgency: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows; `more` where older ones follow."""

    rows: Sequence[Model]
    number: int
    more: bool

    @property
    def older(self) -> int:
        """The next page's number, or 0."""
        return self.number + 1 if self.more else 0

    @property
    def newer(self) -> int:
        """The page's number before this one, or 0."""
        return self.number - 1


def paged(rows: QuerySet[Row], number: int) -> Page:
    """One page, without counting the rest."""
    number = max(1, min(number, 10_000))
    begin = (number - 1) * SHOWN
    found = list(rows[begin : begin + SHOWN + 1])
    return Page(found[:SHOWN], number, len(found) > SHOWN)


def listed(who: Who, search: Search) -> QuerySet[Notice]:
    """Notices of the person's units, the newest first."""
    rows = Notice.objects.filter(where(who, Verb.SEE, "unit__path"), _asked(search))
    rows = rows.select_related("unit", "created_by").annotate(said_in=said_in())
    return rows.order_by("-created_at", "-pk")


def _asked(search: Search) -> Q:
    asked = Q()
    for word in search.words.split()[:8]:
        asked &= Q(headline__icontains=word) | Q(code__iexact=word)
    if search.state:
        asked &= Q(state=search.state)
    if search.urgency:
        asked &= Q(urgency=search.urgency)
    if search.unit:
        number = search.unit.isdecimal() and len(search.unit) < 18
        asked &= Q(unit=int(search.unit)) if number else Q(unit__name__icontains=search.unit)
    if search.since:
        asked &= Q(created_at__gte=_midnight(search.since))
    if search.until:
        asked &= Q(created_at__lt=_midnight(search.until + timedelta(days=1)))
    return asked


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def units_seen(who: Who, most: int) -> list[Unit]:
    """The units a person may see, by name; one more than `most` says there are too many."""
    rows = Unit.objects.filter(where(who, Verb.SEE, "path")).order_by("name", "pk")
    return list(rows[: most + 1])


def channels_seen(who: Who, unit: str, most: int) -> list[Channel]:
    """The channels of those units, or of one; one more than `most` says there are too many."""
    rows = Channel.objects.filter(where(who, Verb.SEE, "unit__path"))
    if unit.isdecimal() and len(unit) < 18:
        rows = rows.filter(unit=int(unit))
    return list(rows.order_by("name", "pk")[: most + 1])
