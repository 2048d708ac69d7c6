"""Which channels the form of a new plan shows: of many some, for each of them lists all others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.http import QueryDict

from oyez.govern.models import Channel

FEW: Final = 40
MOST_NAMED: Final = 200  # a form names what it showed; nobody needs more
NUMBER: Final = re.compile(r"\d{1,15}")


@dataclass(frozen=True, slots=True)
class Offered:
    """The channels that are shown, how many fit what was looked for, and how many there are."""

    channels: Sequence[Channel]
    fitting: int
    total: int
    words: str = ""

    @property
    def many(self) -> bool:
        """Whether not all of them fit on a page."""
        return self.total > FEW

    @property
    def shown(self) -> str:
        """What the form keeps, so that it comes back with the same channels."""
        return " ".join(str(one.pk) for one in self.channels) if self.many else ""


def offered(rows: QuerySet[Channel], asked: QueryDict) -> Offered:
    """All channels where they are few; else those that fit the words, and those that are named."""
    total = rows.count()
    if total <= FEW:
        return Offered(list(rows), total, total)
    words = " ".join(asked.get("words", "").split())[:80]
    if named := _numbers(asked.get("shown", "")):
        return Offered(list(rows.filter(pk__in=named)), len(named), total, words)
    fitting = rows.filter(
        Q(name__icontains=words) | Q(account__icontains=words) | Q(unit__name__icontains=words)
    )
    wanted = numbers_in(asked, "channel", "successor")
    first = list(rows.filter(pk__in=wanted)) if wanted else []
    first += fitting.exclude(pk__in=wanted)[:FEW]
    return Offered(first, fitting.count() if words else total, total, words)


def numbers_in(asked: QueryDict, *names: str) -> list[int]:
    """The channels that a link names under these names."""
    return _numbers(" ".join(one for name in names for one in asked.getlist(name)))


def _numbers(text: str) -> list[int]:
    return [int(one) for one in NUMBER.findall(text)][:MOST_NAMED]
