"""Reads for the pages about people and the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from oyez.accounts.models import Membership, Person


def people_in(scopes: Iterable[str]) -> QuerySet[Person]:
    """Everybody with a role in these places, and those who have no role yet, by name."""
    seen = Q(memberships=None)
    for scope in scopes:
        seen |= Q(memberships__scope__startswith=scope)
    return (
        Person.objects.filter(seen)
        .distinct()
        .order_by("name", "pk")
        .prefetch_related("memberships")
    )


def membership_of(person: Person, pk: int) -> Membership | None:
    """One role of the person."""
    return person.memberships.filter(pk=pk).first()


def names_by_signature(signatures: Iterable[str]) -> dict[str, str]:
    """The names behind what the ledger writes, such as `person:7`."""
    numbers = [int(s[7:]) for s in signatures if s.startswith("person:") and s[7:].isdecimal()]
    return {person.signature: person.name for person in Person.objects.filter(pk__in=numbers)}
