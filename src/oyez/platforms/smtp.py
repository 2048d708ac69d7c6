"""One mail to one relay, with an honest word on how far it came."""

from __future__ import annotations

import ipaddress
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from oyez.platforms.guard import Guard, Line, TimedSocket, allow, encrypt
from oyez.platforms.http import CONNECT_SECONDS, name_of
from oyez.platforms.port import Envelope, MailAnswer

LINE_END = re.compile(rb"\r\n|\r|\n")
FIRST_DOT = re.compile(rb"^\.", re.MULTILINE)
NOT_AN_ADDRESS = 553


@dataclass(frozen=True, slots=True)
class Relay:
    """Where the mail is handed over, and as whom."""

    host: str
    port: int
    implicit_tls: bool
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, url: str, user: str, password: str) -> Relay:
        """Read smtp://host:port or smtps://host:port."""
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("not a relay")
        implicit = parts.scheme == "smtps"
        return cls(
            parts.hostname, parts.port or (465 if implicit else 587), implicit, user, password
        )


class Reply(Exception):
    """The relay's last word was no; `code` is its reply code."""

    def __init__(self, code: int, error: str = "reply") -> None:
        super().__init__(code)
        self.code = code
        self.error = error


class Session(smtplib.SMTP):
    """An SMTP conversation over a socket the guard has opened."""

    def __init__(self, line: Line, name: str, seconds: float) -> None:
        super().__init__(local_hostname=name, timeout=seconds)
        self.line, self.seconds = line, seconds
        self.phase = "connected"
        self.sock = line

    def expect(self, answer: tuple[int, bytes], *good: int) -> int:
        """The code, or the refusal as an exception; each reply gets its own time."""
        if answer[0] not in good:
            raise Reply(answer[0])
        allow(self.line, self.seconds)
        return answer[0]

    def greet(self) -> None:
        """Say who we are."""
        self.expect(self.ehlo(), 250)

    def upgrade(self, context: ssl.SSLContext, host: str) -> None:
        """Go on under TLS when the relay offers it, as it must unless it is on this machine."""
        if not self.has_extn("starttls"):
            if not ipaddress.ip_address(self.line.getpeername()[0]).is_loopback:
                raise Reply(0, "no_tls")
            return
        self.expect(self.docmd("STARTTLS"), 220)
        assert isinstance(self.line, TimedSocket)  # noqa: S101 - smtp:// begins in the clear
        self.line = encrypt(self.line, context, host)
        self.sock, self.file = self.line, None
        allow(self.line, self.seconds)
        self.greet()

    def address(self, envelope: Envelope) -> dict[str, int]:
        """Sender and recipients; gives back the refused ones with their codes."""
        self.expect(self.mail(envelope.sender), 250)
        refused: dict[str, int] = {}
        for recipient in envelope.recipients:
            code = NOT_AN_ADDRESS
            if recipient.isascii() and recipient.isprintable() and " " not in recipient:
                allow(self.line, self.seconds)
                code = self.rcpt(recipient)[0]
            if code not in {250, 251}:
                refused[recipient] = code
            if code == 421:  # the relay is hanging up: nobody after this one was taken
                rest = list(envelope.recipients).index(recipient)
                return refused | dict.fromkeys(envelope.recipients[rest:], code)
        return refused

    def deliver(self, message: bytes) -> int:
        """The text itself; from the final dot on the relay may have taken it."""
        self.expect(self.docmd("DATA"), 354)
        text = FIRST_DOT.sub(b"..", LINE_END.sub(b"\n", message)).replace(b"\n", b"\r\n")
        self.send(text if text.endswith(b"\r\n") else text + b"\r\n")
        self.send(b".\r\n")
        self.phase = "body_sent"
        return self.expect(self.getreply(), 250)


def hand_over(
    guard: Guard, tls: ssl.SSLContext, relay: Relay, envelope: Envelope, *, seconds: float
) -> MailAnswer:
    """Make the whole conversation once; never raises for the relay or the network."""
    session = None
    try:
        line: Line = guard.connect(relay.host, relay.port, min(CONNECT_SECONDS, seconds))
        if relay.implicit_tls:
            assert isinstance(line, TimedSocket)  # noqa: S101 - connect opens it in the clear
            line = encrypt(line, tls, relay.host)
        allow(line, seconds)
        session = Session(line, envelope.sender.rpartition("@")[2] or "localhost", seconds)
        return _converse(session, tls, relay, envelope)
    except Reply as no:
        return _ended(session, no.code or None, no.error)
    except smtplib.SMTPAuthenticationError as error:
        return _ended(session, error.smtp_code, "reply")
    except smtplib.SMTPNotSupportedError:
        return _ended(session, None, "no_auth")
    except (OSError, ValueError) as error:  # smtplib's errors are OSErrors
        return _ended(session, None, name_of(error))
    finally:
        if session:
            session.close()


def _ended(session: Session | None, code: int | None, error: str) -> MailAnswer:
    """A reply is an answer and settles the matter; silence leaves the phase as it is."""
    phase = session.phase if session else "nothing"
    return MailAnswer("done" if code else phase, code, error=error)


def _converse(
    session: Session, tls: ssl.SSLContext, relay: Relay, envelope: Envelope
) -> MailAnswer:
    session.expect(session.getreply(), 220)
    session.greet()
    if not relay.implicit_tls:
        session.upgrade(tls, relay.host)
    if relay.user:
        session.expect(session.login(relay.user, relay.password), 235, 503)
    if not envelope.recipients:
        return MailAnswer("done", session.expect(session.noop(), 250))
    refused = session.address(envelope)
    if len(refused) == len(envelope.recipients):
        return MailAnswer("done", list(refused.values())[-1], refused, "recipients")
    code = session.deliver(envelope.message)
    with suppress(OSError):
        session.putcmd("QUIT")
    return MailAnswer("done", code, refused)
