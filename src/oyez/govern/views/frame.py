"""What the frame of every page says about the place: whose it is, and what is frozen there."""

from __future__ import annotations

from django.http import HttpRequest

from oyez.accounts.gate import onlooker
from oyez.domain.roles import Verb
from oyez.govern.brand import authority_at_work, brand_of
from oyez.govern.overview import frozen_for
from oyez.govern.queries import freezes_in_force


def frame(request: HttpRequest) -> dict[str, object]:
    """`brand`: name, crest and stylesheet of the authority the person works for, if it is one.

    `frozen_here`: whatever is frozen for the places of the person who looks.
    """
    sight = onlooker(request)
    if sight is None:
        return {}
    places = sight.scopes(Verb.SEE)
    authority = authority_at_work(places)
    return {
        "frozen_here": frozen_for(places, sight.once(freezes_in_force)),
        "brand": brand_of(authority) if authority else None,
    }
