"""Bring a register in from a file: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.register.keys import key
from oyez.domain.register.sheet import Problem, Row
from oyez.govern.actions.change_channel import change_channel
from oyez.govern.actions.change_register_entry import change_register_entry
from oyez.govern.actions.create_channel import create_channel
from oyez.govern.actions.record_basis import record_basis
from oyez.govern.models import Channel
from oyez.govern.register.incoming import (
    World,
    basis_of,
    channel_fields,
    checked_cells,
    entry_fields,
    unit_of,
)


@dataclass(slots=True)
class Brought:
    """What became of the rows: keys of channels, counts, and why not."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    bases: int = 0
    problems: list[Problem] = field(default_factory=list)


@transaction.atomic
def import_register(
    by: Person | None, rows: Sequence[Row], bases: Sequence[Row] = (), *, dry_run: bool = False
) -> Brought:
    """Every row by the same verbs as in the console.

    With a single problem, or `dry_run`, nothing stays; the answer says what would have become.
    """
    importing = _Import(by)
    for row in rows:
        importing.attempt(row, importing.channel)
    for row in rows:
        importing.attempt(row, importing.successor)
    for row in bases:
        importing.attempt(row, importing.basis)
    brought = importing.settled(rows)
    if brought.problems or dry_run:
        transaction.set_rollback(True)
    elif brought.created or brought.changed or brought.bases:
        record(
            by.signature if by else "command",
            "govern.import_register",
            "register:import",
            new=len(brought.created),
            changed=len(brought.changed),
            bases=brought.bases,
        )
    return brought


class _Import:
    """The rows on their way in; each leaves a channel, or a problem."""

    def __init__(self, by: Person | None) -> None:
        self.by, self.world, self.brought = by, World(), Brought()
        self.first: dict[str, str] = {}
        self.named: dict[int, tuple[str, Channel]] = {}
        self.changed: set[str] = set()

    def attempt(self, row: Row, deed: Callable[[Row], None]) -> None:
        """Do it, or keep why not."""
        try:
            with transaction.atomic():
                deed(row)
        except NotAllowed as error:
            self.brought.problems.append(Problem(row.place, error.reason, error.field))

    def channel(self, row: Row) -> None:
        """The channel of a row and its entry; the successor comes later."""
        checked_cells(row)
        own = self.key_of(row)
        if own in self.first:
            template = "The same channel stands in {place} already."
            raise NotAllowed(say(template, place=self.first[own]), "key")
        self.first[own] = row.place
        found = self.world.channel(own, "key")
        if found is None and row.cells.get("key"):
            template = "No channel has the key {key}. Leave the key empty to enter a new one."
            raise NotAllowed(say(template, key=own), "key")
        fields = channel_fields(row)
        one = self.update(found, row, fields, own) if found else self.create(row, fields, own)
        self.check_mode(one, row)
        self.keep(own, one, **entry_fields(self.world, row))
        self.named[id(row)] = (own, one)

    def key_of(self, row: Row) -> str:
        """The key that the row names, else the one that it is."""
        cells, unit = row.cells, unit_of(self.world, row)
        made = key(unit.path, cells["platform"], cells.get("account", ""), cells.get("name", ""))
        return cells.get("key") or made

    def create(self, row: Row, fields: dict[str, str], own: str) -> Channel:
        """A channel that nobody has entered yet."""
        name = fields.pop("name", "") or fields.get("account", "")
        platform = row.cells["platform"].lower()
        unit = unit_of(self.world, row)
        one = create_channel(self.by, unit, platform=platform, name=name, **fields)
        self.world.enter(one)
        self.brought.created.append(own)
        return one

    def update(self, one: Channel, row: Row, fields: dict[str, str], own: str) -> Channel:
        """A channel that is known; only what differs is changed."""
        if one.unit.path != row.cells["unit"] or one.platform != row.cells["platform"].lower():
            template = "A channel keeps its unit and its platform. Enter a new one instead."
            raise NotAllowed(say(template), "key")
        new = {name: text for name, text in fields.items() if getattr(one, name) != text}
        if new:
            change_channel(self.by, one, **new)
            self.changed.add(own)
            self.world.enter(one)
        return one

    def check_mode(self, one: Channel, row: Row) -> None:
        """A mode is told by a file, and changed by a person with a reason."""
        if row.cells.get("mode", one.mode) not in {"", one.mode}:
            template = (
                "The channel is {mode}. A file changes no mode; its page does, with a reason."
            )
            raise NotAllowed(say(template, mode=one.mode), "mode")

    def successor(self, row: Row) -> None:
        """The channel that comes after, once every row has its channel."""
        if "replaced_by" not in row.cells or id(row) not in self.named:
            return
        own, one = self.named[id(row)]
        wanted = row.cells["replaced_by"]
        after = self.world.channel(wanted, "replaced_by") if wanted else None
        if wanted and after is None:
            raise NotAllowed(say("No channel has the key {key}.", key=wanted), "replaced_by")
        self.keep(own, one, replaced_by=after)

    def keep(self, own: str, one: Channel, **fields: object) -> None:
        """Change the entry, and know whether anything was changed."""
        before = getattr(one, "register", None)
        version = before.version if before else 0
        after = change_register_entry(self.by, one, **fields)  # type: ignore[arg-type]
        one.register = after
        if after.version != version:
            self.changed.add(own)

    def basis(self, row: Row) -> None:
        """A legal basis with its assessment."""
        checked_cells(row)
        path = row.cells["authority"]
        if path not in self.world.authorities:
            template = "There is no authority with the path {path}."
            raise NotAllowed(say(template, path=path), "authority")
        authority, platform = self.world.authorities[path], row.cells["platform"].lower()
        before = authority.bases.filter(platform=platform).values_list("version", flat=True).first()
        after = record_basis(self.by, authority, platform, basis_of(row))
        self.brought.bases += after.version != (before or 0)

    def settled(self, rows: Sequence[Row]) -> Brought:
        """The counts, once all is done."""
        known = [self.named[id(row)][0] for row in rows if id(row) in self.named]
        made = set(self.brought.created)
        self.brought.changed = [own for own in known if own in self.changed and own not in made]
        order = {row.place: number for number, row in enumerate(rows)}
        self.brought.problems.sort(key=lambda one: order.get(one.place, len(order)))
        self.brought.same = len(known) - len(made & set(known)) - len(self.brought.changed)
        return self.brought
