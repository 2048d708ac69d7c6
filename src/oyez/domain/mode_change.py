"""Planned changes of a channel's mode: what holds now, whether or not a worker has written it.

A change that two people have agreed to is in force from its moment on. The row of the channel
follows when a worker writes it; until then the send path works out the same from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from oyez.domain.channel import Mode, may_become
from oyez.domain.errors import Sentence, say


@dataclass(frozen=True, slots=True)
class Change:
    """A change that is planned and neither written nor called off; `id` orders equal times."""

    id: int
    at: datetime
    to: Mode

    @property
    def place(self) -> tuple[datetime, int]:
        """Changes happen in this order."""
        return (self.at, self.id)


@dataclass(frozen=True, slots=True)
class InForce:
    """The mode that holds, since when if a planned change brought it, and what comes next.

    `opens` is set while the channel waits for its opening and carries nothing yet.
    """

    mode: Mode
    since: datetime | None = None
    next: datetime | None = None
    opens: datetime | None = None


def in_force(stored: Mode, changes: Iterable[Change], now: datetime) -> InForce:
    """The mode now, from the stored one and what has come due since it was stored."""
    ordered = sorted(changes, key=lambda one: one.place)
    mode, since = stored, None
    for one in (one for one in ordered if one.at <= now):
        if may_become(mode, one.to) is None:
            mode, since = one.to, one.at
    coming = [one for one in ordered if one.at > now]
    opens = coming[0].at if coming and coming[0].to is mode is Mode.ACTIVE else None
    return InForce(mode, since, coming[0].at if coming else None, opens)


def refusal_of_order(stored: Mode, changes: Sequence[Change]) -> Sentence | None:
    """None if these changes can happen one after the other, or the sentence that says why not.

    An active channel may be opened, as the first thing: until then it waits.
    """
    mode = stored
    for place, one in enumerate(sorted(changes, key=lambda one: one.place)):
        if place == 0 and one.to is mode is Mode.ACTIVE:
            continue
        if refused := may_become(mode, one.to):
            return refused
        mode = one.to
    times = [one.at for one in changes]
    if len(set(times)) < len(times):
        return say("Two changes of one channel would happen at the same moment.")
    return None
