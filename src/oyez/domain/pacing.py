"""Rate windows: when may the next call be made, keeping a share for takedowns and incidents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta


def earliest(
    points: int, per: timedelta, used: Sequence[datetime], *, now: datetime, reserve: float = 0.0
) -> datetime:
    """The first moment at which the window has room; `now` if it has room already.

    `used` are the times of earlier calls, oldest first; `reserve` is the share not to touch.
    """
    room = max(1, int(points * (1 - reserve)))
    inside = [at for at in used if at > now - per]
    if len(inside) < room:
        return now
    return inside[len(inside) - room] + per
