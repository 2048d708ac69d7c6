"""Posts that nobody sent through Oyez: by hand in the app, or by whoever has taken the account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from oyez.simulator.bluesky_records import POST, record_cid, tid
from oyez.simulator.bluesky_repo import address
from oyez.simulator.graph import number_of
from oyez.simulator.http import Request, Response
from oyez.simulator.report import entry
from oyez.simulator.telegram_writes import next_number
from oyez.simulator.world import Post, Version, World

WORDS: Final = ("platform", "account", "text")
Make = Callable[[World, str, str, str], Post]


class ByHandError(ValueError):
    """The description of a post makes no sense; the message says why."""


def add_post(world: World, request: Request) -> Response:
    """POST /_sim/posts: platform, account, text; it stands there at once, as the account's own."""
    words = request.json()
    if not isinstance(words, dict) or set(words) != set(WORDS):
        raise ByHandError(f"a post is a JSON object with {', '.join(WORDS)}")
    if not all(isinstance(words[name], str) and words[name].strip() for name in WORDS):
        raise ByHandError("platform, account and text must be texts")
    make = MAKES.get(words["platform"])
    if make is None:
        raise ByHandError(f"platform must be one of {', '.join(MAKES)}")
    post = world.add(make(world, request.host, words["account"], words["text"]))
    return Response.of(201, entry(post, world.now()))


def plain(platform: str, path: str, data: dict[str, Any]) -> Make:
    """A post under a number that grows, on a platform whose objects carry these fields."""

    def make(world: World, host: str, account: str, text: str) -> Post:
        number, now = str(world.next_number()), world.now()
        version = Version(now, text, {**data, "said": text})
        url = f"http://{host}/{platform}/{path.format(account=account, number=number)}"
        return Post(platform, account, number, now, now, [version], url=url)

    return make


def mastodon(world: World, host: str, account: str, text: str) -> Post:
    """A public status."""
    data = {"visibility": "public", "spoiler_text": "", "sensitive": False, "language": None,
            "media_ids": []}  # fmt: skip
    return plain("mastodon", "@{account}/{number}", data)(world, host, account, text)


def bluesky(world: World, host: str, account: str, text: str) -> Post:
    """A record under a key of the app's choice."""
    now, key = world.now(), tid(world.next_number())
    at = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds")
    record = {"$type": POST, "text": text, "createdAt": at}
    version = Version(now, text, {"record": record, "cid": record_cid(record)})
    url = f"http://{host}/bluesky/profile/{account}.sim.example/post/{key}"
    return Post("bluesky", account, address(account, POST, key), now, now, [version], url=url)


def facebook(world: World, host: str, account: str, text: str) -> Post:
    """A post of the page, named after page and post."""
    post = plain("facebook", "{account}/posts/{number}", {"photos": []})(world, host, account, text)
    post.id = f"{number_of('facebook', account)}_{post.id}"
    return post


def telegram(world: World, host: str, account: str, text: str) -> Post:
    """A message in the channel, numbered like all others."""
    now, number = world.now(), next_number(world)
    data = {"parts": [number], "gone": set[int](), "photos": [], "group": False}
    url = f"http://{host}/telegram/{account}/{number}"
    version = Version(now, text, data)
    return Post("telegram", account, str(number), now, now, [version], url=url)


MAKES: Final[dict[str, Make]] = {
    "mastodon": mastodon,
    "bluesky": bluesky,
    "x": plain("x", "{account}/status/{number}", {"media_ids": []}),
    "facebook": facebook,
    "instagram": plain("instagram", "p/{number}/", {"comments": True}),
    "threads": plain("threads", "@{account}/post/{number}", {}),
    "telegram": telegram,
}
