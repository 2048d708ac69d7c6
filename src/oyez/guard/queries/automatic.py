"""Reads of what an authority lets happen without a person."""

from __future__ import annotations

from oyez.domain.alarm.automatic import Switches
from oyez.domain.roles import lineage
from oyez.govern.models import Authority
from oyez.guard.models import Automatic

NOTHING = Automatic()


def automatic_of(authority: Authority) -> Automatic | None:
    """What this authority itself has decided, if it has."""
    return Automatic.objects.filter(authority=authority).select_related("changed_by").first()


def switches_of(authority: Authority) -> Switches:
    """Its switches; everything is off where nothing was decided. None are inherited."""
    row = automatic_of(authority) or NOTHING
    return Switches(labelled=row.labelled, scored=row.scored, stranger=row.stranger)


def freezes_unanswered(path: str) -> bool:
    """Whether the nearest authority of a place wants a freeze when nobody answers an alarm."""
    rows = Automatic.objects.filter(authority__path__in=lineage(path))
    found = rows.order_by("-authority__path").values_list("unanswered", flat=True).first()
    return bool(found)
