"""Between a delivery's row and the value that the rules decide by."""

from __future__ import annotations

from collections.abc import Iterable

from oyez.domain.delivery import Facts, Held, Placement, Shown, Task, Verb
from oyez.publish.models import Delivery, Receipt

# The first word of a receipt's version, where its adapter reads back what it wrote.
READ_BACK = {"truncated": Shown.CUT, "changed": Shown.CUT, "unread": Shown.UNREAD}
COLUMNS = (
    "wanted",
    "held",
    "verb",
    "revision",
    "attempt",
    "first_sent_at",
    "sent_at",
    "placed_at",
    "doubt",
    "retract_at",
    "confirm",
    "rounds",
    "absences",
    "failures",
    "retry_at",
    "task",
    "staged_for",
    "ready_at",
    "unseen",
)


def facts_of(row: Delivery, placements: Iterable[Placement]) -> Facts:
    """The row as a value; `placements` are its receipts that still stand, oldest first."""
    return Facts(
        wanted=row.wanted,
        held=Held(row.held),
        verb=Verb(row.verb) if row.verb else None,
        revision=row.revision,
        attempt=row.attempt,
        first_sent_at=row.first_sent_at,
        sent_at=row.sent_at,
        placed_at=row.placed_at,
        doubt=row.doubt,
        placements=tuple(placements),
        retract_at=row.retract_at,
        confirm=row.confirm,
        rounds=row.rounds,
        absences=row.absences,
        failures=row.failures,
        retry_at=row.retry_at,
        task=Task(row.task) if row.task else None,
        staged_for=row.staged_for,
        ready_at=row.ready_at,
        unseen=bool(row.unseen),
    )


def put(row: Delivery, facts: Facts) -> None:
    """Write the value back into the row in memory."""
    for name in COLUMNS:
        value = getattr(facts, name)
        setattr(row, name, "" if value is None and name in {"verb", "task"} else value)


def standing(ids: Iterable[int]) -> dict[int, list[Receipt]]:
    """The receipts of these deliveries whose absence was not read yet, oldest first."""
    found: dict[int, list[Receipt]] = {}
    for receipt in Receipt.objects.filter(delivery_id__in=list(ids), gone_at=None).order_by("pk"):
        found.setdefault(receipt.delivery_id, []).append(receipt)
    return found


def placements_of(receipts: Iterable[Receipt]) -> tuple[Placement, ...]:
    """Receipts as the rules know them."""
    return tuple(
        Placement(str(receipt.pk), receipt.revision, shown_in(receipt.version))
        for receipt in receipts
    )


def shown_in(version: str | None) -> Shown:
    """How it is shown by a receipt's version; most platforms have nothing to say about it."""
    return READ_BACK.get((version or "").partition(" ")[0], Shown.WHOLE)


def reworded(version: str, word: str) -> str:
    """The version with another first word; what else it tells stays."""
    return " ".join([word, *version.split()[1:]])
