"""What the frame of every page says about freezes."""

from __future__ import annotations

from django.http import HttpRequest

from oyez.accounts.models import Person
from oyez.accounts.queries import scopes
from oyez.domain.roles import Verb
from oyez.govern.overview import frozen_for


def freezes(request: HttpRequest) -> dict[str, object]:
    """Whatever is frozen for the places of the person who looks."""
    person: object = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {}
    return {"frozen_here": frozen_for(scopes(person, Verb.SEE))}
