"""Choose a password."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand_over
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say


@transaction.atomic
def set_password(
    by: Person | None, person: Person, new: str, *, current: str | None = None
) -> None:
    """Give the person a new password and end all their sessions.

    People show their current one; an administrator of all the person's places needs none, and
    what they choose is only lent: the person chooses another one before anything else.
    """
    actor = _actor(by, person, current)
    check_password(person, new)
    person.set_password(new)
    person.password_is_lent = bool(by and by.pk != person.pk)
    person.save(update_fields=("password", "password_is_lent"))
    record(actor, "accounts.set_password", person.signature)


def check_password(person: Person, password: str) -> None:
    """NotAllowed with all reasons if the password is too weak for this person."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise NotAllowed(say("{why}", why=" ".join(error.messages)), "password") from error


def _actor(by: Person | None, person: Person, current: str | None) -> str:
    if by is None:
        return "command"
    if by.pk != person.pk:
        return demand_over(by, person)
    if current is None or not person.check_password(current):
        raise NotAllowed(say("The current password is wrong."), "current")
    return person.signature
