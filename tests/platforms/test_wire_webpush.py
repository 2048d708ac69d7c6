"""Web Push on the wire: what is encrypted for whom, and what an answer means."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Answer, Done, Failed, NeedsPerson
from oyez.platforms.webpush_crypto import LONGEST, encrypt, private_key, unb64
from oyez.simulator.webpush_keys import claims, subscription

from .canned import lost, said
from .conftest import Bench
from .pushed import AGAIN, GONE, NOW, TAKEN, D, V, names, service

webpush = pytest.mark.parametrize("bench", ["webpush"], indirect=True)


def test_the_example_of_rfc_8291() -> None:
    made = encrypt(
        b"When I grow up, I want to be a watermelon",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
        salt=unb64("DGv6ra1nlYgDCS1FRnbzlw"),
        sender=private_key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
    )
    assert made == unb64(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
        "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qu"
        "lcy4a-fN"
    )


def test_a_message_and_its_proof() -> None:
    adapter, door = service(phone=TAKEN)
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    headers, body = door.sent["phone"]
    assert (headers["TTL"], headers["Urgency"]) == ("86400", "high")
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Content-Type"] == "application/octet-stream"
    assert re.fullmatch(r"[\w-]{22}", headers["Topic"])
    assert len(body) <= 4096
    said = door.read("phone")
    assert said == {
        "tag": headers["Topic"],
        "title": "A38",
        "body": "Closed",
        "url": "https://portal.example/p/x",
        "lang": "en",
        "renotify": False,
    }
    proof = re.fullmatch(r"vapid t=(.+), k=(.+)", headers["Authorization"])
    assert proof is not None
    assert claims(proof[1], proof[2]) == {
        "aud": "https://push.example",
        "exp": int((NOW + timedelta(hours=12)).timestamp()),
        "sub": "mailto:press@police.example",
    }
    assert done.receipt.remote_id == f"{headers['Topic']}/7-1"
    assert done.receipt.parts == names("phone")


def test_the_address_of_a_browser_is_nowhere_to_be_read() -> None:
    adapter, _ = service(phone=TAKEN, tablet=lost(), gone1=GONE)
    heard = repr((adapter.publish(V, D), adapter.publish(V, AGAIN), adapter.probe()))
    assert "push.example" not in heard
    assert "unknown:1" in heard


@pytest.mark.parametrize(
    ("answer", "cls", "code"),
    [
        (lost(), F.AMBIGUOUS, "timeout"),
        (lost("nothing"), F.TRANSIENT, "timeout"),
        (said(500, {}), F.AMBIGUOUS, "http_500"),
        (said(200), F.AMBIGUOUS, "unreadable"),
        (said(400, {}), F.AUTH, "http_400"),
        (said(401, {}), F.AUTH, "http_401"),
        (said(403, {}), F.AUTH, "http_403"),
        (said(413, {}), F.INVALID, "http_413"),
        (said(307, {}), F.INVALID, "http_307"),
        (said(429, {}), F.RATE_LIMITED, "http_429"),
    ],
)
def test_what_an_answer_means(answer: Answer, cls: F, code: str) -> None:
    adapter, _ = service(phone=answer, gone1=GONE)
    for delivery in (D, AGAIN):
        assert adapter.publish(V, delivery) == Failed(cls, code)


def test_a_limit_ends_by_the_services_own_clock() -> None:
    date = "Sat, 21 Nov 2026 03:00:10 GMT"
    adapter, _ = service(phone=said(429, {}, retry_after="30", date=date))
    failed = adapter.publish(V, D)
    assert isinstance(failed, Failed)
    assert failed.retry_at == NOW + timedelta(seconds=40)


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        ("", "no_subscribers"),
        ("[]", "no_subscribers"),
        ("{", "subscriptions"),
        ('[{"endpoint": "https://push.example/1"}]', "subscriptions"),
    ],
)
def test_a_list_that_is_none(listed: str, code: str) -> None:
    adapter, door = service()
    options = {**adapter.channel.options, "subscriptions": listed}
    adapter.channel = replace(adapter.channel, options=options)
    assert adapter.publish(V, D) == Failed(F.INVALID, code)
    assert door.sent == {}


def test_a_message_is_as_long_as_a_record_holds() -> None:
    adapter, door = service(phone=TAKEN)
    room = LONGEST - len(json.dumps({**blank(), "body": ""}, ensure_ascii=False).encode())
    assert isinstance(adapter.publish(replace(V, text="x" * room), D), Done)
    assert len(door.sent["phone"][1]) == 4096
    failed = adapter.publish(replace(V, text="x" * (room + 1)), D)
    assert failed == Failed(F.INVALID, "too_large")


def blank() -> dict[str, object]:
    adapter, door = service(phone=TAKEN)
    adapter.publish(V, D)
    return door.read("phone")


@pytest.mark.parametrize("key", ["", "wrong", "AAAA", "A" * 43, "ä"])
def test_a_key_that_is_none(key: str) -> None:
    adapter, door = service(phone=TAKEN)
    adapter.channel = replace(adapter.channel, secrets={"vapid_private": key})
    assert adapter.publish(V, D) == Failed(F.AUTH, "vapid_key")
    assert adapter.probe().failure == Failed(F.AUTH, "vapid_key")
    assert door.sent == {}


def test_the_probe_counts_and_sends_nothing() -> None:
    adapter, door = service(phone=TAKEN, pc=TAKEN)
    health = adapter.probe()
    assert (health.missing, health.limits) == (set(), {"subscribers": 2})
    adapter.channel = replace(adapter.channel, options={})
    assert adapter.probe().missing == {"subject", "subscriptions"}
    assert door.sent == {}


@webpush
def test_two_devices_show_it_and_the_correction_takes_its_place(bench: Bench) -> None:
    base = bench.sim.platforms["webpush"]
    listed = [subscription(base, bench.account, each) for each in ("phone", "pc", "gone1")]
    options = {**bench.channel.options, "subscriptions": json.dumps(listed)}
    bench.channel = replace(bench.channel, options=options)
    receipt = bench.publish(bench.variant())
    assert receipt.version == "gone:1"
    change = bench.variant("It is open again.", reply_to=receipt)
    bench.publish(change)
    assert [one["text"] for one in bench.live()] == [f"Ended\n{change.text}"] * 2
    told = bench.adapter.retract(receipt, bench.variant("It was wrong."), bench.delivery())
    assert isinstance(told, NeedsPerson)
    assert [one["public"] for one in bench.live()] == ["Ended\nIt was wrong."] * 2


@webpush
@pytest.mark.parametrize("fault", ["drop_after_accept", "error_after", "slow"])
def test_after_a_lost_answer_a_repeat_shows_no_second_one(bench: Bench, fault: str) -> None:
    bench.fault("publish", fault, times=1, seconds=1)
    v, d = bench.variant(), bench.delivery()
    first = bench.adapter.publish(v, d)
    assert isinstance(first, Failed)
    assert first.cls is F.AMBIGUOUS
    again = bench.adapter.publish(v, replace(d, sent_at=d.sent_at + timedelta(seconds=1)))
    assert isinstance(again, Done)
    assert len(bench.live()) == 1
