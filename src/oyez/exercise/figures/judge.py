"""Goals against facts: met, missed, still open, or nothing it could be counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from oyez.exercise.figures.facts import Act, NoticeFacts, Spread
from oyez.exercise.scenario import Expectation, Goal, Moment
from oyez.exercise.scenario.parts import MACHINES


class Verdict(StrEnum):
    """What became of a goal."""

    MET = "met"
    MISSED = "missed"
    OPEN = "open"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Judged:
    """A goal and what became of it; seconds on the drill's clock where something can be counted."""

    expected: Expectation
    verdict: Verdict
    seconds: float | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """How fast the drill is played, and until when it is judged."""

    speed: float
    now: datetime
    over: bool

    def seconds(self, goal: Goal, begun: datetime, ended: datetime) -> float:
        """People's seconds pass faster in a fast drill; a machine's are counted as they are."""
        passed = max((ended - begun).total_seconds(), 0.0)
        return passed if goal in MACHINES else passed * self.speed


def judge(
    goals: Sequence[Expectation],
    facts: Sequence[NoticeFacts],
    times: Mapping[Moment, datetime],
    clock: Clock,
) -> list[Judged]:
    """Each goal, in the order of the file."""
    named = {one.name: one for one in facts if one.name}
    return [_judge(goal, named.get(goal.notice), times, clock) for goal in goals]


def _judge(
    goal: Expectation,
    facts: NoticeFacts | None,
    times: Mapping[Moment, datetime],
    clock: Clock,
) -> Judged:
    begun, reached = times.get(goal.after), _reached(goal.goal, facts)
    if reached is not None:
        if goal.goal is Goal.CORRECTED and begun and facts and facts.renewed:
            begun = max(begun, facts.renewed.at)  # of several corrections, the last one counts
        seconds = clock.seconds(goal.goal, begun or reached.at, reached.at)
        verdict = Verdict.MET if seconds <= goal.within else Verdict.MISSED
        return Judged(goal, verdict, seconds, reached.by)
    if begun is None:
        return Judged(goal, Verdict.VOID if clock.over else Verdict.OPEN)
    waited = clock.seconds(goal.goal, begun, clock.now)
    missed = clock.over or waited > goal.within
    return Judged(goal, Verdict.MISSED if missed else Verdict.OPEN, None if clock.over else waited)


def _reached(goal: Goal, facts: NoticeFacts | None) -> Act | None:
    """When the goal was reached, and by whom."""
    if facts is None:
        return None
    acts: dict[Goal, Act | None] = {
        Goal.APPROVE: facts.approved,
        Goal.SEND_BACK: facts.sent_back,
        Goal.LIVE: _whole(facts.live),
        Goal.RETRACT: facts.retracted,
        Goal.GONE: _whole(facts.gone),
        Goal.CORRECT: facts.corrected,
        Goal.CORRECTED: _whole(facts.stands_corrected),
        Goal.SETTLE: facts.settled,
    }
    return acts[goal]


def _whole(spread: Spread) -> Act | None:
    return Act(spread.at) if spread.whole and spread.at else None
