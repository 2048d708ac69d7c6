"""Deleting old posts in a campaign: its life, what one deletion comes to, and when the next may be.

A yes of the platform is no proof: a post counts as gone when a look from outside found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from oyez.domain.delivery.abilities import Support
from oyez.domain.errors import Sentence, say


class PurgeState(StrEnum):
    """The life of a campaign; nothing is deleted before a second person has confirmed it."""

    PROPOSED = "proposed"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


class RemovalState(StrEnum):
    """What is known of one post. KEPT cannot be deleted by a machine, and says why."""

    WAITING = "waiting"
    ASKED = "asked"
    AGREED = "agreed"
    GONE = "gone"
    KEPT = "kept"


class Came(StrEnum):
    """What came of one call. LATER: the platform wants us to wait. NEVER: it will not do it."""

    GONE = "gone"
    STANDS = "stands"
    AGREED = "agreed"
    LOST = "lost"
    LATER = "later"
    NEVER = "never"


PURGE_MOVES: Final[dict[PurgeState, frozenset[PurgeState]]] = {
    PurgeState.PROPOSED: frozenset({PurgeState.RUNNING, PurgeState.STOPPED}),
    PurgeState.RUNNING: frozenset({PurgeState.PAUSED, PurgeState.DONE, PurgeState.STOPPED}),
    PurgeState.PAUSED: frozenset({PurgeState.RUNNING, PurgeState.STOPPED}),
    PurgeState.DONE: frozenset(),
    PurgeState.STOPPED: frozenset(),
}
OPEN: Final = frozenset({PurgeState.PROPOSED, PurgeState.RUNNING, PurgeState.PAUSED})
OVER: Final = frozenset({RemovalState.GONE, RemovalState.KEPT})
UNDER_WAY: Final = frozenset({RemovalState.ASKED, RemovalState.AGREED})

KEPT_USUALLY: Final = 30  # per cent of each window of deletions, for incidents
MOST_KEPT: Final = 95
TRIES, LOOKS = 5, 3
SETTLE: Final = timedelta(seconds=60)
WAIT: Final = timedelta(seconds=60)

NO_NAME: Final = say("The record does not hold the platform’s own number of this post.")
BY_HAND: Final = say("This platform lets no machine delete. A person removes it there.")
TOO_OLD: Final = "The platform lets nobody delete a post that is older than {hours} hours."
STILL_THERE: Final = say("The platform said that it was deleted, and it is still to be seen.")
NOT_SEEN: Final = say("The platform said that it was deleted, and nobody could look whether it is.")
REFUSED: Final = "The platform refused to delete it and gave as its reason: {reply}."


@dataclass(frozen=True, slots=True)
class Limit:
    """So many deletions in a span of time, as the platform lets an account make them."""

    points: int
    per: timedelta


CAREFUL: Final = (Limit(60, timedelta(hours=1)),)  # where a platform tells no limit


def room(limit: Limit, kept: int) -> int:
    """What a campaign may use of a window; `kept` per cent are left for incidents."""
    return limit.points * (100 - kept) // 100


def opens(
    limits: Sequence[Limit], kept: int, used: Sequence[datetime], now: datetime
) -> datetime | None:
    """The first moment for one more deletion, or None where the share leaves none.

    `used` are all deletions on the channel, also those of incidents, oldest first.
    """
    found = now
    for limit in limits:
        free = room(limit, kept)
        if free < 1:
            return None
        inside = [at for at in used if at > now - limit.per]
        if len(inside) >= free:
            found = max(found, inside[len(inside) - free] + limit.per)
    return found


@dataclass(frozen=True, slots=True)
class Pace:
    """How a campaign goes: limits, share kept, and the seconds that one deletion takes."""

    limits: tuple[Limit, ...]
    kept: int = KEPT_USUALLY
    each: timedelta = timedelta(seconds=3)


def schedule(
    count: int, pace: Pace, used: Sequence[datetime], begin: datetime
) -> Iterator[datetime]:
    """When each of so many deletions can be made at the earliest, if nothing else is deleted."""
    rooms = [(room(limit, pace.kept), limit.per) for limit in pace.limits]
    if any(free < 1 for free, _per in rooms):
        return
    longest = max((limit.per for limit in pace.limits), default=timedelta())
    made = [at for at in sorted(used) if at > begin - longest]
    at = begin
    for _ in range(count):
        for free, per in rooms:
            if len(made) >= free:
                at = max(at, made[len(made) - free] + per)
        yield at
        made.append(at)
        at += pace.each


def forecast(count: int, pace: Pace, used: Sequence[datetime], now: datetime) -> datetime | None:
    """When the last is done at the earliest; `now` for none, None where none is possible."""
    end: datetime | None = None if count else now
    for at in schedule(count, pace, used, now):
        end = at + pace.each
    return end


def cannot(
    support: Support, within: timedelta | None, *, named: bool, age: timedelta
) -> Sentence | None:
    """Why no machine can delete a post of this age, or None where one can try."""
    if support is not Support.NATIVE:
        return BY_HAND
    if not named:
        return NO_NAME
    if within is not None and age >= within:
        return say(TOO_OLD, hours=within // timedelta(hours=1))
    return None


@dataclass(frozen=True, slots=True)
class Facts:
    """One removal: how often its deletion was asked for, and how often it was looked for since."""

    state: RemovalState
    tries: int = 0
    looks: int = 0


@dataclass(frozen=True, slots=True)
class After:
    """What it becomes, when it is looked at next, and why it stays where it stays."""

    facts: Facts
    due_at: datetime | None = None
    why: Sentence | None = None


def begun(facts: Facts) -> Facts:
    """The intent of a call: what waits is asked for, everything else is only looked at."""
    if facts.state is RemovalState.WAITING:
        return Facts(RemovalState.ASKED, facts.tries + 1, 0)
    return Facts(facts.state, facts.tries, facts.looks + 1)


def judged(
    facts: Facts,
    came: Came,
    now: datetime,
    *,
    retry_at: datetime | None = None,
    code: str = "",
    asking: bool = False,
) -> After:
    """What an answer means; `asking` says that the call was the deletion and no mere look."""
    if came is Came.GONE:
        return After(Facts(RemovalState.GONE, facts.tries, facts.looks))
    if came is Came.NEVER:
        return After(_kept(facts), why=say(REFUSED, reply=code or "-") if asking else NOT_SEEN)
    if came is Came.LATER:
        return After(_undone(facts, asking=asking), max(retry_at or now, now + WAIT))
    if came is Came.STANDS:
        return _stands(facts, now)
    state = RemovalState.AGREED if came is Came.AGREED else facts.state
    return After(Facts(state, facts.tries, facts.looks), now + SETTLE)


def _undone(facts: Facts, *, asking: bool) -> Facts:
    """Nothing came of it, so it is not counted."""
    if asking:
        return Facts(RemovalState.WAITING, facts.tries - 1, facts.looks)
    return Facts(facts.state, facts.tries, facts.looks - 1)


def _stands(facts: Facts, now: datetime) -> After:
    """It is still to be seen: what was agreed to may need a while, what was lost is asked again."""
    if facts.state is RemovalState.AGREED and facts.looks < LOOKS:
        return After(facts, now + SETTLE)
    if facts.tries < TRIES:
        return After(Facts(RemovalState.WAITING, facts.tries, 0), now)
    return After(_kept(facts), why=STILL_THERE)


def _kept(facts: Facts) -> Facts:
    return Facts(RemovalState.KEPT, facts.tries, facts.looks)


def _check() -> None:
    if set(PURGE_MOVES) != set(PurgeState):
        raise AssertionError("the table of a campaign's moves is not complete")
    if any(PURGE_MOVES[state] for state in set(PurgeState) - OPEN):
        raise AssertionError("what is over must stay over")


_check()
