"""Runs the portal in this very process: no second process, no worker pool."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

from oyez.reach.server import Portal

# Connections that merely stay open count too, so the default (the backlog) would stall everyone.
CONNECTIONS = 8192


def serve(root: Path, host: str, port: int, *, budget: int = 256 * 2**20) -> None:
    """Serve the tree at `root` until a signal says stop."""
    asyncio.run(run(Portal(root, budget), host, port))


async def run(site: Portal, host: str, port: int) -> None:
    """Listen inside the running loop."""
    server = Server(
        site,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        backlog=1024,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=15_000, max_buffer_size=32_768),
        runtime_blocking_threads=1,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, server.stop)
    await server.serve()
