"""Codes and passwords that somebody shows again, counted per person wherever they come from."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from oyez.accounts import factors, throttle
from oyez.accounts.entering import too_many
from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say


def demand_code(person: Person, code: str) -> str:
    """What the code is, or NotAllowed."""
    _take_turn(person)
    what = factors.code_fits(person, code)
    if not what:
        _record_failure(person)
        raise NotAllowed(
            say("This code does not fit. Each code works once; wait for the next one."), "code"
        )
    throttle.forgive_second(person.pk)
    return what


def demand_password(person: Person, password: str) -> str:
    """The word `password` if it fits, or NotAllowed."""
    _take_turn(person)
    if not person.check_password(password):
        _record_failure(person)
        raise NotAllowed(say("The password is wrong."), "password")
    throttle.forgive_second(person.pk)
    return "password"


def _take_turn(person: Person) -> None:
    until = throttle.take_second_turn(person.pk, timezone.now())
    if until:
        raise too_many(until)


@transaction.atomic
def _record_failure(person: Person) -> None:
    record("anonymous", "accounts.proof_failed", person.signature)
