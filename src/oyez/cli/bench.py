"""`oyez bench`: how long people wait, as ratios to the platforms' own time in the same run."""

from __future__ import annotations

import argparse
import json
import sys

from oyez.domain.errors import NotAllowed
from oyez.proof.stage import Stage, empty_house, stage

LATENCY_MS = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the measurements."""
    kinds = parser.add_subparsers(dest="kind", metavar="WHAT", required=True)
    delivery = kinds.add_parser("delivery", help="from the approval to accepted by all")
    takedown = kinds.add_parser("takedown", help="from the retraction to read back as gone")
    takedown.add_argument("--backlog", type=int, default=0, metavar="B", help="sends that wait")
    takedown.add_argument("--hanging", type=int, default=0, metavar="H", help="sends that hang")
    takedown.add_argument(
        "--platforms",
        choices=("usual", "all"),
        default="usual",
        help="all: N channels on every platform that removes anything, with the figures of each",
    )
    for kind, rounds in ((delivery, 15), (takedown, 7)):
        kind.add_argument("--channels", type=int, default=10, metavar="N")
        kind.add_argument("--rounds", type=int, default=rounds, metavar="R")
        kind.add_argument("--database", default="", metavar="URL", help="a PostgreSQL server")
        kind.add_argument("--json", action="store_true", help="one JSON object for machines")
    console = kinds.add_parser("console", help="every page of the console, with very many rows")
    console.add_argument(
        "--scale", type=float, default=1.0, metavar="S", help="a share of the rows"
    )
    console.add_argument("--rounds", type=int, default=30, metavar="R")
    console.add_argument("--json", action="store_true", help="one JSON object for machines")
    review = kinds.add_parser("review", help="reading in, evidence and a page of ten years")
    review.add_argument("--rows", type=int, default=10_000_000, metavar="N", help="interactions")
    review.add_argument("--json", action="store_true", help="one JSON object for machines")
    guard = kinds.add_parser("guard", help="screening, scoring, a warning's way to a page, a flood")
    guard.add_argument("--seconds", type=float, default=60.0, metavar="S", help="of the flood")
    guard.add_argument("--json", action="store_true", help="one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 with the figures, 1 when something took too long, 2 for a wrong number."""
    if arguments.kind == "console":
        return run_console(arguments)
    if arguments.kind == "guard":
        return run_guard(arguments)
    if arguments.kind == "review":
        return run_review(arguments)
    if arguments.channels < 1 or arguments.rounds < 1:
        print("--channels and --rounds take a number above 0.", file=sys.stderr)
        return 2
    with stage(database=arguments.database, latency_ms=LATENCY_MS) as played:
        try:
            found = measure(played, arguments)
        except (OSError, RuntimeError) as error:
            print(error, *played.complaints()[-20:], sep="\n", file=sys.stderr)
            return 1
    if arguments.json:
        print(json.dumps(found, separators=(",", ":")))
    else:
        print("\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0


def run_console(arguments: argparse.Namespace) -> int:
    """The same for the pages of the console."""
    if arguments.rounds < 1 or not 0 < arguments.scale <= 1:
        print("--rounds takes a number above 0, --scale one up to 1.", file=sys.stderr)
        return 2
    with empty_house():
        from oyez.proof.bench import console  # noqa: PLC0415 (needs Django set up)

        found = console.measure(arguments.scale, arguments.rounds)
        said = console.judge(found)
    print(json.dumps(found, separators=(",", ":")) if arguments.json else console.told(found))
    print("\n".join(said), end="\n" if said else "", file=sys.stderr)
    return 1 if said else 0


def run_guard(arguments: argparse.Namespace) -> int:
    """The same for the guard."""
    if arguments.seconds <= 0:
        print("--seconds takes a number above 0.", file=sys.stderr)
        return 2
    with stage(latency_ms=LATENCY_MS) as played:
        from oyez.proof.bench import guard  # noqa: PLC0415 (needs Django set up)

        try:
            found = guard.measure(played, arguments.seconds)
        except (OSError, RuntimeError) as error:
            print(error, *played.complaints()[-20:], sep="\n", file=sys.stderr)
            return 1
        said = guard.judge(found)
    print(json.dumps(found) if arguments.json else json.dumps(found, indent=1))
    print("\n".join(said), end="\n" if said else "", file=sys.stderr)
    return 1 if said else 0


def run_review(arguments: argparse.Namespace) -> int:
    """The same for reviews; the bars are those of ten million interactions."""
    if arguments.rows < 1000:
        print("--rows takes a number from 1000 on.", file=sys.stderr)
        return 2
    with empty_house():
        from oyez.proof.bench import review  # noqa: PLC0415 (needs Django set up)

        try:
            found = review.measure(arguments.rows)
        except NotAllowed as refused:
            print(refused.reason, file=sys.stderr)
            return 3
        said = review.judge(found)
    print(json.dumps(found) if arguments.json else review.told(found))
    print("\n".join(said), end="\n" if said else "", file=sys.stderr)
    return 1 if said else 0


def measure(played: Stage, arguments: argparse.Namespace) -> dict[str, object]:
    """The measurement that was asked for."""
    if arguments.kind == "delivery":
        from oyez.proof.bench import delivery  # noqa: PLC0415 (needs Django set up)

        return delivery.measure(played, arguments.channels, arguments.rounds)
    if arguments.platforms == "all":
        from oyez.proof.bench import platforms  # noqa: PLC0415 (as above)

        return platforms.measure(played, arguments.rounds, arguments.channels)
    from oyez.proof.bench import takedown  # noqa: PLC0415 (as above)

    load = takedown.Load(arguments.channels, arguments.backlog, arguments.hanging)
    return takedown.measure(played, load, arguments.rounds)
