"""Matrix Synapse on 127.0.0.1 with two people and one public room. Usage: matrix.py PORT.

Keys and database are made afresh in a temporary folder; federation is off.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from common import HOST, begin, end, hold, wait_for

SETTINGS = """
server_name: localhost
pid_file: {folder}/synapse.pid
listeners:
  - {{port: {port}, type: http, tls: false, bind_addresses: ["127.0.0.1"],
     resources: [{{names: [client, media], compress: false}}]}}
database: {{name: sqlite3, args: {{database: "{folder}/synapse.db"}}}}
media_store_path: {folder}/media
signing_key_path: {folder}/signing.key
macaroon_secret_key: {secret}
registration_shared_secret: {secret}
form_secret: {secret}
report_stats: false
trusted_key_servers: []
federation_domain_whitelist: []
presence: {{enabled: false}}
enable_registration: true
enable_registration_without_verification: true
refreshable_access_token_lifetime: 5m
rc_message: {{per_second: 10000, burst_count: 10000}}
rc_registration: {{per_second: 1000, burst_count: 1000}}
"""


def call(url: str, body: object, token: str = "") -> dict[str, Any]:
    """One request in JSON, past any proxy the environment names."""
    headers = {"Content-Type": "application/json"}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=30) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def people(api: str) -> dict[str, str]:
    """The authority with its room, and a citizen who has joined it."""
    told: dict[str, str] = {}
    for name in ("authority", "citizen"):
        body = {"username": name, "password": secrets.token_hex(12)}
        made = call(f"{api}/register", body | {"auth": {"type": "m.login.dummy"}})
        told |= {name: made["user_id"], f"{name}_token": made["access_token"]}
        told[f"{name}_password"] = body["password"]
    room = {"name": "Notices", "preset": "public_chat"}
    told["room"] = call(f"{api}/createRoom", room, told["authority_token"])["room_id"]
    call(f"{api}/rooms/{told['room']}/join", {}, told["citizen_token"])
    return told


def main() -> None:
    port = begin()
    base = f"http://{HOST}:{port}"
    with tempfile.TemporaryDirectory(prefix="oyez-matrix-") as folder:
        config, secret = Path(folder, "homeserver.yaml"), secrets.token_hex(24)
        config.write_text(SETTINGS.format(folder=folder, port=port, secret=secret))
        command = [sys.executable, "-m", "synapse.app.homeserver", "-c", str(config)]
        with Path(folder, "log").open("wb") as log:
            options: Any = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
            subprocess.run([*command, "--generate-keys"], check=True, cwd=folder, **options)
            server = subprocess.Popen(command, cwd=folder, **options)
            try:
                wait_for(port, lambda: server.poll() is None)
                told = people(f"{base}/_matrix/client/v3")
                hold({"base_url": base} | told, lambda: server.poll() is None)
            finally:
                end(server)


if __name__ == "__main__":
    main()
