"""Begin a plan for channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand, may
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.plan import After, Doer, Kind, Line, Made, steps_of
from oyez.domain.roles import Verb, covers
from oyez.domain.text import normalise, problems
from oyez.govern.models import Authority, Channel
from oyez.plans.models import Plan, PlanLine, PlanStep

WHY = 2000
FARTHEST = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become of channels. `lines` maps each channel to the one that takes its place."""

    kind: Kind
    hour: datetime
    lines: Mapping[Channel, Channel | None] = field(default_factory=dict)
    after: After = After.RESERVE
    why: str = ""
    review: int | None = None


@transaction.atomic
def draft_plan(by: Person, authority: Authority, wish: Wish, *, at: datetime) -> Plan:
    """A draft with all its steps; nothing happens before two people have agreed to it."""
    actor = demand(by, Verb.CHANGE_MODE, authority.path)
    why = checked_words(wish.why)
    refuse_hour(wish.hour, at)
    _refuse_foreign(authority, wish)
    lines = [
        Line(channel.pk, channel.unit_id, successor.pk if successor else None)
        for channel, successor in wish.lines.items()
    ]
    made = steps_of(wish.kind, wish.hour, lines, wish.after)
    plan = Plan.objects.create(
        authority=authority,
        kind=wish.kind,
        hour=wish.hour,
        after=wish.after,
        why=why,
        review=wish.review,
        owner=by,
        made_at=at,
    )
    PlanLine.objects.bulk_create(
        PlanLine(plan=plan, channel=channel, successor=successor)
        for channel, successor in wish.lines.items()
    )
    PlanStep.objects.bulk_create(_step(plan, one, by) for one in made)
    words = {"kind": wish.kind.value, "channels": [line.channel for line in lines]}
    record(actor, "plans.draft_plan", plan.reference, authority=authority.path, **words)
    return plan


def _step(plan: Plan, one: Made, by: Person) -> PlanStep:
    step = PlanStep(
        plan=plan,
        number=one.number,
        deed=one.deed,
        at=one.at,
        channel_id=one.channel,
        unit_id=one.unit,
    )
    if step.rule.doer is Doer.PERSON and may(by, Verb.CHANGE_MODE, plan.authority.path):
        step.owner = by
    return step


def checked_words(text: str) -> str:
    """What somebody wrote about a plan, or NotAllowed."""
    kept = normalise(text).strip()
    if len(kept) > WHY:
        raise NotAllowed(say("{most} characters fit here.", most=WHY), "why")
    if found := problems(kept):
        raise NotAllowed(found[0], "why")
    return kept


def refuse_hour(hour: datetime, at: datetime) -> None:
    """NotAllowed for an hour that is over, or so far ahead that its year is mistyped."""
    if hour <= at:
        raise NotAllowed(say("This hour lies in the past."), "hour")
    if hour > at + FARTHEST:
        raise NotAllowed(say("This hour is more than five years ahead. Look at its year."), "hour")


def _refuse_foreign(authority: Authority, wish: Wish) -> None:
    """A plan is of one authority; what takes a channel's place may stand anywhere below it."""
    ours = [*wish.lines, *(one for one in wish.lines.values() if one is not None)]
    for channel in ours:
        if not covers(authority.path, channel.unit.path):
            template = "{channel} belongs to another authority."
            raise NotAllowed(say(template, channel=channel.name), "channels")
