"""A whole Bluesky network on 127.0.0.1. Usage: network.py PORT (PDS; +1 PLC, +2 AppView, +3 Ozone).

Debian's PostgreSQL (its contrib holds pg_trgm) on PORT+4 and redis on PORT+5 stand behind it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import HOST, begin, end, hold, wait_for

HERE = Path(__file__).resolve().parent


def main() -> None:
    port = begin()
    with tempfile.TemporaryDirectory(prefix="oyez-network-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        servers = [postgres(folder, port + 4), redis(port + 5)]
        try:
            for listened in (port + 4, port + 5):
                wait_for(listened, lambda: alive(servers))
            network = bluesky(port)
            servers.append(network)
            line = network.stdout.readline() if network.stdout else b""
            if not line:
                raise RuntimeError("the network did not start")
            hold(json.loads(line), lambda: alive(servers))
        finally:
            for server in reversed(servers):
                end(server)


def postgres(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """An empty cluster; as root it runs as Debian's own user."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    binaries = max(versions, key=lambda path: int(path.parts[-3])).parent
    data = folder / "data"
    data.mkdir()
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(data, user)
    made = [binaries / "initdb", "--auth=trust", "--encoding=utf8", "-U", "postgres", "-D", data]
    subprocess.run(made, check=True, stdout=sys.stderr, user=user, cwd=folder)
    options = ["-h", HOST, "-p", str(port), "-k", str(data), "-c", "fsync=off"]
    command = [binaries / "postgres", "-D", data, *options, "-c", "max_connections=200"]
    return quiet(command, user=user, cwd=folder)


def redis(port: int) -> subprocess.Popen[bytes]:
    """A cache that keeps nothing."""
    words = ["--port", str(port), "--bind", HOST, "--save", "", "--appendonly", "no"]
    return quiet([shutil.which("redis-server") or "redis-server", *words])


def bluesky(port: int) -> subprocess.Popen[bytes]:
    """Directory, data server, view and moderation, in one process of node."""
    where = {
        "DB_POSTGRES_URL": f"postgresql://postgres@{HOST}:{port + 4}/postgres",
        "REDIS_HOST": f"{HOST}:{port + 5}",
    }
    command = ["node", str(HERE / "bluesky/network.mjs"), str(port)]
    return subprocess.Popen(
        command, env=os.environ | where, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )


def quiet(command: list[object], **more: object) -> subprocess.Popen[bytes]:
    """A server that talks to stderr only."""
    words = [str(word) for word in command]
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        words, stdin=subprocess.DEVNULL, stdout=sys.stderr, stderr=sys.stderr, **more
    )


def alive(servers: list[subprocess.Popen[bytes]]) -> bool:
    """Whether all are still there."""
    return all(server.poll() is None for server in servers)


if __name__ == "__main__":
    main()
