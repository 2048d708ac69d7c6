"""List every platform with what it can do, its limits, its costs, and how well that is known."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import timedelta
from typing import Any

from oyez.platforms.profile import Ability, Profile, Window
from oyez.platforms.registry import LABELS, PROFILES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = __doc__
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def run(arguments: argparse.Namespace) -> int:
    """Print what the profiles declare."""
    if arguments.json:
        found = [as_json(declared) for declared in PROFILES.values()]
        sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
        return 0
    for name, declared in PROFILES.items():
        native = [one.value for one in Ability if declared.support(one).value == "native"]
        sys.stdout.write(f"{LABELS[name]}: {', '.join(native) or 'by a person'}\n")
    return 0


def as_json(declared: Profile) -> dict[str, Any]:
    """One platform for machines; times are seconds, amounts of money are text."""
    return {
        "platform": declared.platform,
        "label": LABELS[declared.platform],
        "version": declared.version,
        "checked_on": declared.checked_on,
        "source": declared.source,
        "unknown_outcome": declared.idempotency.value,
        "abilities": {one.value: declared.support(one).value for one in Ability},
        "limits": {
            "text": {"rule": declared.text.rule, "limit": declared.text.limit},
            "pictures": declared.max_pictures,
            "alt_text": declared.alt_limit,
            "picture_bytes": declared.media.max_bytes,
            "writes": [_window(one) for one in declared.writes],
            "retracts": [_window(one) for one in declared.retracts],
            "correct_within": _seconds(declared.correct_within),
            "retract_within": _seconds(declared.retract_within),
        },
        "costs": [
            {"per": one.what, "amount": one.amount, "currency": one.currency}
            for one in declared.costs
        ],
        "sees": declared.sees,
        "scopes": list(declared.scopes),
        "known": dict(declared.marks),
    }


def _window(one: Window) -> dict[str, float]:
    return {"points": one.points, "seconds": one.per.total_seconds(), "reserve": one.reserve}


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()
