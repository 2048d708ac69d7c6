"""The proof is only worth something if it finds what is broken on purpose."""

from __future__ import annotations

import json
from typing import Any

import pytest

from oyez.cli import main
from oyez.domain.delivery import Accepted, Call, Facts, Result
from oyez.proof.chaos import hands
from oyez.proof.chaos import run as runner
from oyez.proof.chaos.run import INVARIANTS, Report
from oyez.proof.chaos.sabotage import Heart, Sabotage
from oyez.proof.chaos.schedule import run_schedule

KEYS = [
    "schedules",
    "deliveries",
    "faults",
    "kills",
    "duplicates",
    "lost",
    "live_after_retract",
    "against_rule",
    "needs_person",
]
BREAKS = {
    Sabotage.NAIVE_RETRY: "duplicates",
    Sabotage.FORGET_RECEIPT: "live_after_retract",
    Sabotage.NO_LEASE: "duplicates",
    Sabotage.TRUST_200: "live_after_retract",
    Sabotage.SKIP_MODE_CHECK: "against_rule",
}


def test_three_hundred_schedules_keep_every_promise() -> None:
    report = runner.run(300, 11)
    assert report.schedules == 300
    assert report.broken == [], (report.seed, report.history)
    assert [getattr(report, name) for name in INVARIANTS] == [0, 0, 0, 0]
    assert report.faults > 300
    assert report.kills > 100
    assert report.deliveries > 600
    assert 0 < report.needs_person < report.deliveries


def test_the_same_seed_gives_the_same_report() -> None:
    assert runner.run(40, 5) == runner.run(40, 5)
    assert runner.run(40, 5) != runner.run(40, 6)
    assert run_schedule("5:1") == run_schedule("5:1")


def test_every_sabotage_has_a_promise_it_breaks() -> None:
    assert set(BREAKS) == set(Sabotage)
    assert set(BREAKS.values()) <= set(INVARIANTS)


@pytest.mark.parametrize("way", list(Sabotage), ids=str)
def test_each_sabotage_is_caught_with_its_name_and_a_short_history(way: Sabotage) -> None:
    report = runner.run(100, 1, way)
    assert BREAKS[way] in report.broken
    assert getattr(report, BREAKS[way]) > 0
    broken = run_schedule(report.seed, way)
    assert list(broken.history) == report.history
    assert any(line.split()[2] == "BROKEN" for line in report.history)
    assert run_schedule(report.seed).problems == frozenset(), "the whole heart holds here"


def test_people_who_act_when_the_task_is_no_longer_theirs_are_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    numbers = range(120)
    kept = [run_schedule(f"7:{number}").problems for number in numbers]
    assert set().union(*kept) == set()
    monkeypatch.setattr(hands, "ACTS_WITHIN", 3 * hands.ACTS_WITHIN)
    broken = [run_schedule(f"7:{number}").problems for number in numbers]
    assert "duplicates" in set().union(*broken)


def test_a_heart_that_believes_every_yes_leaves_cut_texts_standing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = Heart.record

    def believing(heart: Heart, facts: Facts, step: Call, result: Result, **more: Any) -> Facts:
        accepted = isinstance(result, Accepted)
        return whole(heart, facts, step, Accepted(result.ref) if accepted else result, **more)

    monkeypatch.setattr(Heart, "record", believing)
    broken = [run_schedule(f"1:{number}").problems for number in range(200)]
    assert set().union(*broken) == {"lost"}


def test_reports_add_up_and_keep_the_shortest_history() -> None:
    total = Report(schedules=1, lost=1, broken=["lost"], seed="long", history=["a", "b"])
    total.add(Report(schedules=2, duplicates=1, broken=["duplicates"], seed="no", history=["c"]))
    total.add(Report(schedules=4))
    assert (total.schedules, total.lost, total.duplicates) == (7, 1, 1)
    assert (total.broken, total.seed) == (["duplicates", "lost"], "no")


def test_the_command_prints_one_line_of_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chaos", "--schedules", "20", "--seed", "3", "--json"]) == 0
    out, err = capsys.readouterr()
    assert list(json.loads(out)) == KEYS
    assert out.count("\n") == 1
    assert err == ""


def test_the_command_names_what_broke(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["chaos", "--schedules", "60", "--sabotage", "naive-retry", "--json"]
    assert main(words) == 1
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert list(told) == [*KEYS, "broken", "seed", "history"]
    assert "duplicates" in told["broken"]
    assert "duplicates" in err
    assert told["history"][-1] in err


def test_the_command_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chaos", "--schedules", "5"]) == 0
    assert capsys.readouterr().out.startswith("5 schedules, ")


@pytest.mark.parametrize("number", ["0", "-1"])
def test_a_number_that_makes_no_sense_is_refused(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chaos", "--schedules", number]) == 2
    assert "above 0" in capsys.readouterr().err


def test_an_unknown_sabotage_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["chaos", "--sabotage", "kindness"])
    assert refused.value.code == 2
    assert "naive-retry" in capsys.readouterr().err
