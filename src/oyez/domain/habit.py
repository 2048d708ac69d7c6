"""How much a channel is usually answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

SPAN: Final = timedelta(days=28)
APART: Final = timedelta(hours=1)  # the newest hour is what is to be compared, not the habit
SHORTEST: Final = timedelta(days=1)
FLOOR: Final = 0.02  # replies a minute on a channel on which nobody says anything


def usual_rate(count: int, span: timedelta) -> float:
    """Replies a minute, when so many came in so long; a new channel is given a day, and a floor."""
    return max(FLOOR, count * timedelta(minutes=1) / max(span, SHORTEST))
