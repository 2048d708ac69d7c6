"""What the worker does for reviews."""

from __future__ import annotations

from oyez.review.steps.count import CountDays
from oyez.review.steps.measure import Measure
from oyez.review.steps.open import OpenDue
from oyez.work.registry import register as enter


def register() -> None:
    """Enter the steps."""
    enter(OpenDue(), patient=True)
    enter(Measure(), patient=True)
    enter(CountDays(), patient=True)
