"""What the frame of every page says about the place: whose it is, and what is frozen there."""

from __future__ import annotations

from django.http import HttpRequest

from oyez.accounts.models import Person
from oyez.accounts.queries import scopes
from oyez.domain.roles import Verb
from oyez.govern.brand import authority_at_work, brand_of
from oyez.govern.overview import frozen_for


def frame(request: HttpRequest) -> dict[str, object]:
    """`brand`: name, crest and stylesheet of the authority the person works for, if it is one.

    `frozen_here`: whatever is frozen for the places of the person who looks.
    """
    person: object = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {}
    places = scopes(person, Verb.SEE)
    authority = authority_at_work(places)
    return {
        "frozen_here": frozen_for(places),
        "brand": brand_of(authority) if authority else None,
    }
