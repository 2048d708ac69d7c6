"""The thing said: how grave it is, and the life of a notice and of its revisions, as tables."""

from __future__ import annotations

from enum import StrEnum


class Urgency(StrEnum):
    """How grave a notice is."""

    ROUTINE = "routine"
    IMPORTANT = "important"
    CRITICAL = "critical"


class NoticeState(StrEnum):
    """The life of a notice."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    LIVE = "live"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    EXPIRED = "expired"


class RevisionState(StrEnum):
    """The way of one revision to its approval."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    ISSUED = "issued"


class RevisionKind(StrEnum):
    """Why a revision exists."""

    FIRST = "first"
    CORRECTION = "correction"
    PREPARED = "prepared"


N, R = NoticeState, RevisionState

NOTICE_MOVES: dict[NoticeState, frozenset[NoticeState]] = {
    N.DRAFT: frozenset({N.SUBMITTED, N.APPROVED}),
    N.SUBMITTED: frozenset({N.DRAFT, N.RETURNED, N.APPROVED}),
    N.RETURNED: frozenset({N.DRAFT, N.SUBMITTED, N.APPROVED}),
    # Corrected without having been live: between the approval and the first receipt.
    N.APPROVED: frozenset({N.DRAFT, N.LIVE, N.CORRECTED, N.RETRACTED, N.EXPIRED}),
    N.LIVE: frozenset({N.CORRECTED, N.RETRACTED, N.EXPIRED}),
    N.CORRECTED: frozenset({N.RETRACTED, N.EXPIRED}),
    N.EXPIRED: frozenset({N.CORRECTED, N.RETRACTED}),
    N.RETRACTED: frozenset(),
}

# A prepared correction is returned, from whatever state, when its notice is edited.
REVISION_MOVES: dict[RevisionState, frozenset[RevisionState]] = {
    R.DRAFT: frozenset({R.SUBMITTED, R.RETURNED, R.APPROVED}),
    R.SUBMITTED: frozenset({R.DRAFT, R.RETURNED, R.APPROVED}),
    R.RETURNED: frozenset({R.DRAFT, R.SUBMITTED, R.APPROVED}),
    R.APPROVED: frozenset({R.DRAFT, R.RETURNED, R.ISSUED}),
    R.ISSUED: frozenset(),
}

EDITABLE = frozenset({R.DRAFT, R.SUBMITTED, R.RETURNED, R.APPROVED})
PUBLIC = frozenset({N.APPROVED, N.LIVE, N.CORRECTED, N.EXPIRED, N.RETRACTED})
RETRACTABLE = frozenset({N.APPROVED, N.LIVE, N.CORRECTED, N.EXPIRED})


def _check() -> None:
    """A state machine with a dead end nobody meant is a bug of the table, found on import."""
    if set(NOTICE_MOVES) != set(N) or set(REVISION_MOVES) != set(R):
        raise AssertionError("a state is missing from its table of moves")
    ends = {state for state, moves in NOTICE_MOVES.items() if not moves}
    if ends != {N.RETRACTED}:
        raise AssertionError(f"only a retracted notice is at its end, not {sorted(ends)}")


_check()
