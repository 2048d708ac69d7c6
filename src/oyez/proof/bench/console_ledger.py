"""A long ledger whose chain holds, for the console's measurement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from datetime import timedelta

from django.conf import settings

from oyez.audit.chain import Facts, seal
from oyez.audit.models import Entry, Head
from oyez.audit.queries import head
from oyez.proof.bench.console_bulk import insert
from oyez.proof.bench.console_places import NOW, Plan, World

ACTIONS = (
    ("publish.submit", "notice:b{}"),
    ("publish.approve", "notice:b{}"),
    ("publish.compose", "notice:b{}"),
    ("accounts.sign_in", "person:{}"),
    ("publish.edit", "notice:b{}"),
    ("publish.retract", "notice:b{}"),
    ("govern.change_mode", "channel:{}"),
    ("accounts.sign_out", "person:{}"),
)
NAMES = ("seq", "at", "actor", "action", "object", "request_id", "data", "previous", "hash")


def grow_ledger(world: World, plan: Plan) -> None:
    """Add entries after the last one, each sealed to the one before it."""
    end = head()
    if end is None:
        raise RuntimeError("a new installation has a head of its ledger")
    missing = plan.entries - world.entries
    insert(Entry, NAMES, _entries(end, missing, world.people))
    world.entries = plan.entries


def _entries(end: Head, count: int, people: list[int]) -> Iterator[tuple[object, ...]]:
    """The rows; at the end the head knows the last of them."""
    for number in range(1, count + 1):
        action, object_ = ACTIONS[number % len(ACTIONS)]
        facts = Facts(
            seq=end.seq + 1,
            at=NOW - timedelta(minutes=7 * (count - number)),
            actor=f"person:{people[number % len(people)]}",
            action=action,
            object=object_.format(1 + number // len(ACTIONS)),
            request_id=f"web-{number:016x}",
            data={"revision": 1},
            previous=end.hash,
        )
        end.seq, end.hash = facts.seq, seal(facts, settings.LEDGER_KEY)
        yield (*astuple(facts), end.hash)
    end.save()
