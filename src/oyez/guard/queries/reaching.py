"""Reads of who can be paged, by which ways, and what the last test pages told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Subquery

from oyez.accounts.models import Person
from oyez.accounts.sight import Sight
from oyez.domain.alarm import Station
from oyez.domain.errors import Sentence, say
from oyez.domain.roles import Verb, covers
from oyez.govern.overview import touches
from oyez.govern.queries import about, on_call, on_call_seen
from oyez.guard.addresses import Reached, reachable
from oyez.guard.models import PagingWay, Stationed, Trial

LAST, FEW = 60, 20


def way_by_id(pk: int) -> PagingWay | None:
    """One address, with its owner."""
    return PagingWay.objects.select_related("person", "stationed").filter(pk=pk).first()


def ways_entered(person: Person) -> QuerySet[PagingWay]:
    """The addresses that the person has entered."""
    return PagingWay.objects.filter(person=person)


def trials_of(person: Person) -> list[Trial]:
    """The last test pages to this person."""
    rows = Trial.objects.filter(person=person).select_related("address")
    return list(rows.order_by("-at", "-pk")[:6])


def trial_by_id(pk: int) -> Trial | None:
    """One test page."""
    return Trial.objects.select_related("address").filter(pk=pk).first()


def stations_in(paths: Iterable[str]) -> list[Stationed]:
    """Who is entered at the stations of these places, and of those they belong to."""
    mine = list(paths)
    rows = Stationed.objects.select_related("person").prefetch_related("paging_ways")
    return [
        one
        for one in rows.order_by("path", "station", "name")
        if any(covers(path, one.path) or covers(one.path, path) for path in mine)
    ]


def station_by_id(pk: int) -> Stationed | None:
    """One of them."""
    return Stationed.objects.select_related("person").filter(pk=pk).first()


def daily_trials(paths: Iterable[str]) -> list[Trial]:
    """The newest day's own test pages in these places."""
    mine = list(paths)
    rows = Trial.objects.filter(by=None).select_related("person", "stationed", "address")
    newest = Trial.objects.filter(by=None).order_by("-at").values("at")[:1]
    found = rows.filter(at=Subquery(newest)).order_by("path", "station", "pk")[:LAST]
    return [one for one in found if any(covers(path, one.path) for path in mine)]


@dataclass(frozen=True, slots=True)
class Failed:
    """A test page of the day that reached nobody."""

    trial: Trial

    @property
    def name(self) -> str:
        """Whom it was for."""
        who = self.trial.person or self.trial.stationed
        return who.name if who else ""


def failed_daily(paths: Iterable[str]) -> list[Failed]:
    """Those of the newest day that no way has taken."""
    rows = daily_trials(paths)
    return [Failed(one) for one in rows if one.sent_at is None and one.due_at is None]


@dataclass(frozen=True, slots=True)
class Paging:
    """What keeps pages from arriving: with the person who looks, and with others, in sentences."""

    own: bool
    troubles: list[Sentence]


def paging_of(sight: Sight, now: datetime) -> Paging:
    """The troubles of those who are on call where the person plans duties, and the person's own."""
    me, planned = sight.person, sight.scopes(Verb.PLAN_DUTY)
    duties = sight.once(on_call_seen, sight, now)
    mine = [me] if any(one.person_id == me.pk for one in duties) else []
    near = [one.person for one in duties if touches(one.path, planned)][:FEW]
    others = [one for one in near if one.pk != me.pk]
    places = _final_places(planned)
    weak = _hard_to_reach([*mine, *others, *places])
    told = _told(planned, others, places, weak) if planned else []
    return Paging(own=any(one in weak for one in mine), troubles=told)


def troubles(paths: Sequence[str], now: datetime) -> list[Sentence]:
    """What keeps an alarm in these places from reaching people, in sentences."""
    people = [one.person for one in on_call(paths, now)[:FEW]]
    places = _final_places(paths)
    return _told(paths, people, places, _hard_to_reach([*people, *places]))


def _told(
    paths: Sequence[str],
    people: Iterable[Person],
    places: Sequence[Stationed],
    weak: Collection[Reached],
) -> list[Sentence]:
    missing = "No place that is always staffed is entered; an alarm may end nowhere."
    return [
        *(
            say("{name} is on call, but cannot be reached by two ways.", name=one.name)
            for one in people
            if one in weak
        ),
        *(
            say("{name} is always staffed, but cannot be reached by two ways.", name=one.name)
            for one in places
            if one in weak
        ),
        *([] if places else [say(missing)]),
        *(
            say("The test page of today did not reach {name}.", name=one.name)
            for one in failed_daily(paths)
        ),
    ]


def _final_places(paths: Iterable[str]) -> list[Stationed]:
    return list(Stationed.objects.filter(about(paths), station=Station.FINAL))


def _hard_to_reach(reached: Sequence[Reached]) -> set[Reached]:
    """Those whom no two independent ways reach; the ways of all are read together."""
    people = [one.pk for one in reached if isinstance(one, Person)]
    places = [one.pk for one in reached if isinstance(one, Stationed)]
    ways: dict[tuple[int | None, int | None], list[PagingWay]] = {}
    for row in PagingWay.objects.filter(Q(person__in=people) | Q(stationed__in=places)):
        ways.setdefault((row.person_id, row.stationed_id), []).append(row)
    keys = [(one, (one.pk, None) if isinstance(one, Person) else (None, one.pk)) for one in reached]
    return {one for one, key in keys if not reachable(one, ways.get(key, ()))}
