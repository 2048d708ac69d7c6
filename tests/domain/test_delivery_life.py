"""Any life of a delivery: calls, lost answers, deaths, wishes and rules in any order.

Hypothesis looks for the shortest life that breaks a promise; `oyez chaos` plays many at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from oyez.domain.delivery import (
    CALLS,
    GO,
    Abilities,
    Accepted,
    AskPerson,
    Call,
    Correct,
    Correction,
    Done,
    Facts,
    Failure,
    FailureClass,
    Find,
    Held,
    Idempotency,
    Kind,
    Look,
    NotThere,
    Prepared,
    Publish,
    Refuse,
    Result,
    Retract,
    Seen,
    Stage,
    Support,
    Verdict,
    Wait,
    begin,
    next_step,
    record,
    recover,
    want,
)

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
SETTLE, KEYS = timedelta(seconds=20), timedelta(hours=1)
FATES = ("answered", "answer lost", "never arrived", "arrives late", "killed", "killed late")
PLATFORMS = [
    Abilities(Idempotency.CLIENT_ID, settle=SETTLE),
    Abilities(Idempotency.CLIENT_ID, settle=SETTLE, correction=Correction.LINKED),
    Abilities(Idempotency.KEY, settle=SETTLE, key_lifetime=KEYS),
    Abilities(Idempotency.KEY, settle=SETTLE, key_lifetime=KEYS, correction=Correction.REPLACE),
    Abilities(Idempotency.NONE, settle=SETTLE, correction=Correction.REPLACE),
    Abilities(Idempotency.NONE, settle=SETTLE, find=False, retract=Support.MANUAL),
    Abilities(Idempotency.CORRELATED, settle=SETTLE),
    Abilities(Idempotency.STAGED, settle=SETTLE, correction=Correction.REPLACE),
    Abilities(Idempotency.STAGED, settle=SETTLE, correction=Correction.LINKED),
]


@dataclass
class Outside:
    """A truthful platform: what stands there, by reference, with the revision it was sent as."""

    can: Abilities
    standing: dict[str, int] = field(default_factory=dict)
    underway: list[tuple[datetime, int]] = field(default_factory=list)
    keys: dict[int, tuple[str, datetime]] = field(default_factory=dict)
    staged: dict[int, str] = field(default_factory=dict)
    made: int = 0

    def stage(self, step: Stage, now: datetime) -> Result:
        self.staged[step.revision] = ""  # the container of before stays unused
        return Prepared(step.revision, now + timedelta(seconds=3))

    def arrive(self, now: datetime) -> None:
        due = [revision for at, revision in self.underway if at <= now]
        self.underway = [one for one in self.underway if one[0] > now]
        for revision in due:
            self.create(revision, now)

    def create(self, revision: int, now: datetime) -> str:
        if self.can.idempotency is Idempotency.CLIENT_ID:
            self.standing[f"own-{revision}"] = revision
            return f"own-{revision}"
        if self.can.idempotency is Idempotency.STAGED and self.staged[revision]:
            return self.staged[revision]  # a container is published once
        ref, since = self.keys.get(revision, ("", START))
        keyed = self.can.idempotency is Idempotency.KEY and now < since + KEYS
        if keyed and ref in self.standing:
            return ref
        self.made += 1
        ref = f"copy-{self.made}"
        self.standing[ref] = revision
        self.keys[revision] = (ref, now)
        self.staged[revision] = ref
        return ref

    def change(self, step: Call, now: datetime) -> Result:
        if isinstance(step, Publish):
            return Accepted(self.create(step.revision, now))
        if isinstance(step, Correct):
            found = step.placement.ref in self.standing
            return Accepted() if found else Failure(FailureClass.NOT_FOUND)
        assert isinstance(step, Retract)
        return Accepted() if self.standing.pop(step.placement.ref, None) else NotThere()

    def read(self, step: Call) -> Result:
        if isinstance(step, Look):
            return Seen(step.placement.ref) if step.placement.ref in self.standing else NotThere()
        assert isinstance(step, Find)
        refs = [ref for ref, revision in self.standing.items() if revision == step.revision]
        return Seen(refs[0]) if refs else NotThere()


class Life(RuleBasedStateMachine):
    """One delivery and one worker at a time, with everything that can happen to them."""

    @initialize(can=st.sampled_from(PLATFORMS))
    def begin_life(self, can: Abilities) -> None:
        self.can, self.outside = can, Outside(can)
        self.facts, self.now, self.newest = Facts(1), START, 1
        self.verdict = GO
        self.refused = False

    def step(self) -> Call | None:
        self.facts = recover(self.facts, self.can, self.now)
        step = next_step(self.facts, self.can, self.now, self.verdict)
        if isinstance(step, AskPerson):
            self.facts = replace(self.facts, held=Held.NEEDS_PERSON, task=step.task)
        elif isinstance(step, Refuse):
            self.facts = replace(self.facts, held=Held.REFUSED)
        return step if isinstance(step, CALLS) else None

    def change(self, step: Call, fate: str) -> Result | None:
        """What the worker hears; None when it died."""
        lost = Failure(FailureClass.AMBIGUOUS)
        if isinstance(step, Stage):
            made = self.outside.stage(step, self.now)
            return {"answered": made, "killed": None}.get(fate, lost)
        if fate == "arrives late" and isinstance(step, Publish):
            self.outside.underway.append((self.now + SETTLE / 2, step.revision))
            return lost
        if fate == "never arrived":
            return lost
        if fate == "killed":
            return None
        result = self.outside.change(step, self.now)
        return {"answered": result, "killed late": None}.get(fate, lost)

    @rule(fate=st.sampled_from(FATES))
    def work(self, fate: str) -> None:
        step = self.step()
        if step is None:
            return
        assert self.verdict is GO or not isinstance(step, Publish | Correct)
        self.facts = begin(self.facts, step, self.now)
        reading = isinstance(step, Find | Look)
        result = self.outside.read(step) if reading else self.change(step, fate)
        if reading and fate != "answered":
            result = Failure(FailureClass.TRANSIENT) if fate == "answer lost" else result
        if result is not None:
            self.facts = record(self.facts, step, result, now=self.now, abilities=self.can)

    @rule(seconds=st.sampled_from([0.3, 1, 11, 25, 40, 4000]))
    def pass_time(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.outside.arrive(self.now)

    @rule()
    def correct(self) -> None:
        if self.facts.wanted is not None and self.facts.held is not Held.NOTHING:
            self.newest += 1
            self.facts = want(self.facts, self.newest)

    @rule(kind=st.sampled_from(Kind))
    def change_rules(self, kind: Kind) -> None:
        self.verdict = GO if kind is Kind.GO else Verdict(kind)

    @rule()
    def take_back(self) -> None:
        self.facts = want(self.facts, None)

    def teardown(self) -> None:
        """However it went, it ends with nothing standing that a machine could remove."""
        if not hasattr(self, "can"):
            return
        self.take_back()
        self.quiet()
        live = self.outside.standing
        if self.facts.held is Held.NEEDS_PERSON:
            blind = self.can.idempotency is Idempotency.CORRELATED or not self.can.find
            assert blind, f"a machine could have removed {live}: {self.facts}"
        else:
            assert (self.facts.held, self.facts.placements, live) == (Held.GONE, (), {})

    def quiet(self) -> None:
        """A truthful platform and a patient worker, until nothing is left to do."""
        for _ in range(60):
            step = self.step()
            if step is None:
                following = next_step(self.facts, self.can, self.now, self.verdict)
                if isinstance(following, Done):
                    break
                assert isinstance(following, Wait)
                assert following.until is not None
                self.now = following.until
                self.outside.arrive(self.now)
                continue
            self.facts = begin(self.facts, step, self.now)
            reading = isinstance(step, Find | Look)
            result = self.outside.read(step) if reading else self.outside.change(step, self.now)
            self.facts = record(self.facts, step, result, now=self.now, abilities=self.can)
        else:
            raise AssertionError(f"no end: {self.facts}")
        self.outside.arrive(self.now + SETTLE)

    @invariant()
    def never_twice(self) -> None:
        standing = list(self.outside.standing.values())
        linked = self.can.correction is Correction.LINKED
        assert len(standing) == len(set(standing)), standing
        assert linked or len(standing) <= 1, standing

    @invariant()
    def what_is_believed_gone_is_gone_or_looked_at_again(self) -> None:
        if self.facts.held is Held.NOTHING and not self.facts.attempt:
            assert not self.outside.standing
        if self.facts.held is Held.GONE and not self.facts.placements:
            assert not self.outside.standing
            assert not self.outside.underway


TestLife = Life.TestCase
TestLife.settings = settings(deadline=None, max_examples=150, stateful_step_count=30)
