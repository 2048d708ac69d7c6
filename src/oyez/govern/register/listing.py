"""Which channels of the register fit, the one with the worst gap first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from oyez.domain.register.gaps import rank
from oyez.domain.register.kinds import Kind
from oyez.govern.models import Channel
from oyez.govern.overview import ChannelSearch, channels_found
from oyez.govern.register.rows import Line, lines_of


@dataclass(frozen=True, slots=True)
class RegisterSearch:
    """Which entries are looked for: of which channels, only those with gaps, or with one kind."""

    channels: ChannelSearch = field(default_factory=ChannelSearch)
    gaps: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What fits, and of how many channels each kind of gap is missing among all that were read."""

    lines: Sequence[Line]
    kinds: Mapping[Kind, int]
    channels: int
    sound: int


def register_of(scopes: Iterable[str], search: RegisterSearch, now: datetime) -> Listed:
    """The entries of these places that fit, the worst first."""
    every = lines_of(channels_found(scopes, search.channels), now)
    kinds = Counter(gap.kind for line in every for gap in line.gaps)
    fitting = [line for line in every if _fits(line, search)]
    fitting.sort(key=lambda line: rank(list(line.gaps)))
    return Listed(fitting, kinds, len(every), sum(not line.gaps for line in every))


def _fits(line: Line, search: RegisterSearch) -> bool:
    if search.kind:
        return any(gap.kind == search.kind for gap in line.gaps)
    return bool(line.gaps) or not search.gaps


def channels_by_id(ids: Iterable[int]) -> dict[int, Channel]:
    """Channels with unit, authority and entry, for one page of the list."""
    rows = Channel.objects.filter(pk__in=list(ids)).defer("secrets", "options")
    found = rows.select_related(
        "unit__authority", "register__owner", "register__deputy", "register__replaced_by"
    )
    return {row.pk: row for row in found}
