"""When something may be taken down without a person: three cases, each a switch, all off.

What people reply is not even an argument here: on replies alone nothing is ever taken down.
Whoever lets a third party's live stream out has agreed that it goes by itself, so for such a
notice the switches of what is linked are on, and the end of the time is a fourth ground.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

TWICE: Final = 2


class Ground(StrEnum):
    """What our own look confirms."""

    LABELLED = "labelled"  # the target is newly labelled as adult, or on a block-list
    SCORED = "scored"  # the picture's score is over the bar, twice in a row
    STRANGER = "stranger"  # a post on our channel that is not in our books
    OVERTIME = "overtime"  # a live stream was allowed for a time, and that is over


@dataclass(frozen=True, slots=True)
class Switches:
    """What an authority allows; nothing, unless it says so."""

    labelled: bool = False
    scored: bool = False
    stranger: bool = False
    overtime: bool = False

    def for_allowed_stream(self) -> Switches:
        """What holds for a notice with a live stream that somebody has let out for a time."""
        return replace(self, labelled=True, scored=True, overtime=True)

    def allows(self, ground: Ground) -> bool:
        """Whether this switch is on."""
        allowed: Mapping[Ground, bool] = {
            Ground.LABELLED: self.labelled,
            Ground.SCORED: self.scored,
            Ground.STRANGER: self.stranger,
            Ground.OVERTIME: self.overtime,
        }
        return allowed[ground]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What our own looks have shown, and nothing that anybody said.

    `labelled`: the newest look shows an adult label or a listed host that the first did not.
    `over_bar`: so many looks in a row were over the bar. `stranger`: the post stands on our
    channel, and no delivery of ours put it there. `overtime`: the time of an allowed stream is
    over.
    """

    labelled: bool = False
    over_bar: int = 0
    stranger: bool = False
    overtime: bool = False


CASES: Final[Mapping[Ground, Callable[[Confirmed], bool]]] = {
    Ground.LABELLED: lambda seen: seen.labelled,
    Ground.SCORED: lambda seen: seen.over_bar >= TWICE,
    Ground.STRANGER: lambda seen: seen.stranger,
    Ground.OVERTIME: lambda seen: seen.overtime,
}


def automatic(switches: Switches, seen: Confirmed) -> Ground | None:
    """The first ground on which it may be taken down now, or None for: page a person."""
    for ground, holds in CASES.items():
        if switches.allows(ground) and holds(seen):
            return ground
    return None


def _check() -> None:
    if set(CASES) != set(Ground) or any(Switches().allows(one) for one in Ground):
        raise AssertionError("every ground has a case, and none is allowed by default")


_check()
