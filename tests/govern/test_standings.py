from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from oyez.domain.channel import Mode, may_carry
from oyez.domain.notice import Urgency
from oyez.domain.roles import Verb
from oyez.domain.verdict import Kind
from oyez.govern.actions import (
    change_mode,
    create_channel,
    create_unit,
    freeze,
    lift_freeze,
    set_secrets,
    withdraw_platform,
)
from oyez.govern.models import Channel
from oyez.govern.queries import (
    channels_below,
    channels_for,
    frozen_scopes,
    scope_name,
    standings,
    units_for,
)


def verdict(channel: Channel, at: datetime | None = None) -> Kind:
    standing = standings([channel.pk], at or timezone.now())[channel.pk]
    return may_carry(standing, Urgency.ROUTINE).kind


def test_a_channel_with_all_it_needs_carries(land) -> None:
    assert verdict(land.channel) is Kind.GO


def test_before_its_approval_it_does_not_and_the_day_is_the_local_one(land) -> None:
    eve = datetime(2024, 8, 31, 21, 59, tzinfo=UTC)
    assert verdict(land.channel, eve) is Kind.STOP
    assert verdict(land.channel, eve + timedelta(minutes=2)) is Kind.GO, "midnight in Berlin"


def test_withdrawing_the_approval_stops_it(land) -> None:
    (approval,) = land.ministry.approvals.all()
    withdraw_platform(land.governor, approval, reason="data protection")
    assert verdict(land.channel) is Kind.STOP


def test_without_credentials_it_stops_unless_it_needs_none(land) -> None:
    set_secrets(None, land.channel, {})
    assert verdict(land.channel) is Kind.STOP
    page = create_channel(None, land.unit, platform="page", name="Our page")
    assert verdict(page) is Kind.GO
    Channel.objects.filter(pk=land.channel.pk).update(needs_secrets=False)
    assert verdict(land.channel) is Kind.GO


def test_the_mode_decides(land) -> None:
    change_mode(land.governor, land.channel, Mode.REDUCED, reason="few reports arrive")
    assert verdict(land.channel) is Kind.STOP


@pytest.mark.parametrize("where", ["/", "/nds/", "/nds/os/", "/nds/os/emsland/", "channel"])
def test_a_freeze_of_any_scope_above_holds_it_until_two_have_lifted_it(land, where: str) -> None:
    scope = land.channel.path if where == "channel" else where
    other = create_unit(None, land.police, slug="aurich", name="PI Aurich")
    page = create_channel(None, other, platform="page", name="Aurich's page")
    frozen = freeze(None, scope, reason="wrong notice", machine="guard")
    assert verdict(land.channel) is Kind.HOLD
    assert (verdict(page) is Kind.HOLD) == (where in {"/", "/nds/", "/nds/os/"})
    assert frozen_scopes(timezone.now()) == [scope]
    if where != "/":
        lift_freeze(land.governor, frozen)
        assert verdict(land.channel) is Kind.HOLD
        lift_freeze(land.second, frozen)
        assert verdict(land.channel) is Kind.GO
        assert frozen_scopes(timezone.now()) == []
        assert frozen_scopes(frozen.at) == [scope]


def test_sixty_channels_take_three_queries_and_hardly_any_time(
    land, django_assert_num_queries
) -> None:
    for number in range(59):
        channel = create_channel(None, land.unit, platform="mastodon", name=f"Channel {number}")
        Channel.objects.filter(pk=channel.pk).update(secrets=b"sealed")
    ids = list(Channel.objects.values_list("pk", flat=True))
    now = timezone.now()
    with django_assert_num_queries(3):
        found = standings(ids, now)
    assert len(found) == 60


def test_an_unknown_channel_has_no_standing(db: None) -> None:
    assert standings([404], timezone.now()) == {}
    assert standings([], timezone.now()) == {}


def test_channels_of_a_unit_and_below_a_path(land) -> None:
    page = create_channel(None, land.unit, platform="page", name="Our page", position=1)
    assert list(channels_for(land.unit)) == [page, land.channel]
    assert set(channels_below("/nds/os/")) == {page, land.channel}
    assert not channels_below("/bremen/")
    Channel.objects.filter(pk=page.pk).update(mode=Mode.CLOSED)
    assert list(channels_for(land.unit)) == [land.channel]


def test_units_where_a_person_may(land) -> None:
    assert list(units_for(land.author, Verb.COMPOSE)) == [land.unit]
    assert list(units_for(land.governor, Verb.CHANGE_MODE)) == [land.unit]
    assert not units_for(land.author, Verb.APPROVE)


def test_names_of_scopes(land) -> None:
    assert scope_name("/") == "Everything"
    assert scope_name("/nds/os/") == "PD Osnabrück"
    assert scope_name("/nds/os/emsland/") == "PI Emsland"
    assert scope_name(land.channel.path) == "Mastodon Emsland"
