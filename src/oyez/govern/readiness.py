"""Whether enough people could say yes in every unit, at any hour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from oyez.accounts.queries import holders
from oyez.domain.roles import Verb, lineage
from oyez.govern.models import Authority, Unit
from oyez.govern.overview import authorities_in, units_in

ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Ready:
    """A unit with those who may approve there; too few means that somebody's leave stops it."""

    unit: Unit
    names: list[str]

    @property
    def too_few(self) -> bool:
        """Whether a night, a leave or an own text would leave nobody to approve."""
        return len(self.names) < ENOUGH


@dataclass(frozen=True, slots=True)
class Body:
    """An authority with those of its units that a page shows."""

    authority: Authority
    units: list[Ready]


class Approvers:
    """Who may say yes where, read once however many units are asked about."""

    def __init__(self) -> None:
        self.at: dict[str, dict[int, str]] = {}
        for pk, name, scope in holders(Verb.APPROVE):
            self.at.setdefault(scope, {})[pk] = name

    def names(self, path: str) -> list[str]:
        """Everybody whose role covers the path, by name."""
        found: dict[int, str] = {}
        for scope in lineage(path):
            found |= self.at.get(scope, {})
        return sorted(found.values())


def units_by_authority(scopes: Iterable[str]) -> QuerySet[Unit]:
    """The units at or below these paths, in the order in which pages show them."""
    return units_in(scopes).order_by("authority__path", "path")


def bodies_of(units: Iterable[Unit], approvers: Approvers) -> list[Body]:
    """These units under their authorities, each with those who may approve there."""
    found: dict[int, Body] = {}
    for unit in units:
        body = found.setdefault(unit.authority_id, Body(unit.authority, []))
        body.units.append(Ready(unit, approvers.names(unit.path)))
    return list(found.values())


def without_units(scopes: Iterable[str]) -> list[Body]:
    """The authorities at or below these paths that no unit speaks for yet."""
    return [Body(one, []) for one in authorities_in(scopes).filter(units=None)]


def short_in(scopes: Iterable[str], approvers: Approvers) -> int:
    """How many of all these units have too few people who may approve."""
    paths = units_in(scopes).order_by().values_list("path", flat=True)
    return sum(len(approvers.names(path)) < ENOUGH for path in paths)
