"""The bench of the guard: whole in a process of its own, and what it says about bars."""

from __future__ import annotations

from typing import Any

import pytest
from test_bench_and_chaos import oyez

from oyez.proof.bench.guard import BARS, judge

GOOD: dict[str, Any] = {
    "screening": {"p95_ms": 5.0},
    "scorer": {
        "fast": {"per_core_second": 700, "memory_mb": 270, "artefact_mb": 43},
        "tiny": {"per_core_second": 5000, "memory_mb": 150, "artefact_mb": 12},
    },
    "warning_to_page": [2.0, 1.5],
    "flood": {"replies": 100, "stored": 100, "takedown_ratio": 1.0},
}


def changed(*path: str, to: object) -> dict[str, Any]:
    """The good figures with one of them changed."""
    if len(path) == 1:
        return {path[0]: to}
    return {path[0]: changed(*path[1:], to=to)}


def merged(some: dict[str, Any], others: dict[str, Any]) -> dict[str, Any]:
    pairs = {
        name: merged(some[name], value) if isinstance(value, dict) else value
        for name, value in others.items()
    }
    return some | pairs


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("screening", "p95_ms"), BARS["screening_p95_ms"] + 1),
        (("warning_to_page",), [1.0, BARS["page_s"] + 0.1]),
        (("scorer", "fast", "per_core_second"), BARS["fast"] - 1),
        (("scorer", "tiny", "per_core_second"), BARS["tiny"] - 1),
        (("scorer", "fast", "artefact_mb"), BARS["artefact_mb"] + 1),
        (("scorer", "fast", "memory_mb"), BARS["memory_mb"] + 1),
        (("flood", "takedown_ratio"), BARS["takedown_ratio"] + 0.1),
        (("flood", "stored"), 99),
    ],
)
def test_every_bar_that_is_missed_is_said(path: tuple[str, ...], to: object) -> None:
    assert judge(GOOD) == []
    said = judge(merged(GOOD, changed(*path, to=to)))
    assert len(said) == 1, said


def test_it_runs_whole() -> None:
    _code, found, errors = oyez("bench", "guard", "--seconds", "2")
    assert "Traceback" not in errors
    assert found["flood"]["stored"] == found["flood"]["replies"] == 33
    assert len(found["warning_to_page"]) == 3
    assert found["screening"]["p50_ms"] <= found["screening"]["p95_ms"]
    assert found["scorer"]["tiny"]["per_core_second"] > found["scorer"]["fast"]["per_core_second"]
