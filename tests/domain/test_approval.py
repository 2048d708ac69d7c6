from __future__ import annotations

import pytest

from oyez.domain.approval import (
    refusal_of_kind,
    refusal_of_state,
    refusal_to_approve,
    refusal_to_break_glass,
    refusal_to_review,
)
from oyez.domain.notice import RevisionKind, RevisionState, Urgency

REASON = "Nobody else is on duty tonight."


def test_who_wrote_may_not_approve() -> None:
    assert refusal_to_approve(1, {2, 3}) is None
    assert "another person" in str(refusal_to_approve(2, {2, 3}))


@pytest.mark.parametrize("state", list(RevisionState))
def test_only_what_is_submitted_is_decided_about(state: RevisionState) -> None:
    refusal = refusal_of_state(state)
    assert (refusal is None) is (state is RevisionState.SUBMITTED)


@pytest.mark.parametrize("kind", list(RevisionKind))
def test_only_a_prepared_correction_has_no_way_of_its_own(kind: RevisionKind) -> None:
    assert (refusal_of_kind(kind) is None) is (kind is not RevisionKind.PREPARED)


def test_each_state_says_something_of_its_own() -> None:
    told = {str(refusal_of_state(state)) for state in RevisionState}
    assert len(told) == len(RevisionState)


@pytest.mark.parametrize(
    ("urgency", "reason", "told"),
    [
        (Urgency.CRITICAL, REASON, ""),
        (Urgency.IMPORTANT, REASON, "critical"),
        (Urgency.ROUTINE, REASON, "critical"),
        (Urgency.CRITICAL, "  late    ", "sentence"),
        (Urgency.CRITICAL, " " * 40, "sentence"),
    ],
)
def test_when_the_glass_may_be_broken(urgency: Urgency, reason: str, told: str) -> None:
    refusal = refusal_to_break_glass(urgency, reason)
    assert (refusal is None) if not told else told in str(refusal)


def test_a_broken_glass_is_reviewed_by_another_person() -> None:
    assert refusal_to_review(1, 2) is None
    assert refusal_to_review(1, 1) is not None
