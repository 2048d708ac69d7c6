"""A private postfix on 127.0.0.1 that delivers to dovecot. Usage: mailbox.py PORT, IMAP on PORT+1.

Every name at box.test has a mailbox, but for those that begin with "unknown", which are refused
at RCPT. Needs root, because postfix does.
"""

from __future__ import annotations

import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import HOST, begin, end, hold, wait_for

HERE = Path(__file__).resolve().parent / "mailbox"
DOMAIN = "box.test"


def main() -> None:
    port = begin()
    password = secrets.token_hex(12)
    with tempfile.TemporaryDirectory(prefix="oyez-mailbox-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        lay_out(folder, {"DIR": name, "PORT": port, "IMAP": port + 1, "PASSWORD": password})
        servers = [
            serve("/usr/sbin/dovecot", "-F", "-c", folder / "dovecot.conf"),
            serve("/usr/sbin/postfix", "-c", folder / "postfix", "start-fg"),
        ]
        try:
            for listened in (port + 1, port):
                wait_for(listened, lambda: alive(servers))
            ready = {"relay": f"smtp://{HOST}:{port}", "port": port, "domain": DOMAIN}
            ready |= {"imap_port": port + 1, "imap_password": password}
            hold(ready, lambda: alive(servers))
        finally:
            subprocess.run(["/usr/sbin/postfix", "-c", folder / "postfix", "stop"], check=False)
            for server in servers:
                end(server)


def lay_out(folder: Path, values: dict[str, object]) -> None:
    """The folders of both servers and their configuration."""
    for inside in ("boxes", "spool", "data", "postfix"):
        (folder / inside).mkdir()
    shutil.chown(folder / "boxes", "nobody", "nogroup")
    shutil.chown(folder / "data", "postfix")
    places = {
        "dovecot.conf": folder,
        "main.cf": folder / "postfix",
        "master.cf": folder / "postfix",
    }
    for file, place in places.items():
        text = (HERE / file).read_text(encoding="utf-8")
        for word, value in values.items():
            text = text.replace(f"@{word}@", str(value))
        (place / file).write_text(text, encoding="utf-8")


def serve(*command: object) -> subprocess.Popen[bytes]:
    """One server, which talks to stderr only."""
    words = [str(word) for word in command]
    return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def alive(servers: list[subprocess.Popen[bytes]]) -> bool:
    """Whether both are still there."""
    return all(server.poll() is None for server in servers)


if __name__ == "__main__":
    main()
