"""From the approval to the recorded acceptance by every platform."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from oyez.proof.bench.bare import Bare
from oyez.proof.bench.figures import figures, wait_recorded
from oyez.proof.scene import Scene, build, submitted, yes
from oyez.proof.stage import Stage
from oyez.publish.models import Delivery

WARM = 3
BREATH = 0.15  # seconds between rounds, so that no round pays for the one before


@dataclass(slots=True)
class Times:
    """What the rounds took, in milliseconds."""

    whole: list[float] = field(default_factory=list)
    committed: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    platform: list[float] = field(default_factory=list)


def measure(stage: Stage, channels: int, rounds: int) -> dict[str, object]:
    """Play the rounds with one worker; the first ones warm up and are not counted."""
    scene, bare, times = build(stage.simulator, channels), Bare(stage.simulator), Times()
    stage.start_worker()
    for number in range(WARM + rounds):
        times = Times() if number == WARM else times
        one_round(scene, number, channels, times)
        times.platform += bare.publish()
        time.sleep(BREATH)
    live = sum(one["account"] != "bare" for one in stage.simulator.state()["objects"])
    if live != channels * (WARM + rounds):
        raise RuntimeError(f"{live} objects stand where {channels * (WARM + rounds)} were recorded")
    return {
        "channels": channels,
        **figures(times.whole, times.platform),
        "rounds": rounds,
        "warm_up_rounds": WARM,
        "approve_p50_ms": figures(times.committed, times.platform)["p50_ms"],
        "first_live_p50_ms": figures(times.first, times.platform)["p50_ms"],
    }


def one_round(scene: Scene, number: int, channels: int, times: Times) -> None:
    """One fresh notice. The clock runs from the call of `approve` to the last committed row."""
    revision = submitted(scene, scene.units[0], number)
    start, began = time.perf_counter(), time.time()
    yes(scene, revision)
    times.committed.append((time.perf_counter() - start) * 1000)
    times.whole.append(wait_recorded(revision.notice_id, "live_at", channels, start))
    rows = Delivery.objects.filter(notice=revision.notice_id).values_list("live_at", flat=True)
    moments = [at.timestamp() for at in rows if at is not None]
    times.first.append((min(moments) - began) * 1000)
