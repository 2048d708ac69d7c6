"""Make an address under which a platform calls."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.listen.channels import calls_us
from oyez.listen.models import Webhook
from oyez.listen.queries import digest_of

TOKEN_BYTES = 32


@transaction.atomic
def make_webhook(by: Person | None, channel: Channel) -> str:
    """A new address for the channel, which nobody can read here again; an older one ends.

    The ledger learns that there is a new one, not which.
    """
    actor = demand(by, Verb.MANAGE_CHANNELS, channel.unit.path)
    if not calls_us(channel.platform):
        raise NotAllowed(say("This platform calls nobody."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    fresh = {"digest": digest_of(token), "made_at": timezone.now()}
    nothing = {"called_at": None, "shaken_at": None, "gap": None, "missed_at": None}
    Webhook.objects.update_or_create(channel=channel, defaults=fresh | nothing)
    record(actor, "listen.make_webhook", f"channel:{channel.pk}")
    return f"{settings.CONSOLE_URL}/hooks/{token}/"
