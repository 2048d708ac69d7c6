"""What happened to one delivery, in order: deeds, attempts, receipts, objects, kills."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from oyez.proof.chaos.processes_judge import NEVER, Judged

Line = tuple[datetime, str]


def history(one: Judged, diary: list[tuple[datetime, str, str]]) -> list[str]:
    """The lines about a delivery, those about everything in its time, and how it ended."""
    own = sorted(lines_of(one))
    code = one.row.notice.code
    own += [(at, what) for at, about, what in diary if about == code]
    first, last = min(own)[0], max(own)[0]
    own += [(at, what) for at, about, what in diary if not about and first <= at <= last]
    told = [f"{(at - first).total_seconds():8.3f} s  {what}" for at, what in sorted(own)]
    return [head(one), *told, *(f"BROKEN {name}: {text}" for name, text in one.broken)]


def head(one: Judged) -> str:
    """Which delivery it is and what its row says."""
    row = one.row
    return (
        f"{row.notice.code} on {row.channel.name} ({row.channel.correction_policy}): "
        f"wanted {row.wanted}, held {row.held}, task {row.task or '-'}, attempt {row.attempt}, "
        f"doubt {row.doubt}, code {row.code or '-'}, due {row.due_at}, reason {row.reason}"
    )


def lines_of(one: Judged) -> Iterator[Line]:
    """Attempts, receipts and objects."""
    for attempt in one.row.attempts.all():
        yield attempt.at, f"intent: {attempt.verb}"
    for receipt in one.row.receipts.all():
        yield receipt.at, f"receipt: revision {receipt.revision} stands as {receipt.remote_id}"
        if receipt.gone_at:
            yield receipt.gone_at, f"receipt: {receipt.remote_id} read as gone, {receipt.evidence}"
    for each in one.seen:
        yield each.created, f"platform: {each.id} created (now revision {each.revision})"
        if each.edited:
            yield each.edited, f"platform: {each.id} changed to revision {each.revision}"
        if each.deleted < NEVER:
            yield each.deleted, f"platform: {each.id} removed"
