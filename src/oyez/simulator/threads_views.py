"""What Threads answers with: posts and replies, as far as they are asked for, and their length."""

from __future__ import annotations

from typing import Any

from oyez.simulator.graph import TOKEN, missing, number_of, picked, stamp
from oyez.simulator.http import Request
from oyez.simulator.stage import Call
from oyez.simulator.world import Post, Version, World

NAME = "threads"
DAY = 86_400
POSTS, REPLIES, REMOVALS = 250, 1_000, 100
EMOJI = ((0x1F000, 0x1FAFF), (0x2600, 0x27BF), (0xFE0F, 0xFE0F))


def length(text: str) -> int:
    """Characters, and an emoji as its bytes in UTF-8."""
    costly = (sign for sign in text if any(low <= ord(sign) <= high for low, high in EMOJI))
    return len(text) + sum(len(sign.encode()) - 1 for sign in costly)


def moment(world: World, call: Call) -> float:
    """The time whose state the caller may see."""
    return world.now() - call.twists.get("lag", 0.0)


def permalink(request: Request, name: str, number: int) -> str:
    """Where people read a post."""
    return f"http://{request.host}/{NAME}/@{name}/post/{number:x}"


def behind(world: World, request: Request) -> Post | None:
    """The post that a page is about."""
    code = request.path.rpartition("/")[2]
    try:
        post = world.posts.get((NAME, str(int(code, 16))))
    except ValueError:
        return None
    return post if post and post.url.endswith(request.path) else None


def holder(request: Request) -> str:
    """The account of the token in an address."""
    found = TOKEN.fullmatch(request.arg("access_token"))
    return found[1] if found else ""


def reach(world: World, number: str) -> Post:
    """A post or a reply that stands."""
    post = world.standing(NAME, number)
    if post is None:
        raise missing()
    return post


def root_of(world: World, post: Post) -> Post:
    """The post a conversation began with."""
    while post.reply_to and (above := world.posts.get((NAME, post.reply_to))):
        post = above
    return post


def recent(world: World, account: str, *, replies: bool = False) -> int:
    """How many posts, or replies, went out in the last 24 hours."""
    since = world.now() - DAY
    posts = world.by_account.get((NAME, account), ())
    return sum((post.reply_to is not None) == replies and post.created > since for post in posts)


def removed(world: World, account: str) -> int:
    """How many were removed in the last 24 hours."""
    now = world.now()
    posts = world.by_account.get((NAME, account), ())
    return sum(now - DAY < post.gone_at <= now for post in posts)


def shown(world: World, call: Call, pair: tuple[Post, Version], wanted: str) -> dict[str, Any]:
    """A post or a reply, in one of its wordings, with the fields asked for."""
    post, version = pair
    root = root_of(world, post)

    def named(other: str) -> Any:
        return lambda _args, _inside: {"id": other}

    whole = {
        "id": post.id,
        "media_product_type": "THREADS",
        "media_type": "CAROUSEL_ALBUM" if len(version.alts) > 1 else "TEXT_POST",
        "text": version.text or None,
        "timestamp": stamp(post.created),
        "permalink": post.url,
        "shortcode": post.url.rpartition("/")[2],
        "username": post.account,
        "owner": {"id": number_of(NAME, post.account)},
        "is_reply": post.reply_to is not None,
        "is_reply_owned_by_me": post.reply_to is not None and post.account == call.account,
        "has_replies": any(one.at(moment(world, call)) for one in world.replies.get(post.id, ())),
        "hide_status": "NOT_HUSHED" if post.public else "HIDDEN",
        "alt_text": version.alts[0] if len(version.alts) == 1 else None,
        "root_post": named(root.id) if post.reply_to else None,
        "replied_to": named(post.reply_to) if post.reply_to else None,
    }
    return picked(whole, wanted)
