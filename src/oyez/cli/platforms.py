"""List every platform with what it can do, its limits, its costs, and how well that is known."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import timedelta
from typing import Any

from oyez.domain.delivery import Support
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
            **_of_texts(declared),
            **_of_pictures(declared),
            "writes": [_window(one) for one in declared.writes],
            "retracts": [_window(one) for one in declared.retracts],
            "correct_within": _seconds(declared.correct_within),
            "retract_within": _seconds(declared.retract_within),
            "asked_every": _paced(declared),
        },
        "costs": [
            {"per": one.what, "amount": one.amount, "currency": one.currency}
            for one in declared.costs
        ],
        "sees": declared.sees,
        "scopes": list(declared.scopes),
        "secrets": list(declared.secrets),
        "options": list(declared.options),
        "known": dict(declared.marks),
    }


def _of_texts(declared: Profile) -> dict[str, Any]:
    """Room and demands of a text; 0 means that there is no limit."""
    text = declared.text
    return {
        "text": {"rule": text.rule, "limit": text.limit, "bytes": text.byte_limit},
        "text_below_pictures": declared.caption or None,
        "hashtags": declared.hashtags or None,
        "one_paragraph": declared.one_paragraph,
    }


def _of_pictures(declared: Profile) -> dict[str, Any]:
    """How many pictures of which kind, and the room of their descriptions."""
    media = declared.media
    return {
        "pictures": declared.max_pictures,
        "pictures_needed": declared.min_pictures,
        "alt_text": declared.alt_limit,
        "picture_types": list(media.mimes),
        "picture_bytes": media.max_bytes,
        "picture_side": media.max_side,
        "picture_ratios": [media.min_ratio, media.max_ratio] if media.max_ratio else None,
    }


def _paced(declared: Profile) -> dict[str, float] | None:
    """Seconds between two questions for what is new, where the platform can be asked."""
    if declared.support(Ability.INBOX) is not Support.NATIVE:
        return None
    pace = declared.pace
    spans = {
        "least": pace.least,
        "fresh": pace.fresh or pace.lively,
        "lively": pace.lively,
        "quiet": pace.quiet,
    }
    return {name: span.total_seconds() for name, span in spans.items()}


def _window(one: Window) -> dict[str, float]:
    return {"points": one.points, "seconds": one.per.total_seconds(), "reserve": one.reserve}


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()
