"""Panels that rooms above this one put on an item's page; they offer them when they are ready."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from oyez.accounts.sight import Sight
from oyez.listen.models import InboxItem
from oyez.publish.panels import Panel

Source = Callable[[Sight, InboxItem, datetime], Panel | None]

_SOURCES: list[Source] = []


def offer(source: Source) -> None:
    """Let a function answer `source(sight, item, now)` with a panel, or None for nothing."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def panels_for(sight: Sight, item: InboxItem, now: datetime) -> list[Panel]:
    """Every panel about the item for somebody who may see it."""
    found = (source(sight, item, now) for source in _SOURCES)
    return [panel for panel in found if panel is not None]
