"""X's readings: posts by number, the posts of an account, its mentions, and pages for people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape

from oyez.simulator.http import Response
from oyez.simulator.stage import Call, RefusedError
from oyez.simulator.world import Post, Version, World
from oyez.simulator.x_views import (
    asked_fields,
    invalid,
    mentions,
    missing,
    owner,
    post_view,
    text_of,
    user,
)

PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title>{body}</html>"
FIELDS = frozenset({"tweet.fields", "post.fields", "user.fields", "expansions"})
LISTED = FIELDS | {"exclude", "max_results", "pagination_token", "since_id", "start_time"}
START = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
MOST = 100
Found = tuple[Post, Version]


def visible(world: World, call: Call, number: str) -> Found | None:
    """A post with the wording that readers find now."""
    post = world.posts.get(("x", number))
    version = post.at(world.now() - call.twists.get("lag", 0.0)) if post else None
    return (post, version) if post and version else None


def check_names(call: Call, allowed: frozenset[str]) -> None:
    """X refuses parameters that it does not know."""
    if unknown := set(call.request.args) - allowed:
        raise invalid(f"The query parameter [{min(unknown)}] is not one of the known parameters")


def one(world: World, call: Call, account: str) -> Response:
    """GET /2/tweets/:id; what is not there is a problem in a good answer."""
    check_names(call, FIELDS)
    fields, number = asked_fields(call, account), call.words[-1]
    found = visible(world, call, number)
    if found is None:
        return Response.of(200, {"errors": [missing(number)]})
    return Response.of(200, {"data": post_view(world, found, fields, account)})


def several(world: World, call: Call, account: str) -> Response:
    """GET /2/tweets?ids=."""
    check_names(call, FIELDS | {"ids"})
    numbers = call.request.arg("ids").split(",")
    if not all(map(str.isdecimal, numbers)) or len(numbers) > MOST:
        raise invalid(f"ids must be 1 to {MOST} numbers")
    fields = asked_fields(call, account)
    found = {number: visible(world, call, number) for number in numbers}
    data = [post_view(world, each, fields, account) for each in found.values() if each]
    errors = [missing(number) for number, each in found.items() if each is None]
    parts = {"data": data, "errors": errors}
    return Response.of(200, {name: value for name, value in parts.items() if value})


def timeline(world: World, call: Call, account: str) -> Response:
    """GET /2/users/:id/tweets, newest first."""
    name = owner(world, call.words[-1])
    if name is None:
        return Response.of(200, {"errors": [missing(call.words[-1], "user")]})
    return listing(world, call, account, world.by_account["x", name])


def mentioned(world: World, call: Call, account: str) -> Response:
    """GET /2/users/:id/mentions: what calls an account, answers among it, newest first."""
    name = owner(world, call.words[-1])
    if name is None:
        return Response.of(200, {"errors": [missing(call.words[-1], "user")]})
    posts = (post for (platform, _), post in world.posts.items() if platform == "x")
    calling = [one for one in posts if one.account != name
               and mentions(text_of(world, one, one.newest), name)]  # fmt: skip
    return listing(world, call, account, calling)


def listing(world: World, call: Call, account: str, posts: Iterable[Post]) -> Response:
    """One page of posts."""
    check_names(call, LISTED)
    fields, most = asked_fields(call, account), page_size(call)
    inside = [post for post in posts if wanted(call, post)]
    inside.sort(key=lambda post: int(post.id), reverse=True)
    found = [each for post in inside if (each := visible(world, call, post.id))]
    page = found[:most]
    meta: dict[str, object] = {"result_count": len(page)}
    if page:
        meta |= {"newest_id": page[0][0].id, "oldest_id": page[-1][0].id}
    if len(found) > most:
        meta["next_token"] = f"older{page[-1][0].id}"
    answer: dict[str, object] = {"meta": meta}
    if page:
        answer["data"] = [post_view(world, each, fields, account) for each in page]
    if page and call.request.arg("expansions") == "author_id":
        names = sorted({post.account for post, _ in page})
        answer["includes"] = {"users": [user(name) for name in names]}
    return Response.of(200, answer)


def page_size(call: Call) -> int:
    """How many posts a page may have."""
    given = call.request.arg("max_results", "10")
    if not given.isdecimal() or not 5 <= int(given) <= MOST:
        raise invalid(f"The `max_results` query parameter value [{given}] is not between 5 and 100")
    return int(given)


def wanted(call: Call, post: Post) -> bool:
    """Whether a post is inside the asked range."""
    since, start = call.request.arg("since_id"), call.request.arg("start_time")
    token = call.request.arg("pagination_token")
    if token and not re.fullmatch(r"older\d+", token):
        raise invalid("The `pagination_token` query parameter value is not valid")
    if start and not START.fullmatch(start):
        raise invalid("The `start_time` query parameter value is not a time")
    if start and post.created < datetime.fromisoformat(start).timestamp():
        return False
    if post.reply_to and call.request.arg("exclude") == "replies":
        return False
    if since.isdecimal() and int(post.id) <= int(since):
        return False
    return not token or int(post.id) < int(token.removeprefix("older"))


def page(world: World, call: Call) -> Response:
    """GET /NAME/status/ID: what a person's browser gets."""
    post = world.posts.get(("x", call.words[-1]))
    version = post.shown(world.now()) if post else None
    if post is None or version is None:
        raise RefusedError(html(404, "X", "<h1>Hmm...this page doesn’t exist.</h1>"))
    said = escape(version.text).replace("\n", "<br>")
    return html(200, f"@{post.account} on X", f"<h1>@{escape(post.account)}</h1><p>{said}</p>")


def html(status: int, title: str, body: str) -> Response:
    """A page for people; `body` is HTML already."""
    text = PAGE.format(title=escape(title), body=body)
    return Response(status, text.encode(), "text/html; charset=utf-8")
