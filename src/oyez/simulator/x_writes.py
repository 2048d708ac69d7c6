"""X's writes: pictures, posts, deletions, and hiding answers."""

from __future__ import annotations

import struct
from typing import Any

from oyez.simulator.forms import fields
from oyez.simulator.http import Response
from oyez.simulator.mastodon_writes import sniff
from oyez.simulator.stage import Call
from oyez.simulator.world import Media, Post, Version, World
from oyez.simulator.x_text import LIMIT, weight, wrapped
from oyez.simulator.x_views import invalid, mentions, refuse, spell, text_of

PICTURES = {"tweet_image": 5_000_000, "tweet_gif": 15_000_000}
LONGEST_ALT = 1000
DAY = 86_400
# What a post may be made of, and what may stand inside.
PARTS: dict[str, frozenset[str]] = {
    "text": frozenset(),
    "media": frozenset({"media_ids", "tagged_user_ids"}),
    "reply": frozenset({"in_reply_to_tweet_id", "exclude_reply_user_ids"}),
    "reply_settings": frozenset(),
    "made_with_ai": frozenset(),
    "edit_options": frozenset({"previous_post_id"}),
}
MAY_ANSWER = ("following", "mentionedUsers", "subscribers", "verified")


def upload(world: World, call: Call, account: str) -> Response:
    """POST /2/media/upload."""
    form = fields(call.request)
    given, category = form.get("media"), str(form.get("media_category", ""))
    if not isinstance(given, tuple) or not given[1]:
        raise invalid("media is required")
    if category not in PICTURES:
        raise invalid("media_category must be tweet_image or tweet_gif")
    mime = sniff(given[1])
    if not mime.startswith("image/") or len(given[1]) > PICTURES[category]:
        raise invalid("media type unrecognized or file too large")
    media = Media(str(world.next_number()), account, mime, given[1])
    world.media["x", media.id] = media
    data: dict[str, Any] = {
        "id": media.id,
        "media_key": f"3_{media.id}",
        "size": len(media.body),
        "expires_after_secs": DAY,
        "image": {**size(media), "image_type": mime},
    }
    if state := next((one for one in ("stuck", "spoilt") if one in call.twists), ""):
        waiting = {"state": "in_progress", "check_after_secs": 5, "progress_percent": 40}
        data["processing_info"] = waiting if state == "stuck" else {"state": "failed"}
    return Response.of(200, {"data": data})


def size(media: Media) -> dict[str, int]:
    """Width and height where the first bytes tell them, which is PNG only here."""
    if media.mime != "image/png" or len(media.body) < 24:
        return {"w": 0, "h": 0}
    width, height = struct.unpack(">II", media.body[16:24])
    return {"w": width, "h": height}


def own_media(world: World, number: object, account: str) -> Media:
    """A picture the caller has uploaded."""
    media = world.media.get(("x", str(number)))
    if media is None or media.account != account:
        raise invalid("Your media IDs are invalid.")
    return media


def describe(world: World, call: Call, account: str) -> Response:
    """POST /2/media/metadata."""
    media = own_media(world, call.body.get("id"), account)
    metadata = call.body.get("metadata")
    alt = metadata.get("alt_text") if isinstance(metadata, dict) else None
    text = alt.get("text") if isinstance(alt, dict) else None
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST_ALT:
        raise invalid(f"alt_text.text must have 1 to {LONGEST_ALT} characters")
    media.description = text
    return Response.of(200, {"data": {"id": media.id, "associated_metadata": metadata}})


def publish(world: World, call: Call, account: str) -> Response:
    """POST /2/tweets. The answer's text has its links wrapped and does not say what they are."""
    check_shape(call.body)
    text = str(call.body.get("text") or "")
    numbers = part(call, "media").get("media_ids") or []
    parent = part(call, "reply").get("in_reply_to_tweet_id")
    if not isinstance(numbers, list) or len(numbers) > 4:
        raise invalid("media.media_ids must be a list of at most 4")
    if not text.strip() and not numbers:
        raise invalid("text is missing")
    if weight(text) > LIMIT:
        raise invalid(f"text is longer than {LIMIT} weighted characters")
    files = [own_media(world, number, account) for number in numbers]
    if parent is not None:
        check_answer(world, str(parent), account)
    if any(one.newest.data["said"] == text and not one.removed
           for one in world.by_account.get(("x", account), ())):  # fmt: skip
        raise refuse(403, "You are not allowed to create a Tweet with duplicate content.")
    post = put_up(world, call, text, files)
    post.reply_to = str(parent) if parent else None
    world.add(post)
    shown, _ = wrapped(post.newest.text, post.id, f"{post.url}/photo/1" if files else "")
    data = {"id": post.id, "text": shown, spell("edit_history_tweet_ids", account): [post.id]}
    return Response.of(201, {"data": data})


def part(call: Call, name: str) -> dict[str, Any]:
    """An object inside the body."""
    found = call.body.get(name)
    return found if isinstance(found, dict) else {}


def check_shape(body: dict[str, Any]) -> None:
    """Nothing unknown may be there, outside and inside."""
    for name, value in body.items():
        inside = set(value) if isinstance(value, dict) else set()
        if name not in PARTS or inside - PARTS[name] or (PARTS[name] and not inside):
            raise invalid(f"$.{name}: is not defined in the schema")
    if body.get("reply_settings", "following") not in MAY_ANSWER:
        raise invalid(f"$.reply_settings: does not have a value in the enumeration {MAY_ANSWER}")
    if "edit_options" in body:
        raise refuse(403, "You are not permitted to perform this action.")


def check_answer(world: World, number: str, account: str) -> None:
    """Only whoever has called the account may be answered; one's own posts may."""
    parent = world.standing("x", number)
    if parent is None:
        raise refuse(
            403, "You attempted to reply to a Tweet that is deleted or not visible to you."
        )
    called = mentions(text_of(world, parent, parent.newest), account)
    if parent.account != account and not called:
        raise refuse(403, "Reply to this conversation is not allowed.")


def put_up(world: World, call: Call, text: str, files: list[Media]) -> Post:
    """The post as it will stand."""
    now, number = world.now(), str(world.next_number())
    shown = text[: len(text) // 2] if "truncate" in call.twists else text
    # What was said is kept for telling repeats, whatever became of it.
    data = {"media_ids": [one.id for one in files], "said": text}
    version = Version(now, shown, data, tuple(one.description for one in files))
    late = call.twists.get("lag", 0.0)
    post = Post("x", call.account, number, now, now + late, [version])
    post.url = f"http://{call.request.host}/x/{call.account}/status/{number}"
    return post


def retract(world: World, call: Call, account: str) -> Response:
    """DELETE /2/tweets/:id."""
    post = world.standing("x", call.words[-1])
    if post is None:
        raise refuse(404, f"Could not find post with id: [{call.words[-1]}].", "resource-not-found")
    if post.account != account:
        raise refuse(403, "You are not authorized to delete this Tweet.")
    if "delete_ignored" not in call.twists:
        world.remove(post, call.twists.get("delete_lag", call.twists.get("lag", 0.0)))
    return Response.of(200, {"data": {"deleted": True}})


def hide(world: World, call: Call, account: str) -> Response:
    """PUT /2/tweets/:id/hidden: answers in one's own conversations go behind a button."""
    wanted = call.body.get("hidden")
    if not isinstance(wanted, bool) or set(call.body) != {"hidden"}:
        raise invalid("hidden must be true or false")
    post = world.standing("x", call.words[-1])
    parent = world.posts.get(("x", post.reply_to or "")) if post else None
    if post is None or parent is None or parent.account != account:
        raise refuse(
            403, "You are not permitted to hide this reply.", "not-authorized-for-resource"
        )
    post.public = not wanted
    return Response.of(200, {"data": {"hidden": wanted}})
