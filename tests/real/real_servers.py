"""Start real servers on loopback for a `with` block, and say aloud when one is not installed."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KIT = Path(__file__).resolve().parent / "kit"
REAL_PYTHON = ROOT / ".venv-real/bin/python"
SYNAPSE = ROOT / ".venv-real/bin/synapse_homeserver"
LIGHTHOUSE = KIT / "lighthouse/node_modules/lighthouse/cli/index.js"
BLUESKY_READY = KIT / "bluesky/node_modules/.ready"


@dataclass(frozen=True, slots=True)
class Mastodon:
    """An instance with two people; `faults_url` takes the faults to play."""

    base_url: str
    token: str
    citizen_token: str
    faults_url: str


@dataclass(frozen=True, slots=True)
class Account:
    """A person on the Bluesky data server, with a password made for this start."""

    handle: str
    password: str
    did: str
    access_jwt: str
    refresh_jwt: str


@dataclass(frozen=True, slots=True)
class Bluesky:
    """A data server with its directory, and two accounts: the authority and a citizen."""

    base_url: str
    plc_url: str
    authority: Account
    citizen: Account


@dataclass(frozen=True, slots=True)
class Network:
    """A data server with everything behind it: directory, view of the network, moderation."""

    base_url: str
    appview_url: str
    authority: Account
    citizen: Account


@dataclass(frozen=True, slots=True)
class Matrix:
    """A homeserver with a public room, in which the authority speaks and a citizen listens."""

    base_url: str
    room: str
    authority: str
    authority_token: str
    authority_password: str
    citizen: str
    citizen_token: str
    citizen_password: str


@dataclass(frozen=True, slots=True)
class Sink:
    """A mail server that accepts; every mail is a file in `messages`."""

    relay: str
    host: str
    port: int
    messages: Path


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """A relay whose mails end in mailboxes that are read by IMAP."""

    relay: str
    domain: str
    imap_port: int
    imap_password: str


def require(*, present: bool, what: str) -> None:
    """Skip loudly, or fail where CI is set, when a server is not installed."""
    if present:
        return
    sentence = f"{what} is not installed; `make test-real` says why."
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def free_port(neighbours: int = 0) -> int:
    """A free port whose next `neighbours` ports are free too."""
    for _ in range(50):
        with socket.socket() as first:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            if all(_is_free(port + step) for step in range(1, neighbours + 1)):
                return port
    raise RuntimeError("no free ports on 127.0.0.1")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


@contextmanager
def started(*command: object) -> Iterator[dict[str, object]]:
    """Run a start script; yields what it prints when ready, ends it afterwards."""
    with subprocess.Popen(
        [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        try:
            line = child.stdout.readline()
            if not line:
                raise RuntimeError(f"{command[1]} did not start: status {child.wait(30)}")
            yield json.loads(line)
        finally:
            child.terminate()
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()


@contextmanager
def mastodon() -> Iterator[Mastodon]:
    """The Mastodon client API with state, by mastodon-mock."""
    require(present=(ROOT / ".venv-real/.ready").exists(), what="mastodon-mock")
    with started(REAL_PYTHON, KIT / "mastodon.py", free_port()) as told:
        yield Mastodon(**told)  # type: ignore[arg-type]


@contextmanager
def bluesky() -> Iterator[Bluesky]:
    """A real Bluesky personal data server."""
    present = BLUESKY_READY.exists() and shutil.which("node") is not None
    require(present=present, what="The Bluesky data server")
    with started("node", KIT / "bluesky/serve.mjs", free_port(neighbours=1)) as told:
        authority, citizen = (Account(**account) for account in told["accounts"])  # type: ignore[attr-defined]
        yield Bluesky(str(told["base_url"]), str(told["plc_url"]), authority, citizen)


@contextmanager
def network() -> Iterator[Network]:
    """A whole Bluesky network, with Debian's PostgreSQL and redis behind it."""
    debian = any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    present = BLUESKY_READY.exists() and debian and shutil.which("redis-server") is not None
    require(present=present, what="The Bluesky network (npm, and PostgreSQL and redis of Debian)")
    with started(sys.executable, KIT / "network.py", free_port(neighbours=5)) as told:
        authority, citizen = (Account(**account) for account in told["accounts"])  # type: ignore[attr-defined]
        yield Network(str(told["base_url"]), str(told["appview_url"]), authority, citizen)


@contextmanager
def matrix() -> Iterator[Matrix]:
    """A real Matrix homeserver, Synapse."""
    present = (ROOT / ".venv-real/.ready").exists() and SYNAPSE.exists()
    require(present=present, what="Matrix Synapse")
    with started(REAL_PYTHON, KIT / "matrix.py", free_port()) as told:
        yield Matrix(**told)  # type: ignore[arg-type]


@contextmanager
def smtp_sink(*options: str, at: int = 0) -> Iterator[Sink]:
    """Postfix's smtp-sink, on port `at` if named; options such as `-r RCPT` make it refuse."""
    present = bool(shutil.which("smtp-sink")) or Path("/usr/sbin/smtp-sink").exists()
    require(present=present, what="smtp-sink")
    with started(sys.executable, KIT / "smtp.py", at or free_port(), *options) as told:
        port = int(str(told["port"]))
        yield Sink(str(told["relay"]), str(told["host"]), port, Path(str(told["messages"])))


@contextmanager
def mailboxes() -> Iterator[Mailboxes]:
    """A real postfix that delivers into a real dovecot."""
    servers = ("/usr/sbin/postfix", "/usr/sbin/dovecot", "/usr/lib/dovecot/lmtp")
    present = os.geteuid() == 0 and all(Path(server).exists() for server in servers)
    require(present=present, what="Postfix with dovecot (Debian, as root)")
    with started(sys.executable, KIT / "mailbox.py", free_port(neighbours=1)) as told:
        port = int(str(told["imap_port"]))
        yield Mailboxes(str(told["relay"]), str(told["domain"]), port, str(told["imap_password"]))


@contextmanager
def postgres() -> Iterator[str]:
    """PostgreSQL on loopback; yields the DSN of its empty database."""
    with started(sys.executable, KIT / "postgres.py", free_port()) as told:
        yield str(told["dsn"])
