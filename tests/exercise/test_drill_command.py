"""`oyez drill`: from a file to after-action figures, and an exit code that tells the truth."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from drills import HEAD, NOTICE, TELLING, Hand
from pytest_django.fixtures import Settings

from newsroom import Newsroom
from oyez.cli import main
from oyez.exercise.models import Drill

COMMAND = "import sys; from oyez.cli import main; sys.exit(main(sys.argv[1:]))"
MISTAKE = """
title = "A short mistake"
story = "For a test."
unit = "/derbyshire/main/"
length = "5m"

[[event]]
name = "mistake"
kind = "notice"
approved_by = "approver"
headline = "Something wrong"
body = "This should never have gone out."

[[event]]
name = "warning"
after = "mistake live"
at = "20s"
kind = "reply"
notice = "mistake"
platform = "mastodon"
author = "Jess Tolland"
text = "Is this right?"
warning = true

[[event]]
name = "ignored"
kind = "fault"
platform = "bluesky"
operation = "retract"
fault = "error_before"
times = 1

[[act]]
do = "retract"
by = "duty officer"
after = "mistake warned"
at = "{late}"
reason = "It was wrong."

[[expect]]
goal = "retract"
within = "1m"

[[expect]]
goal = "gone"
within = "30s"
"""


def run(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, because a stage sets Django up once."""
    return subprocess.run(
        [sys.executable, "-c", COMMAND, "drill", "run", str(file), "--speed", "60", *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_drill_runs_from_start_to_end_and_prints_its_figures(tmp_path: Path) -> None:
    file = tmp_path / "mistake.toml"
    file.write_text(MISTAKE.format(late="20s"))
    done = run(file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    assert (found["title"], found["state"], found["held"]) == ("A short mistake", "stopped", True)
    assert [one["verdict"] for one in found["goals"]] == ["met", "met"]
    assert found["goals"][0]["by"] == "Ruth Ashby"
    [notice] = found["notices"]
    assert notice["state"] == "retracted"
    # The unit's fourteen channels but Instagram, which takes nothing without a picture; what was
    # mailed, sent to telephones or pushed, no machine takes back.
    assert notice["delivery"]["reached"] == notice["delivery"]["channels"] == 13
    assert (notice["removal"]["reached"], notice["removal"]["people"]) == (10, 3)
    events = {one["name"]: (one["outcome"], one["struck"]) for one in found["events"]}
    assert events == {
        "mistake": ("played", None),
        "warning": ("played", None),
        "ignored": ("played", 1),
        "act-1": ("played", None),
    }


def test_trainees_who_take_it_back_too_late_miss_the_goal(tmp_path: Path) -> None:
    file = tmp_path / "late.toml"
    file.write_text(MISTAKE.format(late="90s"))
    done = run(file)
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    [missed] = [line for line in lines if "MISSED" in line]
    assert "retract “mistake” within 60.0 s after mistake warned" in missed
    assert "(Ruth Ashby)" in missed
    assert "1 of 2 goals were met." in lines
    assert any("Jess Tolland on mastodon: Is this right?" in line for line in lines)
    assert any("error_before on bluesky, retract" in line for line in lines)


@pytest.fixture
def oyez(room: Newsroom, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*words: str) -> tuple[int, str, str]:
        code = main(["drill", *words])
        found = capsys.readouterr()
        return code, found.out, found.err

    return call


def test_a_drill_is_begun_followed_and_ended(
    oyez: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(HEAD + NOTICE + TELLING + '[[expect]]\ngoal = "approve"\nwithin = "2m"\n')
    assert oyez("status")[0] == 2
    code, out, _ = oyez("start", str(file), "--as", "ada@police.example")
    drill = Drill.objects.get()
    assert (code, out) == (0, f"Drill {drill.pk} runs: Wrong time.\n")
    assert oyez("start", str(file)) == (
        3,
        "",
        "Another drill is running. One runs at a time; stop it first.\n",
    )
    Hand(drill.started_at).play(6)
    out = oyez("status")[1]
    assert "played      notice   Bomb disposal in Lingen" in out
    assert "to come     telling  The fire brigade calls." in out
    assert oyez("stop")[0] == 0
    assert oyez("stop")[0] == 3
    out = oyez("report")[1]
    assert "MISSED       approve “bomb” within 2 min 0 s after bomb: -" in out
    assert "0 of 1 goals were met." in out
    data = json.loads(oyez("report", str(drill.pk), "--json")[1])
    assert (data["drill"], data["held"]) == (drill.pk, False)
    assert oyez("report", "99")[2] == "No drill has the number 99.\n"


def test_what_is_wrong_is_told_like_a_compiler_does(
    oyez: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(HEAD + TELLING.replace("text", "txt"))
    for verb in ("check", "start", "run"):
        code, out, err = oyez(verb, str(file))
        assert (code, out) == (2, "")
        assert f"{file}:7: The key “text” is missing.\n" in err
        assert f"{file}:11: There is no key “txt” here." in err
    assert oyez("check", "nowhere.toml")[0] == 2
    file.write_bytes(b"\xff")
    assert "is not valid UTF-8" in oyez("check", str(file))[2]
    assert oyez("check", "outage")[0] == 0
    assert "A stream shared by mistake" in oyez("scenarios")[1]


def test_a_real_installation_refuses_with_a_sentence(
    oyez: Callable[..., tuple[int, str, str]], settings: Settings
) -> None:
    settings.EXERCISE = False
    code, _, err = oyez("start", "outage")
    assert code == 3
    assert err.startswith("This installation is real, so no drill is played here.")
    assert not Drill.objects.exists()
