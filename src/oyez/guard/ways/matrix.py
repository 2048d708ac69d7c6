"""A page as a message in a Matrix room."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oyez.domain.errors import NotAllowed, say
from oyez.govern.models import Channel
from oyez.guard.ways.call import Call
from oyez.platforms import port
from oyez.platforms.matrix_room import InRoom

ROOM: Final = re.compile(r"![^\s:]{1,200}(:[A-Za-z0-9.\-\[\]:]{1,200})?")


class Matrix:
    """By an account of the staff's own homeserver, into a room that the person has with it."""

    name = "matrix"
    label = _("Matrix")
    hint = _("The number of a room, which begins with an exclamation mark: !abc:chat.example.")

    def ready(self) -> bool:
        """Wherever a homeserver and a token are set."""
        return bool(settings.PAGE_MATRIX_URL and settings.PAGE_MATRIX_TOKEN)

    def hangs_on(self) -> str:
        """The homeserver."""
        return urlsplit(settings.PAGE_MATRIX_URL).hostname or ""

    def concerns(self, channel: Channel) -> bool:
        """A channel in Matrix may be on the same homeserver."""
        return channel.platform == "matrix"

    def entered(self, typed: str) -> str:
        """One room."""
        if not ROOM.fullmatch(typed.strip()):
            raise NotAllowed(say("A room has a number that begins with !, not with #."), "address")
        return typed.strip()

    def shown(self, address: str) -> str:
        """The whole of it."""
        return address

    def send(self, call: Call, door: port.Transport) -> str:
        """Under a transaction of our own: however often it is tried, it stands there once."""
        account = port.Channel(
            "",
            settings.PAGE_MATRIX_URL,
            {"token": settings.PAGE_MATRIX_TOKEN},
            {"room": call.to},
        )
        content = {"msgtype": "m.text", "body": f"{call.text}\n{call.link}"}
        found = InRoom(account, door).say(content, call.key, timezone.now())
        return f"homeserver {found.code}" if isinstance(found, port.Failed) else ""
