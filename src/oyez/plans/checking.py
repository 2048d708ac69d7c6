"""What has to hold before a plan can be proposed or agreed to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.mode_change import Change, refusal_of_order
from oyez.govern.models import Channel, ModeChange
from oyez.govern.models.mode_change import PENDING
from oyez.plans.models import Plan, PlanStep


def refusals(plan: Plan, now: datetime) -> list[tuple[Sentence, str]]:
    """Everything that keeps a plan from being agreed to now, with the field it concerns."""
    steps = list(plan.steps.select_related("channel", "unit").order_by("at", "number"))
    found = [
        (say("Step {number} lies in the past.", number=step.number), "hour")
        for step in steps
        if step.at <= now and not step.done_at
    ]
    return [*found, *_modes(steps)]


def demand_sound(plan: Plan, now: datetime) -> None:
    """NotAllowed with the first thing that is wrong."""
    for sentence, field in refusals(plan, now):
        raise NotAllowed(sentence, field)


def _modes(steps: Iterable[PlanStep]) -> list[tuple[Sentence, str]]:
    by_channel: dict[Channel, list[Change]] = {}
    for step in steps:
        if step.channel is not None and step.rule.mode is not None:
            change = Change(step.number, step.at, step.rule.mode)
            by_channel.setdefault(step.channel, []).append(change)
    found = []
    taken = ModeChange.objects.filter(PENDING, channel__in=by_channel)
    for one in sorted(taken.select_related("channel"), key=lambda one: one.pk):
        template = "Another plan changes {channel} already. Stop that one first."
        found.append((say(template, channel=one.channel.name), "channels"))
    for channel, changes in by_channel.items():
        if refused := refusal_of_order(Mode(channel.mode), changes):
            found.append((refused, "channels"))
    return found
