"""How quick reviews are with millions of interactions: reading in, evidence, a long page."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.test import Client
from django.utils import timezone

from oyez.accounts.actions import create_person, grant
from oyez.domain.review.facts import Metric
from oyez.domain.roles import Role
from oyez.govern.actions import create_authority, create_channel, create_unit
from oyez.govern.models import Channel
from oyez.proof.accounts import PASSWORD
from oyez.proof.bench.figures import ms_since, quantile
from oyez.review.actions.import_facts import import_facts
from oyez.review.analytics.engine import duck, quoted
from oyez.review.analytics.evidence import Period, from_rows, from_store
from oyez.review.analytics.store import store
from oyez.review.models import Fact

ROWS: Final = 10_000_000
CHANNELS, YEARS, PAGES = 12, 10, 20
FIRST: Final = date(2016, 1, 1)
BARS: Final = {"import_rows_s": 200_000, "evidence_ratio": 2.0, "memory_mb": 2048, "page_ms": 300}
# What the evidence reads of an interaction.
COLUMNS: Final = ("channel", "day", "post", "label", "noise", "abuse", "spam", "useful", "flood")


def measure(rows: int) -> dict[str, Any]:
    """All figures; the file is written before the clock starts."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    authority = create_authority(None, slug="bench", name="Bench")
    unit = create_unit(None, authority, slug="unit", name="Unit")
    channels = [
        create_channel(None, unit, platform="mastodon", name=f"c{number}")
        for number in range(CHANNELS)
    ]
    with tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
        path = Path(folder) / "interactions.jsonl"
        write(path, rows, [one.pk for one in channels])
        size = path.stat().st_size
        start = time.perf_counter()
        told = import_facts(None, authority, path, at=timezone.now())
        seconds = time.perf_counter() - start
    found: dict[str, Any] = {
        "rows": rows,
        "kept": told.kept,
        "file_mb": round(size / 2**20),
        "import_s": round(seconds, 1),
        "import_rows_s": round(rows / seconds),
        **evidence([one.pk for one in channels]),
        **page(channels[0]),
    }
    return found | {"memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def write(path: Path, rows: int, channels: list[int]) -> None:
    """Made-up interactions of ten years, in a process of its own so that its memory is not ours."""
    step = YEARS * 365 * 86_400 / rows
    names = ", ".join(f"'{number}'" for number in channels)
    query = f"""COPY (SELECT 'r' || i AS id,
        strftime(TIMESTAMP '{FIRST}' + to_microseconds((i * {step} * 1e6)::BIGINT),
            '%Y-%m-%dT%H:%M:%SZ') AS "at",
        [{names}][1 + (hash(i // 60) % {len(channels)})::BIGINT] AS channel,
        'p' || (i // 60) AS post,
        'person' || (pow(hash(i * 7) % 1000000 / 1e6, 3) * 400000)::BIGINT AS author,
        'reply' AS kind,
        ['report', 'question', 'thanks', 'abuse', 'spam', 'other'][1 + (hash(i) % 6)::BIGINT]
            AS triage,
        round(0.3 + hash(i + 1) % 700 / 1e3, 3) AS triage_p,
        round(hash(i + 2) % 1000 / 1e3, 3) AS abuse
        FROM range({rows}) t(i)) TO {quoted(path)} (FORMAT json)"""
    program = "import duckdb; c = duckdb.connect(); c.execute('SET enable_progress_bar = false')"
    program += f"; c.execute({query!r})"
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 (our own words)


def evidence(channels: list[int]) -> dict[str, Any]:
    """What a review of five years asks, against reading the same columns and nothing else."""
    period = Period(channels, FIRST + timedelta(days=365), FIRST + timedelta(days=6 * 365))
    own = store()
    names = own.files(channels, period.begins, period.ends)
    asked = best(lambda: from_store(own, period))
    with duck() as engine:
        engine.con.execute(f"SET threads = {os.cpu_count() or 1}")
        read = ", ".join(f"max({name})" for name in COLUMNS)
        query = f"SELECT {read} FROM read_parquet(?, hive_partitioning=false)"
        scan = best(lambda: engine.con.execute(query, [names]).fetchall())
        table = engine.read_parquet(names, hive_partitioning=False)
        single = best(lambda: from_rows(table, period), times=1)
    return {
        "scan_s": round(scan, 3),
        "evidence_s": round(asked, 3),
        "evidence_ratio": round(asked / scan, 2),
        "without_sums_s": round(single, 3),
    }


def best(call: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs: what else the machine does is not ours."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return min(found)


def page(channel: Channel) -> dict[str, Any]:
    """Milliseconds until the page of a channel with ten years of every figure is there."""
    today = timezone.localdate()
    metrics = (Metric.REACH, Metric.VIEWS, Metric.FOLLOWERS, Metric.REPORTS, Metric.HOURS)
    Fact.objects.bulk_create(
        Fact(channel=channel, day=today - timedelta(days=days), metric=metric, source="entered",
             value=float(days % 97))
        for days in range(YEARS * 365)
        for metric in metrics
    )  # fmt: skip
    person = create_person(None, email="b@bench.example", name="Bench", password=PASSWORD)
    grant(None, person, Role.GOVERNOR, "/bench/")
    client, times = Client(headers={"host": "localhost"}), []
    client.force_login(person)
    client.get("/account/")  # what only the first page of a process has to load
    for _ in range(PAGES):
        start = time.perf_counter()
        answer = client.get(f"/channels/{channel.pk}/counts/")
        times.append(ms_since(start))
        if answer.status_code != 200:
            raise RuntimeError(f"the page answers {answer.status_code}")
    facts = Fact.objects.filter(channel=channel).count()
    return {"page_facts": facts, "page_ms": round(quantile(times, 0.95))}


def judge(found: dict[str, Any]) -> list[str]:
    """A line for every bar that was missed."""
    missed = [
        f"{name}: {found[name]}, the bar is {bar}"
        for name, bar in BARS.items()
        if (found[name] < bar if name == "import_rows_s" else found[name] > bar)
    ]
    lost = found["rows"] - found["kept"]
    return missed + ([f"{lost} interactions were lost"] if lost else [])


def told(found: dict[str, Any]) -> str:
    """The figures for people."""
    return json.dumps(found, indent=1)
