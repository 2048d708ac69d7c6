"""What a plan would do when, and what is missing: read from rows, changing none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from oyez.archive.pacing import expected
from oyez.domain.channel import Mode, may_carry
from oyez.domain.delivery import Support
from oyez.domain.errors import Sentence
from oyez.domain.mode_change import Change, in_force
from oyez.domain.notice import Urgency
from oyez.domain.plan import OPEN, Deed, StepState
from oyez.domain.plan.dry_run import Announced, Facts, Finding, Removed, findings
from oyez.domain.verdict import Kind
from oyez.govern.queries import standings
from oyez.listen.keeping import Keeping
from oyez.plans import queries
from oyez.plans.doing.announcing import not_approved
from oyez.plans.models import Plan, PlanLine, PlanStep
from oyez.platforms.profile import Ability
from oyez.platforms.registry import LABELS, profile


@dataclass(frozen=True, slots=True)
class Tried:
    """A step and what would come of it."""

    step: PlanStep
    findings: list[Finding]

    @property
    def grave(self) -> bool:
        """Whether it would not do what it is there for."""
        return any(one.grave for one in self.findings)


@dataclass
class DryRun:
    """A plan gone through once, in the order of its hours."""

    plan: Plan
    now: datetime

    @cached_property
    def steps(self) -> list[PlanStep]:
        """Every step."""
        return queries.steps_of(self.plan)

    @cached_property
    def lines(self) -> list[PlanLine]:
        """The channels, and what takes their places."""
        return queries.lines_of(self.plan)

    @cached_property
    def tried(self) -> list[Tried]:
        """Every step with what would come of it."""
        return [Tried(step, findings(self._facts(step), self.now)) for step in self.steps]

    @property
    def grave(self) -> int:
        """How many steps would not do what they are there for."""
        return sum(one.grave for one in self.tried)

    @cached_property
    def keeping(self) -> Keeping:
        """How inboxes are kept."""
        return Keeping()

    def _facts(self, step: PlanStep) -> Facts:
        channel, deed = step.channel, Deed(step.deed)
        return Facts(
            deed=deed,
            at=step.at,
            about=channel.name if channel else (step.unit.name if step.unit else ""),
            platform=LABELS.get(channel.platform, channel.platform) if channel else "",
            owned=step.owner_id is not None,
            over=StepState(step.state) not in OPEN or self._held_by_rule(step),
            announced=self._announced(step) if deed is Deed.ANNOUNCE else None,
            hinders=self._hinders(step) if deed is Deed.OPEN else None,
            removes=self._level(step, Ability.RETRACT),
            removed=self._removed(step),
            routes=self._routes(step),
            answers=self._level(step, Ability.REPLY) is Support.NATIVE,
            followed=any(
                line.successor_id for line in self.lines if line.channel_id == step.channel_id
            ),
        )

    def _held_by_rule(self, step: PlanStep) -> bool:
        """A step whose time has come says for itself how it stands."""
        return step.state in (StepState.DUE, StepState.RUNNING, StepState.FAILED)

    def _level(self, step: PlanStep, ability: Ability) -> Support:
        return profile(step.channel.platform).support(ability) if step.channel else Support.NONE

    def _removed(self, step: PlanStep) -> Removed | None:
        if step.channel is None or step.deed != Deed.PURGE:
            return None
        found = expected(step.channel, step.at)
        day = timezone.localdate(found.ends_at) if found.ends_at else None
        return Removed(found.posts, day)

    def _routes(self, step: PlanStep) -> bool:
        path = step.channel.unit.path if step.channel else ""
        return bool(path and self.keeping.of(path).routes.known())

    def _announced(self, step: PlanStep) -> Announced | None:
        notice = step.notice
        if notice is None:
            return None
        reached = queries.channels_reached(notice)
        ours = [line.channel for line in self.lines if line.channel.unit_id == step.unit_id]
        at = notice.scheduled_at or step.at
        shut = [one.name for one in ours if not self._carries(one.pk, Mode(one.mode), at)]
        left = [one.name for one in ours if not reached.get(one.pk)]
        return Announced(
            notice.code, not_approved(step) is None, notice.scheduled_at, tuple(left), tuple(shut)
        )

    def _carries(self, channel: int, stored: Mode, at: datetime) -> bool:
        """Whether the channel still takes something at a time, going by this plan."""
        changes = [
            Change(one.number, one.at, one.rule.mode)
            for one in self._changing(channel)
            if one.rule.mode is not None
        ]
        return in_force(stored, changes, at).mode not in (Mode.CLOSING, Mode.CLOSED)

    def _changing(self, channel: int) -> Iterable[PlanStep]:
        return (one for one in self.steps if one.channel_id == channel and one.open)

    def _hinders(self, step: PlanStep) -> Sentence | None:
        """Why the channel that opens could carry nothing at its hour."""
        if step.channel_id is None:
            return None
        standing = standings([step.channel_id], step.at)[step.channel_id]
        verdict = may_carry(standing, Urgency.CRITICAL)
        return None if verdict.kind is Kind.GO else verdict.reason
