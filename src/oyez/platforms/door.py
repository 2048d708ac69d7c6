"""The only way out of Oyez: every request and every mail goes through one Door."""

from __future__ import annotations

import json as json_module
import socket
from collections.abc import Mapping, Sequence

from oyez.platforms.guard import Guard, Resolver, tls_context
from oyez.platforms.http import FAILURES, Place, Request, Wires, locate, name_of
from oyez.platforms.port import Answer, Envelope, MailAnswer
from oyez.platforms.smtp import Relay, hand_over

AGENT = "Oyez"


class Door:
    """One warm pool of connections and one TLS context, shared by all threads.

    It never raises for the network, never repeats, follows no redirect, and connects only
    to public addresses or to `allowed_networks`; with `only_allowed` to nothing but these.
    """

    def __init__(
        self,
        *,
        allowed_networks: Sequence[str] = (),
        resolver: Resolver = socket.getaddrinfo,
        only_allowed: bool = False,
        ca_file: str | None = None,
    ) -> None:
        self.guard = Guard(allowed_networks, only_allowed=only_allowed, resolver=resolver)
        self.tls = tls_context(ca_file)
        self.wires = Wires(self.guard, self.tls)

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        json: object = None,
        body: bytes | None = None,
        timeout: float = 10.0,
    ) -> Answer:
        """Make one HTTP request, once. Header names of the answer are in lower case."""
        try:
            place, target = locate(url)
            sent = {"Host": place.header, "User-Agent": AGENT, "Accept": "application/json"}
            if json is not None:
                body = json_module.dumps(json, ensure_ascii=False).encode()
                sent["Content-Type"] = "application/json"
            sent.update(headers or {})
            wire = self.wires.take(place)
            if wire.sock is None:
                wire.connect()
        except FAILURES as error:
            return Answer("nothing", None, error=name_of(error))
        answer = wire.exchange(Request(method, target, sent, body, timeout))
        self.wires.give(place, wire)
        return answer

    def mail(
        self, relay: str, envelope: Envelope, *, user: str = "", password: str = "", timeout: float
    ) -> MailAnswer:
        """Hand one mail to a relay. Without recipients it only logs in, which is a probe."""
        try:
            place = Relay.parse(relay, user, password)
        except ValueError:
            return MailAnswer("nothing", None, error="protocol")
        return hand_over(self.guard, self.tls, place, envelope, seconds=timeout)

    def warm(self, url: str, lines: int) -> int:
        """Open connections ahead of use; gives back how many stand."""
        place: Place
        opened = []
        try:
            place, _ = locate(url)
            for _ in range(lines):
                wire = self.wires.take(place)
                if wire.sock is None:
                    wire.connect()
                opened.append(wire)
        except FAILURES:
            pass
        for wire in opened:
            self.wires.give(place, wire)
        return len(opened)

    def close(self) -> None:
        """Close the idle connections."""
        self.wires.close()
