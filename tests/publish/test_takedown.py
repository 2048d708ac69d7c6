"""Back off every channel, from whatever state, with proof."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hand import Stage
from press_office import NEWER, said

from oyez.domain.channel import Mode
from oyez.domain.delivery import Find, Look
from oyez.govern.actions import change_mode, freeze
from oyez.publish.actions import approve, correct, retract, settle, submit
from oyez.publish.models import Notice, Receipt, Telling
from together import together

BOTH = ("mastodon", "bluesky")


def sent(stage: Stage, *platforms: str, **fields: Any) -> Notice:
    for platform in platforms:
        stage.add(platform, **fields)
    return stage.room.approved(at=stage.hand.now)


def take_back(stage: Stage, notice: Notice) -> None:
    retract(stage.room.dora, notice, "Wrong road", at=stage.hand.now, instead="The A6 is closed.")


def gone(stage: Stage, notice: Notice, platform: str) -> None:
    row = stage.row(notice, platform)
    assert (row.held, row.lease, row.due_at) == ("gone", "", None)
    assert row.gone_at is not None
    assert stage.live(platform) == []
    for receipt in Receipt.objects.filter(delivery=row):
        assert receipt.gone_at is not None
        assert receipt.evidence


@pytest.mark.parametrize("platform", BOTH)
def test_while_it_is_queued(stage: Stage, platform: str) -> None:
    notice = sent(stage, platform)
    take_back(stage, notice)
    stage.hand.work()
    gone(stage, notice, platform)
    assert stage.ever(platform) == []


@pytest.mark.parametrize("platform", BOTH)
def test_while_it_is_in_flight(stage: Stage, platform: str) -> None:
    notice = sent(stage, platform)
    [errand] = stage.hand.claim()
    take_back(stage, notice)
    assert stage.hand.claim() == []
    stage.hand.step.record([stage.hand.call(errand)], stage.hand.now)
    row = stage.row(notice, platform)
    assert (row.held, row.wanted) == ("live", None)
    stage.hand.work()
    gone(stage, notice, platform)
    assert len(stage.ever(platform)) == 1


def test_what_is_in_flight_is_left_alone_when_its_neighbour_is_claimed(stage: Stage) -> None:
    notice = sent(stage, "mastodon")
    stage.hand.work()
    flying = stage.room.approved(at=stage.hand.now)
    [errand] = stage.hand.claim()
    for one in (notice, flying):
        take_back(stage, one)
    [other] = stage.hand.claim()
    assert (errand.code, other.code) == (flying.code, notice.code)


@pytest.mark.parametrize("platform", BOTH)
def test_while_nobody_knows_whether_it_went_out(stage: Stage, platform: str) -> None:
    notice = sent(stage, platform)
    stage.fault(platform, "publish", "drop_after_accept")
    stage.hand.turn()
    assert stage.row(notice, platform).held == "unknown"
    assert len(stage.live(platform)) == 1
    take_back(stage, notice)
    [errand] = stage.hand.claim()
    assert isinstance(errand.step, Find)
    stage.hand.step.record([stage.hand.call(errand)], stage.hand.now)
    stage.hand.work()
    gone(stage, notice, platform)
    assert len(stage.ever(platform)) == 1


@pytest.mark.parametrize("platform", BOTH)
def test_while_it_is_live(stage: Stage, platform: str) -> None:
    notice = sent(stage, platform)
    stage.hand.work()
    assert len(stage.live(platform)) == 1
    take_back(stage, notice)
    stage.hand.work()
    gone(stage, notice, platform)


@pytest.mark.parametrize("fault", ["drop_after_accept", "error_before", "drop_before", "html"])
def test_when_the_answer_to_the_removal_is_lost(stage: Stage, fault: str) -> None:
    notice = sent(stage, "mastodon")
    stage.hand.work()
    stage.fault("mastodon", "retract", fault)
    take_back(stage, notice)
    stage.hand.work()
    gone(stage, notice, "mastodon")


def test_when_the_platform_says_yes_and_shows_it_for_a_while(stage: Stage) -> None:
    notice = sent(stage, "mastodon")
    stage.hand.work()
    stage.fault("mastodon", "retract", "delete_lag", seconds=2)
    take_back(stage, notice)
    stage.hand.turn()
    assert stage.row(notice, "mastodon").held != "gone"
    receipt = Receipt.objects.get()
    assert receipt.gone_at is None
    time.sleep(2.05)
    stage.hand.work()
    gone(stage, notice, "mastodon")


def test_when_the_platform_says_yes_and_removes_nothing_a_person_is_asked(stage: Stage) -> None:
    notice = sent(stage, "mastodon")
    stage.hand.work()
    stage.fault("mastodon", "retract", "delete_ignored", times=None)
    take_back(stage, notice)
    stage.hand.work()
    row = stage.row(notice, "mastodon")
    assert (row.held, row.task, row.task_for) == ("needs_person", "still_visible", stage.room.dora)
    assert row.gone_at is None
    assert Receipt.objects.get().gone_at is None
    assert Telling.objects.filter(person=stage.room.dora).count() == 1


def test_no_freeze_and_no_mode_holds_it_back(stage: Stage) -> None:
    notice = sent(stage, *BOTH)
    stage.hand.work()
    freeze(None, "/", reason="Passwords stolen", machine="watch")
    change_mode(None, stage.room.channels["mastodon"], Mode.CLOSING, reason="Leaving")
    take_back(stage, notice)
    stage.hand.work()
    for platform in BOTH:
        gone(stage, notice, platform)


def test_a_takedown_is_claimed_before_and_beside_routine_sends(stage: Stage) -> None:
    notice = sent(stage, "mastodon")
    stage.hand.work()
    for _ in range(5):
        stage.room.approved(at=stage.hand.now)
    take_back(stage, notice)
    [errand] = stage.hand.claim("retract")
    assert errand.code == notice.code


def test_a_correction_in_place_then_a_takedown(stage: Stage) -> None:
    notice = sent(stage, "mastodon")
    stage.hand.work()
    corrected(stage, notice)
    [there] = stage.live("mastodon")
    assert "open again" in there["public"]
    assert len(stage.ever("mastodon")) == 1
    assert Receipt.objects.get().revision == 2
    take_back(stage, notice)
    stage.hand.work()
    gone(stage, notice, "mastodon")


def test_a_linked_correction_then_a_takedown_of_both(stage: Stage) -> None:
    notice = sent(stage, "bluesky")
    stage.hand.work()
    corrected(stage, notice)
    old, new = stage.live("bluesky")
    assert "is closed" in old["public"]
    assert "open again" in new["public"]
    assert new["reply_to"] == old["id"] or old["id"] in str(new["reply_to"])
    assert Receipt.objects.count() == 2
    take_back(stage, notice)
    stage.hand.work()
    gone(stage, notice, "bluesky")
    assert len(stage.ever("bluesky")) == 2


def corrected(stage: Stage, notice: Notice) -> None:
    draft = said(texts=[NEWER], note="The road is open again")
    revision = correct(stage.room.alice, notice, draft, at=stage.hand.now)
    submit(stage.room.alice, revision, at=stage.hand.now)
    approve(stage.room.bob, revision, version=1, at=stage.hand.now)
    stage.hand.work()
    [row] = notice.deliveries.all()
    assert row.held == "live"


def test_mail_is_withdrawn_by_mail_and_given_to_a_person(stage: Stage) -> None:
    notice = sent(stage, "email")
    stage.hand.work()
    [first] = stage.live("email")
    take_back(stage, notice)
    stage.hand.work()
    second, _ = stage.live("email")
    assert second["subject"].startswith("WITHDRAWN: A38")
    assert "Wrong road" in second["text"]
    assert "The A6 is closed." in second["text"]
    assert sorted(second["recipients"]) == sorted(first["recipients"])
    row = stage.row(notice, "email")
    assert (row.held, row.task, row.task_for) == ("needs_person", "by_hand", stage.room.dora)
    told = Telling.objects.get(person=stage.room.dora)
    assert (told.notice, told.values["code"]) == (notice, notice.code)
    stage.hand.now += timedelta(days=1)
    assert stage.hand.turn() == 0
    settle(stage.room.dora, row, stands=False, at=stage.hand.now, note="Told the editors")
    row = stage.row(notice, "email")
    assert (row.held, row.due_at) == ("gone", None)
    assert Receipt.objects.get().evidence == "Dora: Told the editors"


def test_a_send_that_was_held_up_asks_again_before_it_leaves(shared_stage: Stage) -> None:
    stage = shared_stage
    notice = sent(stage, "mastodon")
    [errand] = stage.hand.claim()
    freeze(None, "/", reason="Passwords stolen", machine="watch")
    held_up = replace(errand, claimed=errand.claimed - 5)
    [answer] = together(lambda: stage.hand.call(held_up))
    assert isinstance(answer, tuple), answer
    stage.hand.step.record([answer], stage.hand.now)
    row = stage.row(notice, "mastodon")
    assert (row.held, row.code) != ("live", "")
    assert stage.ever("mastodon") == []


def test_a_removal_that_was_held_up_leaves_all_the_same(shared_stage: Stage) -> None:
    stage = shared_stage
    notice = sent(stage, "mastodon")
    stage.hand.work()
    take_back(stage, notice)
    freeze(None, "/", reason="Passwords stolen", machine="watch")
    [errand] = stage.hand.claim()
    assert not isinstance(errand.step, Look)
    together(lambda: stage.hand.call(replace(errand, claimed=errand.claimed - 5)))
    assert stage.live("mastodon") == []
