"""A plan that waits for its second person, and one that is agreed and has a step that is due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import time_machine
from day_time import NOW, today

from oyez.domain.plan import Deed, Kind
from oyez.govern.models import Channel
from oyez.plans.actions import Wish, agree_plan, draft_plan, propose_plan
from oyez.plans.steps import PlansDue

if TYPE_CHECKING:
    from day import Day


def plans(day: Day) -> None:
    """The X account moves to Mastodon in a month; another channel is closed, announced today."""
    governor, deputy = day.people["governor"], day.people["deputy"]
    unit = day.cast.unit(day.cast.body.units[-1].slug)
    rows = {one.platform: one for one in Channel.objects.filter(unit=unit)}
    old, new = rows["x"], rows["mastodon"]
    with time_machine.travel(today(9), tick=False):
        why = "Few reports arrive there, and many readers are elsewhere."
        hour = NOW + timedelta(days=30)
        moving = Wish(Kind.MOVE, hour, {old: new}, why=why)
        waits = draft_plan(governor, day.cast.authority(), moving, at=today(9))
        propose_plan(governor, waits, at=today(9))
    other = Channel.objects.filter(unit=day.cast.unit(day.slug), platform="bluesky").first() or new
    with time_machine.travel(today(8, back=1), tick=False):
        at = today(8, back=1)
        closing = Wish(Kind.REDUCE, today(13), {other: None})
        plan = draft_plan(governor, day.cast.authority(), closing, at=at)
        plan.steps.filter(deed=Deed.ANNOUNCE).update(at=at + timedelta(hours=1))
        agree_plan(deputy, propose_plan(governor, plan, at=at), at=at)
    with time_machine.travel(today(14), tick=False):
        PlansDue(0.0).claim("routine", 1, today(14), "day")
    day.things["plan"] = waits.pk
    day.things["due"] = plan.steps.get(deed=Deed.PROFILE).pk
