"""Enter a public body."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.roles import Verb
from oyez.govern.models import Authority
from oyez.govern.places import checked_contact, new_path


@transaction.atomic
def create_authority(
    by: Person | None,
    *,
    slug: str,
    name: str,
    superior: Authority | None = None,
    contact: Mapping[str, str] | None = None,
) -> Authority:
    """A new authority below its superior, or at the top."""
    above = superior.path if superior else "/"
    actor = demand(by, Verb.MANAGE_CHANNELS, above)
    authority = Authority.objects.create(
        superior=superior,
        slug=slug,
        name=name.strip(),
        path=new_path(above, slug, name),
        contact=checked_contact(contact),
    )
    record(actor, "govern.create_authority", f"authority:{authority.pk}", path=authority.path)
    return authority
