"""When to try again, on platforms that say it in the body of the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from oyez.domain.delivery import FailureClass
from oyez.platforms.errors import LONGEST_WAIT, SHORTEST_WAIT
from oyez.platforms.port import Failed


def after(failed: Failed, at: datetime | None, seconds: float | None) -> Failed:
    """The failure with the wait its body named, in seconds; never longer than an hour."""
    if failed.cls is not FailureClass.RATE_LIMITED or at is None or seconds is None:
        return failed
    wait = timedelta(seconds=min(max(seconds, 0), LONGEST_WAIT.total_seconds()))
    return replace(failed, retry_at=at + max(wait, SHORTEST_WAIT))
