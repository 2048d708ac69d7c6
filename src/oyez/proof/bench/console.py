"""How long the console's pages take, and how often they ask the database, when there is much."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from oyez.proof.bench.console_ledger import grow_ledger
from oyez.proof.bench.console_notices import grow_notices
from oyez.proof.bench.console_pages import VISITS, Visit, person_of
from oyez.proof.bench.console_places import Plan, World, grow_places
from oyez.proof.bench.console_replies import grow_replies
from oyez.proof.bench.figures import ms_since, quantile

BAR_MS, WARM, FEW = 150.0, 3, 0.02


@dataclass(frozen=True, slots=True)
class Page:
    """The figures of one page; `queries_small` was counted when there was little."""

    page: str
    queries: int
    queries_small: int
    p50_ms: float
    p95_ms: float
    bytes: int


def measure(share: float, rounds: int) -> dict[str, Any]:
    """Fill a little, count; fill the rest, count again and take the times."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    world, plan = World(), Plan().times(share)
    began = time.perf_counter()
    grow(world, plan.times(FEW))
    few = {visit: _queries(visit, world) for visit in VISITS}
    grow(world, plan)
    filled = time.perf_counter() - began
    gc.collect()
    gc.freeze()  # as the console does before it listens; what filled the rows is none of its memory
    pages = [_page(visit, world, few[visit], rounds) for visit in VISITS]
    return {
        "notices": world.notices,
        "channels": world.channels,
        "ledger_entries": world.entries,
        "replies": world.replies,
        "filled_seconds": round(filled, 1),
        "rounds": rounds,
        "pages": [asdict(page) for page in pages],
        "worst_p95_ms": max(page.p95_ms for page in pages),
    }


@transaction.atomic
def grow(world: World, plan: Plan) -> None:
    """Write what is missing of the plan."""
    grow_places(world, plan)
    grow_notices(world, plan)
    grow_ledger(world, plan)
    grow_replies(world, plan)


def judge(found: dict[str, Any]) -> list[str]:
    """A line for every page that is too slow, or asks more often because there is more."""
    said = []
    for page in found["pages"]:
        if page["p95_ms"] >= BAR_MS:
            said.append(f"{page['page']}: p95 is {page['p95_ms']} ms, the bar {BAR_MS:.0f} ms")
        if page["queries"] > page["queries_small"]:
            few, many = page["queries_small"], page["queries"]
            said.append(f"{page['page']}: {few} queries where there is little, {many} here")
    return said


def told(found: dict[str, Any]) -> str:
    """The figures as a table for people."""
    lines = [f"{name}: {value}" for name, value in found.items() if name != "pages"]
    lines.append(f"{'page':45}{'queries':>8}{'p50 ms':>9}{'p95 ms':>9}{'bytes':>9}")
    for one in found["pages"]:
        numbers = f"{one['queries']:8}{one['p50_ms']:9}{one['p95_ms']:9}{one['bytes']:9}"
        lines.append(f"{one['page']:45}{numbers}")
    return "\n".join(lines)


def _page(visit: Visit, world: World, few: int, rounds: int) -> Page:
    open_page = _opener(visit, world)
    times, size = [], 0
    for number in range(WARM + rounds):
        start = time.perf_counter()
        size = open_page()
        if number >= WARM:
            times.append(ms_since(start))
    return Page(
        page=f"{visit.name} ({visit.role.value})",
        queries=_queries(visit, world),
        queries_small=few,
        p50_ms=round(statistics.median(times), 1),
        p95_ms=round(quantile(times, 0.95), 1),
        bytes=size,
    )


def _opener(visit: Visit, world: World) -> Callable[[], int]:
    """Opens the page once, through every middleware, and returns its size."""
    client, path = Client(headers={"host": settings.ALLOWED_HOSTS[0]}), visit.path(world)
    client.force_login(person_of(visit, world))

    def opened() -> int:
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{visit.name} answered {response.status_code} at {path}")
        return len(response.content)

    return opened


def _queries(visit: Visit, world: World) -> int:
    open_page = _opener(visit, world)
    open_page()
    with counting() as asked:
        open_page()
    return len(asked)


@contextmanager
def counting() -> Iterator[list[str]]:
    """Every statement that goes to the database meanwhile."""
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield asked
