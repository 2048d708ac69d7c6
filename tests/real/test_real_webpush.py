"""A notice by Web Push through a push service by other people, which decrypts what it gets."""

from __future__ import annotations

import json
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from office import Office, build, work_until
from real_servers import KIT, free_port, require, started

from oyez.domain.delivery import Held, Task
from oyez.platforms.webpush_crypto import b64, private_key, public_bytes
from oyez.platforms.webpush_tally import name_of

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("shared_database")]

SERVICE = KIT / "webpush"
KEY = b64(b"\x07" * 32)
OTHER = b64(b"\x08" * 32)
TEXT = "The A38 is closed near Derby. Grüße aus Nürnberg 👮"


@dataclass(frozen=True)
class Service:
    """The push service, and the browsers that subscribed there."""

    base_url: str

    def ask(self, path: str, body: object) -> Any:
        headers = {"Content-Type": "application/json"}
        url, data = f"{self.base_url}/{path}", json.dumps(body).encode()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(urllib.request.Request(url, data, headers), timeout=20) as got:
            kind = got.headers.get_content_type()
            return json.load(got) if kind == "application/json" else None

    def subscribe(self, key: str = KEY) -> dict[str, str]:
        """What a browser gives when somebody subscribes, and its name at the service."""
        allowed = {"applicationServerKey": b64(public_bytes(private_key(key)))}
        made = self.ask("subscribe", allowed)["data"]
        return {"endpoint": made["endpoint"], "name": made["clientHash"], **made["keys"]}

    def read(self, browser: dict[str, str]) -> list[dict[str, Any]]:
        """What the browser got, the oldest first, as its service worker reads it."""
        found = self.ask("get-notifications", {"clientHash": browser["name"]})
        return [json.loads(one) for one in found["data"]["messages"]]


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running() as found:
        yield found


@contextmanager
def running() -> Iterator[Service]:
    present = (SERVICE / "node_modules/.ready").exists() and shutil.which("node") is not None
    require(present=present, what="The Web Push service web-push-testing")
    with started("node", SERVICE / "serve.mjs", free_port()) as told:
        yield Service(str(told["base_url"]))


def office(*browsers: dict[str, str]) -> Office:
    options = {"subscriptions": json.dumps(browsers), "subject": "mailto:press@police.example"}
    return build("webpush", {"vapid_private": KEY}, account="press", options=options)


def test_a_browser_reads_notice_correction_and_withdrawal(service: Service) -> None:
    phone, pc = service.subscribe(), service.subscribe()
    authority = office(phone, pc)
    delivery = authority.say(TEXT)
    row = work_until(delivery, Held.LIVE)
    assert row.receipts.get().parts == [name_of(one["endpoint"]) for one in (phone, pc)]
    authority.correct(delivery, "The A38 is open again.")
    work_until(delivery, Held.LIVE, revision=2)
    authority.take_back(delivery)
    row = work_until(delivery, Held.NEEDS_PERSON)
    assert row.task == Task.BY_HAND
    for browser in (phone, pc):
        first, second, *withdrawals = service.read(browser)
        assert TEXT in first["body"]
        assert row.notice.code in first["url"]
        assert "The A38 is open again." in second["body"]
        assert withdrawals
        assert all("WITHDRAWN" in one["body"] for one in withdrawals)
        assert len({one["tag"] for one in (first, second, *withdrawals)}) == 1


def test_who_is_gone_and_who_allowed_somebody_else_is_counted(service: Service) -> None:
    phone, gone, other = service.subscribe(), service.subscribe(), service.subscribe(OTHER)
    service.ask(f"expire-subscription/{gone['name']}", {})
    row = work_until(office(gone, other, phone).say(TEXT), Held.LIVE)
    receipt = row.receipts.get()
    assert receipt.version == "gone:1 refused:1"
    assert receipt.parts == [name_of(phone["endpoint"])]
    assert [one["title"] for one in service.read(phone)] == ["Road closed"]
    assert service.read(other) == []


def test_a_service_that_is_away_is_tried_again(service: Service) -> None:
    phone = service.subscribe()
    away = {**phone, "endpoint": f"http://127.0.0.1:{free_port()}/notify/x"}
    row = work_until(office(phone, away).say(TEXT), Held.LIVE)
    assert row.attempt == 2
    assert row.receipts.get().version == "unknown:1"
    assert len({one["tag"] for one in service.read(phone)}) == 1
    assert len(service.read(phone)) == 2
