"""Let publishing go on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.freeze import LiftStep, lift_step
from oyez.domain.roles import Verb
from oyez.govern.models import Freeze


@transaction.atomic
def lift_freeze(by: Person, freeze: Freeze) -> Freeze:
    """The first person only asks; a second, different one lifts (`lifted_at` is then set)."""
    actor = demand(by, Verb.LIFT_FREEZE, freeze.scope)
    step = lift_step(
        lifted=freeze.lifted_at is not None, first=freeze.first_lift_by_id, person=by.pk
    )
    same = Freeze.objects.filter(
        pk=freeze.pk, lifted_at=None, first_lift_by_id=freeze.first_lift_by_id
    )
    now = timezone.now()
    if step is LiftStep.ASK:
        changed = same.update(first_lift_by=by, first_lift_at=now)
    else:
        changed = same.update(lifted_by=by, lifted_at=now)
    if changed != 1:
        raise NotAllowed(say("Somebody else has just changed this freeze. Look at it again."))
    freeze.refresh_from_db()
    action = "govern.ask_lift_freeze" if step is LiftStep.ASK else "govern.lift_freeze"
    record(actor, action, f"freeze:{freeze.pk}", scope=freeze.scope)
    return freeze
