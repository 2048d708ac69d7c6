"""Where somebody is paged: sealed addresses, opened only in the moment before sending."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise

from oyez.accounts.models import Person
from oyez.accounts.sealing import VaultError, seal, unseal
from oyez.govern.models import Channel
from oyez.guard.models import PagingWay, Stationed
from oyez.guard.ways import WAYS, Way
from oyez.guard.ways.mail import Mail
from oyez.guard.ways.push import GONE

ENOUGH = 2
Reached = Person | Stationed


@dataclass(frozen=True, slots=True)
class Address:
    """One address by which somebody can be reached now; `row` is None for the own mail address."""

    way: str
    to: str = field(repr=False)
    row: PagingWay | None = None

    @property
    def label(self) -> str:
        """How its owner knows it."""
        return self.row.label if self.row else self.to


def addresses_of(who: Reached, about: Channel | None = None) -> list[Address]:
    """Everything that would reach them now, without what leads over the channel concerned."""
    return addresses_in(who, who.paging_ways.all(), about)


def addresses_in(
    who: Reached, ways: Iterable[PagingWay], about: Channel | None = None
) -> list[Address]:
    """The same where their ways are read already.

    What cannot be opened, and a browser that has gone, reaches nobody.
    """
    rows = [row for row in ways if row.failure != GONE]
    found = [address for row in rows if (address := _opened(row))]
    if isinstance(who, Person) and who.email:
        found.append(Address(Mail.name, who.email))
    return [one for one in found if _serves(WAYS[one.way], about)]


def independent(addresses: Iterable[Address]) -> int:
    """How many of these do not fail together."""
    return len({WAYS[one.way].hangs_on() for one in addresses})


def reachable(who: Reached, ways: Iterable[PagingWay] | None = None) -> bool:
    """Whether two ways that do not depend on each other reach somebody.

    `ways` are what they have entered, where that is read already.
    """
    found = addresses_of(who) if ways is None else addresses_in(who, ways)
    return independent(found) >= ENOUGH


def sealed_for(row: PagingWay, address: str) -> bytes:
    """The address, sealed for its row."""
    return seal(address.encode(), bound_to(row.pk))


def digest_of(way: str, address: str) -> str:
    """Tells whether the same address is there already."""
    return hashlib.sha256(f"{way} {address}".encode()).hexdigest()


def bound_to(pk: int) -> str:
    """What an address is bound to."""
    return f"oyez paging way {pk}"


def labels() -> dict[str, str | Promise]:
    """The ways that this installation has, by name."""
    return {name: way.label for name, way in WAYS.items() if way.ready()}


def _serves(way: Way, about: Channel | None) -> bool:
    return way.ready() and not (about is not None and way.concerns(about))


def _opened(row: PagingWay) -> Address | None:
    if row.way not in WAYS:
        return None
    try:
        return Address(row.way, unseal(bytes(row.sealed), bound_to(row.pk)).decode(), row)
    except VaultError:
        return None
