"""Times in milliseconds, and the figures that are printed."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Sequence

from django.db import connection

LONGEST = 15.0
LOOK_EVERY = 0.003


def ms_since(start: float) -> float:
    """Milliseconds since a reading of `time.perf_counter`."""
    return (time.perf_counter() - start) * 1000


def quantile(values: Sequence[float], share: float) -> float:
    """The value that so many of the values do not exceed; for few values the largest."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def figures(times: Sequence[float], platform: Sequence[float]) -> dict[str, float]:
    """The figures of one benchmark: ours, the platform's own time, and the ratio."""
    p50, own = statistics.median(times), statistics.median(platform)
    return {
        "p50_ms": round(p50, 1),
        "p99_ms": round(quantile(times, 0.99), 1),
        "platform_ms": round(own, 1),
        "ratio": round(p50 / own, 2),
    }


def wait_recorded(notice: int, column: str, count: int, start: float) -> float:
    """Milliseconds from `start` until so many deliveries of the notice have the time committed.

    It reads as another process would, with one small query every few milliseconds.
    """
    sql = f"SELECT count(*) FROM publish_delivery WHERE notice_id = %s AND {column} IS NOT NULL"
    with connection.cursor() as cursor:
        while time.perf_counter() < start + LONGEST:
            cursor.execute(sql, [notice])
            if cursor.fetchone()[0] == count:
                return ms_since(start)
            time.sleep(LOOK_EVERY)
    raise TimeoutError(f"after {LONGEST:.0f} s {column} is not set on all {count} deliveries")
