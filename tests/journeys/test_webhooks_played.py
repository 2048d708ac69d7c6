"""Played platforms call our own address over HTTP: rightly, forged, twice, late, or not at all."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.utils import timezone
from pytest_django.fixtures import Settings

from newsroom import Newsroom, build
from oyez.domain.delivery import Held
from oyez.govern.actions import approve_platform, create_channel, set_secrets
from oyez.govern.models import Channel
from oyez.listen.actions import make_webhook
from oyez.listen.handling import handle_due
from oyez.listen.models import InboxItem, Polling, Webhook
from oyez.listen.steps.poll import Poll
from oyez.platforms.door import Door
from oyez.publish.delivering.errand import Errand
from oyez.publish.models import Delivery, Notice
from oyez.publish.steps.deliver import DeliverDue
from oyez.simulator import Running, running
from oyez.simulator.graph import number_of
from together import shared_database

__all__ = ["shared_database"]

SECRET = "shared-with-the-platform"
PATIENCE = 15.0


@dataclass
class Line:
    """One channel on a played platform, the address where that platform calls, and a worker."""

    room: Newsroom
    sim: Running
    server: str
    door: Door
    tag: str = field(default_factory=lambda: "h" + uuid.uuid4().hex[:10])

    def open(self, platform: str, secrets: dict[str, str], **fields: object) -> Channel:
        """A channel whose platform calls us from now on."""
        approve_platform(None, self.room.police.superior, platform, starts_on=date(2024, 9, 1))
        place = self.sim.platforms[platform]
        channel = create_channel(
            None, self.room.unit, platform=platform, name=f"Played {platform}", account=self.tag,
            base_url=place, language="en", settle_ms=50, **fields,
        )  # fmt: skip
        set_secrets(None, channel, {"token": f"sim-{self.tag}", **secrets})
        Channel.objects.exclude(pk=channel.pk).exclude(platform="page").update(secrets=b"")
        path = make_webhook(None, channel).split("/", 3)[3]
        self.sim.webhook(platform, self.tag, f"{self.server}/{path}", SECRET, verify="word")
        return Channel.objects.get(pk=channel.pk)

    def out(self) -> Notice:
        """A notice, and everything that is due for it."""
        notice = self.room.approved()
        deliver = DeliverDue()
        deliver.door = self.door
        for _ in range(6):
            found: list[Errand] = list(deliver.claim("routine", 9, timezone.now(), "hand").errands)
            deliver.record([(one, deliver.run(one)) for one in found], timezone.now())
        return notice

    def says(self, platform: str, text: str) -> None:
        """Somebody of the public answers the newest thing there."""
        there = self.sim.live(platform, self.tag)[-1]
        self.sim.reply(platform, there["id"], "Robin Fields", text)


def wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def simulator() -> Iterator[Running]:
    with running() as played:
        yield played


@contextmanager
def served() -> Iterator[str]:
    """The console over HTTP, each request in a thread with a connection of its own."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def line(shared_database: None, settings: Settings, simulator: Running) -> Iterator[Line]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The server looks for the folder that `oyez run` makes as soon as it starts.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    door = Door(allowed_networks=("127.0.0.0/8",), only_allowed=True)
    with served() as address:
        yield Line(build(), simulator, address, door)
    door.close()


def hook(channel: Channel) -> Webhook:
    return Webhook.objects.get(channel=channel)


@pytest.mark.parametrize(
    ("platform", "secrets"),
    [
        ("facebook", {"app_secret": SECRET, "verify_token": "word"}),
        ("x", {"consumer_secret": SECRET}),
        ("linkedin", {"client_secret": SECRET}),
    ],
)
def test_what_the_public_says_arrives_signed_and_once(
    line: Line, platform: str, secrets: dict[str, str]
) -> None:
    page = {"options": {"page_id": number_of("facebook", line.tag)}}
    channel = line.open(platform, secrets, **(page if platform == "facebook" else {}))
    assert hook(channel).shaken_at is not None, "the platform asked, and was answered rightly"
    notice = line.out()
    line.sim.fault(platform, "webhook", "twice", account=line.tag, times=1)
    line.says(platform, "Is it open?")
    wait(lambda: hook(channel).repeats == 1)
    line.sim.fault(platform, "webhook", "slow", account=line.tag, times=1, seconds=0.3)
    line.says(platform, "Still?")
    line.sim.fault(platform, "webhook", "forged", account=line.tag, times=1)
    line.says(platform, "I am not the platform.")
    wait(lambda: hook(channel).refused == 1)
    wait(InboxItem.objects.filter(text="Still?").exists)
    handle_due(timezone.now())
    found = InboxItem.objects.filter(channel=channel).order_by("pk")
    assert [(one.text, one.delivery and one.delivery.notice) for one in found] == [
        ("Is it open?", notice),
        ("Still?", notice),
    ]


def test_a_report_ends_the_doubt_about_a_lost_answer(line: Line) -> None:
    options = {"recipients": "+491701234567", "sender": "Polizei"}
    channel = line.open("sms", {"webhook_secret": SECRET}, options=options)
    line.sim.fault("sms", "publish", "drop_after_accept", account=line.tag, times=1)
    notice = line.out()
    row = Delivery.objects.get(notice=notice, channel=channel)
    assert row.held == Held.UNKNOWN
    wait(InboxItem.objects.filter(channel=channel).exists)
    handle_due(timezone.now())
    row.refresh_from_db()
    assert row.held == Held.LIVE
    assert len(line.sim.live("sms", line.tag)) == 1


def test_telegram_is_asked_in_vain_while_it_calls_and_the_page_says_so(line: Line) -> None:
    place = line.sim.platforms["telegram"]
    options = {"username": line.tag, "web": place}
    channel = line.open("telegram", {"webhook_secret": SECRET}, options=options)
    line.out()
    line.sim.fault("telegram", "webhook", "drop_before", account=line.tag, times=1)
    line.says("telegram", "Is it open?")
    line.says("telegram", "Hello?")
    wait(InboxItem.objects.filter(text="Hello?").exists)
    poll = Poll()
    poll.door = line.door
    poll.claim("routine", 0, timezone.now(), "hand")
    Polling.objects.update(due_at=timezone.now())
    poll.time.next = 0.0
    turns = poll.claim("routine", 8, timezone.now(), "hand").errands
    poll.record([(turn, poll.run(turn)) for turn in turns], timezone.now())
    row = Polling.objects.get(channel=channel)
    assert (row.code, row.failures, row.answered_at is not None) == ("webhook:1", 0, True)
    html = line.room.client(line.room.ada).get(f"/channels/{channel.pk}/").content.decode()
    assert "as long as it does it answers no questions" in html
    assert "1 message waits there." in html
    Webhook.objects.filter(channel=channel).delete()
    html = line.room.client(line.room.ada).get(f"/channels/{channel.pk}/").content.decode()
    assert "a webhook that is not ours" in html
