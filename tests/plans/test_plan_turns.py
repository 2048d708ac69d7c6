"""What the machine does at the time of each step, and whom it tells."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from planning import Office, pass_to, step, work

from oyez.audit.models import Entry
from oyez.domain.channel import Mode
from oyez.domain.plan import After, Deed, Kind
from oyez.govern.actions import apply_modes
from oyez.govern.models import ModeChange
from oyez.listen.models import ChannelInbox
from oyez.plans.actions import attach_announcement, take_turn
from oyez.plans.actions.take_turn import DOING
from oyez.plans.models import PlanStep
from oyez.publish.actions import approve, submit
from oyez.publish.models import Delivery, Notice, Telling
from together import together

HOUR = timedelta(hours=1)


def told(room: Office, words: str) -> int:
    return Telling.objects.filter(person=room.greta, template__contains=words).count()


def test_an_announcement_that_nobody_wrote_is_held_and_told_once(room: Office) -> None:
    plan = room.agreed()
    one = step(plan, Deed.ANNOUNCE)
    with pass_to(one.at - timedelta(hours=23)):
        work()
        assert step(plan, Deed.ANNOUNCE).state == "waiting"
        assert told(room, "Nobody has written") == 1
    with pass_to(one.at):
        work()
        held = step(plan, Deed.ANNOUNCE)
        assert held.state == "due"
        assert held.told is not None
    with pass_to(one.at + HOUR):
        work()
    assert told(room, "Nobody has written") == 1


def test_an_announcement_without_its_yes_is_held_until_it_has_it(room: Office) -> None:
    plan = room.agreed()
    one = step(plan, Deed.ANNOUNCE)
    notice = room.announcement(one)
    revision = submit(room.news.alice, notice.revisions.earliest("number"), at=timezone.now())
    with pass_to(one.at + timedelta(seconds=1)):
        work()
        assert step(plan, Deed.ANNOUNCE).state == "due"
        assert not Delivery.objects.exists(), "nothing goes out without its approval"
        assert told(room, "not approved yet") == 1
        approvers = Telling.objects.filter(person=room.news.bob, notice=notice)
        assert approvers.filter(template__contains="not approved yet").exists()
        approve(room.news.bob, revision, version=revision.version, at=timezone.now())
    with pass_to(one.at + timedelta(minutes=2)):
        work()
        assert step(plan, Deed.ANNOUNCE).state == "running"
        Delivery.objects.filter(notice=notice).update(held="live")
        Notice.objects.filter(pk=notice.pk).update(state="live")
    with pass_to(one.at + timedelta(minutes=3)):
        work()
    assert step(plan, Deed.ANNOUNCE).state == "done"


def test_where_it_is_not_out_is_said(room: Office) -> None:
    plan = room.agreed()
    one = step(plan, Deed.ANNOUNCE)
    notice = room.news.approved()
    attach_announcement(room.greta, one, notice, at=timezone.now())
    rows = Delivery.objects.filter(notice=notice)
    rows.update(held="live")
    rows.filter(channel=room.mastodon).update(held="refused")
    Notice.objects.filter(pk=notice.pk).update(state="live")
    with pass_to(one.at):
        work()
    done = step(plan, Deed.ANNOUNCE)
    assert done.state == "done"
    assert done.told is not None
    assert done.told["values"]["channels"] == "Mastodon Emsland"


def test_a_notice_that_was_taken_back_announces_nothing(room: Office) -> None:
    plan = room.agreed()
    one = step(plan, Deed.ANNOUNCE)
    notice = room.announcement(one)
    Notice.objects.filter(pk=notice.pk).update(state="retracted", retracted_at=timezone.now())
    with pass_to(one.at):
        work()
    assert step(plan, Deed.ANNOUNCE).state == "failed"
    fresh = room.news.written()
    attach_announcement(room.greta, step(plan, Deed.ANNOUNCE), fresh, at=one.at)
    assert step(plan, Deed.ANNOUNCE).state == "due"


def test_a_person_is_told_when_it_is_time_and_again_when_it_is_late(room: Office) -> None:
    plan = room.agreed()
    pin = step(plan, Deed.PIN)
    for later, number in ((timedelta(), 1), (HOUR, 1), (timedelta(hours=24), 2), (2 * HOUR, 2)):
        with pass_to(pin.at + later):
            work()
        mine = Telling.objects.filter(template__contains="what you do for a plan")
        assert mine.filter(person=room.greta, values__channel="Mastodon Emsland").count() >= number
    assert step(plan, Deed.PIN).state == "due"


def test_answers_name_the_other_ways_and_go_back_to_what_they_were(room: Office) -> None:
    plan = room.agreed()
    with pass_to(step(plan, Deed.ANSWERS).at):
        work()
    way = ChannelInbox.objects.get(channel=room.mastodon)
    assert (way.automatic, way.staffed, way.public_too) == (True, False, True)
    assert step(plan, Deed.ANSWERS).before == {
        "staffed": True,
        "automatic": False,
        "public_too": False,
    }


def test_the_register_points_at_the_successor_and_keeps_the_name(room: Office) -> None:
    plan = room.agreed(Kind.MOVE)
    with pass_to(plan.hour + timedelta(days=31)):
        work()
        work()
    entry = room.mastodon.register
    assert (entry.replaced_by, entry.reserved) == (room.bluesky, True)


def test_the_archive_runs_before_a_purge_is_listed(room: Office) -> None:
    plan = room.agreed(after=After.PURGE)
    with pass_to(plan.hour + timedelta(days=2)):
        work()
    assert step(plan, Deed.ARCHIVE).state == "running"
    purge = step(plan, Deed.PURGE)
    assert purge.state == "due"
    assert purge.told is not None
    assert "not archived yet" in purge.told["template"]


def test_a_step_that_crashes_holds_up_no_other(
    room: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = room.agreed(Kind.REDUCE)
    monkeypatch.setitem(DOING, Deed.ANSWERS, lambda *_: 1 / 0)
    with pass_to(plan.hour):
        work()
        assert step(plan, Deed.PROFILE).state == "due"
        assert step(plan, Deed.ANSWERS).state == "waiting"
        assert step(plan, Deed.ANSWERS).due_at == plan.hour + timedelta(minutes=1)
        assert ModeChange.objects.get().done_at == plan.hour


def test_many_workers_at_the_same_moment_do_it_once(shared_room: Office) -> None:
    room = shared_room
    plan = room.agreed(Kind.REDUCE)
    at = plan.hour + HOUR
    pks = [step(plan, Deed.REDUCE).pk, step(plan, Deed.ANSWERS).pk]
    calls = [partial(apply_modes, room.mastodon.pk, at=at) for _ in range(2)]
    results = together(*calls, *(partial(take_turn, pk, at=at) for pk in pks * 2))
    assert not [one for one in results if isinstance(one, Exception)], results
    room.mastodon.refresh_from_db()
    assert room.mastodon.mode == Mode.REDUCED
    written = Entry.objects.filter(action="govern.change_mode").count()
    switched = Entry.objects.filter(action="listen.keep_channel").count()
    assert (written, switched) == (1, 1)
    assert set(PlanStep.objects.filter(pk__in=pks).values_list("state", flat=True)) == {"done"}


def test_a_worker_stopped_for_months_catches_up_in_order(room: Office) -> None:
    plan = room.agreed(Kind.MOVE)
    with pass_to(plan.hour + timedelta(days=90)):
        work()
        room.mastodon.refresh_from_db()
        assert room.mastodon.mode == Mode.CLOSED
        changed = ModeChange.objects.filter(channel=room.mastodon).order_by("done_at", "pk")
        assert [one.to_mode for one in changed] == ["closing", "closed"]
