"""`oyez worker`: bring deliveries to what they should be, until a signal says stop."""

from __future__ import annotations

import argparse
import signal

from oyez.cli.acting import acting


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose: rows say what is to be done."""
    parser.description = (
        "Run one worker in the foreground. Several may share a database. SIGTERM and Ctrl-C let "
        "it finish what is under way; any other end loses nothing either."
    )


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001  (the command's shape)
    """Work until SIGTERM or Ctrl-C."""
    return acting(_run)


def _run() -> int:
    from oyez.cli.database import demand_migrated  # noqa: PLC0415  (needs Django set up)

    demand_migrated()
    work("The worker works. Ctrl-C stops it.")
    return 0


def work(greeting: str = "") -> None:
    """Run the loop in this process; the first signal lets it finish what is under way."""
    from oyez.work.loop import Worker  # noqa: PLC0415  (needs Django set up)
    from oyez.work.wake import make_wake  # noqa: PLC0415

    wake = make_wake()
    worker = Worker(wake)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: worker.stop())
    if greeting:
        print(greeting, flush=True)
    try:
        worker.run()
    finally:
        wake.close()
