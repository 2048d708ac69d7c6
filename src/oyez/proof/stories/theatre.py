"""Where a story plays: the throw-away installation with its portal, its people and a worker."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.error import URLError

from django.conf import settings

from oyez.proof.stage import Stage, stage
from oyez.proof.stories.outside import Outside

NO_WORKER = "no-worker"
PATIENCE = 30.0


@contextmanager
def theatre(
    sabotage: str = "", *, everywhere: bool = False, begins: datetime | None = None
) -> Iterator[tuple[Stage, Outside]]:
    """Everything a story needs; `sabotage` breaks the worker's heart, or leaves it out.

    `everywhere` gives the units all their channels, as an exercise has them. `begins` is what the
    calendar shows, for a story that puts the clock forward.
    """
    with stage(begins=begins) as played:
        outside = Outside(played.simulator, f"http://127.0.0.1:{_free_port()}")
        _name_addresses(outside)
        with _portal(outside):
            _enter_people(outside, everywhere=everywhere)
            if sabotage != NO_WORKER:
                played.start_worker(sabotage=sabotage)
            _wait_for(outside)
            yield played, outside


def _name_addresses(outside: Outside) -> None:
    # The worker reads the environment, this process has its settings already.
    relay = f"smtp://127.0.0.1:{outside.simulator.smtp_port}"
    os.environ.update(
        OYEZ_PUBLIC_URL=outside.portal,
        OYEZ_STAFF_RELAY=relay,
        OYEZ_SIMULATOR_URL=outside.simulator.base_url,
        OYEZ_STAND_IN=outside.simulator.base_url.removeprefix("http://"),
    )
    settings.PUBLIC_URL = outside.portal
    settings.STAFF_RELAY = relay
    settings.SIMULATOR_URL = outside.simulator.base_url


def _enter_people(outside: Outside, *, everywhere: bool) -> None:
    from django.utils import timezone  # noqa: PLC0415 (needs Django set up)

    from oyez.proof.exercise.channels import Simulator  # noqa: PLC0415 (as above)
    from oyez.proof.exercise.seed import seed  # noqa: PLC0415 (as above)

    simulator = Simulator(outside.simulator.base_url, outside.simulator.smtp_port)
    seed(simulator, timezone.localdate(), everywhere=everywhere)


@contextmanager
def _portal(outside: Outside) -> Iterator[None]:
    port = outside.portal.rpartition(":")[2]
    child = subprocess.Popen(  # noqa: S603 (our own module)
        [sys.executable, "-m", "oyez.proof.stories.portal", port], stdin=subprocess.PIPE
    )
    with child:
        try:
            yield
        finally:
            child.kill()  # it only reads


def _wait_for(outside: Outside) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            outside.page("")
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
