"""Give a role."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Membership, Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Role, Verb, is_path


@transaction.atomic
def grant(by: Person | None, person: Person, role: Role, scope: str) -> Membership:
    """Let the person act as `role` for the scope and everything below it. Twice is once."""
    if not is_path(scope):
        raise NotAllowed(say("A scope looks like / or /niedersachsen/pd-osnabrueck/."), "scope")
    actor = demand(by, Verb.MANAGE_PEOPLE, scope)
    if by and by.pk == person.pk:
        raise NotAllowed(say("Nobody can change their own roles."))
    membership, new = Membership.objects.get_or_create(person=person, role=role, scope=scope)
    if new:
        record(actor, "accounts.grant", person.signature, role=role.value, scope=scope)
    return membership
