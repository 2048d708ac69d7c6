"""The register knows who listens, and own hours hold for the machine that answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from heard_of import Desk

from oyez.domain.inbox.routes import Routes
from oyez.domain.register.kinds import Kind
from oyez.govern.actions import change_register_entry
from oyez.govern.models import Channel
from oyez.govern.register.entries import whole_of
from oyez.listen.actions import Kept, keep_channel, keep_inbox
from oyez.listen.keeping import Keeping

AT_NIGHT = {"sun": "03:00-03:01"}


def kinds(channel: Channel) -> set[Kind]:
    return {gap.kind for gap in whole_of(channel, timezone.now()).line.gaps}


def test_who_hears_and_says_no_hours_is_told(desk: Desk) -> None:
    one, by = desk.room.mastodon, desk.room.bob
    assert Kind.NO_HOURS in kinds(one)
    keep_inbox(by, desk.room.unit, Kept(15, 240, Routes("112"), {"mon": "08:00-16:00"}))
    assert Kind.NO_HOURS not in kinds(one)
    assert whole_of(one, timezone.now()).listened.hours == {"mon": "08:00-16:00"}
    keep_channel(by, one, staffed=False, automatic=False, public_too=False)
    assert Kind.UNREAD in kinds(one)


def test_somebody_who_is_always_there_is_enough(desk: Desk) -> None:
    keep_inbox(desk.room.bob, desk.room.unit, Kept(15, 240, Routes("112")))
    assert Kind.NO_HOURS not in kinds(desk.room.mastodon)


def test_own_hours_are_enough_and_go_before_those_of_the_unit(desk: Desk) -> None:
    one, now = desk.room.mastodon, timezone.now()
    assert Keeping().staffed(one, now)
    change_register_entry(None, one, hours=AT_NIGHT)
    assert Kind.NO_HOURS not in kinds(one)
    noon = timezone.localtime(now).replace(hour=12)
    assert not Keeping().staffed(one, noon)
    assert Keeping().staffed(desk.room.bluesky, noon)
    comes = Keeping().next_staffed(one, noon)
    assert comes is not None
    assert (comes.weekday(), comes.hour) == (6, 3)
    assert comes - noon < timedelta(days=8)


@pytest.mark.parametrize("platform", ["tiktok", "linkedin"])
def test_hearing_follows_the_platform(desk: Desk, platform: str) -> None:
    one = Channel.objects.create(unit=desk.room.unit, platform=platform, name="T")
    heard = whole_of(one, timezone.now()).listened.hears
    assert heard == (platform == "linkedin")
