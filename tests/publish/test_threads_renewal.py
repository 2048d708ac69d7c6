"""A token of Threads lives sixty days and can be exchanged only while it holds: nobody waits."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from hand import Stage

from oyez.govern import vault
from oyez.govern.health import end_of
from oyez.govern.models import Channel, ChannelHealth
from oyez.govern.probing import AHEAD
from oyez.platforms.oauth import ENDS, life_of
from oyez.publish.models import Telling
from oyez.publish.steps.probe import ProbeDue
from oyez.web.translate import spoken_row

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
START = datetime.fromisoformat("2026-11-21T06:00:00+00:00")


@pytest.fixture
def probe(stage: Stage) -> ProbeDue:
    step = ProbeDue()
    step.door = stage.hand.door
    return step


def entered(stage: Stage, ends_at: datetime | None) -> Channel:
    secrets = {"token": f"sim-{stage.tag}", "app_secret": "threads-app-secret"}
    secrets |= {ENDS: ends_at.isoformat()} if ends_at else {}
    base = stage.sim.platforms["threads"]
    return stage.room.add("threads", account=stage.tag, base_url=base, secrets=secrets)


def on(day: int, probe: ProbeDue) -> None:
    """The day's probe, on that day's clock."""
    with time_machine.travel(START + day * DAY + HOUR, tick=True):
        probe.time.next = 0.0
        now = timezone.now()
        errands = probe.claim("routine", 8, now, "hand").errands
        probe.record([(one, probe.run(one)) for one in errands], timezone.now())


def end(channel: Channel) -> datetime | None:
    return end_of(vault.secrets(Channel.objects.get(pk=channel.pk)))


def days_left(channel: Channel, day: int) -> int:
    until = end(channel)
    assert until is not None
    return round((until - START - day * DAY) / DAY)


def told() -> list[str]:
    rows = Telling.objects.order_by("pk")
    return [spoken_row({"template": one.template, "values": one.values}) for one in rows]


def test_it_is_exchanged_twenty_days_before_and_not_earlier(stage: Stage, probe) -> None:
    assert (life_of("threads"), AHEAD) == (60 * DAY, 20 * DAY)
    with time_machine.travel(START, tick=True):
        channel = entered(stage, START + 60 * DAY)
    seen = []
    for day in range(200):
        on(day, probe)
        seen.append(days_left(channel, day))
    # Four times in two hundred days, so a fortnight of failures would be heard of and mended.
    renewed = [day for day in range(1, 200) if seen[day] > seen[day - 1]]
    assert [day // 40 for day in renewed] == [1, 2, 3, 4]
    assert 20 <= min(seen) <= 21
    assert ChannelHealth.objects.get(pk=channel.pk).state == "ok"
    assert told() == []


def test_a_token_of_unknown_age_is_exchanged_at_its_first_turn(stage: Stage, probe) -> None:
    with time_machine.travel(START, tick=True):
        channel = entered(stage, None)
    on(0, probe)
    assert days_left(channel, 0) == 60
    assert vault.secrets(Channel.objects.get(pk=channel.pk))["app_secret"]


def test_an_exchange_that_fails_is_tried_daily_and_people_hear_in_time(stage, probe) -> None:
    with time_machine.travel(START, tick=True):
        channel = entered(stage, START + 21 * DAY)
    stage.fault("threads", "auth", "error_before", times=None)
    for day in range(8):
        on(day, probe)
    assert days_left(channel, 8) == 13
    [sentence] = set(told())
    assert "ends in 14 days, on " in sentence
    stage.sim.clear_faults()
    on(8, probe)
    assert days_left(channel, 8) == 60


def test_a_token_that_has_ended_needs_a_person(stage: Stage, probe) -> None:
    with time_machine.travel(START, tick=True):
        channel = entered(stage, START - DAY)
    stage.fault("threads", "auth", "expired_token", times=None)
    on(0, probe)
    row = ChannelHealth.objects.get(pk=channel.pk)
    assert row.state == "refused"
    assert days_left(channel, 0) == -1
    assert any("no longer lets" in one for one in told())
