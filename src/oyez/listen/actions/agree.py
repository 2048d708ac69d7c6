"""The second person's yes to a deed, and taking one back before it is done."""

from __future__ import annotations

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
from oyez.domain.inbox.sending import State
from oyez.domain.roles import Verb
from oyez.listen.actions.answer import refuse_here
from oyez.listen.asking import refuse_silent
from oyez.listen.models import Deed


@transaction.atomic
def agree(by: Person, deed: Deed, *, at: datetime) -> None:
    """Say yes to what somebody else asked for; nobody says yes to their own."""
    path = deed.item.channel.unit.path
    verb = Verb.APPROVE if deed.kind == Kind.REPLY else Verb.MODERATE
    actor = demand(by, verb, path)
    if deed.asked_by_id == by.pk:
        raise NotAllowed(say("You have asked for this yourself. Another person has to agree."))
    refuse_silent(deed.item)
    if deed.kind == Kind.REPLY:
        refuse_here(deed.item, deed.text, at)
    else:
        breach = Breach(deed.breach) if deed.breach else None
        if refused := house_rules.refuse(Kind(deed.kind), label_of(deed.item.label), breach):
            raise NotAllowed(refused)
    _move(deed, (State.ASKED,), state=State.WANTED, due_at=at, agreed_by=by, agreed_at=at)
    record(actor, "listen.agree", f"inbox:{deed.item_id}", deed=deed.pk, kind=deed.kind)


@transaction.atomic
def leave(by: Person | None, deed: Deed) -> None:
    """Give a deed up that is not under way."""
    verb = Verb.ANSWER if deed.kind == Kind.REPLY else Verb.MODERATE
    actor = demand(by, verb, deed.item.channel.unit.path)
    _move(deed, (State.ASKED, State.WANTED, State.BY_HAND), state=State.LEFT, due_at=None)
    record(actor, "listen.leave", f"inbox:{deed.item_id}", deed=deed.pk, kind=deed.kind)


def _move(deed: Deed, old: tuple[State, ...], **new: object) -> None:
    """Change the row only where it still is as it was seen."""
    rows = Deed.objects.filter(pk=deed.pk, state__in=[state.value for state in old])
    if rows.update(**new) != 1:
        raise NotAllowed(say("This has gone on meanwhile. Look at it again."))
    deed.refresh_from_db()
