"""Threads' writes: containers nobody sees, publishing one once, hiding and removing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from oyez.simulator import threads_views as views
from oyez.simulator.graph import missing, refuse
from oyez.simulator.http import Response
from oyez.simulator.stage import Call
from oyez.simulator.threads_views import DAY, NAME, length, permalink, reach
from oyez.simulator.world import Media, Post, Version, World

LONGEST = 500


@dataclass(slots=True)
class Container(Media):
    """A post in preparation; the alternative text is its description."""

    text: str = ""
    reply_to: str | None = None
    children: tuple[Container, ...] = ()
    item: bool = False
    created: float = 0.0
    ready_at: float = 0.0
    spoilt: bool = False
    published: bool = False


def status(one: Container, now: float) -> str:
    """How far it is; a carousel is as far as the slowest of its children."""
    if one.published:
        return "PUBLISHED"
    if one.spoilt or any(child.spoilt for child in one.children):
        return "ERROR"
    if now - one.created > DAY:
        return "EXPIRED"
    ready = max(one.ready_at, *(child.ready_at for child in one.children), 0.0)
    return "FINISHED" if now >= ready else "IN_PROGRESS"


def own(world: World, call: Call, number: object) -> Container | None:
    """A container of the caller's."""
    found = world.media.get((NAME, str(number)))
    return found if isinstance(found, Container) and found.account == call.account else None


def stage(world: World, call: Call) -> Response:
    """POST /{user}/threads: TEXT, IMAGE or CAROUSEL, as a form."""
    body, now = call.body, world.now()
    kind, text = body.get("media_type"), str(body.get("text") or "")
    if not call.request.headers.get("content-type", "").startswith("application/x-www-form"):
        raise refuse(100, "The fields must be sent as a form")
    if kind not in ("TEXT", "IMAGE", "CAROUSEL") or (kind == "TEXT" and not text.strip()):
        raise refuse(100, "Param media_type must be one of TEXT, IMAGE, VIDEO, CAROUSEL")
    if length(text) > LONGEST:
        raise refuse(100, f"Param text must be at most {LONGEST} characters long.")
    if kind == "IMAGE" and not str(body.get("image_url") or "").startswith("http"):
        raise refuse(100, "The image_url could not be fetched", 2207052)
    children = album(world, call) if kind == "CAROUSEL" else ()
    alt = str(body.get("alt_text") or "")
    made = Container(str(world.next_number()), call.account, "image/jpeg", b"", alt)
    made.mime = "text/plain" if kind == "TEXT" else made.mime
    made.text, made.children, made.created = text, children, now
    made.item = str(body.get("is_carousel_item")).lower() == "true"
    if answered := body.get("reply_to_id"):
        made.reply_to = reach(world, str(answered)).id
    made.ready_at = math.inf if "stuck" in call.twists else now + call.twists.get("lag", 0.0)
    made.spoilt = "spoilt" in call.twists
    world.media[NAME, made.id] = made
    return Response.of(200, {"id": made.id})


def album(world: World, call: Call) -> tuple[Container, ...]:
    """The children of a carousel, two to twenty."""
    numbers = str(call.body.get("children") or "").split(",")
    found = [own(world, call, number) for number in numbers]
    children = tuple(one for one in found if one is not None and one.item)
    if not 2 <= len(children) == len(numbers) <= 20:
        raise refuse(100, "A carousel needs 2 to 20 valid children")
    return children


def publish(world: World, call: Call) -> Response:
    """POST /{user}/threads_publish: each container once, and only when it is ready."""
    one, now = own(world, call, call.body.get("creation_id")), world.now()
    if one is None or one.item or status(one, now) != "FINISHED":
        raise refuse(24, "The requested resource does not exist", 4279009)
    most = views.REPLIES if one.reply_to else views.POSTS
    if views.recent(world, call.account, replies=bool(one.reply_to)) >= most:
        raise refuse(9, "Application request limit reached", 2207042)
    text = one.text[: len(one.text) // 2] if "truncate" in call.twists else one.text
    pictures = one.children or (() if one.mime == "text/plain" else (one,))
    version = Version(now, text, {}, tuple(child.description for child in pictures))
    number = world.next_number()
    late = now + call.twists.get("lag", 0.0)
    post = Post(NAME, call.account, str(number), now, late, [version])
    post.url = permalink(call.request, call.account, number)
    post.reply_to = one.reply_to
    world.add(post)
    one.published = True
    return Response.of(200, {"id": post.id})


def container(world: World, call: Call) -> Response:
    """GET /{container}: how far the preparation is."""
    one = own(world, call, call.words[0])
    if one is None:
        raise missing()
    code = status(one, world.now())
    whole: dict[str, Any] = {"id": one.id, "status": code}
    if code == "ERROR":
        whole["error_message"] = "UNKNOWN"
    wanted = call.request.arg("fields").split(",")
    return Response.of(200, {key: value for key, value in whole.items() if key in ("id", *wanted)})


def manage_reply(world: World, call: Call) -> Response:
    """POST /{reply}/manage_reply: hide it or show it again; those below follow."""
    post = reach(world, call.words[0])
    above = world.posts.get((NAME, post.reply_to or ""))
    hide = str(call.body.get("hide")).lower()
    if above is None or above.account != call.account or hide not in ("true", "false"):
        raise refuse(10, "Only replies of the first level to your own posts can be hidden")
    queue = [post]
    while queue:
        one = queue.pop()
        one.public = hide == "false"
        queue += world.replies.get(one.id, [])
    return Response.of(200, {"success": True})


def retract(world: World, call: Call) -> Response:
    """DELETE /{media}: a hundred a day."""
    post = reach(world, call.words[0])
    if post.account != call.account:
        raise missing()
    if views.removed(world, call.account) >= views.REMOVALS:
        raise refuse(613, "Calls to this api have exceeded the rate limit.")
    if "delete_ignored" not in call.twists:
        world.remove(post, call.twists.get("delete_lag", call.twists.get("lag", 0.0)))
    return Response.of(200, {"success": True, "deleted_id": post.id})
