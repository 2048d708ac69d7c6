"""Say that a step is done, that it may be done, or that it is left out."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.plan import IN_FORCE, OPEN, Doer, StepState
from oyez.domain.roles import Verb
from oyez.domain.text import normalise, problems
from oyez.plans.actions.take_turn import settle
from oyez.plans.models import Plan, PlanStep

NOTE = 500
CHANGED = say("Somebody else has just changed this step. Look at it again.")
NO_WAY_BACK = say("Nothing brings this back, so a second person has to say yes before it is done.")
SAME = say("You have said yes to this step. Another person has to do it.")


@transaction.atomic
def confirm_step(by: Person, step: PlanStep, *, at: datetime) -> PlanStep:
    """The second yes to what nothing brings back; who gives it does not do it."""
    plan = _held(step)
    actor = demand(by, Verb.CHANGE_MODE, plan.authority.path)
    if not step.rule.twice or step.rule.doer is not Doer.PERSON:
        raise NotAllowed(say("This step needs no second yes."))
    rows = PlanStep.objects.filter(pk=step.pk, state__in=OPEN, yes_by=None)
    if rows.update(yes_by=by, yes_at=at) != 1:
        raise NotAllowed(CHANGED)
    step.refresh_from_db()
    record(actor, "plans.confirm_step", plan.reference, step=step.number, deed=step.deed)
    return step


@transaction.atomic
def finish_step(by: Person, step: PlanStep, note: str, *, at: datetime) -> PlanStep:
    """A person's step is done; `note` is a link to it or what was done, so that others can see."""
    plan = _held(step)
    actor = _actor(by, plan, step)
    if step.rule.doer is not Doer.PERSON and step.state != StepState.FAILED:
        raise NotAllowed(say("The machine does this step at its time."))
    kept = checked_note(note)
    if step.rule.twice and step.yes_by_id is None:
        raise NotAllowed(NO_WAY_BACK)
    if step.rule.twice and step.yes_by_id == by.pk:
        raise NotAllowed(SAME)
    rows = PlanStep.objects.filter(pk=step.pk, state__in=OPEN)
    done = {"state": StepState.DONE, "done_by": by, "done_at": at, "note": kept, "due_at": None}
    try:
        with transaction.atomic():
            moved = rows.update(**done)
    except IntegrityError as error:
        raise NotAllowed(say("The database refused this: it takes two people.")) from error
    if moved != 1:
        raise NotAllowed(CHANGED)
    step.refresh_from_db()
    settle(plan, at)
    record(actor, "plans.finish_step", plan.reference, step=step.number, deed=step.deed)
    return step


@transaction.atomic
def skip_step(by: Person, step: PlanStep, note: str, *, at: datetime) -> PlanStep:
    """Leave a step out, and say why. A mode that is planned is not left out: stop the plan."""
    plan = _held(step)
    actor = demand(by, Verb.CHANGE_MODE, plan.authority.path)
    if step.rule.mode is not None and step.state != StepState.FAILED:
        raise NotAllowed(say("The hour of a mode stands. Stop the plan instead."))
    kept = checked_note(note)
    rows = PlanStep.objects.filter(pk=step.pk, state__in=OPEN)
    if rows.update(state=StepState.SKIPPED, due_at=None, note=kept) != 1:
        raise NotAllowed(CHANGED)
    step.refresh_from_db()
    settle(plan, at)
    record(actor, "plans.skip_step", plan.reference, step=step.number, deed=step.deed)
    return step


def _held(step: PlanStep) -> Plan:
    plan = Plan.objects.select_for_update().filter(pk=step.plan_id).first()
    if plan is None or plan.state not in IN_FORCE:
        raise NotAllowed(say("This plan is not agreed, or it is over."))
    step.refresh_from_db()
    if step.state not in OPEN:
        raise NotAllowed(say("This step is over."))
    return plan


def _actor(by: Person, plan: Plan, step: PlanStep) -> str:
    """Whoever looks after the step may say so, and whoever may change the channels."""
    if step.owner_id == by.pk:
        about = step.channel.unit.path if step.channel else plan.authority.path
        return demand(by, Verb.SEE, about)
    return demand(by, Verb.CHANGE_MODE, plan.authority.path)


def checked_note(note: str) -> str:
    """What somebody wrote about a step, or NotAllowed where it is nothing or too much."""
    kept = normalise(note).strip()
    if not kept:
        template = "Write a link to it, or what was done, so that others can see it."
        raise NotAllowed(say(template), "note")
    if len(kept) > NOTE:
        raise NotAllowed(say("{most} characters fit here.", most=NOTE), "note")
    if found := problems(kept):
        raise NotAllowed(found[0], "note")
    return kept
