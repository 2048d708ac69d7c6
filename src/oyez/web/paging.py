"""Long lists, a page at a time, without counting what is not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

SIZE, LAST = 50, 9999

Row = TypeVar("Row", bound=Model)


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


def page_of(request: HttpRequest, rows: QuerySet[Row]) -> Page[Row]:
    """The page that `?page=` asks for; nonsense means the first."""
    asked = request.GET.get("page", "")
    number = min(int(asked), LAST) if asked.isdecimal() and len(asked) < 9 else 1
    number = max(number, 1)
    begin = (number - 1) * SIZE
    found = list(rows[begin : begin + SIZE + 1])
    return Page(found[:SIZE], number, number + 1 if len(found) > SIZE else 0)
