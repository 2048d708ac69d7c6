"""Hand a duty over to somebody else."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.actions.plan_duty import refuse_powerless
from oyez.govern.models import Duty

NOTE = 1000


@transaction.atomic
def hand_over(by: Person, duty: Duty, to: Person, *, note: str) -> Duty:
    """The duty ends now, and its rest is `to`'s; whoever is on call may do this for themselves."""
    if by.pk != duty.person_id or not by.is_active:
        demand(by, Verb.PLAN_DUTY, duty.path)
    if to.pk == duty.person_id:
        raise NotAllowed(say("{name} is on call already.", name=to.name), "to")
    if len(note) > NOTE:
        raise NotAllowed(say("A note has {most} characters at most.", most=NOTE), "note")
    refuse_powerless(to, duty.path)
    now = timezone.now()
    running = Duty.objects.filter(pk=duty.pk, begins_at__lt=now, ends_at=duty.ends_at)
    if duty.ends_at <= now or running.update(ends_at=now) != 1:
        raise NotAllowed(say("Only a duty that runs can be handed over."))
    rest = Duty.objects.create(
        path=duty.path,
        place=duty.place,
        person=to,
        begins_at=now,
        ends_at=duty.ends_at,
        deputy=duty.deputy,
        note=note.strip(),
        handed_by=by,
    )
    record(by.signature, "govern.hand_over", f"duty:{rest.pk}", path=rest.path, to=to.signature)
    return rest
