"""A clock that a proof can put forward, the same one in all its processes.

It runs as fast as any other; only its distance from the real one is kept, in a file that every
process reads. The product has no switch for this: the harness puts it into Django before any model
is loaded. Leases, retries and pauses of the worker's own loop go by the monotonic clock or are
waited for before a jump.
"""

from __future__ import annotations

import os
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from django.utils import timezone

NAME: Final = "PROOF_CLOCK"
AWAY: Final = struct.Struct("<d")


def share(file: Path, begins: datetime) -> None:
    """Let this process, and all that it starts, think that it is `begins` now."""
    file.write_bytes(AWAY.pack((begins - _real()).total_seconds()))
    os.environ[NAME] = str(file)
    wear()


def wear() -> None:
    """Use the shared clock in this process, if there is one. Before models are loaded."""
    if NAME not in os.environ:
        return
    handle = os.open(os.environ[NAME], os.O_RDONLY)

    def now() -> datetime:
        return _real() + timedelta(seconds=AWAY.unpack(os.pread(handle, AWAY.size, 0))[0])

    vars(timezone)["now"] = now


def put_forward(until: datetime) -> timedelta:
    """Jump; how far. ValueError where that would be back: no proof may forget what it has seen."""
    far = until - timezone.now()
    if far < timedelta():
        raise ValueError(f"It is later than {until:%d %B %H:%M:%S} already.")
    file = Path(os.environ[NAME])
    (away,) = AWAY.unpack(file.read_bytes())
    with file.open("r+b", buffering=0) as clock:  # in place: others hold it open
        clock.write(AWAY.pack(away + far.total_seconds()))
    return far


def _real() -> datetime:
    return datetime.now(UTC)
