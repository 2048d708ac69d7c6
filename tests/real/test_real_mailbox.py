"""A notice by mail, read back from the mailboxes of those it was for, by IMAP."""

from __future__ import annotations

import imaplib
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.utils import timezone
from office import ALT, Office, build, picture, work_until
from real_servers import Mailboxes, mailboxes

from oyez.domain.delivery import Held
from oyez.publish.actions import retract

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("shared_database")]

TEXT = "The A38 is closed near Derby.\n\n.A line that begins with a dot.\nGrüße aus Nürnberg 🚓"


@pytest.fixture(scope="module")
def boxes() -> Iterator[Mailboxes]:
    with mailboxes() as found:
        yield found


def office_at(boxes: Mailboxes, *names: str) -> Office:
    secrets = {"relay": boxes.relay, "sender": f"press@{boxes.domain}"}
    listed = ",".join(f"{name}@{boxes.domain}" for name in names)
    return build("email", secrets, account="press", options={"recipients": listed})


def read(boxes: Mailboxes, name: str, least: int) -> list[EmailMessage]:
    """The mails in a mailbox, the oldest first, once there are as many as expected."""
    until = time.monotonic() + 20
    while True:
        found = opened(boxes, name)
        if len(found) >= least or time.monotonic() > until:
            return found
        time.sleep(0.1)


def opened(boxes: Mailboxes, name: str) -> list[EmailMessage]:
    with imaplib.IMAP4("127.0.0.1", boxes.imap_port, timeout=10) as imap:
        imap.login(name, boxes.imap_password)
        imap.select("INBOX", readonly=True)
        _, numbers = imap.search(None, "ALL")
        mails = []
        for number in numbers[0].split():
            _, parts = imap.fetch(number, "(RFC822)")
            mail = message_from_bytes(parts[0][1], policy=policy.default)
            assert isinstance(mail, EmailMessage)
            mails.append(mail)
    return mails


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_everybody_finds_the_same_mail_once_in_the_own_mailbox(boxes: Mailboxes) -> None:
    office = office_at(boxes, "desk", "news")
    row = work_until(office.say(TEXT, pictures=(picture(),)), Held.LIVE)
    for name in ("desk", "news"):
        (mail,) = read(boxes, name, 1)
        text = text_of(mail)
        assert all(line in text for line in (*TEXT.splitlines(), ALT, row.notice.code))
        assert f"desk@{boxes.domain}" not in str(mail["To"]), "nobody learns who else got it"
        assert [part.get_content_type() for part in mail.iter_attachments()] == ["image/jpeg"]


def test_a_withdrawal_reaches_the_mailbox_and_hangs_on_the_first_mail(boxes: Mailboxes) -> None:
    office = office_at(boxes, "radio", "unknown-desk")
    delivery = office.say("The school is closed.")
    row = work_until(delivery, Held.LIVE)
    (first,) = read(boxes, "radio", 1)
    retract(office.bob, row.notice, "It is open.", at=timezone.now())
    work_until(delivery, Held.NEEDS_PERSON)
    mails = read(boxes, "radio", 2)
    assert len(mails) == 2
    assert "WITHDRAWN" in str(mails[1]["Subject"])
    assert mails[1]["In-Reply-To"] == first["Message-ID"]
    assert "It is open." in text_of(mails[1])
