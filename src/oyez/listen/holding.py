"""What is not forgotten: rooms above name places whose evidence is still needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from oyez.govern.models import Channel

Source = Callable[[], Iterable[str]]

_SOURCES: list[Source] = []


def offer(source: Source) -> None:
    """Let a function name paths below which nothing that was heard may be forgotten now."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def held_channels() -> list[int]:
    """The channels below these paths."""
    paths = sorted({path for source in _SOURCES for path in source()})
    found: set[int] = set()
    for path in paths:
        rows = Channel.objects.filter(unit__path__startswith=path).order_by()
        found.update(rows.values_list("pk", flat=True))
    return sorted(found)
