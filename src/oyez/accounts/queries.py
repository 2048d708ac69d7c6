"""Who may do what where. Every answer is read from rows, never from a person in memory."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from oyez.accounts.models import Membership, Person
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb, lineage, roles_with, widest


def may(person: Person | None, verb: Verb, path: str) -> bool:
    """Whether an active person has a role for the path, or for one above it, that allows this."""
    if person is None or person.pk is None:
        return False
    return _granting(verb, path).filter(person_id=person.pk).exists()


def demand(person: Person | None, verb: Verb, path: str) -> str:
    """Who acts, in the ledger's words, or NotAllowed.

    No person at all means a command on the machine itself, which may do everything; views
    always pass the person who signed in.
    """
    if person is None:
        return "command"
    if not may(person, verb, path):
        raise NotAllowed(say("You have no role that allows this here."))
    return person.signature


def demand_anywhere(person: Person | None, verb: Verb) -> str:
    """Like `demand`, for what belongs to no path: a role in any scope will do."""
    held = scopes(person, verb) if person else []
    return demand(person, verb, held[0] if held else "/")


def demand_over(by: Person, person: Person) -> str:
    """Who acts, if they manage people wherever `person` has a role, or NotAllowed."""
    actor = demand_anywhere(by, Verb.MANAGE_PEOPLE)
    held = person.memberships.values_list("scope", flat=True)
    if not all(may(by, Verb.MANAGE_PEOPLE, scope) for scope in held):
        raise NotAllowed(say("This person has roles in places that you do not administer."))
    return actor


def people_who_may(verb: Verb, path: str) -> QuerySet[Person]:
    """Everybody active who may do this for the path, by name."""
    people = _granting(verb, path).values("person_id")
    return Person.objects.filter(pk__in=people).order_by("name", "pk")


def people_with(verb: Verb, paths: Iterable[str]) -> QuerySet[Person]:
    """Everybody active who may do this in one of the paths, or in a part of one, by name."""
    near = Q(pk__in=[])
    for path in paths:
        near |= Q(scope__in=lineage(path)) | Q(scope__startswith=path)
    held = Membership.objects.filter(near, person__is_active=True, role__in=_roles(verb))
    return Person.objects.filter(pk__in=held.values("person_id")).order_by("name", "pk")


def holders(verb: Verb) -> list[tuple[int, str, str]]:
    """Number, name and path of everybody active who may do this somewhere."""
    held = Membership.objects.filter(person__is_active=True, role__in=_roles(verb))
    return list(held.values_list("person_id", "person__name", "scope"))


def scopes(person: Person, verb: Verb) -> list[str]:
    """The widest paths for which the person may do this."""
    found = Membership.objects.filter(
        person_id=person.pk, person__is_active=True, role__in=_roles(verb)
    )
    return widest(list(found.values_list("scope", flat=True)))


def _granting(verb: Verb, path: str) -> QuerySet[Membership]:
    return Membership.objects.filter(
        person__is_active=True, role__in=_roles(verb), scope__in=lineage(path)
    )


def _roles(verb: Verb) -> list[str]:
    return sorted(roles_with(verb))
