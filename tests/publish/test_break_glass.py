from __future__ import annotations

import pytest
from press_office import LATER, NOW, Newsroom, first, grave, in_force, ledger, refused, said

from oyez.domain.channel import Mode
from oyez.domain.notice import Urgency
from oyez.govern.actions import change_mode
from oyez.publish.actions import break_glass, close_review, compose, send_back
from oyez.publish.models import Approval, Delivery, Telling

REASON = "Nobody else is on duty tonight."


def broken(room: Newsroom) -> Approval:
    return break_glass(room.dora, room.composed(grave()), REASON, version=1, at=LATER)


def test_the_duty_officer_sends_alone_and_everybody_is_told(room: Newsroom) -> None:
    approval = broken(room)
    notice = approval.revision.notice
    assert (approval.break_glass, approval.reason, approval.by) == (True, REASON, room.dora)
    assert Delivery.objects.filter(notice=notice, due_at=LATER).count() == 3
    assert in_force(notice) == 2
    told = set(Telling.objects.filter(notice=notice).values_list("person__name", flat=True))
    assert told == {"Alice", "Anton", "Bob", "Beth", "Greta", "Gus"}
    assert ledger(notice) == ["publish.compose", "publish.break_glass"]


def test_also_for_a_text_of_their_own(room: Newsroom) -> None:
    notice = compose(room.dora, room.unit, grave(), at=NOW)
    approval = break_glass(room.dora, first(notice), REASON, version=1, at=LATER)
    assert approval.by == room.dora


def test_only_for_critical_notices_with_a_reason_in_words(room: Newsroom) -> None:
    revision = room.composed(said(urgency=Urgency.IMPORTANT))
    with refused("reason", "Only a critical"):
        break_glass(room.dora, revision, REASON, version=1, at=LATER)
    with refused("reason", "Write in a sentence"):
        break_glass(room.dora, room.composed(grave()), "  urgent ", version=1, at=LATER)
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("name", ["alice", "bob", "charlie"])
def test_only_by_the_duty_officer_of_the_unit(room: Newsroom, name: str) -> None:
    with refused("", "no role"):
        break_glass(getattr(room, name), room.composed(grave()), REASON, version=1, at=LATER)


def test_only_for_the_wording_that_was_seen_and_once(room: Newsroom) -> None:
    revision = room.composed(grave())
    with refused("", "changed after"):
        break_glass(room.dora, revision, REASON, version=7, at=LATER)
    assert not Approval.objects.exists()
    break_glass(room.dora, revision, REASON, version=1, at=LATER)
    with refused("", "approved already"):
        break_glass(room.dora, revision, REASON, version=1, at=LATER)
    assert Delivery.objects.count() == 3


def test_not_when_it_would_reach_nobody(room: Newsroom) -> None:
    for channel in room.channels.values():
        change_mode(None, channel, Mode.CLOSING, reason="Pilot ends")
    with refused("channels", "reach nobody"):
        broken(room)


def test_another_person_closes_the_review_once(room: Newsroom) -> None:
    approval = broken(room)
    with refused("", "Another person"):
        close_review(room.dora, approval, "All fine", at=LATER)
    with refused("note", "what the review found"):
        close_review(room.bob, approval, " ", at=LATER)
    closed = close_review(room.bob, approval, " It was right. ", at=LATER)
    assert (closed.reviewed_by, closed.reviewed_at) == (room.bob, LATER)
    assert closed.review_note == "It was right."
    with refused("", "closed already"):
        close_review(room.people["Beth"], approval, "Me too", at=LATER)
    assert ledger(approval.revision.notice)[-1] == "publish.close_review"
    assert not Approval.objects.filter(break_glass=True, reviewed_at=None).exists()


@pytest.mark.parametrize("name", ["alice", "charlie"])
def test_only_approvers_review(room: Newsroom, name: str) -> None:
    with refused("", "no role"):
        close_review(getattr(room, name), broken(room), "Fine", at=LATER)


def test_also_for_a_text_that_was_sent_back(room: Newsroom) -> None:
    revision = send_back(room.bob, room.submitted(grave()), "Which lane?")
    break_glass(room.dora, revision, REASON, version=1, at=LATER)
    assert set(revision.notice.revisions.values_list("state", flat=True)) == {"approved"}
