"""Do what the machine has to do for one step of a plan now."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed
from oyez.domain.plan import IN_FORCE, OPEN, STEP_MOVES, Deed, PlanState, StepState
from oyez.plans.doing.came import Came, failed
from oyez.plans.doing.table import DOING
from oyez.plans.models import Plan, PlanStep
from oyez.plans.telling import tell_about
from oyez.publish.variants import stored
from oyez.web.middleware import origin

WORKER = "worker"
AGAIN = timedelta(minutes=1)
JOINED = ("plan__owner", "channel__unit", "unit", "owner", "notice", "change")


@transaction.atomic
def take_turn(pk: int, *, at: datetime) -> PlanStep | None:
    """One turn of a step, in one transaction with all that it changes; None if it is not due.

    Several workers may try at the same moment: the plan's row is held, and whoever comes second
    finds that the step is not due any more.
    """
    number = PlanStep.objects.filter(pk=pk).values_list("plan", flat=True).first()
    held = Plan.objects.select_for_update().filter(pk=number or 0, state__in=IN_FORCE)
    plan = held.first()
    due = PlanStep.objects.filter(pk=pk, due_at__lte=at, state__in=OPEN)
    step = due.select_related(*JOINED).first() if plan else None
    if plan is None or step is None:
        return None
    with origin(plan.reference):
        _write(step, _came(step, at), at)
        settle(plan, at)
    return step


def _came(step: PlanStep, at: datetime) -> Came:
    try:
        with transaction.atomic():
            return DOING[Deed(step.deed)](step, at)
    except NotAllowed as refused:
        return failed(refused.reason)


def _write(step: PlanStep, came: Came, at: datetime) -> None:
    old, told = step.step_state, stored(came.told)
    if came.state is not old and came.state not in STEP_MOVES[old]:
        raise AssertionError(f"a step that is {old} cannot become {came.state}")
    fresh = told is not None and told != step.told
    changed = {
        "state": came.state,
        "due_at": came.again,
        "told": told,
        "done_at": at if came.state is StepState.DONE else None,
        "before": step.before if came.before is None else came.before,
    }
    if PlanStep.objects.filter(pk=step.pk, state=old).update(**changed) != 1:
        raise RuntimeError("a step whose plan is held has changed")
    for name, value in changed.items():
        setattr(step, name, value)
    if came.told is not None and came.loud and fresh:
        tell_about(step, came.told)
    if came.state is not old:
        words = {"step": step.number, "deed": step.deed, "old": old.value}
        record(WORKER, "plans.take_turn", step.plan.reference, new=came.state.value, **words)


def settle(plan: Plan, at: datetime) -> None:
    """A plan runs from its first step on, and is done with its last one."""
    states = set(plan.steps.values_list("state", flat=True))
    if states & OPEN:
        begun = states - {StepState.WAITING, StepState.SKIPPED}
        if begun:
            Plan.objects.filter(pk=plan.pk, state=PlanState.AGREED).update(state=PlanState.RUNNING)
        return
    rows = Plan.objects.filter(pk=plan.pk, state__in=IN_FORCE)
    if rows.update(state=PlanState.DONE, ended_at=at) == 1:
        record(WORKER, "plans.end", plan.reference, new=PlanState.DONE.value)


@transaction.atomic
def put_off(pk: int, *, at: datetime) -> None:
    """Look at a step later whose turn has crashed, so that it holds up no other."""
    PlanStep.objects.filter(pk=pk, due_at__lte=at).update(due_at=at + AGAIN)
