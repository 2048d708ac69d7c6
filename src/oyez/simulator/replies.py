"""Replies of the public, put up by whoever steers an exercise; the platforms show them as real."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from oyez.simulator.bluesky_records import POST, record_cid, tid
from oyez.simulator.bluesky_repo import address
from oyez.simulator.http import Request, Response
from oyez.simulator.report import entry
from oyez.simulator.text import graphemes, mastodon_length
from oyez.simulator.world import Post, Version, World

PLATFORMS = ("mastodon", "bluesky")
WORDS = ("platform", "to", "author", "text", "key")
LONGEST = {"mastodon": 500, "bluesky": 300}
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
    make = mastodon_reply if words["platform"] == "mastodon" else bluesky_reply
    post = world.add(make(world, request, parent, words))
    if words["key"]:
        world.heard[words["key"]] = post
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
    if found["platform"] not in PLATFORMS:
        raise ReplyError(f"platform must be one of {', '.join(PLATFORMS)}")
    if not handle(found["author"]) or len(found["author"]) > NAME:
        raise ReplyError(f"author must be a name of at most {NAME} characters")
    count = mastodon_length if found["platform"] == "mastodon" else graphemes
    if count(found["text"]) > LONGEST[found["platform"]]:
        raise ReplyError(f"text is longer than the {LONGEST[found['platform']]} that fit there")
    return found


def handle(author: str, joint: str = "_") -> str:
    """The account of somebody with this name."""
    return re.sub(r"[^a-z0-9]+", joint, author.lower()).strip(joint)


def mastodon_reply(world: World, request: Request, parent: Post, words: dict[str, str]) -> Post:
    """A status in answer to another."""
    name, number, now = handle(words["author"]), str(world.next_number()), world.now()
    data: dict[str, Any] = {
        "visibility": "public",
        "spoiler_text": "",
        "sensitive": False,
        "language": None,
        "media_ids": [],
        "author": words["author"],
    }
    post = Post("mastodon", name, number, now, now, [Version(now, words["text"], data)])
    post.url = f"http://{request.host}/mastodon/@{name}/{number}"
    post.reply_to, post.foreign = parent.id, True
    return post


def bluesky_reply(world: World, request: Request, parent: Post, words: dict[str, str]) -> Post:
    """A record in answer to another."""
    name, key, now = handle(words["author"], "-"), tid(world.next_number()), world.now()
    above = {"uri": parent.id, "cid": parent.newest.data["cid"]}
    record = {
        "$type": POST,
        "text": words["text"],
        "createdAt": datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds"),
        "reply": {"root": root_of(parent, above), "parent": above},
    }
    data = {"record": record, "cid": record_cid(record), "author": words["author"]}
    uri = address(name, POST, key)
    post = Post("bluesky", name, uri, now, now, [Version(now, words["text"], data)])
    post.url = f"http://{request.host}/bluesky/profile/{name}.sim.example/post/{key}"
    post.reply_to, post.foreign = parent.id, True
    return post


def root_of(parent: Post, above: dict[str, Any]) -> dict[str, Any]:
    """Where the thread begins: with the answered record, or where that one says."""
    reply = parent.newest.data["record"].get("reply")
    found: dict[str, Any] = reply["root"] if isinstance(reply, dict) and "root" in reply else above
    return found
