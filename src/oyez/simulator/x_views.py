"""What X answers with: problems, posts and accounts, as its manual or its specification says.

Both are in use. Here accounts whose name ends in `_posts` live on a server that speaks as the
specification says, all others on one that speaks as the manual says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from oyez.simulator.http import Response
from oyez.simulator.stage import Call, RefusedError
from oyez.simulator.world import Post, Version, World, digest, iso
from oyez.simulator.x_text import wrapped

KIND = "application/problem+json"
PROBLEMS = "https://api.x.com/2/problems/"
TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    429: "Too Many Requests",
    500: "Internal Server Error",
}
DEFAULT = frozenset({"id", "text"})
# Fields that have one name, and those with another in the specification.
SAME = frozenset(
    {
        "author_id",
        "created_at",
        "entities",
        "in_reply_to_user_id",
        "public_metrics",
        "conversation_id",
    }
)
RENAMED = {
    "edit_history_tweet_ids": "edit_history_post_ids",
    "referenced_tweets": "referenced_posts",
    "retweet_count": "repost_count",
}


def renamed(name: str) -> bool:
    """Whether the server of this account speaks as the specification says."""
    return name.endswith("_posts")


def spell(name: str, account: str) -> str:
    """A field's name on the server of this account."""
    return RENAMED.get(name, name) if renamed(account) else name


def problem(status: int, detail: str, word: str = "") -> Response:
    """A failure; without a word of its own its type says nothing."""
    data = {
        "title": TITLES[status],
        "detail": detail,
        "type": PROBLEMS + word if word else "about:blank",
        "status": status,
    }
    found = Response.of(status, data)
    found.kind = KIND
    return found


def refuse(status: int, detail: str, word: str = "") -> RefusedError:
    """A refusal in X's shape."""
    return RefusedError(problem(status, detail, word))


def invalid(detail: str) -> RefusedError:
    """The refusal of a request that is wrong in itself."""
    return refuse(400, detail, "invalid-request")


def missing(number: str, kind: str = "post") -> dict[str, Any]:
    """The problem that stands in a good answer for what is not there."""
    return {
        "value": number,
        "detail": f"Could not find {kind} with id: [{number}].",
        "title": "Not Found Error",
        "resource_type": kind,
        "parameter": "id",
        "resource_id": number,
        "type": f"{PROBLEMS}resource-not-found",
    }


@lru_cache(maxsize=10_000)
def account_id(name: str) -> str:
    """The same name has the same number in every run."""
    return str(10**17 + int.from_bytes(digest("x", name)[:6], "big"))


def owner(world: World, number: str) -> str | None:
    """The account behind a number."""
    return next((one for one in world.accounts("x") if account_id(one) == number), None)


def user(name: str) -> dict[str, Any]:
    """An account with what everybody is told of it."""
    return {"id": account_id(name), "name": name, "username": name}


def text_of(world: World, post: Post, version: Version) -> str:
    """The text with the name that X puts before an answer of the public."""
    parent = world.posts.get(("x", post.reply_to or ""))
    if parent is None or not post.foreign or mentions(version.text, parent.account):
        return version.text
    return f"@{parent.account} {version.text}"


def mentions(text: str, name: str) -> bool:
    """Whether a text calls an account."""
    return re.search(rf"(?<!\w)@{re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def asked_fields(call: Call, account: str) -> frozenset[str]:
    """The fields of posts that a request asks for, by their names in the manual."""
    ours, other = ("tweet.fields", "post.fields")[:: -1 if renamed(account) else 1]
    if call.request.arg(other):
        raise invalid(f"The query parameter [{other}] is not one of the known parameters")
    asked = set(filter(None, call.request.arg(ours).split(",")))
    known = {spell(name, account): name for name in (*DEFAULT, *SAME, *RENAMED)}
    if unknown := asked - set(known):
        raise invalid(
            f"The `{ours}` query parameter value [{min(unknown)}] is not one of the known"
        )
    return frozenset(known[name] for name in asked)


def post_view(
    world: World, found: tuple[Post, Version], fields: frozenset[str], account: str
) -> dict[str, Any]:
    """A post with the fields that were asked for."""
    post, version = found
    photo = f"{post.url}/photo/1" if version.data.get("media_ids") else ""
    text, links = wrapped(text_of(world, post, version), post.id, photo)
    parent = world.posts.get(("x", post.reply_to or ""))
    values: dict[str, Any] = {
        "author_id": account_id(post.account),
        "created_at": iso(post.created),
        "conversation_id": root(world, post).id,
        "entities": {"urls": links} if links else None,
        "in_reply_to_user_id": account_id(parent.account) if parent else None,
        "referenced_tweets": [{"type": "replied_to", "id": post.reply_to}]
        if post.reply_to
        else None,
        "public_metrics": metrics(world, post, account),
    }
    shown = {spell(name, account): value for name, value in values.items() if name in fields}
    always = {"id": post.id, "text": text, spell("edit_history_tweet_ids", account): [post.id]}
    return always | {name: value for name, value in shown.items() if value is not None}


def root(world: World, post: Post) -> Post:
    """The post a conversation began with, as far as it is known."""
    while parent := world.posts.get(("x", post.reply_to or "")):
        post = parent
    return post


def metrics(world: World, post: Post, account: str) -> dict[str, int]:
    """The counts; only answers happen here."""
    now = world.now()
    replies = [one for one in world.replies.get(post.id, ()) if one.shown(now)]
    names = (
        "retweet_count",
        "reply_count",
        "like_count",
        "quote_count",
        "bookmark_count",
        "impression_count",
    )
    counts = {spell(name, account): 0 for name in names}
    return counts | {"reply_count": len(replies)}
