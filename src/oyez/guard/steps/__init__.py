"""What the worker does for the guard."""

from __future__ import annotations

from oyez.guard.steps.books import CompareBooks
from oyez.guard.steps.cause import Causes
from oyez.guard.steps.page import PagePeople
from oyez.guard.steps.remove import RemoveStrangers
from oyez.guard.steps.trial import TryWays
from oyez.guard.steps.watch import WatchDue
from oyez.guard.steps.weigh import Weigh
from oyez.work.registry import register as enter


def register() -> None:
    """Enter the steps."""
    enter(PagePeople())
    enter(RemoveStrangers())
    enter(Causes())
    enter(TryWays())
    enter(Weigh())
    enter(WatchDue())
    enter(CompareBooks())
