"""Plans, the channels they are about, and their steps."""

from __future__ import annotations

from oyez.plans.models.plan import Plan, PlanLine
from oyez.plans.models.step import PlanStep

__all__ = ["Plan", "PlanLine", "PlanStep"]
