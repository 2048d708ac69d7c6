"""The heart broken on purpose: each way must be caught, or the proof proves nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from oyez.domain import delivery
from oyez.domain.delivery import (
    GO,
    Abilities,
    Accepted,
    Call,
    Facts,
    Failure,
    Held,
    Publish,
    Result,
    Retract,
    Step,
    Verdict,
)


class Sabotage(StrEnum):
    """What is broken."""

    NAIVE_RETRY = "naive-retry"
    FORGET_RECEIPT = "forget-receipt"
    NO_LEASE = "no-lease"
    TRUST_200 = "trust-200"
    SKIP_MODE_CHECK = "skip-mode-check"


@dataclass(frozen=True, slots=True)
class Heart:
    """The rules of delivery, whole or with one of them broken."""

    broken: Sabotage | None = None

    def next_step(
        self, facts: Facts, abilities: Abilities, now: datetime, verdict: Verdict
    ) -> Step:
        """The rule, or what a careless engine would do."""
        if self.broken is Sabotage.SKIP_MODE_CHECK:
            verdict = GO
        waits = facts.retry_at is not None and now < facts.retry_at
        if self.broken is Sabotage.NAIVE_RETRY and facts.held is Held.UNKNOWN and not waits:
            return Publish(facts.doubt or 1)
        return delivery.next_step(facts, abilities, now, verdict)

    def call_for(self, facts: Facts, abilities: Abilities, now: datetime, verdict: Verdict) -> Step:
        """What a person is asked to do, as the call that a machine would make."""
        if self.broken is Sabotage.SKIP_MODE_CHECK:
            verdict = GO
        return delivery.call_for(facts, abilities, now, verdict)

    def record(
        self, facts: Facts, step: Call, result: Result, *, now: datetime, abilities: Abilities
    ) -> Facts:
        """The rule, or what a careless engine would remember."""
        if isinstance(step, Retract):
            trusts = self.broken is Sabotage.TRUST_200 and isinstance(result, Accepted)
            forgets = self.broken is Sabotage.FORGET_RECEIPT and isinstance(result, Failure)
            if trusts or forgets:
                return replace(facts, placements=(), held=Held.GONE, retry_at=None)
        return delivery.record(facts, step, result, now=now, abilities=abilities)

    @property
    def leases(self) -> bool:
        """Whether a claim keeps others away and fences its writes."""
        return self.broken is not Sabotage.NO_LEASE
