"""The evidence in the store: for any engine, and the same from each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from oyez.domain.review.corrected import Frame, frame_from
from oyez.domain.review.likely import SHARES
from oyez.review.analytics import expressions as ask
from oyez.review.analytics.engine import duck
from oyez.review.analytics.store import Store


@dataclass(frozen=True, slots=True)
class Tally:
    """What is known of a channel by its interactions alone."""

    channel: int
    total: int
    posts: int
    labels: Mapping[str, int]
    weeks: Mapping[date, int]
    frames: Mapping[str, Frame]


@dataclass(frozen=True, slots=True)
class Period:
    """Channels, the first day, and the day after the last."""

    channels: Sequence[int]
    begins: date
    ends: date


def evidence(by_day: Any, by_post: Any, period: Period) -> list[Tally]:
    """Every channel of a period of which anything is known, in their order."""
    wanted = period.channels, period.begins, period.ends
    some_days, some_posts = ask.within(by_day, *wanted), ask.within(by_post, *wanted)
    labels = _mapped(ask.kinds(some_days), "label")
    weeks = _mapped(ask.weeks(some_days), "monday")
    return [
        Tally(
            channel=row["channel"],
            total=row["total"],
            posts=row["posts"],
            labels=labels.get(row["channel"], {}),
            weeks={_day(key): many for key, many in weeks.get(row["channel"], {}).items()},
            frames={name: _frame(row, name) for name in SHARES},
        )
        for row in rows_of(ask.frames(some_posts))
    ]


def from_store(store: Store, period: Period) -> list[Tally]:
    """The same from what is summed up in the store, inside this process."""
    wanted = period.channels, period.begins, period.ends
    files = {name: store.summed(name, *wanted) for name in ("days", "posts")}
    if not all(files.values()):
        return []
    with duck() as engine:
        tables = {
            name: engine.read_parquet(found, hive_partitioning=False)
            for name, found in files.items()
        }
        return evidence(tables["days"], tables["posts"], period)


def from_rows(rows: Any, period: Period) -> list[Tally]:
    """The same from single interactions, wherever they lie: for a cluster, and to check."""
    return evidence(ask.days(rows), ask.posts(rows), period)


def rows_of(table: Any) -> list[dict[str, Any]]:
    """The answer of an engine, without a data frame in between."""
    found: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return found


def _mapped(table: Any, key: str) -> dict[int, dict[Any, int]]:
    found: dict[int, dict[Any, int]] = {}
    for row in rows_of(table):
        found.setdefault(row["channel"], {})[row[key]] = int(row["many"])
    return found


def _frame(row: Mapping[str, Any], name: str) -> Frame:
    """The sums are whole numbers: only here do they become fractions, the same for every engine."""
    powers = {"sum": 1, "square": 2, "parts": 2, "cross": 1, "sizes": 0}
    sums = (int(row[f"{name}_{part}"] or 0) / ask.SCALE**power for part, power in powers.items())
    return frame_from(int(row[f"{name}_many"] or 0), *sums)


def _day(value: Any) -> date:
    found: date = value.date() if hasattr(value, "date") else value
    return found
