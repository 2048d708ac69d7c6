"""Telegram's readings: the bot, its chats, and what people said in the group."""

from __future__ import annotations

from oyez.simulator import telegram_views as views
from oyez.simulator.calling import UncallableError, checked
from oyez.simulator.http import Response
from oyez.simulator.stage import Call
from oyez.simulator.telegram_views import refuse
from oyez.simulator.telegram_writes import where
from oyez.simulator.world import Hook, Post, World

KEPT = 24 * 3600.0
PAGE = 100
MEMBERS = 1200


def get_me(world: World, call: Call) -> Response:  # noqa: ARG001 - every method takes both
    """The bot itself."""
    return views.ok(views.bot(call.account))


def get_chat(world: World, call: Call) -> Response:  # noqa: ARG001
    """The channel or its group; each names the other."""
    name = call.account
    if where(call) == "channel":
        return views.ok(views.channel(name) | {"linked_chat_id": views.group_number(name)})
    return views.ok(views.group(name) | {"linked_chat_id": views.channel_number(name)})


def get_member(world: World, call: Call) -> Response:  # noqa: ARG001
    """What the bot may do."""
    where(call)
    bot = views.bot(call.account)
    if str(call.body.get("user_id")) != str(bot["id"]):
        raise refuse("PARTICIPANT_ID_INVALID")
    rights = ("can_post_messages", "can_edit_messages", "can_delete_messages")
    return views.ok({"status": "administrator", "user": bot} | dict.fromkeys(rights, True))


def count_members(world: World, call: Call) -> Response:  # noqa: ARG001
    """How many follow."""
    where(call)
    return views.ok(MEMBERS)


def set_webhook(world: World, call: Call) -> Response:
    """An address on loopback; an empty one takes the webhook away."""
    url, secret = (str(call.body.get(name) or "") for name in ("url", "secret_token"))
    if not url:
        return delete_webhook(world, call)
    try:
        checked(url)
    except UncallableError:
        raise refuse("bad webhook: an HTTPS URL must be provided for webhook") from None
    world.hooks["telegram", call.account] = Hook("telegram", call.account, url, secret)
    return views.ok(True)  # noqa: FBT003 - Telegram's answer


def delete_webhook(world: World, call: Call) -> Response:
    """From now on updates are asked for again."""
    world.hooks.pop(("telegram", call.account), None)
    return views.ok(True)  # noqa: FBT003 - Telegram's answer


def webhook_info(world: World, call: Call) -> Response:
    """Where it calls, what waits there, and what went wrong last."""
    hook = world.hooks.get(("telegram", call.account))
    if hook is None:
        return views.ok({"url": "", "has_custom_certificate": False, "pending_update_count": 0})
    found = {"url": hook.url, "has_custom_certificate": False, "pending_update_count": hook.pending}
    if hook.calls and not 200 <= hook.last < 300:
        found |= {
            "last_error_date": int(world.now()),
            "last_error_message": f"Wrong response from the webhook: {hook.last}",
        }
    return views.ok(found)


def get_updates(world: World, call: Call) -> Response:
    """What happened since; an offset confirms everything before it, once and for all."""
    name = call.account
    if ("telegram", name) in world.hooks:
        words = "can't use getUpdates method while webhook is active; use deleteWebhook to delete"
        raise refuse(f"{words} the webhook first", 409)
    key = ("telegram:offset", name)
    offset = str(call.body.get("offset") or "")
    if offset.isdigit():
        world.keys[key] = (offset, world.now())
    first = int(world.keys.get(key, ("0", 0.0))[0])
    limit = int(call.body.get("limit") or PAGE)
    seen = sorted(comments(world, name, call), key=lambda post: int(post.id))
    found = [
        {"update_id": int(post.id), "message": views.group_message(world, post, name)}
        for post in seen
        if int(post.id) >= first
    ]
    return views.ok(found[: min(limit, PAGE)])


def comments(world: World, name: str, call: Call) -> list[Post]:
    """The messages of others in the group, as far as Telegram still keeps them for the bot."""
    moment = world.now() - call.twists.get("lag", 0.0)
    return [
        post
        for (where, _), posts in world.by_account.items()
        if where == "telegram" and posts and posts[0].foreign
        for post in posts
        if post.newest.data["group"] == name and moment - KEPT < post.created <= moment
    ]
