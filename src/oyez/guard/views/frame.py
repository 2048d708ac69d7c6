"""What the frame of every page says about danger: the loud alarms that nobody has contained."""

from __future__ import annotations

from django.http import HttpRequest

from oyez.accounts.gate import onlooker
from oyez.guard.calling import headline, words_of
from oyez.guard.queries.alarms import harming


def frame(request: HttpRequest) -> dict[str, object]:
    """`alarm_here`: the one that waits first, in words; `alarms_more` how many there are beside it.

    One red thing at a time; the others stand on the page of alarms.
    """
    sight = onlooker(request)
    found = harming(sight) if sight else []
    if not found:
        return {}
    first = found[0]
    return {
        "alarm_here": {"alarm": first, "headline": headline(first), "why": words_of(first)},
        "alarms_more": len(found) - 1,
    }
