"""Which channels the register lists, in which order, and at what price."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from time_machine import travel

from oyez.domain.register.kinds import Kind
from oyez.govern.actions import (
    approve_platform,
    change_register_entry,
    create_channel,
)
from oyez.govern.models import Channel
from oyez.govern.register.entries import whole_of
from oyez.govern.register.listing import RegisterSearch, register_of

NOON = "2026-11-21T12:00:00+01:00"


def kinds(channel: Channel) -> set[Kind]:
    return {gap.kind for gap in whole_of(channel, timezone.now()).line.gaps}


def another(land, name: str, platform: str = "mastodon") -> Channel:
    return create_channel(None, land.unit, platform=platform, name=name)


@travel(NOON, tick=False)
def test_a_ministry_sees_its_authorities_below_and_the_worst_first(land) -> None:
    own = another(land, "Own page", "page")
    bare = another(land, "Bluesky", "bluesky")
    change_register_entry(None, land.channel, purpose="Roads", audience="all", owner=land.author)
    listed = register_of(["/nds/"], RegisterSearch(), timezone.now())
    assert [line.pk for line in listed.lines] == [bare.pk, land.channel.pk, own.pk]
    assert (listed.channels, listed.sound) == (3, 1)
    assert listed.kinds[Kind.NO_OWNER] == 1
    only = register_of(["/nds/"], RegisterSearch(kind=Kind.NO_OWNER), timezone.now())
    assert [line.pk for line in only.lines] == [bare.pk]
    lacking = register_of(["/nds/"], RegisterSearch(gaps=True), timezone.now())
    assert own.pk not in [line.pk for line in lacking.lines]
    assert register_of(["/other/"], RegisterSearch(), timezone.now()).channels == 0


def test_an_approval_that_ends_is_told_by_the_days(land) -> None:
    with travel(NOON, tick=False):
        ends = date(2026, 12, 10)
        approve_platform(None, land.ministry, "x", starts_on=date(2026, 1, 1), ends_on=ends)
    one = another(land, "X", "x")
    with travel(NOON, tick=False):
        (gap,) = [
            g for g in whole_of(one, timezone.now()).line.gaps if g.kind is Kind.APPROVAL_ENDS
        ]
        assert (gap.days, str(gap.sentence)) == (20, "The approval of X ends on 10 December 2026.")
        approve_platform(None, land.ministry, "x", starts_on=date(2026, 12, 11))
        assert Kind.APPROVAL_ENDS not in kinds(one)
    with travel("2025-12-01T12:00:00+01:00", tick=False):
        assert Kind.NOT_APPROVED in kinds(one)


def test_however_many_channels_the_register_asks_as_often(
    land, django_assert_max_num_queries
) -> None:
    for number in range(12):
        one = another(land, f"M{number}")
        change_register_entry(None, one, owner=land.author)
    with django_assert_max_num_queries(7):
        register_of(["/nds/"], RegisterSearch(), timezone.now())
