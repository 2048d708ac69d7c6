"""Take back the acceptance of a risk."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import RiskAcceptance


@transaction.atomic
def withdraw_risk(by: Person, risk: RiskAcceptance, *, reason: str) -> RiskAcceptance:
    """End an acceptance, confirmed or not; nothing new goes out as soon as this commits."""
    channel = risk.channel
    actor = demand(by, Verb.APPROVE_PLATFORM, channel.unit.path)
    because = reason.strip()
    if not because:
        raise NotAllowed(say("A withdrawal needs a reason."), "reason")
    if len(because) > 500:
        raise NotAllowed(say("{most} characters fit here.", most=500), "reason")
    standing = RiskAcceptance.objects.filter(pk=risk.pk, withdrawn_at=None)
    changes = {"withdrawn_by": by, "withdrawn_at": timezone.now(), "withdrawn_because": because}
    if standing.update(**changes) != 1:
        raise NotAllowed(say("This acceptance has been withdrawn already."))
    risk.refresh_from_db()
    record(actor, "govern.withdraw_risk", f"channel:{channel.pk}", risk=risk.pk, reason=because)
    return risk
