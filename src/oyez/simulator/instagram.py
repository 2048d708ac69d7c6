"""Instagram with Facebook Login: which request is which call, and the readings."""

from __future__ import annotations

from typing import Any

from oyez.simulator import instagram_views as views
from oyez.simulator import instagram_writes as writes
from oyez.simulator.answers import handle
from oyez.simulator.graph import Graph, Route, missing, number_of, page, permissions, picked, refuse
from oyez.simulator.http import Request, Response
from oyez.simulator.instagram_views import DAY, NAME, QUOTA, moment
from oyez.simulator.stage import Call
from oyez.simulator.world import Post, Version, World

SCOPES = (
    "instagram_basic", "instagram_content_publish", "instagram_manage_comments",
    "instagram_manage_insights", "instagram_manage_contents", "pages_read_engagement",
    "pages_show_list", "business_management",
)  # fmt: skip
METRICS = ("views", "reach", "likes", "comments", "saved", "shares", "total_interactions")
LONGEST_COMMENT = 2_200


class Instagram(Graph):
    """The platform behind /instagram."""

    name = NAME

    def route(self, method: str, words: tuple[str, ...], account: str) -> Route | None:
        """The operation and what performs it."""
        asked = f"{method} {'/'.join(words[1:])}"
        if words[0] in ("me", number_of(NAME, "page", account)):
            return OF_PAGE.get(asked)
        if words[0] == number_of(NAME, account):
            return OF_ACCOUNT.get(asked)
        if asked == "GET " and (NAME, words[0]) in self.world.media:
            return "find", writes.container
        return OF_OBJECT.get(asked)


def owner(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """GET /{page}: the page that the account belongs to."""
    whole = {
        "id": number_of(NAME, "page", call.account),
        "name": call.account,
        "instagram_business_account": lambda _args, inside: picked(views.person(call), inside),
    }
    return Response.of(200, picked(whole, call.request.arg("fields")))


def account(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """GET /{ig-user}."""
    return Response.of(200, picked(views.person(call), call.request.arg("fields")))


def allowance(world: World, call: Call) -> Response:
    """GET /{ig-user}/content_publishing_limit."""
    config = {"quota_total": QUOTA, "quota_duration": DAY}
    used = views.recent(world, call.account)
    return Response.of(200, {"data": [{"quota_usage": used, "config": config}]})


def listing(world: World, call: Call) -> Response:
    """GET /{ig-user}/media, newest first."""
    rows, fields = [], call.request.arg("fields")
    for post in reversed(world.by_account[NAME, call.account]):
        version = post.at(moment(world, call))
        if version and post.reply_to is None:
            rows.append(views.shown(world, call, (post, version), fields))
    return Response.of(200, page(rows, call.request.arg("limit"), call.request.arg("after")))


def nothing(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """GET /{ig-user}/tags: the played public only answers."""
    return Response.of(200, {"data": []})


def node(world: World, call: Call) -> Response:
    """GET /{id}: a post or a comment."""
    post = world.posts.get((NAME, call.words[0]))
    version = post.at(moment(world, call)) if post else None
    if not post or not version or views.media_of(world, post).account != call.account:
        raise missing()
    return Response.of(200, views.shown(world, call, (post, version), call.request.arg("fields")))


def comments(world: World, call: Call) -> Response:
    """GET /{media}/comments and /{comment}/replies."""
    post = views.reach(world, call.words[0], call.account)
    args = {name: values[0] for name, values in call.request.args.items()}
    return Response.of(200, views.comments(world, call, post, args))


def insights(world: World, call: Call) -> Response:
    """GET /{media}/insights; one metric it does not know spoils the whole answer."""
    post = views.reach(world, call.words[0], call.account)
    found: list[dict[str, Any]] = []
    for name in call.request.arg("metric").split(","):
        if name not in METRICS:
            raise refuse(100, "(metric) must be one of the following values")
        value = len(world.replies.get(post.id, ())) if name == "comments" else 3
        found.append({"name": name, "period": "lifetime", "values": [{"value": value}]})
    return Response.of(200, {"data": found})


def reply(
    world: World,
    request: Request,  # noqa: ARG001 - a comment has the address of its post
    parent: Post,
    words: dict[str, str],
) -> Post:
    """A comment by somebody of the public."""
    now = world.now()
    version = Version(now, words["text"], {"author": handle(words["author"])})
    post = Post(NAME, handle(words["author"]), str(world.next_number()), now, now, [version])
    post.url, post.reply_to, post.foreign = views.media_of(world, parent).url, parent.id, True
    return post


OF_PAGE: dict[str, Route] = {
    "GET ": ("auth", owner),
    "GET permissions": ("auth", permissions(SCOPES)),
}
OF_ACCOUNT: dict[str, Route] = {
    "GET ": ("auth", account),
    "GET content_publishing_limit": ("auth", allowance),
    "GET media": ("find", listing),
    "GET tags": ("find", nothing),
    "POST media": ("media", writes.stage),
    "POST media_publish": ("publish", writes.publish),
}
OF_OBJECT: dict[str, Route] = {
    "GET ": ("look", node),
    "GET comments": ("find", comments),
    "GET replies": ("find", comments),
    "GET insights": ("find", insights),
    "POST ": ("correct", writes.change),
    "POST comments": ("publish", writes.answer),
    "POST replies": ("publish", writes.answer),
    "DELETE ": ("retract", writes.retract),
}
