"""One simulator for the run, an account of its own for every test, and the real door."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from oyez.domain.delivery import Idempotency
from oyez.platforms.door import Door
from oyez.platforms.port import (
    Adapter,
    Answer,
    Channel,
    Delivery,
    Done,
    Envelope,
    Failed,
    MailAnswer,
    Media,
    Outcome,
    Receipt,
    Variant,
)
from oyez.platforms.registry import adapter, profile
from oyez.simulator import Running, running

from .accounts import ACCOUNTS, SECRET

__all__ = ["SECRET", "Bench"]

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
    picture: Media

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
        if profile(self.platform).min_pictures and "reply_to" not in more:
            more.setdefault("media", (self.picture,))
        more["media"] = tuple(map(self.fetchable, more.get("media", ())))
        return Variant(**{**made, "marker_url": marker if marker in text else None, **more})

    def fetchable(self, picture: Media) -> Media:
        """The picture as the engine hands it over: where platforms fetch it, with an address."""
        declared = profile(self.platform)
        if not declared.fetches_media:
            return picture
        url = f"https://portal.example/once/{uuid.uuid4().hex}.jpg"
        return replace(picture, url=picture.url or url, mime=declared.media.mimes[0])

    def delivery(self) -> Delivery:
        now, number = datetime.now(UTC), uuid.uuid4().hex
        return Delivery(number, 1, number, now, now, self.adapter.choose_id(number, now))

    def staged(self, v: Variant, d: Delivery) -> Delivery:
        """The delivery as the worker has it before the visible step."""
        staged = self.prepare(v, d)
        assert isinstance(staged, Delivery), staged
        return staged

    def prepare(self, v: Variant, d: Delivery) -> Delivery | Failed:
        """The invisible step, where the platform has one."""
        if profile(self.platform).idempotency is not Idempotency.STAGED:
            return d
        found = self.adapter.stage(v, d)
        if isinstance(found, Failed):
            return found
        time.sleep(max(0.0, (found.ready_after - datetime.now(UTC)).total_seconds()))
        return replace(d, staged=found.token)

    def prepared(self, text: str = TEXT) -> tuple[Variant, Delivery]:
        """A variant and its delivery, ready for the visible step."""
        v = self.variant(text)
        return v, self.staged(v, self.delivery())

    def attempt(self, v: Variant) -> Outcome:
        """Both steps, or the failure of the first."""
        d = self.delivery()
        staged = self.prepare(v, d)
        return staged if isinstance(staged, Failed) else self.adapter.publish(v, staged)

    def publish(self, v: Variant) -> Receipt:
        outcome = self.attempt(v)
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
def bench(request: pytest.FixtureRequest, sim: Running, door: Door, picture: Media) -> Bench:
    platform = request.param
    name = "p" + uuid.uuid4().hex[:10]
    account = f"{name}@police.example" if platform == "email" else name
    channel = ACCOUNTS[platform](account, sim)
    bench = Bench(platform, account, sim, Recorder(door), channel, picture)
    if platform == "bluesky":
        secrets = bench.adapter.refresh(datetime.now(UTC))
        assert isinstance(secrets, dict), secrets
        bench.channel = replace(bench.channel, secrets=secrets)
    bench.transport.sent.clear()
    return bench


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Media:
    path: Path = tmp_path_factory.mktemp("media") / "map.png"
    Image.new("RGB", (32, 18), "navy").save(path)
    return Media("ab" * 32, "image/png", "A map of the closed roads", str(path), 32, 18)
