"""The worker's part of the public side: own page, feeds and CAP alerts as files.

They are channels like any other, found by the same due-query; one rendering serves a whole batch.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from django.conf import settings
from django.db import connection
from django.utils import timezone

from oyez.domain.delivery import Accepted, Failure, FailureClass, Look, NotThere, Seen
from oyez.domain.notice import NoticeState
from oyez.platforms.door import Door
from oyez.platforms.port import Answer, Receipt
from oyez.publish.delivering.claim import claim
from oyez.publish.delivering.errand import Errand
from oyez.publish.delivering.load import Loader
from oyez.publish.delivering.perform import Came
from oyez.publish.delivering.record import write_results
from oyez.publish.models import Lane, Notice
from oyez.publish.variants import address_of
from oyez.reach import manifest
from oyez.reach.publishing import publish_first
from oyez.work.every import Every
from oyez.work.registry import Claimed

SLOTS = 40  # deliveries in one rendering


@dataclass(frozen=True, slots=True)
class Batch:
    """Deliveries that one rendering serves, and notices that only have to be shown anew."""

    errands: Sequence[Errand]
    expired: Sequence[str] = ()

    @property
    def codes(self) -> set[str]:
        """The notices whose documents change."""
        changing = {e.code for e in self.errands if not isinstance(e.step, Look)}
        return changing | set(self.expired)


class OutletsDue:
    """Brings the own outlets to what they should show, and looks at them from outside."""

    name = "outlets"
    lanes: Mapping[str, int] = MappingProxyType(
        {Lane.RETRACT: SLOTS, Lane.CRITICAL: SLOTS, Lane.ROUTINE: SLOTS}
    )

    def __init__(self) -> None:
        self.time = Every(1.0)

    @cached_property
    def door(self) -> Door:
        """Our own public address may well be private; it is one that a setting names."""
        return Door(allowed_networks=("127.0.0.0/8", *settings.PRIVATE_NETWORKS))

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:
        """Take due deliveries of the lane as one batch."""
        taken, context, seen = claim(lane, free, now, own=True, worker=worker)
        errands = Loader(taken, context).errands() if context is not None and taken else []
        expired = self._expired() if lane == Lane.ROUTINE and self.time() else []
        batch = Batch(errands, expired)
        return Claimed([batch] if errands or expired else [], seen)

    def _expired(self) -> list[str]:
        shown = Notice.objects.filter(state=NoticeState.EXPIRED, deliveries__platform="page")
        anew = shown.exclude(rendered_state=NoticeState.EXPIRED).filter(deliveries__attempt__gt=0)
        return list(anew.values_list("code", flat=True).distinct()[:SLOTS])

    def run(self, batch: Batch) -> list[Came]:
        """Render once for all that changes; look at the rest."""
        try:
            if batch.codes:
                publish_first(batch.codes)
            return [self.look(e) if isinstance(e.step, Look) else placed(e) for e in batch.errands]
        finally:
            connection.close()

    def record(self, results: Sequence[tuple[Batch, list[Came]]], now: datetime) -> None:
        """Write the outcomes."""
        pairs = [pair for batch, came in results for pair in zip(batch.errands, came, strict=True)]
        if pairs:
            write_results(pairs, now)
        expired = [code for batch, _ in results for code in batch.expired]
        Notice.objects.filter(code__in=expired).update(rendered_state=NoticeState.EXPIRED)

    def look(self, errand: Errand) -> Came:
        """Read the outlet through its public address; from the disk where no portal answers."""
        path = outlet_path(errand)
        answer = self.door.send("GET", f"{settings.PUBLIC_URL}/{path}", timeout=errand.timeout)
        if answer.phase == "nothing":
            return look_on_disk(errand, path)
        if answer.status is None or answer.status >= 500:
            return Came(Failure(FailureClass.TRANSIENT), code=str(answer.status))
        evidence = f"{answer.status} at {settings.PUBLIC_URL}/{path}"
        return Came(NotThere(), evidence=evidence) if gone(errand, answer) else Came(Seen())


def outlet_path(errand: Errand) -> str:
    """The document that proves whether the outlet still shows the notice."""
    if errand.platform == "page":
        return f"p/{errand.code}/"
    if errand.platform == "feeds":
        return "feed.json"
    number = errand.step.placement.revision if isinstance(errand.step, Look) else 1
    return f"cap/{errand.code}-{number}-cancel.xml"


def gone(errand: Errand, answer: Answer) -> bool:
    """What the public reads: a tombstone, an entry that says withdrawn, a Cancel."""
    if errand.platform == "page":
        return answer.status == 410
    if errand.platform == "cap":
        return answer.status == 200
    return answer.status == 200 and withdrawn_in_feed(errand.code, answer.body)


def withdrawn_in_feed(code: str, body: bytes) -> bool:
    """Whether a JSON feed no longer carries the notice's text."""
    try:
        items = json.loads(body)["items"]
        about = [item for item in items if item["url"].endswith(f"/p/{code}/")]
        return all(item["_oyez"]["state"] == "retracted" for item in about)
    except (ValueError, KeyError, TypeError):
        return False


def look_on_disk(errand: Errand, path: str) -> Came:
    """The same question to the files, when nothing serves them; the evidence says so."""
    root = Path(settings.SITE_ROOT)
    name = f"{path}index.html" if path.endswith("/") else path
    line = manifest.line(root, name)
    body = (root / name).read_bytes() if line is not None else b""
    answer = Answer("done", line.status if line is not None else 404, body=body)
    if not gone(errand, answer):
        return Came(Seen())
    return Came(NotThere(), evidence=f"{answer.status} in {name} on disk; no portal answered")


def placed(errand: Errand) -> Came:
    """The receipt of a rendered document, by its own address."""
    address = address_of(errand.code)
    if errand.platform != "page":
        address = (
            f"{settings.PUBLIC_URL}/{'cap/index.xml' if errand.platform == 'cap' else 'feed.atom'}"
        )
    remote = f"{errand.platform}:{errand.code}"
    return Came(Accepted(), receipt=Receipt(remote, address, timezone.now(), seen_from="own"))
