"""A page as a short message, through the gateway of the installation."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oyez.govern.models import Channel
from oyez.guard.ways.call import Call
from oyez.guard.ways.numbers import ending, number_of
from oyez.platforms import port
from oyez.platforms.sms import Sms as Gateway

LONGEST = 300  # characters before the link; more parts come later and cost more


class Sms:
    """The same gateways as the channels of short messages take, with an account of the staff."""

    name = "sms"
    label = _("Short message")
    hint = _("A mobile number with its country code, like +49 151 1234567.")

    def ready(self) -> bool:
        """Wherever a gateway is set."""
        return bool(settings.PAGE_SMS_URL)

    def hangs_on(self) -> str:
        """The gateway."""
        return urlsplit(settings.PAGE_SMS_URL).hostname or ""

    def concerns(self, channel: Channel) -> bool:
        """A channel of short messages may share the gateway."""
        return channel.platform == "sms"

    def entered(self, typed: str) -> str:
        """One number."""
        return number_of(typed)

    def shown(self, address: str) -> str:
        """The last digits."""
        return ending(address)

    def send(self, call: Call, door: port.Transport) -> str:
        """One message; the gateway tells a repeat by its reference."""
        text, now = f"{call.text[:LONGEST]} {call.link}", timezone.now()
        variant = port.Variant(hashlib.sha256(text.encode()).hexdigest(), text, call.language)
        delivery = port.Delivery(call.key, 1, call.key, now, now)
        found = Gateway(_account(call.to), door).publish(variant, delivery)
        return f"gateway {found.code}" if isinstance(found, port.Failed) else ""


def _account(number: str) -> port.Channel:
    told = (word.partition("=") for word in settings.PAGE_SMS_OPTIONS)
    options = {name.strip(): value.strip() for name, _equals, value in told}
    options |= {"recipients": number, "sender": settings.PAGE_SMS_SENDER, "send_path": ""}
    secrets = {"token": settings.PAGE_SMS_TOKEN}
    return port.Channel("", settings.PAGE_SMS_URL, secrets, options)
