"""What the pages of plans show: rows with their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from oyez.accounts.sight import Sight
from oyez.domain.plan import (
    IN_FORCE,
    OPEN,
    Deed,
    Doer,
    Kind,
    PlanState,
    StepState,
    Way,
)
from oyez.domain.roles import Verb
from oyez.plans.dry_run import Tried
from oyez.plans.models import Plan, PlanStep
from oyez.plans.words import DEEDS, PLAN_STATES, SHORT, WAYS, Text, Word, step_word

NAMED = 3  # channels that the name of a plan holds; the template cuts there too


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list."""

    plan: Plan
    kind: Text
    word: Word

    @property
    def more(self) -> int:
        """How many channels its name leaves out."""
        return max(len(self.plan.lines.all()) - NAMED, 0)

    @classmethod
    def of(cls, plan: Plan) -> PlanRow:
        """The plan with its words."""
        return cls(plan, SHORT[Kind(plan.kind)], PLAN_STATES[PlanState(plan.state)])


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with its words, what would come of it, and whether its time is over."""

    step: PlanStep
    deed: Text
    word: Word
    way: Text
    machine: bool
    tried: Tried | None = None
    late: bool = False

    @property
    def says_way(self) -> bool:
        """Whether its way back is not among what was found already."""
        found = self.tried.findings if self.tried else []
        return not {one.code for one in found} & {"no_way_back", "new_entry"}

    @classmethod
    def of(cls, step: PlanStep, now: datetime, tried: Tried | None = None) -> StepRow:
        """The step with its words."""
        person = step.rule.doer is Doer.PERSON
        return cls(
            step,
            DEEDS[Deed(step.deed)],
            step_word(step.deed, step.state),
            WAYS[step.rule.way],
            not person,
            tried,
            late=person and step.state == StepState.DUE and step.at < now,
        )


@dataclass(frozen=True, slots=True)
class PlanRights:
    """What the person may do with a plan as it stands."""

    propose: bool
    agree: bool
    give_back: bool
    stop: bool
    change: bool

    @classmethod
    def of(cls, sight: Sight, plan: Plan) -> PlanRights:
        """By right and by state."""
        may = sight.may(Verb.CHANGE_MODE, plan.authority.path)
        proposed = plan.state == PlanState.PROPOSED
        other = plan.proposed_by_id != sight.person.pk
        return cls(
            propose=may and plan.state == PlanState.DRAFT,
            agree=may and proposed and other,
            give_back=may and proposed,
            stop=may and plan.state in IN_FORCE,
            change=may,
        )


@dataclass(frozen=True, slots=True)
class StepRights:
    """What the person may do with a step as it stands."""

    change: bool
    write: bool
    attach: bool
    finish: bool
    confirm: bool
    skip: bool
    undo: bool

    @classmethod
    def of(cls, sight: Sight, plan: Plan, step: PlanStep) -> StepRights:
        """By right and by state."""
        may, rule = sight.may(Verb.CHANGE_MODE, plan.authority.path), step.rule
        person = sight.person.pk
        running, left = plan.state in IN_FORCE, StepState(step.state) in OPEN
        announcing = step.deed == Deed.ANNOUNCE and left and plan.state not in ("stopped", "done")
        by_person = rule.doer is Doer.PERSON or step.state == StepState.FAILED
        yes = not rule.twice or (step.yes_by_id is not None and step.yes_by_id != person)
        ours = may or step.owner_id == person
        writes = step.unit is not None and sight.may(Verb.COMPOSE, step.unit.path)
        return cls(
            change=may and left and plan.state != PlanState.STOPPED,
            write=announcing and writes and step.notice_id is None,
            attach=announcing and may,
            finish=running and left and by_person and ours and yes,
            confirm=running and left and may and _asks(step) and step.yes_by_id is None,
            skip=running and left and may and (rule.mode is None or step.state == "failed"),
            undo=may and step.state == StepState.DONE and rule.way not in (Way.NONE, Way.STAYS),
        )


def _asks(step: PlanStep) -> bool:
    """Whether a second person says yes here; a purge is confirmed in the archive."""
    return step.rule.twice and step.rule.doer is Doer.PERSON


def rows_of(tried: Iterable[Tried], now: datetime) -> list[StepRow]:
    """Every step with its words."""
    return [StepRow.of(one.step, now, one) for one in tried]
