"""The worker's part of what follows a publication, or a change of the house itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from django.db import connection

from oyez.publish.models import Lane
from oyez.reach import later
from oyez.reach.publishing import mark_places, publish_rest, root
from oyez.reach.queries import house_changes
from oyez.work.every import Every
from oyez.work.registry import Claimed

MOST = 6  # notes in one rendering


class RestDue:
    """Brings the other languages, frames for other websites and drawn pictures after the pages.

    A routine lane of one slot: withdrawals and warnings go before it.
    """

    name = "rest"
    lanes: Mapping[str, int] = MappingProxyType({Lane.ROUTINE: 1})

    def __init__(self) -> None:
        self.notes, self.house = Every(0.2), Every(1.0)
        self.seen: int | None = None

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Take notes that are due; no row is claimed for them."""
        if self.house():
            self.look_at_house()
        taken = later.take(root(), MOST) if self.notes() else {}
        return Claimed([taken] if taken else [], 0)

    def look_at_house(self) -> None:
        """Whether an authority, a unit, a channel or a freeze changed, as the ledger says.

        How far it was read lies beside the notes: what changes while no worker runs is shown too.
        """
        before = later.read_up_to(root()) if self.seen is None else self.seen
        now, units = house_changes(before) if before is not None else (newest(), set())
        if units:
            mark_places(units - {0})
        if now != self.seen:
            later.have_read(root(), now)
        self.seen = now

    def run(self, notes: Mapping[str, int]) -> bool:
        """Render and publish them."""
        try:
            publish_rest(notes)
        finally:
            connection.close()
        return True

    def record(self, results: Sequence[tuple[Mapping[str, int], bool]], now: datetime) -> None:
        """Nothing is written to rows: the notes are on the disk."""


def newest() -> int:
    """Where the ledger ends now; what was before, the first start of the house has shown."""
    return house_changes(2**62)[0]
