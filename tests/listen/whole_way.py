"""Run as a program: a real worker, a played platform, an answer of the public; prints what came."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

from oyez.proof.stage import Stage, stage

PATIENCE = 40.0


def wait(until: Callable[[], bool]) -> None:
    """Return when it is so; nobody waits for ever."""
    end = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > end:
            raise TimeoutError(until.__doc__)
        time.sleep(0.05)


def answered(played: Stage, there: str, words: str) -> None:
    """Somebody answers, the worker asks and links; then it is killed, and its cursor is lost."""
    from django.utils import timezone  # noqa: PLC0415 (needs Django set up)

    from oyez.listen.models import InboxItem, Polling  # noqa: PLC0415

    played.simulator.reply("mastodon", there, "Robin Fields", words)
    Polling.objects.update(due_at=timezone.now())
    wait(InboxItem.objects.filter(text=words, due_at=None).exists)
    played.workers[-1].kill()
    Polling.objects.update(cursor="", due_at=timezone.now())
    played.start_worker()


def play(played: Stage) -> dict[str, object]:
    """A notice goes out, people answer, workers are killed, and others go on."""
    from oyez.listen.models import InboxItem, Polling  # noqa: PLC0415 (needs Django set up)
    from oyez.proof.scene import build, submitted, yes  # noqa: PLC0415
    from oyez.publish.models import Delivery  # noqa: PLC0415

    scene = build(played.simulator, 1, platforms=("mastodon",))
    played.start_worker()
    revision = submitted(scene, scene.units[0], 1)
    yes(scene, revision)
    wait(Delivery.objects.filter(platform="mastodon", held="live").exists)
    [there] = played.simulator.live("mastodon")
    wait(Polling.objects.exists)
    for words in ("First answer", "Second answer"):
        answered(played, there["id"], words)
    wait(Polling.objects.exclude(cursor="").exists)
    rows = InboxItem.objects.select_related("delivery__notice").order_by("pk")
    return {
        "notice": revision.notice.code,
        "items": [(row.text, row.delivery and row.delivery.notice.code) for row in rows],
        "crashes": played.crashes(),
    }


if __name__ == "__main__":
    with stage() as played:
        sys.stdout.write(json.dumps(play(played)))
