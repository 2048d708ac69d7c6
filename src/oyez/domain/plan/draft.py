"""From a kind of plan and an hour to its steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed, say
from oyez.domain.plan.kinds import AFTER, ENDING, RULES, STEPS, After, Deed, Kind, Of


@dataclass(frozen=True, slots=True)
class Line:
    """One channel of a plan, the unit that speaks through it, and what takes its place."""

    channel: int
    unit: int
    successor: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A step as the table makes it; `channel` or `unit` says what it is about."""

    number: int
    deed: Deed
    at: datetime
    channel: int | None = None
    unit: int | None = None

    @property
    def mode(self) -> Mode | None:
        """What it changes its channel to."""
        return RULES[self.deed].mode


def steps_of(
    kind: Kind, hour: datetime, lines: Sequence[Line], after: After = After.RESERVE
) -> tuple[Made, ...]:
    """Every step of the plan, numbered in the order in which they happen."""
    if hour.tzinfo is None:
        raise ValueError("the hour of a plan has a time zone")
    refuse_lines(kind, lines)
    wanted = [
        (hour + away, place, deed, about)
        for place, (deed, away) in enumerate(_table(kind, after))
        for about in _abouts(kind, deed, lines)
    ]
    ordered = sorted(wanted, key=lambda one: one[:2])
    return tuple(
        Made(number, deed, at, *about) for number, (at, _, deed, about) in enumerate(ordered, 1)
    )


def refuse_lines(kind: Kind, lines: Sequence[Line]) -> None:
    """NotAllowed for no channel, one twice, or a move that leads nowhere."""
    if not lines:
        raise NotAllowed(say("Choose at least one channel."), "channels")
    if len({line.channel for line in lines}) < len(lines):
        raise NotAllowed(say("A channel stands in a plan once."), "channels")
    if kind is Kind.MOVE and any(line.successor is None for line in lines):
        template = "Say for each channel which other channel takes its place."
        raise NotAllowed(say(template), "successor")
    leaving = {line.channel for line in lines}
    if any(line.successor in leaving for line in lines):
        raise NotAllowed(say("A channel that ends cannot take another one’s place."), "successor")


def _table(kind: Kind, after: After) -> list[tuple[Deed, timedelta]]:
    steps = list(STEPS[kind])
    if kind in ENDING:
        deed, away = AFTER[after]
        steps.append((deed, steps[-1][1] + away))
    return steps


def _abouts(
    kind: Kind, deed: Deed, lines: Sequence[Line]
) -> Iterator[tuple[int | None, int | None]]:
    of = RULES[deed].of
    if of is Of.UNIT:
        yield from ((None, unit) for unit in _once(line.unit for line in lines))
    elif of is Of.SUCCESSOR and kind is not Kind.OPEN:
        found = (line.successor for line in lines if line.successor is not None)
        yield from ((channel, None) for channel in _once(found))
    elif deed is Deed.DIRECTORY:
        # Without a successor there is nothing to point at; the entry says by itself that it closed.
        yield from ((line.channel, None) for line in lines if line.successor is not None)
    else:
        yield from ((line.channel, None) for line in lines)


def _once(found: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(found))
