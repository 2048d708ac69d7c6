"""Everything about one drill in figures: per notice, per goal, per fault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from oyez.exercise.figures.facts import Act, NoticeFacts, Spread, facts_of
from oyez.exercise.figures.judge import Clock, Judged, Verdict, judge
from oyez.exercise.models import Drill, DrillEvent
from oyez.exercise.queries import deeds_of, events_of, happened, notices_of
from oyez.exercise.scenario import Kind, read

FIGURES = ("approval", "delivery", "retraction", "removal", "correction", "renewal")


@dataclass(frozen=True, slots=True)
class Figure:
    """A span of a notice: seconds, who ended it, and on how many channels."""

    name: str
    seconds: float | None
    by: str = ""
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The after-action figures as they are now."""

    drill: Drill
    events: list[DrillEvent]
    notices: list[tuple[NoticeFacts, list[Figure]]]
    goals: list[Judged]

    @property
    def counts(self) -> dict[str, int]:
        """How many goals came out which way."""
        return {verdict.value: self.count(verdict) for verdict in Verdict}

    def count(self, verdict: Verdict) -> int:
        """How many goals came out like this."""
        return sum(1 for one in self.goals if one.verdict is verdict)

    @property
    def held(self) -> bool:
        """Whether every goal was met."""
        return self.count(Verdict.MET) == len(self.goals)

    @property
    def faults(self) -> list[DrillEvent]:
        """The faults that were put up."""
        return [one for one in self.events if one.kind == Kind.FAULT and one.done_at]

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        drill = self.drill
        return {
            "drill": drill.pk,
            "title": drill.title,
            "scenario": drill.fingerprint,
            "unit": drill.unit.path,
            "state": drill.state,
            "speed": drill.speed,
            "started_at": _stamp(drill.started_at),
            "stopped_at": _stamp(drill.stopped_at),
            "held": self.held,
            "goals": [_goal(one) for one in self.goals],
            "notices": [_notice(facts, figures) for facts, figures in self.notices],
            "events": [_event(one) for one in self.events],
        }


def report(drill: Drill, now: datetime) -> Report:
    """The figures of a drill that runs or is over."""
    scenario, events = read(drill.source), events_of(drill)
    notices = list(notices_of(drill, events))
    times = happened(events)
    facts = facts_of(notices, events, times, deeds_of([one.code for one in notices]))
    over = drill.stopped_at
    clock = Clock(drill.speed, over or now, over is not None)
    goals = judge(scenario.expectations, facts, times, clock)
    return Report(drill, events, [(one, figures(one, drill.speed)) for one in facts], goals)


def figures(facts: NoticeFacts, speed: float) -> list[Figure]:
    """The spans that have ended or begun, in the order in which they happen."""
    warned = facts.warned or (Act(facts.live.at) if facts.live.at else None)
    spans = (
        _human("approval", facts.submitted, facts.approved, speed),
        _machine("delivery", facts.approved, facts.live),
        _human("retraction", warned, facts.retracted, speed),
        _machine("removal", facts.retracted, facts.gone),
        _human("correction", warned, facts.corrected, speed),
        _machine("renewal", facts.renewed, facts.stands_corrected),
    )
    return [one for one in spans if one]


def _human(name: str, begun: Act | None, ended: Act | None, speed: float) -> Figure | None:
    if begun is None or ended is None:
        return None
    seconds = max((ended.at - begun.at).total_seconds(), 0.0) * speed
    return Figure(name, seconds, ended.by)


def _machine(name: str, begun: Act | None, spread: Spread) -> Figure | None:
    if begun is None:
        return None
    done = spread.at if spread.reached else None
    seconds = max((done - begun.at).total_seconds(), 0.0) if done else None
    return Figure(name, seconds, spread=spread)


def _stamp(at: datetime | None) -> str | None:
    return at.isoformat(timespec="milliseconds") if at else None


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)


def _goal(one: Judged) -> dict[str, Any]:
    return {
        "goal": one.expected.goal.value,
        "notice": one.expected.notice,
        "after": str(one.expected.after),
        "within": one.expected.within,
        "verdict": one.verdict.value,
        "seconds": _rounded(one.seconds),
        "by": one.by,
    }


def _notice(facts: NoticeFacts, spans: list[Figure]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "code": facts.code,
        "event": facts.name,
        "headline": facts.headline,
        "state": facts.state,
    }
    for one in spans:
        found[one.name] = {"seconds": _rounded(one.seconds), "by": one.by}
        if one.spread:
            found[one.name] |= {
                "channels": one.spread.channels,
                "reached": one.spread.reached,
                "people": one.spread.people,
            }
    return found


def _event(one: DrillEvent) -> dict[str, Any]:
    return {
        "number": one.number,
        "name": one.name,
        "kind": one.kind,
        "due_at": _stamp(one.due_at),
        "done_at": _stamp(one.done_at),
        "outcome": one.outcome,
        "struck": one.struck,
    }
