"""Measures the shipped tiers on the blind sets; run as a script it writes the figures down."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from oyez.scoring import load
from oyez.scoring.evaluation import evaluated, read

HERE = Path(__file__).parent
FIGURES = HERE / "held_out_figures.json"


@cache
def measured(tier: str, task: str, lang: str) -> dict[str, Any]:
    """The figures of one set."""
    labelled = read(HERE / "held_out" / f"{task}_{lang}.jsonl")
    return evaluated(load(tier), labelled)["tasks"][task][lang]


def rows() -> list[list[str]]:
    """One row a tier, task and language."""
    found = []
    for tier in ("fast", "tiny"):
        for task in ("alarm", "triage"):
            for lang in ("en", "de", "fr"):
                told = measured(tier, task, lang)
                said = [f"{name.replace('_', ' ')} {value}" for name, value in told.items()]
                found.append([tier, task, lang, str(told["n"]), ", ".join(said[1:])])
    return found


def figures() -> dict[str, Any]:
    """What is written down, and of which instruments."""
    prints = {tier: load(tier).fingerprint() for tier in ("fast", "tiny")}
    return {"fingerprints": prints, "rows": rows()}


if __name__ == "__main__":
    FIGURES.write_text(json.dumps(figures(), indent=1) + "\n", encoding="utf-8")
