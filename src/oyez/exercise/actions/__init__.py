"""The verbs of exercises, one a file."""

from __future__ import annotations

from oyez.exercise.actions.start_drill import start_drill
from oyez.exercise.actions.stop_drill import stop_drill

__all__ = ["start_drill", "stop_drill"]
