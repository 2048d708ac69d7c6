"""A page as a mail, over the relay of the staff."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from oyez.domain.errors import NotAllowed, say
from oyez.govern.models import Channel
from oyez.guard.ways.call import Call
from oyez.platforms.port import Envelope, Transport


class Mail:
    """To the address with which a person signs in, or to that of a place."""

    name = "mail"
    label = _("E-mail")
    hint = _("An address like desk@police.example.")

    def ready(self) -> bool:
        """Wherever a relay is set."""
        return bool(settings.STAFF_RELAY)

    def hangs_on(self) -> str:
        """The relay."""
        return urlsplit(settings.STAFF_RELAY).hostname or ""

    def concerns(self, channel: Channel) -> bool:
        """A channel of mails may share the relay."""
        return channel.platform == "email"

    def entered(self, typed: str) -> str:
        """One address."""
        address = typed.strip()
        try:
            validate_email(address)
        except ValidationError as error:
            raise NotAllowed(say("This is no e-mail address."), "address") from error
        return address

    def shown(self, address: str) -> str:
        """The whole of it."""
        return address

    def send(self, call: Call, door: Transport) -> str:
        """Hand it to the relay."""
        message = EmailMessage(policy=SMTP)
        message["Subject"] = call.subject
        message["From"], message["To"] = settings.STAFF_SENDER, call.to
        message["Auto-Submitted"] = "auto-generated"
        message["Importance"] = "high" if call.loud else "normal"
        message.set_content(f"{call.text}\n\n{call.link}\n")
        envelope = Envelope(settings.STAFF_SENDER, (call.to,), message.as_bytes())
        answer = door.mail(settings.STAFF_RELAY, envelope, timeout=10)
        taken = answer.code is not None and answer.code < 300
        return "" if taken else f"relay {answer.code or answer.error}"
