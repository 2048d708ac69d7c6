"""Bluesky from outside: what the network's view and a person's browser show."""

from __future__ import annotations

from html import escape
from typing import Any

from oyez.simulator import bluesky_records as rules
from oyez.simulator.bluesky_repo import account_of
from oyez.simulator.bluesky_session import DOMAIN, authorised, refuse
from oyez.simulator.http import Response
from oyez.simulator.stage import Call
from oyez.simulator.world import Post, Version, World, iso


def author(name: str) -> dict[str, str]:
    """Who wrote it."""
    return {"did": rules.did_of(name), "handle": name + DOMAIN, "displayName": name}


def view(world: World, post: Post, version: Version) -> dict[str, Any]:
    """A post as the network shows it."""
    moment = world.now()
    replies = [one for one in world.replies.get(post.id, ()) if one.shown(moment)]
    return {
        "uri": post.id,
        "cid": version.data["cid"],
        "author": author(post.account),
        "record": version.data["record"],
        "replyCount": len(replies),
        "repostCount": 0,
        "likeCount": 0,
        "quoteCount": 0,
        "indexedAt": iso(post.shown_from),
        "labels": [],
    }


def found(world: World, call: Call, uri: str) -> tuple[Post, Version] | None:
    """A post the public can see."""
    post = world.posts.get(("bluesky", uri))
    version = post.shown(world.now() - call.twists.get("lag", 0.0)) if post else None
    return (post, version) if post and version else None


def get_posts(world: World, call: Call) -> Response:
    """app.bsky.feed.getPosts; what is gone is simply missing."""
    uris = call.request.args.get("uris", [])
    if not 1 <= len(uris) <= 25:
        raise refuse(400, "InvalidRequest", "Params/uris must have 1 to 25 elements")
    seen = [found(world, call, uri) for uri in uris]
    return Response.of(200, {"posts": [view(world, *pair) for pair in seen if pair]})


def get_thread(world: World, call: Call) -> Response:
    """app.bsky.feed.getPostThread: the post and the answers below it."""
    uri = call.request.arg("uri")
    pair = found(world, call, uri)
    if pair is None:
        raise refuse(400, "NotFound", f"Post not found: {uri}")
    return Response.of(200, {"thread": branch(world, call, pair)})


def branch(world: World, call: Call, pair: tuple[Post, Version]) -> dict[str, Any]:
    """A post with its answers and theirs."""
    below = answers(world, call, pair[0])
    return {
        "$type": "app.bsky.feed.defs#threadViewPost",
        "post": view(world, *pair),
        "replies": [branch(world, call, one) for one in below],
    }


def answers(world: World, call: Call, post: Post) -> list[tuple[Post, Version]]:
    """The visible answers to a post."""
    moment = world.now() - call.twists.get("lag", 0.0)
    pairs = [(reply, reply.shown(moment)) for reply in world.replies.get(post.id, ())]
    return [(reply, version) for reply, version in pairs if version]


def get_profile(world: World, call: Call) -> Response:
    """app.bsky.actor.getProfile."""
    name = account_of(world, call.request.arg("actor"))
    counts = {"followersCount": 0, "followsCount": 0}
    posts = world.standing_count("bluesky", name)
    return Response.of(200, author(name) | counts | {"postsCount": posts, "labels": []})


def notifications(world: World, call: Call) -> Response:
    """app.bsky.notification.listNotifications: who answered, newest first."""
    name, entries = authorised(world, call), []
    for post in world.by_account.get(("bluesky", name), ()):
        pairs = answers(world, call, post)
        entries += [notification(post, *pair) for pair in pairs if pair[0].account != name]
    entries.sort(key=lambda one: str(one["indexedAt"]), reverse=True)
    return Response.of(200, {"notifications": entries[:100], "seenAt": iso(world.now())})


def notification(post: Post, reply: Post, version: Version) -> dict[str, Any]:
    """One answer to a post."""
    return {
        "uri": reply.id,
        "cid": version.data["cid"],
        "author": author(reply.account),
        "reason": "reply",
        "reasonSubject": post.id,
        "record": version.data["record"],
        "isRead": False,
        "indexedAt": iso(reply.shown_from),
    }


def resolve_handle(world: World, call: Call) -> Response:
    """com.atproto.identity.resolveHandle."""
    return Response.of(200, {"did": rules.did_of(account_of(world, call.request.arg("handle")))})


def page(world: World, call: Call) -> Response:
    """GET /profile/HANDLE/post/KEY: what a person's browser gets."""
    words = call.request.path.split("/")
    uri = f"at://{rules.did_of(call.account)}/{rules.POST}/{words[-1]}"
    pair = found(world, call, uri)
    text, link = "Post not found", ""
    if pair:
        text, link = pair[1].text, f'<link rel="canonical" href="{escape(pair[0].url)}">'
    head = f"<!doctype html><html lang=en><meta charset=utf-8><title>Post</title>{link}"
    body = f"{head}<p>{escape(text)}</p></html>"
    return Response(200 if pair else 404, body.encode(), "text/html; charset=utf-8")
