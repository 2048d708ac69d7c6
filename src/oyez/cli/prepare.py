"""What `oyez run` does before anything listens, and the parts it then starts."""

from __future__ import annotations

import contextlib
import io
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from oyez.cli import home, worker
from oyez.cli.crew import Member
from oyez.cli.places import LOOPBACK, Ports
from oyez.environment import Environment
from oyez.proof.exercise.channels import Simulator
from oyez.proof.exercise.seed import is_empty, realign, seed
from oyez.reach import listen
from oyez.reach.publishing import open_house
from oyez.simulator import serve as play
from oyez.web.serve import serve

PEOPLE = "exercise-people.txt"
MEGABYTE = 2**20


def prepare(ports: Ports, *, exercise: bool) -> None:
    """Bring the database up to date, fill an empty one for an exercise, show the public side."""
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    call_command("migrate", verbosity=0)
    if exercise:
        simulator = Simulator(ports.url("simulator"), ports.numbers["smtp"])
        if is_empty():
            players = seed(simulator, timezone.localdate(), everywhere=True)
            lines = [
                "\t".join((one.email, one.name, one.role.value, one.authority, one.password))
                for one in players
            ]
            home.write_private(home.home() / PEOPLE, "\n".join(lines) + "\n")
        else:
            realign(simulator)
    open_house()
    # A connection must not be shared among the processes that come now.
    connections.close_all()


def members(ports: Ports, *, exercise: bool) -> list[Member]:
    """The processes; everything they need is loaded now, so that they share it."""
    console = import_module("oyez.wsgi").application
    import_module(settings.ROOT_URLCONF)
    numbers, host = ports.numbers, ports.host
    crew = [
        Member("console", lambda: serve(console, host, numbers["console"])),
        Member("portal", lambda: listen.serve(root(), host, numbers["portal"], budget=budget())),
        Member("worker", worker.work),
    ]
    if exercise:
        lost = "What stood on the simulated platforms is lost."
        crew.append(Member("simulator", lambda: simulate(ports), lost))
    return crew


def root() -> Path:
    """The public tree."""
    return Path(settings.SITE_ROOT)


def budget() -> int:
    """How much of it the portal keeps in memory."""
    return Environment().number("OYEZ_PORTAL_MEMORY", 256) * MEGABYTE


def simulate(ports: Ports) -> None:
    """Play the platforms; the line for machines about the addresses is not shown."""
    with contextlib.redirect_stdout(io.StringIO()):
        play(
            LOOPBACK,
            ports.numbers["simulator"],
            ports.numbers["smtp"],
            portal=ports.url("portal"),
        )
