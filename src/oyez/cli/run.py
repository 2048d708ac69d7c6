"""`oyez run`: console, portal, worker and, for an exercise, the simulator; one command for all."""

from __future__ import annotations

import argparse
import os
import time

from oyez.cli import home, places
from oyez.cli.acting import NO_ANSWER, WRONG_INPUT, acting, complain
from oyez.cli.crew import Crew
from oyez.environment import BadSetting, Environment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to listen."""
    parser.description = (
        "Run everything in the foreground until Ctrl-C or SIGTERM. The first start makes the home, "
        "its keys and the database, and fills it with the exercise world."
    )
    parser.add_argument("--host", default="127.0.0.1", help="of console and portal (127.0.0.1)")
    for name, number in places.DEFAULTS.items():
        parser.add_argument(
            f"--{name}-port", type=places.port, default=number, metavar="N", help=f"({number})"
        )
    parser.add_argument(
        "--real",
        action="store_true",
        help="no exercise: without simulator and exercise world, with the platforms themselves",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run until a signal says stop; 2 for a wrong setting, 4 when a port is taken."""
    begun = time.monotonic()
    ports = places.Ports.of(arguments)
    try:
        exercise = not arguments.real and Environment().flag("OYEZ_EXERCISE", default=True)
    except BadSetting as error:
        return complain(error, WRONG_INPUT)
    if mixed := _mixed(exercise=exercise):
        return complain(mixed, WRONG_INPUT)
    if taken := ports.trouble(exercise=exercise):
        return complain(*taken)
    try:
        home.found()
        lock = home.alone()
    except OSError as error:
        return complain(f"The home {home.home()} cannot be used: {error.strerror}.", NO_ANSWER)
    if lock is None:
        return complain(f"Oyez is running in {home.home()} already.", NO_ANSWER)
    settings = places.settings(ports, exercise=exercise)
    for name, value in settings.items():
        os.environ.setdefault(name, value)
    home.remember({name: os.environ[name] for name in settings})
    with lock:
        return acting(lambda: _run(ports, begun, exercise=exercise))


def _mixed(*, exercise: bool) -> str:
    """Why this home cannot be run like this: what is exercised never becomes real, or back."""
    before = home.remembered().get("OYEZ_EXERCISE")
    if before is None or (before == "1") == exercise:
        return ""
    kind = "an exercise" if before == "1" else "a real installation"
    return f"The home {home.home()} holds {kind}. Set OYEZ_HOME to another folder."


def _run(ports: places.Ports, begun: float, *, exercise: bool) -> int:
    from oyez.cli.prepare import members, prepare  # noqa: PLC0415  (needs Django set up)
    from oyez.cli.welcome import welcome  # noqa: PLC0415

    prepare(ports, exercise=exercise)
    crew = Crew(members(ports, exercise=exercise), say=lambda line: print(line, flush=True))
    crew.start()
    try:
        late = time.monotonic() + 30
        if ports.answer(exercise=exercise, until=late, stopped=lambda: crew.stopping):
            seconds = time.monotonic() - begun
            print(welcome(ports, seconds, exercise=exercise), flush=True)
        crew.watch()
    finally:
        crew.stop()
    print("Oyez has stopped.", flush=True)
    return 0
