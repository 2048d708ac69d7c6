"""The proofs as people call them, short: each in a process of its own with real workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from oyez.platforms.profile import Ability
from oyez.platforms.registry import OWN, PROFILES
from oyez.proof.accounts import REMOVABLE

ZEROS = ("duplicates", "lost", "live_after_retract", "against_rule")


def oyez(*words: str) -> tuple[int, dict[str, Any], str]:
    """Exit code, the JSON object on stdout, and stderr."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("OYEZ_", "DJANGO_"))}
    code = "import sys; from oyez.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, *words, "--json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        env=kept,
    )
    return done.returncode, json.loads(done.stdout or "{}"), done.stderr


def test_delivery_is_measured_against_the_platform_in_the_same_run() -> None:
    code, found, errors = oyez("bench", "delivery", "--channels", "4", "--rounds", "2")
    assert (code, errors) == (0, "")
    assert found["channels"] == 4
    assert 95 < found["platform_ms"] < 200
    assert found["ratio"] == pytest.approx(found["p50_ms"] / found["platform_ms"], abs=0.02)
    assert found["p50_ms"] >= found["platform_ms"]


def test_takedown_is_measured_behind_a_backlog() -> None:
    words = ("--channels", "4", "--rounds", "1", "--backlog", "1500")
    code, found, errors = oyez("bench", "takedown", *words)
    assert (code, errors) == (0, "")
    assert found["backlog_left_min"] > 0
    assert 190 < found["platform_ms"] < 400
    assert found["p50_ms"] >= found["platform_ms"]


def test_a_takedown_on_all_platforms_names_the_time_of_each() -> None:
    words = ("--platforms", "all", "--channels", "1", "--rounds", "1")
    code, found, errors = oyez("bench", "takedown", *words)
    assert (code, errors) == (0, "")
    assert found["channels"] == len(found["platforms"]) == len(REMOVABLE)
    removable = {n for n, one in PROFILES.items() if one.support(Ability.RETRACT) == "native"}
    assert set(found["platforms"]) == removable - set(OWN), "none was forgotten"
    for one in found["platforms"].values():
        assert one["calls"] >= 2, "one removal and at least one look"
        assert one["ours_ms"] >= 100
    slowest = max(one["own_ms"] for one in found["platforms"].values())
    assert found["slowest_platform_ms"] == slowest


def test_the_promises_hold_with_real_processes() -> None:
    words = ("--seconds", "4", "--seed", "11", "--workers", "2")
    code, found, errors = oyez("chaos", "--processes", *words)
    assert (code, errors) == (0, "")
    assert {name: found[name] for name in ZEROS} == dict.fromkeys(ZEROS, 0)
    assert found["deliveries"] > 0
    assert found["kills"] > 0


def test_a_broken_heart_is_caught_with_real_processes() -> None:
    words = ("--seconds", "5", "--seed", "3", "--workers", "2", "--sabotage", "naive-retry")
    code, found, errors = oyez("chaos", "--processes", *words)
    assert code == 1
    assert "duplicates" in found["broken"]
    assert "BROKEN duplicates" in errors


@pytest.mark.parametrize("words", [("bench", "delivery", "--channels", "0"),
                                   ("chaos", "--processes", "--seconds", "0")])  # fmt: skip
def test_a_number_that_makes_no_sense_is_refused(words: tuple[str, ...]) -> None:
    code, _, errors = oyez(*words)
    assert code == 2
    assert "a number above 0" in errors
