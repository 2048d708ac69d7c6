"""Hide, show again or delete what somebody wrote, or shut its author out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.inbox import house_rules
from oyez.domain.inbox.house_rules import Breach
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.labels import label_of
from oyez.domain.roles import Verb
from oyez.govern.queries import standings
from oyez.listen.abilities import can
from oyez.listen.asking import enter, entered, refuse_blind, refuse_silent, refuse_twice
from oyez.listen.models import Deed, InboxItem


@dataclass(frozen=True, slots=True)
class Ground:
    """Which house rule a text breaks, and why, in a person's words."""

    breach: Breach | None = None
    reason: str = ""


@transaction.atomic
def moderate(
    by: Person | None,
    item: InboxItem,
    kind: Kind,
    ground: Ground,
    *,
    at: datetime,
    seen: int = 0,
    form_key: str = "",
) -> Deed:
    """Have it done on the platform, as the house rules allow; our record of it stays.

    What cannot be undone takes a reason, and a second person unless it is plainly spam or illegal.
    """
    actor = demand(by, Verb.MODERATE, item.channel.unit.path)
    row = InboxItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if known := entered(form_key):
        return known
    refuse_silent(row)
    item.label = row.label  # as it is now, not as the page showed it
    _refuse(item, kind, ground, at)
    refuse_blind(row, seen)
    refuse_twice(row, kind)
    second = house_rules.needs_second(kind, ground.breach)
    words = {"breach": ground.breach or "", "reason": ground.reason.strip(), "asked_by": by}
    deed = enter(item, kind, at, second=second, form_key=form_key or None, **words)
    facts = {"deed": deed.pk, "kind": kind.value, "breach": deed.breach, "second": second}
    record(actor, "listen.moderate", f"inbox:{item.pk}", **facts)
    return deed


def _refuse(item: InboxItem, kind: Kind, ground: Ground, at: datetime) -> None:
    if kind is Kind.REPLY:
        raise NotAllowed(say("An answer is not a measure."))
    standing = standings([item.channel_id], at)[item.channel_id]
    if kind not in can(item, standing).platform:
        raise NotAllowed(say("The platform lets nobody do this by machine."))
    if refused := house_rules.refuse(kind, label_of(item.label), ground.breach):
        raise NotAllowed(refused)
    if kind in house_rules.FINAL and not ground.reason.strip():
        raise NotAllowed(say("Write the reason. It is kept with your name."), "reason")
