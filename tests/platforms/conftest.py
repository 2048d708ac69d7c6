"""One simulator for the run, an account of its own for every test, and the real door."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from oyez.platforms.door import Door
from oyez.platforms.port import (
    Adapter,
    Answer,
    Channel,
    Delivery,
    Done,
    Envelope,
    MailAnswer,
    Media,
    Receipt,
    Variant,
)
from oyez.platforms.registry import adapter
from oyez.simulator import Running, running

SECRET = "hunter2-app-password"  # any password opens the played Bluesky
TEXT = "Deployment in Lingen has ended. Details: https://portal.example/p/{code} (updated)"


@dataclass
class Recorder:
    """The door with little patience, which notes what passes through it."""

    door: Door
    patience: float = 0.5
    sent: list[tuple[str, str, Mapping[str, str], object]] = field(default_factory=list)

    def send(self, method: str, url: str, *, timeout: float = 10.0, **more: Any) -> Answer:
        self.sent.append((method, url, more.get("headers") or {}, more.get("json")))
        return self.door.send(method, url, timeout=min(timeout, self.patience), **more)

    def mail(self, relay: str, envelope: Envelope, *, timeout: float, **more: Any) -> MailAnswer:
        return self.door.mail(relay, envelope, timeout=min(timeout, self.patience), **more)


@dataclass
class Bench:
    """One account on one played platform, with an adapter that speaks for it."""

    platform: str
    account: str
    sim: Running
    transport: Recorder
    channel: Channel

    @property
    def adapter(self) -> Adapter:
        return adapter(self.platform, self.channel, self.transport)

    def fault(self, operation: str, name: str, **more: Any) -> None:
        where = "mail" if self.platform == "email" else self.platform
        self.sim.fault(where, operation, name, account=self.account, **more)

    def variant(self, text: str = TEXT, **more: Any) -> Variant:
        code = uuid.uuid4().hex[:8]
        text = text.format(code=code)
        marker = f"https://portal.example/p/{code}"
        made = {"sha256": uuid.uuid4().hex, "text": text, "language": "en", "title": "Ended"}
        return Variant(**{**made, "marker_url": marker if marker in text else None, **more})

    def delivery(self) -> Delivery:
        now, number = datetime.now(UTC), uuid.uuid4().hex
        return Delivery(number, 1, number, now, now, self.adapter.choose_id(number, now))

    def publish(self, v: Variant) -> Receipt:
        outcome = self.adapter.publish(v, self.delivery())
        assert isinstance(outcome, Done), outcome
        return outcome.receipt

    def live(self) -> list[dict[str, Any]]:
        if self.platform == "email":
            mails = self.sim.state()["mails"]
            return [mail for mail in mails if mail["sender"] == self.account]
        return self.sim.live(self.platform, self.account)


@pytest.fixture(scope="session")
def sim() -> Iterator[Running]:
    with running() as simulator:
        yield simulator


@pytest.fixture(scope="session")
def door() -> Iterator[Door]:
    door = Door(allowed_networks=("127.0.0.0/8",), only_allowed=True)
    yield door
    door.close()


@pytest.fixture
def open_door() -> Iterator[Callable[..., Door]]:
    """Doors with arguments of the test's own, closed when it ends."""
    opened: list[Door] = []

    def make(**arguments: Any) -> Door:
        opened.append(Door(**arguments))
        return opened[-1]

    yield make
    for door in opened:
        door.close()


@pytest.fixture
def bench(request: pytest.FixtureRequest, sim: Running, door: Door) -> Bench:
    platform = request.param
    name = "p" + uuid.uuid4().hex[:10]
    account = f"{name}@police.example" if platform == "email" else name
    bench = Bench(platform, account, sim, Recorder(door), channel(platform, account, sim))
    if platform == "bluesky":
        secrets = bench.adapter.refresh(datetime.now(UTC))
        assert isinstance(secrets, dict), secrets
        bench.channel = replace(bench.channel, secrets=secrets)
    bench.transport.sent.clear()
    return bench


def channel(platform: str, account: str, sim: Running) -> Channel:
    if platform == "mastodon":
        return Channel(account, sim.mastodon, {"token": f"sim-{account}"})
    if platform == "bluesky":
        secrets = {"identifier": f"{account}.sim.example", "app_password": SECRET}
        return Channel(account, sim.bluesky, secrets, {"web": sim.bluesky})
    relay = {"relay": f"smtp://127.0.0.1:{sim.smtp_port}", "sender": account}
    secrets = relay | {"user": "press", "password": SECRET}
    return Channel(account, "", secrets, {"recipients": "a@paper.example, b@radio.example"})


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Media:
    path: Path = tmp_path_factory.mktemp("media") / "map.png"
    Image.new("RGB", (32, 18), "navy").save(path)
    return Media("ab" * 32, "image/png", "A map of the closed roads", str(path), 32, 18)
