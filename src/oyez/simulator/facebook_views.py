"""What Facebook answers with: pages, posts, comments and photos, as far as they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oyez.simulator.graph import missing, number_of, page, picked, stamp
from oyez.simulator.stage import Call
from oyez.simulator.world import Post, Version, World

NAME = "facebook"


def base_of(call: Call) -> str:
    """The address of the played platform as the client sees it."""
    return f"http://{call.request.host}/{NAME}"


def moment(world: World, call: Call) -> float:
    """The time whose state the caller may see."""
    return world.now() - call.twists.get("lag", 0.0)


def root_of(world: World, post: Post) -> Post:
    """The post a comment hangs on, through all answers to answers."""
    while post.reply_to and (above := world.posts.get((NAME, post.reply_to))):
        post = above
    return post


def reach(world: World, number: str, account: str) -> Post:
    """An object that stands and is on the caller's page."""
    post = world.standing(NAME, number)
    if post is None or root_of(world, post).account != account:
        raise missing()
    return post


def author(post: Post) -> dict[str, str]:
    """Who wrote it: the page, or somebody of the public."""
    name = str(post.newest.data.get("author") or post.account)
    return {"id": number_of(NAME, post.account), "name": name}


def owner(call: Call) -> dict[str, Any]:
    """The page itself."""
    name = call.account
    found: dict[str, Any] = {"id": number_of(NAME, name), "name": name, "username": name}
    found["link"] = f"{base_of(call)}/{name}"
    found["tasks"] = ["CREATE_CONTENT", "MODERATE"]
    return found


def shown(world: World, call: Call, pair: tuple[Post, Version], wanted: str) -> dict[str, Any]:
    """A post or a comment, in one of its wordings, with the fields asked for."""
    post, version = pair
    whole: dict[str, Any] = {
        "id": post.id,
        "message": version.text or None,
        "from": author(post),
        "created_time": stamp(post.created),
        "permalink_url": post.url,
        "is_hidden": not post.public,
        "comments": lambda args, inside: comments(world, call, post, {**args, "fields": inside}),
    }
    if post.reply_to is None:
        whole |= {"is_published": True, "attachments": lambda _args, _inside: attached(version)}
    else:
        above = world.posts.get((NAME, post.reply_to))
        nested = above is not None and above.reply_to is not None
        whole |= {
            "parent": {"id": post.reply_to} if nested else None,
            "can_hide": post.foreign,
            "can_remove": True,
            "can_comment": True,
        }
    return picked(whole, wanted)


def attached(version: Version) -> dict[str, Any] | None:
    """The link or the pictures under a post; several pictures lie in an album."""
    if link := version.data.get("link"):
        return {"data": [{"unshimmed_url": link}]}
    pictures = [{"target": {"id": one}} for one in version.data.get("photos", ())]
    if len(pictures) < 2:
        return {"data": pictures} if pictures else None
    return {"data": [{"target": {"id": "0"}, "subattachments": {"data": pictures}}]}


def comments(world: World, call: Call, post: Post, args: Mapping[str, str]) -> dict[str, Any]:
    """The edge of comments: filter, order, since, limit, after and fields as in the query."""
    queue, found = [post.id], []
    while queue:
        answers = world.replies.get(queue.pop(0), [])
        found += [(one, version) for one in answers if (version := one.at(moment(world, call)))]
        queue += [one.id for one in answers] if args.get("filter") == "stream" else []
    since = int(args["since"]) if args.get("since", "").isdigit() else 0
    kept = sorted((pair for pair in found if int(pair[0].created) >= since),
                  key=lambda pair: pair[0].created)  # fmt: skip
    if args.get("order") == "reverse_chronological":
        kept.reverse()
    rows = [shown(world, call, pair, args.get("fields", "")) for pair in kept]
    return page(rows, args.get("limit", ""), args.get("after", ""))
