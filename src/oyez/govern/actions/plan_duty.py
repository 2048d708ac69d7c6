"""Enter who is on call."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand, may
from oyez.audit.actions import record
from oyez.domain.duty import span_refusal
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import Duty
from oyez.govern.queries import scope_name


@transaction.atomic
def plan_duty(
    by: Person | None,
    path: str,
    person: Person,
    *,
    begins_at: datetime,
    ends_at: datetime,
    deputy: bool = False,
) -> Duty:
    """Put a person on call for an authority or a unit, or as deputy of whoever is."""
    actor = demand(by, Verb.PLAN_DUTY, path)
    if refused := span_refusal(begins_at, ends_at, timezone.now()):
        raise NotAllowed(*refused)
    refuse_powerless(person, path)
    overlapping = Duty.objects.filter(
        path=path, person=person, begins_at__lt=ends_at, ends_at__gt=begins_at
    )
    if overlapping.exists():
        raise NotAllowed(say("{name} is on call here at this time already.", name=person.name))
    duty = Duty.objects.create(
        path=path,
        place=scope_name(path),
        person=person,
        begins_at=begins_at,
        ends_at=ends_at,
        deputy=deputy,
    )
    record(actor, "govern.plan_duty", f"duty:{duty.pk}", path=path, person=person.signature)
    return duty


def refuse_powerless(person: Person, path: str) -> None:
    """NotAllowed for a person on whom nobody could call: they can take nothing back there."""
    if not may(person, Verb.RETRACT, path):
        template = "{name} can take nothing back there. Give them the role of duty officer first."
        raise NotAllowed(say(template, name=person.name), "person")
