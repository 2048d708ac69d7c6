"""Against Synapse: Oyez publishes, corrects, takes back, and makes nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from lossy import Line, lossy
from matrix_seen import room, standing
from office import ALT, Office, build, fresh, picture, work_for, work_until
from outside import ask
from real_servers import Matrix

from oyez.domain.delivery import Held
from oyez.govern.actions import set_secrets
from oyez.platforms.matrix_room import txn
from oyez.platforms.port import Delivery

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("shared_database")]

TEXT = "The A38 is closed near Derby. Please drive around."
SEND, REDACT = "/send/m.room.message/", "/redact/"


@pytest.fixture
def line(matrix: Matrix) -> Iterator[Line]:
    with lossy(matrix.base_url) as made:
        yield made


@pytest.fixture
def office(matrix: Matrix, line: Line, shared_database: None) -> Office:
    return build(
        "matrix",
        {"token": matrix.authority_token},
        account=matrix.authority,
        base_url=line.base_url,
        options={"room": matrix.room},
    )


def test_a_notice_lives_and_dies(office: Office, matrix: Matrix) -> None:
    delivery = office.say(TEXT, pictures=(picture(), picture("teal")))
    row = work_until(delivery, Held.LIVE)
    text, first, second = standing(matrix, row.notice.code)
    assert TEXT in text["content"]["body"]
    assert [one["content"]["body"] for one in (first, second)] == [ALT, ALT]
    receipt = row.receipts.get()
    assert receipt.remote_id == text["event_id"]
    assert receipt.parts == [one["event_id"] for one in (text, first, second)]
    assert receipt.url.startswith("https://matrix.to/#/!")

    office.correct(delivery, "The A38 is open again.")
    row = work_until(delivery, Held.LIVE, revision=2)
    number = quote(text["event_id"])
    shown = ask(room(matrix, f"event/{number}"), token=matrix.citizen_token).json
    newest = shown["unsigned"]["m.relations"]["m.replace"]
    assert "open again" in newest["content"]["m.new_content"]["body"]
    assert row.receipts.get().version == newest["event_id"]
    assert len(standing(matrix, row.notice.code)) == 6, "text, pictures and what replaces them"

    office.take_back(delivery)
    row = work_until(delivery, Held.GONE)
    assert standing(matrix, row.notice.code) == []
    for gone in (text["event_id"], newest["event_id"], first["event_id"]):
        read = ask(room(matrix, f"event/{quote(gone)}"), token=matrix.citizen_token)
        assert (read.status, read.json["content"]) == (200, {})
    receipt = row.receipts.get()
    assert receipt.gone_at is not None
    assert "redacted" in receipt.evidence


def test_lost_answers_make_no_second_message(office: Office, line: Line, matrix: Matrix) -> None:
    line.lose("PUT", SEND)
    row = work_until(office.say(TEXT), Held.LIVE)
    (message,) = standing(matrix, row.notice.code)
    assert row.receipts.get().remote_id == message["event_id"]


def test_a_lost_request_is_sent_again_once(office: Office, line: Line, matrix: Matrix) -> None:
    line.lose("PUT", SEND, arrives=False)
    row = work_until(office.say(TEXT), Held.LIVE)
    (message,) = standing(matrix, row.notice.code)
    assert row.receipts.get().remote_id == message["event_id"]
    assert line.count("PUT", SEND) == 2


def test_taken_back_while_nobody_knows(office: Office, line: Line, matrix: Matrix) -> None:
    line.lose("PUT", SEND)
    line.lose("GET", "/messages", times=2)
    delivery = office.say(TEXT)
    work_until(delivery, Held.UNKNOWN)
    assert len(standing(matrix, fresh(delivery).notice.code)) == 1
    line.lose("PUT", REDACT)
    office.take_back(delivery)
    row = work_until(delivery, Held.GONE)
    assert standing(matrix, row.notice.code) == []


def test_a_picture_that_got_lost_leaves_nothing_behind(
    office: Office, line: Line, matrix: Matrix
) -> None:
    delivery = office.say(TEXT, pictures=(picture(), picture("teal")))
    now = datetime.now(UTC)
    second = txn(Delivery("d", 1, f"{fresh(delivery).key}-1", now, now), "picture", 1)
    line.lose("PUT", second, arrives=False)
    row = work_until(delivery, Held.LIVE)
    found = standing(matrix, row.notice.code)
    assert len(found) == 2
    assert row.receipts.get().parts == [one["event_id"] for one in found]
    office.take_back(delivery)
    row = work_until(delivery, Held.GONE)
    assert standing(matrix, row.notice.code) == []


def test_a_bad_token_loses_nothing(office: Office, matrix: Matrix) -> None:
    set_secrets(None, office.channel, {"token": "not-a-token"})
    delivery = office.say(TEXT)
    work_for(1)
    row = fresh(delivery)
    assert (row.held, row.failures > 0) == (Held.NOTHING, True)
    assert row.code in {"M_UNKNOWN_TOKEN", "no_refresh"}
    set_secrets(None, office.channel, {"token": matrix.authority_token})
    row = work_until(delivery, Held.LIVE)
    assert len(standing(matrix, row.notice.code)) == 1
