"""A day as people write it in a sentence."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Day(date):
    """A date whose text is `1 September 2026`; a translator may format it in another language."""

    @classmethod
    def of(cls, other: date) -> Day:
        """The same day as `other`."""
        return cls(other.year, other.month, other.day)

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]} {self.year}"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)
