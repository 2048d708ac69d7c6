"""A takedown on every platform at once: what each needs by itself, and what Oyez makes of it."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from oyez.domain.delivery import Held, Idempotency
from oyez.platforms.door import Door
from oyez.platforms.port import Adapter, Channel, Delivery, Done, Failed, Media, Staged, Variant
from oyez.platforms.registry import adapter, profile
from oyez.proof.accounts import REMOVABLE, account_on
from oyez.proof.bench.figures import ms_since, wait_recorded
from oyez.proof.scene import Scene, build, submitted, yes
from oyez.proof.stage import Stage
from oyez.publish.actions import retract
from oyez.publish.delivering.pictured import addressed
from oyez.publish.models import Delivery as Row
from oyez.publish.pictures import Taken, path_of
from oyez.simulator import Running

SETTLE_MS = 1500
COUNTED = ("retract", "look", "find")
BARE = 3


@dataclass(frozen=True, slots=True)
class Bare:
    """One account that no channel uses, and the adapter that speaks for it."""

    platform: str
    one: Adapter
    picture: Taken | None

    def remove(self, number: int) -> float:
        """Milliseconds of one removal and the look that proves it, with nothing around them."""
        v, d = self.published(number)
        done = self.one.publish(v, d)
        if not isinstance(done, Done):
            raise ConnectionError(f"{self.platform} refused a bare call: {done}")
        start = time.perf_counter()
        self.one.retract(done.receipt, v, d)
        self.one.look(done.receipt, d.sent_at)
        return ms_since(start)

    def published(self, number: int) -> tuple[Variant, Delivery]:
        """Words of their own, staged where the platform wants that."""
        now = timezone.now()
        v = Variant("", f"Bare call {number}", "en", media=self.media())
        key = f"bare-{self.platform}-{number}"
        d = Delivery(key, 1, key, now, now, self.one.choose_id(key, now))
        if profile(self.platform).idempotency is not Idempotency.STAGED:
            return v, d
        staged = self.one.stage(v, d)
        if not isinstance(staged, Staged):
            raise ConnectionError(f"{self.platform} refused to stage: {staged}")
        _wait(staged.ready_after)
        return v, replace(d, staged=staged.token)

    def media(self) -> tuple[Media, ...]:
        """The picture that the notices have."""
        if self.picture is None:
            return ()
        one = self.picture
        path = str(path_of(one.sha256, one.mime))
        return (addressed(Media(one.sha256, one.mime, one.alt, path, one.width, one.height)),)


def measure(stage: Stage, rounds: int, each: int) -> dict[str, object]:
    """`each` channels a platform carry a notice that is taken back; the first round warms up."""
    platforms = tuple(REMOVABLE)
    channels = each * len(platforms)
    scene = build(stage.simulator, channels, platforms=platforms, settle_ms=SETTLE_MS)
    stage.start_worker()
    notices = [_bring_out(scene, number, channels) for number in range(rounds + 1)]
    time.sleep(SETTLE_MS / 1000)
    own = {name: _alone(name, stage.simulator, scene) for name in platforms}
    times: list[float] = []
    seen: dict[str, list[float]] = {name: [] for name in platforms}
    before = stage.simulator.calls()
    for number, notice in enumerate(notices):
        took = _take_back(stage, scene, notice, channels)
        if number:
            times.append(took)
            _note(notice, seen)
    calls = _calls(before, stage.simulator.calls(), each * len(notices))
    slowest, median = max(own.values()), statistics.median(times)
    return {
        "channels": channels,
        "rounds": rounds,
        "median_ms": round(median),
        "slowest_platform_ms": round(slowest),
        "ratio": round(median / slowest, 2),
        "platforms": {name: _figures(calls[name], own[name], seen[name]) for name in platforms},
    }


def _figures(calls: float, own: float, ours: list[float]) -> dict[str, float]:
    """One platform: calls of a takedown, its own time and ours."""
    return {"calls": calls, "own_ms": round(own), "ours_ms": round(statistics.median(ours))}


def _bring_out(scene: Scene, number: int, channels: int) -> int:
    revision = submitted(scene, scene.units[0], number)
    start = time.perf_counter()
    yes(scene, revision)
    wait_recorded(revision.notice_id, "live_at", channels, start)
    return revision.notice_id


def _alone(name: str, simulator: Running, scene: Scene) -> float:
    """The platform's own time: the median of a few removals by the bare adapter."""
    door = Door(allowed_networks=["127.0.0.0/8"], only_allowed=True)
    played = account_on(name, "bare1", simulator)
    channel = Channel("bare1", played.base_url, played.secrets, played.options)
    one = adapter(name, channel, door)
    session = one.refresh(timezone.now()) if name == "bluesky" else {}
    if isinstance(session, Failed):
        raise ConnectionError(f"the simulator let nobody in: {session.code}")
    if session:
        one = adapter(name, replace(channel, secrets=session), door)
    bare = Bare(name, one, scene.pictures[0] if scene.pictures else None)
    bare.remove(0)
    found = statistics.median(bare.remove(number) for number in range(1, BARE + 1))
    door.close()
    return found


def _take_back(stage: Stage, scene: Scene, notice: int, channels: int) -> float:
    """Milliseconds until every absence was read and committed."""
    row = Row.objects.select_related("notice__unit").filter(notice_id=notice)[0]
    start = time.perf_counter()
    retract(scene.approver, row.notice, "A mistake", at=timezone.now())
    took = wait_recorded(notice, "gone_at", channels, start)
    gone = Row.objects.filter(notice_id=notice, held=Held.GONE).count()
    code = row.notice.code
    standing = [one for one in stage.simulator.state()["objects"] if code in one["text"]]
    if gone != channels or standing:
        raise RuntimeError(f"{gone} of {channels} are gone, {len(standing)} stand outside")
    return took


def _note(notice: int, seen: dict[str, list[float]]) -> None:
    """How long each platform's channels took, from the wish to the proof."""
    for row in Row.objects.filter(notice_id=notice):
        if row.gone_at is not None:
            took = (row.gone_at - row.wanted_at).total_seconds() * 1000
            seen[row.platform].append(took)


def _calls(
    before: dict[str, dict[str, int]], after: dict[str, dict[str, int]], takedowns: int
) -> dict[str, float]:
    """Removals and readings a takedown made on each platform."""
    found = {}
    for name in REMOVABLE:
        made = [after[name].get(kind, 0) - before[name].get(kind, 0) for kind in COUNTED]
        found[name] = round(sum(made) / takedowns, 2)
    return found


def _wait(ready: datetime) -> None:
    time.sleep(max(0.0, (ready - timezone.now()).total_seconds()))
