"""Reads for the pages about channels, platforms and freezes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from oyez.domain.freeze import Frozen
from oyez.domain.roles import covers, lineage
from oyez.govern.models import Authority, Channel, Freeze, PlatformApproval, Unit
from oyez.govern.queries import freezes_in_force


@dataclass(frozen=True, slots=True)
class Place:
    """Something a freeze or a form may name: a path and what it is called."""

    path: str
    name: str
    depth: int


def _below(scopes: Iterable[str], field: str) -> Q:
    found = Q(pk__in=[])
    for scope in scopes:
        found |= Q(**{f"{field}__startswith": scope})
    return found


def authorities_in(scopes: Iterable[str]) -> QuerySet[Authority]:
    """The authorities at or below these paths."""
    return Authority.objects.filter(_below(scopes, "path")).order_by("path")


def authorities_about(scopes: Iterable[str]) -> QuerySet[Authority]:
    """The authorities at or below these paths, and those to which the paths belong."""
    scopes = list(scopes)
    above = {path for scope in scopes for path in lineage(scope)}
    return Authority.objects.filter(_below(scopes, "path") | Q(path__in=above)).order_by("path")


def units_in(scopes: Iterable[str]) -> QuerySet[Unit]:
    """The units at or below these paths."""
    units = Unit.objects.filter(_below(scopes, "path"))
    return units.select_related("authority").order_by("path")


def channels_in(scopes: Iterable[str]) -> QuerySet[Channel]:
    """The channels of the units at or below these paths, by authority and unit."""
    channels = Channel.objects.filter(_below(scopes, "unit__path"))
    return channels.select_related("unit__authority").order_by("unit__path", "position", "pk")


def channel_by_id(pk: int) -> Channel | None:
    """One channel with its unit and authority."""
    return Channel.objects.select_related("unit__authority").filter(pk=pk).first()


def places_in(scopes: Iterable[str]) -> list[Place]:
    """Authorities and units at or below these paths, each after the one it belongs to."""
    scopes = list(scopes)
    found = [(one.path, one.name) for one in authorities_in(scopes)]
    found += [(one.path, one.name) for one in units_in(scopes)]
    return [Place(path, name, path.count("/") - 2) for path, name in sorted(found)]


def approvals_for(authorities: Iterable[Authority]) -> QuerySet[PlatformApproval]:
    """The approvals that these authorities gave, or that hold for them from above."""
    wanted = Q(pk__in=[])
    for authority in authorities:
        wanted |= Q(authority__path__in=lineage(authority.path))
    rows = PlatformApproval.objects.filter(wanted)
    return rows.select_related("authority", "approved_by").order_by(
        "withdrawn_at", "authority__path", "platform", "starts_on"
    )


def approval_by_id(pk: int) -> PlatformApproval | None:
    """One approval of a platform."""
    return PlatformApproval.objects.select_related("authority").filter(pk=pk).first()


def freezes_seen(scopes: Iterable[str], *, lifted: bool = False) -> list[Freeze]:
    """Freezes that touch these places; those in force, or the newest of those that are over."""
    rows = Freeze.objects.select_related("by", "first_lift_by", "lifted_by")
    found = rows.exclude(lifted_at=None)[:50] if lifted else rows.filter(lifted_at=None)
    return [row for row in found if touches(row.scope, scopes)]


def freeze_by_id(pk: int) -> Freeze | None:
    """One freeze."""
    return Freeze.objects.filter(pk=pk).first()


def frozen_for(scopes: Iterable[str]) -> list[Frozen]:
    """The freezes in force that stop something in these places."""
    scopes = list(scopes)
    return [one for one in freezes_in_force() if touches(one.scope, scopes)]


def touches(scope: str, scopes: Iterable[str]) -> bool:
    """Whether a freeze of `scope` reaches into any of the places, or covers one."""
    return any(covers(scope, other) or covers(other, scope) for other in scopes)
