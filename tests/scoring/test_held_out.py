"""The bars of the blind sets. Nothing was trained or tuned on them; see held_out/README.md."""

from __future__ import annotations

import json

import pytest
from held_out_measured import FIGURES, figures, measured


@pytest.mark.parametrize("lang", ["en", "de", "fr"])
def test_alarm(lang: str) -> None:
    told = measured("fast", "alarm", lang)
    assert told["recall"] >= 0.80
    assert told["false"] <= 0.10


@pytest.mark.parametrize("lang", ["en", "de", "fr"])
def test_triage(lang: str) -> None:
    told = measured("fast", "triage", lang)
    assert told["macro_f1"] >= 0.75
    assert told["urgent_recall"] >= 0.80


def test_the_written_figures_are_those_of_the_shipped_tiers() -> None:
    assert json.loads(FIGURES.read_text(encoding="utf-8")) == figures(), (
        "run tests/scoring/held_out_measured.py, then `make docs`"
    )
