"""Steps that a person does: they are told when the time has come, and again a day later."""

from __future__ import annotations

from datetime import datetime, timedelta

from oyez.domain.errors import say
from oyez.domain.plan import StepState
from oyez.plans.doing.came import Came
from oyez.plans.models import PlanStep

LATE = timedelta(hours=24)


def ask(step: PlanStep, now: datetime) -> Came:
    """The owner is told, once when it is due and once when it is late."""
    about = step.channel.name if step.channel else ""
    if step.state == StepState.WAITING:
        template = "It is time for what you do for a plan about {channel}. Look at the plan."
        return Came(StepState.DUE, say(template, channel=about), now + LATE, loud=True)
    late = (
        "What you do for a plan about {channel} has been due for more than a day. Look at the plan."
    )
    return Came(StepState.DUE, say(late, channel=about), loud=True)
