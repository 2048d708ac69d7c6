"""Where people are paged: sealed, checked when entered, and two that do not fail together."""

from __future__ import annotations

import pytest
from paged import Paged
from pytest_django.fixtures import Settings

from oyez.accounts.resealing import status
from oyez.domain.errors import NotAllowed
from oyez.guard.actions import enter_way, remove_way, unstation
from oyez.guard.addresses import addresses_of, independent, reachable
from oyez.guard.models import Page, PagingWay
from oyez.guard.queries.reaching import troubles


def test_two_ways_behind_one_gateway_are_one(paged: Paged, settings: Settings) -> None:
    dora = paged.room.dora
    paged.way(dora, "sms", "+49 151 1234567")
    paged.way(dora, "phone", "+49 541 327 1")
    assert independent(addresses_of(dora)) == 1, "both lie on the same host"
    assert not reachable(dora)
    paged.browser(dora)
    assert reachable(dora)


def test_what_keeps_an_alarm_from_people_is_said(paged: Paged) -> None:
    room, now = paged.room, paged.at(0)
    paged.on_call(room.dora)
    told = [str(one) for one in troubles([room.police.path], now)]
    assert "Dora is on call, but cannot be reached by two ways." in told
    assert any("No place that is always staffed" in one for one in told)
    paged.browser(room.dora)
    paged.way(room.dora, "phone", "+49 541 327 1")
    place = paged.control_room()
    told = [str(one) for one in troubles([room.police.path], now)]
    assert told == ["Control room is always staffed, but cannot be reached by two ways."]
    enter_way(room.dora, place, "matrix", "!c:chat.example", at=now)


def test_addresses_are_sealed_and_named_by_their_ends(paged: Paged) -> None:
    row = paged.way(paged.room.dora, "phone", "+49 541 327 1234")
    assert b"3271234" not in bytes(row.sealed)
    assert row.label == "… 234"
    assert addresses_of(paged.room.dora)[0].to == "+495413271234"
    assert status().closed == 0


@pytest.mark.parametrize(
    ("way", "typed", "sentence"),
    [
        ("phone", "0541 327", "country code"),
        ("sms", "call me", "country code"),
        ("matrix", "#room:chat.example", "begins with !"),
        ("push", "{}", "no address of a browser"),
        ("push", "x" * 5000, "no address of a browser"),
        ("push", '{"endpoint": "ftp://x", "p256dh": "a", "auth": "b"}', "no address of a browser"),
        ("mail", "dora", "no such way"),
        ("fax", "1", "no such way"),
    ],
)
def test_what_is_no_address_is_refused(paged: Paged, way: str, typed: str, sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        paged.way(paged.room.dora, way, typed)


def test_an_address_stands_once_and_belongs_to_its_owner(paged: Paged) -> None:
    dora, bob = paged.room.dora, paged.room.bob
    row = paged.way(dora, "phone", "+49 541 327 1")
    with pytest.raises(NotAllowed, match="there already"):
        paged.way(dora, "phone", "0049 (541) 327 1")
    with pytest.raises(NotAllowed, match="own addresses"):
        enter_way(bob, dora, "phone", "+49 541 327 2", at=paged.at(0))
    with pytest.raises(NotAllowed, match="own addresses"):
        remove_way(bob, row)
    place = paged.control_room()
    with pytest.raises(NotAllowed):
        unstation(bob, place)
    unstation(dora, place)
    assert not PagingWay.objects.filter(stationed__isnull=False).exists()


def test_only_the_network_allowed_is_ever_called(paged: Paged, settings: Settings) -> None:
    settings.PAGE_PHONE_URL = "http://10.0.0.1/call"
    dora = paged.room.dora
    paged.on_call(dora)
    paged.way(dora, "phone", "+49 541 327 1")
    paged.alarm()
    paged.turn(0)
    assert Page.objects.get(way="phone").failure == "telephone refused"
