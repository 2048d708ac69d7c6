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
    assert found["bluesky"]["limits"]["text"] == {"rule": "bluesky", "limit": 300, "bytes": 3000}
    photos = found["instagram"]["limits"]
    assert (photos["pictures_needed"], photos["hashtags"]) == (1, 30)
    assert photos["picture_ratios"] == [0.8, 1.91]
    assert found["telegram"]["limits"]["text_below_pictures"] == 1024
    pace = found["x"]["limits"]["asked_every"]
    assert pace == {"least": 60.0, "fresh": 900.0, "lively": 900.0, "quiet": 14_400.0}
    assert found["sms"]["limits"]["asked_every"] is None
    assert {"per": "read", "amount": "0.005", "currency": "USD"} in found["x"]["costs"]


def test_what_is_printed_is_what_is_declared(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that a profile declares is printed otherwise."""
    assert main(["platforms", "--json"]) == 0
    for one in json.loads(capsys.readouterr().out):
        declared, limits = PROFILES[one["platform"]], one["limits"]
        assert one["version"] == declared.version
        assert limits["text"]["limit"] == declared.text.limit
        assert limits["pictures"] == declared.max_pictures
        assert limits["alt_text"] == declared.alt_limit
        assert len(limits["writes"]) == len(declared.writes)
        assert len(one["costs"]) == len(declared.costs)
        assert one["known"] == dict(declared.marks)


def test_people_get_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["platforms"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [LABELS[name] for name in PROFILES]
