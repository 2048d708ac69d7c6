"""The portal in a process of its own, as the public meets it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

PATIENCE = 60.0
OPENER = build_opener(ProxyHandler({}))


@contextmanager
def portal(home: Path) -> Iterator[str]:
    """Serve the tree that lies in the home."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "oyez.proof.stories.portal", str(port)]
    environ = {**os.environ, "OYEZ_HOME": str(home)}
    with subprocess.Popen(words, stdin=subprocess.PIPE, env=environ) as child:
        try:
            wait(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}"
        finally:
            child.kill()


def wait(address: str) -> None:
    """Until it answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with OPENER.open(address, timeout=20):
                return
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
