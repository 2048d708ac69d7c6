"""Runs the portal in this very process: no second process, no worker pool."""

from __future__ import annotations

import asyncio
from pathlib import Path

from oyez.reach.server import Portal
from oyez.web import embed

# Connections that merely stay open count too, so the default (the backlog) would stall everyone.
CONNECTIONS = 8192
LONGEST_HEAD = 32_768


def serve(root: Path, host: str, port: int, *, budget: int = 256 * 2**20) -> None:
    """Serve the tree at `root` until a signal says stop."""
    asyncio.run(run(Portal(root, budget), host, port))


async def run(site: Portal, host: str, port: int) -> None:
    """Listen inside the running loop."""
    await embed.listen(
        site, host, port, backlog=1024, backpressure=CONNECTIONS, longest_head=LONGEST_HEAD
    )
