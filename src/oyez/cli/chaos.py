"""`oyez chaos`: break everything that can break, and count what the promises lost."""

from __future__ import annotations

import argparse
import json
import sys

from oyez.proof.chaos import run as runner
from oyez.proof.chaos.run import Report
from oyez.proof.chaos.sabotage import Sabotage
from oyez.proof.stage import stage


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--schedules", type=int, default=2000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sabotage", choices=[way.value for way in Sabotage])
    parser.add_argument("--processes", action="store_true", help="real workers and a database")
    parser.add_argument("--seconds", type=float, default=45, help="how long things break")
    parser.add_argument("--workers", type=int, default=3, metavar="N")
    parser.add_argument("--channels", type=int, default=12, metavar="N")
    parser.add_argument("--database", default="", metavar="URL", help="a PostgreSQL server")
    parser.add_argument("--json", action="store_true", help="one JSON object for machines")


def run_model(arguments: argparse.Namespace) -> Report:
    """Play the schedules of the virtual clock."""
    broken = Sabotage(arguments.sabotage) if arguments.sabotage else None
    return runner.run(arguments.schedules, arguments.seed, broken)


def run_processes(arguments: argparse.Namespace) -> tuple[Report, dict[str, object]]:
    """Break real processes on a throw-away installation."""
    with stage(database=arguments.database, seed=arguments.seed) as played:
        from oyez.proof.chaos import processes  # noqa: PLC0415 (needs Django set up)

        plan = processes.Plan(
            seconds=arguments.seconds,
            seed=arguments.seed,
            workers=arguments.workers,
            channels=arguments.channels,
            sabotage=Sabotage(arguments.sabotage) if arguments.sabotage else None,
        )
        report, more = processes.run(played, plan)
        if more["died"] or more["crashes"]:
            print("A worker said:", *played.complaints()[-40:], sep="\n", file=sys.stderr)
    return report, more


def wrong_number(arguments: argparse.Namespace) -> str:
    """The sentence about an argument that makes no sense, or nothing."""
    for name in ("schedules", "seconds", "workers", "channels"):
        if getattr(arguments, name) < 1:
            return f"--{name} takes a number above 0."
    return ""


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 when every invariant held, 1 naming the broken one, 2 for a wrong number."""
    if complaint := wrong_number(arguments):
        print(complaint, file=sys.stderr)
        return 2
    report, more = run_processes(arguments) if arguments.processes else (run_model(arguments), {})
    if arguments.json:
        print(json.dumps(report.as_json() | more, separators=(",", ":")))
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
