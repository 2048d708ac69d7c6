"""Where Oyez does not go, whatever a name resolves to."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

from oyez.platforms.door import Door
from oyez.platforms.guard import Guard, Refused
from oyez.platforms.port import Envelope

from .servers import OK, request_of, tiny


def resolves_to(*addresses: str) -> Any:
    def resolver(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        return [
            (
                socket.AF_INET6 if ":" in address else socket.AF_INET,
                socket.SOCK_STREAM,
                socket.IPPROTO_TCP,
                "",
                (address, port),
            )
            for address in addresses
        ]

    return resolver


FORBIDDEN = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.251",
    "255.255.255.255",
    "198.18.0.1",
    "::",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
]


@pytest.mark.parametrize("address", FORBIDDEN)
def test_the_inside_is_refused_and_never_dialled(
    address: str, open_door: Callable[..., Door]
) -> None:
    door = open_door(resolver=resolves_to(address))
    answer = door.send("POST", "http://innocent.example/", json={})
    assert (answer.phase, answer.error) == ("nothing", "refused")
    mail = door.mail("smtp://innocent.example:25", Envelope("a@b.example", ("c@d.example",), b""),
                     timeout=1)  # fmt: skip
    assert (mail.phase, mail.error) == ("nothing", "refused")


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_the_open_internet_is_permitted_but_not_in_an_exercise(address: str) -> None:
    assert Guard().permits(address)
    assert not Guard(("127.0.0.0/8",), only_allowed=True).permits(address)


def test_given_networks_are_permitted_in_every_spelling() -> None:
    guard = Guard(("10.1.0.0/16", "fd12::/16"), only_allowed=True)
    assert guard.permits("10.1.200.3")
    assert guard.permits("::ffff:10.1.200.3")
    assert guard.permits("fd12::7")
    assert not guard.permits("10.2.0.1")


def test_a_name_is_resolved_once_and_the_checked_address_is_dialled(
    open_door: Callable[..., Door],
) -> None:
    calls: list[str] = []

    def act(sock: socket.socket, number: int) -> None:
        while request_of(sock):
            sock.sendall(OK)

    with tiny(act) as server:

        def rebinding(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
            calls.append(host)
            answer = "127.0.0.1" if len(calls) == 1 else "10.0.0.1"
            return list(resolves_to(answer)(host, server.port))

        door = open_door(allowed_networks=("127.0.0.0/8",), resolver=rebinding)
        assert door.send("GET", "http://news.example/").phase == "done"
        assert calls == ["news.example"]
        door.close()
        assert door.send("GET", "http://news.example/").error == "refused"


def test_among_several_addresses_only_permitted_ones_are_dialled() -> None:
    with tiny(lambda sock, _: sock.sendall(OK)) as server:
        resolver = resolves_to("10.0.0.1", "127.0.0.1")
        guard = Guard(("127.0.0.0/8",), resolver=resolver)
        with guard.connect("news.example", server.port, 1) as sock:
            assert sock.getpeername()[0] == "127.0.0.1"


def test_odd_spellings_of_loopback_are_seen_through() -> None:
    for host in ("2130706433", "0x7f000001", "127.1", "localhost"):
        with pytest.raises(Refused):
            Guard().connect(host, 80, 1)
