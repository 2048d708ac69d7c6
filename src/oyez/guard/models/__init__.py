"""What the guard keeps."""

from __future__ import annotations

from oyez.guard.models.alarm import Alarm, Sign
from oyez.guard.models.automatic import Automatic, Removal
from oyez.guard.models.incident import Incident, Measure, Wording
from oyez.guard.models.page import Page
from oyez.guard.models.paging_way import PagingWay, PushKey, Stationed, Trial
from oyez.guard.models.stranger import Books, Stranger
from oyez.guard.models.watch import Drift, Look, Watch

__all__ = [
    "Alarm",
    "Automatic",
    "Books",
    "Drift",
    "Incident",
    "Look",
    "Measure",
    "Page",
    "PagingWay",
    "PushKey",
    "Removal",
    "Sign",
    "Stationed",
    "Stranger",
    "Trial",
    "Watch",
    "Wording",
]
