"""Test pages: to whom they go, once a day and when somebody wishes, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oyez.accounts.links import make
from oyez.accounts.models import Person
from oyez.domain.alarm import Station
from oyez.govern.models import Duty
from oyez.guard.addresses import Address, Reached, addresses_of
from oyez.guard.models import Stationed, Trial
from oyez.guard.paging import staff_for
from oyez.guard.sending import LEASE, NO_ADDRESS, settle
from oyez.guard.ways import Call
from oyez.publish.variants import EXERCISE

NEVER = -1
ROTA = (Station.ON_CALL, Station.DEPUTY)


def trials_for(
    to: Reached,
    at: datetime,
    *,
    by: Person | None = None,
    path: str = "",
    station: str = "",
) -> list[Trial]:
    """One trial for each address that would reach them."""
    place = to if isinstance(to, Stationed) else None
    person = to if isinstance(to, Person) else None
    return [
        Trial(
            by=by,
            person=person,
            stationed=place,
            path=path,
            station=station,
            way=one.way,
            address=one.row,
            at=at,
            due_at=at,
        )
        for one in addresses_of(to)
    ]


def try_daily(now: datetime) -> int:
    """From the hour of the day on, one test page to everybody who would be paged now.

    However many workers ask, each address is tried once a day. Returns how many were written.
    """
    begins = hour_of(now)
    if begins is None or now < begins:
        return 0
    rows = [row for path in paths_with_rota(now) for row in _of_place(path, now)]
    known = set(Trial.objects.filter(once__startswith=_day(now)).values_list("once", flat=True))
    fresh = {row.once: row for row in rows if row.once not in known}
    Trial.objects.bulk_create(fresh.values(), ignore_conflicts=True)
    return len(fresh)


def hour_of(now: datetime) -> datetime | None:
    """When the test pages of this day go out, on the authority's clock; None for never."""
    if settings.PAGE_TEST_HOUR == NEVER:
        return None
    zone = timezone.get_default_timezone()
    day: date = timezone.localtime(now, zone).date()
    return timezone.make_aware(datetime.combine(day, time(settings.PAGE_TEST_HOUR % 24)), zone)


def paths_with_rota(now: datetime) -> list[str]:
    """The places for which somebody is on call now, or a station is entered."""
    running = Duty.objects.filter(begins_at__lte=now, ends_at__gt=now)
    paths = {
        *running.values_list("path", flat=True),
        *Stationed.objects.values_list("path", flat=True),
    }
    return sorted(paths)


def _of_place(path: str, now: datetime) -> Iterable[Trial]:
    staff = staff_for(path, now)
    for station, people in staff.people.items():
        for who in people:
            # Where no place is entered everybody is the last to be paged; nobody tries them daily.
            if station not in ROTA and not _entered(who, station):
                continue
            for row in trials_for(who, now, path=path, station=station):
                row.once = f"{_day(now)} {_key(who)} {row.way} {row.address_id or 0}"
                yield row


def _entered(who: Reached, station: Station) -> bool:
    return isinstance(who, Stationed) or station is Station.HEAD


def _day(now: datetime) -> str:
    return timezone.localtime(now, timezone.get_default_timezone()).date().isoformat()


def _key(who: Reached) -> str:
    return f"station:{who.pk}" if isinstance(who, Stationed) else who.signature


@transaction.atomic
def take_trials(now: datetime, free: int) -> list[Call]:
    """Claim test pages that wait."""
    rows = Trial.objects.select_for_update(skip_locked=True, of=("self",)).filter(due_at__lte=now)
    rows = rows.select_related("person", "stationed", "address")
    taken, calls = list(rows.order_by("due_at", "pk")[:free]), []
    for row in taken:
        call = _call_of(row)
        row.due_at, row.tries = (now + LEASE if call else None), row.tries + 1
        row.failure = row.failure if call else NO_ADDRESS
        calls += [call] if call else []
    Trial.objects.bulk_update(taken, ("due_at", "tries", "failure"))
    return calls


def record_trials(results: Iterable[tuple[Call, str]], now: datetime) -> None:
    """Remember what came of them."""
    settle(Trial.objects.all(), list(results), now)


def _call_of(row: Trial) -> Call | None:
    who = row.person or row.stationed
    found = _address(row, who) if who else None
    if who is None or found is None:
        return None
    language = row.person.language if row.person else settings.LANGUAGE_CODE
    link = make(row.person, f"/account/paging/{row.pk}/") if row.person else settings.CONSOLE_URL
    mark = EXERCISE if settings.EXERCISE else ""
    with override(language):
        subject = mark + _("Oyez: a test page")
        text = mark + _("This is only a test. If you read it, this way works; please say so there.")
    return Call(
        page=row.pk,
        way=row.way,
        to=found.to,
        subject=subject,
        text=text,
        link=link,
        loud=row.by_id is not None,
        key=f"oyez-test-{row.pk}",
        language=language,
        address=row.address_id,
    )


def _address(row: Trial, who: Reached) -> Address | None:
    wanted = (row.way, row.address_id)
    found = ((one, (one.way, one.row.pk if one.row else None)) for one in addresses_of(who))
    return next((one for one, key in found if key == wanted), None)
