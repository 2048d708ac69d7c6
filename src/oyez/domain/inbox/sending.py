"""The life of something done about an item on its platform, as a table: never twice, never lost.

What a platform may or may not have done is unknown. It is done again only where a repetition is
the same deed; everything else a person looks at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from oyez.domain.delivery import FailureClass


class State(StrEnum):
    """ASKED waits for a second person, WANTED for the worker, BY_HAND for somebody's word."""

    ASKED = "asked"
    WANTED = "wanted"
    SENDING = "sending"
    UNKNOWN = "unknown"
    DONE = "done"
    BY_HAND = "by_hand"
    REFUSED = "refused"
    LEFT = "left"


S = State
MOVES: Final[dict[State, frozenset[State]]] = {
    S.ASKED: frozenset({S.WANTED, S.LEFT}),
    S.WANTED: frozenset({S.SENDING, S.BY_HAND, S.REFUSED, S.LEFT}),
    S.SENDING: frozenset({S.DONE, S.WANTED, S.UNKNOWN, S.BY_HAND, S.REFUSED}),
    S.UNKNOWN: frozenset({S.SENDING, S.BY_HAND}),
    S.BY_HAND: frozenset({S.DONE, S.WANTED, S.LEFT}),
    S.DONE: frozenset(),
    S.REFUSED: frozenset(),
    S.LEFT: frozenset(),
}
OPEN: Final = frozenset({S.ASKED, S.WANTED, S.SENDING, S.UNKNOWN, S.BY_HAND})
LEASE: Final = timedelta(seconds=60)  # longer than a call may take
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=5)
PATIENCE: Final = timedelta(hours=1)  # an answer that comes later is none
ACCOUNT: Final = frozenset({FailureClass.AUTH, FailureClass.PERMISSION, FailureClass.SUSPENDED})
NOT_YET: Final = frozenset(
    {
        FailureClass.TRANSIENT,
        FailureClass.RATE_LIMITED,
        FailureClass.QUOTA,
        FailureClass.BUDGET,
    }
)


@dataclass(frozen=True, slots=True)
class Course:
    """How often it was tried, since when, and whether trying again is the same deed.

    `doubt` says that an earlier attempt may have been done.
    """

    attempt: int
    since: datetime
    repeatable: bool
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """The state it is in now, and when the worker looks at it again."""

    state: State
    due_at: datetime | None = None


def after_failure(
    course: Course, cls: FailureClass, retry_at: datetime | None, now: datetime
) -> Next:
    """What becomes of it when the platform said no, or nothing."""
    if cls is FailureClass.AMBIGUOUS:
        return after_silence(course, now)
    if cls in NOT_YET:
        again = State.UNKNOWN if course.doubt else State.WANTED
        return _again(course, again, retry_at, now)
    return Next(State.BY_HAND if course.doubt or cls in ACCOUNT else State.REFUSED)


def after_silence(course: Course, now: datetime) -> Next:
    """Nobody knows whether it was done: do it again where that is no second deed, else ask."""
    if not course.repeatable:
        return Next(State.BY_HAND)
    return _again(course, State.UNKNOWN, None, now)


def _again(course: Course, state: State, retry_at: datetime | None, now: datetime) -> Next:
    if now - course.since > PATIENCE:
        return Next(State.BY_HAND)
    doubled: int = 2 ** min(max(course.attempt - 1, 0), 10)
    wait = min(FIRST_WAIT * doubled, LONGEST_WAIT)
    return Next(state, max(now + wait, retry_at or now))


def _check() -> None:
    if set(MOVES) != set(State) or any(not MOVES[state] for state in OPEN):
        raise AssertionError("a state of sending is missing or leads nowhere")
    if any(MOVES[state] for state in set(State) - OPEN):
        raise AssertionError("what is over cannot go on")


_check()
