"""After-action figures, computed from rows only."""

from __future__ import annotations

from oyez.exercise.figures.facts import NoticeFacts, facts_of
from oyez.exercise.figures.judge import Judged, Verdict, judge
from oyez.exercise.figures.report import Report, report

__all__ = ["Judged", "NoticeFacts", "Report", "Verdict", "facts_of", "judge", "report"]
