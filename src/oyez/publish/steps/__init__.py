"""What the worker does for publishing."""

from __future__ import annotations

from oyez.publish.steps.allowances import WarnOfAllowances
from oyez.publish.steps.deliver import DeliverDue
from oyez.publish.steps.expire import ExpireDue
from oyez.publish.steps.look import LookDue
from oyez.publish.steps.probe import ProbeDue
from oyez.publish.steps.tell import TellDue
from oyez.publish.steps.warn import WarnDue
from oyez.work.registry import register as enter


def register() -> None:
    """Enter the steps."""
    enter(DeliverDue())
    enter(ExpireDue(), patient=True)
    enter(TellDue())
    enter(ProbeDue(), patient=True)
    enter(LookDue(), patient=True)
    enter(WarnDue(), patient=True)
    enter(WarnOfAllowances(), patient=True)
