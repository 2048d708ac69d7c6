"""The second governor's word about a risk."""

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
def confirm_risk(by: Person, risk: RiskAcceptance) -> RiskAcceptance:
    """Let the acceptance hold; whoever wrote it cannot."""
    channel = risk.channel
    actor = demand(by, Verb.APPROVE_PLATFORM, channel.unit.path)
    if risk.accepted_by_id == by.pk:
        template = "You have accepted this risk yourself. A second governor has to confirm it."
        raise NotAllowed(say(template))
    now = timezone.now()
    if risk.ends_on < timezone.localdate(now, timezone.get_default_timezone()):
        raise NotAllowed(say("Its last day is over. Decide about the risk anew."))
    waits = RiskAcceptance.objects.filter(pk=risk.pk, confirmed_at=None, withdrawn_at=None)
    if waits.update(confirmed_by=by, confirmed_at=now) != 1:
        raise NotAllowed(say("Somebody else has just changed this. Look at it again."))
    risk.refresh_from_db()
    details = {"risk": risk.pk, "ends_on": risk.ends_on.isoformat()}
    record(actor, "govern.confirm_risk", f"channel:{channel.pk}", **details)
    return risk
