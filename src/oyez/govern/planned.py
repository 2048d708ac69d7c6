"""Planned changes of modes, read so that nobody can tell whether a worker has written them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, Q, QuerySet

from oyez.domain.channel import Mode, Opening
from oyez.domain.mode_change import Change, InForce, in_force
from oyez.govern.models import Channel, ModeChange
from oyez.govern.models.mode_change import PENDING

FIELDS = ("planned__pk", "planned__at", "planned__to_mode")


def planned() -> FilteredRelation:
    """The changes that wait, to be joined to the channel's own row.

    Two statements could straddle the commit of a worker: the mode of before, and no change that
    waits any more. A new one each time, because Django changes what it is given.
    """
    waits = Q(mode_changes__done_at=None, mode_changes__cancelled_at=None)
    return FilteredRelation("mode_changes", condition=waits)


def with_changes(channels: QuerySet[Channel]) -> QuerySet[Any]:
    """The same with the changes that wait; a channel with several of them comes several times."""
    return channels.annotate(
        planned=planned(),
        change_id=F("planned__pk"),
        change_at=F("planned__at"),
        change_to=F("planned__to_mode"),
    )


class Folded(NamedTuple):
    """A row of a channel, once, and the changes that were joined to it."""

    row: tuple[Any, ...]
    changes: list[Change]


def fold(joined: Iterable[tuple[Any, ...]]) -> list[Folded]:
    """One entry a channel from rows that repeat it for each change; the change comes last."""
    found: dict[int, Folded] = {}
    for *row, pk, at, to in joined:
        one = found.setdefault(row[0], Folded(tuple(row), []))
        if pk is not None:
            one.changes.append(Change(pk, at, Mode(to)))
    return list(found.values())


def changes_of(channels: Iterable[int]) -> dict[int, list[Change]]:
    """The changes that wait, for channels that are read already."""
    found: dict[int, list[Change]] = {}
    for one in waiting().filter(channel__in=list(channels)).order_by():
        change = Change(one.pk, one.at, Mode(one.to_mode))
        found.setdefault(one.channel_id, []).append(change)
    return found


def waiting() -> QuerySet[ModeChange]:
    """Every change that nobody has written or called off."""
    return ModeChange.objects.filter(PENDING)


def due(now: datetime) -> list[int]:
    """The channels that have a change to write, the earliest first."""
    rows = waiting().filter(at__lte=now).order_by("at", "pk")
    return list(dict.fromkeys(rows.values_list("channel_id", flat=True)))


def mode_now(channel: Channel, now: datetime) -> InForce:
    """What holds for one channel."""
    return in_force(Mode(channel.mode), changes_of([channel.pk]).get(channel.pk, []), now)


def opening(known: InForce, day: date | None) -> Opening | None:
    """What the rules say of a channel that waits for its opening."""
    return Opening(known.opens, day) if known.opens and day else None
