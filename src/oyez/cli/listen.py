"""`oyez listen replay`: handle again what platforms have sent, without making anything twice."""

from __future__ import annotations

import argparse
import json
from datetime import datetime

from oyez.cli import typed
from oyez.cli.acting import BROKEN, DONE, WrongInputError, acting


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    replay = verbs.add_parser("replay", help="read a channel's stored events again")
    replay.add_argument("--channel", type=int, required=True, metavar="N", help="its number")
    replay.add_argument(
        "--since", type=typed.moment, required=True, metavar="TIME",
        help="such as 2026-11-21T18:00",
    )  # fmt: skip
    replay.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """Read them again; exit code 1 says that some could not be read."""
    return acting(lambda: _run(arguments.channel, arguments.since, as_json=arguments.json))


def _run(number: int, since: datetime, *, as_json: bool) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.govern.overview import channel_by_id  # noqa: PLC0415
    from oyez.listen.actions import replay  # noqa: PLC0415

    channel = channel_by_id(number) if 0 < number < 2**63 else None
    if channel is None:
        raise WrongInputError(f"There is no channel {number}.")
    begun = since if timezone.is_aware(since) else timezone.make_aware(since)
    found = replay(channel, begun, now=timezone.now())
    if as_json:
        print(json.dumps({"events": found.events, "unread": found.unread, "new": found.new}))
    else:
        print(f"{found.events} events read again, {found.new} items were new.")
        if found.unread:
            print(f"{found.unread} events could not be read: their secret or their form is gone.")
    return BROKEN if found.unread else DONE
