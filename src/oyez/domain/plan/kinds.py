"""What a plan does to a channel, as a table: steps in order, who does them, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from oyez.domain.channel import Mode


class Kind(StrEnum):
    """What becomes of the channels of a plan."""

    REDUCE = "reduce"
    CRITICAL_ONLY = "critical-only"
    CLOSE = "close"
    OPEN = "open"
    MOVE = "move"


class After(StrEnum):
    """What becomes of the account on its platform once the channel is closed."""

    RESERVE = "reserve"
    PURGE = "purge"
    DELETE = "delete"


class Deed(StrEnum):
    """What one step does."""

    ANNOUNCE = "announce"
    PIN = "pin"
    PROFILE = "profile"
    ANSWERS = "answers"
    OPEN = "open"
    REDUCE = "reduce"
    CRITICAL_ONLY = "critical-only"
    CLOSING = "closing"
    STOP = "stop"
    ARCHIVE = "archive"
    DIRECTORY = "directory"
    RESERVE = "reserve"
    PURGE = "purge"
    DELETE = "delete"


class Doer(StrEnum):
    """Who does it: the machine at its time, or a person who says that it is done."""

    MACHINE = "machine"
    PERSON = "person"


class Way(StrEnum):
    """The way back of a step that is done; NONE where nothing brings it back."""

    CORRECT = "correct"
    BY_HAND = "by_hand"
    SWITCH = "switch"
    MODE = "mode"
    NEW_ENTRY = "new_entry"
    ENTRY = "entry"
    STAYS = "stays"
    NONE = "none"


class Of(StrEnum):
    """What a step is about: each channel, what takes a channel's place, or a unit with them."""

    CHANNEL = "channel"
    SUCCESSOR = "successor"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for every step that does this; `mode` is what it changes the channel to."""

    doer: Doer
    way: Way
    of: Of = Of.CHANNEL
    mode: Mode | None = None

    @property
    def twice(self) -> bool:
        """Whether two people say yes again before it is done, because nothing brings it back."""
        return self.way is Way.NONE


M, P = Doer.MACHINE, Doer.PERSON

RULES: Final[dict[Deed, Rule]] = {
    Deed.ANNOUNCE: Rule(M, Way.CORRECT, Of.UNIT),
    Deed.PIN: Rule(P, Way.BY_HAND),
    Deed.PROFILE: Rule(P, Way.BY_HAND),
    Deed.ANSWERS: Rule(M, Way.SWITCH),
    Deed.OPEN: Rule(M, Way.MODE, Of.SUCCESSOR, Mode.ACTIVE),
    Deed.REDUCE: Rule(M, Way.MODE, mode=Mode.REDUCED),
    Deed.CRITICAL_ONLY: Rule(M, Way.MODE, mode=Mode.CRITICAL_ONLY),
    Deed.CLOSING: Rule(M, Way.MODE, mode=Mode.CLOSING),
    Deed.STOP: Rule(M, Way.NEW_ENTRY, mode=Mode.CLOSED),
    Deed.ARCHIVE: Rule(M, Way.STAYS),
    Deed.DIRECTORY: Rule(M, Way.ENTRY),
    Deed.RESERVE: Rule(M, Way.ENTRY),
    Deed.PURGE: Rule(M, Way.NONE),
    Deed.DELETE: Rule(P, Way.NONE),
}

_SOON, _DAY = timedelta(hours=1), timedelta(days=1)
_BEFORE = timedelta(days=-14)
_HOUR = timedelta()

# Each step with its distance from the hour, in the order in which they happen. The farewell has two
# hours until the channel takes nothing any more, so that it stands there when people come to read.
STEPS: Final[dict[Kind, tuple[tuple[Deed, timedelta], ...]]] = {
    Kind.REDUCE: (
        (Deed.ANNOUNCE, -7 * _DAY),
        (Deed.REDUCE, _HOUR),
        (Deed.ANSWERS, _HOUR),
        (Deed.PROFILE, _HOUR),
    ),
    Kind.CRITICAL_ONLY: (
        (Deed.ANNOUNCE, -7 * _DAY),
        (Deed.PIN, -7 * _DAY + _SOON),
        (Deed.CRITICAL_ONLY, _HOUR),
        (Deed.ANSWERS, _HOUR),
        (Deed.PROFILE, _HOUR),
    ),
    Kind.CLOSE: (
        (Deed.ANNOUNCE, _BEFORE),
        (Deed.PIN, _BEFORE + _SOON),
        (Deed.PROFILE, _BEFORE + _SOON),
        (Deed.ANSWERS, _BEFORE + _SOON),
        (Deed.CLOSING, _BEFORE + 2 * _SOON),
        (Deed.STOP, _HOUR),
        (Deed.DIRECTORY, _HOUR),
        (Deed.ARCHIVE, _HOUR),
    ),
    Kind.OPEN: (
        (Deed.PROFILE, -_DAY),
        (Deed.OPEN, _HOUR),
        (Deed.ANNOUNCE, _HOUR),
    ),
    Kind.MOVE: (
        (Deed.ANNOUNCE, _BEFORE),
        (Deed.PIN, _BEFORE + _SOON),
        (Deed.PROFILE, _BEFORE + _SOON),
        (Deed.OPEN, _HOUR),
        (Deed.CLOSING, _HOUR),
        (Deed.ANSWERS, _HOUR),
        (Deed.DIRECTORY, _HOUR),
        (Deed.ARCHIVE, _DAY),
        (Deed.STOP, 30 * _DAY),
    ),
}

# What comes after the last step, by what is to become of the account.
AFTER: Final[dict[After, tuple[Deed, timedelta]]] = {
    After.RESERVE: (Deed.RESERVE, _HOUR),
    After.PURGE: (Deed.PURGE, _DAY),
    After.DELETE: (Deed.DELETE, 30 * _DAY),
}

ENDING: Final = frozenset({Kind.CLOSE, Kind.MOVE})  # these close a channel


def _check() -> None:
    """A deed without a rule, or one that no plan uses, is found on import."""
    used = {deed for steps in STEPS.values() for deed, _ in steps}
    used |= {deed for deed, _ in AFTER.values()}
    ordered = all(
        [away for _, away in steps] == sorted(away for _, away in steps) for steps in STEPS.values()
    )
    closes = {kind for kind, steps in STEPS.items() if Deed.STOP in dict(steps)}
    if set(RULES) != set(Deed) or used != set(Deed) or set(STEPS) != set(Kind):
        raise AssertionError("the tables of plans do not agree")
    if not ordered or closes != ENDING or set(AFTER) != set(After):
        raise AssertionError("the steps of a plan are not in order")


_check()
