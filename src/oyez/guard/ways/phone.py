"""A page as a telephone call, which a service of the authority's choice makes."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from oyez.govern.models import Channel
from oyez.guard.ways.call import Call
from oyez.guard.ways.numbers import ending, number_of
from oyez.platforms.port import Transport


class Phone:
    """One POST with JSON: number, urgency, link, what to say, and in which language."""

    name = "phone"
    label = _("Telephone call")
    hint = _("A number with its country code, like +49 541 327 1.")

    def ready(self) -> bool:
        """Wherever a service is set."""
        return bool(settings.PAGE_PHONE_URL)

    def hangs_on(self) -> str:
        """The service."""
        return urlsplit(settings.PAGE_PHONE_URL).hostname or ""

    def concerns(self, channel: Channel) -> bool:  # noqa: ARG002 - no channel is a telephone
        """Never."""
        return False

    def entered(self, typed: str) -> str:
        """One number."""
        return number_of(typed)

    def shown(self, address: str) -> str:
        """The last digits."""
        return ending(address)

    def send(self, call: Call, door: Transport) -> str:
        """Hand it over; the words are ours alone, never those of a reply."""
        token = settings.PAGE_PHONE_TOKEN
        headers = {"Idempotency-Key": call.key}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        body = {
            "number": call.to,
            "urgency": call.urgency,
            "link": call.link,
            "text": call.subject,
            "language": call.language,
            "reference": call.key,
        }
        answer = door.send("POST", settings.PAGE_PHONE_URL, headers=headers, json=body, timeout=10)
        taken = answer.status is not None and 200 <= answer.status < 300
        return "" if taken else f"telephone {answer.status or answer.error}"
