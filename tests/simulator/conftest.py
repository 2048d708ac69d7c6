"""One simulator for the tests of a worker, emptied before each; and a plain client for it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest

from oyez.simulator import Running, running


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Web:
    sim: Running

    def ask(
        self,
        method: str,
        path: str,
        token: str = "",
        *,
        json_body: object = None,
        form: Mapping[str, object] | None = None,
        raw: tuple[str, bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 5,
    ) -> Answer:
        kind, body = raw or ("", b"")
        if json_body is not None:
            kind, body = "application/json", json.dumps(json_body).encode()
        if form is not None:
            kind, body = "application/x-www-form-urlencoded", urlencode(form, doseq=True).encode()
        sent = dict(headers or {})
        if kind:
            sent["Content-Type"] = kind
        if token:
            sent["Authorization"] = f"Bearer {token}"
        host = self.sim.base_url.removeprefix("http://")
        link = http.client.HTTPConnection(host, timeout=timeout)
        try:
            link.request(method, path, body or None, sent)
            answer = link.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            link.close()

    def toot(self, text: str, account: str = "pi", key: str = "", **more: object) -> Answer:
        headers = {"Idempotency-Key": key} if key else {}
        body = {"status": text} | more
        path = "/mastodon/api/v1/statuses"
        return self.ask("POST", path, f"sim-{account}", json_body=body, headers=headers)

    def log_in(self, name: str = "pi") -> dict[str, Any]:
        words = {"identifier": name, "password": "abcd"}
        session: dict[str, Any] = self.call("com.atproto.server.createSession", words).data
        return session

    def call(self, method: str, body: object = None, token: str = "") -> Answer:
        return self.ask("POST", f"/bluesky/xrpc/{method}", token, json_body=body)

    def query(self, method: str, token: str = "", **args: object) -> Answer:
        return self.ask("GET", f"/bluesky/xrpc/{method}?{urlencode(args, doseq=True)}", token)

    def put(self, who: Mapping[str, Any], text: str, key: str = "3m7aaaaaaaaaa", **more: object):
        record = {"text": text, "createdAt": "2026-11-21T03:00:00.000Z"} | dict(
            more.pop("record", {})
        )
        body = {"repo": who["did"], "collection": "app.bsky.feed.post", "rkey": key}
        body |= {"swapRecord": None, "record": record} | more
        if body["swapRecord"] == "none":
            del body["swapRecord"]
        return self.call("com.atproto.repo.putRecord", body, who["accessJwt"])

    def get(self, who: Mapping[str, Any], key: str = "3m7aaaaaaaaaa") -> Answer:
        where = {"repo": who["did"], "collection": "app.bsky.feed.post", "rkey": key}
        return self.query("com.atproto.repo.getRecord", **where)

    def delete(self, who: Mapping[str, Any], key: str = "3m7aaaaaaaaaa") -> Answer:
        body = {"repo": who["did"], "collection": "app.bsky.feed.post", "rkey": key}
        return self.call("com.atproto.repo.deleteRecord", body, who["accessJwt"])


@pytest.fixture(scope="session")
def started() -> Iterator[Running]:
    with running("--portal", "https://portal.example/?a=1&b=2", "--seed", "7") as simulator:
        yield simulator


@pytest.fixture
def sim(started: Running) -> Running:
    started.reset()
    started.latency(0)
    return started


@pytest.fixture
def web(sim: Running) -> Web:
    return Web(sim)
