"""Mastodon's writes: upload, publish, correct, retract."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oyez.simulator import mastodon_views as views
from oyez.simulator.forms import fields
from oyez.simulator.http import Response
from oyez.simulator.stage import Call, RefusedError
from oyez.simulator.text import mastodon_length
from oyez.simulator.world import Media, Post, Version, World

Handler = Callable[[World, Call, str | None], Response]
KEY_LIFE = 3600.0
MAGIC = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG": "image/png",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}


def refuse(status: int, error: str) -> RefusedError:
    """A refusal in Mastodon's shape."""
    return RefusedError(Response.of(status, {"error": error}))


def base_of(call: Call) -> str:
    """The address of the played server as the client sees it."""
    return f"http://{call.request.host}/mastodon"


def own(world: World, call: Call, account: str | None) -> Post:
    """The caller's status named in the path, if it stands."""
    post = world.standing("mastodon", call.words[1])
    if post is None or post.account != account:
        raise refuse(404, "Record not found")
    return post


def upload(world: World, call: Call, account: str | None) -> Response:
    """POST /api/v2/media."""
    form = fields(call.request)
    given = form.get("file")
    if not isinstance(given, tuple) or not given[1]:
        raise refuse(422, "Validation failed: File can't be blank")
    mime = sniff(given[1])
    if mime not in views.MEDIA_TYPES:
        raise refuse(422, "Validation failed: File content type is invalid")
    description = description_of(form)
    media = Media(str(world.next_number()), account or "", mime, given[1], description)
    world.media["mastodon", media.id] = media
    return Response.of(200, views.attachment(media, base_of(call)))


def sniff(body: bytes) -> str:
    """The media type the first bytes show, whatever the client claims."""
    if body[4:8] == b"ftyp":
        return "video/mp4"
    return next((mime for start, mime in MAGIC.items() if body.startswith(start)), "")


def description_of(form: dict[str, Any]) -> str:
    """The alternative text, if it is short enough."""
    text = str(form.get("description") or "")
    if len(text) > 1500:
        raise refuse(422, "Validation failed: Description is too long (maximum is 1500 characters)")
    return text


def own_media(world: World, number: object, account: str | None) -> Media:
    """A file the caller has uploaded."""
    media = world.media.get(("mastodon", str(number)))
    if media is None or media.account != account:
        raise refuse(404, "Record not found")
    return media


def describe(world: World, call: Call, account: str | None) -> Response:
    """PUT /api/v1/media/:id."""
    media = own_media(world, call.words[1], account)
    media.description = description_of(fields(call.request))
    return Response.of(200, views.attachment(media, base_of(call)))


def discard(world: World, call: Call, account: str | None) -> Response:
    """DELETE /api/v1/media/:id, for files on no status."""
    media = own_media(world, call.words[1], account)
    posts = world.by_account.get(("mastodon", media.account), ())
    if any(media.id in version.data["media_ids"] for post in posts for version in post.versions):
        raise refuse(422, "Media attachment is currently used by a status")
    del world.media["mastodon", media.id]
    return Response.of(200, {})


def publish(world: World, call: Call, account: str | None) -> Response:
    """POST /api/v1/statuses; the Idempotency-Key is remembered for an hour."""
    now, name = world.now(), account or ""
    key = call.request.headers.get("idempotency-key", "")
    if "ignore_key" in call.twists:
        key = ""
    known, remembered = world.keys.get((name, key), ("", 0.0))
    if key and known and now - remembered < KEY_LIFE:
        post = world.standing("mastodon", known)
        if post is None:
            raise refuse(404, "Record not found")
        return Response.of(200, views.status(world, post, post.newest, base_of(call)))
    post = new_status(world, call, name)
    if key:
        world.keys[name, key] = (post.id, now)
    return Response.of(200, views.status(world, post, post.newest, base_of(call)))


def new_status(world: World, call: Call, name: str) -> Post:
    """Check a status and put it up."""
    form, now = fields(call.request), world.now()
    version = wording(world, form, name, None)
    parent = str(form.get("in_reply_to_id") or "") or None
    if parent and world.standing("mastodon", parent) is None:
        raise refuse(404, "The post you are trying to reply to does not appear to exist.")
    number = str(world.next_number())
    return world.add(
        Post(
            platform="mastodon",
            account=name,
            id=number,
            created=now,
            shown_from=now + call.twists.get("lag", 0.0),
            versions=[version],
            url=f"{base_of(call)}/@{name}/{number}",
            reply_to=parent,
            public=version.data["visibility"] in ("public", "unlisted"),
        )
    )


def wording(world: World, form: dict[str, Any], name: str, before: Version | None) -> Version:
    """A checked version of a status; what a correction leaves out stays as it was."""
    old = before.data if before else {}
    text = str(form.get("status") or "").replace("\r\n", "\n")
    warning = str(form.get("spoiler_text") or "")
    numbers = [str(one) for one in form.get("media_ids", old.get("media_ids")) or []]
    if len(numbers) > 4:
        raise refuse(422, "Validation failed: Cannot attach more than 4 files")
    files = [own_media(world, number, name) for number in numbers]
    if not text.strip() and not files:
        raise refuse(422, "Validation failed: Text can't be blank")
    if mastodon_length(text, warning) > 500:
        raise refuse(422, "Validation failed: Text character limit of 500 exceeded")
    change_descriptions(world, form, name)
    data = {
        "visibility": old.get("visibility") or str(form.get("visibility") or "public"),
        "spoiler_text": warning,
        "sensitive": form.get("sensitive") in (True, "true", "1") or bool(warning),
        "language": form.get("language") or old.get("language") or "en",
        "media_ids": numbers,
    }
    return Version(world.now(), text, data, tuple(file.description for file in files))


def change_descriptions(world: World, form: dict[str, Any], name: str) -> None:
    """The media_attributes of a correction, given as JSON."""
    for entry in form.get("media_attributes") or ():
        if isinstance(entry, dict) and "description" in entry:
            own_media(world, entry.get("id"), name).description = description_of(entry)


def correct(world: World, call: Call, account: str | None) -> Response:
    """PUT /api/v1/statuses/:id."""
    post = own(world, call, account)
    version = wording(world, fields(call.request), post.account, post.newest)
    changed = (version.text, version.data, version.alts)
    if changed != (post.newest.text, post.newest.data, post.newest.alts):
        version.at += call.twists.get("lag", 0.0)
        post.versions.append(version)
    return Response.of(200, views.status(world, post, post.newest, base_of(call)))


def retract(world: World, call: Call, account: str | None) -> Response:
    """DELETE /api/v1/statuses/:id; the answer still holds the text."""
    post = own(world, call, account)
    answer = views.status(world, post, post.newest, base_of(call)) | {"text": post.newest.text}
    if "delete_ignored" not in call.twists:
        late = call.twists.get("delete_lag", call.twists.get("lag", 0.0))
        world.remove(post, late)
    return Response.of(200, answer)


def block(world: World, call: Call, account: str | None) -> Response:
    """POST /api/v1/accounts/:id/block: what they write is no news for us any more."""
    if not account:
        raise refuse(401, "The access token is invalid")
    names = {views.account_id(name): name for name in world.accounts("mastodon")}
    number = str(call.words[1])
    if number not in names:
        raise refuse(404, "Record not found")
    world.blocked.add(("mastodon", account, names[number]))
    return Response.of(200, {"id": number, "blocking": True})
