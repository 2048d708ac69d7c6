"""Plans for channels: drafted from a review, announced like any notice, agreed to by two people.

Their hours are those of the product's own table: two weeks from the farewell to the hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from oyez.domain.plan import After, Deed, Kind
from oyez.domain.plan.dry_run import Finding
from oyez.govern.models import Channel
from oyez.plans.actions import Wish, agree_plan, draft_plan, propose_plan, write_announcement
from oyez.plans.dry_run import DryRun
from oyez.plans.models import Plan, PlanStep
from oyez.plans.queries import steps_of
from oyez.proof.stories.calendar import day_and_hour
from oyez.proof.stories.cast import Cast, first
from oyez.proof.stories.player import Player
from oyez.publish.actions import submit
from oyez.publish.draft import Words
from oyez.review.models import Review

ALONE = "You have proposed this plan. A second person has to agree to it."


@dataclass(frozen=True, slots=True)
class Aim:
    """What becomes of some channels, each with the channel that takes its place."""

    kind: Kind
    lines: Mapping[Channel, Channel | None]
    words: Mapping[str, Words]  # the announcement of each unit, by its slug
    after: After = After.RESERVE


@dataclass(slots=True)
class Planning:
    """The plans of one review, all for the same hour."""

    player: Player
    cast: Cast
    review: Review
    hour: datetime
    aims: Sequence[Aim]
    plans: list[Plan] = field(default_factory=list)

    def play(self) -> list[Plan]:
        """Up to the moment from which the hours stand."""
        self.drafted()
        self.announced()
        self.agreed()
        return self.plans

    def drafted(self) -> None:
        """All steps come from a table; nothing happens yet."""
        governor = self.cast.person("governor")
        self.plans = self.player.act(
            f"{governor.name} drafts what was decided, for {day_and_hour(self.hour)}.",
            lambda: [self._draft(aim) for aim in self.aims],
        )
        for plan in self.plans:
            self.player.tell(f"  {plan.kind}: {_steps_told(plan)}")
        self.player.expect(
            "A dry run says that no announcement is written yet.",
            lambda: {one.code for plan in self.plans for one in _grave(plan)},
            {"not_written"},
        )

    def _draft(self, aim: Aim) -> Plan:
        governor, authority = self.cast.person("governor"), self.cast.authority()
        wish = Wish(aim.kind, self.hour, aim.lines, aim.after, review=self.review.pk)
        return draft_plan(governor, authority, wish, at=timezone.now())

    def announced(self) -> None:
        """One person writes each announcement, another approves it; a plan approves nothing."""
        author, approver = self.cast.person("author"), self.cast.person("approver")
        self.player.act(
            f"{author.name} writes the announcements, {approver.name} approves them.",
            self._announce,
        )
        self.player.expect(
            "The dry run finds nothing grave any more.",
            lambda: [one.code for plan in self.plans for one in _grave(plan)],
            [],
        )

    def _announcements(self) -> Iterable[tuple[PlanStep, Words]]:
        for plan, aim in zip(self.plans, self.aims, strict=True):
            for step in steps_for(plan, Deed.ANNOUNCE):
                if step.unit is not None:
                    yield step, aim.words[step.unit.path.strip("/").rpartition("/")[2]]

    def _announce(self) -> None:
        author, now = self.cast.person("author"), timezone.now()
        for step, words in self._announcements():
            notice = write_announcement(author, step, [words], at=now)
            submit(author, first(notice), at=now)
            self.cast.approve(first(notice))

    def agreed(self) -> None:
        """The hours stand from now on."""
        governor, deputy = self.cast.person("governor"), self.cast.person("deputy")
        for plan in self.plans:
            propose_plan(governor, plan, at=timezone.now())
        self.player.refused(
            f"{governor.name}, who proposed the plans, tries to agree to one.",
            lambda: agree_plan(governor, self.plans[0], at=timezone.now()),
            ALONE,
        )
        self.player.act(
            f"{deputy.name} agrees to them. From now on the hours stand.",
            lambda: [agree_plan(deputy, plan, at=timezone.now()) for plan in self.plans],
        )


def steps_for(plan: Plan, deed: Deed) -> list[PlanStep]:
    """The steps of a plan that do this."""
    return [step for step in steps_of(plan) if step.deed == deed]


def hour_of(plan: Plan, deed: Deed) -> datetime:
    """When it does this first."""
    return steps_for(plan, deed)[0].at


def _steps_told(plan: Plan) -> str:
    hours: dict[str, str] = {}
    for step in steps_of(plan):
        there = timezone.localtime(step.at)
        hours.setdefault(step.deed, f"{step.deed} {there.day} {there:%b %H:%M}")
    return ", ".join(hours.values())


def _grave(plan: Plan) -> list[Finding]:
    tried = DryRun(plan, timezone.now()).tried
    return [one for step in tried for one in step.findings if one.grave]
