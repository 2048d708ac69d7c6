"""What Instagram answers with: accounts, media and comments, as far as they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oyez.simulator.graph import missing, number_of, page, picked, stamp
from oyez.simulator.stage import Call
from oyez.simulator.world import Post, Version, World

NAME = "instagram"
DAY = 86_400
QUOTA = 100


def moment(world: World, call: Call) -> float:
    """The time whose state the caller may see."""
    return world.now() - call.twists.get("lag", 0.0)


def media_of(world: World, post: Post) -> Post:
    """The post a comment hangs on."""
    while post.reply_to and (above := world.posts.get((NAME, post.reply_to))):
        post = above
    return post


def reach(world: World, number: str, account: str) -> Post:
    """A post or a comment that stands and belongs to the caller's account."""
    post = world.standing(NAME, number)
    if post is None or media_of(world, post).account != account:
        raise missing()
    return post


def recent(world: World, account: str) -> int:
    """How many posts went out in the last 24 hours."""
    posts = world.by_account.get((NAME, account), ())
    since = world.now() - DAY
    return sum(post.reply_to is None and post.created > since for post in posts)


def person(call: Call) -> dict[str, Any]:
    """The account itself."""
    return {"id": number_of(NAME, call.account), "username": call.account}


def shown(world: World, call: Call, pair: tuple[Post, Version], wanted: str) -> dict[str, Any]:
    """A post or a comment, in one of its wordings, with the fields asked for."""
    if pair[0].reply_to is not None:
        return picked(comment(world, call, pair), wanted)
    post, version = pair
    return picked(
        {
            "id": post.id,
            "caption": version.text or None,
            "timestamp": stamp(post.created),
            "permalink": post.url,
            "shortcode": post.url.rstrip("/").rpartition("/")[2],
            "username": post.account,
            "media_type": "CAROUSEL_ALBUM" if len(version.alts) > 1 else "IMAGE",
            "media_product_type": "FEED",
            "alt_text": version.alts[0] if len(version.alts) == 1 else None,
            "is_comment_enabled": bool(version.data["comments"]),
            "comments": lambda args, inside: comments(
                world, call, post, {**args, "fields": inside}
            ),
        },
        wanted,
    )


def comment(world: World, call: Call, pair: tuple[Post, Version]) -> dict[str, Any]:
    """All fields of a comment; of answers to answers Instagram makes one level."""
    post, version = pair
    name = str(version.data.get("author") or post.account)
    above = world.posts.get((NAME, post.reply_to or ""))
    nested = above is not None and above.reply_to is not None
    return {
        "id": post.id,
        "text": version.text,
        "username": name,
        "from": {"id": number_of(NAME, post.account), "username": name},
        "timestamp": stamp(post.created),
        "hidden": not post.public,
        "parent_id": post.reply_to if nested else None,
        "media": {"id": media_of(world, post).id},
        "replies": lambda args, inside: comments(world, call, post, {**args, "fields": inside}),
    }


def comments(world: World, call: Call, post: Post, args: Mapping[str, str]) -> dict[str, Any]:
    """The edge of comments of a post, or of replies to a comment, newest first."""
    rows = [
        shown(world, call, (one, version), args.get("fields", "") or "text,timestamp")
        for one in reversed(world.replies.get(post.id, []))
        if (version := one.at(moment(world, call)))
    ]
    return page(rows, args.get("limit", ""), args.get("after", ""))
