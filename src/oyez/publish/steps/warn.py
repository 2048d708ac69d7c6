"""The step that tells people that an accepted risk ends soon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from oyez.govern.risks import warn_due
from oyez.publish.health import tell_of_risk
from oyez.work.every import Every
from oyez.work.registry import Claimed

LOOKS = 300.0  # seconds between two looks: what ends, ends with a day


class WarnDue:
    """Fourteen, seven, three days and one day before the end."""

    name = "warn"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self) -> None:
        self.time = Every(LOOKS)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Do it here: there is nothing to call."""
        if self.time():
            with transaction.atomic():
                for ending in warn_due(now):
                    tell_of_risk(ending)
        return Claimed()

    def run(self, errand: object) -> None:
        """Nothing is ever claimed."""

    def record(self, results: Sequence[tuple[object, object]], now: datetime) -> None:
        """Nothing is ever claimed."""
