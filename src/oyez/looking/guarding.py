"""The guard at the socket for addresses that strangers chose: all answers good, or none is used."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final

from oyez.platforms.guard import Guard, Refused, Resolver, TimedSocket

Found = Sequence[tuple[Any, ...]]
RESOLVING_AT_ONCE: Final = 32
LOOPBACK: Final = ("127.0.0.0/8", "::1/128")
_free = threading.BoundedSemaphore(RESOLVING_AT_ONCE)


class StrictGuard(Guard):
    """One forbidden address among a name's answers refuses the name; it is asked for once.

    `allowed_networks` names private networks that may be reached all the same. The seconds limit
    the resolver too, which Python's does not.
    """

    def __init__(
        self,
        allowed_networks: Sequence[str] = (),
        *,
        resolver: Resolver = socket.getaddrinfo,
    ) -> None:
        super().__init__(allowed_networks)
        self.asked = resolver

    def connect(self, host: str, port: int, seconds: float) -> TimedSocket:
        """A connected socket to an address of which all were judged, and the very one."""
        found = _literal(host, port) or within(
            seconds, lambda: self.asked(host, port, type=socket.SOCK_STREAM)
        )
        if not found or not all(self.permits(str(entry[4][0])) for entry in found):
            raise Refused("an answer outside the open internet")
        networks = [str(network) for network in self.networks]
        return Guard(networks, resolver=lambda *_, **__: found).connect(host, port, seconds)


class PlayedGuard(Guard):
    """In an exercise every name leads to one place on this machine, or nowhere.

    An address that is no name is refused: whoever writes it there would mean a real machine.
    """

    def __init__(self, place: tuple[str, int] | None) -> None:
        super().__init__(LOOPBACK, only_allowed=True)
        self.place = place

    def connect(self, host: str, port: int, seconds: float) -> TimedSocket:
        """A connected socket to the stand-in."""
        if _literal(host, port):
            raise Refused("an address, not a name")
        if self.place is None:
            raise socket.gaierror("nobody plays the web here")
        return super().connect(*self.place, seconds)


def _literal(host: str, port: int) -> Found | None:
    """An address that needs no resolver."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    place = (str(address), port, 0, 0) if address.version == 6 else (str(address), port)
    return [(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", place)]


def within(seconds: float, call: Callable[[], Found]) -> Found:
    """The answer of a call that nothing can interrupt, or TimeoutError; its thread goes on."""
    if not _free.acquire(timeout=seconds):
        raise TimeoutError
    answers: queue.SimpleQueue[Found | BaseException] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(call())
        except BaseException as error:  # raised where somebody waits for it
            answers.put(error)
        finally:
            _free.release()

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, BaseException):
        raise answer
    return answer
