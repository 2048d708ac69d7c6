"""Bringing new rows into the store: nothing twice, floods marked, sums made anew."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from oyez.review.analytics import expressions as ask
from oyez.review.analytics.engine import quoted
from oyez.review.analytics.evidence import rows_of
from oyez.review.analytics.reading import Told
from oyez.review.analytics.store import Part, Store

FLOOD: Final = 100  # interactions of one account on one channel and day that no person writes


COLUMNS: Final = (
    "channel, month, day, quarter, key, post, author, label, noise, abuse, spam, useful, gone"
)
READ: Final = "read_parquet(?, hive_partitioning=false, union_by_name=true)"


@dataclass(frozen=True, slots=True)
class Merge:
    """An engine, the store, the folder with what is new, and what people are told of it."""

    engine: Any
    store: Store
    staged: Path
    told: Told

    def all(self) -> list[Part]:
        """Every year that is staged, joined with what is known; each file is swapped whole."""
        years = sorted(path.name.partition("=")[2] for path in self.staged.glob("year=*"))
        parts: list[Part] = []
        for year in years:
            if year.isdecimal():
                touched = self.join(f"{self.staged}/year={year}/*.parquet")
                self.sum_up(year, {part.channel for part in touched})
                parts += touched
        return parts

    def join(self, new: str) -> list[Part]:
        """One year: of a key that is there twice, the row that was there first stays."""
        con = self.engine.con
        rows = con.execute(f"SELECT DISTINCT channel, month FROM {READ} ORDER BY ALL", [new])
        parts = [Part(channel, month) for channel, month in rows.fetchall()]
        paths = [self.store.path("interactions", part) for part in parts]
        old = [str(path) for path in paths if path.exists()]
        if self.bring(new, old):
            for part, path in zip(parts, paths, strict=True):
                where = "flagged WHERE channel = ? AND month = ?"
                self.copy(where, [part.channel, part.month], path)
        self.told.floods += _one(con, "SELECT count(*) FILTER (flood) FROM flagged")
        self.told.gone += _one(con, "SELECT count(*) FILTER (gone) FROM flagged")
        return parts

    def bring(self, new: str, old: list[str]) -> int:
        """The rows of these parts as they are to be, in the engine; how many of them are new."""
        con = self.engine.con
        offered, distinct = con.execute(
            f"SELECT count(*), count(DISTINCT key) FROM {READ}", [new]
        ).fetchone()
        once = "" if offered == distinct else "QUALIFY row_number() OVER (PARTITION BY key) = 1"
        known = f"WHERE key NOT IN (SELECT key FROM {READ.replace('?', '$2')})" if old else ""
        fresh = f"SELECT {COLUMNS} FROM {READ.replace('?', '$1')} {known} {once}"
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE fresh AS {fresh}", [new, *([old] if old else [])]
        )
        added = _one(con, "SELECT count(*) FROM fresh")
        self.told.doubled += offered - distinct
        self.told.known += distinct - added
        self.told.kept += added
        before = f" UNION ALL SELECT {COLUMNS} FROM {READ}" if old else ""
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE flagged AS WITH part AS (SELECT * FROM fresh{before}) "
            "SELECT p.*, f.author IS NOT NULL AS flood FROM part p LEFT JOIN "
            "(SELECT channel, day, author FROM part WHERE NOT gone GROUP BY ALL "
            f"HAVING count(*) > {FLOOD}) f USING (channel, day, author) "
            "ORDER BY channel, day",
            [old] if old else [],
        )
        return added

    def copy(self, rows: str, values: list[Any], target: Path) -> None:
        """Into a file beside it first, so that a kill leaves the old one or the new one."""
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(".new")
        self.engine.con.execute(
            f"COPY (SELECT * FROM {rows}) TO {quoted(beside)} (FORMAT parquet, COMPRESSION zstd)",
            values,
        )
        os.replace(beside, target)

    def sum_up(self, year: str, channels: set[int]) -> None:
        """The sums of a year of some channels: made of its rows alone, and made anew with them."""
        paths: dict[int, list[Path]] = {channel: [] for channel in channels}
        for part in self.store.parts():
            if part.channel in channels and part.month[:4] == year:
                paths[part.channel].append(self.store.path("interactions", part))
        late = [one for one in sorted(paths) if not self.is_summed(one, year, paths[one])]
        names = [str(path) for one in late for path in paths[one]]
        if not names:
            return
        rows = self.engine.read_parquet(names, table_name="year", hive_partitioning=False)
        for name, table in (("days", ask.days(rows)), ("posts", ask.posts(rows))):
            con = self.engine.con
            con.execute(f"CREATE OR REPLACE TEMP TABLE sums AS {self.engine.compile(table)}")
            for channel in late:
                self.copy("sums WHERE channel = ?", [channel], self.store.sums(name, channel, year))

    def is_summed(self, channel: int, year: str, paths: Iterable[Path]) -> bool:
        """Whether the sums are younger than every row; after a kill they may be older."""
        newest = max(path.stat().st_mtime_ns for path in paths)
        sums = [self.store.sums(name, channel, year) for name in ("days", "posts")]
        return all(path.exists() and path.stat().st_mtime_ns >= newest for path in sums)


def quarters_in(engine: Any, staged: Path) -> list[str]:
    """The quarters that sound lines touch."""
    if not list(staged.glob("year=2*/*.parquet")):
        return []
    query = f"SELECT DISTINCT quarter FROM {READ}"
    rows = engine.con.execute(query, [f"{staged}/year=2*/*.parquet"]).fetchall()
    return sorted(str(row[0]) for row in rows)


def people_in(
    engine: Any, store: Store, channels: Iterable[int], quarters: Iterable[str]
) -> list[dict[str, Any]]:
    """Accounts of whole quarters on these channels, and those seen on no other one of them."""
    wanted, found, touched = sorted(channels), [], sorted(quarters)
    for year in sorted({quarter[:4] for quarter in touched}):
        names = store.files(wanted, date(int(year), 1, 1), date(int(year), 12, 31))
        if names:
            rows = engine.read_parquet(names, table_name="year", hive_partitioning=False)
            of_year = [quarter for quarter in touched if quarter[:4] == year]
            found += rows_of(ask.people(rows.filter(rows.quarter.isin(of_year))))
    return found


def _one(con: Any, query: str) -> int:
    """The one number that a query answers."""
    return int(con.execute(query).fetchone()[0])
