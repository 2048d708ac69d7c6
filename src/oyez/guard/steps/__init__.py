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
    enter(PagePeople(), patient=True)
    enter(RemoveStrangers(), patient=True)
    enter(Causes(), patient=True)
    enter(TryWays(), patient=True)
    enter(Weigh(), patient=True)
    enter(WatchDue(), patient=True)
    enter(CompareBooks(), patient=True)
