"""A throw-away installation: folder, keys, database, simulator, and real worker processes."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.conf import settings

from oyez.proof import clock
from oyez.proof.database import fresh_database
from oyez.simulator import Running, running

CRASH = "a step crashed"
KEPT = 5  # lines of a crash that are told: where, and what


@dataclass(slots=True)
class WorkerProcess:
    """One running worker; it ends with this process, because its stdin closes."""

    process: subprocess.Popen[bytes]

    @property
    def pid(self) -> int:
        """Its number."""
        return self.process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process.poll() is None

    def wait_ready(self) -> None:
        """Return when it works; RuntimeError if it ended instead."""
        if not (self.process.stdout and self.process.stdout.readline()):
            raise RuntimeError(f"the worker did not start: status {self.process.wait(15)}")

    def kill(self) -> None:
        """kill -9: it writes nothing more, and its sockets close."""
        self.process.kill()
        self.process.wait(15)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()

    def pause(self) -> None:
        """Stop it in the middle of whatever it does, as a machine that hangs does."""
        self.process.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        """Let it go on as if nothing had happened."""
        if self.alive:
            self.process.send_signal(signal.SIGCONT)


@dataclass(slots=True)
class Stage:
    """What a proof plays on. Django is set up for it in this process too."""

    home: Path
    simulator: Running
    workers: list[WorkerProcess] = field(default_factory=list)

    @property
    def log(self) -> Path:
        """What all workers wrote to stderr."""
        return self.home / "workers.log"

    def start_worker(self, *, sabotage: str = "", wait: bool = True) -> WorkerProcess:
        """A worker in a process of its own; `sabotage` breaks the heart inside it."""
        extra = {"PROOF_SABOTAGE": sabotage} if sabotage else {}
        with self.log.open("ab") as log:
            child = subprocess.Popen(
                [sys.executable, "-m", "oyez.proof.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, **extra},
            )
        worker = WorkerProcess(child)
        self.workers.append(worker)
        if wait:
            worker.wait_ready()
        return worker

    def complaints(self) -> list[str]:
        """The lines that workers wrote to stderr."""
        return self.log.read_text(errors="replace").splitlines() if self.log.exists() else []

    def crashes(self) -> int:
        """How many steps crashed in workers."""
        return len(self.last_words())

    def last_words(self) -> list[str]:
        """The end of what was written about each step that crashed."""
        reports: list[list[str]] = []
        for line in self.complaints():
            if CRASH in line:
                reports.append([])
            elif reports:
                reports[-1].append(line)
        return [" ".join(" ".join(report[-KEPT:]).split()) for report in reports]

    def close(self) -> None:
        """End all workers."""
        for worker in self.workers:
            if worker.alive:
                worker.kill()


def environment(home: Path, database: str, *, exercise: bool) -> dict[str, str]:
    """Settings with throw-away keys; nothing but loopback can be reached."""
    return {
        "DJANGO_SETTINGS_MODULE": "oyez.settings",
        "OYEZ_HOME": str(home),
        "OYEZ_DATABASE_URL": database or f"sqlite:///{home}/oyez.sqlite3",
        "OYEZ_SECRET_KEY": secrets.token_urlsafe(50),
        "OYEZ_VAULT_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "OYEZ_LEDGER_KEY": secrets.token_urlsafe(32),
        "OYEZ_PRIVATE_NETWORKS": "127.0.0.0/8",
        "OYEZ_EXERCISE": "1" if exercise else "0",
    }


@contextmanager
def stage(
    *,
    database: str = "",
    latency_ms: float = 0,
    seed: int = 0,
    exercise: bool = True,
    begins: datetime | None = None,
) -> Iterator[Stage]:
    """Set everything up and take it down again; once a process, because Django starts once.

    Without `database` it is SQLite in the folder; with the address of a PostgreSQL server a fresh
    database is created there and dropped afterwards. With `begins` it has a clock of its own.
    """
    with ExitStack() as stack:
        home = _settle_in(stack, database, exercise=exercise)
        if begins is not None:
            clock.share(home / "clock", begins)
        words = ("--latency-ms", str(latency_ms), "--seed", str(seed))
        simulator = stack.enter_context(running(*words))
        _prepare_database(stack)
        played = Stage(home, simulator)
        stack.callback(played.close)
        yield played


@contextmanager
def empty_house() -> Iterator[Path]:
    """An installation with an empty SQLite database and nothing that runs; once a process."""
    with ExitStack() as stack:
        home = _settle_in(stack, "", exercise=False)
        _prepare_database(stack)
        yield home


def _settle_in(stack: ExitStack, database: str, *, exercise: bool) -> Path:
    if settings.configured:
        raise RuntimeError("a stage needs a process in which Django was not set up yet")
    home = Path(stack.enter_context(TemporaryDirectory(prefix="oyez-proof-")))
    url = stack.enter_context(fresh_database(database)) if database else ""
    for name in [name for name in os.environ if name.startswith("OYEZ_")]:
        del os.environ[name]
    os.environ.update(environment(home, url, exercise=exercise))
    return home


def _prepare_database(stack: ExitStack) -> None:
    django.setup()
    from django.db import connections  # noqa: PLC0415 (needs Django set up)

    from oyez.proof.template import migrate  # noqa: PLC0415 (needs Django set up)

    stack.callback(connections.close_all)
    migrate()
