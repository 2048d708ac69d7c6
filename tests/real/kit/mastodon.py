"""mastodon-mock on 127.0.0.1 with two people; data in memory. Usage: mastodon.py PORT."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import urllib.request

from common import HOST, begin, end, hold, wait_for


def token(base: str, name: str) -> str:
    """A new person's access token, past any proxy the environment names."""
    request = urllib.request.Request(
        f"{base}/api/v1/_mock/dev_user",
        json.dumps({"username": name}).encode(),
        {"Content-Type": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=30) as answer:
        return str(json.load(answer)["access_token"])


def main() -> None:
    port = begin()
    base = f"http://{HOST}:{port}"
    command = [sys.executable, "-m", "mastodon_mock", "serve", "--in-memory"]
    command += ["--host", HOST, "--port", str(port), "--log-level", "warning"]
    environ = {name: value for name, value in os.environ.items() if name not in {"HOST", "PORT"}}
    with tempfile.TemporaryDirectory(prefix="oyez-mastodon-") as folder:
        server = subprocess.Popen(
            command, cwd=folder, env=environ, stdin=subprocess.DEVNULL, stdout=sys.stderr
        )
        try:
            wait_for(port, lambda: server.poll() is None)
            ready = {
                "base_url": base,
                "token": token(base, "authority"),
                "citizen_token": token(base, "citizen"),
                "faults_url": f"{base}/api/v1/_mock/faults",
            }
            hold(ready, lambda: server.poll() is None)
        finally:
            end(server)


if __name__ == "__main__":
    main()
