"""How far a mail came, told honestly, against relays that misbehave."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pytest

from oyez.platforms.door import Door
from oyez.platforms.guard import TimedSocket
from oyez.platforms.port import Envelope, MailAnswer
from oyez.platforms.smtp import Reply, Session

from .servers import certificate, tiny

MAIL = Envelope("press@police.example", ("a@paper.example", "b@radio.example"),
                b"Subject: x\r\n\r\nhello\r\n.hidden dot\r\nend\r\n")  # fmt: skip


@dataclass
class Script:
    """A relay that follows a table of replies; None hangs up, `silent` waits."""

    replies: dict[str, str | None]
    tls: ssl.SSLContext | None = None
    heard: list[str] = field(default_factory=list)
    data: bytes = b""

    def __call__(self, sock: socket.socket, _: int) -> None:
        sock.sendall(b"220 tiny\r\n")
        self.converse(sock)

    def converse(self, sock: socket.socket) -> None:
        say, reader = sock.sendall, sock.makefile("rb")
        while line := reader.readline():
            self.heard.append(line.decode().strip())
            verb = line.decode().strip().upper().split(":")[0]
            if verb == "STARTTLS" and self.tls:
                say(b"220 go\r\n")
                with self.tls.wrap_socket(sock, server_side=True) as secured:
                    self.converse(secured)
                return
            if not self.reply(say, verb):
                sock.close()
                return
            if verb == "DATA" and not self.replies.get("DATA"):
                self.data = self.message(reader)
                if not self.reply(say, "."):
                    sock.close()
                    return

    def reply(self, say: Callable[[bytes], None], verb: str) -> bool:
        usual = {"DATA": "354 go", "EHLO POLICE.EXAMPLE": "250 tiny"}.get(verb, "250 ok")
        text = self.replies.get(verb, usual)
        if text == "silent":
            time.sleep(1)
        if text is None or text == "silent":
            return False
        say(text.encode() + b"\r\n")
        return True

    def message(self, reader: BinaryIO) -> bytes:
        lines: list[bytes] = []
        for line in reader:
            if line == b".\r\n":
                break
            lines.append(line)
        return b"".join(lines)


@pytest.fixture
def door() -> Iterator[Door]:
    door = Door(allowed_networks=("127.0.0.0/8",))
    yield door
    door.close()


def speak(door: Door, script: Script, **more: str) -> MailAnswer:
    with tiny(script) as server:
        return door.mail(f"smtp://127.0.0.1:{server.port}", MAIL, timeout=1.5, **more)


def test_an_accepted_mail_arrives_byte_for_byte(door: Door) -> None:
    script = Script({})
    assert speak(door, script) == MailAnswer("done", 250)
    assert script.data == MAIL.message.replace(b"\n.hidden", b"\n..hidden")
    assert script.heard[0] == "ehlo police.example"
    assert [line for line in script.heard if line.lower().startswith("rcpt")] == [
        "rcpt TO:<a@paper.example>",
        "rcpt TO:<b@radio.example>",
    ]


@pytest.mark.parametrize(
    ("replies", "phase", "code"),
    [
        ({"EHLO POLICE.EXAMPLE": None}, "connected", None),
        ({"MAIL FROM": None}, "connected", None),
        ({"DATA": "silent"}, "connected", None),
        ({"DATA": "452 full"}, "done", 452),
        ({".": None}, "body_sent", None),
        ({".": "silent"}, "body_sent", None),
        ({".": "451 later"}, "done", 451),
        ({".": "554 spam"}, "done", 554),
        ({"MAIL FROM": "550 no"}, "done", 550),
        ({"RCPT TO": "450 later"}, "done", 450),
    ],
)
def test_the_phase_of_a_mail(
    door: Door, replies: dict[str, str | None], phase: str, code: int | None
) -> None:
    answer = speak(door, Script(replies))
    assert (answer.phase, answer.code) == (phase, code)


def test_a_relay_hanging_up_among_recipients_took_none_of_the_rest(door: Door) -> None:
    answer = speak(door, Script({"RCPT TO": "421 closing"}))
    assert answer.refused == {"a@paper.example": 421, "b@radio.example": 421}


def test_a_recipient_that_is_no_address_harms_nobody_else(door: Door) -> None:
    script = Script({})
    odd = Envelope(MAIL.sender, ("a@x.example\r\nDATA", "c@d.example", "ü@e.example"), MAIL.message)
    with tiny(script) as server:
        answer = door.mail(f"smtp://127.0.0.1:{server.port}", odd, timeout=5)
    assert answer == MailAnswer("done", 250, dict.fromkeys((odd.recipients[0], odd.recipients[2]),
                                                           553))  # fmt: skip


def test_without_recipients_it_only_logs_in(door: Door) -> None:
    script = Script({})
    with tiny(script) as server:
        relay = f"smtp://127.0.0.1:{server.port}"
        answer = door.mail(relay, Envelope("a@b.example", (), b""), timeout=5)
    assert answer.code == 250
    assert script.heard[-1].lower() == "noop"


def test_nobody_listening_is_nothing(door: Door) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    answer = door.mail(f"smtp://127.0.0.1:{port}", MAIL, timeout=1)
    assert (answer.phase, answer.error) == ("nothing", "connect")
    assert door.mail("http://127.0.0.1", MAIL, timeout=1).phase == "nothing"


def test_an_account_at_a_relay_without_login_is_told_apart(door: Door) -> None:
    answer = speak(door, Script({}), user="press", password="secret")
    assert (answer.phase, answer.error) == ("connected", "no_auth")


def test_starttls_is_used_when_offered_and_verified(
    tmp_path: Path, open_door: Callable[..., Door]
) -> None:
    trusted, context = certificate(tmp_path)
    offers: dict[str, str | None] = {"EHLO POLICE.EXAMPLE": "250-tiny\r\n250 STARTTLS"}
    script = Script(offers, context)
    door = open_door(allowed_networks=("127.0.0.0/8",), ca_file=trusted)
    assert speak(door, script).code == 250
    assert [line.lower() for line in script.heard[:3]] == [
        "ehlo police.example",
        "starttls",
        "ehlo police.example",
    ]
    stranger = speak(open_door(allowed_networks=("127.0.0.0/8",)), Script(offers, context))
    assert (stranger.phase, stranger.error) == ("connected", "tls")


class Distant(TimedSocket):
    """A socket that says its other end is far away."""

    def getpeername(self) -> tuple[str, int]:
        return ("93.184.215.14", 25)


def test_a_distant_relay_without_encryption_gets_no_mail(door: Door) -> None:
    ours, theirs = socket.socketpair()
    with theirs, Distant(fileno=ours.detach()) as line:
        session = Session(line, "police.example", 1)
        with pytest.raises(Reply) as refusal:
            session.upgrade(door.tls, "relay.example")
        session.close()
    assert (refusal.value.code, refusal.value.error) == (0, "no_tls")


def test_implicit_tls(tmp_path: Path, open_door: Callable[..., Door]) -> None:
    trusted, context = certificate(tmp_path)
    with tiny(Script({}), context) as server:
        relay = f"smtps://127.0.0.1:{server.port}"
        door = open_door(allowed_networks=("127.0.0.0/8",), ca_file=trusted)
        assert door.mail(relay, MAIL, timeout=5).code == 250
        stranger = open_door(allowed_networks=("127.0.0.0/8",))
        assert stranger.mail(relay, MAIL, timeout=1).phase == "nothing"
