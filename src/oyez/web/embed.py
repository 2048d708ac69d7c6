"""A web server inside this very process: no second process, no worker pool, no Django."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

HEAD_MILLISECONDS = 15_000
LONGEST_HEAD = HTTP1Settings.max_buffer_size


async def listen(
    site: object,
    host: str,
    port: int,
    *,
    backpressure: int,
    backlog: int = 128,
    longest_head: int = LONGEST_HEAD,
) -> None:
    """Serve an RSGI application until a signal says stop, which ends the process."""
    server = Server(
        site,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        backlog=backlog,
        backpressure=backpressure,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEAD_MILLISECONDS, max_buffer_size=longest_head
        ),
        runtime_blocking_threads=1,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, server.stop)
    await server.serve()
    _end()


def _end() -> None:
    """Leave at once: the server's own threads may still speak to Python, which would abort."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
