"""Who stands at the door of a page, and what they may see behind it."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from oyez.accounts.models import Person
from oyez.accounts.queries import may, scopes
from oyez.accounts.sight import Sight
from oyez.domain.roles import Verb

KEPT = "oyez_sight"


def person_of(request: HttpRequest) -> Person:
    """The person who signed in; a view behind `login_required` always has one."""
    person: object = request.user
    if not isinstance(person, Person):
        raise Http404
    return person


def sight_of(request: HttpRequest) -> Sight:
    """The person who signed in, with their roles; the view and the frame around it share it."""
    person, kept = person_of(request), getattr(request, KEPT, None)
    # Whoever signs in on the way is another person than the one the request came with.
    if isinstance(kept, Sight) and kept.person is person:
        return kept
    found = Sight(person)
    setattr(request, KEPT, found)
    return found


def onlooker(request: HttpRequest) -> Sight | None:
    """The same for a frame, which is also around pages that nobody has signed in for."""
    return sight_of(request) if isinstance(getattr(request, "user", None), Person) else None


def or_404(who: Person | Sight, verb: Verb, path: str) -> None:
    """Hide what the person may not do or see: whoever asks cannot tell it from what is not."""
    if not (who.may(verb, path) if isinstance(who, Sight) else may(who, verb, path)):
        raise Http404


def anywhere_or_404(who: Person | Sight, verb: Verb) -> list[str]:
    """The widest paths for which the person may do this, or 404 where there is none."""
    found = who.scopes(verb) if isinstance(who, Sight) else scopes(who, verb)
    if not found:
        raise Http404
    return found
