"""A notice by mail through a real relay: what arrives, is tried again, or needs a person."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.utils import timezone
from office import ALT, Office, build, fresh, picture, work_for, work_until
from real_servers import Sink, free_port, smtp_sink

from oyez.domain.delivery import Held, Task
from oyez.publish.actions import settle
from oyez.publish.models import Delivery, Telling

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("shared_database")]

TEXT = "The A38 is closed near Derby.\n\n.A line that begins with a dot.\nGrüße aus Nürnberg"
DESKS = ("desk@paper.example", "news@radio.example")


def office_at(relay: str) -> Office:
    secrets = {"relay": relay, "sender": "press@police.example"}
    return build("email", secrets, account="press", options={"recipients": ",".join(DESKS)})


def received(sink: Sink) -> list[EmailMessage]:
    """The mails the relay has taken, oldest first; it writes the envelope on top."""
    files = sorted(sink.messages.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return [read(path) for path in files]


def read(path: Path) -> EmailMessage:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def asked(delivery: Delivery) -> list[str]:
    """Who was told about the notice."""
    told = Telling.objects.filter(notice_id=delivery.notice_id)
    return [telling.person.name for telling in told.select_related("person")]


def test_a_mail_arrives_as_written() -> None:
    with smtp_sink() as sink:
        office = office_at(sink.relay)
        delivery = office.say(TEXT, pictures=(picture(),))
        row = work_until(delivery, Held.LIVE)
        (mail,) = received(sink)
        assert all(words in text_of(mail) for words in (*TEXT.splitlines(), ALT, row.notice.code))
        assert mail["Subject"] == "Road closed"
        assert mail["List-Id"] == "<press.police.example>"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["To"] == "undisclosed-recipients:;"
        written = [text for name, text in mail.items() if not name.startswith("X-Rcpt")]
        assert not any(desk in text for desk in DESKS for text in written)
        (attached,) = mail.iter_attachments()
        assert attached.get_content_type() == "image/jpeg"
        envelope = "".join(mail.get_all("X-Rcpt-Args", []))
        assert all(desk in envelope for desk in DESKS)
        receipt = row.receipts.get()
        assert receipt.parts == list(DESKS)
        assert receipt.remote_id == mail["Message-ID"]


def test_correction_and_withdrawal_follow_by_mail() -> None:
    with smtp_sink() as sink:
        office = office_at(sink.relay)
        delivery = office.say(TEXT)
        work_until(delivery, Held.LIVE)
        office.correct(delivery, "The A38 is open again.")
        work_until(delivery, Held.LIVE, revision=2)
        office.take_back(delivery)
        row = work_until(delivery, Held.NEEDS_PERSON)
        assert row.task == Task.BY_HAND
        mails = received(sink)
        first, second = mails[:2]
        assert second["In-Reply-To"] == first["Message-ID"]
        assert "The A38 is open again." in text_of(second)
        withdrawals = mails[2:]
        assert withdrawals
        assert all("WITHDRAWN" in mail["Subject"] for mail in withdrawals)
        assert all("The notice was wrong." in text_of(mail) for mail in withdrawals)
        assert asked(delivery) == ["Bob"]


@pytest.mark.parametrize("options", [("-r", "RCPT"), ("-q", "DATA")], ids=["450", "hang-up"])
def test_what_was_surely_not_taken_is_sent_again(options: tuple[str, str]) -> None:
    port = free_port()
    office = office_at(f"smtp://127.0.0.1:{port}")
    with smtp_sink(*options, at=port) as sink:
        delivery = office.say(TEXT)
        work_for(1.2)
        row = fresh(delivery)
        assert (row.held, row.attempt > 1) == (Held.NOTHING, True)
        assert row.code == ("smtp_450" if "-r" in options else row.code)
        assert received(sink) == []
    with smtp_sink(at=port) as sink:
        row = work_until(delivery, Held.LIVE)
        assert len(received(sink)) == 1
        assert row.receipts.get().parts == list(DESKS)
    assert asked(delivery) == []


def test_a_relay_that_is_away_is_tried_again() -> None:
    port = free_port()
    delivery = office_at(f"smtp://127.0.0.1:{port}").say(TEXT)
    work_for(0.6)
    assert fresh(delivery).held == Held.NOTHING
    with smtp_sink(at=port) as sink:
        work_until(delivery, Held.LIVE)
        assert len(received(sink)) == 1


@pytest.mark.parametrize("stands", [True, False])
def test_a_hang_up_after_the_last_dot_asks_a_person(*, stands: bool) -> None:
    port = free_port()
    office = office_at(f"smtp://127.0.0.1:{port}")
    with smtp_sink("-q", ".", at=port) as sink:
        delivery = office.say(TEXT)
        row = work_until(delivery, Held.NEEDS_PERSON)
        assert (row.task, row.attempt, row.due_at) == (Task.UNDECIDABLE, 1, None)
        assert len(received(sink)) <= 1
        assert asked(delivery) == ["Bob"]
    with smtp_sink(at=port) as sink:
        work_for(1)
        assert received(sink) == []  # nobody has answered: nothing is sent again
        settle(office.bob, fresh(delivery), stands=stands, at=timezone.now(), note="I asked them.")
        row = work_until(delivery, Held.LIVE)
        assert len(received(sink)) == (0 if stands else 1)
        assert row.receipts.get().seen_from == ("person" if stands else "api")


def test_a_text_refused_for_good_is_given_back() -> None:
    with smtp_sink("-f", ".") as sink:
        row = work_until(office_at(sink.relay).say(TEXT), Held.REFUSED)
        assert row.code == "smtp_500"
        assert row.attempt == 1
