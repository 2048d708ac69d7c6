"""Archive and purge as steps of a plan: stored first, two people again, proved by the archive."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from planning import Office, pass_to, step, work

from oyez.archive.actions import confirm_purge
from oyez.archive.models import Archiving, Purge, Record
from oyez.domain.errors import NotAllowed
from oyez.domain.plan import After, Deed
from oyez.domain.purge import PurgeState
from oyez.domain.retention import Retention
from oyez.plans.dry_run import DryRun
from oyez.plans.models import Plan

DAY = timedelta(days=1)


def stored(room: Office, posts: int, now: datetime) -> None:
    """So many posts of an export are in the archive."""
    Record.objects.bulk_create(
        Record(
            channel=room.mastodon,
            key=f"post:{number}",
            kind="post",
            own=True,
            platform_id=str(number),
            at=now - 90 * DAY,
            sha256="0" * 64,
            kept_at=now,
            retention=next(iter(Retention)),
        )
        for number in range(posts)
    )


def archived(plan: Plan, room: Office, *, missing: int = 0) -> None:
    """The archive's own steps have done their work: one post is stored."""
    now = timezone.now()
    stored(room, 1, now)
    told = [{"template": "The page could not be had.", "values": {}}] * missing
    Archiving.objects.filter(channel=room.mastodon).update(finished_at=now, missing=told)


def purging(room: Office) -> Plan:
    """A plan whose channel is closed, stored, and has its old posts listed."""
    plan = room.agreed(after=After.PURGE)
    with pass_to(plan.hour + DAY):
        work()
        archived(plan, room)
    with pass_to(plan.hour + 2 * DAY):
        work()
    return plan


def test_the_dry_run_says_how_long_deleting_takes(room: Office) -> None:
    plan = room.drafted(after=After.PURGE)
    stored(room, 2200, timezone.now())
    [told] = [one for one in DryRun(plan, timezone.now()).tried if one.step.deed == Deed.PURGE]
    [found] = [one for one in told.findings if one.code == "forecast"]
    # 70 % of Mastodon's 30 deletions in 30 minutes: 2,200 need 104 waits of half an hour.
    ends = timezone.localdate(told.step.at + timedelta(minutes=104 * 30))
    assert found.sentence.values["posts"] == 2200
    assert found.sentence.values["day"] == ends


def test_it_is_stored_and_what_could_not_be_had_is_told(room: Office) -> None:
    plan = room.agreed()
    with pass_to(plan.hour):
        work()
        assert Archiving.objects.get().channel == room.mastodon
        archived(plan, room, missing=1)
    with pass_to(plan.hour + timedelta(minutes=2)):
        work()
    done = step(plan, Deed.ARCHIVE)
    assert done.state == "done"
    assert done.told is not None
    assert "could not be had" in done.told["template"]


def test_the_purge_is_listed_and_waits_for_another_person(room: Office) -> None:
    plan = purging(room)
    one, purge = step(plan, Deed.PURGE), Purge.objects.get()
    assert (one.state, purge.state) == ("running", PurgeState.PROPOSED)
    assert (purge.proposed_by, purge.before) == (room.greta, plan.hour)
    with pytest.raises(NotAllowed):
        confirm_purge(room.greta, purge, at=timezone.now())
    with pass_to(plan.hour + 3 * DAY):
        work()
        assert Purge.objects.count() == 1
        confirm_purge(room.gus, purge, at=timezone.now())
        Purge.objects.update(state=PurgeState.DONE)
    with pass_to(plan.hour + 4 * DAY):
        work()
    assert step(plan, Deed.PURGE).state == "done"


def test_a_purge_that_was_stopped_fails_the_step(room: Office) -> None:
    plan = purging(room)
    Purge.objects.update(state=PurgeState.STOPPED)
    with pass_to(plan.hour + 3 * DAY):
        work()
    failed = step(plan, Deed.PURGE)
    assert failed.state == "failed"
    assert failed.told is not None
    assert "was stopped" in failed.told["template"]
