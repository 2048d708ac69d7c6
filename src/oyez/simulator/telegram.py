"""Telegram: the Bot API under /telegram/botTOKEN/METHOD, and the public pages beside it.

The bot with the token sim-NAME is an administrator of the channel @NAME and of its discussion
group. Message ids grow by one over all channels, so that each is known by its number alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from oyez.simulator import telegram_group as group
from oyez.simulator import telegram_pages as pages
from oyez.simulator import telegram_reads as reads
from oyez.simulator import telegram_writes as writes
from oyez.simulator.http import Reply, Request, Response
from oyez.simulator.stage import Call, perform
from oyez.simulator.telegram_views import problem
from oyez.simulator.world import World

Handler = Callable[[World, Call], Response]
BOT = re.compile(r"/bot([^/]+)/(\w+)")
TOKEN = re.compile(r"sim-([A-Za-z]\w{3,31})")
WELL_FORMED = re.compile(r"sim-|\d+:")
METHODS: dict[str, tuple[str, Handler]] = {
    "getMe": ("auth", reads.get_me),
    "getChat": ("auth", reads.get_chat),
    "getChatMember": ("auth", reads.get_member),
    "getChatMemberCount": ("auth", reads.count_members),
    "getUpdates": ("find", reads.get_updates),
    "setWebhook": ("auth", reads.set_webhook),
    "deleteWebhook": ("auth", reads.delete_webhook),
    "getWebhookInfo": ("auth", reads.webhook_info),
    "sendMessage": ("publish", writes.send_message),
    "sendPhoto": ("publish", writes.send_photo),
    "sendMediaGroup": ("publish", writes.send_album),
    "editMessageText": ("correct", writes.edit_text),
    "editMessageCaption": ("correct", writes.edit_caption),
    "editMessageMedia": ("correct", writes.edit_media),
    "deleteMessage": ("retract", group.delete_one),
    "deleteMessages": ("retract", group.delete_many),
    "banChatMember": ("correct", group.ban),
    "banChatSenderChat": ("correct", group.ban),
}


class Telegram:
    """The platform behind /telegram."""

    name = "telegram"

    def __init__(self, world: World) -> None:
        self.world = world

    def answer(self, request: Request) -> Reply:
        """The reply to one request."""
        path = request.path.removeprefix("/telegram")
        found = BOT.fullmatch(path)
        return self.method(request, *found.groups()) if found else self.page(request, path)

    def method(self, request: Request, token: str, name: str) -> Reply:
        """A call of the Bot API; method names are blind to case."""
        known = TOKEN.fullmatch(token)
        if not known:
            status, words = (
                (401, "Unauthorized") if WELL_FORMED.match(token) else (404, "Not Found")
            )
            return Reply(problem(status, words), self.world.latency)
        names = {one.lower(): pair for one, pair in METHODS.items()}
        if name.lower() not in names:
            return Reply(problem(404, "Not Found: method not found"), self.world.latency)
        operation, handle = names[name.lower()]
        self.world.seen(self.name, known[1])
        return perform(
            self, Call(request, operation, known[1], lambda call: self.run(call, handle))
        )

    def run(self, call: Call, handle: Handler) -> Response:
        """Read the parameters and perform."""
        call.body = writes.parameters(call.request)
        return handle(self.world, call)

    def page(self, request: Request, path: str) -> Reply:
        """A page for people; the operation is find for a channel and look for a post."""
        preview, channel, number = pages.which(path)
        if request.method not in ("GET", "HEAD") or not channel:
            return Reply(Response(404, b"", "text/html"), self.world.latency)
        operation = "find" if preview else "look"
        handle = pages.preview if preview else pages.post
        call = Call(request, operation, channel, lambda call: handle(self.world, call))
        call.words = (channel, number)
        return perform(self, call)

    def rate_limited(self, seconds: float) -> Response:
        """The 429, which names the wait in the body."""
        wait = max(1, round(seconds))
        return problem(429, f"Too Many Requests: retry after {wait}", retry_after=wait)

    def suspended(self) -> Response:
        """The 403."""
        return problem(403, "Forbidden: bot was kicked from the channel chat")

    def broken(self) -> Response:
        """The 500."""
        return problem(500, "Internal Server Error")

    def expired(self, account: str) -> Response:  # noqa: ARG002 - the port names it
        """A revoked token: they do not expire by themselves, so nothing lasts."""
        return problem(401, "Unauthorized")
