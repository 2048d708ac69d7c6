"""Accounts as digests by the quarter: enough to count who is seen where, and no more."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Final

KEPT: Final = timedelta(days=200)  # after a quarter has begun; then its digests say nothing more


def quarter_of(day: date) -> str:
    """The quarter of a day, such as 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarters(begins: date, ends: date) -> list[str]:
    """Every quarter that a period touches; its end is not included."""
    found: list[str] = []
    day = begins
    while day < ends:
        name = quarter_of(day)
        if name not in found:
            found.append(name)
        day = first_after(name)
    return found


def first_after(quarter: str) -> date:
    """The first day after a quarter."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return date(year + number // 4, number % 4 * 3 + 1, 1)


def plain(author: str) -> str:
    """A name as people carry it from platform to platform: without its server and its sign."""
    return author.strip().removeprefix("@").partition("@")[0].casefold()


def digest(salt: bytes, author: str) -> str:
    """What stands for an account in one quarter."""
    return hashlib.sha256(salt + plain(author).encode()).hexdigest()[:32]
