"""Bring a block-list in, or take one away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.looker import lists
from oyez.looking.lists.reading import Counted, Unreadable
from oyez.looking.lists.store import ListEntry


@dataclass(frozen=True, slots=True)
class Source:
    """Where a list comes from, what it lists, and under which terms it may be used."""

    name: str
    path: Path
    category: str
    licence: str


def import_blocklist(by: Person | None, source: Source) -> tuple[ListEntry, Counted]:
    """Put the list in the place of one of the same name; raises NotAllowed for what is no list."""
    actor = demand(by, Verb.MANAGE_CHANNELS, "/")
    if not source.category.strip() or not source.licence.strip():
        raise NotAllowed(say("A list needs its category and the terms under which it is used."))
    entry = ListEntry(
        name=source.name,
        category=source.category.strip()[:40],
        licence=source.licence.strip()[:200],
        file="",
        imported_at=timezone.now().isoformat(timespec="seconds"),
        names=0,
        malformed=0,
    )
    try:
        done, counted = lists().bring(source.path, entry)
    except Unreadable as error:
        raise NotAllowed(say("{why}", why=str(error)), "file") from error
    record(
        actor,
        "guard.import_blocklist",
        f"blocklist:{done.name}",
        kind=done.category,
        names=done.names,
        fingerprint=done.version,
    )
    return done, counted


def remove_blocklist(by: Person | None, name: str) -> None:
    """Nothing is found on it any longer."""
    actor = demand(by, Verb.MANAGE_CHANNELS, "/")
    if not lists().remove(name):
        raise NotAllowed(say("There is no list of the name {name}.", name=name), "name")
    record(actor, "guard.remove_blocklist", f"blocklist:{name}")
