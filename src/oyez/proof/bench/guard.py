"""How quick the guard is: screening, scoring, from a warning to the page, and in a flood."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import os
import statistics
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from oyez.domain.screening import screen
from oyez.govern.actions import plan_duty
from oyez.govern.models import Channel
from oyez.guard.models import Page
from oyez.listen.actions import make_webhook
from oyez.listen.models import InboxItem, Score
from oyez.proof.accounts import PASSWORD
from oyez.proof.bench import guard_scorer
from oyez.proof.bench.figures import LONGEST, ms_since, quantile, wait_recorded
from oyez.proof.bench.guard_texts import CONTEXT, WARNINGS, drafts, replies
from oyez.proof.scene import Scene, build, submitted, yes
from oyez.proof.stage import Stage
from oyez.publish.actions import retract
from oyez.publish.models import Delivery, Notice, Receipt

DRAFTS = 300
RATE = 10_000 / 600  # replies a second: ten thousand in ten minutes
TAKEDOWNS = 5
BARS = {"screening_p95_ms": 50, "page_s": 5, "fast": 300, "tiny": 3_000, "artefact_mb": 50,
        "memory_mb": 400, "takedown_ratio": 1.5}  # fmt: skip


@dataclass
class Caller:
    """A platform that calls us about one channel, over the console's own way in."""

    channel: Channel
    path: str
    client: Client = field(default_factory=lambda: Client(headers={"host": "localhost"}))
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    def say(self, author: str, text: str, about: str) -> None:
        """One reply, signed as Facebook signs; RuntimeError when it is not taken."""
        number = next(self.numbers)
        value = {
            "item": "comment", "verb": "add", "post_id": about, "comment_id": f"c{number}",
            "from": {"id": f"7{number}", "name": author}, "message": text,
            "created_time": time.time(),
        }  # fmt: skip
        entry = {
            "id": "1",
            "time": int(time.time()),
            "changes": [{"field": "feed", "value": value}],
        }
        body = json.dumps({"object": "page", "entry": [entry]}).encode()
        signed = hmac.new(PASSWORD.encode(), body, hashlib.sha256).hexdigest()
        answer = self.client.post(
            self.path, body, content_type="application/json",
            headers={"x-hub-signature-256": f"sha256={signed}"},
        )  # fmt: skip
        if answer.status_code != 202:
            raise RuntimeError(f"the reply was answered with {answer.status_code}")


def measure(stage: Stage, seconds: float) -> dict[str, Any]:
    """All figures; `seconds` is how long the flood lasts."""
    found: dict[str, Any] = {"screening": screening(), "scorer": {
        name: guard_scorer.measure(name) for name in ("fast", "tiny")}}  # fmt: skip
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    os.environ["OYEZ_STAFF_RELAY"] = f"smtp://127.0.0.1:{stage.simulator.smtp_port}"
    scene = build(stage.simulator, 3, platforms=("facebook", "mastodon", "bluesky"))
    plan_duty(None, scene.units[0].path, scene.duty, begins_at=timezone.now(),
              ends_at=timezone.now() + timedelta(days=1))  # fmt: skip
    stage.start_worker()
    caller = Caller(scene.channels[0], make_webhook(None, scene.channels[0]).removeprefix(
        settings.CONSOLE_URL))  # fmt: skip
    found["warning_to_page"] = [warned(scene, caller, number) for number in range(3)]
    found["flood"] = flood(scene, caller, seconds)
    return found


def screening() -> dict[str, float]:
    """Milliseconds of the rules over one draft, without fetching."""
    times = []
    for draft in drafts(DRAFTS):
        start = time.perf_counter()
        screen(draft, CONTEXT)
        times.append(ms_since(start))
    return {
        "drafts": DRAFTS,
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(quantile(times, 0.95), 2),
    }


def bring_out(scene: Scene, number: int) -> Notice:
    """A notice that stands on all three channels."""
    revision = submitted(scene, scene.units[0], number)
    start = time.perf_counter()
    yes(scene, revision)
    wait_recorded(revision.notice_id, "live_at", len(scene.channels), start)
    notice: Notice = Notice.objects.select_related("unit").get(pk=revision.notice_id)
    return notice


def name_of(notice: Notice, channel: Channel) -> str:
    """What the platform calls the notice."""
    return Receipt.objects.filter(delivery__notice=notice, delivery__channel=channel)[0].remote_id


def warned(scene: Scene, caller: Caller, number: int) -> float:
    """Seconds from the second warning's arrival at the webhook until the page has left as mail."""
    notice = bring_out(scene, 2 * TAKEDOWNS + number)
    about = name_of(notice, caller.channel)
    for author, text in zip((f"Ann {number}", f"Ben {number}"), WARNINGS, strict=True):
        start = time.perf_counter()
        caller.say(author, text, about)
    sent = Page.objects.filter(alarm__notice=notice, loud=True, way="mail", sent_at__isnull=False)
    while not sent.exists():
        if time.perf_counter() > start + LONGEST:
            raise TimeoutError(f"nobody was paged within {LONGEST:.0f} s")
        time.sleep(0.01)
    return round(time.perf_counter() - start, 2)


def flood(scene: Scene, caller: Caller, seconds: float) -> dict[str, Any]:
    """Takedowns with and without ten thousand replies in ten minutes coming in meanwhile."""
    notices = [bring_out(scene, number) for number in range(2 * TAKEDOWNS)]
    calm = [take_back(scene, one) for one in notices[:TAKEDOWNS]]
    about = name_of(notices[-1], caller.channel)
    before = InboxItem.objects.count()
    wanted = round(RATE * seconds)
    said = threading.Thread(target=pour, args=(caller, about, wanted))
    began = time.perf_counter()
    said.start()
    busy = []
    for one in notices[TAKEDOWNS:]:
        time.sleep(seconds / (TAKEDOWNS + 1))
        busy.append(take_back(scene, one))
    said.join()
    poured = time.perf_counter() - began
    left = wait_scored()
    stored = InboxItem.objects.count() - before
    return {
        "replies": wanted,
        "seconds": round(poured, 1),
        "stored": stored,
        "scored_after_s": round(left, 1),
        "takedown_calm_ms": round(statistics.median(calm)),
        "takedown_busy_ms": round(statistics.median(busy)),
        "takedown_ratio": round(statistics.median(busy) / statistics.median(calm), 2),
    }


def pour(caller: Caller, about: str, wanted: int) -> None:
    """So many replies at the rate, by as many people."""
    began = time.perf_counter()
    for number, (_, text) in enumerate(replies(wanted)):
        time.sleep(max(0.0, began + number / RATE - time.perf_counter()))
        caller.say(f"Person {number}", text, about)


def wait_scored() -> float:
    """Seconds until every reply has its score."""
    start = time.perf_counter()
    while InboxItem.objects.exclude(pk__in=Score.objects.values("item")).exists():
        if time.perf_counter() > start + 8 * LONGEST:
            raise TimeoutError("some replies were never scored")
        time.sleep(0.1)
    return time.perf_counter() - start


def take_back(scene: Scene, notice: Notice) -> float:
    """Milliseconds until it is proved gone everywhere."""
    start = time.perf_counter()
    retract(scene.approver, notice, "A mistake", at=timezone.now())
    rows = Delivery.objects.filter(notice=notice).count()
    return wait_recorded(notice.pk, "gone_at", rows, start)


def judge(found: dict[str, Any]) -> list[str]:
    """A line for every bar that was missed."""
    fast, tiny, flooded = found["scorer"]["fast"], found["scorer"]["tiny"], found["flood"]
    page = max(found["warning_to_page"])
    checks = (
        ("screening p95 in ms", found["screening"]["p95_ms"], BARS["screening_p95_ms"], True),
        ("warning to page in s", page, BARS["page_s"], True),
        ("fast: replies a second", fast["per_core_second"], BARS["fast"], False),
        ("tiny: replies a second", tiny["per_core_second"], BARS["tiny"], False),
        ("artefact in MB", fast["artefact_mb"], BARS["artefact_mb"], True),
        ("memory in MB", fast["memory_mb"], BARS["memory_mb"], True),
        ("takedown in a flood", flooded["takedown_ratio"], BARS["takedown_ratio"], True),
    )
    said = [
        f"{name}: {value}, the bar is {bar}"
        for name, value, bar, most in checks
        if (value > bar if most else value < bar)
    ]
    lost = flooded["replies"] - flooded["stored"]
    return said + ([f"{lost} replies were lost"] if lost else [])
