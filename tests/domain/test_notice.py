from __future__ import annotations

import pytest

from oyez.domain.notice import (
    EDITABLE,
    NOTICE_MOVES,
    PUBLIC,
    RETRACTABLE,
    REVISION_MOVES,
    NoticeState,
    RevisionState,
)

N, R = NoticeState, RevisionState


def reached(moves: dict, start: object) -> set:
    found, waiting = set(), [start]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found.add(state)
            waiting.extend(moves[state])
    return found


def test_every_state_is_reached_from_a_draft() -> None:
    assert reached(NOTICE_MOVES, N.DRAFT) == set(N)
    assert reached(REVISION_MOVES, R.DRAFT) == set(R)


@pytest.mark.parametrize("state", sorted(RETRACTABLE))
def test_what_may_stand_outside_may_be_taken_back(state: NoticeState) -> None:
    assert N.RETRACTED in NOTICE_MOVES[state]


def test_only_what_may_stand_outside_can_be_taken_back() -> None:
    assert {state for state in N if N.RETRACTED in NOTICE_MOVES[state]} == RETRACTABLE
    assert {N.RETRACTED} == PUBLIC - RETRACTABLE


def test_what_was_taken_back_stays_so() -> None:
    assert NOTICE_MOVES[N.RETRACTED] == frozenset()


def test_an_edit_leads_back_to_a_draft_and_nothing_issued_is_edited() -> None:
    assert {s for s in R if R.DRAFT in {s, *REVISION_MOVES[s]}} == EDITABLE
    assert R.ISSUED not in EDITABLE


def test_nothing_becomes_live_or_issued_without_approval() -> None:
    assert {state for state in N if N.LIVE in NOTICE_MOVES[state]} == {N.APPROVED}
    assert {state for state in R if R.ISSUED in REVISION_MOVES[state]} == {R.APPROVED}


def test_a_notice_is_corrected_from_its_approval_on() -> None:
    corrected = {state for state in N if N.CORRECTED in NOTICE_MOVES[state]}
    assert corrected == {N.APPROVED, N.LIVE, N.EXPIRED}


def test_a_broken_glass_approves_whatever_has_not_been_approved() -> None:
    assert {s for s in R if R.APPROVED in REVISION_MOVES[s]} == {R.DRAFT, R.SUBMITTED, R.RETURNED}
