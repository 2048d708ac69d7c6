"""Web Push to many browsers: who is gone, who is told again, and whom a withdrawal reaches."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Answer, Done, Failed, NeedsPerson
from oyez.simulator.webpush_keys import subscription

from .canned import lost, said
from .pushed import AGAIN, BASE, GONE, TAKEN, D, V, names, service


@pytest.mark.parametrize(
    ("answers", "version", "parts"),
    [
        ({"phone": TAKEN, "gone1": GONE, "gone2": said(404, {})}, "gone:2", ["phone"]),
        ({"phone": said(202), "old": said(403, {})}, "refused:1", ["phone"]),
        ({"gone1": GONE}, "gone:1", []),
        ({"phone": TAKEN, "pc": TAKEN}, None, ["phone", "pc"]),
    ],
)
def test_who_is_gone_is_counted_and_no_failure(
    answers: dict[str, Answer], version: str | None, parts: list[str]
) -> None:
    adapter, _ = service(**answers)
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    assert done.receipt.version == version
    assert done.receipt.parts == names(*parts)


def test_what_may_have_arrived_decides_for_all() -> None:
    adapter, _ = service(a=said(403, {}), b=said(429, {}), c=lost())
    assert adapter.publish(V, D) == Failed(F.AMBIGUOUS, "timeout")
    adapter, _ = service(a=said(403, {}), b=said(429, {}))
    failed = adapter.publish(V, D)
    assert isinstance(failed, Failed)
    assert failed.cls is F.RATE_LIMITED


@pytest.mark.parametrize("open_one", [lost(), lost("nothing"), said(429, {}), said(503, {})])
def test_when_some_are_reached_and_some_not_all_get_it_again_once(open_one: Answer) -> None:
    adapter, door = service(phone=TAKEN, pc=open_one)
    assert adapter.publish(V, D) == Failed(F.AMBIGUOUS, "partly")
    first = door.read("phone")
    done = adapter.publish(V, AGAIN)
    assert isinstance(done, Done)
    assert done.receipt.version == "unknown:1"
    assert door.read("phone") == first, "the same tag, so a browser shows one"
    perhaps = open_one.phase == "body_sent" or open_one.status == 503
    assert done.receipt.parts == names(*(["phone", "pc"] if perhaps else ["phone"]))


def test_a_correction_and_a_withdrawal_replace_what_is_shown() -> None:
    adapter, door = service(phone=TAKEN, pc=TAKEN)
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    tag = door.read("phone")["tag"]
    change = replace(V, text="Open again", marker_url=None, reply_to=done.receipt)
    corrected = adapter.publish(change, replace(D, id="7-2"))
    assert isinstance(corrected, Done)
    assert corrected.receipt.remote_id == f"{tag}/7-2"
    said = door.read("phone")
    assert (said["tag"], said["body"], said["renotify"]) == (tag, "Open again", True)
    assert door.sent["phone"][0]["Topic"] == tag
    told = adapter.retract(corrected.receipt, replace(V, sha256="", text="It was wrong."), D)
    assert isinstance(told, NeedsPerson)
    assert "every device" in told.task
    said = door.read("pc")
    assert (said["tag"], said["body"], said["renotify"]) == (tag, "It was wrong.", True)


def test_the_withdrawal_goes_to_exactly_those_who_got_the_notice() -> None:
    adapter, _ = service(phone=TAKEN)
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    later, door = service(phone=TAKEN, new=TAKEN)
    assert isinstance(later.retract(done.receipt, V, D), NeedsPerson)
    assert set(door.sent) == {"phone"}


@pytest.mark.parametrize(
    "answers", [{"new": TAKEN}, {"phone": GONE}, {"phone": GONE, "new": TAKEN}]
)
def test_who_cannot_be_reached_any_more_is_said(answers: dict[str, Answer]) -> None:
    adapter, _ = service(phone=TAKEN)
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    later, _ = service(**answers)
    told = later.retract(done.receipt, V, D)
    assert isinstance(told, NeedsPerson)
    assert "cannot be reached" in told.task


def test_a_withdrawal_is_said_again_rather_than_lost() -> None:
    adapter, _ = service(phone=TAKEN, pc=TAKEN)
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    half, _ = service(phone=TAKEN, pc=lost())
    assert half.retract(done.receipt, V, D) == Failed(F.TRANSIENT, "timeout")
    assert isinstance(half.retract(done.receipt, V, AGAIN), NeedsPerson)
    none, _ = service(phone=lost(), pc=said(403, {}))
    for delivery in (D, AGAIN):
        assert none.retract(done.receipt, V, delivery) == Failed(F.TRANSIENT, "timeout")
    shut, _ = service(phone=said(403, {}), pc=said(403, {}))
    assert shut.retract(done.receipt, V, AGAIN) == Failed(F.AUTH, "http_403")


def test_more_than_a_hundred_are_too_many() -> None:
    adapter, door = service(**{f"d{number}": TAKEN for number in range(101)})
    assert adapter.publish(V, D) == Failed(F.INVALID, "too_many_subscribers")
    assert door.sent == {}
    assert adapter.probe().missing == {"subscriptions"}


def test_the_same_browser_twice_gets_one() -> None:
    adapter, _ = service(phone=TAKEN)
    twice = [subscription(BASE, "press", "phone")] * 2
    options = {**adapter.channel.options, "subscriptions": json.dumps(twice)}
    adapter.channel = replace(adapter.channel, options=options)
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    assert done.receipt.parts == names("phone")


@pytest.mark.parametrize(("p256dh", "auth"), [("AAAA", None), ("!", None), (None, "AAAA")])
def test_a_browser_with_a_broken_key_harms_no_other(p256dh: str | None, auth: str | None) -> None:
    adapter, door = service(phone=TAKEN)
    broken = subscription(BASE, "press", "pc")
    broken |= {"p256dh": p256dh or broken["p256dh"], "auth": auth or broken["auth"]}
    listed = [broken, subscription(BASE, "press", "phone")]
    options = {**adapter.channel.options, "subscriptions": json.dumps(listed)}
    adapter.channel = replace(adapter.channel, options=options)
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    assert done.receipt.version == "refused:1"
    assert set(door.sent) == {"phone"}
