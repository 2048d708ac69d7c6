"""The platform's own time: single calls through a warm connection, with nothing around them."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from oyez.platforms.bluesky import Bluesky
from oyez.platforms.door import Door
from oyez.platforms.mastodon import Mastodon
from oyez.platforms.port import Adapter, Channel, Delivery, Done, Failed, Variant
from oyez.proof.bench.figures import ms_since
from oyez.simulator import Running


class Bare:
    """Two accounts that no channel uses, one a platform."""

    def __init__(self, simulator: Running) -> None:
        self.door = Door(allowed_networks=["127.0.0.0/8"], only_allowed=True)
        token = {"token": "sim-bare"}
        self.mastodon = Mastodon(Channel("bare", simulator.mastodon, token), self.door)
        login = Channel("bare", simulator.bluesky, {"identifier": "bare", "app_password": "x"})
        session = Bluesky(login, self.door).refresh(timezone.now())
        if isinstance(session, Failed):
            raise ConnectionError(f"the simulator let nobody in: {session.code}")
        self.bluesky = Bluesky(replace(login, secrets=session), self.door)
        self.count = 0
        self.publish()

    def publish(self) -> list[float]:
        """The time of one publishing call on each platform."""
        return [self._publish(one)[0] for one in (self.mastodon, self.bluesky)]

    def remove(self) -> list[float]:
        """The time of two calls one after the other on each platform: delete, and read once."""
        times = []
        for one in (self.mastodon, self.bluesky):
            _, done, delivery = self._publish(one)
            start = time.perf_counter()
            one.retract(done.receipt, EMPTY, delivery)
            self._read(done.receipt.remote_id, delivery.sent_at, one)
            times.append(ms_since(start))
        return times

    def _read(self, number: str, at: datetime, one: Adapter) -> None:
        if one is self.mastodon:
            self.door.send("GET", self.mastodon.status_url(number))
        else:
            self.bluesky.record(number, at)

    def _publish(self, one: Adapter) -> tuple[float, Done, Delivery]:
        self.count += 1
        now, key = timezone.now(), f"bare-{self.count}"
        chosen = one.choose_id(key, now)
        delivery = Delivery(key, 1, key, created_at=now, sent_at=now, remote_id=chosen)
        start = time.perf_counter()
        reply = one.publish(replace(EMPTY, text=f"Bare call {self.count}"), delivery)
        if not isinstance(reply, Done):
            raise ConnectionError(f"the simulator refused a bare call: {reply}")
        return ms_since(start), reply, delivery


EMPTY = Variant(sha256="", text="", language="en")
