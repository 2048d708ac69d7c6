"""Authorities, units, channels and people for the console's measurement, as many as are asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from oyez.accounts.models import Membership, Person
from oyez.domain.roles import Role
from oyez.govern.models import Authority, Channel, Freeze, PlatformApproval, Unit
from oyez.proof.bench.console_bulk import insert, next_pk

NOW = datetime.now(UTC).replace(microsecond=0)
PLATFORMS = ("page", "mastodon", "bluesky", "email", "feeds", "cap")
BIG = 16  # channels of the unit whose pages are measured; the others share what is left
LIFTED = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything there is."""

    authorities: int = 12
    units: int = 200
    channels: int = 2_000
    people: int = 60
    notices: int = 50_000
    entries: int = 200_000
    replies: int = 10_000

    def times(self, share: float) -> Plan:
        """The same in small; nothing is ever missing altogether."""
        least = Plan(2, 4, 12, 12, 120, 200, 120)
        names = ("authorities", "units", "channels", "people", "notices", "entries", "replies")
        sizes = (max(getattr(least, one), round(getattr(self, one) * share)) for one in names)
        return Plan(*sizes)


@dataclass(slots=True)
class Place:
    """A unit with the numbers of its channels."""

    pk: int
    path: str
    channels: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class World:
    """What has been written so far."""

    authorities: list[tuple[int, str]] = field(default_factory=list)
    units: list[Place] = field(default_factory=list)
    channels: int = 0
    people: list[int] = field(default_factory=list)
    notices: int = 0
    entries: int = 0
    replies: int = 0
    samples: list[int] = field(default_factory=list)
    wide: dict[Role, int] = field(default_factory=dict)


def grow_places(world: World, plan: Plan) -> None:
    """Add what is missing of the plan."""
    _authorities(world, plan)
    _units(world, plan)
    _channels(world, plan)
    _people(world, plan)


def _authorities(world: World, plan: Plan) -> None:
    pk, have = next_pk(Authority), len(world.authorities)
    new = [(pk + n - have, f"/a{n}/") for n in range(have, plan.authorities)]
    rows = ((key, path.strip("/"), f"Authority {path.strip('/')}", path) for key, path in new)
    insert(Authority, ("id", "slug", "name", "path"), rows)
    allowed = ((key, one, date(2024, 1, 1), NOW) for key, _ in new for one in PLATFORMS[1:4])
    insert(PlatformApproval, ("authority_id", "platform", "starts_on", "approved_at"),
           allowed)  # fmt: skip
    world.authorities += new


def _units(world: World, plan: Plan) -> None:
    pk, have = next_pk(Unit), len(world.units)
    rows = []
    for number in range(have, plan.units):
        authority, above = world.authorities[number % len(world.authorities)]
        place = Place(pk + number - have, f"{above}u{number}/")
        rows.append((place.pk, authority, f"u{number}", f"Unit {number}", place.path))
        world.units.append(place)
    insert(Unit, ("id", "authority_id", "slug", "name", "path"), rows)


def _channels(world: World, plan: Plan) -> None:
    pk, rows = next_pk(Channel), []
    for _ in range(world.channels, plan.channels):
        big = world.units[0]
        grown = len(world.units) > 4 and len(big.channels) < BIG
        place = big if grown else min(world.units, key=lambda one: len(one.channels))
        platform = PLATFORMS[len(place.channels) % len(PLATFORMS)]
        name = f"{platform.capitalize()} {place.path.strip('/').replace('/', '-')}"
        rows.append((pk, place.pk, platform, name, len(place.channels), "en", b"sealed"))
        place.channels.append((pk, platform))
        pk += 1
    world.channels = max(world.channels, plan.channels)
    names = ("id", "unit_id", "platform", "name", "position", "language", "secrets")
    insert(Channel, names, rows)


def _people(world: World, plan: Plan) -> None:
    pk, have, roles = next_pk(Person), len(world.people), list(Role)
    new = range(pk, pk + plan.people - have)
    rows = ((key, f"person{key}@bench.example", f"Person {key}", "!", NOW) for key in new)
    insert(Person, ("id", "email", "name", "password", "created_at"), rows)
    held: list[tuple[int, str, str, datetime]] = []
    for key in new:
        role = roles[key % len(roles)]
        if role not in world.wide:
            world.wide[role] = key
            held.append((key, role.value, "/", NOW))
            continue
        places = (world.units[key * step % len(world.units)].path for step in (1, 7, 11))
        held += [(key, role.value, path, NOW) for path in sorted(set(places))]
    insert(Membership, ("person_id", "role", "scope", "granted_at"), held)
    world.people += new
    _freezes(world)


def _freezes(world: World) -> None:
    """Many that are over, and one in force that stops one unit."""
    first, second, ago = world.people[0], world.people[1], NOW - timedelta(days=30)
    over, last = (first, ago, second, ago), world.units[-1]
    rows: list[tuple[object, ...]] = [
        (place.path, f"Unit {place.pk}", "Taken over", first, "Somebody", ago, *over)
        for place in world.units[:LIFTED]
    ]
    rows.append((last.path, "Unit", "Bots", first, "Somebody", NOW, None, None, None, None))
    names = ("scope", "scope_name", "reason", "by_id", "by_name", "at")
    lift = ("first_lift_by_id", "first_lift_at", "lifted_by_id", "lifted_at")
    insert(Freeze, names + lift, rows)
