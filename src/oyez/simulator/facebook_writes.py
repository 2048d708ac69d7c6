"""Facebook's writes: photos nobody sees yet, posts, comments, changes, removals."""

from __future__ import annotations

from typing import Any

from oyez.simulator import facebook_views as views
from oyez.simulator.facebook_views import NAME, base_of, reach
from oyez.simulator.graph import missing, number_of, refuse
from oyez.simulator.http import Response
from oyez.simulator.stage import Call
from oyez.simulator.world import Media, Post, Version, World

LONGEST = 63_206
LARGEST = 4_000_000
KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


def upload(world: World, call: Call) -> Response:
    """POST /{page}/photos with published=false: a photo that waits to be attached."""
    given = call.body.get("source")
    if not isinstance(given, tuple) or str(call.body.get("published")).lower() != "false":
        raise refuse(324, "Missing or invalid image file")
    kind = next((mime for start, mime in KINDS.items() if given[1].startswith(start)), "")
    if not kind or len(given[1]) > LARGEST:
        raise refuse(100, "Photos should be smaller than 4 MB and saved as JPG or PNG", 1366046)
    alt = str(call.body.get("alt_text_custom") or "")
    photo = Media(str(world.next_number()), call.account, kind, given[1], alt)
    world.media[NAME, photo.id] = photo
    return Response.of(200, {"id": photo.id})


def own_photo(world: World, call: Call, number: object) -> Media:
    """An uploaded photo of the page's that hangs on nothing yet."""
    photo = world.media.get((NAME, str(number)))
    if photo is None or photo.account != call.account:
        raise missing()
    posts = world.by_account.get((NAME, call.account), ())
    if any(photo.id in post.newest.data.get("photos", ()) for post in posts):
        raise refuse(100, "These photos were already posted.", 1366051)
    return photo


def wording(world: World, call: Call, numbers: list[object]) -> Version:
    """A checked text with its photos."""
    text = str(call.body.get("message") or "")
    photos = [own_photo(world, call, number) for number in numbers]
    if not text.strip() and not photos:
        raise refuse(100, "Missing message or attachment")
    if len(text) > LONGEST:
        raise refuse(100, "Param message must be shorter")
    if "truncate" in call.twists:
        text = text[: len(text) // 2]
    data: dict[str, Any] = {"photos": [one.id for one in photos], "link": call.body.get("link")}
    return Version(world.now(), text, data, tuple(one.description for one in photos))


def stand(
    world: World, call: Call, number: str, version: Version, *, parent: str | None = None
) -> Post:
    """Put it up, visible after the lag."""
    name, now = call.account, world.now()
    post = Post(NAME, name, number, now, now + call.twists.get("lag", 0.0), [version])
    tail = f"?comment_id={number.rpartition('_')[2]}" if parent else ""
    root = views.root_of(world, world.posts[NAME, parent]).id if parent else number
    post.url = f"{base_of(call)}/{name}/posts/{root.rpartition('_')[2]}{tail}"
    post.reply_to = parent
    return world.add(post)


def publish(world: World, call: Call) -> Response:
    """POST /{page}/feed; the fields asked for are those of the new post."""
    given = call.body.get("attached_media")
    entries = given if isinstance(given, list) else []
    numbers = [one.get("media_fbid") if isinstance(one, dict) else one for one in entries]
    version = wording(world, call, numbers)
    number = f"{number_of(NAME, call.account)}_{world.next_number()}"
    post = stand(world, call, number, version)
    return Response.of(200, views.shown(world, call, (post, version), call.request.arg("fields")))


def comment(world: World, call: Call) -> Response:
    """POST /{id}/comments, as the page."""
    above = reach(world, call.words[0], call.account)
    picture = call.body.get("attachment_id")
    version = wording(world, call, [picture] if picture else [])
    root = views.root_of(world, above)
    number = f"{root.id.rpartition('_')[2]}_{world.next_number()}"
    post = stand(world, call, number, version, parent=above.id)
    return Response.of(200, views.shown(world, call, (post, version), call.request.arg("fields")))


def correct(world: World, call: Call) -> Response:
    """POST /{id}: another message for what the page wrote, or hidden or not."""
    post = reach(world, call.words[0], call.account)
    if "is_hidden" in call.body:
        post.public = str(call.body["is_hidden"]).lower() != "true"
        return Response.of(200, {"success": True})
    if post.account != call.account:
        raise refuse(200, "Permissions error")
    version = wording(world, call, [])
    version.data, version.alts = post.newest.data, post.newest.alts
    version.at += call.twists.get("lag", 0.0)
    post.versions.append(version)
    return Response.of(200, {"success": True})


def retract(world: World, call: Call) -> Response:
    """DELETE /{id}: a post, a comment, or a photo; those of a post outlive it in the album."""
    photo = world.media.get((NAME, call.words[0]))
    if photo is not None and photo.account == call.account:
        if "delete_ignored" not in call.twists:
            del world.media[NAME, photo.id]
        return Response.of(200, {"success": True})
    post = reach(world, call.words[0], call.account)
    if "delete_ignored" not in call.twists:
        world.remove(post, call.twists.get("delete_lag", call.twists.get("lag", 0.0)))
    return Response.of(200, {"success": True})


def block(world: World, call: Call) -> Response:
    """POST /{page}/blocked: a person by number."""
    who = str(call.body.get("user") or "")
    names = [name for name in world.accounts(NAME) if number_of(NAME, name) == who]
    if not names:
        raise refuse(100, "Invalid parameter")
    for name in names:
        world.keys[call.account, f"{NAME} blocked {name}"] = (who, world.now())
    return Response.of(200, {who: True})
