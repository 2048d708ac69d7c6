"""Plans: what becomes of channels, at which hour, in which steps, and the way back of each."""

from __future__ import annotations

from oyez.domain.plan.draft import Line, Made, steps_of
from oyez.domain.plan.kinds import (
    AFTER,
    ENDING,
    RULES,
    STEPS,
    After,
    Deed,
    Doer,
    Kind,
    Of,
    Rule,
    Way,
)
from oyez.domain.plan.life import (
    IN_FORCE,
    OPEN,
    OVER,
    PLAN_MOVES,
    STEP_MOVES,
    PlanState,
    StepState,
    demand_move,
    refusal_to_agree,
)

__all__ = [
    "AFTER",
    "ENDING",
    "IN_FORCE",
    "OPEN",
    "OVER",
    "PLAN_MOVES",
    "RULES",
    "STEPS",
    "STEP_MOVES",
    "After",
    "Deed",
    "Doer",
    "Kind",
    "Line",
    "Made",
    "Of",
    "PlanState",
    "Rule",
    "StepState",
    "Way",
    "demand_move",
    "refusal_to_agree",
    "steps_of",
]
