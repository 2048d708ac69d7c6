"""`oyez bench console`, small: the rows it writes are such as the product writes, and it judges."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse

from oyez.audit.queries import first_broken
from oyez.govern.models import Channel
from oyez.proof.bench import console
from oyez.proof.bench.console_pages import VISITS, Visit
from oyez.proof.bench.console_places import Plan, World
from oyez.publish.models import Delivery, Notice, Revision

PAGE = {"page": "desk", "queries": 9, "queries_small": 9, "p95_ms": 20.0}


def oyez(*words: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with no setting of ours."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("OYEZ_", "DJANGO_"))}
    code = "import sys; from oyez.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, "bench", "console", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        env=kept,
    )


def test_every_page_is_opened_and_asks_as_often_with_more_rows() -> None:
    done = oyez("--scale", "0.02", "--rounds", "1", "--json")
    found = json.loads(done.stdout)
    assert (found["notices"], found["channels"], found["ledger_entries"]) == (1000, 40, 4000)
    assert len(found["pages"]) == len(VISITS)
    assert all(page["queries"] > 0 and page["bytes"] > 0 for page in found["pages"])
    # Times on a machine that runs other tests as well prove nothing; numbers of queries do.
    assert "queries where" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("--scale", "0"), ("--scale", "2"), ("--rounds", "0")])
def test_a_number_that_makes_no_sense_is_refused(words: tuple[str, str]) -> None:
    done = oyez(*words)
    assert done.returncode == 2
    assert "--scale one up to 1" in done.stderr


def test_a_slow_page_and_one_that_asks_more_are_named() -> None:
    assert console.judge({"pages": [PAGE]}) == []
    slow = console.judge({"pages": [PAGE | {"p95_ms": 150.0}]})
    assert slow == ["desk: p95 is 150.0 ms, the bar 150 ms"]
    more = console.judge({"pages": [PAGE | {"queries": 10}]})
    assert more == ["desk: 9 queries where there is little, 10 here"]


@pytest.mark.django_db
def test_what_is_written_is_sound_and_can_grow() -> None:
    world, plan = World(), Plan().times(0.004)
    console.grow(world, plan.times(0.2))
    few = Notice.objects.count()
    console.grow(world, plan)
    assert (few, Notice.objects.count()) == (120, plan.notices)
    assert Channel.objects.count() == plan.channels
    assert first_broken() is None
    assert {"draft", "live", "retracted", "expired"} <= set(
        Notice.objects.values_list("state", flat=True)
    )
    assert not Revision.objects.filter(contributions=None).exists()
    sent = Notice.objects.exclude(state__in=("draft", "submitted", "returned"))
    assert not sent.filter(deliveries=None).exists()
    assert not Delivery.objects.filter(held="live", receipts=None).exists()


@pytest.mark.django_db
def test_a_page_that_asks_once_a_row_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def once_a_row(*_: object) -> HttpResponse:
        return HttpResponse(", ".join(channel.unit.name for channel in Channel.objects.all()))

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    world, plan, visit = World(), Plan().times(0.004), Visit("help")
    monkeypatch.setattr("oyez.web.views.show", once_a_row)
    console.grow(world, plan)
    few = console._queries(visit, world)
    console.grow(world, Plan().times(0.01))
    assert console._queries(visit, world) > few
