"""Propose a plan to a second person, and take the proposal back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand, people_who_may
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.plan import PlanState, demand_move
from oyez.domain.roles import Verb
from oyez.plans.checking import demand_sound
from oyez.plans.models import Plan
from oyez.publish.tell import tell

CHANGED = say("Somebody else has just changed this plan. Look at it again.")


@transaction.atomic
def propose_plan(by: Person, plan: Plan, *, at: datetime) -> Plan:
    """Ask for a second person's yes; whoever may give it is told."""
    actor = demand(by, Verb.CHANGE_MODE, plan.authority.path)
    demand_move(PlanState(plan.state), PlanState.PROPOSED)
    demand_sound(plan, at)
    same = Plan.objects.filter(pk=plan.pk, state=PlanState.DRAFT)
    if same.update(state=PlanState.PROPOSED, proposed_by=by, proposed_at=at) != 1:
        raise NotAllowed(CHANGED)
    plan.refresh_from_db()
    others = people_who_may(Verb.CHANGE_MODE, plan.authority.path).exclude(pk=by.pk)
    template = "{name} proposes a plan for {authority}. It needs your yes or your no."
    tell(others, say(template, name=by.name, authority=plan.authority.name))
    record(actor, "plans.propose_plan", plan.reference, kind=plan.kind)
    return plan


@transaction.atomic
def return_plan(by: Person, plan: Plan, reason: str, *, at: datetime) -> Plan:  # noqa: ARG001 (a verb's shape)
    """Make it a draft again; whoever proposed it is told why."""
    actor = demand(by, Verb.CHANGE_MODE, plan.authority.path)
    demand_move(PlanState(plan.state), PlanState.DRAFT)
    if not reason.strip():
        raise NotAllowed(say("Write what has to change."), "reason")
    proposer = plan.proposed_by
    same = Plan.objects.filter(pk=plan.pk, state=PlanState.PROPOSED)
    if same.update(state=PlanState.DRAFT, proposed_by=None, proposed_at=None) != 1:
        raise NotAllowed(CHANGED)
    plan.refresh_from_db()
    if proposer is not None and proposer != by:
        template = "{name} did not agree to your plan for {authority}: {reason}"
        words = {"name": by.name, "authority": plan.authority.name, "reason": reason.strip()[:300]}
        tell([proposer], say(template, **words))
    record(actor, "plans.return_plan", plan.reference, reason=reason.strip()[:300])
    return plan
