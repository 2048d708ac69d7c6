"""Connections that are kept and used again, by many threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from oyez.platforms.door import Door
from oyez.platforms.http import Wire

from .servers import OK, answering, tiny


@pytest.fixture
def door(open_door: Callable[..., Door]) -> Door:
    """A door of the test's own, with nothing kept yet."""
    return open_door(allowed_networks=("127.0.0.0/8",))


def test_connections_stay_warm(door: Door) -> None:
    with tiny(answering(OK)) as server:
        for _ in range(5):
            assert door.send("POST", server.url, json={}).phase == "done"
        assert server.connections == 1


def test_a_connection_closed_while_idle_is_noticed(door: Door) -> None:
    with tiny(answering(OK, close=True)) as server:
        for _ in range(20):
            assert door.send("POST", server.url, json={}).phase == "done"
            server.hung_up()
        assert server.connections == 20


def test_an_announced_end_of_patience_is_respected(door: Door) -> None:
    data = b"HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 2\r\n\r\n{}"
    with tiny(answering(data)) as server:
        door.send("GET", server.url)
        time.sleep(0.01)
        door.send("GET", server.url)
        assert server.connections == 2


def test_a_connection_idle_for_too_long_is_not_used_again(door: Door) -> None:
    with tiny(answering(OK)) as server:
        door.send("GET", server.url)
        ((wire,),) = door.wires.idle.values()
        wire.good_until = time.monotonic() - 1
        door.send("GET", server.url)
        assert server.connections == 2


def test_warm_connections_are_opened_ahead(door: Door) -> None:
    with tiny(answering(OK)) as server:
        assert door.warm(server.url, 3) == 3
        door.send("GET", server.url)
        assert server.connections == 3
    assert door.warm("http://127.0.0.1:1/", 3) == 0


def test_nobody_takes_a_connection_while_another_is_given_back(door: Door) -> None:
    with tiny(answering(OK)) as server:
        door.send("GET", server.url)
        ((place, (wire,)),) = door.wires.idle.items()
        taken: list[Wire] = []
        taker = threading.Thread(target=lambda: taken.append(door.wires.take(place)))
        with door.wires.lock:
            taker.start()
            taker.join(0.2)
            assert taken == []
        taker.join()
        assert taken == [wire]
        door.wires.give(place, wire)


def test_a_crowd_of_threads_shares_the_door(door: Door) -> None:
    with tiny(answering(OK)) as server:
        answers: list[str] = []

        def work() -> None:
            answers.extend(door.send("POST", server.url, json={}).phase for _ in range(10))

        threads = [threading.Thread(target=work) for _ in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == ["done"] * 400
        assert server.connections <= 40
