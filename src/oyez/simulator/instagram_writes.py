"""Instagram's writes: containers nobody sees, publishing one once, comments, removals."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from oyez.simulator import instagram_views as views
from oyez.simulator.graph import missing, refuse
from oyez.simulator.http import Response
from oyez.simulator.instagram_views import DAY, NAME, QUOTA, reach
from oyez.simulator.stage import Call
from oyez.simulator.world import Media, Post, Version, World

LONGEST = 2_200
MOST_TAGS = 30
TAG = re.compile(r"#\w+")
FETCHED = re.compile(r"https?://[^\s]+")
OTHER = re.compile(r"\.(png|webp|gif|heic)\Z", re.IGNORECASE)


@dataclass(slots=True)
class Container(Media):
    """A post in preparation; the alternative text is its description."""

    caption: str = ""
    children: tuple[Container, ...] = ()
    item: bool = False
    created: float = 0.0
    ready_at: float = 0.0
    spoilt: bool = False
    published: bool = False


def status(one: Container, now: float) -> str:
    """The status code; a carousel is as far as the slowest of its children."""
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


def true(value: object) -> bool:
    """How the Graph reads a boolean."""
    return str(value).lower() in ("true", "1")


def stage(world: World, call: Call) -> Response:
    """POST /{ig-user}/media."""
    body, now = call.body, world.now()
    caption, item = str(body.get("caption") or ""), true(body.get("is_carousel_item"))
    if len(caption) > LONGEST or len(TAG.findall(caption)) > MOST_TAGS:
        raise refuse(100, "The caption was too long", 2207010)
    children = album(world, call) if body.get("media_type") == "CAROUSEL" else ()
    if not children and not FETCHED.fullmatch(str(body.get("image_url") or "")):
        raise refuse(9004, "Only photo or video can be accepted as media type.", 2207052)
    if OTHER.search(str(body.get("image_url") or "")):
        raise refuse(9004, "The image format is not supported. Supported: JPEG.", 2207005)
    made = Container(
        str(world.next_number()), call.account, "image/jpeg", b"", str(body.get("alt_text") or "")
    )
    made.caption, made.children, made.item, made.created = caption, children, item, now
    made.ready_at = math.inf if "stuck" in call.twists else now + call.twists.get("lag", 0.0)
    made.spoilt = "spoilt" in call.twists
    world.media[NAME, made.id] = made
    return Response.of(200, {"id": made.id})


def album(world: World, call: Call) -> tuple[Container, ...]:
    """The children of a carousel, two to ten."""
    given = call.body.get("children")
    numbers = given if isinstance(given, list) else str(given or "").split(",")
    found = [own(world, call, number) for number in numbers]
    children = tuple(one for one in found if one is not None and one.item)
    if not 2 <= len(children) == len(numbers) <= 10:
        raise refuse(100, "Carousel needs 2 to 10 valid children", 2207028)
    return children


def publish(world: World, call: Call) -> Response:
    """POST /{ig-user}/media_publish: each container once."""
    one, now = own(world, call, call.body.get("creation_id")), world.now()
    if one is None or one.item or one.published:
        raise refuse(24, "The requested resource does not exist", 2207006)
    code = status(one, now)
    if code == "IN_PROGRESS":
        raise refuse(9007, "Media ID is not available", 2207027)
    if code != "FINISHED":
        raise refuse(24, "The media container has expired or failed", 2207008)
    if views.recent(world, call.account) >= QUOTA:
        raise refuse(9, "Application request limit reached", 2207042)
    caption = one.caption[: len(one.caption) // 2] if "truncate" in call.twists else one.caption
    alts = tuple(child.description for child in one.children or (one,))
    version = Version(now, caption, {"comments": True}, alts)
    number = str(world.next_number())
    post = Post(NAME, call.account, number, now, now + call.twists.get("lag", 0.0), [version])
    post.url = f"http://{call.request.host}/{NAME}/p/{int(number):x}/"
    world.add(post)
    one.published = True
    return Response.of(200, {"id": number})


def answer(world: World, call: Call) -> Response:
    """POST /{media}/comments and /{comment}/replies, as the account."""
    above, now = reach(world, call.words[0], call.account), world.now()
    text = str(call.body.get("message") or "")
    if (call.words[1] == "replies") is (above.reply_to is None):
        raise missing()
    if not text.strip():
        raise refuse(100, "The parameter message is required")
    post = Post(NAME, call.account, str(world.next_number()), now, now, [Version(now, text, {})])
    post.shown_from += call.twists.get("lag", 0.0)
    post.url = views.media_of(world, above).url
    post.reply_to = above.id if above.reply_to is None else top(world, above).id
    world.add(post)
    return Response.of(200, {"id": post.id})


def top(world: World, post: Post) -> Post:
    """The comment of the first level that an answer belongs to."""
    while (above := world.posts[NAME, post.reply_to or ""]).reply_to is not None:
        post = above
    return post


def change(world: World, call: Call) -> Response:
    """POST /{media} comment_enabled, POST /{comment} hide."""
    post = reach(world, call.words[0], call.account)
    if post.reply_to is None and "comment_enabled" in call.body:
        post.newest.data["comments"] = true(call.body["comment_enabled"])
    elif post.reply_to is not None and "hide" in call.body:
        post.public = not true(call.body["hide"])
    else:
        raise refuse(100, "Invalid parameter")
    return Response.of(200, {"success": True})


def retract(world: World, call: Call) -> Response:
    """DELETE /{media} or /{comment}: the whole of it."""
    post = reach(world, call.words[0], call.account)
    if "delete_ignored" not in call.twists:
        world.remove(post, call.twists.get("delete_lag", call.twists.get("lag", 0.0)))
    return Response.of(200, {"success": True})


def container(world: World, call: Call) -> Response:
    """GET /{container}: how far the preparation is."""
    one = own(world, call, call.words[0])
    if one is None:
        raise missing()
    code = status(one, world.now())
    whole: dict[str, Any] = {"id": one.id, "status_code": code, "status": f"{code.title()}"}
    wanted = call.request.arg("fields").split(",")
    return Response.of(200, {key: value for key, value in whole.items() if key in ("id", *wanted)})
