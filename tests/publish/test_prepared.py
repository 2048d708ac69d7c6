"""The prepared correction goes with its notice: written, changed and approved together with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from press_office import LATER, NEWER, TEXT, Newsroom, first, grave, in_force, refused, said

from oyez.domain.notice import RevisionKind
from oyez.publish.actions import approve, break_glass, edit, issue_prepared, send_back, submit
from oyez.publish.models import Revision

ALONE: dict[str, Callable[[Newsroom, Revision], object]] = {
    "approve": lambda room, one: approve(room.bob, one, version=1, at=LATER),
    "send back": lambda room, one: send_back(room.bob, one, "No"),
    "glass": lambda room, one: break_glass(
        room.dora, one, "Nobody else is on duty.", version=1, at=LATER
    ),
    "submit": lambda room, one: submit(room.alice, one, at=LATER),
    "edit": lambda room, one: edit(room.alice, one, said(note="x"), version=1, at=LATER),
}


@pytest.mark.parametrize("verb", ALONE.values(), ids=ALONE)
def test_it_has_no_way_of_its_own(
    room: Newsroom, verb: Callable[[Newsroom, Revision], object]
) -> None:
    revision = room.submitted(grave())
    prepared = revision.notice.revisions.get(kind=RevisionKind.PREPARED)
    with refused("", "together with its notice"):
        verb(room, prepared)
    approve(room.bob, revision, version=1, at=LATER)
    assert in_force(revision.notice) == 2


def again(room: Newsroom, revision: Revision) -> None:
    submit(room.alice, revision, at=LATER)
    approve(room.bob, revision, version=revision.version, at=LATER)


def test_an_edit_puts_the_earlier_one_aside(room: Newsroom) -> None:
    notice = room.approved(grave())
    again(room, edit(room.alice, first(notice), grave(prepared=[TEXT]), version=1, at=LATER))
    prepared = notice.revisions.filter(kind=RevisionKind.PREPARED)
    assert list(prepared.values_list("number", "state")) == [(2, "returned"), (3, "approved")]
    assert issue_prepared(room.bob, notice, at=LATER).texts == [TEXT.as_json()]


def test_one_that_was_dropped_does_not_go_out(room: Newsroom) -> None:
    revision = room.composed(grave())
    again(room, edit(room.alice, revision, said(texts=[NEWER]), version=1, at=LATER))
    assert in_force(revision.notice) == 1
    with refused("", "No correction was prepared"):
        issue_prepared(room.bob, revision.notice, at=LATER)


def test_one_that_was_sent_back_with_its_notice_comes_again(room: Newsroom) -> None:
    revision = send_back(room.bob, room.submitted(grave()), "Which lane?")
    again(room, revision)
    assert issue_prepared(room.bob, revision.notice, at=LATER).number == 2
