"""LinkedIn's comments, notifications, figures, and the switch that closes a post to comments."""

from __future__ import annotations

import re
from typing import Any

from oyez.simulator.answers import handle
from oyez.simulator.http import Request, Response
from oyez.simulator.linkedin_names import (
    COMMENT,
    activity,
    base_of,
    moment,
    organization,
    post_of,
    refuse,
)
from oyez.simulator.linkedin_posts import number
from oyez.simulator.stage import Call
from oyez.simulator.world import Post, Version, World

LONGEST = 1250
LISTED = re.compile(r"\((.*)\)")
SPAN = re.compile(r"timeRange=\(start:(\d+),end:(\d+)\)")


def person(name: str) -> str:
    """The name of a member."""
    return f"urn:li:person:{name}"


def linkedin_reply(world: World, request: Request, parent: Post, words: dict[str, str]) -> Post:
    """A comment of somebody of the public."""
    post = new_comment(world, request, parent, words["text"])
    post.account, post.foreign = handle(words["author"], "-"), True
    post.newest.data |= {"author": words["author"], "actor": person(post.account)}
    return post


def new_comment(world: World, request: Request, parent: Post, text: str) -> Post:
    """A comment below a post or below another comment."""
    top = post_of(world, parent.id) or parent
    now = world.now()
    urn = f"urn:li:comment:({activity(top.id)},{world.next_number()})"
    version = Version(now, text, {"kind": "comment"})
    post = Post("linkedin", top.account, urn, now, now, [version])
    place = urn.replace(":", "%3A").replace("(", "%28").replace(")", "%29").replace(",", "%2C")
    post.url = f"{base_of(request)}/feed/update/{activity(top.id)}/?commentUrn={place}"
    post.reply_to = parent.id
    return post


def thread(world: World, call: Call) -> tuple[Post, Post]:
    """The post the path names, and what in it: the post itself or a comment."""
    urn = call.words[0]
    top = post_of(world, urn)
    below = world.posts.get(("linkedin", urn)) if COMMENT.fullmatch(urn) else top
    now = moment(world, call)
    if top is None or below is None or top.at(now) is None or below.at(now) is None:
        raise refuse(404, "RESOURCE_NOT_FOUND", "No social action found for the entity")
    return top, below


def entry(post: Post, version: Version) -> dict[str, Any]:
    """A comment as the interface gives it."""
    found = COMMENT.fullmatch(post.id)
    actor = version.data.get("actor") or organization(post.account)
    times = {"actor": actor, "time": int(post.created * 1000)}
    data = {
        "id": found[2] if found else "",
        "commentUrn": post.id,
        "object": f"urn:li:activity:{found[1]}" if found else "",
        "actor": actor,
        "message": {"attributes": [], "text": version.text},
        "created": times,
        "lastModified": times | {"time": int(version.at * 1000)},
    }
    return data | ({"parentComment": post.reply_to} if COMMENT.match(post.reply_to or "") else {})


def say(world: World, call: Call) -> Response:
    """POST …/comments: the organisation comments, or answers a comment."""
    top, below = thread(world, call)
    body = call.body
    words = body.get("message")
    text = words.get("text") if isinstance(words, dict) else None
    if body.get("actor") != organization(call.account):
        raise refuse(403, "ACCESS_DENIED", "Not an administrator of the actor")
    if not isinstance(text, str) or not text or len(text) > LONGEST:
        raise refuse(400, "INVALID_VALUE", f"message.text must have 1 to {LONGEST} characters")
    if post_of(world, str(body.get("object"))) is not top:
        raise refuse(400, "INVALID_VALUE", "object must be the post")
    if top.newest.data.get("comments") == "CLOSED":
        raise refuse(403, "ACCESS_DENIED", "Comments are closed")
    if answered := str(body.get("parentComment") or ""):
        parent = world.standing("linkedin", answered)
        if parent is None:
            raise refuse(404, "RESOURCE_NOT_FOUND", "The parent comment does not exist")
        below = parent
    post = new_comment(world, call.request, below, text)
    post.account, post.newest.data["actor"] = call.account, organization(call.account)
    post.shown_from += call.twists.get("lag", 0.0)
    world.add(post)
    data = entry(post, post.newest)
    return Response.of(201, data, ("x-restli-id", data["id"]))


def comments(world: World, call: Call) -> Response:
    """GET …/comments, the oldest first; answers to a comment are listed below it."""
    _, below = thread(world, call)
    start, count = number(call.request.arg("start"), 0), number(call.request.arg("count"), 10)
    pairs = [(one, one.at(moment(world, call))) for one in world.replies.get(below.id, ())]
    found = [entry(one, version) for one, version in pairs if version]
    paging = {"start": start, "count": count, "total": len(found)}
    return Response.of(200, {"elements": found[start : start + count], "paging": paging})


def named(world: World, call: Call) -> Post:
    """The comment the path names."""
    top, _ = thread(world, call)
    comment = world.posts.get(("linkedin", f"urn:li:comment:({activity(top.id)},{call.words[1]})"))
    if comment is None or comment.at(moment(world, call)) is None:
        raise refuse(404, "RESOURCE_NOT_FOUND", "No such comment")
    return comment


def comment(world: World, call: Call) -> Response:
    """GET …/comments/ID."""
    found = named(world, call)
    return Response.of(200, entry(found, found.at(moment(world, call)) or found.newest))


def change(world: World, call: Call) -> Response:
    """POST …/comments/ID with PARTIAL_UPDATE: another text for a comment of one's own."""
    found, patch = named(world, call), call.body.get("patch")
    words = patch.get("message", {}).get("$set", {}) if isinstance(patch, dict) else {}
    if found.account != call.account or not isinstance(words.get("text"), str):
        raise refuse(403, "ACCESS_DENIED", "Not the author, or no text")
    found.versions.append(Version(world.now(), words["text"], found.newest.data))
    return Response(204)


def erase(world: World, call: Call) -> Response:
    """DELETE …/comments/ID: one's own, or anybody's below a post of one's own."""
    found = named(world, call)
    top = post_of(world, call.words[0])
    owners = {found.account, top.account if top else ""}
    actor = call.request.arg("actor")
    if call.account not in owners or actor != organization(call.account):
        raise refuse(403, "ACCESS_DENIED", "Not enough permissions to delete the comment")
    if "delete_ignored" not in call.twists:
        world.remove(found, call.twists.get("delete_lag", call.twists.get("lag", 0.0)))
    return Response(204)


def metadata(world: World, call: Call) -> Response:
    """POST /rest/socialMetadata/URN: close a post to comments, or open it."""
    top, _ = thread(world, call)
    patch = call.body.get("patch")
    state = patch.get("$set", {}).get("commentsState") if isinstance(patch, dict) else None
    if top.account != call.account or state not in ("OPEN", "CLOSED"):
        raise refuse(400, "INVALID_VALUE", "commentsState must be OPEN or CLOSED")
    top.newest.data["comments"] = state
    return Response.of(200, {"entity": top.id, "commentsState": state})


def notifications(world: World, call: Call) -> Response:
    """GET /rest/organizationalEntityNotifications?q=criteria: comments of others."""
    request = call.request
    if request.arg("organizationalEntity") != organization(call.account):
        raise refuse(403, "ACCESS_DENIED", "Not an administrator of the organization")
    span = SPAN.search(request.query)
    first, last = (int(span[1]), int(span[2])) if span else (0, int(world.now() * 1000))
    listed = LISTED.search(request.arg("actions"))
    actions = listed[1].split(",") if listed else []
    found = [one for one in heard(world, call) if one["action"] in actions]
    found = [one for one in found if first <= one["lastModifiedAt"] <= last]
    found.sort(key=lambda one: -one["lastModifiedAt"])
    start, count = number(request.arg("start"), 0), number(request.arg("count"), 10)
    paging = {"start": start, "count": count, "links": []}
    return Response.of(200, {"elements": found[start : start + count], "paging": paging})


def heard(world: World, call: Call) -> list[dict[str, Any]]:
    """Everything others did below the caller's posts."""
    queue = list(world.by_account.get(("linkedin", call.account), ()))
    found, now = [], moment(world, call)
    while queue:
        parent = queue.pop(0)
        for one in world.replies.get(parent.id, ()):
            if one.account == call.account or one.shown_from > now:
                continue
            queue.append(one)
            found.append(notification(world, call.account, one, "COMMENT"))
            if now >= one.gone_at:
                found.append(notification(world, call.account, one, "COMMENT_DELETE"))
    return found


def notification(world: World, account: str, post: Post, action: str) -> dict[str, Any]:
    """One notification; the name of the comment is shortened in it, as in the real world."""
    top = post_of(world, post.id)
    source = top.id if top else ""
    at = post.gone_at if action == "COMMENT_DELETE" else post.created
    found = COMMENT.fullmatch(post.id)
    comment = {
        "entity": post.id,
        "owner": post.newest.data.get("actor", ""),
        "object": activity(source) if source else "",
        "text": post.newest.text,
    }
    return {
        "notificationId": int(found[2]) % 10**9 + (action != "COMMENT") if found else 0,
        "organizationalEntity": organization(account),
        "action": action,
        "sourcePost": activity(source) if source else "",
        "decoratedSourcePost": {"entity": source, "owner": organization(account)},
        "generatedActivity": post.id.replace("(urn:li:", "("),
        "decoratedGeneratedActivity": {"comment": comment},
        "lastModifiedAt": int(at * 1000),
        "subscriber": "urn:li:person:sim",
    }


def statistics(world: World, call: Call) -> Response:
    """GET /rest/organizationalEntityShareStatistics: made-up views, true comments."""
    listed = LISTED.search(call.request.arg("shares"))
    elements = []
    for urn in listed[1].split(",") if listed else []:
        post = world.standing("linkedin", urn)
        if post is None or post.account != call.account:
            continue
        live = [one for one in world.replies.get(urn, ()) if one.at(world.now())]
        views = 100 + 10 * len(live)
        total = {
            "impressionCount": views,
            "uniqueImpressionsCount": views // 2,
            "clickCount": 3,
            "likeCount": 2,
            "commentCount": len(live),
            "shareCount": 1,
            "engagement": round((6 + len(live)) / views, 6),
        }
        elements.append({"share": urn, "totalShareStatistics": total})
    return Response.of(200, {"elements": elements, "paging": {"start": 0, "count": 10}})
