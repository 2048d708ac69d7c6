"""What the composer reads beside the notice: unsaved words, who else is there, whom to ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth import SESSION_KEY
from django.db.models import Q, QuerySet

from oyez.accounts.models import Person, Session
from oyez.accounts.queries import people_who_may
from oyez.domain.roles import Verb
from oyez.govern.models import Unit
from oyez.govern.queries import units_for
from oyez.publish.models import Contribution, Jotting, Notice, Seat

KEPT = timedelta(hours=12)
HERE = timedelta(minutes=2)


def jotting(key: str, person: Person, now: datetime) -> Jotting | None:
    """The unsaved words behind a key: those of this person, or of nobody known."""
    mine = Q(person=person) | Q(person=None)
    return Jotting.objects.filter(mine, key=key, at__gt=now - KEPT).first()


def jottings_of(person: Person, address: str, now: datetime) -> list[Jotting]:
    """What the person typed on this page and did not save, the newest first."""
    rows = Jotting.objects.filter(person=person, address=address, at__gt=now - KEPT)
    return list(rows.order_by("-at")[:3])


def person_of_ended_session(key: str) -> int | None:
    """Whose session this was, if it ended by time and its row is still there."""
    row = Session.objects.filter(session_key=key).first() if key else None
    held = row.get_decoded() if row else {}
    number = str(held.get(SESSION_KEY, ""))
    return int(number) if number.isdecimal() else None


def seat_of(notice: Notice, person: Person, form_key: str) -> Seat | None:
    """The window in which the person has this form open."""
    return notice.seats.filter(person=person, form_key=form_key).first() if form_key else None


def others_at(notice: Notice, person: Person, form_key: str, now: datetime) -> list[Seat]:
    """Who else has the draft open now, or in which other window."""
    rows = notice.seats.filter(seen_at__gt=now - HERE).exclude(person=person, form_key=form_key)
    return list(rows.select_related("person").order_by("since")[:5])


def approvers(unit: Unit, by: Person, notice: Notice | None) -> QuerySet[Person]:
    """Who may be asked for the second person's yes: nobody who wrote in it."""
    people = people_who_may(Verb.APPROVE, unit.path).exclude(pk=by.pk)
    if notice is not None:
        wrote = Contribution.objects.filter(revision__notice=notice).values("person")
        people = people.exclude(pk__in=wrote)
    return people


def last_unit(person: Person) -> Unit | None:
    """The unit for which the person wrote last, if they still may."""
    newest = Notice.objects.filter(created_by=person).order_by("-created_at").first()
    return units_for(person, Verb.COMPOSE).filter(pk=newest.unit_id).first() if newest else None


def units_like(units: QuerySet[Unit], words: Iterable[str]) -> QuerySet[Unit]:
    """Units whose name, or whose authority's name, holds all these words."""
    for word in words:
        units = units.filter(Q(name__icontains=word) | Q(authority__name__icontains=word))
    return units


def seat_that_wrote(notice: Notice, version: int) -> Seat | None:
    """The window that saved this version, if it is still known."""
    return notice.seats.filter(wrote=version).select_related("person").order_by("-seen_at").first()
