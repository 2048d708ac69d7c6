"""Two people at the same moment: one wins, the other is told what happened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from press_office import LATER, NEWER, NOW, Newsroom, first, grave, in_force, ledger, said, wanted

from oyez.domain.delivery import Held
from oyez.domain.errors import NotAllowed
from oyez.publish.actions import (
    approve,
    break_glass,
    close_review,
    compose,
    correct,
    edit,
    issue_prepared,
    retract,
    settle,
    submit,
)
from oyez.publish.models import Approval, Delivery, Notice
from together import together

ROUNDS = 3
REASON = "Nobody else is on duty tonight."


def one_wins(*calls: Callable[[], object]) -> str:
    """Run them at once; exactly one succeeds, and what the other was told comes back."""
    results = together(*calls)
    told = [result for result in results if isinstance(result, NotAllowed)]
    failed = [result for result in results if isinstance(result, Exception)]
    assert failed == told
    assert len(told) == len(calls) - 1, results
    return str(told[0])


@pytest.mark.parametrize("_", range(ROUNDS))
def test_two_approve(shared_room: Newsroom, _: int) -> None:
    room, revision = shared_room, shared_room.submitted()
    people = (room.bob, room.people["Beth"])
    told = one_wins(*(partial(approve, one, revision, version=1, at=LATER) for one in people))
    assert "approved already" in told
    assert Approval.objects.count() == 1
    assert Delivery.objects.count() == 3
    assert ledger(revision.notice).count("publish.approve") == 1


@pytest.mark.parametrize("_", range(ROUNDS))
def test_one_approves_while_another_edits(shared_room: Newsroom, _: int) -> None:
    room, revision = shared_room, shared_room.submitted()
    other = type(revision).objects.get(pk=revision.pk)
    said_yes, changed = together(
        partial(approve, room.bob, revision, version=1, at=LATER),
        partial(edit, room.anton, other, said(texts=[NEWER]), version=1, at=LATER),
    )
    assert not isinstance(changed, Exception)
    assert isinstance(said_yes, Approval | NotAllowed)
    # Approved first and then voided, or edited first: either way nothing goes out.
    assert in_force(revision.notice) == 0
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("_", range(ROUNDS))
def test_a_takedown_while_a_correction_is_approved(shared_room: Newsroom, _: int) -> None:
    room = shared_room
    notice = room.approved()
    revision = correct(room.alice, notice, said(texts=[NEWER], note="Time"), at=LATER)
    submit(room.alice, revision, at=LATER)
    back, yes = together(
        partial(retract, room.dora, notice, "Wrong road", at=LATER),
        partial(approve, room.bob, revision, version=1, at=LATER),
    )
    assert back == 3
    assert isinstance(yes, Approval) or "taken back" in str(yes)
    assert wanted(notice) == {None}
    assert Notice.objects.get().state == "retracted"


def test_two_take_back(shared_room: Newsroom) -> None:
    room, notice = shared_room, shared_room.approved()
    same = Notice.objects.get(pk=notice.pk)
    told = one_wins(
        partial(retract, room.bob, notice, "Wrong road", at=LATER),
        partial(retract, room.dora, same, "Wrong road", at=LATER),
    )
    assert told.split()[0] in {"Bob", "Dora"}
    assert ledger(notice).count("publish.retract") == 1


def test_two_edit(shared_room: Newsroom) -> None:
    room, revision = shared_room, shared_room.composed()
    same = type(revision).objects.get(pk=revision.pk)
    told = one_wins(
        partial(edit, room.alice, revision, said(texts=[NEWER]), version=1, at=LATER),
        partial(edit, room.anton, same, said(), version=1, at=LATER),
    )
    assert "Somebody else changed" in told
    revision.refresh_from_db()
    assert revision.version == 2


def test_the_glass_is_broken_while_another_approves(shared_room: Newsroom) -> None:
    room, revision = shared_room, shared_room.submitted(grave())
    one_wins(
        partial(approve, room.bob, revision, version=1, at=LATER),
        partial(break_glass, room.dora, revision, REASON, version=1, at=LATER),
    )
    assert in_force(revision.notice) == 2
    assert Delivery.objects.count() == 3


def test_two_review(shared_room: Newsroom) -> None:
    room = shared_room
    glass = break_glass(room.dora, room.composed(grave()), REASON, version=1, at=LATER)
    people = (room.bob, room.people["Beth"])
    told = one_wins(*(partial(close_review, one, glass, "Fine", at=LATER) for one in people))
    assert "closed already" in told


def test_two_issue_the_prepared_correction(shared_room: Newsroom) -> None:
    room, notice = shared_room, shared_room.approved(grave())
    same = Notice.objects.get(pk=notice.pk)
    told = one_wins(
        partial(issue_prepared, room.bob, notice, at=LATER),
        partial(issue_prepared, room.dora, same, at=LATER),
    )
    assert "went out already" in told


def test_two_settle(shared_room: Newsroom) -> None:
    room, notice = shared_room, shared_room.approved()
    notice.deliveries.update(held=Held.NEEDS_PERSON, doubt=1, attempt=1)
    row = notice.deliveries.get(platform="mastodon")
    told = one_wins(
        partial(settle, room.bob, row, stands=True, at=LATER),
        partial(settle, room.dora, row, stands=False, at=LATER),
    )
    assert "done already" in told


def test_a_double_click_from_two_windows(shared_room: Newsroom) -> None:
    room = shared_room
    write = partial(compose, room.alice, room.unit, said(), at=NOW, form_key="k")
    one, two = together(write, write)
    assert one == two
    assert first(Notice.objects.get()).number == 1
