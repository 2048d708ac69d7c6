"""A page into a browser of the staff, with a key of our own."""

from __future__ import annotations

import json
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from oyez.domain.errors import NotAllowed, say
from oyez.govern.models import Channel
from oyez.guard.push_key import private_half
from oyez.guard.ways.call import Call
from oyez.platforms import port
from oyez.platforms.webpush import Note, Subscription, WebPush
from oyez.platforms.webpush_crypto import encrypt, private_key, vapid

LONGEST: Final = 4000
GONE: Final = "gone"
WRONG = say("This is no address of a browser. Turn the pages on once more.")


class Push:
    """Over the push service of the browser's maker, which reads nothing of it."""

    name = "push"
    label = _("Browser")
    hint = _("The button asks your browser to show pages.")

    def ready(self) -> bool:
        """Always: the key is our own."""
        return True

    def hangs_on(self) -> str:
        """The push services, taken as one."""
        return "push"

    def concerns(self, channel: Channel) -> bool:
        """A channel of push messages reaches the same browsers."""
        return channel.platform == "webpush"

    def entered(self, typed: str) -> str:
        """What the browser's own script sent: an address and two keys."""
        if len(typed) > LONGEST:
            raise NotAllowed(WRONG, "address")
        try:
            found = Subscription.model_validate_json(typed)
            encrypt(b"", found.p256dh, found.auth)
        except (ValidationError, ValueError) as error:
            raise NotAllowed(WRONG, "address") from error
        parts = urlsplit(found.endpoint)
        if not parts.hostname or parts.scheme not in {"https"} | ({"http"} - _strict()):
            raise NotAllowed(WRONG, "address")
        return found.model_dump_json()

    def shown(self, address: str) -> str:
        """The push service."""
        return urlsplit(Subscription.model_validate_json(address).endpoint).hostname or ""

    def send(self, call: Call, door: port.Transport) -> str:
        """One message, which replaces an earlier one about the same alarm."""
        to, key = Subscription.model_validate_json(call.to), private_half()
        account = port.Channel("", "", {"vapid_private": key})
        proof = vapid(private_key(key), to.origin, _subject(), timezone.now())
        words = {
            "tag": call.key,
            "title": call.subject,
            "body": call.text,
            "url": call.link,
            "lang": call.language,
            "loud": call.loud,
        }
        payload = json.dumps(words, ensure_ascii=False).encode()
        topic = call.key.replace(":", "-")[:32]
        found = WebPush(account, door).send(to, Note(topic, payload, {to.origin: proof}))
        if found is None:
            return ""
        return GONE if found.code == "gone" else f"push {found.code}"


def _strict() -> set[str]:
    """Where the console is safe, so must be what it sends to."""
    return {"http"} if settings.HTTPS else set()


def _subject() -> str:
    """Whom a push service may ask about us."""
    return settings.CONSOLE_URL if settings.HTTPS else f"mailto:{settings.STAFF_SENDER}"
