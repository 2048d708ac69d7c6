"""Accept the risk of a channel, in writing and for some time."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.risk import check_written
from oyez.domain.roles import Verb
from oyez.govern.models import Channel, RiskAcceptance
from oyez.platforms.registry import profile

OVERTAKEN = "It ended before anybody confirmed it."


@transaction.atomic
def accept_risk(
    by: Person, channel: Channel, *, reason: str, considered: str, ends_on: date
) -> RiskAcceptance:
    """The first governor's word; it holds from when a second one confirms it."""
    actor = demand(by, Verb.APPROVE_PLATFORM, channel.unit.path)
    if not profile(channel.platform).needs_risk:
        raise NotAllowed(say("Nobody has to accept a risk for {channel}.", channel=channel.name))
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    check_written(reason, considered, ends_on, today)
    _one_at_a_time(by, channel, today)
    risk = RiskAcceptance.objects.create(
        channel=channel,
        reason=reason.strip(),
        considered=considered.strip(),
        ends_on=ends_on,
        accepted_by=by,
        accepted_at=timezone.now(),
    )
    record(
        actor,
        "govern.accept_risk",
        f"channel:{channel.pk}",
        risk=risk.pk,
        reason=risk.reason,
        considered=risk.considered,
        ends_on=ends_on.isoformat(),
    )
    return risk


def _one_at_a_time(by: Person, channel: Channel, today: date) -> None:
    """What nobody confirmed in time makes room; anything else is confirmed or withdrawn first."""
    rows = RiskAcceptance.objects.select_for_update().filter(channel=channel, confirmed_at=None)
    waiting = rows.filter(withdrawn_at=None)
    waiting.filter(ends_on__lt=today).update(
        withdrawn_by=by, withdrawn_at=timezone.now(), withdrawn_because=OVERTAKEN
    )
    if waiting.exists():
        raise NotAllowed(say("One acceptance waits already for a second governor to confirm it."))
