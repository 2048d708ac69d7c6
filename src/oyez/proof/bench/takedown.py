"""From the retraction to the recorded proof that nothing is left on any platform."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.utils import timezone

from oyez.domain.delivery import Held
from oyez.proof.bench.backlog import pile_up
from oyez.proof.bench.bare import Bare
from oyez.proof.bench.figures import LONGEST, figures, wait_recorded
from oyez.proof.scene import Scene, build, submitted, yes
from oyez.proof.stage import Stage
from oyez.publish.actions import retract
from oyez.publish.models import Delivery

SETTLE_MS, HANGING_MS = 1500, 3000
BARE = 3
BUSY = 0.4  # seconds the worker has been at the backlog when the notice is taken back


@dataclass(frozen=True, slots=True)
class Load:
    """What the worker has to do besides."""

    channels: int
    backlog: int = 0
    hanging: int = 0


def measure(stage: Stage, load: Load, rounds: int) -> dict[str, object]:
    """One live notice a round, taken back while the backlog waits; the first round warms up."""
    timeout = HANGING_MS if load.hanging else None
    scene = build(stage.simulator, load.channels, settle_ms=SETTLE_MS, timeout_ms=timeout)
    bare = Bare(stage.simulator)
    stage.start_worker()
    notices = [_bring_out(scene, number) for number in range(rounds + 1)]
    time.sleep(SETTLE_MS / 1000)
    # before the backlog: a busy machine would make the platform look slower than it is
    platform = [took for _ in range(BARE) for took in bare.remove()]
    times, calls, left = [], [], []
    for number, notice in enumerate(notices):
        _burden(stage, scene, load)
        before = _reads(stage)
        took = _take_back(stage, scene, notice, load.channels)
        if number:
            times.append(took)
            left.append(Delivery.objects.filter(held=Held.NOTHING).count())
            calls.append((_reads(stage) - before) / load.channels)
        _let_go(load)
    return {
        "channels": load.channels,
        **figures(times, platform),
        "rounds": rounds,
        "backlog": load.backlog,
        "backlog_left_min": min(left),
        "hanging": load.hanging,
        "calls_a_channel": round(sum(calls) / len(calls), 2),
    }


def _bring_out(scene: Scene, number: int) -> int:
    revision = submitted(scene, scene.units[0], number)
    start = time.perf_counter()
    yes(scene, revision)
    wait_recorded(revision.notice_id, "live_at", len(scene.channels), start)
    return revision.notice_id


def _burden(stage: Stage, scene: Scene, load: Load) -> None:
    """Queue the backlog before the takedown, and wait until the wanted number of calls hangs."""
    if load.hanging:
        half = load.hanging // 2
        stage.simulator.fault("mastodon", "publish", "hang", times=max(1, load.hanging - half))
        if half:
            stage.simulator.fault("bluesky", "publish", "hang", times=half)
    if load.backlog or load.hanging:
        pile_up(scene, max(load.backlog, 4 * load.hanging))
        time.sleep(BUSY)
    if load.hanging:
        _wait_hanging(stage, load.hanging)


def _wait_hanging(stage: Stage, hanging: int) -> None:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        faults = stage.simulator.control("GET", "faults")["faults"]
        if sum(fault["fired"] for fault in faults) >= hanging:
            return stage.simulator.clear_faults()
        time.sleep(0.02)
    raise TimeoutError(f"{hanging} calls never hung")


def _let_go(load: Load) -> None:
    """Calls that hang are given up after their timeout; the next round begins with fresh ones."""
    if load.hanging:
        time.sleep(HANGING_MS / 1000)


def _take_back(stage: Stage, scene: Scene, notice: int, channels: int) -> float:
    """Milliseconds from the call of `retract` until every absence was read and committed."""
    row = Delivery.objects.select_related("notice__unit").filter(notice_id=notice)[0]
    code = row.notice.code
    start = time.perf_counter()
    retract(scene.approver, row.notice, "A mistake", at=timezone.now())
    took = wait_recorded(notice, "gone_at", channels, start)
    gone = Delivery.objects.filter(notice_id=notice, held=Held.GONE).count()
    standing = [one for one in stage.simulator.state()["objects"] if code in one["text"]]
    if gone != channels or standing:
        raise RuntimeError(f"{gone} of {channels} are gone, {len(standing)} stand outside")
    return took


def _reads(stage: Stage) -> float:
    """Calls so far that remove or look."""
    calls = stage.simulator.calls()
    kinds = ("retract", "look", "find")
    return sum(counts.get(kind, 0) for counts in calls.values() for kind in kinds)
