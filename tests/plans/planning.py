"""Two governors and a press office, and short ways to a plan in any state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import time_machine
from django.utils import timezone

from newsroom import Newsroom, build, person
from oyez.accounts.models import Person
from oyez.domain.plan import Deed, Kind
from oyez.domain.roles import Role
from oyez.govern.models import Channel
from oyez.plans.actions import Wish, agree_plan, draft_plan, propose_plan
from oyez.plans.models import Plan, PlanStep
from oyez.plans.steps import PlansDue
from oyez.publish.draft import Words
from oyez.publish.models import Notice

AHEAD = timedelta(days=40)


@dataclass
class Office:
    """Greta proposes, Gus agrees; Mastodon is left for Bluesky."""

    news: Newsroom
    gus: Person

    @property
    def greta(self) -> Person:
        return self.news.greta

    @property
    def mastodon(self) -> Channel:
        return self.news.mastodon

    @property
    def bluesky(self) -> Channel:
        return self.news.bluesky

    def wish(self, kind: Kind = Kind.CLOSE, **more: object) -> Wish:
        lines = {self.mastodon: self.bluesky if kind is Kind.MOVE else None}
        given = {"kind": kind, "hour": timezone.now() + AHEAD, "lines": lines} | more
        return Wish(**given)  # type: ignore[arg-type]

    def drafted(self, kind: Kind = Kind.CLOSE, **more: object) -> Plan:
        wish = self.wish(kind, **more)
        return draft_plan(self.greta, self.news.police, wish, at=timezone.now())

    def proposed(self, kind: Kind = Kind.CLOSE, **more: object) -> Plan:
        return propose_plan(self.greta, self.drafted(kind, **more), at=timezone.now())

    def agreed(self, kind: Kind = Kind.CLOSE, **more: object) -> Plan:
        return agree_plan(self.gus, self.proposed(kind, **more), at=timezone.now())

    def announcement(self, step: PlanStep) -> Notice:
        """Alice writes it, and it is the step's."""
        texts = [Words("en", "We leave", "Read us on Bluesky from now on.")]
        notice = self.news.written(texts=texts, scheduled_at=step.at)
        PlanStep.objects.filter(pk=step.pk).update(notice=notice)
        return notice


def office() -> Office:
    return Office(build(), person("Gus", Role.GOVERNOR, "/nds/"))


def step(plan: Plan, deed: Deed) -> PlanStep:
    """A step as it is now."""
    return plan.steps.select_related("channel", "unit", "change", "notice").get(deed=deed)


def mode(channel: Channel) -> str:
    """The mode that its row has now."""
    channel.refresh_from_db()
    return channel.mode


def work(at: datetime | None = None) -> None:
    """One pass of a worker that has just started."""
    PlansDue(pause=0.0).claim("routine", 1, at or timezone.now(), "w")


def pass_to(at: datetime) -> time_machine.travel:
    """The clock stands there."""
    return time_machine.travel(at, tick=False)
