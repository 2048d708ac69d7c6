"""Hours that rooms above put into the calendar; they offer them when they are ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Hour:
    """Something that happens at a time, where one reads about it, and its state in a word."""

    at: datetime
    text: str
    href: str
    state: str | Promise
    tone: str = ""
    where: str = ""


Source = Callable[[Sequence[str], datetime, datetime, int], list[Hour]]

_SOURCES: list[Source] = []


def offer(source: Source) -> None:
    """Let a function answer `source(paths, since, until, unit)`; a unit of 0 means every one."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def hours(paths: Sequence[str], since: datetime, until: datetime, unit: int) -> list[Hour]:
    """Everything that is planned in this stretch for somebody who sees these paths."""
    return [one for source in _SOURCES for one in source(paths, since, until, unit)]
