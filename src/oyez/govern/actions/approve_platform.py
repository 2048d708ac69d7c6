"""Let authorities use a platform."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.approved_platforms import OWN_OUTLETS
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import Authority, PlatformApproval


@transaction.atomic
def approve_platform(
    by: Person | None,
    authority: Authority,
    platform: str,
    *,
    starts_on: date,
    ends_on: date | None = None,
    conditions: str = "",
) -> PlatformApproval:
    """Let those below the authority use the platform; at the top, the authority itself."""
    actor = demand(by, Verb.APPROVE_PLATFORM, authority.path)
    _check(platform, starts_on, ends_on)
    approval = PlatformApproval.objects.create(
        authority=authority,
        platform=platform,
        starts_on=starts_on,
        ends_on=ends_on,
        conditions=conditions.strip(),
        approved_by=by,
    )
    record(
        actor,
        "govern.approve_platform",
        f"approval:{approval.pk}",
        authority=authority.path,
        platform=platform,
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat() if ends_on else None,
    )
    return approval


def _check(platform: str, starts_on: date, ends_on: date | None) -> None:
    if platform in OWN_OUTLETS:
        raise NotAllowed(say("Our own outlets need no approval."), "platform")
    if ends_on and ends_on < starts_on:
        raise NotAllowed(say("The approval would end before it begins."), "ends_on")
    if ends_on and ends_on < timezone.localdate():
        raise NotAllowed(say("This day is over, so nothing would be approved."), "ends_on")
