"""A notice's whole life on a Mastodon server by other people, with lost answers and faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lossy import Line, lossy
from office import ALT, Office, build, fresh, picture, work, work_for, work_until
from outside import ask, plain, statuses
from real_servers import Mastodon

from oyez.domain.delivery import Held
from oyez.govern.actions import change_channel, set_secrets

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("shared_database")]

TEXT = "The A38 is closed near Derby. Please drive around."


@pytest.fixture
def line(mastodon: Mastodon) -> Iterator[Line]:
    with lossy(mastodon.base_url) as made:
        yield made


@pytest.fixture
def office(mastodon: Mastodon, line: Line, shared_database: None) -> Office:
    return build("mastodon", {"token": mastodon.token}, account="authority", base_url=line.base_url)


@pytest.fixture(autouse=True)
def no_faults(mastodon: Mastodon) -> Iterator[None]:
    yield
    ask(mastodon.faults_url, method="DELETE")


def play(server: Mastodon, effect: dict[str, object], *, count: int = 1) -> None:
    """Let the next posts of a status meet a fault."""
    match = {"methods": ["POST"], "path": "/api/v1/statuses"}
    fault = {"match": match, "effect": effect, "count": count}
    assert ask(server.faults_url, method="POST", body=fault).status == 200


def test_a_notice_lives_and_dies(office: Office, mastodon: Mastodon) -> None:
    delivery = office.say(TEXT, pictures=(picture(),))
    row = work_until(delivery, Held.LIVE)
    (status,) = statuses(mastodon, row.notice.code)
    assert TEXT in plain(status["content"])
    assert status["visibility"] == "public"
    assert [one["description"] for one in status["media_attachments"]] == [ALT]
    receipt = row.receipts.get()
    assert (receipt.remote_id, receipt.url) == (status["id"], status["url"])

    office.correct(delivery, "The A38 is open again.")
    row = work_until(delivery, Held.LIVE, revision=2)
    (changed,) = statuses(mastodon, row.notice.code)
    assert changed["id"] == status["id"]
    assert changed["edited_at"]
    assert "The A38 is open again." in plain(changed["content"])
    assert row.receipts.get().revision == 2

    office.take_back(delivery)
    row = work_until(delivery, Held.GONE)
    assert statuses(mastodon, row.notice.code) == []
    assert ask(f"{mastodon.base_url}/api/v1/statuses/{status['id']}").status == 404
    receipt = row.receipts.get()
    assert receipt.gone_at is not None
    assert "404" in receipt.evidence


def test_a_lost_answer_makes_no_second_status(
    office: Office, line: Line, mastodon: Mastodon
) -> None:
    line.lose("POST", "/api/v1/statuses")
    row = work_until(office.say(TEXT), Held.LIVE)
    (status,) = statuses(mastodon, row.notice.code)
    assert row.receipts.get().remote_id == status["id"]
    assert line.count("POST", "/api/v1/statuses") == 1


def test_a_lost_request_is_sent_again_once(office: Office, line: Line, mastodon: Mastodon) -> None:
    line.lose("POST", "/api/v1/statuses", arrives=False)
    row = work_until(office.say(TEXT), Held.LIVE)
    (status,) = statuses(mastodon, row.notice.code)
    assert row.receipts.get().remote_id == status["id"]
    assert line.count("POST", "/api/v1/statuses") == 2


def test_a_lost_answer_to_a_correction(office: Office, line: Line, mastodon: Mastodon) -> None:
    delivery = office.say(TEXT)
    work_until(delivery, Held.LIVE)
    line.lose("PUT", "/api/v1/statuses/")
    office.correct(delivery, "The A38 is open again.")
    row = work_until(delivery, Held.LIVE, revision=2)
    (status,) = statuses(mastodon, row.notice.code)
    assert "open again" in plain(status["content"])


def test_taken_back_while_nobody_knows(office: Office, line: Line, mastodon: Mastodon) -> None:
    line.lose("POST", "/api/v1/statuses")
    line.lose("GET", "/api/v1/accounts/", times=2)
    delivery = office.say(TEXT)
    work_until(delivery, Held.UNKNOWN)
    assert len(statuses(mastodon, fresh(delivery).notice.code)) == 1
    line.lose("DELETE", "/api/v1/statuses/")
    office.take_back(delivery)
    row = work_until(delivery, Held.GONE)
    assert statuses(mastodon, row.notice.code) == []
    assert row.receipts.get().gone_at is not None


def test_taken_back_while_it_is_being_sent(office: Office, mastodon: Mastodon) -> None:
    play(mastodon, {"type": "latency", "delay_ms": 700})
    delivery = office.say(TEXT)
    held: list[str] = []

    def gone() -> bool:
        row = fresh(delivery)
        if row.held == Held.SENDING and not held:
            office.take_back(delivery)
            held.append(fresh(delivery).held)
        return row.held == Held.GONE and row.due_at is None

    work(gone)
    row = fresh(delivery)
    assert held == [Held.SENDING]
    receipt = row.receipts.get()
    assert ask(f"{mastodon.base_url}/api/v1/statuses/{receipt.remote_id}").status == 404
    assert statuses(mastodon, row.notice.code) == []


def test_a_lost_picture_is_sent_again(office: Office, line: Line, mastodon: Mastodon) -> None:
    line.lose("POST", "/api/v2/media")
    row = work_until(office.say(TEXT, pictures=(picture(),)), Held.LIVE)
    (status,) = statuses(mastodon, row.notice.code)
    assert [one["description"] for one in status["media_attachments"]] == [ALT]


@pytest.mark.parametrize(
    "effect",
    [
        {"type": "status", "status": 503},
        {"type": "malformed"},
        {"type": "status", "status": 429, "headers": {"Retry-After": "1"}},
        {"type": "latency", "delay_ms": 1500},
    ],
    ids=["503", "malformed", "429", "late"],
)
def test_a_fault_costs_time_only(
    office: Office, mastodon: Mastodon, effect: dict[str, object]
) -> None:
    change_channel(None, office.channel, timeout_ms=600, settle_ms=2000)
    play(mastodon, effect)
    row = work_until(office.say(TEXT), Held.LIVE)
    (status,) = statuses(mastodon, row.notice.code)
    assert row.receipts.get().remote_id == status["id"]


def test_a_text_the_server_refuses_is_given_back(office: Office, mastodon: Mastodon) -> None:
    change_channel(None, office.channel, text_limit=900)  # more than this server takes
    row = work_until(office.say("Closed. " * 70), Held.REFUSED)
    assert row.code == "http_422"
    assert row.due_at is None
    assert statuses(mastodon, row.notice.code) == []


def test_a_bad_token_loses_nothing(office: Office, mastodon: Mastodon) -> None:
    set_secrets(None, office.channel, {"token": "not-a-token"})
    delivery = office.say(TEXT)
    work_for(1)
    row = fresh(delivery)
    assert (row.held, row.failures > 0) == (Held.NOTHING, True)
    assert row.code in {"http_401", "no_refresh"}
    set_secrets(None, office.channel, {"token": mastodon.token})
    row = work_until(delivery, Held.LIVE)
    assert len(statuses(mastodon, row.notice.code)) == 1
