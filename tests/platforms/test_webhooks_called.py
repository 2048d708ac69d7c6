"""The played platforms call webhooks as the real ones do, and every adapter reads its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from oyez.platforms.heard import Heard, InboxItem
from oyez.platforms.port import Failed, Receipt
from oyez.simulator.webhook_events import EVENTS, REPORTING

from .catching import Catcher, catching
from .conftest import Bench

# The secret with which each platform signs, by its name in the channel.
SIGNS = {
    "facebook": "app_secret",
    "instagram": "app_secret",
    "threads": "app_secret",
    "whatsapp": "app_secret",
    "x": "consumer_secret",
    "linkedin": "client_secret",
    "telegram": "webhook_secret",
    "sms": "webhook_secret",
}
SPEAKING = sorted(set(EVENTS) - {"sms"})
every = pytest.mark.parametrize("bench", sorted(EVENTS), indirect=True)
speaking = pytest.mark.parametrize("bench", SPEAKING, indirect=True)


@pytest.fixture
def catcher(bench: Bench) -> Iterator[Catcher]:
    with catching() as found:
        word = {"verify_token": "word-of-ours"}
        bench.channel = replace(bench.channel, secrets=bench.channel.secrets | word)
        found.adapter = bench.adapter
        yield found


def listen(bench: Bench, catcher: Catcher) -> None:
    secret = bench.channel.secrets[SIGNS[bench.platform]]
    bench.sim.webhook(bench.platform, bench.account, catcher.url, secret, verify="word-of-ours")


def heard(bench: Bench, call: tuple[dict[str, str], bytes]) -> InboxItem:
    found = bench.adapter.read_webhook(*call)
    assert not isinstance(found, Failed), found
    (item,) = found
    return item


def spoken(bench: Bench, catcher: Catcher, text: str = "Is it open?") -> Receipt:
    """Something of ours stands, somebody answers it."""
    receipt = bench.publish(bench.variant())
    there = bench.live()[0]["id"]
    bench.sim.reply(bench.platform, there, "Robin Fields", text)
    return receipt


def test_every_platform_with_a_webhook_is_here() -> None:
    assert set(SIGNS) == set(EVENTS)


@speaking
def test_an_answer_of_the_public_is_told_and_read(bench: Bench, catcher: Catcher) -> None:
    listen(bench, catcher)
    receipt = spoken(bench, catcher)
    number = 2 if bench.platform in REPORTING else 1
    items = [heard(bench, call) for call in catcher.wait(number)]
    said = next(item for item in items if item.kind in {Heard.REPLY, Heard.MESSAGE})
    assert said.text == "Is it open?"
    assert said.about == receipt.remote_id
    assert said.author


@pytest.mark.parametrize("bench", sorted(REPORTING), indirect=True)
def test_what_became_of_a_message_is_told_under_our_reference(
    bench: Bench, catcher: Catcher
) -> None:
    listen(bench, catcher)
    v, d = bench.prepared()
    bench.adapter.publish(v, d)
    item = heard(bench, catcher.wait(1)[0])
    assert (item.kind, item.about, item.text) == (Heard.REPORT, d.key, "delivered")


@pytest.mark.parametrize("bench", sorted(REPORTING), indirect=True)
def test_a_lost_answer_is_told_all_the_same(bench: Bench, catcher: Catcher) -> None:
    listen(bench, catcher)
    bench.fault("publish", "drop_after_accept", times=1)
    v, d = bench.prepared()
    assert isinstance(bench.adapter.publish(v, d), Failed)
    assert heard(bench, catcher.wait(1)[0]).about == d.key


@every
def test_a_forged_call_is_read_by_nobody(bench: Bench, catcher: Catcher) -> None:
    listen(bench, catcher)
    bench.fault("webhook", "forged")
    bench.publish(bench.variant()) if bench.platform == "sms" else spoken(bench, catcher)
    for call in list(catcher.wait(1)):
        assert isinstance(bench.adapter.read_webhook(*call), Failed)


@every
def test_a_repeated_call_has_the_same_bytes(bench: Bench, catcher: Catcher) -> None:
    listen(bench, catcher)
    bench.fault("webhook", "twice", times=1)
    bench.publish(bench.variant()) if bench.platform == "sms" else spoken(bench, catcher)
    first, second = catcher.wait(2)[:2]
    assert first[1] == second[1]
    assert heard(bench, first).id == heard(bench, second).id


@pytest.mark.parametrize("bench", ["telegram"], indirect=True)
def test_what_is_lost_on_the_way_waits_there(bench: Bench, catcher: Catcher) -> None:
    listen(bench, catcher)
    bench.fault("webhook", "drop_before", times=1)
    spoken(bench, catcher)
    bench.fault("webhook", "slow", times=1, seconds=0.2)
    bench.sim.reply("telegram", bench.live()[0]["id"], "Ada", "Later")
    assert heard(bench, catcher.wait(1)[0]).text == "Later"
    (hook,) = [one for one in bench.sim.webhooks() if one["account"] == bench.account]
    assert (hook["pending"], hook["secret"]) == (1, "")


@pytest.mark.parametrize("bench", ["x", "linkedin", "facebook"], indirect=True)
def test_a_wrong_answer_to_the_question_sets_nothing(bench: Bench, catcher: Catcher) -> None:
    catcher.adapter = None
    with pytest.raises(ValueError, match="not answered rightly"):
        listen(bench, catcher)
    assert bench.account not in {one["account"] for one in bench.sim.webhooks()}


@pytest.mark.parametrize("bench", ["x"], indirect=True)
@pytest.mark.parametrize(
    "url", ["https://127.0.0.1:1/x", "http://192.0.2.1:80/x", "http://example.org:80/", "x"]
)
def test_only_loopback_is_called(bench: Bench, url: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        bench.sim.webhook("x", bench.account, url, "s")


@pytest.mark.parametrize("bench", ["telegram"], indirect=True)
def test_telegram_is_not_asked_while_it_calls(bench: Bench, catcher: Catcher) -> None:
    catcher.status = 500
    listen(bench, catcher)
    spoken(bench, catcher)
    catcher.wait(1)
    found = bench.adapter.fetch_inbox(None, bench.delivery().sent_at)
    assert not isinstance(found, Failed)
    assert found.items == ()
    assert found.calling is not None
