"""Take all second factors from a person who has lost them, and the tie to the directory."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from oyez.accounts.models import Person, Session
from oyez.accounts.queries import demand_over
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say


@transaction.atomic
def forget_factors(by: Person | None, person: Person) -> None:
    """Remove passkeys, app, codes and tie, and end every session; the password alone counts."""
    actor = demand_over(by, person) if by else "command"
    if by and by.pk == person.pk:
        raise NotAllowed(say("Nobody can take away their own second factor like this."))
    gone = sum(
        rows.filter(user_id=person.pk).delete()[0]
        for rows in (Authenticator.objects, SocialAccount.objects)
    )
    if not gone:
        raise NotAllowed(say("This person has no second factor and no entry of the directory."))
    Session.objects.filter(person=person).delete()
    record(actor, "accounts.forget_factors", person.signature)
