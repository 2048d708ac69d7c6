"""How much of a platform's own allowance of calls is used, told before anything has to wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from oyez.domain.budget import Level
from oyez.domain.errors import Sentence, say

LONG: Final = timedelta(hours=1)  # a shorter window is waited for, not planned with
WARN_AT: Final = 0.8


@dataclass(frozen=True, slots=True)
class Quota:
    """Calls of one kind in a span of time; `reserve` is the share kept for incidents, 0 to 1.

    `removing` says that it is about taking down, not about bringing out.
    """

    name: str
    points: int
    per: timedelta
    used: int = 0
    reserve: float = 0.0
    removing: bool = False

    @property
    def usable(self) -> int:
        """What routine notices may use; always at least one."""
        return max(1, int(self.points * (1 - self.reserve)))

    @property
    def hours(self) -> int:
        """The span in whole hours."""
        return max(1, round(self.per / timedelta(hours=1)))

    @property
    def level(self) -> Level:
        """Whether it is fine, near its end, or used up for routine notices."""
        if self.used >= self.usable:
            return Level.FULL
        return Level.WARN if self.used >= self.usable * WARN_AT else Level.FINE


NEAR: Final = (
    "{name} has used {used} of the {usable} calls that its platform allows routine notices in "
    "{hours} hours."
)
REACHED: Final = (
    "{name} has used all {usable} calls that its platform allows routine notices in {hours} hours. "
    "They wait there until it opens again; a share is kept for incidents."
)
REMOVING_NEAR: Final = (
    "{name} has used {used} of the {usable} deletions that its platform allows in {hours} hours "
    "beside incidents."
)
REMOVING_REACHED: Final = (
    "{name} has used all {usable} deletions that its platform allows in {hours} hours beside "
    "incidents. Others wait until it opens again."
)
SAID: Final[dict[tuple[bool, Level], str]] = {
    (False, Level.WARN): NEAR,
    (False, Level.FULL): REACHED,
    (True, Level.WARN): REMOVING_NEAR,
    (True, Level.FULL): REMOVING_REACHED,
}


def warning(quota: Quota) -> Sentence | None:
    """What people hear of a quota that is nearly or wholly used; None while it is fine."""
    if quota.level is Level.FINE:
        return None
    return say(
        SAID[quota.removing, quota.level],
        name=quota.name,
        used=quota.used,
        usable=quota.usable,
        hours=quota.hours,
    )
