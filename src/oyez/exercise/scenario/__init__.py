"""A scenario: what happens in a drill and what is expected, read from a TOML file."""

from __future__ import annotations

from oyez.exercise.scenario.errors import Problem, ScenarioError
from oyez.exercise.scenario.parts import (
    Do,
    Event,
    Expectation,
    Goal,
    Happening,
    Kind,
    Moment,
    Scenario,
)
from oyez.exercise.scenario.read import read

__all__ = [
    "Do",
    "Event",
    "Expectation",
    "Goal",
    "Happening",
    "Kind",
    "Moment",
    "Problem",
    "Scenario",
    "ScenarioError",
    "read",
]
