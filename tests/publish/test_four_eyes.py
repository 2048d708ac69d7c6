"""What the database itself refuses, whatever code writes to it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from press_office import LATER, NEWER, NOW, Newsroom, first, grave, said

from oyez.accounts.models import Person
from oyez.publish.actions import approve, correct, submit
from oyez.publish.models import Approval, Contribution, Delivery, Notice, Revision


def give(revision: Revision, by: Person, **more: object) -> Approval:
    with transaction.atomic():
        return Approval.objects.create(revision=revision, by=by, fingerprint="f", **more)


def deliver(room: Newsroom, notice: Notice, wanted: int | None) -> Delivery:
    with transaction.atomic():
        return Delivery.objects.create(
            notice=notice,
            channel=room.channels["mastodon"],
            platform="mastodon",
            key="k",
            wanted=wanted,
        )


def test_who_wrote_cannot_be_written_down_as_approver(room: Newsroom) -> None:
    revision = room.submitted()
    with pytest.raises(IntegrityError, match="may not approve"):
        give(revision, room.alice)
    give(revision, room.bob)


def test_who_wrote_the_prepared_correction_cannot_approve_the_notice(room: Newsroom) -> None:
    notice = room.submitted(grave()).notice
    Contribution.objects.create(revision=notice.revisions.get(number=2), person=room.dora)
    with pytest.raises(IntegrityError, match="may not approve"):
        give(first(notice), room.dora)


def test_a_broken_glass_needs_a_reason(room: Newsroom) -> None:
    revision = room.submitted()
    with pytest.raises(IntegrityError):
        give(revision, room.alice, break_glass=True)
    give(revision, room.alice, break_glass=True, reason="Alone")


def test_nobody_reviews_themselves(room: Newsroom) -> None:
    glass = give(room.submitted(), room.dora, break_glass=True, reason="Alone")
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=glass.pk).update(reviewed_by=room.dora)


def test_one_approval_holds_at_a_time(room: Newsroom) -> None:
    revision = room.submitted()
    give(revision, room.bob)
    with pytest.raises(IntegrityError):
        give(revision, room.people["Beth"])


def test_who_approved_cannot_be_written_down_as_contributor(room: Newsroom) -> None:
    revision = room.submitted()
    give(revision, room.bob)
    with pytest.raises(IntegrityError, match="may not write"), transaction.atomic():
        Contribution.objects.create(revision=revision, person=room.bob)
    Contribution.objects.create(revision=revision, person=room.anton)


@pytest.mark.parametrize(
    "change", [{"fingerprint": "other"}, {"break_glass": True}, {"at": NOW}, {"by": "Beth"}]
)
def test_an_approval_is_never_rewritten(room: Newsroom, change: dict[str, object]) -> None:
    approval = give(room.submitted(), room.bob, reason="x", at=LATER)
    new = {name: room.people[str(v)] if name == "by" else v for name, v in change.items()}
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        Approval.objects.filter(pk=approval.pk).update(**new)
    Approval.objects.filter(pk=approval.pk).update(voided_at=NOW)


def test_an_approval_does_not_move_to_another_text(room: Newsroom) -> None:
    approval, other = give(room.submitted(), room.bob), room.submitted()
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        Approval.objects.filter(pk=approval.pk).update(revision=other)


@pytest.mark.parametrize("again", [None, LATER])
def test_an_approval_that_ended_stays_so(room: Newsroom, again: object) -> None:
    approval = give(room.submitted(), room.bob)
    ended = Approval.objects.filter(pk=approval.pk)
    ended.update(voided_at=NOW)
    with pytest.raises(IntegrityError, match="stays so"), transaction.atomic():
        ended.update(voided_at=again)
    ended.update(voided_at=NOW)


def test_nothing_is_delivered_without_approval(room: Newsroom) -> None:
    revision = room.submitted()
    with pytest.raises(IntegrityError, match="needs an approval"):
        deliver(room, revision.notice, 1)
    approval = give(revision, room.bob)
    approval.voided_at = NOW
    approval.save()
    with pytest.raises(IntegrityError, match="needs an approval"):
        deliver(room, revision.notice, 1)


def test_a_delivery_does_not_move_to_an_unapproved_text(room: Newsroom) -> None:
    notice = room.approved()
    revision = correct(room.alice, notice, said(texts=[NEWER], note="Time"), at=LATER)
    rows = Delivery.objects.filter(notice=notice)
    with pytest.raises(IntegrityError, match="needs an approval"), transaction.atomic():
        rows.update(wanted=revision.number)
    rows.update(wanted=None)
    with pytest.raises(IntegrityError, match="needs an approval"), transaction.atomic():
        rows.update(wanted=revision.number)
    submit(room.alice, revision, at=LATER)
    rows.update(wanted=1)
    approve(room.bob, revision, version=1, at=LATER)
    assert set(rows.values_list("wanted", flat=True)) == {revision.number}


def test_one_delivery_per_channel(room: Newsroom) -> None:
    notice = room.approved()
    with pytest.raises(IntegrityError):
        deliver(room, notice, 1)
