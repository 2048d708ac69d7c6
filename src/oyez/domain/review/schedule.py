"""When the next review begins, and of which months it is."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_on(day: date, months: int) -> date:
    """The same day so many months later (or earlier), the last one of a shorter month."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period(day: date, months: int) -> tuple[date, date]:
    """The months before a review that begins on this day, which is not included."""
    return months_on(day, -months), day


def next_on(day: date, months: int, today: date) -> date:
    """The next day on which a review begins, after today."""
    rounds = 1
    while months_on(day, months * rounds) <= today:
        rounds += 1
    return months_on(day, months * rounds)
