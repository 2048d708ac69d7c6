"""Start the simulator in a process of its own and steer it: for tests, chaos and benchmarks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

OPENER = build_opener(ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Running:
    """A running simulator: its addresses, and its controls as methods."""

    base_url: str
    smtp_port: int
    wall: str
    platforms: dict[str, str]

    @property
    def mastodon(self) -> str:
        """The address of the played Mastodon."""
        return self.platforms["mastodon"]

    @property
    def bluesky(self) -> str:
        """The address of the played Bluesky."""
        return self.platforms["bluesky"]

    def control(self, method: str, path: str, data: object = None) -> Any:
        """One request to /_sim; raises ValueError with the simulator's sentence when it refuses."""
        body = None if data is None else json.dumps(data).encode()
        request = Request(f"{self.base_url}/_sim/{path}", body, method=method)  # noqa: S310 - ours
        try:
            with OPENER.open(request, timeout=30) as answer:
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise ValueError(json.load(error).get("error", str(error))) from None

    def fault(self, platform: str, operation: str, fault: str, **more: Any) -> dict[str, Any]:
        """Add a fault; `more` is account, times, probability, seconds."""
        words = {"platform": platform, "operation": operation, "fault": fault}
        found: dict[str, Any] = self.control("POST", "faults", words | more)
        return found

    def clear_faults(self) -> None:
        """Take all faults off the list."""
        self.control("DELETE", "faults")

    def reply(self, platform: str, to: str, author: str, text: str, **more: Any) -> dict[str, Any]:
        """Somebody of the public answers what stands there under the id `to`; `more` is key."""
        words = {"platform": platform, "to": to, "author": author, "text": text}
        found: dict[str, Any] = self.control("POST", "replies", words | more)
        return found

    def by_hand(self, platform: str, account: str, text: str) -> dict[str, Any]:
        """Somebody posts on the account, and not through Oyez."""
        words = {"platform": platform, "account": account, "text": text}
        found: dict[str, Any] = self.control("POST", "posts", words)
        return found

    def page(self, address: str, **shown: Any) -> None:
        """Let a website of others show this from now on: html, redirect, status, rating."""
        self.control("POST", "pages", {"address": address} | shown)

    def webhook(self, platform: str, account: str, url: str, secret: str, **more: str) -> None:
        """Have the platform call there; `more` is verify. ValueError where its question fails."""
        words = {"platform": platform, "account": account, "url": url, "secret": secret}
        self.control("POST", "webhooks", words | more)

    def webhooks(self) -> list[dict[str, Any]]:
        """Every webhook with its calls, what is pending there, and its last status."""
        found: list[dict[str, Any]] = self.control("GET", "webhooks")["webhooks"]
        return found

    def state(self, *, everything: bool = False) -> dict[str, Any]:
        """What stands; see report.state."""
        found: dict[str, Any] = self.control("GET", "state?all=1" if everything else "state")
        return found

    def live(self, platform: str, account: str = "") -> list[dict[str, Any]]:
        """The live objects of a platform, or of one account there."""
        objects = self.state()["objects"]
        return [
            one
            for one in objects
            if one["platform"] == platform and account in ("", one["account"])
        ]

    def calls(self) -> dict[str, dict[str, int]]:
        """Counters by platform."""
        found: dict[str, dict[str, int]] = self.control("GET", "calls")
        return found

    def latency(self, ms: float) -> None:
        """Delay every platform answer from now on."""
        self.control("POST", "latency", {"ms": ms})

    def reset(self) -> None:
        """Forget objects, mails, counters and faults."""
        self.control("POST", "reset")


@contextmanager
def running(*arguments: str, port: int = 0, smtp_port: int = 0) -> Iterator[Running]:
    """A simulator in a child process, ended with the block; more arguments as on the command line.

    The child also ends by itself when this process dies, because its stdin closes.
    """
    ports = ["--port", str(port), "--smtp-port", str(smtp_port)]
    child = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "oyez.simulator", *ports, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with child:
        try:
            line = child.stdout.readline() if child.stdout else b""
            if not line:
                raise RuntimeError(f"the simulator did not start: exit code {child.wait(15)}")
            yield Running(**json.loads(line))
        finally:
            child.terminate()
            child.wait(15)
