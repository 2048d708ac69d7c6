"""Stop all publishing in a scope."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import Freeze
from oyez.govern.queries import scope_name


@transaction.atomic
def freeze(by: Person | None, scope: str, *, reason: str, machine: str = "") -> Freeze:
    """Freeze an authority, a unit, a channel (`Channel.path`) or, with `/`, everything.

    Retraction goes on. Where a machine freezes, `by` is None and `machine` names it.
    """
    actor = demand(by, Verb.FREEZE, scope)
    if not reason.strip():
        raise NotAllowed(say("A freeze needs a reason."), "reason")
    return stop(by, actor, scope, reason=reason, by_name=by.name if by else machine or actor)


def stop(by: Person | None, actor: str, scope: str, *, reason: str, by_name: str) -> Freeze:
    """Write down a freeze that somebody was allowed to decide, inside their transaction."""
    frozen = Freeze.objects.create(
        scope=scope,
        scope_name=scope_name(scope),
        reason=reason.strip()[:500],
        by=by,
        by_name=by_name,
        at=timezone.now(),
    )
    record(actor, "govern.freeze", f"freeze:{frozen.pk}", scope=scope, reason=frozen.reason)
    return frozen
