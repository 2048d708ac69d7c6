"""Telegram's writes: send, edit, delete, ban."""

from __future__ import annotations

import json
from typing import Any

from oyez.simulator import telegram_views as views
from oyez.simulator.forms import fields
from oyez.simulator.http import Request, Response
from oyez.simulator.mastodon_writes import sniff
from oyez.simulator.stage import Call
from oyez.simulator.telegram_views import refuse
from oyez.simulator.world import Post, Version, World

TEXT, CAPTION, ALBUM = 4096, 1024, 10
PHOTOS = ("image/jpeg", "image/png", "image/webp", "image/gif")
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def parameters(request: Request) -> dict[str, Any]:
    """The parameters from the query or the body; in a form, objects stand as JSON."""
    found: dict[str, Any] = {name: values[0] for name, values in request.args.items()}
    form = fields(request)
    if request.headers.get("content-type", "").startswith("application/json"):
        return found | form
    return found | {name: loosened(value) for name, value in form.items()}


def loosened(value: Any) -> Any:
    """An object or a list out of its JSON; everything else as it is."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def utf16(text: str) -> int:
    """The length Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def where(call: Call) -> str:
    """Which of the bot's two chats is meant: channel or group."""
    given, name = str(call.body.get("chat_id", "")), call.account
    if given.lower() in (f"@{name}".lower(), str(views.channel_number(name))):
        return "channel"
    if given in (f"@{name}_chat", str(views.group_number(name))):
        return "group"
    raise refuse("chat not found")


def words(call: Call, kind: str) -> str:
    """The text or caption, trimmed as Telegram does, if it is neither empty nor too long."""
    text = str(call.body.get(kind) or "").replace("\r\n", "\n").strip()
    if kind == "text" and not text:
        raise refuse("message text is empty")
    if utf16(text) > (TEXT if kind == "text" else CAPTION):
        raise refuse("message is too long" if kind == "text" else "message caption is too long")
    return text[: len(text) // 2] if "truncate" in call.twists else text


def next_number(world: World) -> int:
    """The id of the next message; the first message of a channel says that it was created."""
    world.generations["telegram:messages"] += 1
    return 1 + world.generations["telegram:messages"]


def parent_of(world: World, call: Call) -> str | None:
    """The message this one hangs on, if it stands."""
    given = call.body.get("reply_parameters") or {}
    number = str(given.get("message_id", "")) if isinstance(given, dict) else ""
    if number and world.standing("telegram", number) is None:
        raise refuse("message to be replied not found")
    return number or None


def put_up(world: World, call: Call, text: str, photos: list[bytes]) -> Post:
    """One object, which is as many messages as it has pictures."""
    now, name, place = world.now(), call.account, where(call)
    parts = [next_number(world) for _ in photos or [b""]]
    data = {"parts": parts, "gone": set(), "photos": photos, "group": place == "group"}
    post = Post(
        platform="telegram",
        account=name,
        id=str(parts[0]),
        created=now,
        shown_from=now + call.twists.get("lag", 0.0),
        versions=[Version(now, text, data)],
        reply_to=parent_of(world, call),
    )
    chat = f"{name}_chat" if place == "group" else name
    post.url = f"http://{call.request.host}/telegram/{chat}/{post.id}"
    world.add(post)
    for number in parts[1:]:
        world.posts["telegram", str(number)] = post
    return post


def send_message(world: World, call: Call) -> Response:
    """SendMessage, into the channel or the group."""
    post = put_up(world, call, words(call, "text"), [])
    if post.newest.data["group"]:
        return views.ok(views.group_message(world, post, call.account))
    return views.ok(views.message(post, post.newest, int(post.id)))


def photo(call: Call, given: object) -> bytes:
    """An uploaded picture, given itself or by the name of its part."""
    if isinstance(given, str) and given.startswith("attach://"):
        given = call.body.get(given.removeprefix("attach://"))
    if not isinstance(given, tuple):
        raise refuse("wrong file identifier/HTTP URL specified")
    if sniff(given[1]) not in PHOTOS:
        raise refuse("IMAGE_PROCESS_FAILED")
    body: bytes = given[1]
    return body


def send_photo(world: World, call: Call) -> Response:
    """SendPhoto."""
    picture = photo(call, call.body.get("photo"))
    post = put_up(world, call, words(call, "caption"), [picture])
    return views.ok(views.message(post, post.newest, int(post.id)))


def send_album(world: World, call: Call) -> Response:
    """SendMediaGroup: two to ten pictures, the caption on the first."""
    media = call.body.get("media")
    if not isinstance(media, list) or not 2 <= len(media) <= ALBUM:
        raise refuse("wrong number of media in the album")
    photos = [photo(call, one.get("media")) for one in media]
    call.body["caption"] = media[0].get("caption")
    post = put_up(world, call, words(call, "caption"), photos)
    parts = post.newest.data["parts"]
    return views.ok([views.message(post, post.newest, number) for number in parts])


def own(world: World, call: Call) -> tuple[Post, int]:
    """The bot's message that is to be changed."""
    where(call)
    number = str(call.body.get("message_id", ""))
    post = world.standing("telegram", number)
    gone = post is not None and number in map(str, post.newest.data.get("gone", ()))
    if post is None or gone or post.account != call.account:
        raise refuse("message to edit not found")
    return post, int(number)


def change(call: Call, post: Post, version: Version) -> None:
    """Put a wording in the place of the last, if it is another."""
    before = post.newest
    if (version.text, version.data["photos"]) == (before.text, before.data["photos"]):
        raise refuse(SAME)
    version.at += call.twists.get("lag", 0.0)
    post.versions.append(version)


def edit_text(world: World, call: Call) -> Response:
    """EditMessageText."""
    post, number = own(world, call)
    if post.newest.data["photos"]:
        raise refuse("there is no text in the message to edit")
    change(call, post, Version(world.now(), words(call, "text"), post.newest.data))
    return views.ok(views.message(post, post.newest, number))


def edit_caption(world: World, call: Call) -> Response:
    """EditMessageCaption."""
    post, number = own(world, call)
    if not post.newest.data["photos"]:
        raise refuse("there is no caption in the message to edit")
    change(call, post, Version(world.now(), words(call, "caption"), post.newest.data))
    return views.ok(views.message(post, post.newest, number))


def edit_media(world: World, call: Call) -> Response:
    """EditMessageMedia: another picture, and of the first one also the caption."""
    post, number = own(world, call)
    given = call.body.get("media")
    given = given if isinstance(given, dict) else {}
    data, parts = post.newest.data, post.newest.data["parts"]
    photos, text = list(data["photos"]) or [b""], post.newest.text
    photos[parts.index(number)] = photo(call, given.get("media"))
    if number == parts[0]:
        call.body["caption"] = given.get("caption")
        text = words(call, "caption")
    change(call, post, Version(world.now(), text, data | {"photos": photos}))
    return views.ok(views.message(post, post.newest, number))
