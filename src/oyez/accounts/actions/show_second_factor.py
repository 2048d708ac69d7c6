"""Finish signing in with a code."""

from __future__ import annotations

from django.http import HttpRequest

from oyez.accounts.entering import enter, half
from oyez.accounts.models import Person
from oyez.accounts.proving import demand_code
from oyez.domain.errors import NotAllowed, say


def show_second_factor(request: HttpRequest, code: str) -> Person:
    """Sign in whoever has shown a first factor, or NotAllowed."""
    held = half(request)
    if held is None:
        raise NotAllowed(say("This took too long. Sign in again from the beginning."))
    person, how = held
    what = demand_code(person, code)
    enter(request, person, f"{how} and {what}")
    return person
