"""The parts of a scenario, checked and without any row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Kind(StrEnum):
    """What an event is."""

    NOTICE = "notice"
    REPLY = "reply"
    FAULT = "fault"
    CLEAR = "clear"
    TELLING = "telling"
    ACT = "act"


class Do(StrEnum):
    """What a player of the file does, where nobody is trained."""

    APPROVE = "approve"
    SEND_BACK = "send back"
    RETRACT = "retract"
    CORRECT = "correct"
    ISSUE_PREPARED = "issue prepared"
    SETTLE = "settle"
    LOCK = "lock everything"


class Happening(StrEnum):
    """What becomes of a notice; nothing means that its event was played."""

    PLAYED = ""
    APPROVED = "approved"
    LIVE = "live"
    WARNED = "warned"
    RETRACTED = "retracted"
    CORRECTED = "corrected"


class Goal(StrEnum):
    """What can be expected of the trainees and of the machine."""

    APPROVE = "approve"
    SEND_BACK = "send back"
    LIVE = "live"
    RETRACT = "retract"
    GONE = "gone"
    CORRECT = "correct"
    CORRECTED = "corrected"
    SETTLE = "settle"


# What a goal is counted from where the file does not say it. A warning is the first of the notice.
SINCE: dict[Goal, Happening] = {
    Goal.APPROVE: Happening.PLAYED,
    Goal.SEND_BACK: Happening.PLAYED,
    Goal.LIVE: Happening.APPROVED,
    Goal.RETRACT: Happening.WARNED,
    Goal.GONE: Happening.RETRACTED,
    Goal.CORRECT: Happening.WARNED,
    Goal.CORRECTED: Happening.CORRECTED,
    Goal.SETTLE: Happening.LIVE,
}
# Reached by machines, so their seconds count as they are however fast a drill is played.
MACHINES = frozenset({Goal.LIVE, Goal.GONE, Goal.CORRECTED})


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened to the event of this name; no name is the drill's beginning."""

    name: str = ""
    happening: Happening = Happening.PLAYED

    def __str__(self) -> str:
        return f"{self.name} {self.happening}".strip()

    @classmethod
    def of(cls, text: str) -> Moment:
        """The moment that `NAME` or `NAME live` names; ValueError for an unknown word."""
        name, _, what = text.strip().partition(" ")
        return cls(name, Happening(what.strip()))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens `at` seconds after a moment; `data` are the fields of its kind."""

    number: int
    line: int
    name: str
    kind: Kind
    at: float
    after: Moment
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class Expectation:
    """A goal for the event `notice`, to be reached within so many seconds after a moment."""

    line: int
    goal: Goal
    notice: str
    within: float
    after: Moment


@dataclass(frozen=True, slots=True)
class Scenario:
    """A drill on paper."""

    title: str
    story: str
    unit: str
    language: str
    length: float
    events: tuple[Event, ...]
    expectations: tuple[Expectation, ...]
    source: str

    @property
    def fingerprint(self) -> str:
        """Which text this is, to the byte."""
        return sha256(self.source.encode()).hexdigest()

    @property
    def named(self) -> dict[str, Event]:
        """The events by name."""
        return {event.name: event for event in self.events}
