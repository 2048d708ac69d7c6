"""`oyez platforms`: the matrix, its sources and what is charged, for people and machines."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from oyez.cli import main
from oyez.domain.cost import Per
from oyez.platforms.profile import Ability
from oyez.platforms.registry import LABELS, PROFILES


def test_machines_get_every_platform_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["platforms", "--json"]) == 0
    found = {one["platform"]: one for one in json.loads(capsys.readouterr().out)}
    assert list(found) == list(PROFILES)
    for one in found.values():
        assert set(one["abilities"]) == {ability.value for ability in Ability}
        assert one["source"].startswith("https://")
        assert one["checked_on"] >= "2026-11-21"
        assert {Per(price["per"]) for price in one["costs"]} <= set(Per)
        assert all(Decimal(price["amount"]) > 0 for price in one["costs"])
    windows = found["mastodon"]["limits"]["retracts"]
    assert windows == [{"points": 30, "seconds": 1800.0, "reserve": 0.3}]
    assert found["bluesky"]["abilities"]["correct"] == "emulated"


def test_people_get_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["platforms"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [LABELS[name] for name in PROFILES]
