"""What happens to a task by hand when people are late, forget, disagree, or may not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from by_hand_office import ByHand, address, by_hand, later, receipts
from hand import Hand
from press_office import NOW, build, refused

from oyez.domain.channel import Mode
from oyez.domain.delivery import Task
from oyez.govern.actions import change_mode, freeze, lift_freeze
from oyez.platforms.door import Door
from oyez.publish.actions import retract, settle, take_by_hand
from oyez.publish.models import Attempt, Delivery, Notice, Telling
from oyez.publish.queries import failing, tasks_of

TEXT = "Please drive around."


@pytest.fixture
def office(db: None, door: Door) -> ByHand:
    return by_hand(build(("page",)), Hand(door))


def test_a_freeze_shows_no_text_and_lets_nobody_take_it(office: ByHand) -> None:
    room, notice = office.room, office.notice()
    row = office.row(notice)
    frozen = freeze(room.dora, room.unit.path, reason="Account stolen")
    page = office.do(room.alice, row, "take")
    assert "Account stolen" in page
    assert "Do not post this now" in page
    assert TEXT not in page
    assert (row.taken_by, row.doubt, row.attempt) == (None, None, 0)
    later(office, 3, row)
    assert (row.held, row.task) == ("nothing", "")
    for person in (room.people["Greta"], room.people["Gus"]):
        lift_freeze(person, frozen)
    later(office, 6, row)
    assert (row.held, row.task) == ("needs_person", Task.POST)


def test_a_freeze_hides_the_text_from_whoever_has_it_in_hand(office: ByHand) -> None:
    room, row = office.room, office.row(office.notice())
    assert TEXT in office.do(room.alice, row, "take")
    freeze(room.dora, room.unit.path, reason="Account stolen")
    page = office.see(room.alice, row)
    assert TEXT not in page
    assert "If you have not posted it yet, do not" in page
    office.do(room.alice, row, "posted", address=address(1))
    assert (row.held, row.unseen) == ("live", True)  # what stands is believed


def test_a_channel_that_closes_takes_its_task_away_within_a_minute(office: ByHand) -> None:
    room, row = office.room, office.row(office.notice())
    change_mode(room.people["Greta"], office.channels[0], Mode.CLOSING, reason="Nobody left")
    later(office, 1.1, row)
    assert (row.held, row.task) == ("refused", "")
    assert row not in tasks_of(room.alice)


def test_who_was_told_is_not_told_again_each_minute(office: ByHand) -> None:
    office.notice()
    told = Telling.objects.count()
    later(office, 1.5)
    later(office, 3)
    assert Telling.objects.count() == told


def test_one_at_a_time_and_twice_by_the_same_is_once(office: ByHand) -> None:
    room, notice = office.room, office.notice()
    row = office.row(notice)
    office.do(room.alice, row, "take")
    office.do(room.alice, row, "take")
    assert TEXT not in office.do(room.anton, row, "take")
    assert (row.taken_by, row.attempt) == (room.alice, 1)
    assert Attempt.objects.filter(delivery=row).count() == 1
    with refused("", "Alice is doing this now"):
        take_by_hand(room.anton, row, at=office.clock())
    assert row in tasks_of(room.alice)
    assert row not in tasks_of(room.anton)
    assert row not in failing(room.anton)


def test_taken_back_before_anybody_took_it_is_gone_at_once(office: ByHand) -> None:
    room, notice = office.room, office.notice()
    row = office.row(notice)
    retract(room.bob, notice, "Wrong road", at=office.clock())
    row.refresh_from_db()
    assert (row.held, row.task) == ("gone", "")
    assert "Nobody has to do anything" in office.see(room.alice, row)


def test_taken_back_while_in_hand_asks_whether_it_was_posted(office: ByHand) -> None:
    room, notice = office.room, office.notice()
    row = office.row(notice)
    office.do(room.alice, row, "take")
    retract(room.bob, notice, "Wrong road", at=office.clock())
    assert Telling.objects.filter(person=room.alice, template__contains="Do not post it").exists()
    assert [row] == [one for one in tasks_of(room.anton) if one.wanted is None][:1]
    page = office.see(room.alice, row)
    assert "Was it posted already?" in page
    assert TEXT not in page
    only = "only they know whether they did it"
    assert only in office.do(room.anton, row, "missing")
    assert only in office.do(room.anton, row, "leave", reason="Nothing there")
    office.do(room.alice, row, "leave", reason="I had not sent it yet")
    assert (row.held, row.task, receipts(row)) == ("gone", "", [])


def test_taken_back_while_in_hand_and_posted_is_removed(office: ByHand) -> None:
    room, notice = office.room, office.notice()
    row = office.row(notice)
    office.do(room.alice, row, "take")
    retract(room.bob, notice, "Wrong road", at=office.clock())
    office.do(room.anton, row, "posted", address=address(1))  # anybody may have found it
    assert (row.task, row.wanted) == (Task.REMOVE, None)
    office.do(room.alice, row, "leave", reason="No signal")
    assert row.task == Task.REMOVE
    office.do(room.alice, row, "removed")
    office.do(room.bob, row, "look", sight="stands")
    assert (row.task, row.held) == (Task.REMOVE, "needs_person")
    office.do(room.alice, row, "removed")
    office.do(room.bob, row, "look", sight="missing")
    assert row.held == "gone"


def test_a_correction_in_hand_does_not_hold_up_the_takedown(office: ByHand) -> None:
    room, notice = office.room, office.notice()
    row = office.posted(notice)
    Delivery.objects.filter(pk=row.pk).update(
        held="sending", task="amend", verb="correct", revision=2, lease="person:1:x",
        lease_until=office.clock() + timedelta(minutes=9), taken_by=room.anton,
    )  # fmt: skip
    retract(room.bob, notice, "Wrong road", at=office.clock())
    later(office, 0, row)
    assert (row.task, row.held, row.lease) == (Task.REMOVE, "needs_person", "")


def test_who_may_not_sees_no_form_and_strangers_see_nothing(office: ByHand) -> None:
    room, row = office.room, office.row(office.notice())
    assert "no role that allows this" in office.see(room.people["Greta"], row)
    assert office.phone(room.charlie).get(f"/assist/{row.pk}/").status_code == 404
    assert office.phone(room.charlie).post(f"/assist/{row.pk}/take/").status_code == 404
    assert "no role" in office.do(room.people["Greta"], row, "take")
    assert (row.held, row.taken_by) == ("needs_person", None)


def test_a_machines_delivery_has_no_such_page(office: ByHand) -> None:
    notice = office.notice()
    own = Delivery.objects.get(notice=notice, platform="page")
    phone = office.phone(office.room.alice)
    assert phone.get(f"/assist/{own.pk}/").status_code == 404
    assert phone.get("/assist/99999/").status_code == 404
    row = office.row(notice)
    assert phone.post(f"/assist/{row.pk}/dance/").status_code == 404
    assert phone.get(f"/assist/{row.pk}/take/").status_code == 405


def test_the_short_form_answers_no_task_by_hand(office: ByHand) -> None:
    row = office.row(office.notice())
    with refused("", "page of the task itself"):
        settle(office.room.dora, row, stands=True, at=office.clock())


def test_the_end_of_the_notice_ends_the_task(office: ByHand) -> None:
    ends = office.clock() + timedelta(minutes=2)
    row = office.row(office.notice(valid_until=ends))
    with time_machine.travel(ends + timedelta(minutes=2), tick=True):
        later(office, 0, row)
    assert (row.held, row.task) == ("refused", "")


def test_the_page_names_the_steps_the_way_and_the_clock(office: ByHand) -> None:
    office.channels[0].options = {"deep_link": "https://whatsapp.com/channel/app"}
    office.channels[0].save()
    room, row = office.room, office.row(office.notice())
    page = office.do(room.alice, row, "take")
    assert 'href="https://whatsapp.com/channel/app"' in page
    assert "Press and hold the post" in page
    assert "data-since=" in page
    assert "readonly" in page
    assert Notice.objects.get().created_at >= NOW


def test_who_approves_reads_that_a_person_posts_it(office: ByHand) -> None:
    room = office.room
    revision = room.submitted()
    for path in ("approve/", ""):
        page = office.phone(room.bob).get(f"/notices/{revision.notice.code}/{path}")
        assert page.content.decode().count("A person posts this by hand.") == 2
    channel = office.channels[0]
    page = office.phone(room.people["Greta"]).get(f"/channels/{channel.pk}/").content.decode()
    assert page.count("By a person") == 6


def test_the_desk_the_notice_and_the_takedown_lead_to_the_task(office: ByHand) -> None:
    room, notice = office.room, office.notice()
    row = office.posted(notice)
    retract(room.bob, notice, "Wrong road", at=office.clock())
    later(office, 0, row)
    where = f'href="/assist/{row.pk}/"'
    for path in ("/", f"/notices/{notice.code}/", f"/notices/{notice.code}/takedown/"):
        page = office.phone(room.dora).get(path).content.decode()
        assert where in page
        assert "/settle/" not in page


def test_in_an_exercise_the_way_leads_to_where_it_is_played(office: ByHand, settings: Any) -> None:
    settings.EXERCISE = True
    channel, played = office.channels[0], "http://127.0.0.1:8002/by-hand"
    channel.base_url = played
    channel.save()
    room, row = office.room, office.row(office.notice())
    page = office.do(room.alice, row, "take")
    assert "do not post anything on the real channel" in page
    assert f'href="{played}/"' in page
    assert channel.public_url not in page
    assert "no address of a post" in office.do(
        room.alice, row, "posted", address="http://x.example/1"
    )
    office.do(room.alice, row, "posted", address=f"{played}/1")
    assert (row.held, receipts(row)[0].url) == ("live", f"{played}/1")
