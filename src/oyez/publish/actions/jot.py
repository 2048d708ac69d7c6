"""Put what somebody typed on scratch paper, so that nothing that happens loses it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from oyez.accounts.models import Person
from oyez.publish.models import Jotting
from oyez.publish.queries.composer import KEPT

LARGEST, MOST, STRANGERS, WINDOW = 200_000, 20, 20, timedelta(hours=1)


@transaction.atomic
def jot(
    person_id: int | None,
    address: str,
    data: str,
    *,
    at: datetime,
    form_key: str = "",
    origin: str = "",
) -> Jotting | None:
    """Keep it for twelve hours; None where it is too large, or a stranger keeps too much.

    `person_id` empty means that nobody knows who typed: then `origin`, where it came from, has
    a bounded number an hour. The same form again takes the same row, and stays with its person:
    nobody else can name it. The ledger is told nothing: this is paper, not a record.
    """
    Jotting.objects.filter(at__lte=at - KEPT).delete()
    if len(data.encode()) > LARGEST:
        return None
    if form_key and (known := _again(person_id, address, form_key).first()):
        Jotting.objects.filter(pk=known.pk).update(data=data, at=at)
        return known
    if person_id is None and _full(origin, at):
        return None
    key = secrets.token_urlsafe(24)
    found = Jotting(key=key, person_id=person_id, origin=origin, data=data, at=at)
    found.address, found.form_key = address[:200], form_key[:64]
    found.save(force_insert=True)
    _thin_out(person_id)
    return found


def _again(person_id: int | None, address: str, form_key: str) -> QuerySet[Jotting]:
    same = Jotting.objects.filter(address=address, form_key=form_key)
    return same.filter(person_id=person_id) if person_id is not None else same.order_by("-at")


def throw_away(person: Person, address: str, form_key: str) -> None:
    """What was typed is saved now, or not wanted any more."""
    Jotting.objects.filter(person=person, address=address, form_key=form_key).delete()


def claim(found: Jotting, person: Person) -> bool:
    """Whoever signed in with the key is whose it is; False where another was quicker."""
    if found.person_id is not None:
        return found.person_id == person.pk
    return Jotting.objects.filter(pk=found.pk, person=None).update(person=person) == 1


def _full(origin: str, at: datetime) -> bool:
    unknown = Jotting.objects.filter(person=None, at__gt=at - WINDOW)
    return unknown.filter(origin=origin).count() >= STRANGERS or unknown.count() >= STRANGERS * 10


def _thin_out(person_id: int | None) -> None:
    if person_id is None:
        return
    mine = Jotting.objects.filter(person_id=person_id).order_by("-at")
    Jotting.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[MOST:])).delete()
