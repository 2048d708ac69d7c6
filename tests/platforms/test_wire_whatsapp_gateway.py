"""A self-hosted gateway on the wire: what is sent once, what is never believed, who is asked."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import (
    Answer,
    Channel,
    Delivery,
    Done,
    Failed,
    Media,
    NeedsPerson,
    Receipt,
    Variant,
)
from oyez.platforms.registry import PROFILES
from oyez.platforms.whatsapp_gateway import NOT_REMOVED, REMOVED, STANDS, WhatsAppGateway

from .canned import Canned, lost, said
from .conftest import Bench

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
CHAT = "120363@newsletter"
V = Variant("ab" * 32, "The A38 is closed. https://portal.example/p/x", "en")
D = Delivery("7-1", 1, "7-1", NOW, NOW)
WORKING = said(200, {"name": "press", "status": "WORKING", "me": {"id": "49@c.us"}})
SENT = said(201, {"id": f"true_{CHAT}_3EB0A", "fromMe": True, "ack": 1})

gateway_bench = pytest.mark.parametrize("bench", ["whatsapp_gateway"], indirect=True)


def gateway(*answers: Answer) -> tuple[WhatsAppGateway, Canned]:
    door = Canned(list(answers))
    channel = Channel("120363", "http://gw.example:3000", {"token": "k-1"}, {"session": "press"})
    return WhatsAppGateway(channel, door), door


def refused(status: str) -> Answer:
    return said(422, {"error": "…", "session": "press", "status": status, "expected": ["WORKING"]})


def test_the_link_is_looked_at_and_then_one_request_publishes() -> None:
    adapter, door = gateway(WORKING, SENT)
    assert adapter.publish(V, D) == Done(Receipt(f"true_{CHAT}_3EB0A", None, NOW))
    state, sent = door.asked
    assert (state.method, state.url) == ("GET", "http://gw.example:3000/api/sessions/press")
    assert (sent.method, sent.url) == ("POST", "http://gw.example:3000/api/sendText")
    assert sent.headers == {"X-Api-Key": "k-1"}
    assert sent.json == {"session": "press", "chatId": CHAT, "text": V.text}


def test_a_picture_travels_inside_the_request(picture: Media) -> None:
    adapter, door = gateway(WORKING, SENT)
    assert isinstance(adapter.publish(replace(V, media=(picture,)), D), Done)
    body = door.asked[1].json
    assert door.asked[1].url.endswith("/api/sendImage")
    assert isinstance(body, dict)
    assert body["caption"] == V.text
    assert base64.b64decode(body["file"]["data"]) == Path(picture.path).read_bytes()
    assert body["file"]["mimetype"] == picture.mime


def test_what_cannot_go_out_asks_nothing(picture: Media) -> None:
    adapter, door = gateway()
    two = replace(V, media=(picture, picture))
    lost_one = replace(V, media=(replace(picture, path="/nowhere.png"),))
    assert adapter.publish(two, D) == Failed(F.INVALID, "too_many_pictures")
    assert adapter.publish(lost_one, D) == Failed(F.INVALID, "picture_unreadable")
    assert adapter.publish(replace(V, text="x" * 1025), D) == Failed(F.INVALID, "too_long")
    assert door.asked == []


@pytest.mark.parametrize(
    ("status", "cls"),
    [
        ("SCAN_QR_CODE", F.SUSPENDED),
        ("FAILED", F.SUSPENDED),
        ("STARTING", F.TRANSIENT),
        ("STOPPED", F.TRANSIENT),
        ("<b>", F.SUSPENDED),
    ],
)
def test_a_number_that_is_not_linked_is_said_before_anything_is_sent(status: str, cls: F) -> None:
    code = "session_unknown" if status == "<b>" else f"session_{status.lower()}"
    adapter, door = gateway(said(200, {"name": "press", "status": status}))
    assert adapter.publish(V, D) == Failed(cls, code)
    assert len(door.asked) == 1
    at_the_send, _ = gateway(WORKING, refused(status))
    assert at_the_send.publish(V, D) == Failed(cls, code)


@pytest.mark.parametrize(
    ("answer", "cls"),
    [
        (lost(), F.AMBIGUOUS),
        (lost("connected"), F.TRANSIENT),
        (said(500, {"statusCode": 500, "exception": {"message": "error 463"}}), F.AMBIGUOUS),
        (said(201, {"status": "PENDING"}), F.AMBIGUOUS),
        (said(201, [1]), F.AMBIGUOUS),
        (said(401, {"message": "Unauthorized"}), F.AUTH),
        (said(404, {"message": "Session not found"}), F.NOT_FOUND),
        (said(422, {"message": ["text must be a string"]}), F.INVALID),
        (said(429, {}), F.RATE_LIMITED),
    ],
)
def test_answers_to_a_send(answer: Answer, cls: F) -> None:
    adapter, _ = gateway(WORKING, answer)
    outcome = adapter.publish(V, D)
    assert isinstance(outcome, Failed)
    assert outcome.cls is cls


@pytest.mark.parametrize(
    "answer",
    [
        {"id": f"true_{CHAT}_3EB0A"},
        {"id": {"fromMe": True, "remote": CHAT, "_serialized": f"true_{CHAT}_3EB0A"}},
        {"key": {"remoteJid": CHAT, "fromMe": True, "id": "3EB0A"}, "status": "PENDING"},
    ],
)
def test_every_engine_names_the_message_in_its_own_way(answer: dict[str, Any]) -> None:
    adapter, _ = gateway(WORKING, said(201, answer))
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    assert done.receipt.remote_id == f"true_{CHAT}_3EB0A"


GONE = said(404, {"message": "Message not found"})


@pytest.mark.parametrize(
    ("deleted", "seen", "said_of_it"),
    [
        (said(200, {"status": "PENDING"}), GONE, REMOVED),
        (GONE, GONE, REMOVED),
        (said(200, {"status": "PENDING"}), SENT, STANDS),
        (said(500, {"exception": {}}), SENT, STANDS),
        (said(500, {"exception": {}}), GONE, NOT_REMOVED),
        (said(200, {"status": "PENDING"}), lost(), NOT_REMOVED),
        (lost(), lost(), NOT_REMOVED),
    ],
)
def test_a_removal_is_asked_for_looked_at_and_handed_over(
    deleted: Answer, seen: Answer, said_of_it: str
) -> None:
    adapter, door = gateway(deleted, seen)
    receipt = Receipt(f"true_{CHAT}_3EB0A", None, NOW)
    assert adapter.retract(receipt, V, D) == NeedsPerson(said_of_it)
    path = "/api/press/chats/120363%40newsletter/messages/true_120363%40newsletter_3EB0A"
    assert [(one.method, one.url) for one in door.asked] == [
        ("DELETE", f"http://gw.example:3000{path}"),
        ("GET", f"http://gw.example:3000{path}"),
    ]


@pytest.mark.parametrize(
    ("role", "missing"), [("OWNER", set()), ("ADMIN", set()), ("SUBSCRIBER", {"administrator"})]
)
def test_the_probe_asks_whether_the_number_administers_the_channel(
    role: str, missing: set[str]
) -> None:
    adapter, door = gateway(WORKING, said(200, {"id": CHAT, "role": role}))
    health = adapter.probe()
    assert (health.missing, health.failure) == (missing, None)
    assert door.asked[1].url == "http://gw.example:3000/api/press/channels/120363%40newsletter"


def test_the_probe_tells_a_lost_link_and_a_channel_that_is_not_ours() -> None:
    adapter, _ = gateway(said(200, {"name": "press", "status": "SCAN_QR_CODE"}))
    assert adapter.probe().failure == Failed(F.SUSPENDED, "session_scan_qr_code")
    adapter, _ = gateway(WORKING, said(404, {}))
    assert adapter.probe().failure == Failed(F.NOT_FOUND, "http_404")


@gateway_bench
def test_a_post_is_seen_by_strangers_until_it_is_removed(bench: Bench) -> None:
    v = bench.variant()
    receipt = bench.publish(v)
    (post,) = bench.live()
    page = bench.transport.send("GET", post["url"])
    assert page.status == 200
    assert v.text.split()[0].encode() in page.body
    assert bench.adapter.retract(receipt, v, bench.delivery()) == NeedsPerson(REMOVED)
    assert bench.transport.send("GET", post["url"]).status == 404
    assert bench.live() == []


@gateway_bench
def test_a_removal_that_only_says_so_is_seen_through(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    bench.fault("retract", "delete_ignored", times=1)
    outcome = bench.adapter.retract(receipt, V, bench.delivery())
    assert outcome == NeedsPerson(STANDS)
    assert len(bench.live()) == 1


@gateway_bench
def test_a_banned_number_is_known_from_every_call(bench: Bench) -> None:
    bench.fault("*", "suspended")
    assert bench.attempt(bench.variant()) == Failed(F.SUSPENDED, "session_scan_qr_code")
    assert bench.adapter.probe().failure == Failed(F.SUSPENDED, "session_scan_qr_code")
    assert bench.live() == []


def test_only_this_platform_needs_an_accepted_risk() -> None:
    assert [name for name, one in PROFILES.items() if one.needs_risk] == ["whatsapp_gateway"]
