"""Stand-ins for the web: names that resolve to loopback, and servers that count who calls."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from oyez.looking.door import Door

LOOPBACK = ("127.0.0.0/8",)
Answer = bytes | Callable[[socket.socket, str], None]


def found(*addresses: str, port: int) -> list[tuple[Any, ...]]:
    """What a resolver answers."""
    return [
        (
            socket.AF_INET6 if ":" in address else socket.AF_INET,
            socket.SOCK_STREAM,
            socket.IPPROTO_TCP,
            "",
            (address, port, 0, 0) if ":" in address else (address, port),
        )
        for address in addresses
    ]


@dataclass
class Names:
    """A resolver over a table. A list is answered one entry a time, the last one for ever."""

    table: Mapping[str, Sequence[Sequence[str]]]
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        self.asked.append(host)
        answers = self.table.get(host)
        if answers is None:
            raise socket.gaierror("no such name")
        turn = min(self.asked.count(host), len(answers)) - 1
        return found(*answers[turn], port=port)


@dataclass
class Web:
    """One loopback server for all names: pages by `host/path`, and every call that came."""

    pages: dict[str, Answer] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    connections: int = 0

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, host: str, path: str, answer: Answer) -> str:
        """Let an address answer so; returns the address."""
        self.pages[f"{host}{path}"] = answer
        return self.url(host, path)

    def serve(self) -> None:
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.one, args=(sock,), daemon=True).start()

    def one(self, sock: socket.socket) -> None:
        with suppress(OSError), sock:
            sock.settimeout(20)
            head = b""
            while b"\r\n\r\n" not in head:
                part = sock.recv(65536)
                if not part:
                    return
                head += part
            self.heads.append(head)
            lines = head.decode("latin-1").split("\r\n")
            path = lines[0].split(" ")[1]
            host = next(line[6:] for line in lines if line.lower().startswith("host: "))
            place = f"{host.partition(':')[0]}{path}"
            self.calls.append(place)
            answer = self.pages.get(place, status(404))
            if isinstance(answer, bytes):
                sock.sendall(answer)
            else:
                answer(sock, path)


@contextmanager
def web() -> Iterator[Web]:
    server = Web()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        with suppress(OSError):
            server.listener.shutdown(socket.SHUT_RDWR)
        server.listener.close()
        thread.join(5)


def door_to(server: Web, *hosts: str, **more: Any) -> Door:
    """A door for which these names lead to the server, which is allowed although it is private."""
    names = Names({host: [["127.0.0.1"]] for host in hosts})
    return Door(
        **({"allowed_networks": LOOPBACK, "ports": (server.port,), "resolver": names} | more)
    )


def answer(body: bytes, kind: str = "text/html; charset=utf-8", *headers: str) -> bytes:
    """A plain 200."""
    lines = ["HTTP/1.1 200 OK", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def page(text: str, *, head: str = "", title: str = "A page") -> bytes:
    """A page of HTML."""
    return answer(
        f"<!doctype html><html><head><title>{title}</title>{head}</head>"
        f"<body><main><p>{text}</p></main></body></html>".encode()
    )


def packed(body: bytes, encoding: str = "gzip") -> bytes:
    """The same, packed."""
    return answer(gzip.compress(body, 9), "text/html", f"Content-Encoding: {encoding}")


def status(number: int) -> bytes:
    """An empty answer."""
    return f"HTTP/1.1 {number} So\r\nContent-Length: 0\r\n\r\n".encode()


def moved(to: str, number: int = 302) -> bytes:
    """A redirect."""
    return f"HTTP/1.1 {number} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


def street_to(server: Web, *hosts: str, **more: Any) -> Door:
    """A door for which the usual ports of these names are the server's."""
    names = Names({host: [["127.0.0.1"]] for host in hosts})

    def led(host: str, _port: int, **_: object) -> list[tuple[Any, ...]]:
        return names(host, server.port)

    return Door(**({"allowed_networks": LOOPBACK, "resolver": led} | more))
