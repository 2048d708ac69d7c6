"""Enter an address at which somebody is paged."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.guard.addresses import Reached, digest_of, sealed_for
from oyez.guard.models import PagingWay, Stationed
from oyez.guard.ways import WAYS

MOST: Final = 12
LONGEST: Final = 120
NOT_HERE = say("This installation has no such way. An administrator sets it up first.")
THERE = say("This address is there already.")


@transaction.atomic
def enter_way(
    by: Person, to: Reached, way: str, typed: str, *, at: datetime, label: str = ""
) -> PagingWay:
    """Keep it sealed; people enter their own, planners those of places.

    The ledger learns which way it is, and nothing of the address.
    """
    actor = _actor(by, to)
    kind = WAYS.get(way)
    if kind is None or not kind.ready():
        raise NotAllowed(NOT_HERE, "way")
    address = kind.entered(typed)
    if to.paging_ways.count() >= MOST:
        raise NotAllowed(say("{most} addresses are enough; remove one first.", most=MOST), "way")
    shown = (label.strip() or kind.shown(address))[:LONGEST]
    row = PagingWay(way=way, label=shown, digest=digest_of(way, address), made_at=at)
    _keep(row, to, address)
    record(actor, "guard.enter_way", _about(to), way=way)
    row.refresh_from_db()
    return row


def _keep(row: PagingWay, to: Reached, address: str) -> None:
    """Once; sealed for its row, which has a number only when it is there."""
    if isinstance(to, Stationed):
        row.stationed = to
    else:
        row.person = to
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise NotAllowed(THERE, "address") from error
    PagingWay.objects.filter(pk=row.pk).update(sealed=sealed_for(row, address))


@transaction.atomic
def remove_way(by: Person, row: PagingWay) -> None:
    """Page nobody there any more."""
    to = row.stationed or row.person
    if to is None:
        raise NotAllowed(say("This address is not there any more."))
    actor = _actor(by, to)
    if row.delete()[0] == 0:
        raise NotAllowed(say("This address is not there any more."))
    record(actor, "guard.remove_way", _about(to), way=row.way)


def _actor(by: Person, to: Reached) -> str:
    if isinstance(to, Stationed):
        return demand(by, Verb.PLAN_DUTY, to.path)
    if by.pk != to.pk or not by.is_active:
        raise NotAllowed(say("People enter their own addresses."))
    return by.signature


def _about(to: Reached) -> str:
    return f"station:{to.pk}" if isinstance(to, Stationed) else to.signature
