"""How far a request came, told honestly, against servers that misbehave."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable, Iterator

import pytest

from oyez.platforms.door import Door
from oyez.platforms.http import LARGEST

from .servers import OK, Act, answering, drip, request_of, tiny


@pytest.fixture
def door() -> Iterator[Door]:
    door = Door(allowed_networks=("127.0.0.0/8",))
    yield door
    door.close()


def vanish(sock: socket.socket, number: int) -> None:
    request_of(sock)
    sock.close()


def reset(sock: socket.socket, number: int) -> None:
    request_of(sock)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def silent(sock: socket.socket, number: int) -> None:
    request_of(sock)


def test_a_whole_answer_is_done(door: Door) -> None:
    data = b"HTTP/1.1 404 Not Found\r\nX-Odd-Name: yes\r\nContent-Length: 4\r\n\r\ngone"
    with tiny(answering(data)) as server:
        answer = door.send("GET", server.url)
    assert (answer.phase, answer.status, answer.body) == ("done", 404, b"gone")
    assert answer.headers["x-odd-name"] == "yes"


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (vanish, "connection"),
        (reset, "connection"),
        (silent, "timeout"),
        (drip, "timeout"),
        (answering(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nhalf", close=True), None),
        (answering(b"220 mail.example ESMTP\r\n", close=True), None),
        (
            answering(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", close=True),
            None,
        ),
    ],
    ids=["vanish", "reset", "silent", "drip", "half", "no http", "half chunk"],
)
def test_a_request_without_a_whole_answer_was_sent(door: Door, act: Act, error: str | None) -> None:
    with tiny(act) as server:
        began = time.monotonic()
        answer = door.send("POST", server.url, json={"a": 1}, timeout=0.4)
    assert (answer.phase, answer.status, answer.body) == ("body_sent", None, b"")
    assert error in {None, answer.error}
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("sized", [True, False])
def test_an_answer_without_end_is_cut_off(door: Door, sized: bool) -> None:
    head = b"HTTP/1.1 200 OK\r\n"
    head += b"Content-Length: %d\r\n\r\n" % (LARGEST + 1) if sized else b"Connection: close\r\n\r\n"
    with tiny(answering(head + b"x" * (LARGEST + 1), close=True)) as server:
        answer = door.send("GET", server.url)
    assert (answer.phase, answer.status, answer.error) == ("body_sent", None, "too_large")


def test_the_largest_answer_still_comes_through(door: Door) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % LARGEST
    with tiny(answering(head + b"x" * LARGEST)) as server:
        assert len(door.send("GET", server.url).body) == LARGEST
        assert door.send("GET", server.url).phase == "done"
        assert server.connections == 1


def test_a_body_that_was_not_taken_whole_was_not_sent(door: Door) -> None:
    def hang_up_early(sock: socket.socket, number: int) -> None:
        sock.recv(1000)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()

    with tiny(hang_up_early) as server:
        answer = door.send("POST", server.url, body=b"x" * 30_000_000)
    assert (answer.phase, answer.status) == ("connected", None)


def test_a_body_nobody_reads_was_not_sent(door: Door) -> None:
    def stare(sock: socket.socket, number: int) -> None:
        time.sleep(1)
        sock.close()

    with tiny(stare) as server:
        answer = door.send("POST", server.url, body=b"x" * 30_000_000, timeout=0.3)
    assert (answer.phase, answer.error) == ("connected", "timeout")


def test_a_refusal_before_the_body_was_read_is_an_answer(door: Door) -> None:
    def refuse(sock: socket.socket, number: int) -> None:
        sock.recv(1000)
        sock.sendall(b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        time.sleep(0.1)
        sock.close()  # with most of the body unread: the client's writing breaks

    with tiny(refuse) as server:
        answer = door.send("POST", server.url, body=b"x" * 30_000_000, timeout=2)
    assert (answer.phase, answer.status) == ("done", 413)


def test_one_byte_buys_no_more_time(door: Door) -> None:
    def tease(sock: socket.socket, number: int) -> None:
        request_of(sock)
        time.sleep(0.8)
        sock.sendall(b"H")
        time.sleep(2)

    with tiny(tease) as server:
        began = time.monotonic()
        assert door.send("GET", server.url, timeout=1).error == "timeout"
        assert time.monotonic() - began < 1.8, "the byte bought a second of its own"


def test_nobody_listening_is_nothing(door: Door) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    answer = door.send("POST", f"http://127.0.0.1:{port}/", json={})
    assert (answer.phase, answer.error) == ("nothing", "connect")


def test_an_unknown_name_is_nothing(open_door: Callable[..., Door]) -> None:
    def unknown(*_: object, **__: object) -> list[tuple[object, ...]]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    answer = open_door(resolver=unknown).send("GET", "https://nowhere.example/")
    assert (answer.phase, answer.error) == ("nothing", "dns")


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        ("ftp://127.0.0.1/", {}),
        ("file:///etc/hostname", {}),
        ("http:///", {}),
        ("http://[::1", {}),
        ("http://127.0.0.1:99999/", {}),
        ("http://ä" + "ö" * 70 + ".example/", {}),
    ],
)
def test_a_wrong_address_is_no_exception(door: Door, url: str, headers: dict[str, str]) -> None:
    assert door.send("GET", url, headers=headers).phase == "nothing"


@pytest.mark.parametrize("header", ["two\r\nlines", "not latin ☃"])
def test_a_wrong_header_is_no_exception_and_sends_nothing(door: Door, header: str) -> None:
    with tiny(answering(OK)) as server:
        answer = door.send("POST", server.url, headers={"Authorization": header}, json={})
        assert (answer.phase, answer.status, answer.error) == ("connected", None, "protocol")
        assert door.send("GET", server.url).phase == "done"


def test_a_redirect_is_an_answer_and_not_followed(door: Door) -> None:
    data = b"HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"
    seen: list[bytes] = []

    def act(sock: socket.socket, number: int) -> None:
        while request := request_of(sock):
            seen.append(request)
            sock.sendall(data)

    with tiny(act) as server:
        assert door.send("GET", server.url).status == 302
        assert len(seen) == 1
