"""Replies of the public, put up by whoever steers an exercise; the platforms show them as real."""

from __future__ import annotations

from oyez.simulator.answers import handle
from oyez.simulator.http import Request, Response
from oyez.simulator.played import ANSWERINGS
from oyez.simulator.report import entry
from oyez.simulator.world import Post, World

WORDS = ("platform", "to", "author", "text", "key")
NAME = 60


class ReplyError(ValueError):
    """The description of a reply makes no sense; the message says why."""


def add_reply(world: World, request: Request) -> Response:
    """POST /_sim/replies: platform, to (an id), author, text; the same `key` again adds nothing.

    404 when what it would answer is not visible any more. On Bluesky the record's key will do.
    """
    words = read_reply(request.json())
    if known := world.heard.get(words["key"]):
        return Response.of(200, entry(known, world.now()))
    parent = answered(world, words["platform"], words["to"])
    if parent is None or not parent.shown(world.now()):
        return Response.of(404, {"error": "nothing visible stands there under this id"})
    post = world.add(ANSWERINGS[words["platform"]].make(world, request, parent, words))
    if words["key"]:
        world.heard[words["key"]] = post
    world.told(post)
    return Response.of(201, entry(post, world.now()))


def answered(world: World, platform: str, to: str) -> Post | None:
    """What has this id, or the address that ends with it."""
    if found := world.posts.get((platform, to)):
        return found
    ends = (post for (where, number), post in world.posts.items()
            if where == platform and number.endswith(f"/{to}"))  # fmt: skip
    return next(ends, None)


def read_reply(description: object) -> dict[str, str]:
    """A reply from JSON; raises ReplyError with a sentence."""
    if not isinstance(description, dict):
        raise ReplyError("a reply is a JSON object")
    if unknown := set(description) - set(WORDS):
        raise ReplyError(f"unknown: {', '.join(sorted(map(str, unknown)))}")
    found = {name: description.get(name, "") for name in WORDS}
    for name, value in found.items():
        if not isinstance(value, str) or not (value.strip() or name == "key"):
            raise ReplyError(f"{name} must be a text")
    answering = ANSWERINGS.get(found["platform"])
    if answering is None:
        raise ReplyError(f"platform must be one of {', '.join(ANSWERINGS)}")
    if not handle(found["author"]) or len(found["author"]) > NAME:
        raise ReplyError(f"author must be a name of at most {NAME} characters")
    if answering.count(found["text"]) > answering.longest:
        raise ReplyError(f"text is longer than the {answering.longest} that fit there")
    return found
