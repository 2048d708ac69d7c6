"""One request to a stranger, on a connection of its own, all of it before one deadline."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from urllib3.exceptions import TimeoutError as SlowAnswer
from urllib3.response import BaseHTTPResponse

from oyez.domain.looking import Failure
from oyez.looking.addresses import Target
from oyez.looking.body import BadBody, Kind, kind_of, read_whole
from oyez.looking.page import moves_on, refresh
from oyez.platforms.guard import Guard, Refused, encrypt, left
from oyez.platforms.http import Place, Wire

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer. `onward` is where it sends us; `kind` is None where no body was read."""

    status: int
    declared: str = ""
    onward: str = ""
    kind: Kind | None = None
    body: bytes = field(repr=False, default=b"")
    ratings: tuple[str, ...] = ()
    owner: str = ""
    failure: Failure = Failure.NONE


class OneWire(Wire):
    """A connection whose resolving, connecting, encrypting and reading share one deadline."""

    def __init__(self, target: Target, guard: Guard, tls: ssl.SSLContext, deadline: float) -> None:
        super().__init__(Place(target.scheme, target.host, target.port), guard, tls)
        self.deadline = deadline
        self.timeout = left(deadline)

    def connect(self) -> None:
        """Resolve, judge, connect and encrypt."""
        sock = self.guard.connect(self.host, self.port or 0, left(self.deadline) or 0)
        sock.settimeout(left(self.deadline))
        self.line = encrypt(sock, self.tls, self.host) if self.tls else sock
        self.line.deadline = self.deadline
        self.sock = self.line

    @property
    def owner(self) -> str:
        """The organisation that the certificate names; most name none."""
        found = self.line.getpeercert() if isinstance(self.line, ssl.SSLSocket) else None
        subject: Any = (found or {}).get("subject", ())
        said = dict(pair for part in subject for pair in part)
        return str(said.get("organizationName", ""))


def ask(target: Target, wire: OneWire, headers: Mapping[str, str]) -> Answered:
    """Make the request and read what is wanted of the answer; raises for the network's failures."""
    try:
        wire.connect()
        wire.request(
            "GET", target.path, headers=headers, preload_content=False, decode_content=False
        )
        return _read(wire.getresponse(), wire.owner)
    finally:
        wire.close()


def _read(response: BaseHTTPResponse, owner: str) -> Answered:
    headers, status = response.headers, response.status
    declared = headers.get("Content-Type", "")
    if status in REDIRECTS and headers.get("Location"):
        return Answered(status, declared, as_text(headers["Location"]), owner=owner)
    if not 200 <= status < 300 or status in (204, 205):
        return Answered(status, declared, owner=owner)
    length = headers.get("Content-Length", "")
    announced = int(length) if length.isdecimal() and len(length) < 20 else None
    try:
        body = read_whole(response, headers.get("Content-Encoding", ""), announced)
        kind = kind_of(body, declared)
    except BadBody as error:
        return Answered(status, declared, owner=owner, failure=error.failure)
    onward = refresh(as_text(headers.get("Refresh", "")))
    if kind is Kind.PAGE:
        onward = onward or moves_on(body, declared)
    ratings = tuple(as_text(value) for value in headers.getlist("Rating"))
    return Answered(status, declared, onward, kind, body, ratings, owner)


def as_text(header: str) -> str:
    """A header read as what was meant: bytes beyond ASCII are mostly UTF-8."""
    try:
        return header.encode("latin-1").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return header


def failure_of(error: BaseException) -> Failure:
    """A word for what the network did."""
    if isinstance(error, Refused):
        return Failure.PRIVATE_ADDRESS
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failure.BAD_CERTIFICATE
    if isinstance(error, TimeoutError | SlowAnswer):
        return Failure.TIMEOUT
    return Failure.UNREACHABLE
