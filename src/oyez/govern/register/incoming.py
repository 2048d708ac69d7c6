"""From the cells of a file to what the verbs take; what cannot be meant is said at its column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.db.models import CharField

from oyez.accounts.models import Person
from oyez.domain.errors import NotAllowed, say
from oyez.domain.register.sheet import Row
from oyez.domain.register.week import days
from oyez.domain.text import problems
from oyez.govern.models import Authority, Channel, Unit
from oyez.govern.register.basis import Basis
from oyez.govern.register.exchange import BASIS, CHANNEL, key_of

TICKS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}


class World:
    """What a file may name, read once: units, authorities, people, and channels by their keys."""

    def __init__(self) -> None:
        self.units = {unit.path: unit for unit in Unit.objects.select_related("authority")}
        self.authorities = {one.path: one for one in Authority.objects.all()}
        self.people = {one.email: one for one in Person.objects.filter(is_active=True)}
        self.channels: dict[str, list[Channel]] = {}
        rows = Channel.objects.select_related("unit", "register").defer("secrets")
        for one in rows.order_by("pk"):
            self.channels.setdefault(key_of(one), []).append(one)

    def channel(self, key: str, column: str) -> Channel | None:
        """The channel with this key; NotAllowed where several have it."""
        found = self.channels.get(key, [])
        if len(found) > 1:
            template = "Several channels have the key {key}. Give them accounts that differ."
            raise NotAllowed(say(template, key=key), column)
        return found[0] if found else None

    def enter(self, channel: Channel) -> None:
        """A channel that a row has just made, or given another account, can be named by others."""
        known = self.channels.setdefault(key_of(channel), [])
        if channel not in known:
            known.append(channel)

    def person(self, email: str, column: str) -> Person | None:
        """Who signs in with this address; nobody where the cell is empty."""
        if not email:
            return None
        if email.lower() not in self.people:
            template = "Nobody who may sign in has the address {email}."
            raise NotAllowed(say(template, email=email), column)
        return self.people[email.lower()]


def checked_cells(row: Row) -> None:
    """NotAllowed for a character that is no part of a text."""
    for column, text in row.cells.items():
        if found := problems(text):
            raise NotAllowed(found[0], column)


def unit_of(world: World, row: Row) -> Unit:
    """The unit of a row."""
    path = row.cells["unit"]
    if path not in world.units:
        template = "There is no unit with the path {path}."
        raise NotAllowed(say(template, path=path), "unit")
    return world.units[path]


def channel_fields(row: Row) -> dict[str, str]:
    """The columns of the channel itself, as far as the file has them."""
    found = {name: row.cells[name] for name in CHANNEL if name in row.cells}
    for name, text in found.items():
        room = Channel._meta.get_field(name)
        if isinstance(room, CharField) and len(text) > (room.max_length or 0):
            raise NotAllowed(say("{most} characters fit here.", most=room.max_length), name)
    known = dict(settings.LANGUAGES)
    if "language" in found and found["language"] not in known:
        template = "There is no language {code} here; there are {known}."
        said = say(template, code=found["language"], known=", ".join(known))
        raise NotAllowed(said, "language")
    return found


def entry_fields(world: World, row: Row) -> dict[str, object]:
    """The columns of the entry, the successor left out: it may stand further down."""
    cells = row.cells
    names = ("purpose", "audience", "instead")
    found: dict[str, object] = {name: cells[name] for name in names if name in cells}
    if "hours" in cells:
        found["hours"] = days(cells["hours"])
    for name in ("owner", "deputy"):
        if name in cells:
            found[name] = world.person(cells[name], name)
    if "reserved" in cells:
        found["reserved"] = tick(cells["reserved"], "reserved")
    return found


def tick(text: str, column: str) -> bool:
    """Yes or no."""
    if text.lower() not in TICKS:
        raise NotAllowed(say("Write yes or no."), column)
    return TICKS[text.lower()]


def basis_of(row: Row) -> Basis:
    """The columns of a legal basis; what the file lacks is empty."""
    cells: Mapping[str, str] = {name: row.cells.get(name, "") for name in BASIS}
    return Basis(
        legal_basis=cells["legal_basis"],
        assessed_on=_day(cells["assessed_on"], "assessed_on"),
        assessed_by=cells["assessed_by"],
        check_due=_day(cells["check_due"], "check_due"),
        reference=cells["reference"],
    )


def _day(text: str, column: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        template = "{text} is no day; write it as 2026-12-31."
        raise NotAllowed(say(template, text=text), column) from None
