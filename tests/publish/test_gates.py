"""May this go out? Asked again from rows, in the moment before sending."""

from __future__ import annotations

from datetime import timedelta

from hand import Stage
from press_office import said

from oyez.domain.channel import Mode
from oyez.govern.actions import change_mode, freeze, lift_freeze
from oyez.publish.models import Attempt, Notice

ALL = ("mastodon", "bluesky", "email")


def sent(stage: Stage, *platforms: str) -> Notice:
    for platform in platforms:
        stage.add(platform)
    return stage.room.approved(at=stage.hand.now)


def test_a_channel_closed_since_the_approval_sends_nothing(stage: Stage) -> None:
    notice = sent(stage, "mastodon", "bluesky")
    change_mode(None, stage.room.channels["mastodon"], Mode.CRITICAL_ONLY, reason="Pilot ends")
    stage.hand.work()
    row = stage.row(notice, "mastodon")
    assert row.held == "refused"
    assert row.reason is not None
    assert "critical notices only" in row.reason["template"]
    assert not Attempt.objects.filter(delivery=row).exists()
    assert stage.ever("mastodon") == []
    assert len(stage.live("bluesky")) == 1


def test_a_voided_approval_sends_nothing(stage: Stage) -> None:
    notice = sent(stage, "mastodon")
    notice.revisions.get().approvals.update(voided_at=stage.hand.now)
    stage.hand.work()
    assert stage.row(notice, "mastodon").held == "refused"
    assert stage.ever("mastodon") == []


def test_a_notice_that_ended_is_not_sent_any_more(stage: Stage) -> None:
    stage.add("mastodon")
    ends = stage.hand.now + timedelta(minutes=10)
    notice = stage.room.approved(said(valid_until=ends), at=stage.hand.now)
    stage.hand.now = ends
    stage.hand.work()
    assert stage.row(notice, "mastodon").held == "refused"
    assert stage.ever("mastodon") == []


def test_a_freeze_holds_and_its_lifting_lets_go(stage: Stage) -> None:
    notice = sent(stage, "mastodon")
    brake = freeze(None, stage.room.unit.path, reason="Passwords stolen", machine="watch")
    assert stage.hand.turn() == 0
    row = stage.row(notice, "mastodon")
    assert (row.held, row.attempt) == ("nothing", 0)
    assert row.reason is not None
    assert row.due_at is not None
    assert row.due_at <= stage.hand.now + timedelta(seconds=2)
    for name in ("Greta", "Gus"):
        brake = lift_freeze(stage.room.people[name], brake)
    stage.hand.work()
    assert stage.row(notice, "mastodon").held == "live"
    assert stage.row(notice, "mastodon").reason is None
