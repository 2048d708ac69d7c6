"""Draw one schedule, play it to the quiet after it, and judge it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from oyez.domain.delivery import Facts, Held, Kind, Support, want
from oyez.proof.chaos.platform import KINDS, Platform
from oyez.proof.chaos.sabotage import Heart, Sabotage
from oyez.proof.chaos.world import START, Row, World, forbid

END = START + timedelta(hours=2)
KIND_NAMES = list(KINDS)


@dataclass(frozen=True, slots=True)
class Played:
    """What one schedule showed."""

    seed: str
    deliveries: int
    faults: int
    kills: int
    problems: frozenset[str]
    needs_person: int
    history: tuple[str, ...]


def run_schedule(seed: str, broken: Sabotage | None = None, deliveries: int = 0) -> Played:
    """Play the schedule that the seed draws; the same seed gives the same history."""
    rng = Random(seed)  # noqa: S311 (a reproducible draw, not a secret)
    world = World(rng, Heart(broken))
    for number in range(1, (deliveries or rng.randint(1, 6)) + 1):
        kind = rng.choice(KIND_NAMES)
        lag = timedelta(seconds=rng.choice([0, 0, 0.5, 5, 12]))
        row = Row(number, Platform(kind, rng, lag), Facts(wanted=1))
        world.rows.append(row)
        begins = START + timedelta(seconds=rng.uniform(0, 5))
        world.at(begins, lambda row=row: world.poll(row))  # type: ignore[misc]
        world.at(begins, lambda row=row: world.poll(row))  # type: ignore[misc]
    _people(world)
    world.play(END)
    for row in world.rows:
        _judge(world, row)
    return Played(
        seed=seed,
        deliveries=len(world.rows),
        faults=sum(row.platform.faults for row in world.rows),
        kills=world.kills,
        problems=frozenset(world.problems),
        needs_person=sum(row.facts.held is Held.NEEDS_PERSON for row in world.rows),
        history=_story(world),
    )


def _story(world: World) -> tuple[str, ...]:
    """The lines about the delivery that broke an invariant; all is well without any."""
    broken = next((text for _, text in world.history if text.startswith("BROKEN")), "")
    if not broken:
        return ()
    number = broken.split("#")[1].split()[0]
    return tuple(
        f"{(when - START).total_seconds():8.2f} s  {text}"
        for when, text in world.history
        if f"#{number} " in text
    )


def _people(world: World) -> None:
    """Takedowns, corrections, freezes and closed channels at any moment."""
    for row in world.rows:
        for _ in range(world.rng.randint(0, 2)):
            when = START + row.pace * timedelta(seconds=world.rng.uniform(0, 55))
            deed = world.rng.choice((_correct, _retract, _freeze, _close))
            world.at(when, lambda deed=deed, row=row: deed(world, row))  # type: ignore[misc]


def _correct(world: World, row: Row) -> None:
    if row.facts.wanted is None:
        return
    row.newest += 1
    world.note(f"#{row.number} a person corrects: revision {row.newest}")
    row.facts = want(row.facts, row.newest)
    world.poll(row)


def _retract(world: World, row: Row) -> None:
    world.note(f"#{row.number} a person retracts")
    row.facts = want(row.facts, None)
    world.poll(row)


def _freeze(world: World, row: Row) -> None:
    if row.verdict.kind is not Kind.GO:
        return
    world.note(f"#{row.number} frozen")
    forbid(row, Kind.HOLD, world.now)
    lifted = world.now + row.pace * timedelta(seconds=world.rng.uniform(1, 40))
    world.at(lifted, lambda: _thaw(world, row))


def _thaw(world: World, row: Row) -> None:
    if row.verdict.kind is Kind.HOLD:
        world.note(f"#{row.number} the freeze is lifted")
        forbid(row, Kind.GO, world.now)
        world.poll(row)


def _close(world: World, row: Row) -> None:
    world.note(f"#{row.number} its channel closes")
    forbid(row, Kind.STOP, world.now)
    world.poll(row)


def _judge(world: World, row: Row) -> None:
    """After the quiet: what is wanted stands, what is unwanted is gone or on a person's list."""
    live = row.platform.live(world.now)
    asked = row.facts.held is Held.NEEDS_PERSON or row.facts.task is not None
    if row.facts.wanted is None:
        removable = row.platform.abilities.retract is Support.NATIVE
        if live and (removable or not asked) and not _stubborn(row):
            world.broke("live_after_retract", f"#{row.number} {live}, held {row.facts.held}")
        return
    stands = any(thing.revision == row.facts.wanted and thing.whole for thing in live)
    excused = asked or (row.facts.held is Held.REFUSED and row.stopped_once)
    if not stands and not excused:
        world.broke("lost", f"#{row.number} wanted {row.facts.wanted}, held {row.facts.held}")


def _stubborn(row: Row) -> bool:
    """A machine tried and a person knows: the platform keeps what it was told to delete."""
    return row.facts.held is Held.NEEDS_PERSON and row.platform.ignores_deletes
