"""What is known about notices and their deliveries, as data and as lines for a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from oyez.domain.delivery import Held
from oyez.platforms import sentences
from oyez.publish.models import Delivery, Notice, Receipt, Revision
from oyez.publish.variants import address_of

POLL = 0.1


@dataclass(frozen=True, slots=True)
class Known:
    """One delivery: what is wanted, what is held, how long it took, and the proof."""

    channel: str
    platform: str
    wanted: str
    held: str
    settled: bool
    seconds: float | None
    reason: str
    code: str
    failure: str
    task_for: str
    url: str
    proof: str
    proof_at: str

    @property
    def well(self) -> bool:
        """Whether what is held is what is wanted."""
        return self.held == ("gone" if self.wanted == "gone" else "live")


def read(notice: Notice) -> list[Known]:
    """The deliveries of a notice as they are now."""
    rows = Delivery.objects.filter(notice=notice).select_related("channel", "task_for")
    receipts = Receipt.objects.filter(delivery__notice=notice).order_by("pk")
    newest = {receipt.delivery_id: receipt for receipt in receipts}
    return [known(row, newest.get(row.pk)) for row in rows]


def known(row: Delivery, receipt: Receipt | None) -> Known:
    """One row and its newest receipt."""
    gone = row.wanted is None
    at = row.gone_at if gone else row.live_at
    took = (at - row.wanted_at).total_seconds() if at else None
    proof_at = (receipt.gone_at or receipt.at) if receipt else None
    return Known(
        channel=row.channel.name,
        platform=row.platform,
        wanted="gone" if gone else f"revision {row.wanted}",
        held=row.held,
        settled=row.due_at is None and not row.lease,
        seconds=round(took, 3) if took is not None and took >= 0 else None,
        reason=sentence(row.reason),
        code=row.code,
        failure=str(sentences.sentence(row.platform, row.code) or ""),
        task_for=row.task_for.name if row.task_for else "",
        url=receipt.url if receipt else "",
        proof=proof_of(row, receipt),
        proof_at=proof_at.isoformat(timespec="milliseconds") if proof_at else "",
    )


def proof_of(row: Delivery, receipt: Receipt | None) -> str:
    """What was read, or from where it is known."""
    if receipt is None:
        return "it was never there" if row.held == Held.GONE else ""
    return receipt.evidence or (f"read by {receipt.seen_from}" if receipt.gone_at is None else "")


def sentence(stored: dict[str, Any] | None) -> str:
    """A stored sentence in words."""
    return str(stored["template"]).format(**stored["values"]) if stored else ""


def as_json(notice: Notice, deliveries: Iterable[Known]) -> dict[str, Any]:
    """A notice for machines."""
    return {
        **brief(notice),
        "deliveries": [asdict(one) | {"well": one.well} for one in deliveries],
    }


def brief(notice: Notice) -> dict[str, Any]:
    """A notice without its deliveries."""
    return {
        "code": notice.code,
        "unit": notice.unit.path,
        "state": notice.state,
        "urgency": notice.urgency,
        "headline": headline(notice),
        "url": address_of(notice.code),
        "created_at": stamp(notice.created_at),
        "live_at": stamp(notice.live_at),
        "retracted_at": stamp(notice.retracted_at),
    }


def headline(notice: Notice) -> str:
    """The headline of the newest revision that was not merely prepared."""
    said = Revision.objects.filter(notice=notice).exclude(kind="prepared").order_by("-number")
    newest = said.first()
    return str(newest.texts[0]["headline"]) if newest else ""


def stamp(at: datetime | None) -> str | None:
    """A time for machines."""
    return at.isoformat(timespec="milliseconds") if at else None


def submitted(revision: int) -> dict[str, Any]:
    """A wording that waits for approval; `version` is what an approver binds to."""
    said = Revision.objects.select_related("notice__unit").get(pk=revision)
    variants = said.variants.select_related("channel")
    return {
        **brief(said.notice),
        "revision": said.number,
        "version": said.version,
        "channels": [
            {
                "channel": one.channel.name,
                "platform": one.channel.platform,
                "text": one.text,
                "cut": one.cut,
                "held_back": sentence(one.held_back),
            }
            for one in variants
        ],
    }


def lines(notice: Notice, deliveries: Iterable[Known]) -> list[str]:
    """A notice and its deliveries for people."""
    found = [f"{notice.code}  {notice.state}  {notice.urgency}  {headline(notice)}"]
    found.append(f"  {address_of(notice.code)}")
    for one in deliveries:
        took = "" if one.seconds is None else f"{one.seconds:.1f} s"
        found.append(f"  {one.channel[:34]:<34}  {one.held:<12}  {took:>8}  {one.url}".rstrip())
        detail = one.reason or (one.proof if one.wanted == "gone" else "")
        if one.failure:
            found.append(f"      {one.failure} [{one.code}]")
        if detail:
            found.append(f"      {detail}" + (f" ({one.task_for})" if one.task_for else ""))
    return found


def wait(notice: Notice, limit: float, seen: Callable[[list[Known]], None]) -> list[Known]:
    """Read until nothing is left for a machine to do, at most `limit` seconds."""
    until = time.monotonic() + limit
    before: list[Known] = []
    while True:
        now = read(notice)
        if now != before:
            seen(now)
        before = now
        if all(one.settled for one in now) or time.monotonic() >= until:
            return now
        time.sleep(POLL)
