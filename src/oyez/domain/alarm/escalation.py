"""Whom an alarm pages, and when it goes on to the next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class Station(StrEnum):
    """Who is paged: each has to be reached by two ways that do not depend on each other."""

    ON_CALL = "on_call"
    DEPUTY = "deputy"
    FINAL = "final"  # a place that is always staffed, such as a control room
    HEAD = "head"


STATIONS: Final = (
    (timedelta(0), Station.ON_CALL),
    (timedelta(minutes=2), Station.DEPUTY),
    (timedelta(minutes=5), Station.FINAL),
    (timedelta(minutes=10), Station.HEAD),
)


def stations_due(
    raised_at: datetime,
    now: datetime,
    *,
    paged: Collection[Station],
    empty: Collection[Station] = (),
    answered: bool = False,
    loud: bool = True,
) -> list[Station]:
    """The stations to page now, in order.

    Nobody is waited for who does not exist: as long as only `empty` stations come before it, a
    station is due at once. A quiet page goes to the first that exists and no further, and what
    somebody has acknowledged (`answered`) pages nobody else.
    """
    if answered:
        return []
    due: list[Station] = []
    reached = bool(set(paged) - set(empty))
    for after, station in STATIONS:
        if station in empty:
            continue
        first = not reached
        if station not in paged and (first or (loud and now >= raised_at + after)):
            due.append(station)
        reached = True
    return due
