"""Postfix's smtp-sink on 127.0.0.1, keeping every mail as a file. Usage: smtp.py PORT [OPTION..].

Options go to smtp-sink, for example `-r RCPT` (450), `-f DATA` (500), `-q DATA` (hang up)
or `-w 2` (slow).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import HOST, begin, end, hold, wait_for


def main() -> None:
    port = begin()
    program = shutil.which("smtp-sink") or "/usr/sbin/smtp-sink"
    with tempfile.TemporaryDirectory(prefix="oyez-smtp-") as folder:
        Path(folder).chmod(0o755)
        messages = Path(folder) / "messages"
        messages.mkdir()
        command = [program, "-d", "%s."]
        if os.geteuid() == 0:  # smtp-sink gives its rights up before it answers
            shutil.chown(messages, "nobody")
            command += ["-u", "nobody"]
        server = subprocess.Popen(
            [*command, *sys.argv[2:], f"inet:{HOST}:{port}", "1000"],
            cwd=messages,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
        )
        try:
            wait_for(port, lambda: server.poll() is None)
            ready = {"relay": f"smtp://{HOST}:{port}", "messages": str(messages)}
            hold(ready | {"host": HOST, "port": port}, lambda: server.poll() is None)
        finally:
            end(server)


if __name__ == "__main__":
    main()
