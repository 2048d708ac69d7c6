"""Another vault key: everything that an old one sealed is sealed anew, a batch at a time.

Each app offers the places in which it keeps something sealed. A batch is one short transaction,
and a value is changed only if it is still the one that was read; so this may be killed at any
moment and begun again, and nobody has to stop working meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from oyez.accounts.sealing import VaultError, as_bytes, is_newest, seal, seal_text, unseal

BATCH = 50
Reseal = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A column with sealed values. `words` are the keys inside it where the column is JSON."""

    model: type[models.Model]
    column: str
    bound_to: Callable[[Any], str]
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class Count:
    """How many values there are: under the newest key, under an old one, and closed to all."""

    newest: int = 0
    old: int = 0
    closed: int = 0

    def add(self, other: Count) -> None:
        """Count on."""
        self.newest += other.newest
        self.old += other.old
        self.closed += other.closed


PLACES: list[Place] = []


def offer(place: Place) -> None:
    """Enter a place; the same one twice is one."""
    if all((one.model, one.column) != (place.model, place.column) for one in PLACES):
        PLACES.append(place)


def status() -> Count:
    """What is under which key, without changing anything."""
    total = Count()
    for place in PLACES:
        for batch in _batches(place):
            for row in batch:
                for sealed in _sealed(place, getattr(row, place.column)):
                    total.add(_judged(sealed, place.bound_to(row)))
    return total


def rotate() -> int:
    """Seal everything anew that an old key sealed; how many values that were."""
    done = 0
    for place in PLACES:
        for batch in _batches(place):
            with transaction.atomic():
                done += sum(_renew(place, row) for row in batch)
    return done


def _batches(place: Place) -> Iterator[list[Any]]:
    rows: models.QuerySet[Any] = place.model._default_manager.order_by("pk")
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:BATCH])


def _sealed(place: Place, value: Any) -> list[Any]:
    if place.words:
        found = value if isinstance(value, dict) else {}
        return [found[word] for word in place.words if found.get(word)]
    return [bytes(value)] if value else []


def _judged(sealed: bytes | str, bound_to: str) -> Count:
    try:
        raw = as_bytes(sealed, bound_to) if isinstance(sealed, str) else sealed
        if is_newest(raw, bound_to):
            return Count(newest=1)
        unseal(raw, bound_to)
    except VaultError:
        return Count(closed=1)
    return Count(old=1)


def _renew(place: Place, row: Any) -> int:
    """How many values of the row were sealed anew; one that changed meanwhile is new already."""
    before, bound_to = getattr(row, place.column), place.bound_to(row)
    old = [one for one in _sealed(place, before) if _judged(one, bound_to).old]
    if not old:
        return 0
    fresh = {one: _again(one, bound_to) for one in old}
    after: Any
    if place.words:
        after = {name: fresh.get(_key(word), word) for name, word in before.items()}
    else:
        after = fresh[bytes(before)]
    same = place.model._default_manager.filter(pk=row.pk, **{place.column: before})
    return len(old) if same.update(**{place.column: after}) else 0


def _key(word: Any) -> Any:
    return word if isinstance(word, str) else None


def _again(sealed: bytes | str, bound_to: str) -> bytes | str:
    if isinstance(sealed, str):
        return seal_text(unseal(as_bytes(sealed, bound_to), bound_to).decode(), bound_to)
    return seal(unseal(sealed, bound_to), bound_to)
