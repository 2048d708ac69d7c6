"""Looking things up in the ledger, page by page, each time by an index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, QuerySet

from oyez.audit.models import Entry

SIZE = 50
# What a bare number or code may stand for, where somebody leaves the kind of object away.
KINDS = ("notice", "channel", "person", "freeze", "approval", "authority", "unit", "duty")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which entries are looked for. `actors` is None for everybody; no actor finds nothing."""

    actors: tuple[str, ...] | None = None
    action: str = ""
    about: str = ""
    request_id: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def plain(self) -> dict[str, object]:
        """What was asked for, as the ledger and an export keep it."""
        asked = {
            "actors": list(self.actors) if self.actors is not None else None,
            "action": self.action,
            "about": self.about,
            "request": self.request_id,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of entries, the newest first, and from where the pages beside it go on."""

    entries: list[Entry]
    newer: int | None = None
    older: int | None = None


def found(wish: Wish) -> QuerySet[Entry]:
    """The entries that are looked for, in no order yet."""
    rows = _within(wish)
    if wish.actors is not None:
        rows = rows.filter(actor__in=wish.actors)
    if wish.action:
        rows = rows.filter(action=wish.action)
    if wish.about:
        rows = rows.filter(object__in=_objects(wish.about))
    if wish.request_id:
        rows = rows.filter(request_id=wish.request_id)
    return rows


def leaf(wish: Wish, *, before: int | None = None, after: int | None = None) -> Leaf:
    """The entries before or after a number, or the newest; the number itself is not among them."""
    rows = found(wish)
    if after is not None:
        taken = list(rows.filter(seq__gt=after).order_by("seq")[: SIZE + 1])
        more, entries = len(taken) > SIZE, taken[:SIZE][::-1]
        return Leaf(entries, _first(entries) if more else None, _last(entries) or after + 1)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    taken = list(rows.order_by("-seq")[: SIZE + 1])
    entries = taken[:SIZE]
    newer = None if before is None else _first(entries) or before - 1
    return Leaf(entries, newer, _last(entries) if len(taken) > SIZE else None)


def walk(wish: Wish, end: int) -> Iterator[Entry]:
    """Every entry that is looked for up to a number, the oldest first, a part at a time."""
    return found(wish).filter(seq__lte=end).order_by("seq").iterator(chunk_size=2000)


def _within(wish: Wish) -> QuerySet[Entry]:
    rows = Entry.objects.all()
    span: Mapping[str, datetime] = {
        name: at for name, at in (("at__gte", wish.since), ("at__lt", wish.until)) if at
    }
    if not span:
        return rows
    # Times grow with the numbers, so a stretch of time becomes a stretch of numbers first: both
    # ends come from the index of times alone, and the page then from the entries in their order.
    ends = rows.filter(**span).aggregate(first=Min("seq"), last=Max("seq"))
    if ends["first"] is None:
        return rows.none()
    return rows.filter(seq__range=(ends["first"], ends["last"]), **span)


def _objects(text: str) -> list[str]:
    return [text] if ":" in text else [f"{kind}:{text}" for kind in KINDS]


def _first(entries: list[Entry]) -> int | None:
    return entries[0].seq if entries else None


def _last(entries: list[Entry]) -> int | None:
    return entries[-1].seq if entries else None
