"""Short messages on the wire: one request, who was refused, withdrawals, and signed reports."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.heard import Heard
from oyez.platforms.port import Channel, Delivery, Done, Failed, NeedsPerson, Receipt, Variant
from oyez.platforms.sms import Sms
from oyez.simulator.reports import signature, sms_report

from .canned import Canned, lost, said
from .conftest import Bench

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
A, B = "+4915112345678", "+4915187654321"
SECRET = "shared-with-the-gateway"

sms = pytest.mark.parametrize("bench", ["sms"], indirect=True)
V = Variant("ab" * 32, "The A38 is closed. https://portal.example/p/x", "en")
D = Delivery("7-1", 1, "7-1", NOW, NOW)


def gateway(*answers: Any, **options: str) -> tuple[Sms, Canned]:
    door = Canned(list(answers))
    given = {"recipients": f"{A}, {B}", "sender": "Polizei", **options}
    secrets = {"token": "t-1", "webhook_secret": SECRET}
    return Sms(Channel("press", "https://gw.example/v1", secrets, given), door), door


@sms
def test_one_request_carries_everybody(bench: Bench) -> None:
    v, d = bench.variant(), bench.delivery()
    done = bench.adapter.publish(v, d)
    assert isinstance(done, Done)
    ((method, url, headers, body),) = bench.transport.sent
    assert (method, url) == ("POST", bench.channel.base_url)
    assert headers["Authorization"] == f"Bearer sim-{bench.account}"
    assert body == {"text": v.text, "to": [A, B], "from": "Polizei", "reference": d.key}
    assert done.receipt.parts == (A, B)
    assert done.receipt.version is None
    assert done.receipt.remote_id == bench.live()[0]["id"]


def test_a_gateway_with_other_names() -> None:
    adapter, door = gateway(
        said(202, {"messages": [{"message-id": 99}], "rejected": [B]}),
        send_path="/messages",
        field_text="content",
        field_to="recipients",
        field_from="originator",
        field_reference="client_ref",
        field_id="messages.0.message-id",
        field_refused="rejected",
    )
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    assert door.asked[0].url == "https://gw.example/v1/messages"
    names = {"content": V.text, "recipients": [A, B], "originator": "Polizei", "client_ref": "7-1"}
    assert door.asked[0].json == names
    assert done.receipt == Receipt("99", None, NOW, version="refused:1", parts=(A,))


@pytest.mark.parametrize(
    ("listed", "to", "version"),
    [
        (f"{A};{A}\n+49 (151) 8765-4321", [A, B], None),
        (f"{A}, 0151 12345678, nobody", [A], "refused:2"),
        (f"{A},,", [A], None),
    ],
)
def test_numbers_are_read_in_international_form(
    listed: str, to: list[str], version: str | None
) -> None:
    adapter, door = gateway(said(201, {"id": "1"}), recipients=listed)
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    sent: Any = door.asked[0].json
    assert sent["to"] == to
    assert done.receipt.version == version


@pytest.mark.parametrize("listed", ["", "nobody", "0151 12345678"])
def test_without_a_number_nothing_is_asked(listed: str) -> None:
    adapter, door = gateway(recipients=listed)
    assert adapter.publish(V, D) == Failed(F.INVALID, "no_recipients")
    assert door.asked == []


def test_a_text_of_more_parts_than_there_are_is_not_sent() -> None:
    adapter, door = gateway()
    assert adapter.publish(replace(V, text="a" * (255 * 153 + 1)), D).code == "too_long"  # type: ignore[union-attr]
    assert door.asked == []


@pytest.mark.parametrize(
    ("answer", "cls"),
    [
        (lost(), F.AMBIGUOUS),
        (lost("nothing"), F.TRANSIENT),
        (said(500, {}), F.AMBIGUOUS),
        (said(200, {"error": "no credit"}), F.AMBIGUOUS),
        (said(200, {"id": True}), F.AMBIGUOUS),
        (said(200, [1]), F.AMBIGUOUS),
        (said(401, {}), F.AUTH),
        (said(402, {}), F.BUDGET),
        (said(403, {}), F.PERMISSION),
        (said(422, {}), F.INVALID),
    ],
)
def test_what_an_answer_means(answer: Any, cls: F) -> None:
    adapter, _ = gateway(answer)
    failed = adapter.publish(V, D)
    assert isinstance(failed, Failed)
    assert failed.cls is cls


def test_a_limit_says_when_to_come_back() -> None:
    adapter, _ = gateway(said(429, {}, retry_after="30"))
    failed = adapter.publish(V, D)
    assert isinstance(failed, Failed)
    assert failed.cls is F.RATE_LIMITED
    assert failed.retry_at is not None
    assert (failed.retry_at - NOW).total_seconds() == 30


def test_a_correction_also_reaches_who_has_left_the_list() -> None:
    adapter, door = gateway(said(201, {"id": "2"}), recipients=B)
    first = Receipt("1", None, NOW, parts=(A,))
    done = adapter.publish(replace(V, reply_to=first), D)
    assert isinstance(done, Done)
    sent: Any = door.asked[0].json
    assert sent["to"] == [B, A]


@sms
def test_the_withdrawal_goes_to_exactly_those_who_got_the_message(bench: Bench) -> None:
    listed = {**bench.channel.options, "recipients": f"{A}, +99912345678"}
    bench.channel = replace(bench.channel, options=listed)
    v, d = bench.variant(), bench.delivery()
    receipt = bench.publish(v)
    assert receipt.parts == (A,)
    assert receipt.version == "refused:1"
    bench.channel = replace(bench.channel, options={**listed, "recipients": B})
    outcome = bench.adapter.retract(receipt, replace(v, text="It was wrong."), d)
    assert isinstance(outcome, NeedsPerson)
    assert "everybody who had received" in outcome.task
    _, _, _, body = bench.transport.sent[-1]
    assert isinstance(body, dict)
    assert (body["to"], body["text"]) == ([A], "It was wrong.")
    assert body["reference"] == f"{d.key}.withdrawn"


@pytest.mark.parametrize(
    ("answer", "cls"),
    [(lost(), F.TRANSIENT), (said(500, {}), F.TRANSIENT), (said(200, {}), F.TRANSIENT)],
)
def test_a_withdrawal_is_said_again_rather_than_lost(answer: Any, cls: F) -> None:
    adapter, _ = gateway(answer)
    failed = adapter.retract(Receipt("1", None, NOW, parts=(A,)), V, D)
    assert isinstance(failed, Failed)
    assert failed.cls is cls


def test_who_could_not_be_told_is_a_persons_task() -> None:
    adapter, _ = gateway(said(201, {"id": "2", "refused": [B]}))
    told = adapter.retract(Receipt("1", None, NOW, parts=(A, B)), V, D)
    assert isinstance(told, NeedsPerson)
    assert "in person" in told.task
    assert isinstance(adapter.retract(Receipt("1", None, NOW), V, D), NeedsPerson)


@sms
def test_the_probe_names_what_is_missing(bench: Bench) -> None:
    health = bench.adapter.probe()
    assert (health.granted, health.missing) == ({"send", "reports"}, set())
    assert health.limits == {"recipients": 2}
    bare = {"recipients": f"{A}, nobody"}
    bench.channel = replace(bench.channel, options=bare)
    assert bench.adapter.probe().missing == {"recipients", "account_path"}


def test_a_report_is_about_the_delivery() -> None:
    adapter, _ = gateway()
    headers, body = sms_report(SECRET, "7-1", A, "DELIVRD", id="m-1", time=1_795_230_000)
    found = adapter.read_webhook(headers, body)
    assert isinstance(found, list)
    (item,) = found
    assert (item.kind, item.about, item.text) == (Heard.REPORT, "7-1", "delivered")
    assert (item.author, item.id) == (A, f"m-1:{A}:delivrd")
    assert item.at == datetime.fromtimestamp(1_795_230_000, UTC)
    assert adapter.read_webhook(headers, body) == found


def test_several_reports_and_strange_ones() -> None:
    adapter, _ = gateway(webhook_header="X-Gateway-Hmac", field_status="state")
    entries = [
        {"reference": "7-1", "to": A, "state": "Expired", "time": "2026-11-21T04:00:00+01:00"},
        {"reference": "7-1", "to": B, "state": "queued at the exchange"},
        {"reference": "", "state": "read"},
        {"what": "ever"},
    ]
    body = json.dumps(entries).encode()
    headers = {"x-gateway-hmac": f"sha256={signature(SECRET, body).upper()}"}
    headers["date"] = "Sat, 21 Nov 2026 03:00:00 GMT"
    found = adapter.read_webhook(headers, body)
    assert isinstance(found, list)
    assert [one.text for one in found] == ["failed", "queued at the exchange", "read", ""]
    assert [one.kind for one in found] == [Heard.REPORT] * 2 + [Heard.UNKNOWN] * 2
    assert {one.at for one in found} == {NOW}
    assert len({one.id for one in found}) == 4


@pytest.mark.parametrize("given", ["", "00" * 32, "ä", None])
def test_an_unsigned_report_is_not_read(given: str | None) -> None:
    adapter, _ = gateway()
    headers, body = sms_report(SECRET, "7-1", A, "DELIVRD")
    forged = {} if given is None else {"x-signature": given}
    assert adapter.read_webhook(forged, body) == Failed(F.PERMISSION, "bad_signature")
    assert adapter.read_webhook(headers, body + b" ") == Failed(F.PERMISSION, "bad_signature")


def test_reports_need_a_secret_and_a_gateway_that_reports() -> None:
    adapter, door = gateway()
    headers, body = sms_report("", "7-1", A, "DELIVRD")
    bare = Sms(replace(adapter.channel, secrets={"token": "t"}), door)
    assert bare.read_webhook(headers, body) == Failed(F.PERMISSION, "no_webhook_secret")
    silent, _ = gateway(reports="no")
    headers, body = sms_report(SECRET, "7-1", A, "DELIVRD")
    assert silent.read_webhook(headers, body) == Failed(F.INVALID, "unsupported")


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"7"])
def test_a_signed_mess_is_no_report(body: bytes) -> None:
    adapter, _ = gateway()
    headers = {"x-signature": signature(SECRET, body)}
    assert adapter.read_webhook(headers, body) == Failed(F.INVALID, "unreadable")
