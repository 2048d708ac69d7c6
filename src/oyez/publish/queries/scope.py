"""Where a person may look, as a condition on rows."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from oyez.accounts.models import Person
from oyez.accounts.queries import scopes
from oyez.accounts.sight import Sight
from oyez.domain.roles import Verb
from oyez.govern.models import Unit

SHOWN = 50


Who = Person | Sight


def person_in(who: Who) -> Person:
    """The person who looks."""
    return who.person if isinstance(who, Sight) else who


def within(paths: Iterable[str], field: str) -> Q:
    """Rows whose unit lies at or below one of the paths."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{field}__startswith": path})
    return found


def where(who: Who, verb: Verb, field: str) -> Q:
    """Rows of the units where the person may do this."""
    paths = who.scopes(verb) if isinstance(who, Sight) else scopes(who, verb)
    return within(paths, field)


def unit_of(person: Person, verb: Verb, pk: str) -> Unit | None:
    """The unit with this number, if the person may do this for it."""
    if not pk.isdecimal() or len(pk) > 18:
        return None
    found = Unit.objects.filter(where(person, verb, "path"), pk=int(pk))
    return found.select_related("authority").first()
