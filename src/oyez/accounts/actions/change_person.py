"""Correct a person's entry, or shut them out."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand_anywhere, demand_over
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb


@transaction.atomic
def change_person(
    by: Person | None,
    person: Person,
    *,
    name: str | None = None,
    language: str | None = None,
    is_active: bool | None = None,
) -> Person:
    """Change what is given; an inactive person may nothing from this moment on."""
    actor = demand_anywhere(by, Verb.MANAGE_PEOPLE)
    if by and is_active is not None:
        if by.pk == person.pk:
            raise NotAllowed(say("You cannot shut yourself out or in."))
        demand_over(by, person)
    wanted = {"name": name, "language": language, "is_active": is_active}
    changes = {field: value for field, value in wanted.items() if value is not None}
    Person.objects.filter(pk=person.pk).update(**changes)
    person.refresh_from_db()
    names = sorted(changes)
    record(actor, "accounts.change_person", person.signature, fields=names, active=person.is_active)
    return person
