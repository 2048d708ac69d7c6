"""Long lists, a page at a time, without counting what is not shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from django.http import HttpRequest

SIZE, LAST = 50, 9999

Row = TypeVar("Row")
Part_co = TypeVar("Part_co", covariant=True)


class Sliced(Protocol[Part_co]):
    """A query or a list, of which only a part is read."""

    def __getitem__(self, part: slice, /) -> Iterable[Part_co]:
        """Some of it."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows; `before` and `after` are the numbers of the pages beside this one, or 0."""

    rows: Sequence[Row]
    number: int
    after: int

    @property
    def before(self) -> int:
        """The page before this one, or 0."""
        return self.number - 1


def page_of(request: HttpRequest, rows: Sliced[Row]) -> Page[Row]:
    """The page that `?page=` asks for; nonsense means the first."""
    asked = request.GET.get("page", "")
    number = min(int(asked), LAST) if asked.isdecimal() and len(asked) < 9 else 1
    number = max(number, 1)
    begin = (number - 1) * SIZE
    found = list(rows[begin : begin + SIZE + 1])
    return Page(found[:SIZE], number, number + 1 if len(found) > SIZE else 0)
