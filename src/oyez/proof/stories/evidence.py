"""What our own rows say about a notice: receipts, and the proof of its absence."""

from __future__ import annotations

from oyez.publish.models import Delivery, Notice


def live(notice: Notice) -> int:
    """How many channels are known to carry the notice, with a receipt."""
    rows = Delivery.objects.filter(notice=notice, held="live", receipts__gone_at=None)
    return rows.distinct().count()


def proved_gone(notice: Notice) -> int:
    """How many channels are known to be clear, every receipt with the proof of its absence."""
    rows = Delivery.objects.filter(notice=notice, held="gone")
    return rows.exclude(receipts__gone_at=None).count()


def seconds_to_gone(notice: Notice) -> dict[str, float]:
    """How long each channel took from the retraction to the proof."""
    notice.refresh_from_db()
    return {
        row.channel.name: (row.gone_at - notice.retracted_at).total_seconds()
        for row in notice.deliveries.select_related("channel")
        if row.gone_at and notice.retracted_at
    }


def proofs(notice: Notice) -> list[str]:
    """A line a channel: how long it took, and what was read."""
    took = seconds_to_gone(notice)
    rows = notice.deliveries.select_related("channel")
    known = [(row.channel.name, read(row)) for row in rows if row.channel.name in took]
    return [f"  {name}: gone after {took[name]:.2f} s ({what})" for name, what in known]


def read(row: Delivery) -> str:
    """What was read from outside when it was found to be gone."""
    receipt = row.receipts.last()
    return receipt.evidence if receipt else "it had never gone out"
