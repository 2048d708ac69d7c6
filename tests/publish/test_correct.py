from __future__ import annotations

from datetime import timedelta

import pytest
from press_office import (
    LATER,
    NEWER,
    Newsroom,
    grave,
    in_force,
    ledger,
    refused,
    said,
    wanted,
)

from oyez.domain.delivery import Held
from oyez.publish.actions import (
    approve,
    break_glass,
    correct,
    edit,
    issue_prepared,
    retract,
    submit,
)
from oyez.publish.models import Delivery, Notice, Receipt

MENDED = said(texts=[NEWER], note="The road is open again")


def out(room: Newsroom, critical: bool = False) -> Notice:
    notice = room.approved(grave() if critical else None)
    for row in notice.deliveries.all():
        Receipt.objects.create(delivery=row, revision=1, remote_id="r", at=LATER)
    notice.deliveries.update(held=Held.LIVE, attempt=1, due_at=None)
    Notice.objects.filter(pk=notice.pk).update(state="live")
    notice.revisions.filter(number=1).update(state="issued")
    notice.refresh_from_db()
    return notice


def test_a_correction_needs_its_own_second_person(room: Newsroom) -> None:
    notice = out(room)
    revision = correct(room.alice, notice, MENDED, at=LATER)
    assert (revision.number, revision.kind, revision.state) == (2, "correction", "draft")
    assert wanted(notice) == {1}
    submit(room.alice, revision, at=LATER)
    notice.refresh_from_db()
    assert notice.state == "live"
    with refused("", "no role"):
        approve(room.alice, revision, version=1, at=LATER)
    approve(room.bob, revision, version=1, at=LATER)
    assert wanted(notice) == {2}
    assert set(notice.deliveries.values_list("held", "due_at")) == {("live", LATER)}
    notice.refresh_from_db()
    revision.refresh_from_db()
    assert (notice.state, revision.state, revision.issued_at) == ("corrected", "issued", LATER)
    assert ledger(notice)[-3:] == ["publish.correct", "publish.submit", "publish.approve"]


def test_the_public_is_told_what_changed(room: Newsroom) -> None:
    with refused("note", "public reads it"):
        correct(room.alice, out(room), said(texts=[NEWER]), at=LATER)


def test_what_has_not_gone_out_is_edited_and_what_is_gone_stays_gone(room: Newsroom) -> None:
    with refused("", "edit it instead"):
        correct(room.alice, room.composed().notice, MENDED, at=LATER)
    notice = out(room)
    retract(room.bob, notice, "Wrong", at=LATER)
    with refused("", "write a new one"):
        correct(room.alice, notice, MENDED, at=LATER)
    assert wanted(notice) == {None}


def test_what_waits_for_its_time_is_edited(room: Newsroom) -> None:
    notice = room.approved(grave(scheduled_at=LATER + timedelta(hours=3)))
    with refused("", "edit it instead"):
        correct(room.alice, notice, MENDED, at=LATER)
    with refused("", "edit it instead"):
        issue_prepared(room.bob, notice, at=LATER)
    assert wanted(notice) == {1}
    correct(room.alice, notice, MENDED, at=LATER + timedelta(hours=3))


def test_a_correction_does_not_bring_a_notice_out_before_its_time(room: Newsroom) -> None:
    notice = room.approved()
    correction = correct(room.alice, notice, MENDED, at=LATER)
    submit(room.alice, correction, at=LATER)
    then = LATER + timedelta(hours=3)
    first = edit(
        room.alice, notice.revisions.get(number=1), said(scheduled_at=then), version=1, at=LATER
    )
    with refused("", "edit it instead"):
        approve(room.bob, correction, version=1, at=LATER)
    submit(room.alice, first, at=LATER)
    approve(room.bob, first, version=2, at=LATER)
    correction.refresh_from_db()
    approve(room.bob, correction, version=1, at=LATER)
    assert set(notice.deliveries.values_list("wanted", "due_at")) == {(2, then)}


def test_an_older_correction_does_not_overtake_a_newer_one(room: Newsroom) -> None:
    notice = out(room)
    older = correct(room.alice, notice, MENDED, at=LATER)
    newer = correct(room.alice, notice, said(note="Later"), at=LATER)
    for revision in (newer, older):
        submit(room.alice, revision, at=LATER)
    approve(room.bob, newer, version=1, at=LATER)
    with refused("", "A newer correction went out"):
        approve(room.bob, older, version=1, at=LATER)
    assert wanted(notice) == {3}
    assert older.approvals.count() == 0


def test_the_glass_is_no_way_round_a_newer_correction(room: Newsroom) -> None:
    notice = out(room, critical=True)
    draft = grave(note="Open")
    older, newer = (correct(room.alice, notice, draft, at=LATER) for _ in range(2))
    submit(room.alice, newer, at=LATER)
    approve(room.bob, newer, version=1, at=LATER)
    with refused("", "A newer correction went out"):
        break_glass(room.dora, older, "Nobody else is on duty.", version=1, at=LATER)


def test_a_correction_of_a_critical_notice_needs_no_further_one(room: Newsroom) -> None:
    notice = out(room, critical=True)
    draft = grave(texts=[NEWER], prepared=(), note="The road is open again")
    assert correct(room.alice, notice, draft, at=LATER).number == 3


@pytest.mark.parametrize("name", ["bob", "charlie"])
def test_only_authors_write_corrections(room: Newsroom, name: str) -> None:
    with refused("", "no role"):
        correct(getattr(room, name), out(room), MENDED, at=LATER)


def test_the_prepared_correction_goes_out_at_once(room: Newsroom) -> None:
    notice = out(room, critical=True)
    prepared = issue_prepared(room.bob, notice, at=LATER)
    assert (prepared.number, prepared.state, prepared.issued_at) == (2, "issued", LATER)
    assert wanted(notice) == {2}
    notice.refresh_from_db()
    assert notice.state == "corrected"
    assert ledger(notice)[-1] == "publish.issue_prepared"
    with refused("", "went out already"):
        issue_prepared(room.dora, notice, at=LATER)
    assert ledger(notice).count("publish.issue_prepared") == 1


def test_without_one_there_is_nothing_to_issue(room: Newsroom) -> None:
    with refused("", "No correction was prepared"):
        issue_prepared(room.bob, out(room), at=LATER)


def test_an_unapproved_prepared_correction_does_not_go_out(room: Newsroom) -> None:
    notice = out(room, critical=True)
    notice.revisions.get(number=2).approvals.update(voided_at=LATER)
    with refused("", "not approved"):
        issue_prepared(room.bob, notice, at=LATER)
    assert wanted(notice) == {1}
    assert in_force(notice) == 1


def test_it_is_not_issued_before_the_notice_or_after_its_end(room: Newsroom) -> None:
    with refused("", "not gone out"):
        issue_prepared(room.dora, room.submitted(grave()).notice, at=LATER)
    notice = out(room, critical=True)
    retract(room.bob, notice, "Wrong", at=LATER)
    with refused("", "taken back"):
        issue_prepared(room.bob, notice, at=LATER)


def test_authors_do_not_issue_it(room: Newsroom) -> None:
    with refused("", "no role"):
        issue_prepared(room.alice, out(room, critical=True), at=LATER)


def test_what_was_taken_back_on_one_channel_is_not_brought_back(room: Newsroom) -> None:
    notice = out(room, critical=True)
    gone = Delivery.objects.filter(notice=notice, platform="mastodon")
    gone.update(wanted=None)
    issue_prepared(room.bob, notice, at=LATER + timedelta(minutes=1))
    assert gone.get().wanted is None
