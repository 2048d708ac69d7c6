"""Webhooks of the played platforms: set by who steers an exercise, called when somebody speaks.

The faults of the operation `webhook` decide how: forged, twice, late (`slow`), or never
(`drop_before`).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from oyez.simulator.calling import UncallableError, call, checked
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.webhook_events import EVENTS, REPORTING, question, root_of
from oyez.simulator.world import Hook, Post, World

FORGED = "not-the-secret-of-anybody"
TEXTS = ("platform", "account", "url", "secret", "verify")


class Webhooks:
    """Calls out as a loop allows; whatever runs is kept until it is done."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.running: set[asyncio.Task[None]] = set()
        world.told = self.told

    async def set(self, request: Request) -> Reply:
        """POST /_sim/webhooks: platform, account, url, secret and, for Meta, the word to verify.

        The platform first asks what it asks before it calls; a wrong answer sets nothing.
        """
        try:
            hook = read(request.json())
        except UncallableError as error:
            return Reply(Response.of(400, {"error": str(error)}))
        if not await shaken(hook):
            return Reply(Response.of(422, {"error": "the question was not answered rightly"}))
        self.world.hooks[hook.platform, hook.account] = hook
        return Reply(Response.of(201, asdict(hook) | {"secret": ""}))

    def list(self) -> Reply:
        """GET /_sim/webhooks: each with how often it was called and what it answered last."""
        found = [asdict(hook) | {"secret": ""} for hook in self.world.hooks.values()]
        return Reply(Response.of(200, {"webhooks": found}))

    def told(self, post: Post) -> None:
        """Somebody answered, or a message was accepted: call whoever wants to know."""
        hook = self.world.hooks.get((post.platform, root_of(self.world, post).account))
        if hook is None or (not post.foreign and post.platform not in REPORTING):
            return
        choice = self.world.faults.choose(post.platform, hook.account, "webhook")
        trouble = choice.trouble.fault if choice.trouble else ""
        if trouble == "drop_before":
            hook.pending += 1
            return
        secret = FORGED if "forged" in choice.twists else hook.secret
        headers, body = EVENTS[post.platform](self.world, secret, post)
        wait = choice.trouble.seconds if choice.trouble and trouble == "slow" else 0.0
        for _ in range(2 if "twice" in choice.twists else 1):
            self.start(send(hook, headers, body, wait))

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Let it run beside everything else."""
        task = asyncio.get_running_loop().create_task(work)
        self.running.add(task)
        task.add_done_callback(self.running.discard)


async def send(hook: Hook, headers: dict[str, str], body: bytes, wait: float) -> None:
    """One call; what is not answered with a yes stays pending, as the platforms count it."""
    await asyncio.sleep(wait)
    status, _ = await call(hook.url, headers=headers, body=body)
    hook.calls += 1
    hook.last = status
    hook.pending += not 200 <= status < 300


async def shaken(hook: Hook) -> bool:
    """Whether the question that this platform asks is answered rightly."""
    asked, right = question(hook.platform, hook.secret, f"word-{hook.account}", hook.verify)
    if not asked:
        return True
    status, body = await call(f"{hook.url}?{urlencode(asked)}")
    if status != 200:
        return False
    try:
        return bool(json.loads(body) == json.loads(right))
    except ValueError:
        return body.decode(errors="replace") == right


def read(description: object) -> Hook:
    """A webhook from JSON; raises UncallableError with a sentence."""
    if not isinstance(description, dict) or set(description) - set(TEXTS):
        raise UncallableError(f"a webhook is a JSON object with {', '.join(TEXTS)}")
    found = {name: description.get(name, "") for name in TEXTS}
    if not all(isinstance(value, str) for value in found.values()):
        raise UncallableError("every value must be a text")
    if found["platform"] not in EVENTS:
        raise UncallableError(f"platform must be one of {', '.join(EVENTS)}")
    checked(found["url"])
    return Hook(**found)
