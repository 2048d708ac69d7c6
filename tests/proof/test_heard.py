"""What people say below a notice, in timelines that somebody wrote blind: the figures hold."""

from __future__ import annotations

import json

import pytest
from heard_measured import FIGURES, SETS, figures, timelines, verdicts


def share(name: str, verdict: str, *, paged: bool) -> float:
    found = [
        verdicts(name)[stem] == verdict
        for stem, (_, expected) in timelines(name).items()
        if expected["paged"] is paged
    ]
    return sum(found) / len(found)


def test_the_written_figures_are_those_of_what_ships() -> None:
    told = json.loads(FIGURES.read_text(encoding="utf-8"))
    assert told == figures(), "run tests/proof/heard_measured.py, then `make docs`"


@pytest.mark.parametrize("name", SETS)
def test_of_ten_harmless_evenings_one_pages_at_most(name: str) -> None:
    assert share(name, "in vain", paged=False) <= 0.1


@pytest.mark.parametrize("name", SETS)
def test_of_ten_real_dangers_replies_alone_miss_two_at_most(name: str) -> None:
    assert share(name, "missed", paged=True) <= 0.2


def test_no_timeline_of_the_sets_was_lost() -> None:
    assert [len(timelines(name)) for name in SETS] == [16, 22, 24]
