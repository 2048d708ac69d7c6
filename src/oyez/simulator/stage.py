"""One call on its way to a platform: counted, struck by faults, performed, answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from oyez.simulator.faults import Fault
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.world import World

PAGE = b"<!doctype html><html lang=en><title>Error</title><h1>We will be back soon</h1></html>"


class RefusedError(Exception):
    """The platform says no; carries its answer."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


@dataclass(slots=True)
class Call:
    """What a request wants: the operation, whose account, and how to perform it."""

    request: Request
    operation: str
    account: str
    run: Callable[[Call], Response]
    body: dict[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    twists: dict[str, float] = field(default_factory=dict)


class Platform(Protocol):
    """The answers every platform words in its own way."""

    name: str
    world: World

    def rate_limited(self, seconds: float) -> Response:
        """The 429."""

    def suspended(self) -> Response:
        """The answer to an account that was shut out."""

    def broken(self) -> Response:
        """The 500."""

    def expired(self, account: str) -> Response:
        """The answer to an expired token, and its lasting effect."""


def perform(platform: Platform, call: Call) -> Reply:
    """Do what the call wants, or what the faults make of it."""
    world = platform.world
    world.count(platform.name, call.operation)
    choice = world.faults.choose(platform.name, call.account, call.operation)
    call.twists = choice.twists
    if choice.trouble is None:
        return Reply(execute(call), world.latency)
    world.count(platform.name, f"fault:{choice.trouble.fault}")
    if choice.trouble.fault in UNDONE:
        reply = UNDONE[choice.trouble.fault](platform, call, choice.trouble)
    else:
        reply = spoil(choice.trouble, execute(call), platform)
    reply.delay += world.latency
    return reply


def execute(call: Call) -> Response:
    """Perform it; a refusal is an answer."""
    try:
        return call.run(call)
    except RefusedError as refusal:
        return refusal.response


def spoil(fault: Fault, response: Response, platform: Platform) -> Reply:
    """It was performed; what becomes of the answer."""
    if fault.fault == "slow":
        return Reply(response, fault.seconds)
    if fault.fault == "half_answer":
        return Reply(response, ending="half")
    if fault.fault == "error_after":
        return Reply(platform.broken())
    if fault.fault == "garbage":
        cut = response.body[: len(response.body) // 2] + b"\x00{"
        return Reply(Response(response.status, cut, response.kind, response.headers))
    return Reply(None, ending="drop")


def accept_late(platform: Platform, call: Call, fault: Fault) -> Reply:
    """Drop the connection now and perform the call later."""
    platform.world.later(fault.seconds, lambda: execute(call))
    return Reply(None, ending="drop")


UNDONE: dict[str, Callable[[Platform, Call, Fault], Reply]] = {
    "drop_before": lambda _platform, _call, _fault: Reply(None, ending="drop"),
    "hang": lambda _platform, _call, _fault: Reply(None, ending="hang"),
    "html": lambda _platform, _call, _fault: Reply(Response(200, PAGE, "text/html")),
    "error_before": lambda platform, _call, _fault: Reply(platform.broken()),
    "suspended": lambda platform, _call, _fault: Reply(platform.suspended()),
    "rate_limit": lambda platform, _call, fault: Reply(platform.rate_limited(fault.seconds)),
    "expired_token": lambda platform, call, _fault: Reply(platform.expired(call.account)),
    "late_accept": accept_late,
}
