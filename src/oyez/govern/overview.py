"""Reads for the pages about channels, platforms and freezes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from oyez.accounts.models import Person
from oyez.accounts.queries import people_who_may
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.freeze import Frozen
from oyez.domain.roles import Verb, covers, lineage
from oyez.govern.models import Authority, Channel, Freeze, PlatformApproval, Unit
from oyez.govern.queries import scope_name


@dataclass(frozen=True, slots=True)
class Place:
    """Something a freeze or a form may name: a path and what it is called."""

    path: str
    name: str
    depth: int


@dataclass(frozen=True, slots=True)
class ChannelSearch:
    """Which channels are looked for; what is empty does not narrow anything down."""

    words: str = ""
    authority: int = 0
    unit: int = 0
    platform: str = ""
    mode: str = ""


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


def channels_found(scopes: Iterable[str], search: ChannelSearch) -> QuerySet[Channel]:
    """The channels of these places that fit, by authority and unit."""
    rows = Channel.objects.filter(_below(scopes, "unit__path"))
    if search.words:
        words = Q(name__icontains=search.words) | Q(account__icontains=search.words)
        rows = rows.filter(words | Q(unit__name__icontains=search.words))
    exact = {
        "unit__authority": search.authority,
        "unit": search.unit,
        "platform": search.platform,
        "mode": search.mode,
    }
    rows = rows.filter(**{field: value for field, value in exact.items() if value})
    # Secrets are sealed and may be long; a list needs none of them.
    rows = rows.defer("secrets", "options").select_related("unit__authority")
    return rows.order_by("unit__path", "position", "pk")


def channel_by_id(pk: int) -> Channel | None:
    """One channel with its unit and authority."""
    return Channel.objects.select_related("unit__authority").filter(pk=pk).first()


def places_in(scopes: Iterable[str]) -> list[Place]:
    """Authorities and units at or below these paths, each after the one it belongs to."""
    scopes = list(scopes)
    found = [(one.path, one.name) for one in authorities_in(scopes)]
    found += [(one.path, one.name) for one in units_in(scopes)]
    return [Place(path, name, path.count("/") - 2) for path, name in sorted(found)]


def places_found(scopes: Iterable[str], *, words: str = "", also: str = "") -> list[Place]:
    """The places that may be frozen: everything first, then those whose names fit.

    A place that is named already stays among them, and may be a single channel.
    """
    scopes = list(scopes)
    places = [one for one in places_in(scopes) if words.lower() in one.name.lower()]
    if "/" in scopes:
        places.insert(0, Place("/", str(_("Everything")), 0))
    known = {one.path for one in places}
    if also and also not in known and any(covers(scope, also) for scope in scopes):
        try:
            places.append(Place(also, scope_name(also), 0))
        except NotAllowed:
            return places
    return places


@dataclass(frozen=True, slots=True)
class Reach:
    """What a freeze of a place would stop, and who could lift it."""

    name: str
    channels: int
    lifters: list[Person]


def reach_of(path: str) -> Reach:
    """How far a freeze of this place would reach."""
    unit, _at, number = path.rstrip("/").partition("@")
    where = Q(pk=int(number), unit__path=unit) if number else Q(unit__path__startswith=path)
    channels = Channel.objects.filter(where).exclude(mode=Mode.CLOSED).count()
    return Reach(scope_name(path), channels, list(people_who_may(Verb.LIFT_FREEZE, path)[:6]))


def approvals_for(authorities: Iterable[Authority]) -> QuerySet[PlatformApproval]:
    """The approvals that these authorities gave, or that hold for them from above."""
    wanted = Q(pk__in=[])
    for authority in authorities:
        wanted |= Q(authority__path__in=lineage(authority.path))
    rows = PlatformApproval.objects.filter(wanted)
    return rows.select_related("authority", "approved_by").order_by(
        "withdrawn_at", "authority__path", "platform", "starts_on"
    )


def approvals_ending(scopes: Iterable[str], first: date, last: date) -> QuerySet[PlatformApproval]:
    """The approvals that concern these places and have their last day in a stretch of days."""
    above = {path for scope in scopes for path in lineage(scope)}
    near = _below(scopes, "authority__path") | Q(authority__path__in=above)
    rows = PlatformApproval.objects.filter(near, withdrawn_at=None, ends_on__range=(first, last))
    return rows.select_related("authority").order_by("ends_on", "platform")


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


def frozen_for(scopes: Sequence[str], in_force: Iterable[Frozen]) -> list[Frozen]:
    """Of the freezes in force those that stop something in these places."""
    return [one for one in in_force if touches(one.scope, scopes)]


def touches(scope: str, scopes: Iterable[str]) -> bool:
    """Whether a freeze of `scope` reaches into any of the places, or covers one."""
    return any(covers(scope, other) or covers(other, scope) for other in scopes)
