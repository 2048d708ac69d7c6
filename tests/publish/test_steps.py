"""From an approval to what the public sees, through the real adapters and the played platforms."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from hand import Stage
from press_office import NEWER, grave, said

from oyez.domain.delivery import Find, Publish
from oyez.govern.vault import secrets
from oyez.publish.actions import retract
from oyez.publish.models import Attempt, Delivery, Notice, Receipt, Telling

ALL = ("mastodon", "bluesky", "email")


def sent(stage: Stage, *platforms: str) -> Notice:
    for platform in platforms:
        stage.add(platform)
    return stage.room.approved(at=stage.hand.now)


def test_a_notice_goes_live_everywhere_with_its_receipts(stage: Stage) -> None:
    notice = sent(stage, *ALL)
    stage.hand.work()
    for platform in ALL:
        row = stage.row(notice, platform)
        assert (row.held, row.attempt, row.code, row.lease, row.due_at) == ("live", 1, "", "", None)
        assert row.live_at is not None
        receipt = Receipt.objects.get(delivery=row)
        assert (receipt.revision, receipt.gone_at) == (1, None)
        assert receipt.remote_id
        [there] = stage.live(platform)
        assert "The A38 is closed near Derby" in there["text"]
        assert f"/p/{notice.code}/" in there["text"]
    notice.refresh_from_db()
    assert notice.state == "live"
    assert notice.revisions.get().state == "issued"


def test_nothing_more_is_done_once_it_stands(stage: Stage) -> None:
    sent(stage, "mastodon")
    stage.hand.work()
    before = stage.sim.calls()["mastodon"]
    stage.hand.now += timedelta(days=2)
    assert stage.hand.turn() == 0
    assert stage.sim.calls()["mastodon"] == before


def test_a_scheduled_notice_waits_for_its_time(stage: Stage) -> None:
    stage.add("mastodon")
    at = stage.hand.now + timedelta(hours=3)
    stage.room.approved(said(scheduled_at=at), at=stage.hand.now)
    stage.hand.work()
    assert stage.live("mastodon") == []
    stage.hand.now = at
    stage.hand.work()
    assert len(stage.live("mastodon")) == 1


@pytest.mark.parametrize("platform", ["mastodon", "bluesky"])
@pytest.mark.parametrize("fault", ["drop_after_accept", "error_after", "half_answer", "garbage"])
def test_a_lost_answer_is_unknown_then_found_and_stands_once(
    stage: Stage, platform: str, fault: str
) -> None:
    notice = sent(stage, platform)
    stage.fault(platform, "publish", fault)
    stage.hand.turn()
    row = stage.row(notice, platform)
    assert (row.held, row.doubt) == ("unknown", 1)
    assert not Receipt.objects.exists()
    stage.hand.work()
    assert stage.row(notice, platform).held == "live"
    assert len(stage.ever(platform)) == 1
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize("fault", ["drop_before", "error_before"])
def test_an_answer_lost_before_it_was_taken_is_sent_again(stage: Stage, fault: str) -> None:
    notice = sent(stage, "mastodon")
    stage.fault("mastodon", "publish", fault)
    stage.hand.turn()
    assert stage.row(notice, "mastodon").held == "unknown"
    steps = []
    for _ in range(9):
        found = stage.hand.claim()
        steps += [type(errand.step) for errand in found]
        stage.hand.step.record([stage.hand.call(each) for each in found], stage.hand.now)
        stage.hand.now += timedelta(seconds=1)
    assert steps == [Find, Publish]
    assert len(stage.ever("mastodon")) == 1


def test_a_lost_answer_of_a_mail_is_a_persons_question_and_never_a_second_mail(
    stage: Stage,
) -> None:
    notice = sent(stage, "email")
    stage.fault("email", "publish", "drop_after_accept")
    stage.hand.work()
    row = stage.row(notice, "email")
    assert (row.held, row.task, row.task_for) == ("needs_person", "undecidable", stage.room.dora)
    assert len(stage.live("email")) == 1
    told = Telling.objects.get(person=stage.room.dora)
    assert told.values["code"] == notice.code


def test_a_limit_is_kept_to_its_second(stage: Stage) -> None:
    notice = sent(stage, "mastodon")
    stage.fault("mastodon", "publish", "rate_limit", seconds=30)
    began = stage.hand.now
    stage.hand.turn()
    row = stage.row(notice, "mastodon")
    assert (row.held, row.failures) == ("nothing", 1)
    assert row.retry_at is not None
    assert timedelta(seconds=25) < row.retry_at - began < timedelta(seconds=35)
    stage.hand.now = row.retry_at - timedelta(seconds=1)
    assert stage.hand.turn() == 0
    stage.hand.work()
    assert stage.row(notice, "mastodon").held == "live"
    assert len(stage.ever("mastodon")) == 1


def test_an_expired_session_is_renewed_once_and_stored_sealed(stage: Stage) -> None:
    sent(stage, "bluesky")
    stage.hand.work()
    channel = stage.room.channels["bluesky"]
    channel.refresh_from_db()
    first = secrets(channel)
    assert first["access_jwt"]
    assert first["access_jwt"].encode() not in bytes(channel.secrets)
    again = stage.room.approved(at=stage.hand.now)
    stage.fault("bluesky", "publish", "expired_token")
    before = stage.sim.calls()["bluesky"].get("auth", 0)
    stage.hand.work()
    assert stage.row(again, "bluesky").held == "live"
    assert stage.sim.calls()["bluesky"]["auth"] == before + 1
    channel.refresh_from_db()
    assert secrets(channel)["access_jwt"] != first["access_jwt"]
    assert secrets(channel)["app_password"] == "hunter2-app"
    assert len(stage.ever("bluesky")) == 2


def test_a_late_result_of_a_lost_lease_writes_nothing(stage: Stage) -> None:
    notice = sent(stage, "mastodon")
    [slow] = stage.hand.claim()
    row = stage.row(notice, "mastodon")
    assert (row.held, row.attempt) == ("sending", 1)
    assert Attempt.objects.count() == 1
    assert stage.hand.another(stage.hand.now + timedelta(seconds=2)).claim() == []
    assert row.lease_until is not None
    other = stage.hand.another(row.lease_until)
    late = stage.hand.call(slow)
    [found] = other.claim()
    assert isinstance(found.step, Find)
    before = Delivery.objects.filter(pk=row.pk).values().get()
    stage.hand.step.record([late], other.now)
    assert Delivery.objects.filter(pk=row.pk).values().get() == before
    assert not Receipt.objects.exists()
    other.step.record([other.call(found)], other.now)
    other.work()
    assert stage.row(notice, "mastodon").held == "live"
    assert len(stage.ever("mastodon")) == 1


def test_an_errand_that_outlived_its_lease_sends_nothing(stage: Stage) -> None:
    sent(stage, "mastodon")
    [errand] = stage.hand.claim()
    _, came = stage.hand.call(replace(errand, stop_at=errand.claimed - 1))
    assert came.receipt is None
    assert stage.ever("mastodon") == []


def test_no_text_and_no_secret_reaches_the_log(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    notice = sent(stage, *ALL)
    for platform in ALL:
        stage.fault(platform, "publish", "error_after")
    stage.hand.work()
    retract(stage.room.dora, notice, "Wrong road entirely", at=stage.hand.now)
    stage.hand.work()
    own = [r for r in caplog.records if not r.name.startswith("django.db")]
    logged = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in own)
    for word in ("A38", "Wrong road", "hunter2", f"sim-{stage.tag}", "eyJ"):
        assert word not in logged


def test_errands_and_results_show_no_secret(stage: Stage) -> None:
    sent(stage, "mastodon", "bluesky")
    for errand in stage.hand.claim():
        came = stage.hand.call(errand)[1]
        shown = f"{errand!r} {came!r}"
        for word in ("hunter2", f"sim-{stage.tag}", "eyJ"):
            assert word not in shown


def test_critical_notices_have_a_lane_of_their_own(stage: Stage) -> None:
    stage.add("mastodon")
    stage.room.approved(at=stage.hand.now)
    stage.room.approved(grave(texts=[NEWER]), at=stage.hand.now)
    assert len(stage.hand.claim("critical")) == 1
    assert len(stage.hand.claim("routine")) == 1
