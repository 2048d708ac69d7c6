"""Steps that change a mode: in force since their moment, and written now."""

from __future__ import annotations

from datetime import datetime

from oyez.domain.channel import Mode
from oyez.domain.errors import say
from oyez.domain.plan import StepState
from oyez.govern.actions import apply_modes
from oyez.govern.models import Channel
from oyez.plans.doing.came import DONE, LATER, Came, failed
from oyez.plans.models import PlanStep


def change(step: PlanStep, now: datetime) -> Came:
    """Write what is due on the channel, and see what became of this change."""
    if step.change is None or step.channel is None:
        raise AssertionError("a step that changes a mode has a channel and a change")
    apply_modes(step.channel.pk, at=now)
    step.change.refresh_from_db()
    if step.change.done_at is not None:
        return Came(StepState.DONE, before={"mode": step.change.from_mode})
    if step.change.waits:  # the clock was put back between two readings
        return Came(step.step_state, again=now + LATER)
    mode = Mode(Channel.objects.values_list("mode", flat=True).get(pk=step.channel.pk))
    if mode == step.rule.mode:
        return DONE  # somebody has done it by hand
    told = "{channel} is {mode}, so it cannot become {new} any more."
    return failed(say(told, channel=step.channel.name, mode=mode.value, new=step.change.to_mode))
