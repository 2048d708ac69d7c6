"""The second person's yes: from now on the hours stand."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.plan import Deed, PlanState, demand_move, refusal_to_agree
from oyez.domain.roles import Verb
from oyez.govern.actions import Planned, plan_modes
from oyez.plans.actions.propose_plan import CHANGED
from oyez.plans.checking import demand_sound
from oyez.plans.doing.announcing import EARLY
from oyez.plans.models import Plan, PlanStep
from oyez.publish.tell import tell


@transaction.atomic
def agree_plan(by: Person, plan: Plan, *, at: datetime) -> Plan:
    """The modes change at their hours from now on, whoever works then; owners hear of their tasks.

    No announcement goes out by this: each notice has its own approval.
    """
    actor = demand(by, Verb.CHANGE_MODE, plan.authority.path)
    demand_move(PlanState(plan.state), PlanState.AGREED)
    if refused := refusal_to_agree(by.pk, plan.proposed_by_id):
        raise NotAllowed(refused)
    _move(by, plan, at)
    demand_sound(plan, at)
    steps = list(plan.steps.select_related("channel__unit", "owner").order_by("at", "number"))
    _plan_modes(by, plan, steps, at)
    for step in steps:
        step.due_at = max(at, step.at - EARLY) if step.deed == Deed.ANNOUNCE else step.at
    PlanStep.objects.bulk_update(steps, ["change", "due_at"])
    owners = {step.owner for step in steps if step.owner is not None} - {by}
    template = "A plan for {authority} is agreed, and some of its steps are yours."
    tell(sorted(owners, key=lambda one: one.pk), say(template, authority=plan.authority.name))
    record(actor, "plans.agree_plan", plan.reference, proposed_by=plan.proposed_by_id)
    return plan


def _move(by: Person, plan: Plan, at: datetime) -> None:
    """By compare-and-swap, for exactly what this person has seen proposed."""
    same = Plan.objects.filter(
        pk=plan.pk, state=PlanState.PROPOSED, proposed_by=plan.proposed_by_id
    )
    try:
        with transaction.atomic():
            moved = same.update(state=PlanState.AGREED, agreed_by=by, agreed_at=at)
    except IntegrityError as error:
        raise NotAllowed(say("The database refused this: it takes two people.")) from error
    if moved != 1:
        raise NotAllowed(CHANGED)
    plan.refresh_from_db()


def _plan_modes(by: Person, plan: Plan, steps: list[PlanStep], at: datetime) -> None:
    changing = [one for one in steps if one.rule.mode is not None and one.channel is not None]
    wanted = [
        Planned(one.channel, one.rule.mode, one.at)
        for one in changing
        if one.channel is not None and one.rule.mode is not None
    ]
    made = plan_modes(by, wanted, about=plan.reference, at=at)
    for step, change in zip(changing, made, strict=True):
        step.change = change
