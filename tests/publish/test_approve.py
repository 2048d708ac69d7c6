from __future__ import annotations

from datetime import timedelta

import pytest
from press_office import LATER, NEWER, NOW, Newsroom, first, grave, in_force, ledger, refused, said

from oyez.audit.models import Entry
from oyez.domain.channel import Mode
from oyez.domain.notice import RevisionKind
from oyez.govern.actions import change_mode
from oyez.publish.actions import approve, correct, edit, retract, send_back, submit
from oyez.publish.evidence import digest_of
from oyez.publish.fingerprint import fingerprint
from oyez.publish.models import Approval, Delivery, Lane, Telling


def test_submitting_hands_the_text_over_once(room: Newsroom) -> None:
    revision = submit(room.alice, room.composed(grave()), at=LATER)
    assert (revision.state, revision.submitted_at) == ("submitted", LATER)
    revision.notice.refresh_from_db()
    assert revision.notice.state == "submitted"
    prepared = revision.notice.revisions.get(kind=RevisionKind.PREPARED)
    assert prepared.state == "submitted"
    with refused("", "submitted already"):
        submit(room.alice, revision, at=LATER)
    assert ledger(revision.notice) == ["publish.compose", "publish.submit"]


def test_what_reaches_nobody_is_not_submitted(room: Newsroom) -> None:
    for platform in ("page", "mastodon", "bluesky"):
        change_mode(None, room.channels[platform], Mode.CRITICAL_ONLY, reason="Pilot ends")
    revision = room.composed()
    with refused("channels", "reach nobody"):
        submit(room.alice, revision, at=LATER)
    revision.refresh_from_db()
    assert revision.state == "draft"


def test_approval_makes_one_due_delivery_per_channel_the_own_page_first(room: Newsroom) -> None:
    revision = room.submitted()
    approval = approve(room.bob, revision, version=1, at=LATER)
    rows = list(Delivery.objects.order_by("rank", "pk"))
    assert rows[0].platform == "page"
    assert {row.platform for row in rows} == {"page", "mastodon", "bluesky"}
    assert {(row.wanted, row.due_at, row.held, row.lane) for row in rows} == {
        (1, LATER, "nothing", Lane.ROUTINE)
    }
    assert approval.fingerprint == fingerprint(revision, digest_of(approval.evidence))
    revision.refresh_from_db()
    assert (revision.state, revision.notice.state) == ("approved", "approved")
    assert ledger(revision.notice)[-1] == "publish.approve"
    entry = Entry.objects.get(action="publish.approve")
    assert entry.data["fingerprint"] == approval.fingerprint
    assert entry.actor == room.bob.signature


def test_a_scheduled_notice_is_due_at_its_time(room: Newsroom) -> None:
    notice = room.approved(said(scheduled_at=NOW + timedelta(hours=3)))
    due = set(Delivery.objects.filter(notice=notice).values_list("due_at", flat=True))
    assert due == {NOW + timedelta(hours=3)}


def test_a_critical_notice_goes_in_its_own_lane_with_its_correction_approved(
    room: Newsroom,
) -> None:
    notice = room.approved(grave())
    assert set(notice.deliveries.values_list("lane", flat=True)) == {Lane.CRITICAL}
    prepared = notice.revisions.get(kind=RevisionKind.PREPARED)
    assert prepared.state == "approved"
    assert in_force(notice) == 2
    assert {row.wanted for row in notice.deliveries.all()} == {1}


def test_a_channel_that_is_held_back_gets_no_delivery(room: Newsroom) -> None:
    change_mode(None, room.channels["mastodon"], Mode.REDUCED, reason="Pilot ends")
    notice = room.approved()
    assert {row.platform for row in notice.deliveries.all()} == {"page", "bluesky"}


def test_who_wrote_any_of_it_may_not_approve(room: Newsroom) -> None:
    room.dora.memberships.update(scope="/")
    revision = room.composed()
    edit(room.dora, revision, said(texts=[NEWER]), version=1, at=LATER)
    submit(room.alice, revision, at=LATER)
    with refused("", "wrote or edited"):
        approve(room.dora, revision, version=2, at=LATER)
    assert not Approval.objects.exists()
    approve(room.bob, revision, version=2, at=LATER)


@pytest.mark.parametrize("name", ["alice", "anton", "charlie"])
def test_only_approvers_of_the_unit_approve(room: Newsroom, name: str) -> None:
    with refused("", "no role"):
        approve(getattr(room, name), room.submitted(), version=1, at=LATER)


def test_exactly_the_wording_that_was_seen_is_approved(room: Newsroom) -> None:
    revision = room.submitted()
    edit(room.alice, revision, said(texts=[NEWER]), version=1, at=LATER)
    submit(room.alice, revision, at=LATER)
    with refused("", "changed after you opened"):
        approve(room.bob, revision, version=1, at=LATER)
    assert not Delivery.objects.exists()


def test_twice_is_told_and_written_once(room: Newsroom) -> None:
    revision = room.submitted()
    approve(room.bob, revision, version=1, at=LATER)
    with refused("", "approved already"):
        approve(room.people["Beth"], revision, version=1, at=LATER)
    assert Approval.objects.count() == 1
    assert Delivery.objects.count() == 3
    assert ledger(revision.notice).count("publish.approve") == 1


def test_a_draft_cannot_be_approved(room: Newsroom) -> None:
    with refused("", "not been submitted"):
        approve(room.bob, room.composed(), version=1, at=LATER)


def test_nothing_is_approved_for_a_notice_that_was_taken_back(room: Newsroom) -> None:
    notice = room.approved()
    revision = correct(room.alice, notice, said(texts=[NEWER], note="Time"), at=LATER)
    submit(room.alice, revision, at=LATER)
    retract(room.bob, notice, "Wrong road", at=LATER)
    with refused("", "taken back meanwhile"):
        approve(room.bob, revision, version=1, at=LATER)
    assert set(notice.deliveries.values_list("wanted", flat=True)) == {None}


def test_sending_back_tells_the_author_why(room: Newsroom) -> None:
    revision = send_back(room.bob, room.submitted(), " Which lane? ")
    assert (revision.state, revision.return_reason) == ("returned", "Which lane?")
    revision.notice.refresh_from_db()
    assert revision.notice.state == "returned"
    told = Telling.objects.get(person=room.alice)
    assert "Which lane?" in told.values["reason"]
    assert ledger(revision.notice)[-1] == "publish.send_back"


def test_sending_back_needs_a_reason_and_a_submitted_text(room: Newsroom) -> None:
    revision = room.submitted()
    with refused("reason", "what has to change"):
        send_back(room.bob, revision, "  ")
    send_back(room.bob, revision, "No")
    with refused("", "sent back already"):
        send_back(room.bob, revision, "No")
    with refused("", "no role"):
        send_back(room.anton, revision, "No")


def test_an_approved_text_is_not_sent_back(room: Newsroom) -> None:
    notice = room.approved()
    with refused("", "approved already"):
        send_back(room.bob, first(notice), "Too late")
    assert in_force(notice) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"texts": [NEWER]},
        {"links": ["https://derby.example/a38"]},
        {"area": "Derby"},
        {"valid_until": NOW + timedelta(days=1)},
        {"scheduled_at": NOW + timedelta(hours=1)},
        {"note": "x"},
    ],
)
def test_the_fingerprint_covers_all_that_goes_out(
    room: Newsroom, change: dict[str, object]
) -> None:
    revision = room.composed()
    before = fingerprint(revision)
    type(revision).objects.filter(pk=revision.pk).update(version=0)
    edit(room.alice, revision, said(**change), version=0, at=NOW)
    assert revision.version == 1
    assert fingerprint(revision) != before
