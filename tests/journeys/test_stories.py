"""The three stories, each played from its first line to its last as a person would see it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from oyez.proof.stories import STORIES

COMMAND = "import sys; from oyez.cli import main; sys.exit(main(sys.argv[1:]))"
LONGEST = 90.0  # seconds, so that a story that hangs is noticed; 20 to 35 on two idle cores


def story(*words: str) -> tuple[subprocess.CompletedProcess[str], float]:
    """The command in a process of its own, because a stage sets Django up once."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "story", *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done, time.monotonic() - begun


def not_held(played: dict[str, Any]) -> list[str]:
    return [step["expected"] for step in played["steps"] if not step["held"]]


@pytest.mark.parametrize("name", STORIES)
def test_every_expectation_of_the_story_holds(name: str, tmp_path: Path) -> None:
    report = tmp_path / "incident.pdf"
    done, seconds = story(name, "--json", "--report", str(report))
    assert (done.returncode, done.stderr) == (0, "")
    played = json.loads(done.stdout)
    assert (played["story"], played["held"], not_held(played)) == (name, True, [])
    assert set(played["steps"][0]) == {"step", "seconds", "expected", "held"}
    assert len(played["steps"]) > 15
    assert seconds < LONGEST
    assert report.exists() is (name == "avon-somerset")


def test_without_a_worker_the_story_says_what_did_not_hold() -> None:
    done, _ = story("avon-somerset", "--sabotage", "no-worker")
    assert done.returncode == 1
    assert "NOT held: The own page answers 410 within 1 s." in done.stderr
    assert "NOT held  The apology stands on all six channels." in done.stdout
    # What needs no worker still holds, and is shown with its time.
    assert "held  Refused: “You have no role that allows this here.”" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_worker_that_believes_every_yes_is_found_out() -> None:
    done, _ = story("avon-somerset", "--sabotage", "trust-200", "--json")
    assert done.returncode == 1
    played = json.loads(done.stdout)
    assert played["held"] is False
    found = not_held(played)
    assert "Within 8 s neither Mastodon nor Bluesky shows it to anybody." in found
    assert all(f"NOT held: {sentence}" in done.stderr for sentence in found)


def test_a_careless_room_is_found_out() -> None:
    done, _ = story("derbyshire", "--sabotage", "no-pace", "--json")
    assert done.returncode == 1
    found = not_held(json.loads(done.stdout))
    assert "The rest waits until the window has room again." in found
    # Nothing that came before is doubted.
    assert "Every seal of the ledger holds." not in found
    assert not any("the rules propose" in one or "is written once" in one for one in found)


def test_an_unknown_story_is_told_the_known_ones() -> None:
    done, _ = story("hawaii")
    assert done.returncode == 2
    assert all(name in done.stderr for name in STORIES)
