"""A platform as a model: it keeps objects, loses answers, lags, limits, and sometimes lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from oyez.domain.delivery import (
    Abilities,
    Accepted,
    ByPerson,
    Call,
    Correct,
    Correction,
    Failure,
    FailureClass,
    Find,
    Idempotency,
    Look,
    NotThere,
    Placement,
    Prepared,
    Publish,
    Result,
    Retract,
    Seen,
    Shown,
    Stage,
    Support,
    Task,
)

SETTLE = timedelta(seconds=20)


class Fault(StrEnum):
    """What can go wrong with one call."""

    NONE = "none"
    REFUSED = "connection refused"
    LIMITED = "429"
    ERROR_BEFORE = "500 before"
    ERROR_AFTER = "500 after accepting"
    DROPPED = "accepted, answer dropped"
    LATE = "accepted late, no answer"
    TWICE = "request delivered twice"
    IGNORED = "delete ignored"
    CUT = "text cut without a word"
    UNREAD = "accepted, could not be read back"


Later = Callable[[datetime, Callable[[], None]], None]
UNCLEAR = Failure(FailureClass.AMBIGUOUS)
REFUSALS: dict[Fault, Result] = {
    Fault.REFUSED: Failure(FailureClass.TRANSIENT),
    Fault.LIMITED: Failure(FailureClass.RATE_LIMITED),
    Fault.ERROR_BEFORE: UNCLEAR,
}

KINDS: dict[str, Abilities] = {
    "own page": Abilities(Idempotency.CLIENT_ID, settle=SETTLE),
    "bluesky linked": Abilities(Idempotency.CLIENT_ID, correction=Correction.LINKED, settle=SETTLE),
    "bluesky replace": Abilities(
        Idempotency.CLIENT_ID, correction=Correction.REPLACE, settle=SETTLE
    ),
    "mastodon": Abilities(Idempotency.KEY, settle=SETTLE),
    "mastodon, key ignored": Abilities(Idempotency.KEY, settle=SETTLE),
    "no key": Abilities(Idempotency.NONE, correction=Correction.REPLACE, settle=SETTLE),
    "read back": Abilities(Idempotency.NONE, settle=SETTLE),
    "read, replaced": Abilities(Idempotency.NONE, correction=Correction.REPLACE, settle=SETTLE),
    "mail": Abilities(
        Idempotency.NONE,
        find=False,
        correction=Correction.LINKED,
        retract=Support.EMULATED,
        settle=SETTLE,
    ),
    "staged": Abilities(Idempotency.STAGED, correction=Correction.REPLACE, settle=SETTLE),
    "staged linked": Abilities(Idempotency.STAGED, correction=Correction.LINKED, settle=SETTLE),
    "reported": Abilities(
        Idempotency.CORRELATED,
        find=False,
        correction=Correction.LINKED,
        retract=Support.NONE,
        settle=SETTLE,
    ),
    "by hand": Abilities(
        Idempotency.PERSON, find=False, retract=Support.MANUAL, settle=timedelta()
    ),
    "by hand, linked": Abilities(
        Idempotency.PERSON,
        find=False,
        correction=Correction.LINKED,
        retract=Support.MANUAL,
        settle=timedelta(),
    ),
    "by hand, replaced": Abilities(
        Idempotency.PERSON,
        find=False,
        correction=Correction.REPLACE,
        retract=Support.MANUAL,
        settle=timedelta(),
    ),
}


@dataclass(slots=True)
class Thing:
    """One object on the platform."""

    ref: str
    revision: int
    at: datetime
    gone_at: datetime | None = None
    marker: int = 0
    whole: bool = True


@dataclass(slots=True)
class Platform:
    """One channel's outside: what the public sees is `live(now)`."""

    kind: str
    rng: Random
    lag: timedelta
    things: list[Thing] = field(default_factory=list)
    faults: int = 0
    made: int = 0
    ignores_deletes: bool = False
    containers: dict[int, str] = field(default_factory=dict)

    @property
    def abilities(self) -> Abilities:
        """What the engine is told about this platform."""
        return KINDS[self.kind]

    def live(self, now: datetime) -> list[Thing]:
        """What stands there now, without any lag."""
        return [
            thing
            for thing in self.things
            if thing.at <= now and (thing.gone_at is None or thing.gone_at > now)
        ]

    def crowd(self, now: datetime) -> str:
        """More than may stand at once, as text; empty when all is well."""
        live = self.live(now)
        revisions = [thing.marker for thing in live]
        linked = self.abilities.correction is Correction.LINKED
        too_many = len(revisions) > (len(set(revisions)) if linked else 1)
        return f"{len(live)} copies stand: revisions {revisions}" if too_many else ""

    def call(self, step: Call, fault: Fault, now: datetime, at: Later) -> Result:
        """Execute one call under one fault and give the answer an adapter would give."""
        self.faults += fault is not Fault.NONE
        if isinstance(step, Find | Look):
            return self._read(step, fault, now)
        if fault in REFUSALS:
            return REFUSALS[fault]
        if isinstance(step, Stage):
            return self._stage(step, fault, now)
        if fault is Fault.LATE:
            arrives = now + (SETTLE - self.lag) * self.rng.uniform(0.05, 0.9)
            at(arrives, lambda: self._arrive(step, arrives))
            return UNCLEAR
        if fault is Fault.IGNORED and isinstance(step, Retract):
            self.ignores_deletes = True
            return Accepted(step.placement.ref)
        result = self._shown(step, fault, self.execute(step, now))
        if fault is Fault.TWICE and self.remembers:
            self.execute(step, now)
        return UNCLEAR if fault in {Fault.ERROR_AFTER, Fault.DROPPED} else result

    def _shown(self, step: Call, fault: Fault, result: Result) -> Result:
        """Some platforms cut a text and still say yes; an adapter that reads it back tells."""
        readable = self.kind.startswith("read") and not isinstance(step, Retract)
        if not readable or not isinstance(result, Accepted):
            return result
        for thing in (one for one in self.things if one.ref == result.ref):
            thing.whole = fault is not Fault.CUT
        told = {Fault.CUT: Shown.CUT, Fault.UNREAD: Shown.UNREAD}
        return Accepted(result.ref, told.get(fault, Shown.WHOLE))

    def _stage(self, step: Stage, fault: Fault, now: datetime) -> Result:
        """Nobody sees it, and it may be repeated: the container of before is not used."""
        self.containers[step.revision] = ""
        lost = fault in {Fault.ERROR_AFTER, Fault.DROPPED, Fault.LATE}
        ready_at = now + timedelta(seconds=self.rng.choice([0, 0, 3, 30]))
        return UNCLEAR if lost else Prepared(step.revision, ready_at)

    def _arrive(self, step: Call, now: datetime) -> None:
        self.execute(step, now)

    @property
    def remembers(self) -> bool:
        """Whether the same request made twice makes one object."""
        return self.abilities.idempotency is Idempotency.CLIENT_ID or self.kind == "mastodon"

    def execute(self, step: Call, now: datetime) -> Result:
        """Change what stands there."""
        if isinstance(step, Publish):
            return self._create(step.revision, now)
        if isinstance(step, Correct):
            return self._change(step, now)
        if isinstance(step, Retract):
            return self._remove(step.placement, now)
        raise AssertionError(f"{step} changes nothing")

    def _create(self, revision: int, now: datetime) -> Result:
        chosen = self.abilities.idempotency is Idempotency.CLIENT_ID
        if used := self.containers.get(revision):
            return Accepted(used)  # a container is published once
        for thing in self.things:
            standing = thing.gone_at is None
            if self.remembers and thing.marker == revision and (standing or not chosen):
                return Accepted(thing.ref)
        self.made += 1
        ref = f"id-{revision}" if chosen else f"thing-{self.made}"
        self.things.append(Thing(ref, revision, now, marker=revision))
        if self.abilities.idempotency is Idempotency.STAGED:
            self.containers[revision] = ref
        return Accepted(ref)

    def _change(self, step: Correct, now: datetime) -> Result:
        for thing in self.live(now):
            if thing.ref == step.placement.ref:
                thing.revision = step.revision
                return Accepted(thing.ref)
        return Failure(FailureClass.NOT_FOUND)

    def _remove(self, placement: Placement, now: datetime) -> Result:
        if self.abilities.retract is Support.EMULATED:
            return ByPerson(Task.BY_HAND)
        standing = [thing for thing in self.live(now) if thing.ref == placement.ref]
        for thing in standing:
            thing.gone_at = now
        return Accepted(placement.ref) if standing else NotThere()

    def _read(self, step: Find | Look, fault: Fault, now: datetime) -> Result:
        if fault not in {Fault.NONE, Fault.TWICE, Fault.IGNORED, Fault.CUT}:
            return Failure(FailureClass.TRANSIENT)
        for thing in self.live(now - self.lag):
            named = thing.ref == step.placement.ref if isinstance(step, Look) else False
            if named or (isinstance(step, Find) and thing.marker == step.revision):
                shown = Shown.WHOLE if thing.whole else Shown.CUT
                return Seen(thing.ref, shown if self.kind.startswith("read") else None)
        return NotThere()
