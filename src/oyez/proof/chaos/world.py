"""Rows, workers and people on a virtual clock: one schedule of everything that can go wrong."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from oyez.domain.delivery import (
    CALLS,
    GO,
    HANDS,
    AskPerson,
    Call,
    Correct,
    Facts,
    Failure,
    FailureClass,
    Held,
    Idempotency,
    Kind,
    Publish,
    Refuse,
    Result,
    Verdict,
    Wait,
    anew,
    begin,
    recover,
)
from oyez.proof.chaos.hands import open_task, summon
from oyez.proof.chaos.platform import Fault, Platform
from oyez.proof.chaos.sabotage import Heart

START = datetime(2026, 9, 1, tzinfo=UTC)
CALM = START + timedelta(seconds=60)
LEASE = timedelta(seconds=15)
FRESH = timedelta(seconds=0.8)
FAULTS = [fault for fault in Fault if fault is not Fault.NONE]
SLOW = frozenset({Fault.DROPPED, Fault.LATE})


@dataclass(slots=True)
class Row:
    """A delivery's row: the facts, the lease, and the rules that hold for it."""

    number: int
    platform: Platform
    facts: Facts
    verdict: Verdict = GO
    forbidden_since: datetime | None = None
    stopped_once: bool = False
    lease: int = 0
    lease_until: datetime = START
    newest: int = 1
    coming: bool = False

    @property
    def pace(self) -> int:
        """How much slower things go where people act: what others do comes later as well."""
        return 60 if self.platform.abilities.idempotency is Idempotency.PERSON else 1


@dataclass(slots=True)
class World:
    """One schedule. `problems` names every invariant that broke."""

    rng: Random
    heart: Heart
    now: datetime = START
    rows: list[Row] = field(default_factory=list)
    events: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    history: list[tuple[datetime, str]] = field(default_factory=list)
    problems: set[str] = field(default_factory=set)
    kills: int = 0
    count: int = 0
    claims: int = 0

    def at(self, when: datetime, action: Callable[[], None]) -> None:
        """Put an action on the clock."""
        self.count += 1
        heapq.heappush(self.events, (when, self.count, action))

    def play(self, until: datetime) -> None:
        """Handle events in order until the clock passes `until` or nothing is left."""
        while self.events and self.events[0][0] <= until:
            self.now, _, action = heapq.heappop(self.events)
            action()

    def note(self, text: str) -> None:
        """Write a line of the history."""
        self.history.append((self.now, text))

    def broke(self, invariant: str, text: str) -> None:
        """An invariant did not hold."""
        self.problems.add(invariant)
        self.note(f"BROKEN {invariant}: {text}")

    def poll(self, row: Row) -> None:
        """A worker looks at the row: claim it if it is due and free, and run one step."""
        if row.lease and self.heart.leases:
            if self.now < row.lease_until:
                return
            row.lease = 0
        abilities = row.platform.abilities
        row.facts = anew(recover(row.facts, abilities, self.now))
        step = self.heart.next_step(row.facts, abilities, self.now, row.verdict)
        if isinstance(step, CALLS):
            self.claim(row, step)
        elif isinstance(step, Wait) and step.until is not None:
            self.at(step.until, lambda: self.poll(row))
        elif isinstance(step, AskPerson):
            open_task(row, step.task)
            if step.task in HANDS:
                summon(self, row)
            self.note(f"#{row.number} a person is asked: {step.task}")
        elif isinstance(step, Refuse):
            row.facts = replace(row.facts, held=Held.REFUSED)
            self.note(f"#{row.number} refused by a rule")

    def claim(self, row: Row, step: Call) -> None:
        """Commit lease and intent, then call, unless the worker dies or stalls first."""
        self.claims += 1
        row.lease, row.lease_until = self.claims, self.now + LEASE
        row.facts = begin(row.facts, step, self.now)
        self.at(row.lease_until, lambda: self.poll(row))
        self.note(f"#{row.number} {row.platform.kind}: {step}")
        pause = self.rng.uniform(0, 0.02)
        if self.now < CALM:
            dice = self.rng.random()
            if dice < 0.04:
                return self.die(row, "before the call")
            if dice < 0.08:
                pause = self.rng.uniform(0.5, 40)
        lease, claimed = row.lease, self.now
        wakes = self.now + timedelta(seconds=pause)
        return self.at(wakes, lambda: self.send(row, step, lease, claimed))

    def send(self, row: Row, step: Call, lease: int, claimed: datetime) -> None:
        """The call itself; a worker that woke up too late gives its claim back unsent."""
        if self.heart.leases and self.now > claimed + FRESH:
            return self.finish(row, step, lease, Failure(FailureClass.TRANSIENT))
        self.check_rule(row, step)
        calm = self.now >= CALM or self.rng.random() > 0.35
        fault = Fault.NONE if calm else self.rng.choice(FAULTS)
        if fault is not Fault.NONE:
            self.note(f"#{row.number} fault: {fault}")
        result = row.platform.call(step, fault, self.now, self.at)
        self.check_copies(row)
        if self.now < CALM and self.rng.random() < 0.05:
            return self.die(row, "after the call")
        took = 10 if fault in SLOW else self.rng.uniform(0.02, 0.4)
        after = self.now + timedelta(seconds=took)
        return self.at(after, lambda: self.finish(row, step, lease, result))

    def finish(self, row: Row, step: Call, lease: int, result: Result) -> None:
        """Write the outcome, fenced by the lease."""
        if row.lease != lease and self.heart.leases:
            return self.note(f"#{row.number} a late answer is fenced off")
        row.lease = 0
        row.facts = self.heart.record(
            row.facts, step, result, now=self.now, abilities=row.platform.abilities
        )
        self.note(f"#{row.number} {type(result).__name__} -> {row.facts.held}")
        return self.poll(row)

    def die(self, row: Row, where: str) -> None:
        """kill -9: nothing more is written; the lease runs out by itself."""
        self.kills += 1
        self.note(f"#{row.number} worker killed {where}")

    def check_rule(self, row: Row, step: Call) -> None:
        """Nothing goes out against a rule that has been in force for a second."""
        since = row.forbidden_since
        late = since is not None and self.now > since + timedelta(seconds=1)
        if late and isinstance(step, Publish | Correct):
            self.broke("against_rule", f"#{row.number} sent while forbidden")

    def check_copies(self, row: Row) -> None:
        """Never two live copies of one revision, nor of two unless they are linked."""
        if crowd := row.platform.crowd(self.now):
            self.broke("duplicates", f"#{row.number} {crowd}")


def forbid(row: Row, kind: Kind, now: datetime) -> None:
    """Change what the rules say about a row."""
    row.verdict = Verdict(kind)
    row.stopped_once |= kind is Kind.STOP
    if kind is Kind.GO:
        row.forbidden_since = None
    elif row.forbidden_since is None:
        row.forbidden_since = now
