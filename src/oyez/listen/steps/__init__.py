"""What the worker does for listening."""

from __future__ import annotations

from oyez.listen.steps.act import DoDeeds
from oyez.listen.steps.forget import Forget
from oyez.listen.steps.handle import HandleHeard
from oyez.listen.steps.poll import Poll
from oyez.listen.steps.score import ScoreDue
from oyez.work.registry import register as enter


def register() -> None:
    """Enter the steps."""
    enter(HandleHeard(), patient=True)
    enter(Poll(), patient=True)
    enter(ScoreDue(), patient=True)
    enter(DoDeeds(), patient=True)
    enter(Forget(), patient=True)
