"""The step that marks notices whose time is over; what stands elsewhere stays, dated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from oyez.audit.actions import record
from oyez.domain.notice import NoticeState
from oyez.publish.models import Notice
from oyez.work.every import Every
from oyez.work.registry import Claimed

ENDING = (NoticeState.LIVE, NoticeState.CORRECTED, NoticeState.APPROVED)


class ExpireDue:
    """Moves a notice to `expired` and has the own page say so."""

    name = "expire"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self) -> None:
        self.time = Every(1.0)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Do it here: there is nothing to call."""
        if not self.time():
            return Claimed()
        over = Notice.objects.filter(state__in=ENDING, valid_until__lte=now)
        if not over.exists():
            return Claimed()
        with transaction.atomic():
            for notice in over.select_for_update():
                Notice.objects.filter(pk=notice.pk).update(state=NoticeState.EXPIRED)
                record("worker", "publish.expire", f"notice:{notice.code}")
        return Claimed()

    def run(self, errand: object) -> None:
        """Nothing is ever claimed."""

    def record(self, results: Sequence[tuple[object, object]], now: datetime) -> None:
        """Nothing is ever claimed."""
