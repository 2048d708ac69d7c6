"""Reads for the pages about people and the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from oyez.accounts.devices import device
from oyez.accounts.models import Membership, Person, Session
from oyez.domain.roles import lineage

MACHINES = frozenset({"worker", "command", "anonymous", "guard"})


def people_in(scopes: Iterable[str]) -> QuerySet[Person]:
    """Everybody with a role in these places, and those who have no role yet, by name."""
    seen = Q(pk__in=[])
    for scope in scopes:
        seen |= Q(scope__startswith=scope)
    there = Membership.objects.filter(seen).values("person")
    rows = Person.objects.filter(Q(pk__in=there) | ~Exists(_roles_of_each()))
    return rows.order_by("name", "pk").prefetch_related("memberships")


def people_found(
    scopes: Iterable[str], *, words: str = "", role: str = "", place: str = "", state: str = ""
) -> QuerySet[Person]:
    """Those of `people_in` who fit: a role and a place are looked for in one and the same role."""
    rows = people_in(scopes)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(email__icontains=words))
    held = _roles_of_each()
    if role:
        held = held.filter(role=role)
    if place:
        held = held.filter(Q(scope__in=lineage(place)) | Q(scope__startswith=place))
    if role or place:
        rows = rows.filter(Exists(held))
    if state == "none":
        return rows.filter(~Exists(_roles_of_each()))
    return rows.filter(is_active=state == "active") if state else rows


def _roles_of_each() -> QuerySet[Membership]:
    return Membership.objects.filter(person=OuterRef("pk"))


def membership_of(person: Person, pk: int) -> Membership | None:
    """One role of the person."""
    return person.memberships.filter(pk=pk).first()


def names_by_signature(signatures: Iterable[str]) -> dict[str, str]:
    """The names behind what the ledger writes, such as `person:7`."""
    numbers = [int(s[7:]) for s in signatures if s.startswith("person:") and s[7:].isdecimal()]
    return {person.signature: person.name for person in Person.objects.filter(pk__in=numbers)}


def all_names() -> dict[str, str]:
    """Everybody's name by what the ledger writes, for an export."""
    rows = Person.objects.values_list("pk", "name")
    return {f"person:{pk}": name for pk, name in rows}


def signatures_of(text: str) -> tuple[str, ...]:
    """What the ledger writes for those whose name or address contains the text.

    Machines, and what stands for nobody, have names of their own there.
    """
    text = text.strip()
    if text in MACHINES or text.startswith("person:"):
        return (text,)
    named = Person.objects.filter(Q(name__icontains=text) | Q(email__icontains=text))
    return tuple(f"person:{pk}" for pk in named.order_by("name").values_list("pk", flat=True)[:50])


def other_sessions(person: Person, own: str) -> list[Session]:
    """The person's living sessions but the one that asks, the last used first."""
    mine = Session.objects.filter(person=person, expire_date__gt=timezone.now())
    return list(mine.exclude(session_key=own).order_by("-seen_at"))


def sessions_of(person: Person, own: str) -> list[dict[str, object]]:
    """All of them, the one that asks first, with the words for the device."""
    mine = list(Session.objects.filter(person=person, session_key=own))
    rows = mine + other_sessions(person, own)
    return [
        {"session": one, "device": device(one.device), "own": one.session_key == own}
        for one in rows
    ]
