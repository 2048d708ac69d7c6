"""Reads of the rota: who is on call, what comes, and where nobody is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from oyez.accounts.models import Person
from oyez.accounts.queries import people_with
from oyez.domain.duty import Span, gaps
from oyez.domain.roles import Verb, covers
from oyez.govern.models import Duty
from oyez.govern.queries import about

# Between one person's end and the next one's beginning nobody has to be woken.
MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Hole:
    """Nobody is on call for a place; without an end, nobody is from then on."""

    place: str
    begins: datetime
    ends: datetime | None


def rota(paths: Iterable[str], window: Span) -> list[Duty]:
    """The duties of these places within a stretch of time, the earliest first."""
    rows = Duty.objects.filter(about(paths), begins_at__lt=window.ends, ends_at__gt=window.begins)
    return list(rows.select_related("person", "handed_by").order_by("begins_at", "deputy", "pk"))


def holes(duties: Iterable[Duty], window: Span) -> list[Hole]:
    """Where a place with a rota of its own has nobody; deputies alone do not count."""
    real = [duty for duty in duties if not duty.deputy and duty.person.is_active]
    found = []
    for path, place in sorted({(duty.path, duty.place) for duty in real}):
        spans = [Span(one.begins_at, one.ends_at) for one in real if covers(one.path, path)]
        for gap in gaps(spans, window):
            if gap.ends - gap.begins < MOMENT:
                continue
            ends = gap.ends if gap.ends < window.ends else None
            found.append(Hole(place, gap.begins, ends))
    return sorted(found, key=lambda hole: hole.begins)


def duty_by_id(pk: int) -> Duty | None:
    """One duty."""
    return Duty.objects.select_related("person").filter(pk=pk).first()


def callable_in(paths: Iterable[str]) -> QuerySet[Person]:
    """Everybody who may take something back in these places or in a part of them, by name."""
    return people_with(Verb.RETRACT, paths)
