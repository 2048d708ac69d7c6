"""Sections that rooms above put on pages of rooms below; they offer them when they are ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from oyez.accounts.sight import Sight

PAGES: Final = (
    "account",
    "authority",
    "desk",
    "emergency",
    "notice",
    "notice-links",
    "on-call",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A template and what it shows, as `section`."""

    template: str
    data: Mapping[str, object]


Source = Callable[[Sight, object, datetime], Section | None]

_SOURCES: dict[str, list[Source]] = {page: [] for page in PAGES}


def offer(page: str, source: Source) -> None:
    """Let a function answer `source(sight, about, now)` with a section, or None for nothing.

    `about` is what the page is about: an authority, a notice, the paths that a rota shows, or None.
    """
    if source not in _SOURCES[page]:
        _SOURCES[page].append(source)


def sections_of(page: str, sight: Sight, now: datetime, about: object = None) -> list[Section]:
    """Every section of the page for somebody who may see it."""
    found = (source(sight, about, now) for source in _SOURCES[page])
    return [section for section in found if section is not None]
