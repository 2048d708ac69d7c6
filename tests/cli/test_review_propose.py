"""`oyez review propose`: a scenario in, a proposal for each channel out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from called import Oyez

EXAMPLE = Path(__file__).resolve().parents[2] / "docs/examples/review.json"
ESTIMATES = {
    *("abuse_and_spam", "abuse", "spam", "useful", "community"),
    *("useful_a_week", "reach_a_week", "reports_a_week"),
}


@pytest.fixture
def told(oyez: Oyez) -> dict[str, dict[str, Any]]:
    """What is proposed for the channels of the example, by channel."""
    said = oyez("review", "propose", str(EXAMPLE), "--json")
    assert (said.code, said.err) == (0, "")
    lines = [json.loads(line) for line in said.out.splitlines()]
    return {line["channel"]: line for line in lines}


def test_the_channels_of_the_two_stories(told: dict[str, dict[str, Any]]) -> None:
    assert {name: one["proposal"] for name, one in told.items()} == {
        "Derbyshire Police on X": "critical-only",
        "Roads Policing Unit on X": "close",
        "RPU Bikers on X": "keep",
        "Derbyshire Police on Facebook": "keep",
        "Osnabrück on X": "move",
        "Chesterfield on X": "no-decision",
    }


def test_each_says_why_and_what_speaks_against_it(told: dict[str, dict[str, Any]]) -> None:
    for one in told.values():
        assert set(one) == {"channel", "proposal", "reasons", "estimates"}
        assert set(one["estimates"]) == ESTIMATES
    bikers = told["RPU Bikers on X"]["reasons"]
    assert "reached on no other channel is kept" in bikers[0]
    assert any(reason.startswith("Against it: much") for reason in bikers)
    assert any("web chat" in reason for reason in told["Roads Policing Unit on X"]["reasons"])
    moves = told["Osnabrück on X"]["reasons"]
    assert "Its successor is Inspection Osnabrück on whatsapp, which is approved." in moves


def test_every_share_has_its_interval_and_its_labels(told: dict[str, dict[str, Any]]) -> None:
    share = told["Derbyshire Police on X"]["estimates"]["abuse_and_spam"]
    assert set(share) == {"value", "low", "high", "labelled", "total", "method"}
    assert share["low"] < share["value"] < share["high"]
    assert (share["labelled"], share["method"][:8]) == (600, "expected")
    few = told["Chesterfield on X"]
    assert few["reasons"][0].startswith("Collect a sample of 100 first: 40 of 553")
    assert few["estimates"]["abuse"]["method"] == "model output, not for decisions"


def test_without_json_for_people(oyez: Oyez) -> None:
    said = oyez("review", "propose", str(EXAMPLE))
    assert said.code == 0
    assert said.out.startswith("Derbyshire Police on X: critical-only\n  - A channel with much")


def test_standard_input(oyez: Oyez) -> None:
    said = oyez("review", "propose", "-", "--json", stdin=EXAMPLE.read_bytes())
    assert len(said.out.splitlines()) == 6


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{\n"channels": [', "Line 2 of the scenario is not valid JSON."),
        (b'{\n"channels": "\xff"}', "Line 2 of the scenario is not valid UTF-8."),
        (b"[" * 200_000, "The scenario is not valid JSON."),
        (b'{"channels": [{"channel": "X", "weeks": 1}]}', "channels[0].weeks must be a list"),
        (b"9" * 5000, "The scenario is not valid JSON."),
    ],
)
def test_what_is_no_scenario(oyez: Oyez, tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "scenario.json"
    path.write_bytes(content)
    said = oyez("review", "propose", str(path), "--json")
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err


def test_a_file_that_is_not_there(oyez: Oyez, tmp_path: Path) -> None:
    said = oyez("review", "propose", str(tmp_path / "none.json"))
    assert (said.code, "cannot be read" in said.err) == (2, True)
