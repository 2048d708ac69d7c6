"""Panels that rooms above this one put on a channel's page; they offer them when they are ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from oyez.accounts.models import Person
from oyez.govern.models import Channel


@dataclass(frozen=True, slots=True)
class Panel:
    """A template and what it shows."""

    template: str
    data: Mapping[str, object]


Source = Callable[[Person, Channel, datetime], Panel | None]

_SOURCES: list[Source] = []


def offer(source: Source) -> None:
    """Let a function answer `source(person, channel, now)` with a panel, or None for nothing."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def panels_for(person: Person, channel: Channel, now: datetime) -> list[Panel]:
    """Every panel about the channel for somebody who may see it."""
    found = (source(person, channel, now) for source in _SOURCES)
    return [panel for panel in found if panel is not None]
