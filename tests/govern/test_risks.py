"""Accepting the risk of a gateway: two governors, in writing, and warned before the end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from time_machine import travel

from oyez.audit.queries import last_entries
from oyez.domain.channel import Mode, may_carry
from oyez.domain.errors import NotAllowed
from oyez.domain.notice import Urgency
from oyez.domain.verdict import Kind
from oyez.govern.actions import (
    accept_risk,
    approve_platform,
    change_mode,
    confirm_risk,
    create_channel,
    set_secrets,
    withdraw_risk,
)
from oyez.govern.models import Channel, RiskAcceptance
from oyez.govern.queries import standings
from oyez.govern.risks import endings, warn_due
from together import together

NOON = datetime.fromisoformat("2026-11-21T12:00:00+01:00")
REASON = "The flood centre has no officer at night who could post by hand within a minute."
CONSIDERED = (
    "The number may be banned; it is dedicated, never the only administrator of the channel."
)


@pytest.fixture
def gateway(land) -> Channel:
    approve_platform(None, land.ministry, "whatsapp_gateway", starts_on=date(2024, 9, 1))
    one = create_channel(None, land.unit, platform="whatsapp_gateway", name="WhatsApp Emsland")
    set_secrets(None, one, {"token": "hidden-key"})
    return one


def accepted(land, gateway: Channel, ends_on: date = date(2027, 5, 31)) -> RiskAcceptance:
    return accept_risk(
        land.governor, gateway, reason=REASON, considered=CONSIDERED, ends_on=ends_on
    )


def verdict(channel: Channel) -> tuple[Kind, str]:
    said = may_carry(standings([channel.pk], timezone.now())[channel.pk], Urgency.CRITICAL)
    return said.kind, str(said.reason or "")


@travel(NOON, tick=False)
def test_nothing_goes_out_until_two_governors_have_said_yes(land, gateway: Channel) -> None:
    assert verdict(gateway)[0] is Kind.STOP
    assert "accept that risk in writing" in verdict(gateway)[1]
    risk = accepted(land, gateway)
    assert "second one has to confirm" in verdict(gateway)[1]
    with pytest.raises(NotAllowed, match="yourself"):
        confirm_risk(land.governor, risk)
    confirm_risk(land.second, risk)
    assert verdict(gateway) == (Kind.GO, "")
    assert verdict(land.channel) == (Kind.GO, "")
    entered, confirmed = last_entries(2)
    assert [entered.action, confirmed.action] == ["govern.accept_risk", "govern.confirm_risk"]
    assert entered.data["considered"] == CONSIDERED
    assert entered.object == confirmed.object == f"channel:{gateway.pk}"


@travel(NOON, tick=False)
def test_only_governors_and_only_where_it_is_needed(land, gateway: Channel) -> None:
    words = {"reason": REASON, "considered": CONSIDERED, "ends_on": date(2027, 1, 1)}
    for person in (land.author, land.administrator):
        with pytest.raises(NotAllowed):
            accept_risk(person, gateway, **words)
    with pytest.raises(NotAllowed, match="Nobody has to accept"):
        accept_risk(land.governor, land.channel, **words)
    risk = accepted(land, gateway)
    with pytest.raises(NotAllowed):
        confirm_risk(land.administrator, risk)
    with pytest.raises(NotAllowed):
        withdraw_risk(land.author, risk, reason="no")


@travel(NOON, tick=False)
def test_one_waits_at_a_time_and_what_nobody_confirmed_makes_room(land, gateway: Channel) -> None:
    first = accepted(land, gateway, date(2026, 11, 22))
    with pytest.raises(NotAllowed, match="waits already"):
        accepted(land, gateway)
    with travel(NOON + timedelta(days=3), tick=False):
        with pytest.raises(NotAllowed, match="over"):
            confirm_risk(land.second, first)
        accepted(land, gateway)
    first.refresh_from_db()
    assert first.withdrawn_at is not None


@travel(NOON, tick=False)
def test_a_withdrawal_stops_it_at_once_and_is_said_once(land, gateway: Channel) -> None:
    risk = confirm_risk(land.second, accepted(land, gateway))
    with pytest.raises(NotAllowed, match="needs a reason"):
        withdraw_risk(land.governor, risk, reason=" ")
    withdraw_risk(land.governor, risk, reason="The number was banned.")
    assert "withdrawn on 21 November 2026" in verdict(gateway)[1]
    with pytest.raises(NotAllowed, match="already"):
        withdraw_risk(land.second, risk, reason="again")
    with pytest.raises(NotAllowed, match="Somebody else"):
        confirm_risk(land.second, risk)


def test_it_ends_with_its_last_day_by_the_authoritys_clock(land, gateway: Channel) -> None:
    with travel(NOON, tick=False):
        confirm_risk(land.second, accepted(land, gateway, date(2026, 12, 1)))
    with travel(datetime.fromisoformat("2026-12-01T23:59:59+01:00"), tick=False):
        assert verdict(gateway)[0] is Kind.GO
    with travel(datetime.fromisoformat("2026-12-02T00:00:00+01:00"), tick=False):
        assert "ended on 1 December 2026" in verdict(gateway)[1]


def test_people_are_warned_in_steps_and_a_renewal_ends_it(land, gateway: Channel) -> None:
    with travel(NOON, tick=False):
        confirm_risk(land.second, accepted(land, gateway, date(2026, 12, 31)))

    def due(days: float) -> list[int]:
        ends = datetime.fromisoformat("2027-01-01T00:00:00+01:00")
        return [one.days for one in warn_due(ends - timedelta(days=days))]

    assert due(15) == []
    assert due(13.5) == [14]
    assert due(13) == []
    assert due(6.5) == [7]
    with travel(NOON + timedelta(days=30), tick=False):
        confirm_risk(land.second, accepted(land, gateway, date(2027, 12, 1)))
    assert due(2.5) == []
    assert endings([gateway], NOON + timedelta(days=38)) == {}


def test_a_closed_channel_warns_nobody(land, gateway: Channel) -> None:
    with travel(NOON, tick=False):
        confirm_risk(land.second, accepted(land, gateway, date(2026, 12, 1)))
        for mode in (Mode.CLOSING, Mode.CLOSED):
            change_mode(land.governor, gateway, mode, reason="We leave.")
    assert warn_due(NOON + timedelta(days=9)) == []


@travel(NOON, tick=False)
def test_the_database_wants_two_people(land, gateway: Channel) -> None:
    risk = accepted(land, gateway)
    rows = RiskAcceptance.objects.filter(pk=risk.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(confirmed_by=land.governor, confirmed_at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(confirmed_at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(withdrawn_at=timezone.now())


def test_two_who_confirm_at_once_are_one(shared_land) -> None:
    land = shared_land
    one = create_channel(None, land.unit, platform="whatsapp_gateway", name="W")
    risk = accepted(land, one, timezone.localdate() + timedelta(days=30))

    def confirm() -> str:
        try:
            confirm_risk(land.second, RiskAcceptance.objects.get(pk=risk.pk))
        except NotAllowed:
            return "refused"
        return "confirmed"

    assert sorted(together(confirm, confirm)) == ["confirmed", "refused"]


def test_no_other_channel_costs_a_query_more(land, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        standings([land.channel.pk], timezone.now())
