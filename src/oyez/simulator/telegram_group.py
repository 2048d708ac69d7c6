"""Telegram's removals, and the discussion group in which the public comments."""

from __future__ import annotations

from oyez.simulator import telegram_views as views
from oyez.simulator.answers import handle
from oyez.simulator.http import Request, Response
from oyez.simulator.stage import Call
from oyez.simulator.telegram_views import refuse
from oyez.simulator.telegram_writes import next_number, where
from oyez.simulator.world import Post, Version, World

DELETABLE = 48 * 3600.0


def delete_many(world: World, call: Call) -> Response:
    """DeleteMessages: unknown ids are skipped, what is older than 48 hours is refused."""
    where(call)
    given = call.body.get("message_ids")
    if not isinstance(given, list) or not 1 <= len(given) <= 100:
        raise refuse("message identifiers are not specified")
    for number in given:
        take_down(world, call, str(number))
    return views.ok(True)  # noqa: FBT003 - Telegram's answer


def delete_one(world: World, call: Call) -> Response:
    """DeleteMessage, also of what others wrote in the group."""
    where(call)
    if not take_down(world, call, str(call.body.get("message_id", ""))):
        raise refuse("message to delete not found")
    return views.ok(True)  # noqa: FBT003 - Telegram's answer


def take_down(world: World, call: Call, number: str) -> bool:
    """One message goes; an object is gone when its last message is."""
    post = world.standing("telegram", number)
    if post is None or not within_reach(post, call.account):
        return False
    if world.now() - post.created > DELETABLE:
        raise refuse("message can't be deleted")
    if "delete_ignored" in call.twists:
        return True
    gone = post.newest.data.setdefault("gone", set())
    gone.add(int(number))
    if len(gone) >= len(post.newest.data.get("parts", (0,))):
        world.remove(post, call.twists.get("delete_lag", call.twists.get("lag", 0.0)))
    return True


def within_reach(post: Post, account: str) -> bool:
    """Whether the bot of this account may delete it: its own, and what stands in its group."""
    return post.account == account or post.newest.data.get("group") == account


def ban(world: World, call: Call) -> Response:  # noqa: ARG001 - every method takes both
    """BanChatMember and banChatSenderChat; who is banned is not kept."""
    if where(call) != "group" or not (call.body.get("user_id") or call.body.get("sender_chat_id")):
        raise refuse("PARTICIPANT_ID_INVALID")
    return views.ok(True)  # noqa: FBT003 - Telegram's answer


def comment(world: World, request: Request, parent: Post, said: dict[str, str]) -> Post:
    """What somebody of the public says below a post: a message in the discussion group."""
    now, number = world.now(), str(next_number(world))
    group = parent.newest.data.get("group")
    channel = group if isinstance(group, str) else parent.account
    data = {"author": said["author"], "group": channel}
    name = handle(said["author"])
    post = Post("telegram", name, number, now, now, [Version(now, said["text"], data)])
    post.url = f"http://{request.host}/telegram/{channel}_chat/{number}"
    post.reply_to, post.foreign = parent.id, True
    return post
