from __future__ import annotations

import smtplib
import socket
import time
from email.message import EmailMessage

import pytest


def message(subject="Warnung für Lingen", text="Bitte Türen schließen.\n.. Ende\n"):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "pi@oyez.example", "list@a.example", subject
    mail["Message-ID"] = "<1@oyez.example>"
    mail.set_content(text)
    return mail


@pytest.fixture
def relay(sim):
    with smtplib.SMTP("127.0.0.1", sim.smtp_port, timeout=20) as link:
        yield link


def send(relay, *recipients):
    to = list(recipients) or ["a@a.example"]
    return relay.send_message(message(), "pi@oyez.example", to)


def test_a_mail_is_kept_and_shown(sim, relay):
    assert send(relay, "a@a.example", "b@a.example") == {}
    send(relay)
    state = sim.state()
    assert state["mails_total"] == 2
    mail = state["mails"][1]
    assert (mail["sender"], mail["recipients"]) == (
        "pi@oyez.example",
        ["a@a.example", "b@a.example"],
    )
    assert (mail["subject"], mail["message_id"]) == ("Warnung für Lingen", "<1@oyez.example>")
    assert mail["text"] == "Bitte Türen schließen.\n.. Ende\n"


def test_unknown_recipients_are_refused_and_others_not(sim, relay):
    refused = send(relay, "a@a.example", "unknown.person@a.example")
    assert {name: code for name, (code, _) in refused.items()} == {"unknown.person@a.example": 550}
    assert sim.state()["mails"][0]["recipients"] == ["a@a.example"]


def test_logging_in(sim, relay):
    relay.ehlo()
    assert relay.has_extn("pipelining")
    assert relay.login("pi", "anything")[0] == 235
    with smtplib.SMTP("127.0.0.1", sim.smtp_port) as other:
        other.ehlo()
        other.user, other.password = "pi", "wrong"
        with pytest.raises(smtplib.SMTPAuthenticationError):
            other.login("pi", "wrong")
        other.password = "right"
        assert other.auth("LOGIN", other.auth_login, initial_response_ok=False)[0] == 235


def test_commands_out_of_order(sim, relay):
    relay.ehlo()
    assert relay.docmd("RCPT TO:<a@a.example>")[0] == 503
    assert relay.docmd("DATA")[0] == 503
    assert relay.docmd("MAIL nonsense")[0] == 501
    assert relay.docmd("VRFY a")[0] == 502
    assert relay.noop()[0] == 250
    assert relay.rset()[0] == 250
    assert relay.docmd("AUTH", "GSSAPI")[0] == 504
    assert relay.docmd("AUTH", "PLAIN !!!")[0] == 501


def test_pipelining(sim):
    with socket.create_connection(("127.0.0.1", sim.smtp_port), timeout=20) as link:
        link.sendall(
            b"EHLO a\r\nMAIL FROM:<pi@o.example>\r\nRCPT TO:<a@a.example>\r\nDATA\r\n"
            b"Subject: one\r\n\r\ntext\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<b@a.example>\r\n"
            b"DATA\r\n.\r\nQUIT\r\n"
        )
        answer = b""
        while part := link.recv(4096):
            answer += part
    assert answer.count(b"250 2.0.0 accepted") == 2
    assert answer.endswith(b"221 2.0.0 bye\r\n")
    assert [one["subject"] for one in sim.state()["mails"]] == ["", "one"]


@pytest.mark.parametrize(
    ("fault", "error", "kept"),
    [
        ("refuse", smtplib.SMTPSenderRefused, 0),
        ("rate_limit", smtplib.SMTPRecipientsRefused, 0),
        ("error_before", smtplib.SMTPDataError, 0),
        ("error_after", smtplib.SMTPDataError, 1),
        ("drop_before", smtplib.SMTPServerDisconnected, 0),
        ("drop_after_accept", smtplib.SMTPServerDisconnected, 1),
    ],
)
def test_faults(sim, fault, error, kept):
    sim.fault("mail", "publish", fault, account="pi@oyez.example")
    link = smtplib.SMTP("127.0.0.1", sim.smtp_port, timeout=20)
    with pytest.raises(error) as caught:
        send(link)
    link.close()
    if fault == "rate_limit":
        assert caught.value.recipients["a@a.example"][0] == 450
    assert sim.state()["mails_total"] == kept
    assert sim.calls()["mail"][f"fault:{fault}"] == 1


def test_late_acceptance(sim):
    sim.fault("mail", "publish", "late_accept", seconds=0.2)
    link = smtplib.SMTP("127.0.0.1", sim.smtp_port, timeout=20)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(link)
    link.close()
    assert sim.state()["mails_total"] == 0
    end = time.monotonic() + 10
    while sim.state()["mails_total"] == 0:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_slow_and_hanging(sim, relay):
    sim.fault("mail", "publish", "slow", seconds=0.2, times=1)
    begin = time.monotonic()
    send(relay)
    assert time.monotonic() - begin >= 0.2
    sim.fault("mail", "publish", "hang", times=1)
    link = smtplib.SMTP("127.0.0.1", sim.smtp_port, timeout=1.5)
    with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
        send(link)
    link.close()
    assert sim.state()["mails_total"] == 1


def test_doubled_dots_are_undone_on_every_line(sim, relay):
    relay.sendmail("pi@oyez.example", ["a@a.example"], b".X: 1\r\n\r\n.one\r\n..two\r\n")
    assert sim.state()["mails"][0]["text"].endswith(".one\n..two\n")
