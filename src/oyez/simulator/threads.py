"""Threads: which request is which call, and the readings."""

from __future__ import annotations

from html import escape
from typing import Any

from oyez.simulator import threads_views as views
from oyez.simulator import threads_writes as writes
from oyez.simulator.answers import handle
from oyez.simulator.graph import Graph, Route, missing, number_of, page, picked, refuse, trouble
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.stage import Call, RefusedError, perform
from oyez.simulator.threads_views import DAY, NAME, POSTS, moment, reach
from oyez.simulator.world import Post, Version, World

METRICS = ("views", "likes", "replies", "reposts", "quotes", "shares")
PAGE = (
    "<!doctype html><html lang=en><meta charset=utf-8>"
    '<meta property="og:url" content="{url}"><meta property="og:description" content="{text}">'
    "<title>Threads</title><h1>@{name}</h1><p>{text}</p>{below}</html>"
)
UNAVAILABLE = "<!doctype html><html lang=en><title>Threads</title><h1>Post unavailable</h1></html>"


class Threads(Graph):
    """The platform behind /threads; posts are shown to everybody, without a login."""

    name = NAME

    def answer(self, request: Request) -> Reply:
        """The reply to one request."""
        path = request.path.removeprefix(f"/{NAME}")
        if request.method == "GET" and path.startswith("/@"):
            call = Call(request, "look", "", lambda call: public_page(self.world, call))
            post = views.behind(self.world, request)
            call.account = post.account if post else ""
            return perform(self, call)
        if request.method == "GET" and path == "/refresh_access_token":
            call = Call(request, "auth", views.holder(request), refresh)
            return perform(self, call)
        return super().answer(request)

    def route(self, method: str, words: tuple[str, ...], account: str) -> Route | None:
        """The operation and what performs it."""
        asked = f"{method} {'/'.join(words[1:])}"
        if words[0] in ("me", number_of(NAME, account)):
            return OF_ACCOUNT.get(asked)
        if asked == "GET " and (NAME, words[0]) in self.world.media:
            return "find", writes.container
        return OF_OBJECT.get(asked)


def refresh(call: Call) -> Response:
    """GET /refresh_access_token: the token itself is the credential, and lives on."""
    held = call.request.arg("grant_type") == "th_refresh_token" and call.account
    if not held:
        raise RefusedError(trouble(190, "Invalid OAuth access token."))
    data = {"access_token": f"sim-{call.account}", "token_type": "bearer", "expires_in": 60 * DAY}
    return Response.of(200, data)


def public_page(world: World, call: Call) -> Response:
    """GET /@NAME/post/CODE: what a person's browser gets, whether it is there or not."""
    post = views.behind(world, call.request)
    version = post.shown(world.now()) if post else None
    kind = "text/html; charset=utf-8"
    if post is None or version is None:
        return Response(200, UNAVAILABLE.encode(), kind)
    shown = [one.shown(world.now()) for one in world.replies.get(post.id, ())]
    below = "".join(f"<blockquote>{escape(one.text)}</blockquote>" for one in shown if one)
    words = {"url": escape(post.url), "text": escape(version.text), "name": escape(post.account)}
    return Response(200, PAGE.format(**words, below=below).encode(), kind)


def account(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """GET /{user}."""
    whole = {"id": number_of(NAME, call.account), "username": call.account}
    return Response.of(200, picked(whole, call.request.arg("fields")))


def allowance(world: World, call: Call) -> Response:
    """GET /{user}/threads_publishing_limit."""
    config = {"quota_total": POSTS, "quota_duration": DAY}
    used = views.recent(world, call.account)
    return Response.of(200, {"data": [{"quota_usage": used, "config": config}]})


def listing(world: World, call: Call) -> Response:
    """GET /{user}/threads, the newest first, without replies."""
    posts = reversed(world.by_account[NAME, call.account])
    return rows(world, call, [post for post in posts if post.reply_to is None])


def rows(world: World, call: Call, posts: list[Post]) -> Response:
    """One page of posts with the fields asked for."""
    fields, now = call.request.arg("fields"), moment(world, call)
    pairs = [(post, post.at(now)) for post in posts]
    found = [views.shown(world, call, (post, one), fields) for post, one in pairs if one]
    return Response.of(200, page(found, call.request.arg("limit"), call.request.arg("after")))


def nothing(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """GET /{user}/mentions: the played public only answers."""
    return Response.of(200, {"data": []})


def node(world: World, call: Call) -> Response:
    """GET /{id}: a post or a reply; its status is only a container's."""
    post = world.posts.get((NAME, call.words[0]))
    version = post.at(moment(world, call)) if post else None
    if not post or not version:
        raise missing()
    return Response.of(200, views.shown(world, call, (post, version), call.request.arg("fields")))


def replies(world: World, call: Call) -> Response:
    """GET /{media}/replies: the first level, the newest first."""
    post = reach(world, call.words[0])
    return rows(world, call, list(reversed(world.replies.get(post.id, []))))


def conversation(world: World, call: Call) -> Response:
    """GET /{media}/conversation: all levels, the newest first."""
    queue, found = [reach(world, call.words[0]).id], []
    while queue:
        below = world.replies.get(queue.pop(0), [])
        found += below
        queue += [one.id for one in below]
    return rows(world, call, sorted(found, key=lambda one: -int(one.id)))


def insights(world: World, call: Call) -> Response:
    """GET /{media}/insights; one metric it does not know spoils the whole answer."""
    post = reach(world, call.words[0])
    found: list[dict[str, Any]] = []
    for name in call.request.arg("metric").split(","):
        if name not in METRICS:
            raise refuse(100, "(metric) must be one of the following values")
        value = len(world.replies.get(post.id, ())) if name == "replies" else 3
        found.append({"name": name, "period": "lifetime", "values": [{"value": value}]})
    return Response.of(200, {"data": found})


def threads_reply(world: World, request: Request, parent: Post, words: dict[str, str]) -> Post:
    """A reply by somebody of the public."""
    name, now, number = handle(words["author"]), world.now(), world.next_number()
    version = Version(now, words["text"], {"author": words["author"]})
    post = Post(NAME, name, str(number), now, now, [version])
    post.url = views.permalink(request, name, number)
    post.reply_to, post.foreign = parent.id, True
    return post


OF_ACCOUNT: dict[str, Route] = {
    "GET ": ("auth", account),
    "GET threads_publishing_limit": ("auth", allowance),
    "GET threads": ("find", listing),
    "GET mentions": ("find", nothing),
    "POST threads": ("media", writes.stage),
    "POST threads_publish": ("publish", writes.publish),
}
OF_OBJECT: dict[str, Route] = {
    "GET ": ("look", node),
    "GET replies": ("find", replies),
    "GET conversation": ("find", conversation),
    "GET insights": ("find", insights),
    "POST manage_reply": ("moderate", writes.manage_reply),
    "DELETE ": ("retract", writes.retract),
}
