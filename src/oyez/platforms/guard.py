"""The guard at the socket: resolves a name once and connects only where Oyez may speak."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from math import inf
from typing import Any

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[..., Sequence[tuple[Any, ...]]]

NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Outside the open internet, though this Python's tables do not say so: protocol assignments, the
# 6to4 relays, and the newer block for documentation.
BEYOND = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")))


class Refused(OSError):
    """The name leads to an address Oyez does not speak to."""


class TimedSocket(socket.socket):
    """A socket whose every read counts against one deadline, so a slow drip cannot hold it."""

    deadline = inf

    def recv_into(self, *args: Any, **more: Any) -> int:
        """Read within what is left of the deadline."""
        hurry(self)
        return super().recv_into(*args, **more)

    def settimeout(self, value: float | None) -> None:
        """Set it only when it changes: each setting is a system call."""
        if value != self.gettimeout():
            super().settimeout(value)


class TimedTLSSocket(ssl.SSLSocket):
    """The same patience for an encrypted socket, where sending happens record by record."""

    deadline = inf

    def recv_into(self, *args: Any, **more: Any) -> int:
        """Read within what is left of the deadline."""
        hurry(self)
        return super().recv_into(*args, **more)

    def settimeout(self, value: float | None) -> None:
        """Set it only when it changes: each setting is a system call."""
        if value != self.gettimeout():
            super().settimeout(value)

    def send(self, *args: Any, **more: Any) -> int:
        """Send within what is left of the deadline."""
        hurry(self)
        return super().send(*args, **more)


Line = TimedSocket | TimedTLSSocket


def left(deadline: float) -> float | None:
    """Seconds until the deadline; none left is a time-out."""
    if deadline == inf:
        return None
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def hurry(sock: Line) -> None:
    """Shorten the socket's time-out to what the deadline leaves, when that is clearly less."""
    seconds, current = left(sock.deadline), sock.gettimeout()
    if seconds is not None and (current is None or seconds < current - 0.01):
        sock.settimeout(seconds)


def allow(sock: Line, seconds: float) -> None:
    """Give the next exchange on this socket so many seconds in all."""
    sock.deadline = time.monotonic() + seconds
    sock.settimeout(seconds)


def tls_context(ca_file: str | None = None) -> ssl.SSLContext:
    """Certificates and host names are always verified."""
    context = ssl.create_default_context(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = TimedTLSSocket
    return context


def is_public(address: Address) -> bool:
    """True for an address of the open internet, seen through every wrapping of IPv4 in IPv6."""
    if isinstance(address, ipaddress.IPv6Address):
        if inner := _wrapped(address):
            return is_public(inner)
        if address.is_site_local or address.teredo or _is_isatap(address):
            return False
    if any(address in network for network in BEYOND):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_isatap(address: ipaddress.IPv6Address) -> bool:
    """An IPv4 address of somebody's own network, in the lower half of an IPv6 address."""
    return (int(address) >> 32) & 0xFDFFFFFF == 0x5EFE


class Guard:
    """Knows which networks may be reached; `only_allowed` shuts the whole internet out."""

    def __init__(
        self,
        allowed_networks: Sequence[str] = (),
        *,
        only_allowed: bool = False,
        resolver: Resolver = socket.getaddrinfo,
    ) -> None:
        self.networks = tuple(ipaddress.ip_network(network) for network in allowed_networks)
        self.only_allowed = only_allowed
        self.resolver = resolver

    def permits(self, text: str) -> bool:
        """May this resolved address be connected to?"""
        address = ipaddress.ip_address(text.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        if any(mapped in network for network in self.networks):
            return True
        return not self.only_allowed and is_public(address)

    def connect(self, host: str, port: int, seconds: float) -> TimedSocket:
        """A connected socket to exactly an address that was resolved and checked here."""
        found = self.resolver(host, port, type=socket.SOCK_STREAM)
        permitted = [entry for entry in found if self.permits(str(entry[4][0]))]
        failure: OSError = Refused("no permitted address")
        deadline = time.monotonic() + seconds
        for family, kind, protocol, _, address in permitted:
            sock = TimedSocket(family, kind, protocol)
            try:
                sock.settimeout(left(deadline))
                sock.connect(address)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError as error:
                sock.close()
                failure = error
            else:
                return sock
        raise failure


def encrypt(sock: TimedSocket, context: ssl.SSLContext, host: str) -> TimedTLSSocket:
    """The same connection under TLS; the plain socket is closed when the handshake fails."""
    try:
        wrapped = context.wrap_socket(sock, server_hostname=host)
    except BaseException:
        with suppress(OSError):
            sock.close()
        raise
    assert isinstance(wrapped, TimedTLSSocket)  # noqa: S101 - tls_context says so
    return wrapped
