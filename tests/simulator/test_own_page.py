"""The wall's first column: what the authority's own page says, read from its feed."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TypeVar
from urllib.request import ProxyHandler, build_opener

import pytest
from test_wall import EVIL, Balance

from oyez.simulator import Running, running
from oyez.simulator.own_page import entries, read, target

Found = TypeVar("Found")

OPENER = build_opener(ProxyHandler({}))


class Portal(ThreadingHTTPServer):
    """A portal with nothing but its feed; it counts who reads it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Feed)
        self.status, self.body, self.reads = 200, feed(), 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Feed(BaseHTTPRequestHandler):
    server: Portal

    def do_GET(self) -> None:
        assert self.path == "/feed.json"
        self.server.reads += 1
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *args: object) -> None:
        """Tests do not talk."""


def item(
    title: str, state: str = "live", at: str = "12:00:00", **more: object
) -> dict[str, object]:
    return {
        "title": title,
        "content_text": f"The text of {title}.",
        "language": "en",
        "date_modified": f"2026-11-21T{at}+01:00",
        "_oyez": {"state": state, "urgency": more.pop("urgency", "routine")},
    } | more


def feed(*items: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


@contextmanager
def serving() -> Iterator[Portal]:
    with Portal() as portal:
        thread = Thread(target=portal.serve_forever, args=(0.02,))
        thread.start()
        yield portal
        portal.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[Portal, Running]]:
    with serving() as portal, running("--portal", portal.url) as simulator:
        yield portal, simulator


def column(simulator: Running) -> str:
    """The first section of the wall."""
    with OPENER.open(f"{simulator.wall}?still=1", timeout=20) as answer:
        text = answer.read().decode()
    Balance(text)
    headings = re.findall(r'<h2 id="(\w+)">', text)
    assert headings == ["own", "mail"]  # on no platform has anybody spoken
    return str(text[text.index("<section") : text.index("</section>")])


def wait(simulator: Running, found: Callable[[str], bool]) -> str:
    """The column as soon as it shows this; what was read may be half a second old."""
    end = time.monotonic() + 10
    while not found(text := column(simulator)) and time.monotonic() < end:
        time.sleep(0.05)
    assert found(text), text
    return text


def test_the_page_is_shown_as_it_is_now(stage: tuple[Portal, Running]) -> None:
    portal, simulator = stage
    portal.status, portal.body = 200, feed(item("Road closed", urgency="critical"))
    text = wait(simulator, lambda text: "Road closed" in text)
    assert "Own page</h2>" in text
    assert '<time datetime="2026-11-21T11:00:00.000Z">11:00:00</time>' in text
    assert 'Warning. <span lang="en">Road closed</span>' in text
    assert '<p class="text" lang="en">The text of Road closed.</p>' in text
    assert '<strong class="state live">Live</strong>' in text

    portal.body = feed(item("Road open", "corrected"), item("Old", "expired"))
    text = wait(simulator, lambda text: "Road open" in text)
    assert "Corrected</strong>" in text
    assert "Expired</strong>" in text
    assert "Road closed" not in text


def test_after_a_retraction_only_the_tombstone_is_left(stage: tuple[Portal, Running]) -> None:
    portal, simulator = stage
    portal.status = 200
    portal.body = feed(item("Withdrawn: notice of today", "retracted", urgency="critical"))
    text = wait(simulator, lambda text: "notice of today" in text)
    assert '<strong class="state withdrawn">Withdrawn</strong>' in text
    assert "Warning." not in text
    assert text.count("<li>") == 1
    portal.body = feed()
    assert "Nothing to see." in wait(simulator, lambda text: "<li>" not in text)


def test_what_the_page_says_is_escaped(stage: tuple[Portal, Running]) -> None:
    portal, simulator = stage
    words = {"content_text": EVIL, "language": '"><script>', "date_modified": EVIL}
    portal.status, portal.body = 200, feed(item(EVIL, EVIL, urgency=EVIL, **words))
    text = wait(simulator, lambda text: "&lt;script&gt;" in text)
    assert text.count("&lt;script&gt;") == 3
    assert "<script" not in text
    assert "<time" not in text
    assert "lang=" not in text


def alone(reading: Coroutine[None, None, Found]) -> Found:
    """Run it in a thread of its own: browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, reading).result()


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, feed(item("x"))),
        (302, b""),
        (200, b"<!doctype html>"),
        (200, b"[]"),
        (200, b'{"items": {}}'),
        (200, b"[" * 100_000),
        (200, b" " * (5 * 2**20)),
        (200, b"\xff"),
    ],
    ids=["missing", "elsewhere", "page", "list", "object", "deep", "long", "bytes"],
)
def test_what_is_no_feed_is_no_answer(status: int, body: bytes) -> None:
    with serving() as portal:
        there = ("127.0.0.1", portal.server_port, "/feed.json")
        assert alone(read(*there)) == []
        portal.status, portal.body = status, body
        assert alone(read(*there)) is None


def test_what_the_page_said_before_is_not_shown_for_now(stage: tuple[Portal, Running]) -> None:
    portal, simulator = stage
    portal.status, portal.body = 200, feed(item("before"))
    wait(simulator, lambda text: "before" in text)
    portal.status = 503
    assert "before" not in wait(simulator, lambda text: "No portal answered." in text)


def test_a_portal_that_is_not_there_holds_up_nothing() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
        with running("--portal", f"http://127.0.0.1:{port}") as simulator:
            begun = time.monotonic()
            assert "No portal answered." in column(simulator)
            assert 0.9 < time.monotonic() - begun < 3
            silent.close()
            begun = time.monotonic()
            for _ in range(5):
                assert "No portal answered." in column(simulator)
            assert time.monotonic() - begun < 2


def test_many_who_look_read_once(stage: tuple[Portal, Running]) -> None:
    portal, simulator = stage
    before, begun = portal.reads, time.monotonic()
    for _ in range(20):
        column(simulator)
    assert portal.reads - before <= 2 + 2 * (time.monotonic() - begun)


@pytest.mark.parametrize(
    "address",
    ["", "https://127.0.0.1", "http://192.0.2.1", "http://news.example", "http://127.0.0.1:99999",
     "http://127.0.0.1/a b", "http://[::1"],
)  # fmt: skip
def test_only_this_machine_is_ever_asked(address: str) -> None:
    assert target(address) is None


def test_addresses_of_this_machine() -> None:
    assert target("http://localhost:8001/") == ("127.0.0.1", 8001, "/feed.json")
    assert target("http://[::1]/site") == ("::1", 80, "/site/feed.json")


def test_the_newest_twenty_in_order_and_what_is_odd_is_left_out() -> None:
    times = [f"12:00:{second:02}" for second in (*range(1, 25), 0)]
    said = entries(feed(*(item(at, at=at) for at in times), "odd", None, {}))
    assert [one.title for one in said] == sorted(times, reverse=True)[:20]
    (odd,) = entries(
        feed({"title": 1, "content_text": "\ud800", "_oyez": [], "date_modified": "x"})
    )
    assert (odd.title, odd.text, odd.state, odd.at) == ("", "?", "", None)
