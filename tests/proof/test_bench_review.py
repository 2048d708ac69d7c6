"""`oyez bench review`: what it measures in small, and what it calls too slow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from oyez.cli import main
from oyez.proof.bench import review

GOOD = {"rows": 10, "kept": 10, "import_rows_s": 300_000, "evidence_ratio": 1.1,
        "memory_mb": 900, "page_ms": 90}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"import_rows_s": 199_999}, "import_rows_s"),
        ({"evidence_ratio": 2.1}, "evidence_ratio"),
        ({"memory_mb": 2100}, "memory_mb"),
        ({"page_ms": 301}, "page_ms"),
        ({"kept": 9}, "1 interactions were lost"),
    ],
)
def test_every_bar_is_judged(change: dict[str, Any], sentence: str) -> None:
    assert review.judge(GOOD) == []
    [said] = review.judge(GOOD | change)
    assert sentence in said


@pytest.mark.django_db
def test_in_small_everything_is_measured(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = settings.STATIC_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = review.measure(2000)
    assert (found["rows"], found["kept"]) == (2000, 2000)
    assert found["page_facts"] > 18_000
    assert min(found[name] for name in ("scan_s", "evidence_s", "page_ms")) > 0
    assert json.loads(review.told(found)) == found


def test_too_few_rows_are_no_measurement(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "review", "--rows", "10"]) == 2
    assert "from 1000 on" in capsys.readouterr().err
