"""Who stands at the door of a page, and what they may see behind it."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from oyez.accounts.models import Person
from oyez.accounts.queries import may, scopes
from oyez.domain.roles import ALLOWED, Role, Verb


def person_of(request: HttpRequest) -> Person:
    """The person who signed in; a view behind `login_required` always has one."""
    person: object = request.user
    if not isinstance(person, Person):
        raise Http404
    return person


def verbs_of(person: Person) -> frozenset[Verb]:
    """Everything the person may do somewhere; for menus, never for a decision."""
    roles = set(person.memberships.values_list("role", flat=True))
    return frozenset(verb for role in roles for verb in ALLOWED[Role(role)])


def or_404(person: Person, verb: Verb, path: str) -> None:
    """Hide what the person may not do or see: whoever asks cannot tell it from what is not."""
    if not may(person, verb, path):
        raise Http404


def anywhere_or_404(person: Person, verb: Verb) -> list[str]:
    """The widest paths for which the person may do this, or 404 where there is none."""
    found = scopes(person, verb)
    if not found:
        raise Http404
    return found
