"""Correct the entry of a public body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import Authority
from oyez.govern.official import checked_lists
from oyez.govern.places import checked_contact


@transaction.atomic
def change_authority(
    by: Person | None,
    authority: Authority,
    *,
    name: str | None = None,
    contact: Mapping[str, str] | None = None,
    lists: Mapping[str, Sequence[str]] | None = None,
) -> Authority:
    """Change the name, the contact routes, or the lists of `govern.official`; the path stays."""
    actor = demand(by, Verb.MANAGE_CHANNELS, authority.path)
    changes: dict[str, object] = {}
    if name is not None:
        if not name.strip():
            raise NotAllowed(say("A name is needed."), "name")
        changes["name"] = name.strip()
    if contact is not None:
        changes["contact"] = checked_contact(contact)
    changes |= checked_lists(lists or {})
    Authority.objects.filter(pk=authority.pk).update(**changes)
    authority.refresh_from_db()
    fields = sorted(changes)
    record(actor, "govern.change_authority", f"authority:{authority.pk}", fields=fields)
    return authority
