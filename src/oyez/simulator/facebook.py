"""Facebook pages: which request is which call, and the readings."""

from __future__ import annotations

from typing import Any, ClassVar

from oyez.simulator import facebook_views as views
from oyez.simulator import facebook_writes as writes
from oyez.simulator.answers import handle
from oyez.simulator.facebook_views import NAME, moment
from oyez.simulator.graph import Graph, Route, missing, number_of, page, permissions, picked, refuse
from oyez.simulator.http import Request, Response
from oyez.simulator.stage import Call
from oyez.simulator.world import Post, Version, World

SCOPES = (
    "pages_show_list", "pages_read_engagement", "pages_manage_posts", "pages_manage_engagement",
    "pages_read_user_content", "pages_manage_metadata", "read_insights", "business_management",
)  # fmt: skip
METRICS = ("post_total_media_view_unique", "post_media_view", "post_clicks")
REACTIONS = "post_reactions_by_type_total"
LONGEST_COMMENT = 8_000


class Facebook(Graph):
    """The platform behind /facebook."""

    name = NAME
    limit_code: ClassVar[int] = 32

    def route(self, method: str, words: tuple[str, ...], account: str) -> Route | None:
        """The operation and what performs it."""
        own = words[0] in ("me", number_of(NAME, account))
        edge = "/".join(words[1:])
        if own:
            return OF_PAGE.get(f"{method} {edge}")
        return OF_OBJECT.get(f"{method} {edge}")


def owner(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """GET /{page}."""
    return Response.of(200, picked(views.owner(call), call.request.arg("fields")))


def published_posts(world: World, call: Call) -> Response:
    """GET /{page}/published_posts, newest first."""
    rows, fields = [], call.request.arg("fields")
    for post in reversed(world.by_account[NAME, call.account]):
        version = post.at(moment(world, call))
        if version and post.reply_to is None:
            rows.append(views.shown(world, call, (post, version), fields))
    return Response.of(200, page(rows, call.request.arg("limit"), call.request.arg("after")))


def nothing(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """GET /{page}/tagged and /visitor_posts: the played public only answers."""
    return Response.of(200, {"data": []})


def node(world: World, call: Call) -> Response:
    """GET /{id}: a post, a comment or a photo of the caller's page."""
    photo = world.media.get((NAME, call.words[0]))
    if photo is not None and photo.account == call.account:
        return Response.of(200, picked({"id": photo.id}, call.request.arg("fields")))
    post = world.posts.get((NAME, call.words[0]))
    version = post.at(moment(world, call)) if post else None
    if not post or not version or views.root_of(world, post).account != call.account:
        raise missing()
    return Response.of(200, views.shown(world, call, (post, version), call.request.arg("fields")))


def comments(world: World, call: Call) -> Response:
    """GET /{id}/comments."""
    post = views.reach(world, call.words[0], call.account)
    args = {name: values[0] for name, values in call.request.args.items()}
    return Response.of(200, views.comments(world, call, post, args))


def insights(world: World, call: Call) -> Response:
    """GET /{post}/insights; one metric it does not know spoils the whole answer."""
    post = views.reach(world, call.words[0], call.account)
    found: list[dict[str, Any]] = []
    for name in call.request.arg("metric").split(","):
        if name not in (*METRICS, REACTIONS):
            raise refuse(100, "The value must be a valid insights metric")
        value = (
            {"like": 2, "sorry": 1} if name == REACTIONS else len(world.replies.get(post.id, ()))
        )
        found.append({"name": name, "period": "lifetime", "values": [{"value": value}]})
    return Response.of(200, {"data": found})


def reply(
    world: World,
    request: Request,  # noqa: ARG001 - a reply's address comes from the post it answers
    parent: Post,
    words: dict[str, str],
) -> Post:
    """A comment by somebody of the public."""
    root, now = views.root_of(world, parent), world.now()
    number = f"{root.id.rpartition('_')[2]}_{world.next_number()}"
    version = Version(now, words["text"], {"author": words["author"]})
    post = Post(NAME, handle(words["author"]), number, now, now, [version])
    post.url = f"{root.url}?comment_id={number.rpartition('_')[2]}"
    post.reply_to, post.foreign = parent.id, True
    return post


def subscribed(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """POST /{page}/subscribed_apps."""
    return Response.of(200, {"success": True})


OF_PAGE: dict[str, Route] = {
    "GET ": ("auth", owner),
    "GET permissions": ("auth", permissions(SCOPES)),
    "GET published_posts": ("find", published_posts),
    "GET tagged": ("find", nothing),
    "GET visitor_posts": ("find", nothing),
    "POST feed": ("publish", writes.publish),
    "POST photos": ("media", writes.upload),
    "POST blocked": ("correct", writes.block),
    "POST subscribed_apps": ("auth", subscribed),
}
OF_OBJECT: dict[str, Route] = {
    "GET ": ("look", node),
    "GET comments": ("find", comments),
    "GET insights": ("find", insights),
    "POST ": ("correct", writes.correct),
    "POST comments": ("publish", writes.comment),
    "DELETE ": ("retract", writes.retract),
}
