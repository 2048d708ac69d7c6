"""Clocks that jump, workers that crash and start again, and what has to hold whatever they do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
import time_machine
from django.db import transaction
from hypothesis import strategies as st
from planning import Office

from oyez.audit.actions import record
from oyez.audit.models import Entry
from oyez.domain.channel import CARRIES, Mode
from oyez.domain.notice import Urgency
from oyez.domain.plan import Kind
from oyez.govern.models import Channel, ModeChange
from oyez.plans.models import Plan
from oyez.plans.steps import PlansDue
from oyez.publish.delivering.claim import claim
from oyez.publish.models import Notice

START = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
HOUR = START + timedelta(days=40)
NEAR = (-7200.0, -2.0, -0.001, 0.0, 0.001, 0.5, 3.0, 7200.0)
WRITERS = ("oyez.govern.actions.apply_modes", "oyez.plans.actions.take_turn")


class Happens(NamedTuple):
    """One thing: the clock jumps near a planned moment, or a worker works, crashes or is late."""

    what: str
    which: int
    near: float


HAPPENINGS = st.lists(
    st.builds(
        Happens,
        st.sampled_from(("jump", "jump", "work", "work", "crash", "late", "restart")),
        st.integers(0, 9),
        st.sampled_from(NEAR),
    ),
    min_size=4,
    max_size=14,
)
KINDS = st.sampled_from((Kind.CLOSE, Kind.MOVE, Kind.REDUCE, Kind.CRITICAL_ONLY))


@dataclass
class Play:
    """A plan in force and two workers. `ahead` is how far a broken worker's clock runs before."""

    office: Office
    plan: Plan
    notices: dict[Urgency, Notice]
    clock: time_machine.Traveller
    monkeypatch: pytest.MonkeyPatch
    ahead: timedelta = timedelta()
    now: datetime = START
    readings: list[datetime] = field(default_factory=lambda: [START])
    workers: list[PlansDue] = field(default_factory=lambda: [PlansDue(0.0), PlansDue(0.0)])

    @property
    def planned(self) -> list[ModeChange]:
        rows = ModeChange.objects.filter(about=self.plan.reference)
        return list(rows.order_by("at", "pk"))

    def happen(self, one: Happens) -> None:
        """Do it, and see whether everything that was promised still holds."""
        getattr(self, one.what)(one)
        self.check_written()
        self.check_sending()

    def jump(self, one: Happens) -> None:
        moments = sorted({change.at for change in self.planned})
        self.set(moments[one.which % len(moments)] + timedelta(seconds=one.near))

    def set(self, at: datetime) -> None:
        self.now = max(START, at)
        self.readings.append(self.now)
        self.clock.move_to(self.now)

    def work(self, one: Happens) -> None:
        worker = self.workers[one.which % 2]
        worker.claim("routine", 1, self.now + self.ahead, f"w{one.which % 2}")

    def late(self, one: Happens) -> None:
        """A worker that read the clock some time ago goes on only now."""
        before = [at for at in self.readings if at <= self.now]
        at = before[one.which % len(before)]
        self.workers[one.which % 2].claim("routine", 1, at, "late")

    def restart(self, one: Happens) -> None:
        self.workers[one.which % 2] = PlansDue(0.0)

    def crash(self, one: Happens) -> None:
        """A worker is killed while it writes; what it has committed before stays."""
        left = [one.which % 4]

        def dying(*words: str, **more: object) -> Entry:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            return record(*words, **more)

        with self.monkeypatch.context() as broken, suppress(KeyboardInterrupt):
            for module in WRITERS:
                broken.setattr(sys.modules[module], "record", dying)
            self.work(one)

    def check_written(self) -> None:
        """Each change at most once, in order, and never before its moment."""
        for channel in {change.channel_id for change in self.planned}:
            about = Entry.objects.filter(action="govern.change_mode", object=f"channel:{channel}")
            entries = list(about.order_by("seq"))
            known = ModeChange.objects.in_bulk([one.data["change"] for one in entries])
            written = [known[one.data["change"]] for one in entries]
            assert len(known) == len(entries), "a change was written twice"
            assert [one.at for one in written] == sorted(one.at for one in written)
            for entry, change in zip(entries, written, strict=True):
                assert entry.at >= change.at, "a change was written before its moment"
                assert change.done_at is not None
                assert change.done_at >= change.at
            row = Channel.objects.get(pk=channel)
            assert row.mode == (written[-1].to_mode if written else Mode.ACTIVE)

    def check_sending(self) -> None:
        """What would go out now is what the agreed hours allow, whoever has written what."""
        for urgency, notice in self.notices.items():
            with transaction.atomic():
                lane = "critical" if urgency is Urgency.CRITICAL else "routine"
                taken, _, _ = claim(lane, 64, self.now, own=False, worker="send")
                going = {one.row.channel_id for one in taken if one.row.notice_id == notice.pk}
                transaction.set_rollback(True)
            ours = (self.office.mastodon.pk, self.office.bluesky.pk)
            allowed = {pk for pk in ours if urgency in self.carried(pk)}
            assert going == allowed, f"{urgency} at {self.now}"

    def carried(self, channel: int) -> frozenset[Urgency]:
        """What the plan's hours allow, worked out here from nothing but the plan."""
        mode, mine = Mode.ACTIVE, [one for one in self.planned if one.channel_id == channel]
        opening = mine and mine[0].to_mode == Mode.ACTIVE and mine[0].done_at is None
        if opening and mine[0].at > self.now:
            return frozenset()
        for change in mine:
            if change.at <= self.now or change.done_at is not None:
                mode = Mode(change.to_mode)
        return CARRIES[mode]


@contextmanager
def playing(
    office: Office, kind: Kind, monkeypatch: pytest.MonkeyPatch, ahead: timedelta = timedelta()
) -> Iterator[Play]:
    """A plan that is agreed at START, with a notice of each urgency; nothing of it stays."""
    with time_machine.travel(START, tick=False) as clock, transaction.atomic():
        notices = {one: office.news.approved(one) for one in (Urgency.ROUTINE, Urgency.CRITICAL)}
        plan = office.agreed(kind, hour=HOUR)
        yield Play(office, plan, notices, clock, monkeypatch, ahead)
        transaction.set_rollback(True)


def finish(play: Play) -> None:
    """In the end, when a worker works, everything has happened exactly once."""
    play.set(HOUR + timedelta(days=90))
    play.work(Happens("work", 0, 0.0))
    play.check_written()
    play.check_sending()
    assert all(change.done_at for change in play.planned)
