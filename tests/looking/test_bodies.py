"""What strangers send: without end, packed, or as something else than it is."""

from __future__ import annotations

import gzip
import io
import socket
import zlib

import pytest
from PIL import Image

from oyez.domain.looking import Failure
from oyez.looking.body import LARGEST, Kind
from stands import Web, answer, door_to, packed

HTML = "text/html"


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (10, 200, 30)).save(out, "PNG")
    return out.getvalue()


def for_ever(start: bytes, more: bytes) -> object:
    def act(sock: socket.socket, _: str) -> None:
        sock.sendall(start)
        while True:
            sock.sendall(more)

    return act


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n",
    ],
)
def test_a_page_that_never_ends_is_cut_off(start: bytes, net: Web) -> None:
    there = net.put("a.example", "/", for_ever(start, b"<p>more</p>" * 1000))  # type: ignore[arg-type]
    assert door_to(net, "a.example").fetch(there).failure is Failure.TOO_BIG


def test_chunks_that_never_end_are_cut_off(net: Web) -> None:
    start = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n"
    there = net.put("a.example", "/", for_ever(start, b"1000\r\n" + b"x" * 4096 + b"\r\n"))  # type: ignore[arg-type]
    assert door_to(net, "a.example").fetch(there).failure is Failure.TOO_BIG


def test_headers_that_never_end_are_cut_off(net: Web) -> None:
    there = net.put("a.example", "/", for_ever(b"HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n" * 99))  # type: ignore[arg-type]
    assert door_to(net, "a.example").fetch(there).failure is Failure.UNREACHABLE


@pytest.mark.parametrize(
    ("sent", "failure"),
    [
        (packed(b"<p>hello</p>" * 50), Failure.NONE),
        (packed(b"x" * 50_000_000), Failure.TOO_BIG),
        (packed(b"<p>" + b"\n" * 1_900_000), Failure.TOO_BIG),
        (packed(gzip.compress(b"x" * 1_000_000)), Failure.BAD_TYPE),
        (packed(b"<p>", "gzip, gzip"), Failure.BAD_TYPE),
        (packed(b"<p>", "br"), Failure.BAD_TYPE),
        (packed(b"<p>", "x-unknown"), Failure.BAD_TYPE),
        (answer(b"not packed at all", HTML, "Content-Encoding: gzip"), Failure.BAD_TYPE),
        (answer(gzip.compress(b"x" * 999)[:-9], HTML, "Content-Encoding: gzip"), Failure.BAD_TYPE),
        (answer(zlib.compress(b"x"), HTML, "Content-Encoding: deflate"), Failure.BAD_TYPE),
    ],
)
def test_packed_pages(sent: bytes, failure: Failure, net: Web) -> None:
    there = net.put("a.example", "/", sent)
    assert door_to(net, "a.example").fetch(there).failure is failure


@pytest.mark.parametrize(
    ("body", "declared", "kind"),
    [
        (b"<!DOCTYPE html><p>x", "text/html; charset=utf-8", Kind.PAGE),
        (b"<p>x", "application/xhtml+xml", Kind.PAGE),
        (b"<html>", "", Kind.PAGE),
        (b"<html>", "text/plain", Kind.PAGE),
        (b"hello", "text/plain", Kind.TEXT),
        ("<html>ü".encode("utf-16"), "text/html", Kind.PAGE),
        (png(), "image/png", Kind.PICTURE),
        (png(), "image/jpeg", Kind.PICTURE),
        (png(), "", Kind.PICTURE),
        (b"#EXTM3U\n", "application/vnd.apple.mpegurl", Kind.STREAM),
        (b"#EXTM3U\n", "text/plain", Kind.STREAM),
        (b"<MPD/>", "application/dash+xml", Kind.STREAM),
        (b"<rss/>", "application/rss+xml", Kind.TEXT),
        (png(), "text/html", None),
        (b"<html>", "image/png", None),
        (b"%PDF-1.7", "text/html", None),
        (b"%PDF-1.7", "application/pdf", None),
        (b"PK\x03\x04", "text/plain", None),
        (b"MZ\x90", "", None),
        (b"\x00\x01\x02", "text/html", None),
        (b"{}", "application/json", None),
        (b"hello", "application/octet-stream", None),
    ],
)
def test_a_body_is_what_its_bytes_say(
    body: bytes, declared: str, kind: Kind | None, net: Web
) -> None:
    there = net.put("a.example", "/", answer(body, declared))
    found = door_to(net, "a.example").fetch(there)
    assert found.answered.kind is kind
    assert found.failure is (Failure.NONE if kind else Failure.BAD_TYPE)


def test_lies_about_size(net: Web) -> None:
    door = door_to(net, "a.example")
    short = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>"
    assert door.fetch(net.put("a.example", "/", short)).failure is Failure.UNREACHABLE
    announced = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (LARGEST + 1)
    assert door.fetch(net.put("a.example", "/", announced)).failure is Failure.TOO_BIG
    odd = b"HTTP/1.1 200 OK\r\nContent-Length: many\r\nContent-Type: text/html\r\n\r\n<p>x"
    assert door.fetch(net.put("a.example", "/", odd)).failure is Failure.NONE


@pytest.mark.parametrize(
    "sent", [b"", b"hello\r\n\r\n", b"HTTP/1.1 banana\r\n\r\n", b"\x16\x03\x01"]
)
def test_what_is_no_answer_is_no_crash(sent: bytes, net: Web) -> None:
    there = net.put("a.example", "/", sent)
    assert door_to(net, "a.example").fetch(there).failure is Failure.UNREACHABLE
