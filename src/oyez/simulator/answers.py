"""How somebody of the public answers on each platform, as the platform keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from oyez.simulator.bluesky_records import POST, record_cid, tid
from oyez.simulator.bluesky_repo import address
from oyez.simulator.http import Request
from oyez.simulator.world import Post, Version, World


@dataclass(frozen=True, slots=True)
class Answering:
    """The longest answer in the platform's own count, and what makes it: (world, request,
    parent, words).
    """

    longest: int
    count: Callable[[str], int]
    make: Callable[[World, Request, Post, dict[str, str]], Post]


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


def plain_reply(world: World, request: Request, parent: Post, words: dict[str, str]) -> Post:
    """An answer on a platform that keeps nothing but who said what."""
    name, number, now = handle(words["author"]), str(world.next_number()), world.now()
    version = Version(now, words["text"], {"author": words["author"]})
    post = Post(parent.platform, name, number, now, now, [version])
    post.url = f"http://{request.host}/{parent.platform}/{name}/{number}"
    post.reply_to, post.foreign = parent.id, True
    return post
