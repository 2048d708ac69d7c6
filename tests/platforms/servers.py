"""Tiny servers that do one strange thing each."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Act = Callable[[socket.socket, int], None]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@dataclass
class Tiny:
    """A listening server; `act` gets every connection with its number."""

    act: Callable[[socket.socket, int], None]
    tls: ssl.SSLContext | None = None
    connections: int = 0
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    open_ones: list[socket.socket] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}/"

    def serve(self) -> None:
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            number = self.connections
            thread = threading.Thread(target=self.one, args=(sock, number), daemon=True)
            self.threads.append(thread)
            thread.start()

    def one(self, sock: socket.socket, number: int) -> None:
        with suppress(OSError):
            self.open_ones.append(sock)
            if self.tls:
                sock = self.tls.wrap_socket(sock, server_side=True)
                self.open_ones.append(sock)
            self.act(sock, number)

    def hung_up(self, seconds: float = 15) -> None:
        """Wait until every connection was closed by this side."""
        end = time.monotonic() + seconds
        while any(sock.fileno() != -1 for sock in self.open_ones):
            assert time.monotonic() < end, "a connection stays open"
            time.sleep(0.001)

    def end(self) -> None:
        """Hang up, wait for the threads, and close only then.

        A number that is closed under a thread that still reads belongs to somebody else soon.
        """
        for sock in self.open_ones:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join(5)
        for sock in self.open_ones:
            sock.close()


@contextmanager
def tiny(
    act: Callable[[socket.socket, int], None], tls: ssl.SSLContext | None = None
) -> Iterator[Tiny]:
    server = Tiny(act, tls)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        with suppress(OSError):
            server.listener.shutdown(socket.SHUT_RDWR)
        server.listener.close()
        thread.join(5)
        server.end()


def request_of(sock: socket.socket) -> bytes:
    """Read one request with its body; empty when the client has gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = sock.recv(65536)
        if not part:
            return b""
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    lines = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = int(lines[0].partition(b":")[2]) - len(body) if lines else 0
    while missing > 0:
        part = sock.recv(65536)
        missing -= len(part)
        data += part
    return data


def certificate(folder: Path, name: str = "127.0.0.1") -> tuple[str, ssl.SSLContext]:
    """A throw-away certificate: the file to trust, and a server's context."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "throw-away")])
    now = datetime.datetime.now(datetime.UTC)
    place = ipaddress.ip_address(name) if name[0].isdigit() else None
    alternative: x509.GeneralName = x509.IPAddress(place) if place else x509.DNSName(name)
    made = (
        x509.CertificateBuilder()
        .subject_name(issuer)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / f"{name}.pem", folder / f"{name}.key"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form, open_to_all = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, open_to_all))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return str(public), context


def answering(data: bytes, *, close: bool = False) -> Act:
    def act(sock: socket.socket, _: int) -> None:
        while request_of(sock):
            sock.sendall(data)
            if close:
                sock.close()
                return

    return act


def drip(sock: socket.socket, _: int) -> None:
    request_of(sock)
    for byte in OK:
        time.sleep(0.1)
        sock.sendall(bytes([byte]))
