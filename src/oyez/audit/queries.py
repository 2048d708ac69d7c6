"""Reading the ledger, and finding the first place where it is broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from django.conf import settings

from oyez.audit.chain import GENESIS, Facts, seal
from oyez.audit.models import Entry, Head


class Damage(StrEnum):
    """What somebody did to the ledger."""

    CHANGED = "changed"
    REMOVED = "removed"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not hold, and a sentence for the person who looks."""

    seq: int
    damage: Damage
    sentence: str


def head() -> Head | None:
    """How the ledger ends, as its one-row table remembers."""
    return Head.objects.filter(pk=1).first()


def last_entries(count: int) -> list[Entry]:
    """The newest entries, oldest first."""
    return list(Entry.objects.order_by("-seq")[:count])[::-1]


def entries_about(object: str) -> Iterable[Entry]:
    """Everything the ledger says about one object, oldest first."""
    return Entry.objects.filter(object=object).order_by("seq")


def newest_about(object: str, count: int = 20) -> list[Entry]:
    """The newest of what the ledger says about one object, the newest first."""
    return list(Entry.objects.filter(object=object).order_by("-seq")[:count])


def first_broken() -> Broken | None:
    """Walk the whole ledger in order, a few thousand entries in memory at a time."""
    # The head is read first: what others add during the walk lies beyond it.
    end = head()
    if end is None:
        return Broken(1, Damage.REMOVED, "The head of the ledger is missing.")
    previous, expected = GENESIS, 1
    for entry in _walk():
        broken = _examine(entry, expected, previous)
        if broken:
            return broken
        if entry.seq == end.seq and entry.hash != end.hash:
            return _changed(entry.seq, "The head of the ledger names another hash for it.")
        previous, expected = entry.hash, expected + 1
    if expected <= end.seq:
        return Broken(expected, Damage.REMOVED, f"Entry {expected} and all after it are missing.")
    return _beyond(expected - 1)


def _walk() -> Iterator[Entry]:
    return Entry.objects.order_by("seq").iterator(chunk_size=2000)


def _beyond(last: int) -> Broken | None:
    # Entry and head are written in one transaction, so a head read now can never lag behind.
    end = head()
    if end is None or end.seq < last:
        return _changed(last, "The head of the ledger lies before it.")
    return None


def _changed(seq: int, why: str) -> Broken:
    return Broken(seq, Damage.CHANGED, f"Entry {seq} was changed. {why}")


def _examine(entry: Entry, expected: int, previous: str) -> Broken | None:
    if entry.seq != expected:
        return Broken(expected, Damage.REMOVED, f"Entry {expected} is missing.")
    facts = _facts(entry)
    fits = seal(facts, settings.LEDGER_KEY) == entry.hash
    if entry.previous == previous:
        return None if fits else _changed(expected, "Its seal does not fit its content.")
    if seal(replace(facts, previous=previous), settings.LEDGER_KEY) == entry.hash:
        return _changed(expected, "It names another entry before it than when it was sealed.")
    if entry.previous == GENESIS or Entry.objects.filter(hash=entry.previous).exists():
        return Broken(
            expected, Damage.REORDERED, f"Entry {expected} does not belong where it stands."
        )
    sentence = f"An entry that stood before entry {expected} is missing."
    return Broken(expected, Damage.REMOVED, sentence)


def _facts(entry: Entry) -> Facts:
    return Facts(
        seq=entry.seq,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        object=entry.object,
        request_id=entry.request_id,
        data=entry.data,
        previous=entry.previous,
    )
