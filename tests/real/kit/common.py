"""What the start scripts share: a free port, one JSON line when ready, a clean end."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from types import FrameType

HOST = "127.0.0.1"


def begin() -> int:
    """The port from the command line; SIGTERM and SIGINT from now on run `finally` blocks."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(0)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    return int(sys.argv[1])


def wait_for(port: int, alive: Callable[[], bool], seconds: float = 60) -> None:
    """Return once something listens on the port; raise if the server ends or time runs out."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not alive():
            raise RuntimeError("the server ended before it listened")
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"nothing listens on {HOST}:{port} after {seconds} s")


def hold(ready: Mapping[str, object], alive: Callable[[], bool]) -> None:
    """Print the JSON line, then wait for SIGTERM, a closed pipe on stdin, or a dead server."""
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()
    closed = threading.Event()
    mode = os.fstat(0).st_mode

    def drain() -> None:
        sys.stdin.read()
        closed.set()

    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        threading.Thread(target=drain, daemon=True).start()
    while not closed.wait(0.2):
        if not alive():
            raise RuntimeError("the server ended by itself")


def end(child: subprocess.Popen[bytes]) -> None:
    """SIGTERM, and SIGKILL after ten seconds."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
