"""What Meta's webhook tells of WhatsApp, and what is done about what people write."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.heard import Heard, InboxItem, Moderation
from oyez.platforms.port import Channel, Done, Failed, Receipt
from oyez.platforms.whatsapp import WhatsApp
from oyez.simulator.graph import webhook
from oyez.simulator.reports import whatsapp_event, whatsapp_status
from oyez.simulator.whatsapp import phone_of

from .canned import Canned, said
from .conftest import Bench
from .schema import Description

A, SECRET, PHONE, AT = "4915112345678", "shared-with-meta", "106", 1_795_230_000
NOW = datetime.fromtimestamp(AT, UTC)
TEXT = {"from": A, "id": "wamid.q", "timestamp": str(AT), "type": "text", "text": {"body": "When?"}}
BLOCK = "/{Version}/{Phone-Number-ID}/block_users"

whatsapp = pytest.mark.parametrize("bench", ["whatsapp"], indirect=True)
meta = Description("whatsapp-cloud-v23.0.json")


def cloud(*answers: Any) -> tuple[WhatsApp, Canned]:
    door = Canned(list(answers))
    options = {"phone_number_id": PHONE}
    secrets = {"token": "t-1", "app_secret": SECRET, "verify_token": "v-1"}
    return WhatsApp(Channel("press", "https://graph.example", secrets, options), door), door


def read(headers: dict[str, str], body: bytes) -> list[InboxItem]:
    found = cloud()[0].read_webhook(headers, body)
    assert isinstance(found, list), found
    return found


@pytest.mark.parametrize("status", ["sent", "delivered", "read"])
def test_a_report_names_the_delivery(status: str) -> None:
    told = whatsapp_status("wamid.1", f"7-1:{A}", A, status, at=AT)
    assert list(meta.wrong(told, meta.named("Statuses"))) == []
    (item,) = read(*whatsapp_event(SECRET, PHONE, statuses=[told]))
    assert item == InboxItem(f"wamid.1:{status}", Heard.REPORT, A, status, NOW, "7-1")


def test_a_failure_is_told_with_its_code_and_without_our_token_by_the_messages_id() -> None:
    told = whatsapp_status("wamid.1", "", A, "failed", at=AT, code=131026)
    (item,) = read(*whatsapp_event(SECRET, PHONE, statuses=[told]))
    assert (item.text, item.about) == ("failed 131026", "wamid.1")


@pytest.mark.parametrize(
    ("more", "kind", "text", "about"),
    [
        ({}, Heard.MESSAGE, "When?", None),
        ({"context": {"from": "1", "id": "wamid.1"}}, Heard.MESSAGE, "When?", "wamid.1"),
        ({"type": "button", "text": None, "button": {"payload": "p", "text": "Stop"}},
         Heard.MESSAGE, "Stop", None),
        ({"type": "reaction", "text": None, "reaction": {"message_id": "wamid.1", "emoji": "👍"}},
         Heard.REACTION, "👍", "wamid.1"),
        ({"type": "image", "text": None}, Heard.UNKNOWN, "image", None),
    ],
)  # fmt: skip
def test_what_people_send(more: dict[str, Any], kind: Heard, text: str, about: str | None) -> None:
    headers, body = whatsapp_event(SECRET, PHONE, messages=[TEXT | more])
    found = read(headers, body)
    assert found == [InboxItem("wamid.q", kind, A, text, NOW, about)]
    assert read(headers, body) == found


def test_what_cannot_be_read_is_kept_beside_what_can() -> None:
    strange: list[Any] = [
        {"from": A},
        {**TEXT, "timestamp": "soon"},
        TEXT,
        {**TEXT, "timestamp": "-1"},
    ]
    headers, body = whatsapp_event(SECRET, PHONE, messages=strange, statuses=[{"id": "wamid.1"}])
    kinds = [one.kind for one in read(headers, body)]
    assert kinds == [Heard.UNKNOWN] * 3 + [Heard.MESSAGE, Heard.UNKNOWN]
    assert len({one.id for one in read(headers, body)}) == 5


def test_other_numbers_are_none_of_ours_and_other_fields_unknown() -> None:
    assert read(*whatsapp_event(SECRET, "999", messages=[TEXT])) == []
    changes = [
        {"field": "account_alerts", "value": {"alert": "x"}},
        {"field": "m", "value": {"messages": 7}},
    ]
    found = read(*webhook(SECRET, {"entry": [{"changes": changes}]}))
    assert [one.kind for one in found] == [Heard.UNKNOWN] * 2


@pytest.mark.parametrize("given", [None, "", "sha256=" + "00" * 32, "sha1=ä"])
def test_an_unsigned_call_is_not_read(given: str | None) -> None:
    _, body = whatsapp_event(SECRET, PHONE, messages=[TEXT])
    headers = {} if given is None else {"x-hub-signature-256": given}
    assert cloud()[0].read_webhook(headers, body) == Failed(F.PERMISSION, "bad_signature")


def test_a_signed_mess_is_unreadable() -> None:
    headers, body = webhook(SECRET, ["no", "event"])
    assert cloud()[0].read_webhook(headers, body) == Failed(F.INVALID, "unreadable")
    assert cloud()[0].read_webhook(headers, body[:-1]) == Failed(F.PERMISSION, "bad_signature")


def question(**more: Any) -> InboxItem:
    return InboxItem(
        **{"id": "wamid.q", "kind": Heard.MESSAGE, "author": A, "text": "When?", "at": NOW, **more}
    )


def test_an_answer_quotes_the_question() -> None:
    adapter, door = cloud(said(200, {"messages": [{"id": "wamid.9"}]}))
    done = adapter.moderate(question(), Moderation.REPLY, "Today.", NOW + timedelta(hours=23))
    assert isinstance(done, Done)
    assert done.receipt.remote_id == "wamid.9"
    assert door.asked[0].url.startswith("https://graph.example/v23.0/106/messages?appsecret_proof=")
    sent = door.asked[0].json
    assert list(meta.wrong(sent, meta.request("/{Version}/{Phone-Number-ID}/messages"))) == []
    assert sent == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": A,
        "type": "text",
        "context": {"message_id": "wamid.q"},
        "text": {"body": "Today.", "preview_url": True},
    }


@pytest.mark.parametrize(
    ("action", "text", "hours", "code"),
    [
        (Moderation.REPLY, "Today.", 24, "window_closed"),
        (Moderation.REPLY, "x" * 4097, 1, "too_long"),
        (Moderation.HIDE, "", 1, "unsupported"),
        (Moderation.DELETE, "", 1, "unsupported"),
    ],
)
def test_what_cannot_be_done_is_said_before(
    action: Moderation, text: str, hours: int, code: str
) -> None:
    adapter, door = cloud()
    outcome = adapter.moderate(question(), action, text, NOW + timedelta(hours=hours))
    assert outcome == Failed(F.INVALID, code)
    assert door.asked == []


def test_a_block_is_believed_when_it_names_somebody() -> None:
    adapter, door = cloud(said(200, {"block_users": {"added_users": [{"wa_id": A}]}}))
    assert isinstance(adapter.moderate(question(), Moderation.BLOCK, "", NOW), Done)
    sent = door.asked[0].json
    assert sent == {"messaging_product": "whatsapp", "block_users": [{"user": A}]}
    assert list(meta.wrong(sent, meta.request(BLOCK))) == []
    adapter, _ = cloud(said(200, {"block_users": {"failed_users": [{"input": A}]}}))
    outcome = adapter.moderate(question(), Moderation.BLOCK, "", NOW)
    assert outcome == Failed(F.INVALID, "not_blocked")
    adapter, _ = cloud(said(400, {"error": {"code": 131021}}))
    outcome = adapter.moderate(question(), Moderation.BLOCK, "", NOW)
    assert outcome == Failed(F.INVALID, "131021")


@whatsapp
def test_whoever_wrote_can_be_answered_for_a_day(bench: Bench) -> None:
    bench.publish(bench.variant())
    at = datetime.now(UTC)
    early = bench.adapter.moderate(question(at=at), Moderation.REPLY, "Today.", at)
    assert early == Failed(F.INVALID, "131047", None, early.support_id)  # type: ignore[union-attr]
    wrote = bench.sim.reply("whatsapp", bench.live()[0]["id"], "Ada", "When?")
    outcome = bench.adapter.moderate(question(at=at, id=wrote["id"]), Moderation.REPLY, "Now.", at)
    assert isinstance(outcome, Done)
    answer = bench.live()[-1]
    assert (answer["text"], answer["reply_to"]) == ("Now.", wrote["id"])
    blocked = bench.adapter.moderate(question(at=at), Moderation.BLOCK, "", at)
    assert isinstance(blocked, Done)
    url = f"{bench.channel.base_url}/v23.0/{phone_of(bench.account)}/block_users"
    assert bench.transport.sent[-1][1].startswith(url)


@whatsapp
def test_the_played_block_answers_as_described(bench: Bench) -> None:
    bench.adapter.moderate(question(), Moderation.BLOCK, "", NOW)
    _, url, headers, body = bench.transport.sent[-1]
    answer = bench.transport.door.send("POST", url, headers=headers, json=body)
    assert list(meta.wrong(json.loads(answer.body), meta.answer(BLOCK))) == []


def test_without_the_apps_secret_no_webhook_is_read() -> None:
    adapter, _ = cloud()
    bare = WhatsApp(replace(adapter.channel, secrets={"token": "t"}), Canned([]))
    headers, body = whatsapp_event("", PHONE, messages=[TEXT])
    assert bare.read_webhook(headers, body) == Failed(F.PERMISSION, "no_app_secret")


def test_the_handshake_and_the_proof_by_report() -> None:
    adapter, _ = cloud()
    asked = {"hub.mode": "subscribe", "hub.verify_token": "v-1", "hub.challenge": "42"}
    assert adapter.handshake(asked) == "42"
    assert adapter.handshake({**asked, "hub.verify_token": "other"}) is None
    told = whatsapp_status("wamid.1", f"7-1:{A}", A, "delivered", at=AT)
    (item,) = read(*whatsapp_event(SECRET, PHONE, statuses=[told]))
    assert adapter.reported(item) == Receipt("wamid.1", None, NOW, parts=(f"{A}:wamid.1",))
