"""Whom an open alarm pages now, and by which ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import people_who_may
from oyez.domain.alarm import AlarmState, Station, stations_due
from oyez.domain.roles import Verb, lineage
from oyez.govern.queries import on_call_for
from oyez.guard.addresses import Address, Reached, addresses_of
from oyez.guard.models import Alarm, Page, Stationed
from oyez.guard.ways import DESK
from oyez.guard.ways.phone import Phone
from oyez.guard.ways.sms import Sms

RINGING = frozenset({Phone.name, Sms.name})  # they wake people, so nothing quiet goes by them
FEW = 50
SHIFT, FRESH = timedelta(hours=12), timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who or what stands at each station for one place at one time."""

    people: dict[Station, Sequence[Reached]]

    @property
    def empty(self) -> set[Station]:
        """The stations at which nobody stands."""
        return {one for one in Station if not self.people.get(one)}


def staff_for(path: str, now: datetime) -> Staff:
    """The rota's people and the authority's stations.

    Where no place that is always staffed is entered, everybody who may take something back there
    is the last to be paged.
    """
    duties = on_call_for(path, now)
    final, head = (stationed_at(path, one) for one in (Station.FINAL, Station.HEAD))
    answering = [one for one in final if addresses_of(one)]
    return Staff(
        {
            Station.ON_CALL: [one.person for one in duties if not one.deputy],
            Station.DEPUTY: [one.person for one in duties if one.deputy],
            Station.FINAL: answering or list(people_who_may(Verb.RETRACT, path)),
            Station.HEAD: [one.person for one in head if one.person],
        }
    )


def stationed_at(path: str, station: Station) -> list[Stationed]:
    """Who is entered at a station for the path, or for the nearest one above it."""
    rows = Stationed.objects.filter(path__in=lineage(path), station=station)
    found = list(rows.select_related("person").exclude(person__is_active=False))
    nearest = max((len(one.path) for one in found), default=0)
    return [one for one in found if len(one.path) == nearest]


@transaction.atomic
def page_due(now: datetime) -> int:
    """Write the pages that are due now for every open alarm; how many there were."""
    alarms = Alarm.objects.select_for_update(skip_locked=True, of=("self",))
    alarms = alarms.filter(state=AlarmState.RAISED).select_related("channel")
    return sum(_page(alarm, now) for alarm in alarms[:FEW])


def _spared(alarm: Alarm, now: datetime) -> bool:
    """Whether a quiet alarm is left to the desk: one quiet page a shift, none about the past."""
    if alarm.loud:
        return False
    quiet = Page.objects.filter(loud=False, alarm__path=alarm.path, at__gt=now - SHIFT)
    return now > alarm.raised_at + FRESH or quiet.exclude(alarm=alarm).exists()


def _page(alarm: Alarm, now: datetime) -> int:
    if _spared(alarm, now):
        return 0
    loud_since = alarm.loud_at or alarm.raised_at
    known = Page.objects.filter(alarm=alarm, loud=alarm.loud).values_list("station", flat=True)
    paged = {Station(one) for one in known}
    staff = staff_for(alarm.path, now)
    due = stations_due(loud_since, now, paged=paged, empty=staff.empty, loud=alarm.loud)
    rows = [
        _row(alarm, station, (who, way), now)
        for station in due
        for who in staff.people[station]
        for way in ways_of(who, alarm)
    ]
    Page.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def ways_of(who: Reached, alarm: Alarm) -> list[str]:
    """The names of the ways by which somebody is paged about this alarm; a person also by the desk.

    A way that leads over the channel concerned is left out: whoever has taken it reads it too.
    """
    found = dict.fromkeys(one.way for one in for_alarm(who, alarm))
    return [*([DESK] if isinstance(who, Person) else []), *found]


def for_alarm(who: Reached, alarm: Alarm) -> list[Address]:
    """The addresses to which a page about this alarm goes."""
    found = addresses_of(who, alarm.channel)
    return [one for one in found if alarm.loud or one.way not in RINGING]


def _row(alarm: Alarm, station: Station, to: tuple[Reached, str], now: datetime) -> Page:
    """A page that waits to be sent; the desk shows it at once."""
    who, way = to
    sent = now if way == DESK else None
    person = who if isinstance(who, Person) else None
    row = Page(alarm=alarm, station=station, person=person, way=way, loud=alarm.loud, at=now)
    row.sent_at, row.due_at = sent, None if sent else now
    return row
