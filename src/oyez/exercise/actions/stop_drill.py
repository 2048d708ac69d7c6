"""End a drill."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.exercise.models import Drill, DrillState


def stop_drill(by: Person | None, drill: Drill, *, at: datetime) -> None:
    """Nothing more happens; the worker then takes the drill's faults off the platforms."""
    actor = demand(by, Verb.RUN_DRILL, drill.unit.path)
    if not end(drill, actor, by=by, at=at):
        raise NotAllowed(say("This drill has ended already."))


@transaction.atomic
def end(drill: Drill, actor: str, *, by: Person | None, at: datetime) -> bool:
    """The same for whoever may; whether it was still running."""
    moved = Drill.objects.filter(pk=drill.pk, state=DrillState.RUNNING).update(
        state=DrillState.STOPPED, stopped_at=at, stopped_by=by
    )
    if moved == 1:
        record(actor, "exercise.stop_drill", f"drill:{drill.pk}")
    drill.refresh_from_db()
    return moved == 1
