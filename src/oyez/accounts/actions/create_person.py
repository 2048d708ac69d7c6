"""Let somebody in."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from oyez.accounts.actions.set_password import check_password
from oyez.accounts.models import Person
from oyez.accounts.queries import demand_anywhere
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb


@transaction.atomic
def create_person(
    by: Person | None, *, email: str, name: str, password: str | None = None, language: str = "en"
) -> Person:
    """A new person without any role; without a password nobody can sign in as them yet.

    Administrators of any scope may do this: what a person may do is decided by `grant`.
    """
    actor = demand_anywhere(by, Verb.MANAGE_PEOPLE)
    person = Person(email=email.strip().lower(), name=name.strip(), language=language)
    _check(person, password)
    person.set_password(password)
    person.password_is_lent = bool(by and password)
    person.save(force_insert=True)
    record(actor, "accounts.create_person", person.signature)
    return person


def _check(person: Person, password: str | None) -> None:
    try:
        validate_email(person.email)
    except ValidationError as error:
        raise NotAllowed(say("This is not an e-mail address."), "email") from error
    if not person.name:
        raise NotAllowed(say("A person needs a name."), "name")
    if Person.objects.filter(email=person.email).exists():
        raise NotAllowed(say("There is a person with this address already."), "email")
    if password is not None:
        check_password(person, password)
