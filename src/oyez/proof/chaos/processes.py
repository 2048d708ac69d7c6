"""The promises end to end: real workers, kill -9, the simulator's faults, a real database."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from random import Random

from oyez.domain.channel import CorrectionPolicy
from oyez.domain.delivery import Held
from oyez.govern.actions import change_channel
from oyez.proof.chaos.processes_history import history
from oyez.proof.chaos.processes_judge import Judge, Judged
from oyez.proof.chaos.processes_people import People
from oyez.proof.chaos.processes_trouble import Trouble
from oyez.proof.chaos.run import INVARIANTS, Report
from oyez.proof.chaos.sabotage import Sabotage
from oyez.proof.scene import Scene, build
from oyez.proof.stage import Stage
from oyez.publish.models import Delivery, Notice

SETTLE_MS, TIMEOUT_MS = 2000, 1000
QUIET = 40.0
UNITS = 3
LONG = 15.0  # a run as long as this has time for machines that hang


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how much, and from which seed."""

    seconds: float
    seed: int
    workers: int = 3
    channels: int = 12
    sabotage: Sabotage | None = None


def run(stage: Stage, plan: Plan) -> tuple[Report, dict[str, object]]:
    """Break things for some seconds, wait for the quiet, judge; the report and further figures."""
    rng = Random(plan.seed)  # noqa: S311 (a reproducible draw, not a secret)
    scene = prepare(stage, plan, rng)
    people = People(scene, rng)
    trouble = Trouble(stage, rng, plan.sabotage, pausing=plan.seconds >= LONG)
    trouble.start(plan.workers)
    storm(people, trouble, plan.seconds)
    people.calm()
    trouble.calm()
    began = time.monotonic()
    unfinished = wait_quiet(stage)
    quiet = {"unfinished": unfinished, "quiet_s": round(time.monotonic() - began, 1)}
    judge = Judge(people.shut)
    judged = judge.judge(stage.simulator.state(everything=True)["objects"])
    report = verdict(judged, judge, people, trouble)
    report.seed = str(plan.seed)
    return report, {**quiet, **further(stage, judged, people, trouble)}


def further(
    stage: Stage, judged: list[Judged], people: People, trouble: Trouble
) -> dict[str, object]:
    """Figures beside the promises, and the shortest history that ended on a person's list."""
    given = [history(one, people.diary) for one in judged if one.row.held == Held.NEEDS_PERSON]
    return {
        "notices": Notice.objects.count(),
        "objects": sum(len(one.seen) for one in judged),
        "pauses": trouble.pauses,
        "died": trouble.died,
        "crashes": stage.crashes(),
        "turned_away": people.turned_away,
        "longest_deed_s": round(people.longest, 2),
        "tasks": dict(Counter(one.row.task for one in judged if one.row.task)),
        "given_to_a_person": min(given, key=len, default=[]),
    }


def prepare(stage: Stage, plan: Plan, rng: Random) -> Scene:
    """Units with channels that answer and settle quickly and correct in different ways."""
    scene = build(
        stage.simulator, plan.channels, units=UNITS, settle_ms=SETTLE_MS, timeout_ms=TIMEOUT_MS
    )
    for channel in scene.channels:
        ways = [CorrectionPolicy.IN_PLACE, CorrectionPolicy.LINKED]
        # replacing deletes, and Mastodon's window of deletions is small
        ways += [CorrectionPolicy.REPLACE] if channel.platform == "bluesky" else []
        change_channel(None, channel, correction_policy=rng.choice(ways))
    return scene


def storm(people: People, trouble: Trouble, seconds: float) -> None:
    """Deeds, faults and kills, each in its own time."""
    end = time.monotonic() + seconds
    deed = fault = time.monotonic()
    kill = deed + 1.5
    while (now := time.monotonic()) < end:
        if now >= deed:
            people.act()
            deed = time.monotonic() + people.rng.uniform(0.02, 0.4)
        if now >= fault:
            trouble.add_fault()
            fault = now + trouble.rng.uniform(0.1, 0.7)
        if now >= kill:
            people.write("", trouble.strike())
            kill = now + trouble.rng.uniform(1.0, 3.0)
        trouble.restart()
        time.sleep(0.005)


def wait_quiet(stage: Stage) -> int:
    """Return when no delivery has anything left to do; the number of those that still have."""
    until, left, before = time.monotonic() + QUIET, 1, -1
    while time.monotonic() < until:
        left = Delivery.objects.exclude(due_at=None).count()
        made = sum(one["created"] for one in stage.simulator.state()["counts"].values())
        if left == 0 and made == before:
            break
        before = made
        time.sleep(0.5)
    return left


def verdict(judged: list[Judged], judge: Judge, people: People, trouble: Trouble) -> Report:
    """The sums, and the shortest history of what broke."""
    report = Report(
        schedules=1,
        deliveries=len(judged),
        faults=trouble.struck(),
        kills=trouble.kills,
        needs_person=sum(one.row.held == Held.NEEDS_PERSON for one in judged),
    )
    for name in INVARIANTS:
        broke = sum(any(which == name for which, _ in one.broken) for one in judged)
        setattr(report, name, broke)
    report.against_rule += len(judge.strangers)
    report.broken = [name for name in INVARIANTS if getattr(report, name)]
    report.broken += ["a worker ended by itself"] * bool(trouble.died)
    told = [history(one, people.diary) for one in judged if one.broken]
    report.history = min(told, key=len, default=[]) + judge.strangers[:5]
    return report
