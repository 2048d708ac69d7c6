"""The same evidence from DuckDB and from a cluster engine (Sail over Spark Connect)."""

from __future__ import annotations

import random
import socket
import warnings
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from oyez.domain.review.likely import SHARES
from oyez.review.analytics import expressions as ask
from oyez.review.analytics.engine import cluster, duck
from oyez.review.analytics.evidence import Period, Tally, from_rows, rows_of

pytestmark = pytest.mark.real

sail = pytest.importorskip("pysail.spark", reason="the extra part “scale” is not installed")
pa = pytest.importorskip("pyarrow")
ROWS, FIRST = 200_000, date(2024, 1, 1)
LABELS = ("report", "question", "thanks", "abuse", "spam", "other", "none")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = sail.SparkConnectServer(ip="127.0.0.1", port=port)
    server.start(background=True)
    yield f"sc://127.0.0.1:{port}"
    server.stop()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a year of four channels: posts with many replies, floods, gaps in the scores."""
    dice = random.Random(11)
    names = ["channel", "day", "quarter", "post", "author", "label", "flood", "gone"]
    columns: dict[str, list[Any]] = {name: [] for name in (*names, *SHARES)}
    for number in range(ROWS):
        day = FIRST + timedelta(days=number * 182 // ROWS)
        scored = dice.random() < 0.97
        row = {
            "channel": dice.randrange(1, 5), "day": day,
            "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
            "post": "" if dice.random() < 0.1 else f"p{int(dice.paretovariate(1) * 7) % 5000}",
            "author": dice.randrange(1, 60_000), "label": dice.choice(LABELS),
            "flood": dice.random() < 0.02, "gone": dice.random() < 0.01,
            **{name: dice.randrange(10_001) if scored else None for name in SHARES},
        }  # fmt: skip
        for name, value in row.items():
            columns[name].append(value)
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path_factory.mktemp("facts") / "data.parquet"
    parquet.write_table(pa.table(columns), path)
    return path


def asked(engine: Any, file: Path) -> tuple[list[Tally], list[dict[str, Any]]]:
    rows = engine.read_parquet(str(file))
    period = Period([1, 2, 3], FIRST, FIRST + timedelta(days=150))
    return from_rows(rows, period), rows_of(ask.people(rows))


def test_equal_to_the_last_digit_that_matters(
    address: str, file: Path, socket_enabled: None
) -> None:
    with duck() as engine:
        here, people_here = asked(engine, file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the client says of its own libraries
        with cluster(address) as engine:
            there, people_there = asked(engine, file)
    assert people_here == people_there
    assert len(people_here) == 8
    assert [one.channel for one in here] == [1, 2, 3]
    assert here == there, "sums of whole numbers are the same in every order"
