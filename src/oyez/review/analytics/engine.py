"""The engines: DuckDB inside, and whatever speaks Spark Connect beyond one machine."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from oyez.domain.errors import NotAllowed, say

MEMORY_MB = 1200  # leaves room for Python below two gigabytes


def ibis() -> Any:
    """Ibis, or a sentence about what is missing."""
    try:
        import ibis as found  # noqa: PLC0415 (an extra part, and slow to load)
    except ImportError:
        template = "This needs the extra part “{part}”. Install it with: {command}"
        command = "pip install 'oyez[analytics]'"
        raise NotAllowed(say(template, part="analytics", command=command)) from None
    return found


def quoted(path: object) -> str:
    """A path as SQL takes it where no parameter may stand."""
    return "'" + str(path).replace("'", "''") + "'"


@contextmanager
def duck() -> Iterator[Any]:
    """An engine in this process; what does not fit into memory goes to a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="oyez-facts-") as spill, warnings.catch_warnings():
        # Ibis 12 still calls by its old name what DuckDB 2 has renamed.
        warnings.filterwarnings("ignore", "fetch_arrow_table", DeprecationWarning)
        engine = ibis().duckdb.connect(
            threads=os.cpu_count() or 1, memory_limit=f"{MEMORY_MB}MB", temp_directory=spill
        )
        try:
            yield engine
        finally:
            engine.disconnect()


@contextmanager
def cluster(address: str) -> Iterator[Any]:
    """An engine that speaks Spark Connect, such as Sail at `sc://host:50051`."""
    found = ibis()
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 (as above)
    except ImportError:
        template = "This needs the extra part “{part}”. Install it with: {command}"
        command = "pip install 'oyez[scale]'"
        raise NotAllowed(say(template, part="scale", command=command)) from None
    session = SparkSession.builder.remote(address).getOrCreate()
    try:
        yield found.pyspark.connect(session)
    finally:
        session.stop()
