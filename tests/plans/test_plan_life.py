"""A plan from its draft to its end: two people, hours that stand, and the way back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from planning import AHEAD, Office, mode, pass_to, step, work

from oyez.audit.models import Entry
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.plan import Deed, Kind, PlanState
from oyez.govern.actions import change_mode
from oyez.govern.models import ModeChange
from oyez.govern.planned import mode_now
from oyez.plans.actions import (
    agree_plan,
    draft_plan,
    finish_step,
    propose_plan,
    return_plan,
    stop_plan,
)
from oyez.plans.models import Plan, PlanStep
from oyez.publish.models import Notice, Telling

SECOND = timedelta(seconds=1)


def test_a_draft_has_its_steps_and_changes_nothing(room: Office) -> None:
    plan = room.drafted(Kind.MOVE)
    deeds = list(plan.steps.order_by("number").values_list("deed", flat=True))
    assert deeds[:3] == ["announce", "pin", "profile"]
    assert deeds[-2:] == ["stop", "reserve"]
    assert not ModeChange.objects.exists()
    assert step(plan, Deed.PIN).owner == room.greta
    entry = Entry.objects.get(action="plans.draft_plan")
    assert (entry.actor, entry.object) == (room.greta.signature, plan.reference)


@pytest.mark.parametrize(("days", "field"), [(-1, "hour"), (0, "hour")])
def test_an_hour_that_is_over_makes_no_plan(room: Office, days: int, field: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        room.drafted(hour=timezone.now() + timedelta(days=days))
    assert refused.value.field == field


def test_who_may_not_change_modes_plans_nothing(room: Office) -> None:
    with pytest.raises(NotAllowed):
        draft_plan(room.news.alice, room.news.police, room.wish(), at=timezone.now())


def test_one_person_alone_agrees_to_nothing(room: Office) -> None:
    plan = room.proposed()
    with pytest.raises(NotAllowed, match="second person"):
        agree_plan(room.greta, plan, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(
            state="agreed", agreed_by=room.greta, agreed_at=timezone.now()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state="running")


def test_a_proposal_reaches_the_others_and_can_be_sent_back(room: Office) -> None:
    plan = room.proposed()
    assert {one.person for one in Telling.objects.all()} == {room.gus}
    return_plan(room.gus, plan, "Wait for the holidays.", at=timezone.now())
    assert (plan.state, plan.proposed_by) == (PlanState.DRAFT, None)
    assert "Wait for the holidays." in Telling.objects.get(person=room.greta).values["reason"]
    with pytest.raises(NotAllowed):
        return_plan(room.gus, plan, "Again", at=timezone.now())


def test_what_is_late_when_it_is_agreed_is_refused(room: Office) -> None:
    plan = room.proposed(hour=timezone.now() + timedelta(days=14, minutes=5))
    with (
        pass_to(timezone.now() + timedelta(minutes=6)),
        pytest.raises(NotAllowed, match="Step 1 lies in the past"),
    ):
        agree_plan(room.gus, plan, at=timezone.now())
    plan.refresh_from_db()
    assert plan.state == PlanState.PROPOSED


def test_two_plans_do_not_change_one_channel(room: Office) -> None:
    first, second = room.agreed(), room.drafted(Kind.REDUCE)
    with pytest.raises(NotAllowed, match="Another plan changes"):
        propose_plan(room.greta, second, at=timezone.now())
    stop_plan(room.gus, first, "Not needed any more.", at=timezone.now())
    propose_plan(room.greta, second, at=timezone.now())


def test_a_mode_that_cannot_follow_is_told_before(room: Office) -> None:
    change_mode(None, room.mastodon, Mode.REDUCED, reason="Pilot")
    with pytest.raises(NotAllowed, match="already"):
        room.proposed(Kind.REDUCE)


def test_the_whole_way_of_a_reduction(room: Office) -> None:
    plan = room.agreed(Kind.REDUCE)
    announcing = step(plan, Deed.ANNOUNCE)
    notice = room.announcement(announcing)
    Notice.objects.filter(pk=notice.pk).update(state="live")
    with pass_to(plan.hour):
        work()
        assert mode(room.mastodon) == "reduced"
        for deed in (Deed.ANNOUNCE, Deed.REDUCE, Deed.ANSWERS):
            assert step(plan, deed).state == "done", deed
        task = step(plan, Deed.PROFILE)
        assert task.state == "due"
        finish_step(room.greta, task, "https://social.example/@pi", at=timezone.now())
        plan.refresh_from_db()
        assert plan.state == PlanState.DONE
    acts = Entry.objects.filter(object=plan.reference).order_by("seq")
    assert acts.last().action in {"plans.finish_step", "plans.end"}


def test_the_hour_stands_although_nobody_works(room: Office) -> None:
    plan = room.agreed(Kind.CLOSE)
    closing = step(plan, Deed.CLOSING).at
    assert mode_now(room.mastodon, closing - SECOND).mode is Mode.ACTIVE
    assert mode_now(room.mastodon, closing).mode is Mode.CLOSING
    assert mode_now(room.mastodon, plan.hour).mode is Mode.CLOSED
    assert mode(room.mastodon) == "active"


def test_a_person_who_changes_a_mode_late_is_told_to_look_again(room: Office) -> None:
    plan = room.agreed(Kind.REDUCE)
    with pass_to(plan.hour):
        with pytest.raises(NotAllowed, match="Look at it again"):
            change_mode(room.gus, room.mastodon, Mode.CRITICAL_ONLY, reason="Trouble")
        assert mode(room.mastodon) == "reduced"
        change_mode(room.gus, room.mastodon, Mode.CRITICAL_ONLY, reason="Trouble")


def test_what_somebody_did_by_hand_before_is_done(room: Office) -> None:
    plan = room.agreed(Kind.REDUCE)
    change_mode(room.gus, room.mastodon, Mode.REDUCED, reason="It cannot wait")
    with pass_to(plan.hour):
        work()
    assert step(plan, Deed.REDUCE).state == "done"


def test_what_cannot_happen_any_more_fails_and_is_told(room: Office) -> None:
    plan = room.agreed(Kind.CRITICAL_ONLY)
    for one in (Mode.CLOSING, Mode.CLOSED):
        change_mode(room.gus, room.mastodon, one, reason="At once")
    with pass_to(plan.hour):
        work()
    failed = step(plan, Deed.CRITICAL_ONLY)
    assert failed.state == "failed"
    assert failed.change is not None
    assert failed.change.cancelled_at == plan.hour
    assert mode(room.mastodon) == "closed"
    assert Telling.objects.filter(person=room.greta, template__contains="cannot become").exists()


def test_stopping_calls_off_what_is_to_come_and_keeps_what_has_come(room: Office) -> None:
    plan = room.agreed(Kind.CLOSE)
    with pass_to(step(plan, Deed.CLOSING).at):
        stop_plan(room.gus, plan, "We stay after all.", at=timezone.now())
    assert (plan.state, plan.stopped_by) == (PlanState.STOPPED, room.gus)
    assert mode(room.mastodon) == "closing", "its moment had come, so it was in force"
    assert step(plan, Deed.CLOSING).state == "done"
    assert step(plan, Deed.STOP).state == "skipped"
    with pass_to(plan.hour + AHEAD):
        work()
    assert mode(room.mastodon) == "closing"
    with pytest.raises(NotAllowed):
        stop_plan(room.gus, plan, "Again", at=timezone.now())


def test_a_stopped_plan_takes_its_announcement_along(room: Office) -> None:
    plan = room.agreed(Kind.CLOSE)
    announcing = step(plan, Deed.ANNOUNCE)
    notice = room.news.approved(scheduled_at=announcing.at)
    PlanStep.objects.filter(pk=announcing.pk).update(notice=notice)
    assert notice.deliveries.exists()
    stop_plan(room.greta, plan, "We stay after all.", at=timezone.now())
    notice.refresh_from_db()
    assert notice.state == "draft"
    assert not notice.deliveries.exists()
    assert notice.revisions.get(number=1).state == "draft"
    assert Telling.objects.filter(person=room.news.alice, template__contains="stopped").exists()


def test_no_channel_opens_because_its_plan_was_stopped(room: Office) -> None:
    plan = room.agreed(Kind.MOVE)
    assert mode_now(room.bluesky, timezone.now()).opens == plan.hour
    stop_plan(room.greta, plan, "We stay after all.", at=timezone.now())
    assert (mode(room.bluesky), mode(room.mastodon)) == ("closing", "active")


def test_an_opening_is_once_and_waits_for_its_hour(room: Office) -> None:
    plan = room.agreed(Kind.MOVE)
    with pass_to(plan.hour):
        work()
        assert mode_now(room.bluesky, timezone.now()).opens is None
        assert (mode(room.bluesky), mode(room.mastodon)) == ("active", "closing")
    written = Entry.objects.filter(action="govern.change_mode")
    assert [one.data["new"] for one in written.order_by("seq")] == ["active", "closing"]
