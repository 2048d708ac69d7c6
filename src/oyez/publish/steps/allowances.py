"""The step that warns before money or a platform's own allowance is used up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from oyez.publish.allowances import warn_due
from oyez.work.every import Every
from oyez.work.registry import Claimed

LOOKS = 60.0  # seconds between two looks


class WarnOfAllowances:
    """At four fifths and at the end of what routine notices may use."""

    name = "allowances"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self) -> None:
        self.time = Every(LOOKS)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Do it here: there is nothing to call."""
        if self.time():
            warn_due(now)
        return Claimed()

    def run(self, errand: object) -> None:
        """Nothing is ever claimed."""

    def record(self, results: Sequence[tuple[object, object]], now: datetime) -> None:
        """Nothing is ever claimed."""
