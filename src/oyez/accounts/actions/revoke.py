"""Take a role away."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Membership, Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Role, Verb


@transaction.atomic
def revoke(by: Person | None, person: Person, role: Role, scope: str) -> None:
    """End a role of the person; it has no effect from this moment on."""
    actor = demand(by, Verb.MANAGE_PEOPLE, scope)
    if by and by.pk == person.pk:
        raise NotAllowed(say("Nobody can change their own roles."))
    gone, _ = Membership.objects.filter(person=person, role=role, scope=scope).delete()
    if not gone:
        raise NotAllowed(say("This person does not have this role."))
    record(actor, "accounts.revoke", person.signature, role=role.value, scope=scope)
