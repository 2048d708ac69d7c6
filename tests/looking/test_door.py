"""What strangers may do to a fetch: pass it on, fall silent; and what it may not cost."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from oyez.domain.looking import Failure, Hop
from oyez.looking.body import Kind
from oyez.looking.door import MOST_HOPS, Door
from platforms.servers import answering, certificate, tiny
from stands import LOOPBACK, Names, Web, answer, door_to, moved, page, status

HTML = "text/html"


def test_a_page_comes_with_its_chain_and_without_cookies(net: Web) -> None:
    start = net.put("short.example", "/a", moved(net.url("town.example", "/fair?x=1")))
    end = net.put("town.example", "/fair?x=1", page("The fair"))
    found = door_to(net, "short.example", "town.example", agent="Oyez (test)").fetch(start)
    assert (found.failure, found.answered.kind) == (Failure.NONE, Kind.PAGE)
    assert found.chain == (Hop(start, 302), Hop(end, 200))
    assert b"The fair" in found.answered.body
    for head in net.heads:
        assert b"User-Agent: Oyez (test)\r\n" in head
        assert b"Cache-Control: no-cache" in head
        assert b"cookie" not in head.lower()
        assert b"referer" not in head.lower()


def test_cookies_are_not_kept_and_proxies_not_asked(
    net: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    there = net.put("a.example", "/", answer(b"<p>hi</p>", HTML, "Set-Cookie: a=b"))
    door = door_to(net, "a.example")
    for _ in range(2):
        assert door.fetch(there).answered.status == 200
    assert not any(b"a=b" in head for head in net.heads)
    assert net.connections == 2


def test_nothing_is_cached(net: Web) -> None:
    kept = "Cache-Control: max-age=31536000, immutable"
    there = net.put("a.example", "/", answer(b"<p>one</p>", HTML, kept))
    door = door_to(net, "a.example")
    assert b"one" in door.fetch(there).answered.body
    net.put("a.example", "/", answer(b"<p>two</p>", HTML, kept))
    assert b"two" in door.fetch(there).answered.body


def test_five_hops_are_followed_and_a_sixth_is_not(net: Web) -> None:
    for number in range(MOST_HOPS + 1):
        net.put("a.example", f"/{number}", moved(f"/{number + 1}"))
    end = net.put("a.example", f"/{MOST_HOPS + 1}", page("end"))
    door = door_to(net, "a.example")
    assert door.fetch(net.url("a.example", "/1")).address == end
    too_far = door.fetch(net.url("a.example", "/0"))
    assert too_far.failure is Failure.TOO_MANY_REDIRECTS
    assert len(too_far.chain) == MOST_HOPS + 1


@pytest.mark.parametrize("number", [301, 302, 303, 307, 308])
def test_who_redirects_for_ever_is_left_alone(number: int, net: Web) -> None:
    there = net.put("a.example", "/", moved("/", number))
    assert door_to(net, "a.example").fetch(there).failure is Failure.TOO_MANY_REDIRECTS
    assert len(net.calls) == MOST_HOPS + 1


@pytest.mark.parametrize(
    "sent",
    [
        answer(b"<html></html>", HTML, "Refresh: 0; url=/there"),
        page("", head='<meta http-equiv="refresh" content="3;URL=\'/there\'">'),
        page("", head='<META content="0; /there" http-equiv="Refresh">'),
    ],
)
def test_a_page_that_moves_on_by_itself_is_a_redirect(sent: bytes, net: Web) -> None:
    start = net.put("a.example", "/", sent)
    end = net.put("a.example", "/there", page("there"))
    assert door_to(net, "a.example").fetch(start).address == end


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="refresh" content="300; url=/there">',
        '<meta http-equiv="refresh" content="5">',
        '<meta http-equiv="refresh" content="5; url=/">',
        '<meta name="refresh" content="0; url=/there">',
    ],
)
def test_a_page_that_loads_itself_anew_is_a_page(head: str, net: Web) -> None:
    start = net.put("a.example", "/", page("news", head=head))
    assert door_to(net, "a.example").fetch(start).chain == (Hop(start, 200),)


def test_from_encrypted_to_plain_is_refused(tmp_path: Path, net: Web) -> None:
    plain = net.put("plain.example", "/", page("plain"))
    trusted, context = certificate(tmp_path, "safe.example")
    with tiny(answering(moved(plain)), context) as server:
        names = Names({"safe.example": [["127.0.0.1"]], "plain.example": [["127.0.0.1"]]})
        door = Door(LOOPBACK, ports=(server.port, net.port), resolver=names, ca_file=trusted)
        found = door.fetch(f"https://safe.example:{server.port}/")
    assert (found.failure, net.connections) == (Failure.DOWNGRADE, 0)
    assert found.chain[0].status == 302


def test_a_certificate_is_checked_for_the_name_while_the_address_is_pinned(tmp_path: Path) -> None:
    trusted, context = certificate(tmp_path, "safe.example")
    with tiny(answering(page("safe")), context) as server:
        names = Names({"safe.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]})
        door = Door(LOOPBACK, ports=(server.port,), resolver=names, ca_file=trusted)
        assert door.fetch(f"https://safe.example:{server.port}/").answered.status == 200
        other = door.fetch(f"https://other.example:{server.port}/")
        assert other.failure is Failure.BAD_CERTIFICATE
        stranger = Door(LOOPBACK, ports=(server.port,), resolver=names)
        assert stranger.fetch(f"https://safe.example:{server.port}/").failure is (
            Failure.BAD_CERTIFICATE
        )


def silent(sock: socket.socket, _: str) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
    sock.recv(1)


def test_who_falls_silent_is_left_alone(net: Web) -> None:
    there = net.put("a.example", "/", silent)
    assert door_to(net, "a.example", seconds=0.3).fetch(there).failure is Failure.TIMEOUT


def test_a_resolver_that_never_answers_is_left_alone() -> None:
    reader, writer = socket.socketpair()

    def hanging(*_: object, **__: object) -> list[tuple[object, ...]]:
        reader.recv(1)
        return []

    with reader, writer:
        found = Door(resolver=hanging, seconds=0.2).fetch("http://slow.example/")
        writer.sendall(b"x")
    assert found.failure is Failure.TIMEOUT


@pytest.mark.parametrize("number", [204, 304, 400, 401, 403, 404, 410, 429, 500, 503])
def test_an_answer_without_a_page_has_its_status(number: int, net: Web) -> None:
    there = net.put("a.example", "/", status(number))
    found = door_to(net, "a.example").fetch(there)
    assert (found.answered.status, found.answered.kind, found.failure) == (number, None, "")


def test_nobody_there_is_unreachable(net: Web) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    door = Door(LOOPBACK, ports=(port,), resolver=Names({"a.example": [["127.0.0.1"]]}))
    assert door.fetch(f"http://a.example:{port}/").failure is Failure.UNREACHABLE
    assert door.fetch(f"http://nowhere.example:{port}/").failure is Failure.UNREACHABLE


def test_addresses_are_asked_for_in_their_one_form(net: Web) -> None:
    net.put("xn--mnchen-3ya.example", "/%C3%A4?q=%C3%B6%20", page("grüß"))
    door = door_to(net, "xn--mnchen-3ya.example")
    found = door.fetch(f"HTTP:\\\\München.Example.:{net.port}\\a/../ä?q=ö%20#part")
    assert found.answered.status == 200
    assert net.calls == ["xn--mnchen-3ya.example/%C3%A4?q=%C3%B6%20"]
