"""End the approval of a platform."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import PlatformApproval


@transaction.atomic
def withdraw_platform(
    by: Person | None, approval: PlatformApproval, *, reason: str
) -> PlatformApproval:
    """End an approval before its day; nothing new goes out as soon as this commits."""
    authority = approval.authority
    actor = demand(by, Verb.APPROVE_PLATFORM, authority.path)
    if not reason.strip():
        raise NotAllowed(say("A withdrawal needs a reason."), "reason")
    now = timezone.now()
    in_force = PlatformApproval.objects.filter(pk=approval.pk, withdrawn_at=None)
    if in_force.update(withdrawn_at=now) != 1:
        raise NotAllowed(say("This approval has been withdrawn already."))
    approval.withdrawn_at = now
    record(
        actor,
        "govern.withdraw_platform",
        f"approval:{approval.pk}",
        authority=authority.path,
        platform=approval.platform,
        reason=reason.strip(),
    )
    return approval
