"""`oyez chaos`: break everything that can break, and count what the promises lost."""

from __future__ import annotations

import argparse
import json
import sys

from oyez.proof.chaos import run as runner
from oyez.proof.chaos.run import Report
from oyez.proof.chaos.sabotage import Sabotage


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--schedules", type=int, default=2000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sabotage", choices=[way.value for way in Sabotage])
    parser.add_argument("--json", action="store_true", help="one JSON object for machines")


def run_model(arguments: argparse.Namespace) -> Report:
    """Play the schedules of the virtual clock."""
    broken = Sabotage(arguments.sabotage) if arguments.sabotage else None
    return runner.run(arguments.schedules, arguments.seed, broken)


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 when every invariant held, 1 naming the broken one, 2 for a wrong number."""
    if arguments.schedules < 1:
        print("--schedules takes a number above 0.", file=sys.stderr)
        return 2
    report = run_model(arguments)
    if arguments.json:
        print(json.dumps(report.as_json(), separators=(",", ":")))
    else:
        print(
            f"{report.schedules} schedules, {report.deliveries} deliveries, {report.faults} faults,"
            f" {report.kills} kills: {report.duplicates} duplicates, {report.lost} lost,"
            f" {report.live_after_retract} live after retract, {report.against_rule} against a"
            f" rule, {report.needs_person} handed to a person."
        )
    if report.broken:
        print(f"Broken: {', '.join(report.broken)}. Shortest history found:", file=sys.stderr)
        print(f"seed {report.seed}", *report.history, sep="\n", file=sys.stderr)
    return 1 if report.broken else 0
