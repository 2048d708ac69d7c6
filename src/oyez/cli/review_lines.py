"""What the rules of a review propose, printed for machines and for people."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from oyez.cli.acting import DONE, WRONG_INPUT, WrongInputError, complain
from oyez.cli.typed import content
from oyez.domain.errors import NotAllowed
from oyez.domain.review.estimate import MODEL_OUTPUT, Estimate, decidable
from oyez.domain.review.proposal import Proposal, proposals
from oyez.domain.review.scenario import Scenario, read

DIGITS = 4


def propose(arguments: argparse.Namespace) -> int:
    """Exit 0 with a proposal for each channel, 2 when the file is no scenario."""
    try:
        scenario = _read(arguments.file)
    except (WrongInputError, NotAllowed) as problem:
        return complain(problem, WRONG_INPUT)
    for one in proposals(scenario):
        print(json.dumps(as_json(one), ensure_ascii=False) if arguments.json else told(one))
    return DONE


def _read(file: str) -> Scenario:
    raw = sys.stdin.buffer.read() if file == "-" else content(file)
    try:
        return read(json.loads(raw.decode()))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise WrongInputError(f"Line {line} of the scenario is not valid UTF-8.") from None
    except json.JSONDecodeError as error:
        raise WrongInputError(f"Line {error.lineno} of the scenario is not valid JSON.") from None
    except (ValueError, RecursionError):
        raise WrongInputError("The scenario is not valid JSON.") from None


def as_json(one: Proposal) -> dict[str, Any]:
    """One channel: what is proposed, why, and the estimates that it rests on."""
    figures = one.evidence.figures
    return {
        "channel": one.evidence.channel,
        "proposal": one.advice.value,
        "reasons": [str(reason) for reason in one.reasons],
        "estimates": {
            "abuse_and_spam": _share(figures.noise),
            "abuse": _share(figures.abuse),
            "spam": _share(figures.spam),
            "useful": _share(figures.useful),
            "community": _share(figures.community),
            "useful_a_week": _rounded(figures.useful_a_week),
            "reach_a_week": _rounded(figures.reach),
            "reports_a_week": _rounded(figures.reports),
        },
    }


def _share(one: Estimate | None) -> dict[str, Any] | None:
    found = _rounded(one)
    if found is not None and one is not None and not decidable(one):
        found["method"] = MODEL_OUTPUT
    return found


def _rounded(one: Any) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        name: round(value, DIGITS) if isinstance(value, float) else value
        for name, value in asdict(one).items()
    }


def told(one: Proposal) -> str:
    """One channel for people."""
    lines = [f"{one.evidence.channel}: {one.advice.value}"]
    return "\n".join([*lines, *(f"  - {reason}" for reason in one.reasons)])
