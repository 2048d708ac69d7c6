"""Stop a plan: what has come stays, what is to come does not come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.plan import IN_FORCE, OPEN, PlanState, StepState, demand_move
from oyez.domain.roles import Verb
from oyez.govern.actions import call_off_modes
from oyez.plans.models import Plan, PlanStep
from oyez.publish.actions import call_back
from oyez.publish.tell import tell

REASON = 300


@transaction.atomic
def stop_plan(by: Person, plan: Plan, reason: str, *, at: datetime) -> Plan:
    """One person is enough. Modes whose moment has come are in force and stay so.

    An announcement that has not gone out is a draft again, so that it does not go out by itself.
    """
    actor = demand(by, Verb.CHANGE_MODE, plan.authority.path)
    if not reason.strip():
        raise NotAllowed(say("Write why the plan is stopped."), "reason")
    kept = reason.strip()[:REASON]
    held = Plan.objects.select_for_update().get(pk=plan.pk)
    demand_move(PlanState(held.state), PlanState.STOPPED)
    said = {"stopped_by": by, "stopped_at": at, "stop_reason": kept, "ended_at": at}
    if Plan.objects.filter(pk=plan.pk, state__in=IN_FORCE).update(state="stopped", **said) != 1:
        raise NotAllowed(say("Somebody else has just changed this plan. Look at it again."))
    steps = list(plan.steps.filter(state__in=OPEN).select_related("notice", "owner", "change"))
    changes = [step.change_id for step in steps if step.change_id is not None]
    shut = call_off_modes(by, changes, reason=kept, at=at)
    _close(steps, at)
    back = _call_back(steps, actor, at)
    owners = {step.owner for step in steps if step.owner is not None} | {plan.owner}
    template = "{name} stopped the plan for {authority}: {reason}"
    told = say(template, name=by.name, authority=plan.authority.name, reason=kept)
    tell(sorted(owners - {by}, key=lambda one: one.pk), told)
    record(actor, "plans.stop_plan", plan.reference, reason=kept, notices=back, shut=shut)
    plan.refresh_from_db()
    return plan


def _close(steps: list[PlanStep], at: datetime) -> None:
    """A mode whose moment has come was written meanwhile, so its step is done."""
    for step in steps:
        if step.change is not None:
            step.change.refresh_from_db()
        came = step.change is not None and step.change.done_at is not None
        step.state = StepState.DONE if came else StepState.SKIPPED
        step.done_at, step.due_at = (at if came else None), None
    PlanStep.objects.bulk_update(steps, ["state", "done_at", "due_at"])


def _call_back(steps: list[PlanStep], actor: str, at: datetime) -> list[str]:
    told = say(
        "The plan that this announcement belongs to was stopped, so it is a draft again and does "
        "not go out."
    )
    found = []
    for step in steps:
        revision = step.notice.revisions.order_by("number").first() if step.notice else None
        if step.notice and revision and call_back(revision, told, actor=actor, at=at):
            found.append(step.notice.code)
    return found
