"""A door that gives prepared answers, one after the other, and keeps what was asked."""

from __future__ import annotations

import json as json_module
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from oyez.platforms.port import Answer, Envelope, MailAnswer


@dataclass
class Asked:
    method: str
    url: str
    headers: Mapping[str, str]
    json: object
    body: bytes | None


@dataclass
class Canned:
    answers: list[Answer]
    asked: list[Asked] = field(default_factory=list)

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        json: object = None,
        body: bytes | None = None,
        timeout: float = 10.0,
    ) -> Answer:
        assert timeout > 0
        self.asked.append(Asked(method, url, headers or {}, json, body))
        return self.answers.pop(0)

    def mail(self, relay: str, envelope: Envelope, **more: Any) -> MailAnswer:
        raise AssertionError(f"no mail is sent here: {relay}, {envelope}, {more}")


def said(status: int, data: object = None, **headers: str) -> Answer:
    """A whole answer in JSON; underscores in header names are hyphens."""
    body = b"" if data is None else json_module.dumps(data).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer("done", status, named, body)


def lost(phase: str = "body_sent") -> Answer:
    """No answer came."""
    return Answer(phase, None, error="timeout")
