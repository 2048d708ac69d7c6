"""The life of an alarm as a table, its causes, and what its page offers."""

from __future__ import annotations

from enum import StrEnum


class AlarmState(StrEnum):
    """From the first page to the end."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    CONTAINED = "contained"
    RESOLVED = "resolved"


class Cause(StrEnum):
    """What raised it."""

    WARNINGS = "warnings"  # people say that something is wrong with the notice
    DRIFT = "drift"  # what is linked has turned into something else
    STRANGER = "stranger"  # a post on our channel that is not in our books
    PERSON = "person"  # somebody of ours raised it by hand
    SILENCE = "silence"  # no replies could be read for too long
    AGED = "aged"  # an item of the inbox waits longer than its limit
    LIFE = "life"  # a reply says that a life is in danger now


class Offer(StrEnum):
    """What the alarm's page has ready."""

    RETRACT = "takedown"
    CORRECTION = "correction"
    FREEZE = "freeze"
    COMPROMISE = "compromise"
    STATEMENT = "statement"
    ANSWER = "answer"
    FALSE_ALARM = "false_alarm"


class Outcome(StrEnum):
    """Why an alarm is over."""

    TAKEN_DOWN = "taken_down"
    CORRECTED = "corrected"
    ANSWERED = "answered"
    FALSE = "false"
    PRANK = "prank"
    HARMLESS = "harmless"


S = AlarmState

ALARM_MOVES: dict[AlarmState, frozenset[AlarmState]] = {
    # Contained without having been acknowledged: somebody took the notice down first.
    S.RAISED: frozenset({S.ACKNOWLEDGED, S.CONTAINED, S.RESOLVED}),
    S.ACKNOWLEDGED: frozenset({S.CONTAINED, S.RESOLVED}),
    S.CONTAINED: frozenset({S.RESOLVED}),
    S.RESOLVED: frozenset(),
}
OPEN = frozenset({S.RAISED, S.ACKNOWLEDGED, S.CONTAINED})

ABOUT_NOTICE = (Offer.RETRACT, Offer.CORRECTION, Offer.FREEZE, Offer.FALSE_ALARM)
OFFERS: dict[Cause, tuple[Offer, ...]] = {
    Cause.WARNINGS: ABOUT_NOTICE,
    Cause.DRIFT: ABOUT_NOTICE,
    Cause.PERSON: ABOUT_NOTICE,
    Cause.STRANGER: (
        Offer.RETRACT,
        Offer.FREEZE,
        Offer.COMPROMISE,
        Offer.STATEMENT,
        Offer.FALSE_ALARM,
    ),
    Cause.SILENCE: (Offer.FALSE_ALARM,),
    Cause.AGED: (Offer.ANSWER, Offer.FALSE_ALARM),
    Cause.LIFE: (Offer.ANSWER, Offer.FALSE_ALARM),
}


def urgency_of(*, loud: bool) -> str:
    """The urgency of a page: `loud` wakes people and escalates, `quiet` waits to be seen."""
    return "loud" if loud else "quiet"


def _check() -> None:
    if set(ALARM_MOVES) != set(AlarmState) or set(OFFERS) != set(Cause):
        raise AssertionError("a state or a cause is missing from its table")
    if {state for state, moves in ALARM_MOVES.items() if not moves} != {S.RESOLVED}:
        raise AssertionError("only a resolved alarm is at its end")


_check()
