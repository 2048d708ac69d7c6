"""`oyez status`: what is known about notices and each of their deliveries."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from oyez.cli import typed
from oyez.cli.acting import DONE, WrongInputError, acting

if TYPE_CHECKING:
    from oyez.cli.reading import Known
    from oyez.publish.models import Notice

FOREVER = 1e9


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is shown; rows are only read."""
    parser.add_argument(
        "code", nargs="?", type=typed.words, metavar="CODE", help="without it, the newest notices"
    )
    parser.add_argument("--last", type=int, default=20, metavar="N", help="how many notices (20)")
    parser.add_argument("--units", action="store_true", help="list the units that can speak")
    parser.add_argument(
        "--watch", action="store_true", help="show every change until nothing more is to be done"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, one object a line")


def run(arguments: argparse.Namespace) -> int:
    """Show it."""
    return acting(lambda: _run(arguments))


def _run(arguments: argparse.Namespace) -> int:
    from oyez.cli import people  # noqa: PLC0415  (needs Django set up)

    if arguments.units:
        return _units(as_json=arguments.json)
    if arguments.code is None:
        if arguments.watch:
            raise WrongInputError("--watch takes the code of a notice.")
        return _newest(arguments.last, as_json=arguments.json)
    notice = people.notice(arguments.code)
    return _deliveries(notice, watch=arguments.watch, as_json=arguments.json)


def _units(*, as_json: bool) -> int:
    from oyez.govern.models import Unit  # noqa: PLC0415  (needs Django set up)

    for unit in Unit.objects.order_by("path"):
        found = {"path": unit.path, "name": unit.name}
        print(json.dumps(found) if as_json else f"{unit.path:<60}  {unit.name}")
    return DONE


def _newest(count: int, *, as_json: bool) -> int:
    from oyez.cli.reading import brief  # noqa: PLC0415  (needs Django set up)
    from oyez.publish.models import Notice  # noqa: PLC0415

    for notice in Notice.objects.select_related("unit").order_by("-pk")[: max(count, 0)]:
        found = brief(notice)
        words = f"{found['code']}  {found['state']:<10}{found['urgency']:<10}{found['headline']}"
        print(json.dumps(found) if as_json else words)
    return DONE


def _deliveries(notice: Notice, *, watch: bool, as_json: bool) -> int:
    from oyez.cli import reading  # noqa: PLC0415  (needs Django set up)

    def seen(found: list[Known]) -> None:
        notice.refresh_from_db()
        if as_json:
            print(json.dumps(reading.as_json(notice, found)), flush=True)
        else:
            print("\n".join(reading.lines(notice, found)), flush=True)

    reading.wait(notice, FOREVER if watch else 0.0, seen)
    return DONE
