"""Enter a part of an authority that speaks."""

from __future__ import annotations

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import Authority, Unit
from oyez.govern.places import new_path


@transaction.atomic
def create_unit(
    by: Person | None, authority: Authority, *, slug: str, name: str, parent: Unit | None = None
) -> Unit:
    """A new unit of the authority, below another of its units if `parent` is given."""
    if parent and parent.authority_id != authority.pk:
        raise NotAllowed(say("The unit above belongs to another authority."), "parent")
    above = parent.path if parent else authority.path
    actor = demand(by, Verb.MANAGE_CHANNELS, above)
    unit = Unit.objects.create(
        authority=authority,
        parent=parent,
        slug=slug,
        name=name.strip(),
        path=new_path(above, slug, name),
    )
    record(actor, "govern.create_unit", f"unit:{unit.pk}", path=unit.path)
    return unit
