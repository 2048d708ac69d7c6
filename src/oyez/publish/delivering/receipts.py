"""The proof: what stood where, under which id, and what was read when it was gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from oyez.domain.delivery import (
    Accepted,
    ByPerson,
    Call,
    Correct,
    Facts,
    Find,
    Look,
    Publish,
    Seen,
)
from oyez.publish.delivering.errand import Errand
from oyez.publish.delivering.perform import Came
from oyez.publish.models import Receipt


def add_new(
    receipts: dict[int, list[Receipt]],
    results: Iterable[tuple[Errand, Came]],
    rows: Mapping[int, object],
) -> None:
    """Write the receipts of everything that stands now, in one statement.

    A repeated put of the same id is the same copy and needs no second receipt.
    """
    fresh = []
    for errand, came in results:
        found, step = came.receipt, errand.step
        placed = isinstance(step, Publish | Find) and isinstance(came.result, Accepted | Seen)
        if not placed or found is None or errand.row not in rows:
            continue
        known = receipts.setdefault(errand.row, [])
        if all(one.remote_id != found.remote_id for one in known):
            receipt = _receipt(errand, came)
            known.append(receipt)
            fresh.append(receipt)
    Receipt.objects.bulk_create(fresh)


def _receipt(errand: Errand, came: Came) -> Receipt:
    found, step = came.receipt, errand.step
    if found is None or not isinstance(step, Publish | Find):
        raise AssertionError("an accepted publish carries a receipt")
    return Receipt(
        delivery_id=errand.row,
        revision=step.revision,
        remote_id=found.remote_id,
        url=found.url or "",
        version=found.version or "",
        parts=list(found.parts),
        at=found.at,
        text_sha256=found.text_sha256 or "",
        seen_from=found.seen_from,
    )


def reference(receipts: Sequence[Receipt], came: Came) -> str:
    """The reference of the copy that was just placed or found."""
    found = came.receipt
    for receipt in receipts:
        if found is not None and receipt.remote_id == found.remote_id:
            return str(receipt.pk)
    raise AssertionError("an accepted publish carries a receipt")


def prove(
    receipts: Sequence[Receipt], after: Facts, *, step: Call, came: Came, now: datetime
) -> list[Receipt]:
    """Note in the receipts what stands corrected and what was read as gone; those that changed."""
    if isinstance(step, Correct) and isinstance(came.result, Accepted):
        newest, found = receipts[-1], came.receipt
        newest.revision = step.revision
        newest.text_sha256 = (found and found.text_sha256) or ""
        newest.version = (found and found.version) or newest.version
        return [newest]
    if isinstance(came.result, ByPerson):
        told = [one for one in receipts if one.seen_from != "person"]  # their word stays theirs
        for receipt in told:
            receipt.evidence = came.evidence[:300]
        return told
    if not isinstance(step, Look):
        return []
    looked = [one for one in receipts if str(one.pk) == step.placement.ref]
    stands = any(one.ref == step.placement.ref for one in after.placements)
    for receipt in looked:
        if isinstance(came.result, Seen) and came.result.shown is not None and came.receipt:
            receipt.version = came.receipt.version or ""
            receipt.text_sha256 = came.receipt.text_sha256 or ""
        receipt.evidence = came.evidence[:300]
        receipt.gone_at = None if stands else now
    return looked
