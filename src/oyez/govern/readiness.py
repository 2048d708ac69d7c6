"""Whether enough people could say yes in every unit, at any hour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oyez.accounts.queries import holders
from oyez.domain.roles import Verb, covers
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
    """An authority with its units."""

    authority: Authority
    units: list[Ready]

    @property
    def short(self) -> int:
        """How many of its units have too few people who may approve."""
        return sum(one.too_few for one in self.units)


def bodies_in(scopes: Iterable[str]) -> list[Body]:
    """Every authority at or below these paths, with its units and who may approve in each."""
    scopes = list(scopes)
    approvers = holders(Verb.APPROVE)
    units: dict[int, list[Ready]] = {}
    for unit in units_in(scopes):
        names = {pk: name for pk, name, scope in approvers if covers(scope, unit.path)}
        units.setdefault(unit.authority_id, []).append(Ready(unit, sorted(names.values())))
    known = {one.pk: one for one in authorities_in(scopes)}
    for ready in units.values():
        known.setdefault(ready[0].unit.authority_id, ready[0].unit.authority)
    bodies = [Body(one, units.get(pk, [])) for pk, one in known.items()]
    return sorted(bodies, key=lambda one: one.authority.path)
