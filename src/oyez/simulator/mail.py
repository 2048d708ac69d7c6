"""A mail sink that speaks SMTP on loopback, keeps what it accepts and can misbehave."""

from __future__ import annotations

import asyncio
import base64
import binascii
import re
from collections.abc import Callable
from typing import cast

from oyez.simulator.faults import Fault
from oyez.simulator.world import Mail, World

LONGEST_LINE = 8 * 1024
LARGEST = 25 * 1024 * 1024
PATH = re.compile(r"(?:FROM|TO):\s*<([^>]*)>", re.IGNORECASE)
AT_MAIL = frozenset({"refuse"})
AT_RCPT = frozenset({"rate_limit"})
AT_DOT = frozenset(
    {"drop_before", "drop_after_accept", "late_accept", "hang", "slow"}
    | {"error_before", "error_after"}
)
HELLO = "250-simulator.example\r\n250-PIPELINING\r\n250-SIZE {size}\r\n250-8BITMIME\r\n{more}"
EXTENSIONS = "250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN LOGIN"


class MailSession(asyncio.Protocol):
    """One client of the sink."""

    def __init__(self, world: World, open_ones: set[MailSession]) -> None:
        self.world, self.open_ones = world, open_ones
        self.buffer = bytearray()
        self.in_data = self.busy = False
        self.expects: Callable[[str], None] | None = None
        self.sender: str | None = None
        self.recipients: list[str] = []
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asyncio's call."""
        self.transport = cast(asyncio.Transport, transport)
        self.open_ones.add(self)
        self.say("220 simulator.example ESMTP EXERCISE")

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Asyncio's call."""
        self.open_ones.discard(self)

    def data_received(self, data: bytes) -> None:
        """Asyncio's call."""
        self.buffer += data
        self.pump()

    def pump(self) -> None:
        """Work off what has arrived, in order."""
        while not self.busy and not self.transport.is_closing() and self.step():
            pass

    def step(self) -> bool:
        """Take one line, or the whole message; False when more must arrive first."""
        ending, most = (b"\r\n.\r\n", LARGEST) if self.in_data else (b"\r\n", LONGEST_LINE)
        end = self.buffer.find(ending)
        if end < 0 and self.in_data and self.buffer.startswith(b".\r\n"):
            end, ending = 0, b".\r\n"
        if end < 0:
            if len(self.buffer) > most:
                self.say("552 5.3.4 too large" if self.in_data else "500 5.5.2 line too long")
                self.transport.close()
            return False
        part = bytes(self.buffer[:end])
        del self.buffer[: end + len(ending)]
        if self.in_data:
            self.in_data = False
            self.message((b"\r\n" + part + b"\r\n").replace(b"\r\n..", b"\r\n.")[2:])
        elif self.expects:
            self.expects(part.decode("utf-8", "replace"))
        else:
            self.command(part.decode("utf-8", "replace"))
        return True

    def say(self, line: str) -> None:
        """One reply."""
        self.transport.write(line.encode() + b"\r\n")

    def command(self, line: str) -> None:
        """One command."""
        verb, _, rest = line.partition(" ")
        act = COMMANDS.get(verb.upper())
        if act is None:
            self.say("502 5.5.1 command not implemented")
        else:
            act(self, rest)

    def hello(self, _rest: str) -> None:
        """EHLO and HELO."""
        self.reset()
        self.say(HELLO.format(size=LARGEST, more=EXTENSIONS))

    def mail(self, rest: str) -> None:
        """MAIL FROM."""
        found = PATH.match(rest)
        if not found:
            self.say("501 5.5.4 syntax: MAIL FROM:<address>")
            return
        self.reset()
        self.world.count("mail", "publish")
        if self.struck(found[1], AT_MAIL):
            self.say("554 5.7.1 sender refused")
            return
        self.sender = found[1]
        self.say("250 2.1.0 ok")

    def rcpt(self, rest: str) -> None:
        """RCPT TO; names that begin with `unknown` do not exist."""
        found = PATH.match(rest)
        if self.sender is None or not found:
            self.say("503 5.5.1 MAIL first" if found else "501 5.5.4 syntax: RCPT TO:<address>")
        elif found[1].lower().startswith("unknown"):
            self.say(f"550 5.1.1 <{found[1]}> no such user")
        elif self.struck(self.sender, AT_RCPT):
            self.say(f"450 4.2.1 <{found[1]}> try again later")
        else:
            self.recipients.append(found[1])
            self.say("250 2.1.5 ok")

    def data(self, _rest: str) -> None:
        """DATA."""
        if not self.recipients:
            self.say("503 5.5.1 no valid recipients")
            return
        self.in_data = True
        self.say("354 end with a dot on a line of its own")

    def message(self, raw: bytes) -> None:
        """The message has arrived: accept it, or what the faults make of that."""
        mail = Mail(self.world.now(), self.sender or "", tuple(self.recipients), raw)
        fault = self.struck(mail.sender, AT_DOT)
        kind = fault.fault if fault else ""
        self.reset()
        if kind in ("", "slow", "drop_after_accept", "error_after"):
            self.world.store_mail(mail)
        if fault and kind == "late_accept":
            self.world.later(fault.seconds, lambda: self.world.store_mail(mail))
        if kind in ("drop_before", "drop_after_accept", "late_accept"):
            self.transport.close()
            return
        self.busy = True
        if kind != "hang":
            reply = "451 4.3.0 error" if kind.startswith("error") else "250 2.0.0 accepted"
            seconds = fault.seconds if fault and kind == "slow" else 0.0
            self.answer_after(self.world.latency + seconds, reply)

    def answer_after(self, seconds: float, reply: str) -> None:
        """The reply to the final dot, now or later."""
        if seconds > 0:
            asyncio.get_running_loop().call_later(seconds, self.resume, reply)
        else:
            self.resume(reply)

    def resume(self, reply: str) -> None:
        """Answer and go on reading."""
        if not self.transport.is_closing():
            self.busy = False
            self.say(reply)
            self.pump()

    def struck(self, sender: str, among: frozenset[str]) -> Fault | None:
        """The fault that strikes now; the account of a mail is its sender's address."""
        fault = self.world.faults.choose("mail", sender, "publish", among=among).trouble
        if fault:
            self.world.count("mail", f"fault:{fault.fault}")
        return fault

    def auth(self, rest: str) -> None:
        """AUTH PLAIN and AUTH LOGIN, with the first answer in the command or after it."""
        kind, _, first = rest.partition(" ")
        if kind.upper() == "PLAIN":
            self.ask("", lambda line: self.log_in(line.rpartition("\0")[2]), first)
        elif kind.upper() == "LOGIN":
            self.ask("VXNlcm5hbWU6", lambda _name: self.ask("UGFzc3dvcmQ6", self.log_in), first)
        else:
            self.say("504 5.5.4 unknown mechanism")

    def ask(self, question: str, then: Callable[[str], None], given: str = "") -> None:
        """Ask for a line in base64, unless it was given already."""

        def take(line: str) -> None:
            self.expects = None
            try:
                then(base64.b64decode(line, validate=True).decode())
            except (binascii.Error, ValueError):
                self.say("501 5.5.2 not base64")

        if given:
            take(given)
        else:
            self.expects = take
            self.say(f"334 {question}")

    def log_in(self, password: str) -> None:
        """Every password but `wrong` will do."""
        self.world.count("mail", "auth")
        fault = self.world.faults.choose("mail", "", "auth", among=frozenset({"expired_token"}))
        if fault.trouble or password in ("", "wrong"):
            self.say("535 5.7.8 authentication failed")
        else:
            self.say("235 2.7.0 welcome")

    def reset(self) -> None:
        """Forget the message being prepared."""
        self.sender, self.recipients = None, []

    def rset(self, _rest: str) -> None:
        """RSET."""
        self.reset()
        self.say("250 2.0.0 ok")

    def noop(self, _rest: str) -> None:
        """NOOP."""
        self.say("250 2.0.0 ok")

    def quit(self, _rest: str) -> None:
        """QUIT."""
        self.say("221 2.0.0 bye")
        self.transport.close()


COMMANDS: dict[str, Callable[[MailSession, str], None]] = {
    "EHLO": MailSession.hello,
    "HELO": MailSession.hello,
    "MAIL": MailSession.mail,
    "RCPT": MailSession.rcpt,
    "DATA": MailSession.data,
    "AUTH": MailSession.auth,
    "RSET": MailSession.rset,
    "NOOP": MailSession.noop,
    "QUIT": MailSession.quit,
}
