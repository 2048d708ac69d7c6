"""Change one's own name."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say


@transaction.atomic
def change_own_entry(person: Person, *, name: str) -> None:
    """What people may change of themselves; address and roles are an administrator's matter."""
    if not name.strip():
        raise NotAllowed(say("A person needs a name."), "name")
    Person.objects.filter(pk=person.pk).update(name=name.strip()[:120])
    record(person.signature, "accounts.change_own_entry", person.signature)
