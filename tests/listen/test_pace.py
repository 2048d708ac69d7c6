"""Where reading costs money a channel is asked rarely, and as often as its settings say."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from newsroom import Newsroom, build
from newsroom import channel as add_channel
from oyez.domain.errors import NotAllowed
from oyez.domain.listening import LIVELY, MINUTES
from oyez.govern.actions import approve_platform, change_channel
from oyez.govern.models import Channel
from oyez.listen import polling
from oyez.listen.channels import pace_of
from oyez.listen.models import Polling
from oyez.platforms.heard import Inbox
from oyez.platforms.registry import profile
from oyez.publish.costs import FREE
from oyez.publish.models import Delivery

NOTHING = Inbox((), None)


@pytest.fixture
def room(db: None, cheap_hashes: None) -> Newsroom:
    room = build()
    approve_platform(None, room.police.superior, "x", starts_on=date(2024, 9, 1))
    add_channel(room.unit, "x", "X Emsland")
    return room


def x() -> Channel:
    return Channel.objects.get(platform="x")


def answered(room: Newsroom, now: datetime) -> dict[str, timedelta]:
    """Until when each channel waits after it was asked and had nothing to say."""
    polling.enter_missing(now)
    Polling.objects.update(due_at=now)
    turns = polling.take_due(now, 20)
    assert {turn.channel.platform for turn in turns} >= {"x", "mastodon"}
    polling.write_answers([(turn, NOTHING) for turn in turns], now)
    return {row.channel.platform: row.due_at - now for row in Polling.objects.all()}


def live_on(room: Newsroom, now: datetime) -> None:
    room.approved()
    Delivery.objects.update(live_at=now)


def test_x_is_asked_rarely_and_mastodon_every_minute(room: Newsroom) -> None:
    now = timezone.now()
    quiet = answered(room, now)
    assert quiet["x"] > timedelta(hours=3)
    assert quiet["mastodon"] <= timedelta(minutes=10)
    live_on(room, now)
    lively = answered(room, now)
    assert timedelta(minutes=11) < lively["x"] <= timedelta(minutes=15)
    assert lively["mastodon"] <= LIVELY


def test_a_notice_that_goes_live_brings_the_turn_nearer_but_not_beyond_the_pace(
    room: Newsroom,
) -> None:
    now = timezone.now()
    answered(room, now)
    live_on(room, now)
    polling.hurry_lively(now)
    waits = {row.channel.platform: row.due_at - now for row in Polling.objects.all()}
    assert timedelta(minutes=11) < waits["x"] <= timedelta(minutes=15)
    assert waits["mastodon"] <= LIVELY
    before = Polling.objects.get(channel=x()).due_at
    polling.hurry_lively(now + timedelta(minutes=1))
    assert Polling.objects.get(channel=x()).due_at == before, "asked once to hurry"


def test_the_channels_own_minutes_hold(room: Newsroom) -> None:
    now = timezone.now()
    change_channel(None, x(), options={MINUTES: "2"})
    live_on(room, now)
    assert answered(room, now)["x"] <= timedelta(minutes=2)
    assert pace_of(x()).quiet == profile("x").pace.quiet


@pytest.mark.parametrize("typed", ["0", "often", "2000", "1.5"])
def test_nonsense_is_refused_at_its_field(room: Newsroom, typed: str) -> None:
    with pytest.raises(NotAllowed, match="Write whole minutes from 1 to 1440") as refused:
        change_channel(None, x(), options={MINUTES: typed})
    assert refused.value.field == MINUTES


def test_a_platform_of_few_calls_a_day_refuses_short_times(room: Newsroom) -> None:
    one = add_channel(room.unit, "linkedin", "LinkedIn Emsland")
    with pytest.raises(NotAllowed, match="from 5 to 1440"):
        change_channel(None, one, options={MINUTES: "4"})


def test_the_page_of_the_channel_says_how_often_and_what_it_costs(room: Newsroom) -> None:
    client = room.client(room.greta)
    path = f"/channels/{x().pk}/"
    html = client.get(path).content.decode()
    assert "every 15 min while a notice of the last day stands there, otherwise every 4 h" in html
    assert "0.005 USD for each thing that is read" in html
    settings = client.get(f"{path}settings/").content.decode()
    assert f'name="{MINUTES}"' in settings
    answer = client.post(f"{path}settings/", {MINUTES: "often"})
    assert answer.status_code == 422
    assert "Write whole minutes" in answer.content.decode()
    assert client.post(f"{path}settings/", {MINUTES: "5", FREE: "yes"}).status_code == 302
    html = client.get(path).content.decode()
    assert "every 5 min while" in html
    assert "for each thing that is read" not in html


def test_a_pace_that_nobody_keeps_would_be_seen(room: Newsroom, monkeypatch) -> None:
    """Sabotage: polling that forgets the platform's pace asks X every minute."""
    monkeypatch.setattr(polling, "pace_of", lambda _channel: profile("mastodon").pace)
    now = timezone.now()
    live_on(room, now)
    assert answered(room, now)["x"] <= LIVELY
