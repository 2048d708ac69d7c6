"""Replies as the alarm sees them, in a word or two."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from oyez.domain.alarm import Said

START = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
WARNS, HINTS, TALKS = 0.95, 0.55, 0.01


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def says(item: int, author: str, chance: float = WARNS, **more: object) -> Said:
    words = {"words": f"text {item}", "at": at(item * 5.0)}
    return Said(item=item, author=author, chance=chance, **(words | more))  # type: ignore[arg-type]


def crowd(number: int, *, abusive: int = 0, first: int = 1000) -> list[Said]:
    """So many people who say something else, some of them abusively."""
    return [
        says(first + i, f"person {first + i}", TALKS, at=at(i), abusive=i < abusive)
        for i in range(number)
    ]
