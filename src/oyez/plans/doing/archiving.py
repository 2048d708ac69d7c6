"""Steps of the archive: everything is stored before anything can be deleted."""

from __future__ import annotations

from datetime import datetime

from oyez.archive.actions import begin_archiving
from oyez.archive.models import Archiving
from oyez.domain.errors import say
from oyez.domain.plan import StepState
from oyez.plans.doing.came import LATER, Came
from oyez.plans.doing.keeping import channel_of
from oyez.plans.models import PlanStep


def store(step: PlanStep, now: datetime) -> Came:
    """Begin a run of the archive, and be done when it is."""
    begun = (step.before or {}).get("archiving")
    if begun is None:
        run = begin_archiving(None, channel_of(step), at=now)
        return Came(StepState.RUNNING, again=now + LATER, before={"archiving": run.pk})
    run = Archiving.objects.get(pk=int(str(begun)))
    if run.finished_at is None:
        return Came(StepState.RUNNING, again=now + LATER)
    if not run.missing:
        return Came(StepState.DONE)
    told = say("It is stored; something could not be had. The archive says what.")
    return Came(StepState.DONE, told, loud=True)
