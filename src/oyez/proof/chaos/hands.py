"""People in the adapter's place: who comes late, posts late, forgets to tell, or never comes back.

Whoever has taken a task acts within the time it is theirs, or not at all; everything else is left
to them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from oyez.domain.delivery import (
    IN_HAND,
    Accepted,
    Call,
    Correct,
    Failure,
    FailureClass,
    Find,
    Held,
    Look,
    NotThere,
    Publish,
    Result,
    Retract,
    Seen,
    Task,
    anew,
    begin,
    not_seen,
    other_words,
    recover,
)

if TYPE_CHECKING:
    from oyez.proof.chaos.world import Row, World


class Fate(StrEnum):
    """What becomes of somebody who has taken a task."""

    TELLS = "acts and tells"
    TELLS_LATE = "acts late and tells when nobody waits any more"
    FORGETS = "acts and forgets to tell"
    DIES = "never acts and never tells"
    CANNOT = "cannot, and says so"


@dataclass(frozen=True, slots=True)
class Taken:
    """A task in somebody's hand."""

    row: Row
    step: Publish | Correct
    lease: int
    fate: Fate


FATES = [Fate.TELLS, *Fate]
ACTS_WITHIN = IN_HAND.total_seconds() - 10  # nobody acts when it is no longer theirs
TASK_OF: dict[type, Task] = {Publish: Task.POST, Correct: Task.AMEND}


def open_task(row: Row, task: Task) -> None:
    """Write the task down; what waits for a second look keeps its name."""
    held = row.facts.held if task is Task.SECOND_LOOK else Held.NEEDS_PERSON
    row.facts = replace(row.facts, held=held, task=task)


def summon(world: World, row: Row, after: float = 0) -> None:
    """Somebody sees the task sooner or later; one at a time."""
    if row.coming:
        return
    row.coming = True
    comes = world.now + timedelta(seconds=after + world.rng.uniform(2, 240))
    world.at(comes, lambda: _come(world, row))


def _come(world: World, row: Row) -> None:
    """Open the page: the task is what it is now, not what it was."""
    row.coming = False
    if row.lease and world.now < row.lease_until:
        return summon(world, row, (row.lease_until - world.now).total_seconds())
    abilities = row.platform.abilities
    row.facts = anew(recover(row.facts, abilities, world.now))
    step = world.heart.call_for(row.facts, abilities, world.now, row.verdict)
    if isinstance(step, Publish | Correct):
        return _take(world, row, step)
    if isinstance(step, Retract):
        return _remove(world, row, step)
    if isinstance(step, Find | Look):
        return _look(world, row, step)
    return world.poll(row)


def _take(world: World, row: Row, step: Publish | Correct) -> None:
    """The intent is written, then the text is shown."""
    world.claims += 1
    row.lease, row.lease_until = world.claims, world.now + IN_HAND
    row.facts = replace(begin(row.facts, step, world.now), task=TASK_OF[type(step)])
    world.check_rule(row, step)
    fate = world.rng.choice(FATES)
    taken = Taken(row, step, row.lease, fate)
    world.at(row.lease_until, lambda: world.poll(row))
    world.note(f"#{row.number} {row.platform.kind}: a person takes {step}, {fate}")
    if fate is Fate.DIES:
        world.kills += 1
        return
    late = fate is Fate.TELLS_LATE
    acts = world.now + timedelta(seconds=world.rng.uniform(200 if late else 3, ACTS_WITHIN))
    if fate is Fate.CANNOT:
        result = Failure(FailureClass.TRANSIENT)
        world.at(acts, lambda: _tell(world, taken, result))
    else:
        world.at(acts, lambda: _act(world, taken))


def _act(world: World, taken: Taken) -> None:
    """They do it on their phone; a page that says that it is withdrawn stops some of them."""
    row, step, fate = taken.row, taken.step, taken.fate
    if row.facts.wanted is None and world.rng.random() < 0.5:
        return world.note(f"#{row.number} a person leaves it")
    result = row.platform.execute(step, world.now)
    world.note(f"#{row.number} a person did {step}")
    world.check_copies(row)
    if fate is Fate.FORGETS:
        return None
    longest = 2400 if fate is Fate.TELLS_LATE else 30
    tells = world.now + timedelta(seconds=world.rng.uniform(1, longest))
    return world.at(tells, lambda: _tell(world, taken, result))


def _tell(world: World, taken: Taken, result: Result) -> None:
    """What they say counts as an answer in time, and as a sighting later."""
    row, step = taken.row, taken.step
    if row.lease == taken.lease and world.now < row.lease_until:
        row.lease = 0
        return _heard(world, row, step, result)
    row.facts = anew(row.facts)
    doubtful = isinstance(step, Publish) and row.facts.doubt == step.revision and not row.lease
    if doubtful and isinstance(result, Accepted):
        return _heard(world, row, Find(step.revision), Seen(result.ref))
    return world.note(f"#{row.number} a person tells too late")


def _remove(world: World, row: Row, step: Retract) -> None:
    """Taking back needs no taking in hand. Some say it is done and it is not; some say nothing."""
    dice = world.rng.random()
    if dice > 0.1:
        row.platform.execute(step, world.now)
    if dice > 0.9:
        world.note(f"#{row.number} a person removes it and says nothing")
        return world.poll(row)
    row.facts = begin(row.facts, step, world.now)
    return _heard(world, row, step, Accepted(step.placement.ref))


def _look(world: World, row: Row, step: Find | Look) -> None:
    """Another person looks; some miss at first what stands, and are asked to look again."""
    found = _seen(row, step, world.now)
    missed = isinstance(step, Look) and row.facts.retract_at is None
    if missed and (found is None or world.rng.random() < 0.1):
        row.facts = not_seen(row.facts)
        world.note(f"#{row.number} a second person does not see it")
        return world.poll(row)
    if missed and found is not None and found[1] != row.facts.placements[-1].revision:
        row.facts = other_words(row.facts)
        world.note(f"#{row.number} a second person sees other words")
        return world.poll(row)
    return _heard(world, row, step, Seen(found[0]) if found else NotThere())


def _seen(row: Row, step: Find | Look, now: datetime) -> tuple[str, int] | None:
    """Name and words of what stands there; asked for a post of ours, any that is not known."""
    known = {one.ref for one in row.facts.placements}
    for thing in row.platform.live(now):
        asked = {step.placement.ref} if isinstance(step, Look) else {thing.ref} - known
        if thing.ref in asked:
            return thing.ref, thing.revision
    return None


def _heard(world: World, row: Row, step: Call, result: Result) -> None:
    """Write what a person said by the rules."""
    row.facts = world.heart.record(
        row.facts, step, result, now=world.now, abilities=row.platform.abilities
    )
    world.note(f"#{row.number} a person: {type(step).__name__} {type(result).__name__}")
    return world.poll(row)
