"""Change a step: when, who looks after it, and the words for it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand, may
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.plan import IN_FORCE, OPEN, Doer, PlanState, StepState
from oyez.domain.roles import Verb
from oyez.domain.text import normalise, problems
from oyez.plans.actions.draft_plan import FARTHEST
from oyez.plans.models import Plan, PlanStep

LONGEST = 2000
FIXED = say("The plan is proposed or agreed, so its hours stand. Take it back or stop it first.")
OVER = say("This step is over.")


@transaction.atomic
def change_step(
    by: Person, step: PlanStep, *, when: datetime, owner: Person | None, text: str, at: datetime
) -> PlanStep:
    """In a draft everything; later the owner and the words, and the time of what a person does."""
    plan = Plan.objects.select_for_update().select_related("authority").get(pk=step.plan_id)
    actor = demand(by, Verb.CHANGE_MODE, plan.authority.path)
    step.refresh_from_db(fields=["state", "at", "due_at"])
    _refuse(plan, step, when, at)
    kept = _checked(text)
    if owner is not None and not may(owner, Verb.SEE, _place(plan, step)):
        template = "{name} has no role there. Give one first, or name somebody else."
        raise NotAllowed(say(template, name=owner.name), "owner")
    moved = when != step.at
    due = when if moved and plan.state in IN_FORCE else step.due_at
    same = PlanStep.objects.filter(pk=step.pk, state=step.state)
    if same.update(at=when, owner=owner, text=kept, due_at=due) != 1:
        raise NotAllowed(say("Somebody else has just changed this step. Look at it again."))
    step.refresh_from_db()
    words = {"step": step.number, "to": when.isoformat(), "person": owner.pk if owner else 0}
    record(actor, "plans.change_step", plan.reference, **words)
    return step


def _refuse(plan: Plan, step: PlanStep, when: datetime, at: datetime) -> None:
    if step.state not in OPEN:
        raise NotAllowed(OVER)
    if when == step.at:
        return
    if when <= at:
        raise NotAllowed(say("This time lies in the past."), "at")
    if when > at + FARTHEST:
        raise NotAllowed(say("This time is more than five years ahead. Look at its year."), "at")
    ours = step.rule.doer is Doer.PERSON and step.state == StepState.WAITING
    if plan.state != PlanState.DRAFT and not (plan.state in IN_FORCE and ours):
        raise NotAllowed(FIXED, "at")


def _place(plan: Plan, step: PlanStep) -> str:
    about = step.unit or (step.channel.unit if step.channel else None)
    return about.path if about else plan.authority.path


def _checked(text: str) -> str:
    kept = normalise(text).strip()
    if len(kept) > LONGEST:
        raise NotAllowed(say("{most} characters fit here.", most=LONGEST), "text")
    if found := problems(kept):
        raise NotAllowed(found[0], "text")
    return kept
