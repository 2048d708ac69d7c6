"""Where `oyez run` listens: ports, addresses, and the settings that follow from them."""

from __future__ import annotations

import argparse
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from oyez.cli.acting import NO_ANSWER, WRONG_INPUT

DEFAULTS = {"console": 8000, "portal": 8001, "simulator": 8002, "smtp": 8025}
SIMULATED = ("simulator", "smtp")
LOOPBACK = "127.0.0.1"


def port(text: str) -> int:
    """A port number."""
    number = int(text)
    if not 1 <= number <= 65_535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


@dataclass(frozen=True, slots=True)
class Ports:
    """The host, and the port of each part that listens."""

    host: str
    numbers: dict[str, int]

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> Ports:
        """As the command line says."""
        return cls(arguments.host, {name: getattr(arguments, f"{name}_port") for name in DEFAULTS})

    def parts(self, *, exercise: bool) -> dict[str, int]:
        """Those that are used."""
        return {n: p for n, p in self.numbers.items() if exercise or n not in SIMULATED}

    def host_of(self, name: str) -> str:
        """The simulator is never reachable from outside."""
        return LOOPBACK if name in SIMULATED else self.host

    def url(self, name: str) -> str:
        """The address a person on this machine types."""
        host = self.host_of(name)
        host = {"0.0.0.0": LOOPBACK, "::": "[::1]"}.get(host, host)  # noqa: S104  (it is compared, not bound)
        if name == "console" and host == LOOPBACK:
            host = "localhost"  # passkeys belong to a name; an address of digits has none
        return f"http://{host}:{self.numbers[name]}"

    def trouble(self, *, exercise: bool) -> tuple[str, int] | None:
        """Why they cannot all be used, with the exit code."""
        parts = self.parts(exercise=exercise)
        if len(set(parts.values())) < len(parts):
            return "Two parts cannot listen on the same port.", WRONG_INPUT
        for name, number in parts.items():
            if reason := taken(self.host_of(name), number):
                return f"{reason} Choose another one with --{name}-port.", NO_ANSWER
        return None

    def answer(self, *, exercise: bool, until: float, stopped: Callable[[], bool]) -> bool:
        """Wait until everybody listens; False when they do not, or when it is all over."""
        waiting = list(self.parts(exercise=exercise))
        while waiting and time.monotonic() < until and not stopped():
            waiting = [name for name in waiting if not self.listens(name)]
            time.sleep(0.02)
        return not waiting

    def listens(self, name: str) -> bool:
        """Whether a connection is taken."""
        host = self.url(name).removeprefix("http://").rpartition(":")[0].strip("[]")
        try:
            socket.create_connection((host, self.numbers[name]), timeout=1).close()
        except OSError:
            return False
        return True


def taken(host: str, number: int) -> str:
    """The sentence that says why a port cannot be listened on, or nothing."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, number, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        return f"Port {number} on {host} cannot be used: {error.strerror}."
    return ""


def settings(ports: Ports, *, exercise: bool) -> dict[str, str]:
    """What the environment says where it says nothing else."""
    found = {
        "OYEZ_EXERCISE": "1" if exercise else "0",
        "OYEZ_PUBLIC_URL": ports.url("portal"),
        "OYEZ_CONSOLE_URL": ports.url("console"),
        "OYEZ_ALLOWED_HOSTS": ",".join(dict.fromkeys((LOOPBACK, "localhost", ports.host))),
    }
    if not exercise:
        return found
    played = ports.url("simulator")
    return found | {
        "OYEZ_PRIVATE_NETWORKS": "127.0.0.0/8",
        "OYEZ_SIMULATOR_URL": played,
        "OYEZ_STAND_IN": played.removeprefix("http://"),
    }
